"""From words to the row they point at."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from storyanalysis.inquire.corrections.forms import NARROW, Pointer
from storyanalysis.inquire.corrections.rows import LINKS, MisfitError, Row, Rows

__all__ = ["find_actor", "find_row", "place_of", "places", "remember", "resolve", "same_name"]

# marks that stand for one another when an article is typed anew
ALIKE = ('"“”„«»', "'’‘‛", "-‐‑–—")
EDGES = " \t\n\"“”'’‘.,;:"
# the column that the words of a pointer are looked up in
WORDS = {"statements": "content", "revisions": "claim"}
WHOLE = ("mentions", "dates", "spans", "relays")  # short rows: the words are the row's text
SHOWN = 60
PEOPLE = frozenset(column for _, column in LINKS)


@lru_cache(maxsize=4096)
def pattern(words: str) -> re.Pattern[str]:
    r"""Words as whole words; blanks, quotation marks and dashes may differ in kind.

    >>> bool(pattern('"a draft"').search("It is “a\ndraft”, he said"))
    True
    """
    chunks = [re.sub(r"\.\.\.|…", "\0", chunk) for chunk in words.split()]
    body = r"\s+".join("".join(_mark(c) for c in chunk) for chunk in chunks)
    left = r"(?<!\w)" if words[:1].isalnum() else ""
    right = r"(?!\w)" if words[-1:].isalnum() else ""
    return re.compile(left + body + right)


def _mark(character: str) -> str:
    if character == "\0":
        return r"(?:\.\.\.|…)"
    group = next((marks for marks in ALIKE if character in marks), "")
    return f"[{re.escape(group)}]" if group else re.escape(character)


def places(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand in the text."""
    return [found.span() for found in pattern(words).finditer(text)]


def place_of(rows: Rows, point: Pointer) -> tuple[int, int]:
    """The one place of the article where the words stand, within `near` if it is given."""
    found = places(rows.text, point.words)
    if point.near is not None:
        around = places(rows.text, point.near)
        found = [f for f in found if any(a <= f[0] and f[1] <= b for a, b in around)]
    if not found:
        where = "" if point.near is None else f" within {point.near!r}"
        raise MisfitError("stale", f"the article has no words {point.words!r}{where}")
    if len(found) > 1:
        raise MisfitError(
            "refused",
            f"the article has {point.words!r} {len(found)} times; "
            "quote more of it, or add 'near' with words around it",
        )
    return found[0]


@lru_cache(maxsize=4096)
def _fold(name: str) -> str:
    folded = " ".join(name.casefold().replace("’", "'").split())
    return folded.removeprefix("the ").removesuffix("'s") or folded


def same_name(name: str, other: str) -> bool:
    """Equal but for case, blanks, "the" and a possessive.

    >>> same_name("the Iraqi  Parliament's", "Iraqi parliament")
    True
    """
    return _fold(name) == _fold(other)


def find_actor(rows: Rows, point: Pointer) -> Row:
    """The actor of a name, or of a mention's words.

    Raises
    ------
    MisfitError
        Stale without such an actor, refused with several.
    """
    found = _called(rows, point.words)
    if point.near is not None:
        around = places(rows.text, point.near)
        near = {m["actor_id"] for m in rows["mentions"] if _lies(m, around)}
        found = [row for row in found if row["actor_id"] in near]
    found = [row for row in found if _fits(rows, row, point)]
    if len(found) == 1:
        return found[0]
    if found:
        told = ", ".join(repr(row["name"]) for row in found)
        hint = "give the full name, or {name: ..., near: words around it}"
        raise MisfitError("refused", f"{point.words!r} may be {told}; {hint}")
    names = [row["name"] for row in rows["actors"]]
    close = difflib.get_close_matches(point.words, names, 1)
    hint = f"; the nearest name is {close[0]!r}" if close else ""
    raise MisfitError("stale", f"no actor of the story is called {point.words!r}{hint}")


