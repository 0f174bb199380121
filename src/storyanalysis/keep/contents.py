"""``story.json``: what a saved story holds, and how older ones are read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from storyanalysis.article import Article
from storyanalysis.errors import StoredError
from storyanalysis.keep.files import read_bytes
from storyanalysis.tables import CORRECTIONS, TABLES

__all__ = ["CONTENTS", "FORMAT", "VERSION", "article_entries", "article_of", "read_contents"]

FORMAT = "storyanalysis story"
VERSION = 2
CONTENTS = "story.json"
AGAIN = "save the story again"


def article_entries(article: Article) -> dict[str, Any]:
    """Everything known about an article but its text, as plain values."""
    names = [field.name for field in fields(article) if field.name != "text"]
    return {name: _plain(getattr(article, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def article_of(text: str, entries: Mapping[str, Any]) -> Article:
    """The article of its text and :func:`article_entries`.

    Raises
    ------
    ValueError
        If an entry is missing, unknown, or no value of its field.
    """
    hints = get_type_hints(Article)
    known = {field.name: field for field in fields(Article) if field.name != "text"}
    if extra := sorted(set(entries) - set(known)):
        raise ValueError(f"it has {extra[0]!r}, which is unknown here")
    needed = [name for name, field in known.items() if field.default is MISSING]
    if lacking := sorted(set(needed) - set(entries)):
        raise ValueError(f"it lacks {lacking[0]!r}")
    return Article(text, **{name: _read(value, hints[name]) for name, value in entries.items()})


def _read(value: Any, hint: Any) -> Any:
    """A value of a JSON file as the type that a field is declared with."""
    if get_origin(hint) in (Union, UnionType):
        options = get_args(hint)
        if value is None and type(None) in options:
            return None
        return _read(value, next(option for option in options if option is not type(None)))
    if get_origin(hint) is tuple and isinstance(value, list):
        inner = get_args(hint)
        if inner[-1] is Ellipsis:
            return tuple(_read(item, inner[0]) for item in value)
        return tuple(_read(item, kind) for item, kind in zip(value, inner, strict=True))
    if hint is dt.date and isinstance(value, str):
        return dt.date.fromisoformat(value)
    if isinstance(hint, type) and type(value) is hint:
        return value
    raise ValueError(f"{value!r} is no {getattr(hint, '__name__', hint)}")


def read_contents(folder: Path) -> dict[str, Any]:
    """The list of contents of a saved story, in the form of today.

    Raises
    ------
    StoredError
        If it is missing, damaged, of something else or of a newer version.
    """
    path = folder / CONTENTS
    data = read_bytes(path, "give a folder that story.save wrote to completion")
    try:
        contents = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise StoredError(f"{path} is damaged ({error}): {AGAIN}") from error
    if not isinstance(contents, dict) or contents.get("format") != FORMAT:
        raise StoredError(f"{path} is no story of this package: give a folder from story.save")
    version = contents.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version <= VERSION:
        raise StoredError(
            f"{path} has format version {version!r}, this package reads 1 to {VERSION}: "
            "update storyanalysis"
        )
    for older in range(version, VERSION):
        contents = UPGRADES[older](contents)
    _check(contents, path)
    whole: dict[str, Any] = contents
    return whole


def _article_fields(contents: dict[str, Any]) -> dict[str, Any]:
    """From 1 to 2: an article has more fields now; those not saved have their defaults."""
    return contents | {"version": 2}


# format version -> what makes the next one of it
UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _article_fields}


def _check(contents: dict[str, Any], path: Path) -> None:
    rows, corrected = contents.get("rows"), contents.get("corrected")
    notes: Any = contents.get("notes")
    whole = (
        isinstance(contents.get("article"), dict)
        and _are_counts(rows, TABLES)
        and isinstance(contents.get("sha256"), str)
        and isinstance(contents.get("model"), str)
        and isinstance(notes, list)
        and all(isinstance(note, str) for note in notes)
        and (corrected is None or _are_counts(corrected, {CORRECTIONS.name, *TABLES}))
    )
    if not whole:
        raise StoredError(f"{path} is damaged: it lacks some of its entries; {AGAIN}")


def _are_counts(rows: Any, names: Any) -> bool:
    return (
        isinstance(rows, dict)
        and rows.keys() >= set(names)
        and all(isinstance(n, int) for n in rows.values())
    )
