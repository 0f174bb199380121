"""A story's tables as plain rows, to be changed one entry at a time."""

from __future__ import annotations

import copy
import re
import string
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from storyanalysis.tables import TABLES

__all__ = ["LINKS", "MisfitError", "Row", "Rows"]

Row = dict[str, Any]

# every column that holds an actor
LINKS = (
    ("mentions", "actor_id"),
    ("statements", "speaker_id"),
    ("statements", "addressee_id"),
    ("relays", "actor_id"),
    ("relations", "source_id"),
    ("relations", "target_id"),
    ("relations", "claimed_by"),
)
ID_LENGTH = 60  # characters of a name that go into a key


class MisfitError(Exception):
    """An entry that cannot be applied to this story: `status` {stale, refused} and reason."""

    def __init__(self, status: str, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Rows:
    """Rows of all tables and the keys of those that an entry changed.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Checked tables; they are not changed.
    text : str
        The article.
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame], text: str) -> None:
        self.text = text
        self.tables = {name: list(_plain_rows(frames[name])) for name in TABLES}
        self.touched: list[str] = []
        self.also_called: dict[str, str] = {}  # former names of merged and renamed actors

    def __getitem__(self, table: str) -> list[Row]:
        return self.tables[table]

    def frames(self) -> dict[str, pd.DataFrame]:
        """Checked tables of the rows as they are now."""
        return {name: table.frame(self.tables[name]) for name, table in TABLES.items()}

    def snapshot(self) -> tuple[dict[str, list[Row]], dict[str, str]]:
        """What :meth:`restore` brings back."""
        rows = {name: [dict(row) for row in rows] for name, rows in self.tables.items()}
        return rows, copy.copy(self.also_called)

    def restore(self, before: tuple[dict[str, list[Row]], dict[str, str]]) -> None:
        self.tables, self.also_called = before

    def actor(self, key: str) -> Row:
        return next(row for row in self["actors"] if row["actor_id"] == key)

    def of(self, table: str, **wanted: Any) -> list[Row]:
        """Rows in which these columns hold these values."""
        return [row for row in self[table] if all(row[c] == v for c, v in wanted.items())]

    def change(self, table: str, row: Row, note: str, *, before: str = "", **values: Any) -> None:
        """Put values into a row; its rule tells why, and what was there `before`."""
        changed = {name: value for name, value in values.items() if row[name] != value}
        was = [before] * bool(before) + [f"{name} {_say(row[name])}" for name in changed]
        if not was:
            return
        row.update(changed)
        if "rule" in row:
            row["rule"] = f"corrected: {note} (was: {', '.join(was)}; {row['rule']})"
        self.touch(table, row)

    def remove(self, table: str, rows: Iterable[Row]) -> None:
        """Take rows out of a table."""
        gone = {id(row) for row in rows}
        for row in self[table]:
            if id(row) in gone:
                self.touch(table, row)
        self.tables[table] = [row for row in self[table] if id(row) not in gone]

    def insert(self, table: str, row: Row) -> None:
        """Put a row where its place in the article asks for it."""
        full = {column.name: row.get(column.name) for column in TABLES[table].columns}
        place = (full["start"], full.get("end", 0))
        later = (n for n, o in enumerate(self[table]) if (o["start"], o.get("end", 0)) > place)
        self[table].insert(next(later, len(self[table])), full)
        self.touch(table, full)

    def append_part(self, table: str, row: Row) -> None:
        """Put a row of spans or relays behind the others of its statement."""
        self[table].append({c.name: row.get(c.name) for c in TABLES[table].columns})
        order = {row["statement_id"]: n for n, row in enumerate(self["statements"])}
        self[table].sort(key=lambda part: order[part["statement_id"]])

    def touch(self, table: str, row: Row) -> None:
        key = str(row[TABLES[table].key or "statement_id"])
        if key not in self.touched:
            self.touched.append(key)

    def new_key(self, table: str, letter: str, start: int, end: int) -> str:
        """A key from a place, with a letter after it if the place has a row already."""
        column = TABLES[table].key or ""
        used = {row[column] for row in self[table]}
        plain = f"{letter}{start}_{end}"
        keys = (plain + more for more in ("", *string.ascii_lowercase))
        return next((key for key in keys if key not in used), f"{plain}z{len(used)}")

    def new_actor_key(self, name: str) -> str:
        """A readable key for a new actor."""
        used = {row["actor_id"] for row in self["actors"]}
        ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        slug = re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")[:ID_LENGTH] or "actor"
        keys = (slug if n == 1 else f"{slug}-{n}" for n in range(1, len(used) + 2))
        return next(key for key in keys if key not in used)

    def sentence_at(self, start: int) -> Row:
        """The sentence that a place stands in, or the last one before it."""
        before = [row for row in self["sentences"] if row["start"] <= start]
        if not self["sentences"]:
            raise MisfitError("refused", "the story has no sentence for it to stand in")
        return before[-1] if before else self["sentences"][0]

    def innermost(self, start: int, end: int) -> Row | None:
        """The shortest statement around a place."""
        around = [r for r in self["statements"] if r["start"] <= start and end <= r["end"]]
        return min(around, key=lambda row: row["end"] - row["start"], default=None)


def _plain_rows(frame: pd.DataFrame) -> Iterator[Row]:
    """Rows with plain Python values, nulls as None."""
    plain = frame.astype("object").where(frame.notna(), None)
    names = list(frame.columns)
    for values in zip(*(plain[name].tolist() for name in names), strict=True):
        yield dict(zip(names, values, strict=True))


def _say(value: Any) -> str:
    return "none" if value is None else str(value)
