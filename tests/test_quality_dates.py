"""Dates are as good as they were: floors on a fixed sample of gold kept outside."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from benchmarks.dates import figures, load, load_scorer, load_stories

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"
QUALITY = json.loads((HERE / "quality_dates.json").read_text(encoding="utf-8"))
STEP = 6  # every sixth article of each file

pytestmark = pytest.mark.skipif(not (SHARED / "data" / "dates").is_dir(), reason="no gold here")


def _hash(paths: list[Path]) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


@pytest.fixture(scope="module")
def scorer():
    return load_scorer(SHARED / "tools" / "score_dates.py")


def _check(name: str, found: dict[str, float]) -> None:
    floors = QUALITY["floors"][name]
    low = {key: found[key] for key, floor in floors.items() if found[key] < floor}
    assert not low, f"{name}: below the floor {floors}"


@pytest.mark.parametrize("name", ["meantime", "aquaint", "timebank"])
def test_news(name, scorer):
    path = SHARED / "data" / "dates" / f"{name}.jsonl"
    assert _hash([path]) == QUALITY["sha256"][name], "the gold has changed: measure anew"
    _check(name, figures(load(path)[::STEP], scorer))


def test_stories(scorer):
    folder = SHARED / "data" / "stories"
    paths = sorted(folder.glob("*.gold.json")) + sorted(folder.glob("*.txt"))
    assert _hash(paths) == QUALITY["sha256"]["stories"], "the gold has changed: measure anew"
    _check("stories", figures(load_stories(folder), scorer))
