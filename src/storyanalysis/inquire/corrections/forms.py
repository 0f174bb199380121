"""What an entry of a corrections file may hold, checked before anything is changed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from storyanalysis.errors import CorrectionError
from storyanalysis.tables import TABLES

__all__ = ["Entry", "Pointer", "read_entry"]

# what an analyst writes -> the column it stands for
FIELDS = {
    "actors": {name: name for name in ("name", "kind", "side", "country", "role", "wikidata")},
    "mentions": {"actor": "actor_id", "kind": "kind"},
    "statements": {"speaker": "speaker_id", "addressee": "addressee_id"}
    | {name: name for name in ("form", "cue", "cue_stance", "channel")},
    "relations": {"source": "source_id", "target": "target_id", "date": "date_id"}
    | {name: name for name in ("event", "status", "claimed_by", "cue")},
    "dates": {name: name for name in ("value", "type", "first", "last")},
}
# rows that are only dropped are told apart by these
NARROW = FIELDS | {
    "spans": {"role": "role"},
    "relays": {"actor": "actor_id"},
    "sections": {"kind": "kind"},
    "sentences": {},
    "revisions": {"status": "status"},
    "sources": {},
}
SETTABLE = {table.removesuffix("s"): table for table in FIELDS}
NEEDED = {"actors": ("name", "kind"), "mentions": ("actor",), "relations": ("event",)}
BY_NAME = ("actors", "sources")
ACTIONS = ("merge", "split", *SETTABLE, "drop", "add")
ABOUT_PEOPLE = ("kind", "side", "country", "role", "wikidata")
EMPTY = ("", "~", "null")
ALPHA3 = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True)
class Pointer:
    """Words that point at a row, and what tells it from others with the same words."""

    words: str
    near: str | None = None
    where: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """One correction; `values` are columns and what to put in them, names as written."""

    number: int
    action: str
    table: str
    note: str
    points: tuple[Pointer, ...]
    values: Mapping[str, str | None] = field(default_factory=dict)
    target: Pointer | None = None  # whom to merge into, or whose mentions to split off

    @property
    def words(self) -> str:
        return "; ".join(point.words for point in self.points)


def read_entry(data: Any, number: int, where: str) -> Entry:
    """One entry of a corrections file.

    Parameters
    ----------
    data : object
        Plain mappings, lists and texts.
    number : int
        Its place in the file, from 1.
    where : str
        File, entry and line, for messages.

    Raises
    ------
    CorrectionError
        If it has no note, or is none of the forms.
    """
    entry = _mapping(data, where, "an entry")
    actions = [key for key in entry if key in ACTIONS]
    if len(actions) != 1:
        found = " and ".join(map(repr, actions)) or "none"
        raise CorrectionError(
            f"{where}: it names {found} of {', '.join(ACTIONS)}; write one of them an entry"
        )
    (name,) = actions
    _only(entry, {name, "note"} | ({"set"} if name in SETTABLE else set()), where)
    note = entry.get("note")
    if not isinstance(note, str) or note in EMPTY:
        raise CorrectionError(f"{where}: it has no note; say in 'note:' why the row is wrong")
    note = " ".join(note.split())
    if name in SETTABLE:
        return _set(entry, number, where, note)
    body = _mapping(entry[name], where, name)
    read = {"merge": _merge, "split": _split, "drop": _drop, "add": _add}[name]
    return read(body, number, f"{where}, {name}", note)


def _merge(body: Mapping[str, Any], number: int, where: str, note: str) -> Entry:
    _only(body, {"actors", "into"}, where)
    actors = _pointers(body, "actors", "actors", where)
    into = _pointer(_needed(body, "into", where), "actors", where)
    return Entry(number, "merge", "actors", note, actors, target=into)


def _split(body: Mapping[str, Any], number: int, where: str, note: str) -> Entry:
    _only(body, {"actor", "mentions", "name", *ABOUT_PEOPLE}, where)
    whole = _pointer(_needed(body, "actor", where), "actors", where)
    mentions = _pointers(body, "mentions", "mentions", where)
    values = _values(body, "actors", where, {"actor", "mentions"})
    _text(_needed(body, "name", where), where, "name")
    return Entry(number, "split", "actors", note, mentions, values, whole)


def _set(entry: Mapping[str, Any], number: int, where: str, note: str) -> Entry:
    (kind,) = entry.keys() & SETTABLE.keys()
    table = SETTABLE[kind]
    point = _pointer(entry[kind], table, f"{where}, {kind}")
    values = _mapping(_needed(entry, "set", where), where, "set")
    if not values:
        raise CorrectionError(f"{where}: 'set' is empty; it can set {', '.join(FIELDS[table])}")
    return Entry(number, "set", table, note, (point,), _values(values, table, f"{where}, set"))


def _drop(body: Mapping[str, Any], number: int, where: str, note: str) -> Entry:
    table = _table(body, NARROW, where)
    rest = {key: value for key, value in body.items() if key != "table"}
    return Entry(number, "drop", table, note, (_pointer(rest, table, where),))


def _add(body: Mapping[str, Any], number: int, where: str, note: str) -> Entry:
    table = _table(body, FIELDS, where)
    _only(body, {"table", "text", "near", *FIELDS[table]}, where)
    for name in NEEDED.get(table, ()):
        _text(_needed(body, name, where), where, name)
    words = body.get("text", body.get("name") if table == "actors" else None)
    near = _text(body["near"], where, "near") if "near" in body else None
    point = Pointer(_text(words, where, "text"), near)
    values = _values(body, table, where, {"table", "text", "near"})
    if table == "relations" and not (values.get("source_id") or values.get("target_id")):
        raise CorrectionError(f"{where}: a relation needs a source or a target; name an actor")
    return Entry(number, "add", table, note, (point,), values)


def _table(body: Mapping[str, Any], known: Mapping[str, Any], where: str) -> str:
    table = _text(_needed(body, "table", where), where, "table")
    if table not in known:
        raise CorrectionError(f"{where}: no table {table!r} here; there are {', '.join(known)}")
    return table


def _pointers(body: Mapping[str, Any], key: str, table: str, where: str) -> tuple[Pointer, ...]:
    given = _needed(body, key, where)
    if not isinstance(given, list) or not given:
        raise CorrectionError(f"{where}: {key} must be a list, like [first, second]")
    return tuple(_pointer(item, table, where) for item in given)


def _pointer(given: Any, table: str, where: str) -> Pointer:
    """Words alone, or a mapping with words, `near` and columns that narrow it down."""
    if isinstance(given, str):
        return Pointer(_text(given, where, "the pointer"))
    body = _mapping(given, where, "the pointer")
    key = "name" if table in BY_NAME else "text"
    _only(body, {key, "near", *NARROW[table]}, where)
    words = _text(_needed(body, key, where), where, key)
    near = _text(body["near"], where, "near") if "near" in body else None
    return Pointer(words, near, _values(body, table, where, {key, "near"}))


def _values(
    body: Mapping[str, Any], table: str, where: str, skipped: set[str] | None = None
) -> dict[str, str | None]:
    """Columns and what stands in them; an empty value is null."""
    wanted = {key: value for key, value in body.items() if key not in (skipped or set())}
    _only(wanted, set(NARROW[table]), where)
    found = {}
    for key, value in wanted.items():
        if value is not None and not isinstance(value, str):
            raise CorrectionError(f"{where}: {key} must be one text")
        plain = None if value is None or value in EMPTY else " ".join(value.split())
        found[NARROW[table][key]] = _checked(plain, key, table, where)
    return found


def _checked(value: str | None, key: str, table: str, where: str) -> str | None:
    """The value, if its column can hold it."""
    column = next(c for c in TABLES[table].columns if c.name == NARROW[table][key])
    if value is None:
        if not column.null:
            raise CorrectionError(f"{where}: {key} cannot be empty; give a value")
        return None
    if column.words and value not in column.words:
        raise CorrectionError(f"{where}: {key} {value!r} is not one of {', '.join(column.words)}")
    if key == "country" and not ALPHA3.fullmatch(value):
        raise CorrectionError(
            f"{where}: country {value!r} is no code of three letters (ISO 3166), like IRQ"
        )
    if column.kind == "day":
        try:
            dt.date.fromisoformat(value)
        except ValueError:
            raise CorrectionError(
                f"{where}: {key} {value!r}: write the day as YYYY-MM-DD"
            ) from None
    return value


def _mapping(data: Any, where: str, what: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise CorrectionError(f"{where}: {what} must hold 'key: value' pairs")
    return data


def _only(body: Mapping[str, Any], known: set[str], where: str) -> None:
    if extra := sorted(str(key) for key in body if key not in known):
        raise CorrectionError(
            f"{where}: unknown key {extra[0]!r}; known here: {', '.join(sorted(known))}"
        )


def _needed(body: Mapping[str, Any], key: str, where: str) -> Any:
    if key not in body:
        raise CorrectionError(f"{where}: {key!r} is missing; add it")
    return body[key]


def _text(value: Any, where: str, what: str) -> str:
    if not isinstance(value, str) or not value.strip() or value in EMPTY:
        raise CorrectionError(f"{where}: {what} must be words of the article, or a name")
    return " ".join(value.split())
