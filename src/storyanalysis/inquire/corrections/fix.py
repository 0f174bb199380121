"""Corrections of single rows: `set` for actors, statements, mentions, relations, dates."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from storyanalysis.inquire.corrections.forms import Entry
from storyanalysis.inquire.corrections.people import drop_self_links, move_mentions, set_actor
from storyanalysis.inquire.corrections.point import find_row, resolve
from storyanalysis.inquire.corrections.rows import MisfitError, Row, Rows
from storyanalysis.tables import PLOVER_EVENTS

__all__ = ["days_of", "event_of", "in_order", "set_values", "status_of"]

ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def set_values(rows: Rows, entry: Entry) -> str:
    """Put values into the one row that the entry points at."""
    row = find_row(rows, entry.table, entry.points[0])
    values = {column: resolve(rows, column, v) for column, v in entry.values.items()}
    before = {column: row[column] for column in values}
    if before == values:
        told = ", ".join(entry.values)
        raise MisfitError("stale", f"{told} holds this already; the entry can go")
    SETTERS[entry.table](rows, row, values, entry.note)
    return "; ".join(
        f"{name} {'none' if before[name] is None else before[name]} → "
        f"{'none' if value is None else value}"
        for name, value in values.items()
    )


def _set_statement(rows: Rows, row: Row, values: Mapping[str, Any], note: str) -> None:
    claims = rows.of("relations", statement_id=row["statement_id"])
    claims = [claim for claim in claims if claim["claimed_by"] == row["speaker_id"]]
    if "speaker_id" in values:
        status = status_of(rows, values["speaker_id"])
        kept = row["status"] if row["status"] == "unclosed" else status
        values = dict(values) | {"status": kept}
        for claim in claims:
            rows.change("relations", claim, note, claimed_by=values["speaker_id"])
    if "cue" in values:
        values = dict(values) | {"cue_lemma": None}  # it was that of the former cue
    rows.change("statements", row, note, **values)
    drop_self_links(rows, note)


def status_of(rows: Rows, speaker: str | None) -> str:
    """What a statement's status is with this speaker."""
    if speaker is None:
        return "unattributed"
    return "anonymous" if rows.actor(speaker)["kind"] == "unnamed" else "attributed"


def _set_mention(rows: Rows, row: Row, values: Mapping[str, Any], note: str) -> None:
    rest = {column: value for column, value in values.items() if column != "actor_id"}
    rows.change("mentions", row, note, **rest)
    if values.get("actor_id") is not None:
        move_mentions(rows, [row], values["actor_id"], note)
    elif "actor_id" in values:
        rows.change("mentions", row, note, actor_id=None, status="unlinked")


def _set_relation(rows: Rows, row: Row, values: Mapping[str, Any], note: str) -> None:
    if "event" in values:
        values = dict(values) | event_of(values["event"])
    ends = {**row, **values}
    if ends["source_id"] is None and ends["target_id"] is None:
        raise MisfitError("refused", "it would have neither source nor target; drop it instead")
    rows.change("relations", row, note, **values)


def event_of(event: str) -> dict[str, Any]:
    """An event's quad class and sign."""
    quad = PLOVER_EVENTS[event]
    return {"event": event, "quad": quad, "sign": 1 if quad.endswith("cooperation") else -1}


def _set_date(rows: Rows, row: Row, values: Mapping[str, Any], note: str) -> None:
    values = dict(values) | days_of(values)
    in_order(row | values)
    rows.change("dates", row, note, **values)


def in_order(date: Mapping[str, Any]) -> None:
    """Raise if a date's last day comes before its first."""
    first, last = date.get("first"), date.get("last")
    if first is not None and last is not None and last < first:
        raise MisfitError("refused", f"its last day, {last:%Y-%m-%d}, is before its first")


def days_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Days, precision and status of a TIMEX3 value.

    The days of a year, month or day follow from it; those of other values
    ("2020-W02") are what the analyst gives as `first` and `last`.
    """
    given = {name: values[name] for name in ("first", "last") if name in values}
    if "value" not in values:
        return given
    value = values["value"]
    found: dict[str, Any] = {"first": None, "last": None, "precision": "none"}
    found["status"] = "unresolved" if value is None else "resolved"
    return found | _calendar(value or "") | given


def _calendar(value: str) -> dict[str, Any]:
    """The days that a year, month or day covers."""
    if not ISO.fullmatch(value):
        return {}
    parts = [int(part) for part in value.split("-")]
    try:
        first = dt.date(*parts, *[1] * (3 - len(parts)))
    except ValueError:  # no such day
        return {}
    year, month, day = first.year, first.month, first.day
    last = {
        1: dt.date(year, 12, 31),
        2: dt.date(year, month, calendar.monthrange(year, month)[1]),
        3: dt.date(year, month, day),
    }[len(parts)]
    days = {n: pd.Timestamp(str(d)).as_unit("s") for n, d in (("first", first), ("last", last))}
    return days | {"precision": ("year", "month", "day")[len(parts) - 1]}


SETTERS: dict[str, Callable[[Rows, Row, Mapping[str, Any], str], None]] = {
    "actors": set_actor,
    "mentions": _set_mention,
    "statements": _set_statement,
    "relations": _set_relation,
    "dates": _set_date,
}
