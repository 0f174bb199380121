"""A story as one JSON document, and the JSON Schema that describes it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis.keep.contents import article_entries
from storyanalysis.keep.files import json_bytes
from storyanalysis.keep.folder import digest
from storyanalysis.tables import CORRECTIONS, TABLES, Column, Table

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["DOCUMENT", "json_document", "json_schema", "plain_records", "story_document"]

DOCUMENT = "storyanalysis document"
VERSION = 1
TYPES = {"str": "string", "int": "integer", "float": "number", "bool": "boolean", "day": "string"}


def json_document(story: Story) -> bytes:
    """The document of :func:`story_document` as UTF-8, one row of a table a line."""
    return json_bytes(story_document(story), depth=3)


def story_document(story: Story) -> dict[str, Any]:
    """The story as plain values: the article, and every table as a list of rows.

    Returns
    -------
    dict
        As :func:`json_schema` describes it. Null is ``None``, a day is
        ``YYYY-MM-DD``; ``storyanalysis.TABLES[name].frame(rows)`` is the table.
    """
    from storyanalysis import __version__

    return {
        "format": DOCUMENT,
        "version": VERSION,
        "package": __version__,
        "model": story.model,
        "sha256": digest(story.article.text),
        "article": {"text": story.article.text} | article_entries(story.article),
        "notes": list(story.notes),
        "tables": {name: plain_records(frame) for name, frame in story.frames.items()},
        CORRECTIONS.name: plain_records(story.corrections),
    }


def plain_records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as plain values, null as None and days as ``YYYY-MM-DD``."""
    columns = {str(name): [_plain(value) for value in frame[name].tolist()] for name in frame}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.date().isoformat() if isinstance(value, dt.datetime) else value


def json_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of the document, made of the tables' own.

    Examples
    --------
    >>> schema = json_schema()
    >>> schema["properties"]["tables"]["required"][:2]
    ['sections', 'sentences']
    """
    text = {"type": "string"}
    tables = {name: _table_schema(table) for name, table in TABLES.items()}
    properties = {
        "format": {"const": DOCUMENT},
        "version": {"const": VERSION},
        "package": text | {"description": "version of storyanalysis"},
        "model": text | {"description": "spaCy pipeline, name and version"},
        "sha256": text | {"description": "SHA-256 of article.text in UTF-8"},
        "article": {
            "type": "object",
            "properties": {"text": text, "published": {"type": ["string", "null"]}},
            "required": ["text"],
        },
        "notes": {"type": "array", "items": text},
        "tables": {"type": "object", "properties": tables, "required": list(tables)},
        CORRECTIONS.name: _table_schema(CORRECTIONS),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": DOCUMENT,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _table_schema(table: Table) -> dict[str, Any]:
    row = {
        "type": "object",
        "properties": {column.name: _column_schema(column) for column in table.columns},
        "required": [column.name for column in table.columns],
        "additionalProperties": False,
    }
    return {"type": "array", "description": f"one row is {table.row}", "items": row}


def _column_schema(column: Column) -> dict[str, Any]:
    kind = TYPES[column.kind]
    schema: dict[str, Any] = {"description": column.meaning}
    schema["type"] = [kind, "null"] if column.null else kind
    if column.words:
        schema["enum"] = [*column.words, *([None] if column.null else [])]
    if column.kind == "day":
        schema["format"] = "date"
    return schema
