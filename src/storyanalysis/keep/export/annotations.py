"""W3C Web Annotations in JSON-LD: mentions, statements, dates and relations in the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis.inquire.records import null, records
from storyanalysis.keep.export.document import plain_records
from storyanalysis.keep.files import json_bytes
from storyanalysis.keep.folder import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storyanalysis.story import Story

__all__ = ["web_annotations"]

# beside the terms of the W3C, one of our own: the row, as the JSON literal it is (JSON-LD 1.1)
CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"@version": 1.1, "row": {"@id": "urn:storyanalysis:row", "@type": "@json"}},
]
AROUND = 32  # characters before and after, by which a quotation is found again
WIKIDATA = "http://www.wikidata.org/entity/"
ITEM = re.compile(r"Q[1-9][0-9]*")
ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")  # what may stand in an IRI


def web_annotations(story: Story) -> bytes:
    """An AnnotationPage with one annotation a mention, statement, date and relation.

    Notes
    -----
    Web Annotation Data Model, W3C Recommendation 2017. Positions count
    characters (code points) of the article's text, whose identity is its
    SHA-256; where it has an address, the source names it as `via`.
    """
    items = [*_mentions(story), *_statements(story), *_dates(story), *_relations(story)]
    name = f"urn:sha256:{digest(story.article.text)}"
    annotations = [_finished(story.article.url, name, story.article.text, item) for item in items]
    page = {
        "@context": CONTEXT,
        "id": f"{name}#annotations",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": annotations,
    }
    return json_bytes(page)


def _finished(url: str | None, name: str, text: str, item: dict[str, Any]) -> dict[str, Any]:
    """An annotation with its identity and the places that it is about."""
    source: dict[str, Any] = {"id": name, "type": "Text", "format": "text/plain", "language": "en"}
    source |= {"via": url} if url and ADDRESS.fullmatch(url) else {}
    targets = [
        {"source": source, "selector": _selectors(text, start, end)}
        for start, end in item.pop("places")
    ]
    return {"id": f"{name}#{item.pop('key')}", "type": "Annotation"} | item | {"target": targets}


def _selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(start - AROUND, 0) : start],
        "suffix": text[end : end + AROUND],
    }
    return [{"type": "TextPositionSelector", "start": start, "end": end}, quote]


def _words(purpose: str, value: str) -> dict[str, Any]:
    body = {"type": "TextualBody", "purpose": purpose, "format": "text/plain"}
    return body | {"language": "en", "value": value}


def _annotated(
    frame: pd.DataFrame, key: str, motivation: str
) -> Iterable[tuple[Any, dict[str, Any]]]:
    """Every row, and an annotation that holds it and points at its words."""
    for row, values in zip(records(frame), plain_records(frame), strict=True):
        places = [(int(row.start), int(row.end))]
        yield row, {"key": values[key], "motivation": motivation, "row": values, "places": places}


def _mentions(story: Story) -> list[dict[str, Any]]:
    actors = {actor.actor_id: actor for actor in records(story.actors)}
    items = []
    for row, item in _annotated(story.mentions, "mention_id", "identifying"):
        actor = actors.get(null(row.actor_id))
        body = [_words("tagging", row.kind)]
        if actor is not None:
            body = [_words("identifying", actor.name), _words("tagging", actor.kind)]
            if ITEM.fullmatch(null(actor.wikidata) or ""):
                known = {"type": "SpecificResource", "purpose": "identifying"}
                body.append(known | {"source": f"{WIKIDATA}{actor.wikidata}"})
        items.append(item | {"body": body})
    return items


def _statements(story: Story) -> list[dict[str, Any]]:
    paths = dict(zip(*(story.chains()[name] for name in ("statement_id", "path")), strict=True))
    spans: dict[str, list[Any]] = {}
    for span in records(story.spans):
        spans.setdefault(span.statement_id, []).append(span)
    items = []
    for row, item in _annotated(story.statements, "statement_id", "describing"):
        parts = spans.get(row.statement_id, [])
        content = [(int(s.start), int(s.end)) for s in parts if s.role == "content"]
        item["row"]["spans"] = [[s.role, int(s.start), int(s.end)] for s in parts]
        body = [_words("describing", paths[row.statement_id]), _words("tagging", row.form)]
        items.append(item | {"body": body, "places": content or item["places"]})
    return items


def _dates(story: Story) -> list[dict[str, Any]]:
    items = []
    for row, item in _annotated(story.dates, "date_id", "classifying"):
        value = [] if pd.isna(row.value) else [_words("classifying", row.value)]
        items.append(item | {"body": [*value, _words("tagging", row.type)]})
    return items


def _relations(story: Story) -> list[dict[str, Any]]:
    names = dict(zip(story.actors["actor_id"], story.actors["name"], strict=True))
    items = []
    for row, item in _annotated(story.relations, "relation_id", "classifying"):
        ends = [names.get(null(end), "?") for end in (row.source_id, row.target_id)]
        told = f"{ends[0]} {row.event} {ends[1]} ({row.status})"
        items.append(item | {"body": [_words("describing", told), _words("tagging", row.event)]})
    return items
