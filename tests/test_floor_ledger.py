"""The gate itself: a floor lowered in silence, or an entry rewritten, is seen."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.floor_ledger import broken_seals, committed, rewritten, seal, silent_drops

FILES = sorted(
    path
    for path in Path(__file__).parent.glob("quality_*.json")
    if "history" in json.loads(path.read_text("utf-8"))
)


def history(*floors: float, **last: Any) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    for k, floor in enumerate(floors):
        before = seal(entries[-1] if entries else None)
        entries.append({"date": f"2026-01-0{k + 1}", "before": before, "floors": {"f1": floor}})
    entries[-1].update(last)
    return entries


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_floor_was_lowered_in_silence(path: Path) -> None:
    entries = json.loads(path.read_text("utf-8"))["history"]
    assert broken_seals(entries) == []
    assert silent_drops(entries) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_committed_history_still_stands(path: Path) -> None:
    entries = json.loads(path.read_text("utf-8"))["history"]
    assert [problem for old in committed(path) for problem in rewritten(entries, old)] == []


def test_a_drop_needs_a_reason() -> None:
    assert silent_drops(history(0.7, 0.8)) == []
    assert silent_drops(history(0.8, 0.7)) == ["2026-01-02 f1"]
    assert silent_drops(history(0.8, 0.7, lowered={"f1": "no"})) == ["2026-01-02 f1"]
    told = {"f1": "the gold had forty wrong spans, now mended"}
    assert silent_drops(history(0.8, 0.7, lowered=told)) == []


def test_a_figure_may_not_vanish() -> None:
    assert silent_drops(history(0.8, 0.8, floors={})) == ["2026-01-02 f1"]


def test_an_old_entry_cannot_be_changed_alone() -> None:
    entries = history(0.7, 0.8)
    entries[0]["floors"]["f1"] = 0.1
    assert broken_seals(entries) == [1]


def test_a_rewritten_history_differs_from_the_committed_one() -> None:
    old = {"history": history(0.7, 0.8)}
    assert rewritten(history(0.7, 0.8, 0.9), old) == []
    assert rewritten(history(0.6, 0.6), old) != []
    assert rewritten(history(0.7), old) != []


def test_floors_from_before_the_history_count() -> None:
    assert rewritten(history(0.7), {"floors": {"f1": 0.8}}) == ["f1"]


def test_committed_versions_are_read_from_git(tmp_path: Path) -> None:
    path = tmp_path / "quality_x.json"
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q"], cwd=tmp_path, check=True)
    for floor in (0.7, 0.8):
        path.write_text(json.dumps({"history": history(floor)}), "utf-8")
        subprocess.run([*git, "add", "."], cwd=tmp_path, check=True)
        subprocess.run([*git, "commit", "-qm", "x"], cwd=tmp_path, check=True)
    found = [old["history"][-1]["floors"]["f1"] for old in committed(path)]
    assert found == [0.8, 0.7]
