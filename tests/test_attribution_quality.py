"""Quality floors of attributions and statements, where the gold is present.

The floors stand in ``quality_attribution.json`` with the hashes of the gold they were
measured on; ``floor_ledger`` says what keeps them from being lowered in silence. The
definitions of the figures are those of the scorers' docstrings.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import storyanalysis as sa
from storyanalysis.extract.attribution import find_attributions
from storyanalysis.extract.layout import find_paragraphs
from storyanalysis.language import parse
from tests.floor_ledger import in_force

if TYPE_CHECKING:
    from types import ModuleType

    from spacy.language import Language

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"
POLNEAR = SHARED / "data" / "attribution"
TOOLS = SHARED / "tools"
STORIES = {
    "stories": SHARED / "data" / "stories",
    "own": HERE / "gold" / "stories" / "dev",
    "own2": HERE / "gold" / "stories" / "dev2",
    "data": HERE.parent / "data" / "stories",
}
LEDGER = HERE / "quality_attribution.json"
FORCE = in_force(LEDGER)
FORMS = ("direct", "mixed", "indirect")


def gold_files() -> dict[str, list[Path]]:
    found = {"polnear_dev": [POLNEAR / "polnear_dev.jsonl"]}
    found["polnear_dev_communication"] = [POLNEAR / "polnear_dev_communication.jsonl"]
    for name, folder in STORIES.items():
        found[name] = sorted([*folder.glob("*.txt"), *folder.glob("*.gold.json")])
    return found


GOLD = gold_files()


def needs(name: str, scorer: str) -> None:
    if not ((TOOLS / scorer).is_file() and GOLD[name] and all(f.is_file() for f in GOLD[name])):
        pytest.skip("the gold is not here")


def scorer(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sample(name: str) -> list[dict[str, Any]]:
    """Every sixth document."""
    lines = GOLD[name][0].read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines[:: FORCE["every"]]]


def too_low(name: str, measured: dict[str, float]) -> dict[str, tuple[float, float]]:
    floors = FORCE["floors"][name]
    assert floors.keys() == measured.keys()
    return {k: (measured[k], floor) for k, floor in floors.items() if measured[k] < floor}


@pytest.mark.parametrize("name", sorted(GOLD))
def test_the_gold_is_the_one_the_floors_were_measured_on(name: str) -> None:
    if not GOLD[name] or not GOLD[name][0].is_file():
        pytest.skip("the gold is not here")
    contents = b"\0".join(path.read_bytes() for path in GOLD[name])
    assert hashlib.sha256(contents).hexdigest() == FORCE["gold_sha256"][name]


@pytest.mark.parametrize(
    ("floors", "gold"),
    [
        ("packaged", "polnear_dev"),
        ("speech", "polnear_dev_communication"),
        ("none", "polnear_dev"),
    ],
)
def test_attributions_do_not_fall_below_the_floors(floors: str, gold: str, nlp: Language) -> None:
    needs(gold, "score_attribution.py")
    documents = sample(gold)
    predictions = [predict(line, nlp, floors) for line in documents]
    figures = scorer("score_attribution").evaluate(documents, predictions)
    measured = {"end_to_end": figures["end_to_end"]["f1"], "detection": figures["detection"]["f1"]}
    measured |= {form: figures["end_to_end"][form]["r"] for form in FORMS}
    assert too_low(floors, measured) == {}


def predict(line: dict[str, Any], nlp: Language, mode: str) -> dict[str, Any]:
    paragraphs = find_paragraphs(line["text"])
    doc = parse(line["text"], paragraphs, nlp)
    weights = None if mode == "none" else "packaged"
    found = find_attributions(doc, paragraphs, broad=True, threshold=0.45, weights=weights)
    rows = [
        {"source": row.source, "cue": row.cue, "content": row.content}
        for row in found
        if row.inside is None  # the corpus marks the outermost report only
        and (mode != "speech" or row.act == "speech")
    ]
    return {"doc_id": line["doc_id"], "attributions": rows}


@pytest.mark.parametrize("name", sorted(STORIES))
def test_statements_of_stories_do_not_fall_below_the_floors(name: str) -> None:
    needs(name, "score_stories.py")
    module = scorer("score_stories")
    counts: Counter[str] = Counter()
    for path in sorted(STORIES[name].glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = path.with_name(path.name.replace(".gold.json", ".txt"))
        article = sa.read_article(text, published=gold["published"], outlet=gold["outlet"])
        counts.update(module.score_story(article.text, gold, as_gold(sa.analyze(article))))
    figures = module.figures(counts)["statements"]
    measured = {"f1": figures["f1"]}
    measured |= {k: figures[k]["acc"] for k in ("form", "speaker", "via")}
    assert too_low(name, measured) == {}


def as_gold(story: sa.Story) -> dict[str, Any]:
    """Actors and statements in the shape of the gold."""
    names = dict(zip(story.actors["actor_id"], story.actors["name"], strict=True))
    forms: dict[str, set[str]] = {actor: {name} for actor, name in names.items()}
    for row in story.mentions[story.mentions["kind"] != "pronoun"].itertuples():
        forms.get(row.actor_id, set()).add(row.text)
    relays = story.relays.sort_values(["statement_id", "hop"])
    rows = []
    for row in story.statements.itertuples():
        spans = story.spans[story.spans["statement_id"] == row.statement_id]
        via = relays[relays["statement_id"] == row.statement_id]
        roles = {
            role: spans.loc[spans["role"] == role, ["start", "end"]].to_numpy().tolist()
            for role in ("source", "cue", "content")
        }
        rows.append(
            roles
            | {"speaker": names.get(row.speaker_id), "form": row.form}
            | {"via": [names.get(link.actor_id, link.text) for link in via.itertuples()]}
        )
    actors = [{"name": names[actor], "aliases": sorted(forms[actor])} for actor in names]
    return {"actors": actors, "statements": rows}
