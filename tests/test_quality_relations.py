"""Relations are as good as they were: floors on gold sentences and stories."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from benchmarks.relations import figures, load, load_scorer

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"
QUALITY = json.loads((HERE / "quality_relations.json").read_text(encoding="utf-8"))
GOLD = {
    "own_dev": HERE / "gold" / "relations" / "dev.jsonl",
    "own_dev2": HERE / "gold" / "relations" / "dev2.jsonl",
    "own_dev3": HERE / "gold" / "relations" / "dev3.jsonl",
    "own_dev4": HERE / "gold" / "relations" / "dev4.jsonl",
    "own_dev5": HERE / "gold" / "relations" / "dev5.jsonl",
    "plover_examples": SHARED / "data" / "relations" / "examples_sentences.jsonl",
}
SCORER = SHARED / "tools" / "score_relations.py"

pytestmark = pytest.mark.skipif(not SCORER.is_file(), reason="no scorer here")


@pytest.mark.parametrize("name", sorted(GOLD))
def test_floors(name):
    if not GOLD[name].is_file():
        pytest.skip("no gold here")
    found_hash = hashlib.sha256(GOLD[name].read_bytes()).hexdigest()
    assert found_hash == QUALITY["sha256"][name], "the gold has changed: measure anew"
    found = figures(load(GOLD[name]), load_scorer(SCORER))
    floors = QUALITY["floors"][name]
    assert not {k: found[k] for k, floor in floors.items() if found[k] < floor}
