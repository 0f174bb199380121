"""Adding rows that the analysis missed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from storyanalysis.inquire.corrections.fix import days_of, event_of, in_order, status_of
from storyanalysis.inquire.corrections.forms import Entry
from storyanalysis.inquire.corrections.point import place_of, places, resolve, same_name
from storyanalysis.inquire.corrections.rows import MisfitError, Row, Rows
from storyanalysis.tables import TABLES

__all__ = ["add"]

SURE = 1.0  # confidence of what an analyst has read
QUOTES = '"“”„«»'


def add(rows: Rows, entry: Entry) -> str:
    """Add the row that the entry gives, at the place where its words stand."""
    table = entry.table
    values = {column: resolve(rows, column, v) for column, v in entry.values.items()}
    rule = f"added: {entry.note}"
    if table == "actors":
        return _add_actor(rows, entry, values, rule)
    start, end = place_of(rows, entry.points[0])
    sentence = rows.sentence_at(start)
    same = [r for r in rows[table] if (r["start"], r["end"]) == (start, end)]
    if any(all(r[column] == value for column, value in values.items()) for r in same):
        raise MisfitError("stale", f"{table} has this row already; the entry can go")
    place = {"start": start, "end": end, "sentence_id": sentence["sentence_id"], "rule": rule}
    if table != "statements":
        place["text"] = rows.text[start:end]
    ADDERS[table](rows, place, values)
    return f"added to {table}"


def _key(rows: Rows, table: str, letter: str, place: Mapping[str, Any]) -> dict[str, str]:
    column = TABLES[table].key or ""
    return {column: rows.new_key(table, letter, place["start"], place["end"])}


def _add_actor(rows: Rows, entry: Entry, values: Mapping[str, Any], rule: str) -> str:
    """An actor, and a mention wherever its words stand and nobody is seen yet."""
    name, point = str(values["name"]), entry.points[0]
    if any(same_name(row["name"], name) for row in rows["actors"]):
        raise MisfitError("stale", f"there is a {name!r} already; the entry can go")
    taken = [(row["start"], row["end"]) for row in rows["mentions"]]
    free = [
        (start, end)
        for start, end in (
            [place_of(rows, point)] if point.near else places(rows.text, point.words)
        )
        if not any(a < end and start < b for a, b in taken)
    ]
    if not free:
        place_of(rows, point)  # stale if the article has no such words
        raise MisfitError(
            "refused", f"{point.words!r} is a mention of another actor: split it off instead"
        )
    key = rows.new_actor_key(name)
    counts = {"n_mentions": 0, "n_statements": 0, "start": free[0][0], "rule": rule}
    rows.insert("actors", {"actor_id": key} | dict(values) | counts)
    for start, end in free:
        where = {"start": start, "end": end, "text": rows.text[start:end], "rule": rule}
        sentence = rows.sentence_at(start)["sentence_id"]
        _add_mention(rows, where | {"sentence_id": sentence}, {"actor_id": key})
    return f"added to actors, with {len(free)} mention{'s' if len(free) > 1 else ''}"


def _add_mention(rows: Rows, place: Row, values: Mapping[str, Any]) -> None:
    for row in rows["mentions"]:
        if (row["start"], row["end"]) == (place["start"], place["end"]):
            raise MisfitError("refused", "it is a mention already: set its 'actor' instead")
    named = any(c.isupper() for c in place["text"])
    plain = {"kind": "name" if named else "description", "status": "linked"}
    key = _key(rows, "mentions", "m", place)
    rows.insert("mentions", place | key | plain | dict(values))


def _add_statement(rows: Rows, place: Row, values: Mapping[str, Any]) -> None:
    start, end = place["start"], place["end"]
    content = rows.text[start:end]
    sentence = rows.sentence_at(start)
    outer = rows.innermost(start, end)
    key = _key(rows, "statements", "s", place)
    row = place | key | {
        "form": _form(content),
        "content": content,
        "section_id": sentence["section_id"],
        "hops": 0,
        "inside_id": outer and outer["statement_id"],
        "status": status_of(rows, values.get("speaker_id")),
        "confidence": SURE,
    }  # fmt: skip
    rows.insert("statements", row | dict(values))
    part = {"statement_id": key["statement_id"]}
    rows.append_part("spans", part | _span("content", start, end, rows.text))
    if values.get("cue"):
        for a, b in places(sentence["text"], values["cue"])[:1]:
            cue = _span("cue", sentence["start"] + a, sentence["start"] + b, rows.text)
            rows.append_part("spans", part | cue)


def _form(content: str) -> str:
    if content[:1] in QUOTES and content[-1:] in QUOTES:
        return "direct"
    return "mixed" if any(mark in content for mark in QUOTES) else "indirect"


def _span(role: str, start: int, end: int, text: str) -> Row:
    return {"role": role, "start": start, "end": end, "text": text[start:end]}


def _add_relation(rows: Rows, place: Row, values: Mapping[str, Any]) -> None:
    around = rows.innermost(place["start"], place["end"])
    voice = {
        "status": "reported" if around else "asserted",
        "claimed_by": around and around["speaker_id"],
        "statement_id": around and around["statement_id"],
    }
    plain = {"cue": place["text"], "reciprocal": False, "confidence": SURE}
    key = _key(rows, "relations", "r", place)
    event = event_of(values["event"])
    rows.insert("relations", place | key | plain | voice | dict(values) | event)


def _add_date(rows: Rows, place: Row, values: Mapping[str, Any]) -> None:
    around = rows.innermost(place["start"], place["end"])
    plain = {
        "type": "DATE",
        "anchor": "none" if values.get("value") is None else "context",
        "statement_id": around and around["statement_id"],
    }
    key = _key(rows, "dates", "d", place)
    days = days_of({"value": None} | dict(values))
    in_order(days)
    rows.insert("dates", place | key | plain | dict(values) | days)


ADDERS: dict[str, Callable[[Rows, Row, Mapping[str, Any]], None]] = {
    "mentions": _add_mention,
    "statements": _add_statement,
    "relations": _add_relation,
    "dates": _add_date,
}
