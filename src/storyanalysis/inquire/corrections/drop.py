"""Dropping rows, and what stands in them or points at them with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from storyanalysis.inquire.corrections.forms import Entry
from storyanalysis.inquire.corrections.point import find_row
from storyanalysis.inquire.corrections.rows import LINKS, MisfitError, Row, Rows
from storyanalysis.inquire.corrections.ways import renumber

__all__ = ["drop"]


def drop(rows: Rows, entry: Entry) -> str:
    """Drop the one row that the entry points at."""
    row = find_row(rows, entry.table, entry.points[0])
    DROPPERS[entry.table](rows, row, entry.note)
    return f"dropped from {entry.table}"


def _drop_actor(rows: Rows, row: Row, note: str) -> None:
    """Nobody after all: its mentions go, its words have no speaker, its deeds no doer."""
    key = row["actor_id"]
    rows.remove("mentions", rows.of("mentions", actor_id=key))
    for statement in rows.of("statements", speaker_id=key):
        rows.change("statements", statement, note, speaker_id=None, status="unattributed")
    for table, column in LINKS[2:]:
        for other in rows.of(table, **{column: key}):
            nobody: dict[str, Any] = {column: None}
            rows.change(table, other, note, **nobody)
    for relation in rows.of("relations", source_id=None, target_id=None):
        _drop_relation(rows, relation, note)
    rows.remove("actors", [row])


def _drop_mention(rows: Rows, row: Row, note: str) -> None:
    rows.remove("mentions", [row])


def _drop_statement(rows: Rows, row: Row, note: str) -> None:
    """What it held belongs to the statement around it, or is the paper's own word."""
    key, outer = row["statement_id"], row["inside_id"]
    for table in ("spans", "relays"):
        rows.remove(table, rows.of(table, statement_id=key))
    for inner in rows.of("statements", inside_id=key):
        rows.change("statements", inner, note, inside_id=outer)
    speaker = next((r["speaker_id"] for r in rows.of("statements", statement_id=outer)), None)
    for relation in rows.of("relations", statement_id=key):
        claimed, status = relation["claimed_by"], relation["status"]
        own = claimed is None or claimed == row["speaker_id"]
        asserted = status == "reported" and outer is None
        rows.change(
            "relations",
            relation,
            note,
            statement_id=outer,
            claimed_by=speaker if own else claimed,
            status="asserted" if asserted and own else status,
        )
    for date in rows.of("dates", statement_id=key):
        rows.change("dates", date, note, statement_id=outer)
    rows.remove("statements", [row])


def _drop_span(rows: Rows, row: Row, note: str) -> None:
    if row["role"] == "content":
        raise MisfitError(
            "refused", "it is the content of a statement: drop the statement, and add it anew"
        )
    rows.remove("spans", [row])
    if row["role"] == "cue":
        others = rows.of("spans", statement_id=row["statement_id"], role="cue")
        for statement in rows.of("statements", statement_id=row["statement_id"]):
            cue = " … ".join(other["text"] for other in others) or None
            rows.change("statements", statement, note, cue=cue, cue_lemma=None, cue_stance=None)


def _drop_relay(rows: Rows, row: Row, note: str) -> None:
    rows.remove("relays", [row])
    renumber(rows, [row["statement_id"]], note)


def _drop_date(rows: Rows, row: Row, note: str) -> None:
    for relation in rows.of("relations", date_id=row["date_id"]):
        rows.change("relations", relation, note, date_id=None)
    rows.remove("dates", [row])


def _drop_relation(rows: Rows, row: Row, note: str) -> None:
    for date in rows.of("dates", relation_id=row["relation_id"]):
        rows.change("dates", date, note, relation_id=None)
    rows.remove("relations", [row])


def _drop_sentence(rows: Rows, row: Row, note: str) -> None:
    """Everything that stands in it goes too."""
    for table in ("statements", "relations", "dates", "mentions"):
        for other in rows.of(table, sentence_id=row["sentence_id"]):
            DROPPERS[table](rows, other, note)
    inside = [r for r in rows["relays"] if row["start"] <= r["start"] < row["end"]]
    for relay in inside:
        _drop_relay(rows, relay, note)
    rows.remove("sentences", [row])


def _drop_section(rows: Rows, row: Row, note: str) -> None:
    for sentence in rows.of("sentences", section_id=row["section_id"]):
        _drop_sentence(rows, sentence, note)
    for statement in rows.of("statements", section_id=row["section_id"]):
        _drop_statement(rows, statement, note)
    rows.remove("sections", [row])


def _drop_plain(table: str) -> Callable[[Rows, Row, str], None]:
    return lambda rows, row, note: rows.remove(table, [row])


DROPPERS: dict[str, Callable[[Rows, Row, str], None]] = {
    "sections": _drop_section,
    "sentences": _drop_sentence,
    "mentions": _drop_mention,
    "actors": _drop_actor,
    "statements": _drop_statement,
    "spans": _drop_span,
    "relays": _drop_relay,
    "dates": _drop_date,
    "relations": _drop_relation,
    "revisions": _drop_plain("revisions"),
    "sources": _drop_plain("sources"),
}
