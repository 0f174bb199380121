"""Quality floors that cannot be lowered silently.

A floors file holds ``history``, a list of entries ``{date, reason, before, floors}``; the
last entry is in force. Three things hold it together:

- ``before`` is the hash of the entry before, so that an old entry cannot be changed alone;
- a floor below that of the entry before needs the entry's ``lowered``, which names the
  figure and says why in words;
- what git has committed of the file must be the beginning of what is there now, and no
  figure of it may be missing.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Entry = dict[str, Any]
LEAST_REASON = 20  # characters of a reason that says something


def in_force(floors_file: Path) -> Entry:
    """The last entry of a floors file."""
    entry: Entry = json.loads(floors_file.read_text("utf-8"))["history"][-1]
    return entry


def seal(entry: Entry | None) -> str:
    """Hash of an entry; of None for the first one."""
    return hashlib.sha256(json.dumps(entry, sort_keys=True).encode()).hexdigest()[:16]


def figures_of(floors: dict[str, Any], path: str = "") -> Iterator[tuple[str, float]]:
    """("packaged/direct", 0.87) of every floor, however deep."""
    for name, value in sorted(floors.items()):
        here = f"{path}/{name}".strip("/")
        if isinstance(value, dict):
            yield from figures_of(value, here)
        else:
            yield here, float(value)


def broken_seals(history: list[Entry]) -> list[int]:
    """Numbers of the entries that do not follow from the one before."""
    follows = zip([None, *history[:-1]], history, strict=True)
    return [k for k, (last, entry) in enumerate(follows) if entry["before"] != seal(last)]


def silent_drops(history: list[Entry]) -> list[str]:
    """Figures that fall from one entry to the next, or vanish, without a reason."""
    found = []
    for last, entry in pairwise(history):
        now, reasons = dict(figures_of(entry["floors"])), entry.get("lowered", {})
        for name, floor in figures_of(last["floors"]):
            fell = name not in now or now[name] < floor
            if fell and len(reasons.get(name, "")) < LEAST_REASON:
                found.append(f"{entry['date']} {name}")
    return found


def committed(floors_file: Path) -> Iterator[dict[str, Any]]:
    """Every committed version of the file, the newest first; none without git."""
    git = shutil.which("git")
    if git is None:
        return
    folder, name = floors_file.parent, floors_file.name
    log = _run([git, "log", "--format=%H", "--", name], folder)
    for commit in log.split():
        text = _run([git, "show", f"{commit}:./{name}"], folder)
        if text:
            yield json.loads(text)


def rewritten(history: list[Entry], old: dict[str, Any]) -> list[str]:
    """What the committed version `old` says that the history no longer does."""
    if "history" in old:
        kept = history[: len(old["history"])] == old["history"]
        return [] if kept else ["the history differs from the committed one"]
    first = dict(figures_of(history[0]["floors"]))  # from before there was a history
    return [
        name
        for name, floor in figures_of(old.get("floors", {}))
        if name in first and first[name] < floor
    ]


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""
