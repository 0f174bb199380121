"""The way of a statement to the reader, kept in order when its relays change."""

from __future__ import annotations

from collections.abc import Iterable

from storyanalysis.inquire.corrections.rows import Rows

__all__ = ["renumber"]


def renumber(rows: Rows, statements: Iterable[str], note: str) -> None:
    """Count the relays of these statements anew, the nearest to the reader first."""
    for key in sorted(statements):
        way = sorted(rows.of("relays", statement_id=key), key=lambda row: int(row["hop"]))
        for hop, row in enumerate(way, start=1):
            rows.change("relays", row, note, hop=hop)
        for statement in rows.of("statements", statement_id=key):
            rows.change("statements", statement, note, hops=len(way))
