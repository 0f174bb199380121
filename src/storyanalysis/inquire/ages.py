"""Which part of a page is how new."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pandas as pd

from storyanalysis.inquire.records import records

__all__ = ["LATER", "clock", "run_out", "section_ages"]

LATER = ("update", "correction", "entry")
SKIPPED = ("boilerplate", "byline")
CLOCK = re.compile(r"\b(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?\.?\s?m?(?:\b|(?=h\b))", re.IGNORECASE)
# "[1205]", "1205 GMT", "1205 hrs": without a mark, four digits are a year
MILITARY = re.compile(
    r"(?:[\[(](?=\d{4})|(?=\d{4}(?:[\])]|\s?(?:GMT|UTC|[A-Z]{2}T|[A-Z]E?ST|hrs|hours|h)\b)))"
    r"([01]\d|2[0-3])([0-5]\d)\b"
)
# "2 hrs 10 min ago"
AGO = re.compile(
    r"\W*(?=\d[^\n]{0,30}\bago\b)(?:(\d+) ?d\w*,? ?)?(?:(\d+) ?h\w*,? ?(?:and )?)?(?:(\d+) ?m)?",
    re.IGNORECASE,
)
HEAD = 60  # characters in which the time of a part may stand
LIMIT = re.compile(
    r"\b(?:until|till)(?: at least| about| around)? "
    r"(noon|midday|midnight|\d{1,2}(?:[:.h]\d{2})?\s?(?:[ap]\.?m\b\.?)?)",
    re.IGNORECASE,
)
NAMED = {"noon": 720, "midday": 720, "midnight": 1440}
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


def run_out(claim: str, now: str) -> str | None:
    """The words "until noon" of a claim, if the clock at the head of a later entry is past that.

    Examples
    --------
    >>> run_out("The road is shut until 12:30.", "13:05")
    'until 12:30'
    >>> run_out("The road is shut until noon.", "[1205] It is open.")
    'until noon'
    >>> run_out("The road is shut until noon.", "9.15 a.m.") is None
    True
    """
    found = LIMIT.search(claim)
    time = clock(now[:HEAD])
    if found is None or time is None:
        return None
    limit = NAMED.get(found[1].casefold()) or clock(found[1])
    return found.group() if limit is not None and time >= limit else None


def _minute(row: Any) -> int | None:
    """The clock time at the head of a section, in minutes."""
    head = row.label if row.kind == "entry" and row.label else row.text[:HEAD]
    if found := AGO.match(head):
        days, hours, minutes = (int(number or 0) for number in found.groups())
        return -(days * 1440 + hours * 60 + minutes)
    return clock(head)


def clock(label: str) -> int | None:
    """The first clock time of a text, in minutes after midnight."""
    if found := MILITARY.match(label):
        return int(found[1]) * 60 + int(found[2])
    for found in CLOCK.finditer(label):
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
        if not (found[2] or half) or hour > 24 or minute > 59:
            continue
        return (hour % 12 + 12 * (half == "p") if half else hour) * 60 + minute
    return None
