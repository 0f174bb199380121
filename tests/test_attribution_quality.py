"""Quality floors of the attribution extractor, where the gold is present.

The floors stand in ``quality_attribution.json`` with the hash of the gold they were
measured on; the scorer's definitions are those of its docstring.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from storyanalysis.extract.attribution import find_attributions
from storyanalysis.extract.layout import find_paragraphs
from storyanalysis.language import parse

if TYPE_CHECKING:
    from types import ModuleType

    from spacy.language import Language

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"
GOLD = SHARED / "data" / "attribution" / "polnear_dev.jsonl"
SCORER = SHARED / "tools" / "score_attribution.py"
FLOORS = json.loads((Path(__file__).parent / "quality_attribution.json").read_text("utf-8"))

pytestmark = pytest.mark.skipif(
    not (GOLD.is_file() and SCORER.is_file()), reason="the gold is not here"
)


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_attribution", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def sample() -> list[dict[str, Any]]:
    """Every sixth document."""
    lines = GOLD.read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines[:: FLOORS["every"]]]


def test_the_gold_is_the_one_the_floors_were_measured_on() -> None:
    assert hashlib.sha256(GOLD.read_bytes()).hexdigest() == FLOORS["gold_sha256"]


@pytest.mark.parametrize("weights", ["packaged", "none"])
def test_figures_do_not_fall_below_the_floors(
    weights: str, scorer: ModuleType, sample: list[dict[str, Any]], nlp: Language
) -> None:
    predictions = [predict(line, nlp, weights) for line in sample]
    figures = scorer.evaluate(sample, predictions)
    floors = FLOORS["floors"][weights]
    measured = {
        "end_to_end": figures["end_to_end"]["f1"],
        "detection": figures["detection"]["f1"],
        "direct": figures["end_to_end"]["direct"]["r"],
        "mixed": figures["end_to_end"]["mixed"]["r"],
        "indirect": figures["end_to_end"]["indirect"]["r"],
    }
    low = {
        name: (measured[name], floor) for name, floor in floors.items() if measured[name] < floor
    }
    assert not low


def predict(line: dict[str, Any], nlp: Language, weights: str) -> dict[str, Any]:
    paragraphs = find_paragraphs(line["text"])
    doc = parse(line["text"], paragraphs, nlp)
    chosen = None if weights == "none" else weights
    found = find_attributions(doc, paragraphs, broad=True, threshold=0.5, weights=chosen)
    rows = [
        {"source": row.source, "cue": row.cue, "content": row.content}
        for row in found
        if row.inside is None  # the corpus marks the outermost report only
    ]
    return {"doc_id": line["doc_id"], "attributions": rows}
