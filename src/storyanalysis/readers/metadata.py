"""Metadata in YAML: front matter above a text, a sidecar beside a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from storyanalysis.errors import ArticleError
from storyanalysis.readers.decode import decode
from storyanalysis.readers.reading import one_line, sound
from storyanalysis.readers.yamls import fault

__all__ = [
    "METADATA",
    "read_day",
    "read_metadata",
    "read_sidecar",
    "split_front_matter",
    "split_lenient",
]

METADATA = ("title", "published", "outlet", "url", "author")
# what tools that make pages of Markdown call them (Jekyll, Hugo, Pelican)
OTHER_NAMES = {"date": "published", "pubdate": "published", "publisher": "outlet"}
SIDECAR = ".meta.yaml"
LARGEST = 100_000  # characters; the parser's time grows with it


def split_front_matter(text: str, where: str) -> tuple[dict[str, Any], str]:
    """Metadata between two ``---`` lines at the top, and the text below them."""
    head, body = _split(text)
    # a rule of dashes above a story is no front matter
    if head is None or not any(head.lstrip().startswith(f"{key}:") for key in METADATA):
        return {}, text
    return read_metadata(head, f"front matter of {where}"), body


def split_lenient(text: str, where: str) -> tuple[dict[str, Any], str, tuple[str, ...]]:
    """The same among keys of other tools, which come third."""
    head, body = _split(text)
    known = (*METADATA, *OTHER_NAMES)
    lines = (head or "").split("\n")
    if head is None or not any(line.startswith(f"{key}:") for line in lines for key in known):
        return {}, text, ()
    metadata, others = _read_lenient(head, f"front matter of {where}")
    return metadata, body, others


def _split(text: str) -> tuple[str | None, str]:
    if not text.startswith("---\n"):
        return None, text
    head, mark, body = text[4:].partition("\n---\n")
    return (head, body) if mark else (None, text)


def read_sidecar(path: Path) -> dict[str, Any]:
    """Metadata from ``NAME.meta.yaml`` beside ``NAME.txt``, if there is one."""
    sidecar = path.with_name(path.stem + SIDECAR)
    if not sidecar.is_file():
        return {}
    try:
        data = sidecar.read_bytes()
    except OSError as error:
        raise ArticleError(
            f"{sidecar} cannot be read ({error.strerror or error}): make it readable, or remove it"
        ) from error
    return read_metadata(decode(data, str(sidecar)), str(sidecar))


def read_metadata(source: str, where: str) -> dict[str, Any]:
    """Metadata from YAML, keys and date checked.

    Raises
    ------
    ArticleError
        If it is no YAML mapping, has an unknown key, or a bad date.
    """
    data = _load(source, where)
    unknown = sorted(str(key) for key in data if key not in METADATA)
    if unknown:
        raise ArticleError(
            f"{where}: unknown key {unknown[0][:40]!r}; known keys: {', '.join(METADATA)}"
        )
    for key, value in data.items():
        if not isinstance(value, str):
            raise ArticleError(f"{where}: {key} must be one line of text")
    metadata: dict[str, Any] = {key: sound(value) for key, value in data.items() if value != ""}
    if "published" in metadata:
        metadata["published"] = read_day(metadata["published"], where)
    return metadata


def _read_lenient(source: str, where: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Metadata that may stand among keys of other tools, and those keys."""
    data = _load(source, where)
    metadata: dict[str, Any] = {}
    others = []
    for key, value in data.items():
        name = OTHER_NAMES.get(str(key), str(key))
        if isinstance(value, list):
            value = ", ".join(v for v in value if isinstance(v, str))
        line = one_line(value)
        if name not in METADATA or line is None:
            others.append(sound(str(key))[:40])
        elif name == key or name not in data:
            metadata[name] = read_day(line, where) if name == "published" else line
    return metadata, tuple(others)


def _load(source: str, where: str) -> Mapping[Any, Any]:
    if len(source) > LARGEST:
        raise ArticleError(f"{where} is larger than {LARGEST:,} characters: keep a few lines")
    try:
        # the base loader keeps every value as the text it is, and makes no objects
        data = yaml.load(source, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise ArticleError(f"{where} is not YAML: {fault(error)}") from error
    except RecursionError as error:
        raise ArticleError(f"{where} is nested too deeply: write 'key: value' lines") from error
    if not isinstance(data, Mapping):
        raise ArticleError(
            f"{where} holds no 'key: value' lines; known keys: {', '.join(METADATA)}"
        )
    return data


def read_day(value: str | dt.date, where: str) -> dt.date:
    """A day from ``YYYY-MM-DD`` (a time after it is dropped).

    Raises
    ------
    ArticleError
        If it is no such day.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.datetime.fromisoformat(str(value)).date()
    except ValueError:
        shown = str(value)[:40]
        raise ArticleError(
            f"{where}: published is {shown!r}; write the day as YYYY-MM-DD, like 2020-01-06"
        ) from None


def day_or_none(value: object) -> dt.date | None:
    """A day from another's metadata; None, and no error, if it is none."""
    if not isinstance(value, str):
        return None
    try:
        return read_day(value.strip(), "")
    except ArticleError:
        return None
