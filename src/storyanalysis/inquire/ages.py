"""Which part of a page is how new."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pandas as pd

from storyanalysis.inquire.records import records

__all__ = ["LATER", "section_ages"]

LATER = ("update", "correction", "entry")
SKIPPED = ("boilerplate", "byline")
CLOCK = re.compile(r"\b(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?\.?\s?m?\b", re.IGNORECASE)
NUMBERED = re.compile(
    r"\W*(?:update|correction)\s+(?:no\.?\s*)?(\d{1,2})\b(?![:.]\d)", re.IGNORECASE
)


def section_ages(sections: pd.DataFrame) -> dict[str, int]:
    """Which part of the page is how new; furniture is left out.

    The original, body, headline and deck are 0. Updates follow in the order of
    their numbers or clock times, else newest first above the story and newest
    last below it; corrections and editor's notes come last. Entries of a live
    page follow their clock times.
    """
    ages: dict[str, int] = {}
    rows = records(sections.fillna({"label": ""}).sort_values("start"))
    entries = _in_time([row for row in rows if row.kind == "entry"])
    first = next((row.start for row in rows if row.kind in ("original", "body")), 0)
    updates = [row for row in rows if row.kind == "update" and row.label != "editors note"]
    for row in rows:
        if row.kind not in (*SKIPPED, *LATER) and not (
            entries and row.kind in ("headline", "deck")
        ):
            ages[row.section_id] = 0
    for age, row in enumerate(entries, start=0 if not ages else 1):
        ages[row.section_id] = age
    above = _in_time([row for row in updates if row.start < first], newest_first=True)
    below = _in_time([row for row in updates if row.start >= first], newest_first=False)
    for age, row in enumerate([*above, *below], start=len(entries) + 1):
        ages[row.section_id] = age
    last = max([1, *ages.values()])
    for row in rows:
        if row.kind == "correction" or (row.label == "editors note" and row.kind == "update"):
            ages[row.section_id] = last
    return ages


def _in_time(rows: list[Any], *, newest_first: bool | None = None) -> list[Any]:
    """Rows from the oldest to the newest."""
    numbers = [number for row in rows if (number := _number(row)) is not None]
    if len(numbers) == len(rows) == len(set(numbers)):
        return [row for _, row in sorted(zip(numbers, rows, strict=True), key=lambda pair: pair[0])]
    minutes = [minute for row in rows if (minute := _minute(row)) is not None]
    if len(minutes) == len(rows) and len(set(minutes)) > 1:
        falls = sum(a > b for a, b in pairwise(minutes))
        # the most frequent direction: a clock that jumps once has passed midnight
        return rows[::-1] if falls * 2 > len(rows) - 1 else rows
    return rows[::-1] if newest_first else rows


def _number(row: Any) -> int | None:
    found = NUMBERED.match(row.text)
    return int(found[1]) if found else None


def _minute(row: Any) -> int | None:
    """The clock time at the head of a section, in minutes."""
    label = row.label if row.kind == "entry" and row.label else row.text[:60]
    for found in CLOCK.finditer(label):
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
        if not (found[2] or half) or hour > 24 or minute > 59:
            continue
        return (hour % 12 + 12 * (half == "p") if half else hour) * 60 + minute
    return None