def _called(rows: Rows, words: str) -> list[Row]:
    named = [row for row in rows["actors"] if same_name(row["name"], words)]
    if named:
        return named
    keys = {
        row["actor_id"]
        for row in rows["mentions"]
        if row["kind"] != "pronoun" and same_name(row["text"], words)
    } or {rows.also_called.get(_fold(words))}
    return [row for row in rows["actors"] if row["actor_id"] in keys]


def remember(rows: Rows, name: str, key: str) -> None:
    """Keep a name that an actor had, for the entries that follow."""
    rows.also_called[_fold(name)] = key


def find_row(rows: Rows, table: str, point: Pointer) -> Row:
    """The one row that the words point at.

    A row whose text is just the words goes before those that hold them as a
    part; of mentions, dates, spans and relays only the former count.

    Raises
    ------
    MisfitError
        Stale without such a row, refused with several.
    """
    if table == "actors":
        return find_actor(rows, point)
    if table == "sources":
        key = find_actor(rows, point)["actor_id"]
        found = rows.of("sources", actor_id=key)
    else:
        found = [r for r in _worded(rows, table, point.words) if _fits(rows, r, point)]
        found = _innermost_words(found, table, point.words)
    if len(found) == 1:
        return found[0]
    if found:
        raise MisfitError("refused", _too_many(found, table, point))
    raise MisfitError("stale", f"no row of {table} has the words {_clip(point.words)}")


def _worded(rows: Rows, table: str, words: str) -> list[Row]:
    column = WORDS.get(table, "text")
    wanted = pattern(words)
    if table in WHOLE:
        return [r for r in rows[table] if wanted.fullmatch(r[column]) or r[column] == words]
    return [r for r in rows[table] if wanted.search(r[column]) or _in_hull(rows, r, table, wanted)]


def _in_hull(rows: Rows, row: Row, table: str, wanted: re.Pattern[str]) -> bool:
    """A statement in pieces is also found by the article's words from end to end."""
    return table == "statements" and bool(wanted.search(rows.text[row["start"] : row["end"]]))


def _innermost_words(found: list[Row], table: str, words: str) -> list[Row]:
    """Rows that are these words and no more, if there are any."""
    wanted = pattern(words.strip(EDGES) or words)
    column = WORDS.get(table, "text")
    return [r for r in found if wanted.fullmatch(r[column].strip(EDGES))] or found


def _fits(rows: Rows, row: Row, point: Pointer) -> bool:
    """Does the row stand near the words given, and hold the values given?"""
    if point.near is not None and not _lies(row, places(rows.text, point.near)):
        return False
    return all(row[column] == resolve(rows, column, v) for column, v in point.where.items())


def _lies(row: Row, around: Sequence[tuple[int, int]]) -> bool:
    prefix = "claim_" if "claim_end" in row else ""
    if f"{prefix}end" not in row:
        return True  # actors and sources are told apart by their mentions
    start, end = int(row[f"{prefix}start"]), int(row[f"{prefix}end"])
    return any((a <= start and end <= b) or (start <= a and b <= end) for a, b in around)


def resolve(rows: Rows, column: str, value: str | None) -> Any:
    """What goes into a column: names become keys of actors, words keys of dates."""
    if value is None:
        return None
    if column in PEOPLE:
        return find_actor(rows, Pointer(value))["actor_id"]
    if column == "date_id":
        return find_row(rows, "dates", Pointer(value))["date_id"]
    if column in ("first", "last"):
        return pd.Timestamp(dt.date.fromisoformat(value)).as_unit("s")
    return value


def _too_many(found: list[Row], table: str, point: Pointer) -> str:
    column = WORDS.get(table, "text")
    told = ", ".join(_clip(row.get(column, point.words)) for row in found[:3])
    more = "".join(f", {key}" for key in NARROW[table])
    return (
        f"{len(found)} rows of {table} have the words {_clip(point.words)} ({told}); quote one of "
        f"them whole, or tell them apart with: near{more}"
    )


def _clip(words: str) -> str:
    return repr(words if len(words) <= SHOWN else words[: SHOWN - 1].rstrip() + "…")
