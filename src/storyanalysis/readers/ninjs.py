"""IPTC ninjs, news items in JSON: 1.x has ``body_html``, 2.x and 3.x have ``bodies``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from storyanalysis.readers.fragment import looks_like_html, read_fragment
from storyanalysis.readers.metadata import day_or_none
from storyanalysis.readers.reading import (
    Passage,
    Reading,
    below_headline,
    left_out,
    one_line,
    sound,
)

__all__ = ["is_ninjs", "read_ninjs"]

# what makes a JSON object a news item, besides its address
MARKS = ("versioncreated", "headline", "headlines", "bodies", "representationtype")
BODIES = ("body_html", "body_xhtml", "body_text", "body_sms")  # the richest first (1.x)
DAYS = ("firstcreated", "contentcreated", "versioncreated")
NOT_TEXT = ("associations", "renditions")


def is_ninjs(data: Any) -> bool:
    """Is it a news item after the standard, with a body in it?"""
    if not isinstance(data, dict):
        return False
    item = _plain_keys(data)
    has_body = "bodies" in item or any(key in item for key in BODIES)
    return has_body and any(mark in item for mark in MARKS)


def _plain_keys(data: Mapping[str, Any]) -> dict[str, Any]:
    """Keys in small letters: 3.x writes ``versionCreated``, the others ``versioncreated``."""
    return {key.lower(): value for key, value in data.items()}


def read_ninjs(data: Mapping[str, Any]) -> Reading:
    """The text of an item: headline, description, body.

    Notes
    -----
    ``ednote`` is written for those who receive the item, not for its readers, so it
    is no part of the text; as agencies tell of corrections there, it becomes a note.
    """
    item = _plain_keys(data)
    title = _chosen(item, "headline", "headlines") or one_line(item.get("title"))
    dropped: list[str] = []
    head = [Passage(title)] if title else []
    deck = [
        Passage(line) for line in _text_lines(_chosen(item, "description_text", "descriptions"))
    ]
    body, kind = _body(item)
    if "html" in kind or (not kind and looks_like_html(body)):
        fragment = read_fragment(sound(body))
        passages = fragment.passages
        dropped += fragment.dropped
    else:
        passages = [Passage(line) for line in _text_lines(body)]
    dropped += [key for key in NOT_TEXT if item.get(key)]
    text = below_headline(head, deck, passages)
    notes = left_out(dropped) + _status(item)
    return Reading(text, _metadata(item, title), None, notes)


def _metadata(item: Mapping[str, Any], title: str | None) -> dict[str, Any]:
    days = (day_or_none(item.get(key)) for key in DAYS)
    found = {
        "title": title,
        "published": next((day for day in days if day), None),
        "outlet": _outlet(item),
        "url": next((u for u in (one_line(item.get("uri")),) if u and u.startswith("http")), None),
        "author": _author(item),
    }
    return {key: value for key, value in found.items() if value is not None}


def _author(item: Mapping[str, Any]) -> str | None:
    line = one_line(item.get("byline")) or one_line(item.get("by"))
    return line[3:] if line and line[:3].lower() == "by " else line


def _outlet(item: Mapping[str, Any]) -> str | None:
    """Who sent it: the provider among the sources of information, or who holds the rights."""
    sources = item.get("infosources") or item.get("infosource") or []
    for source in sources if isinstance(sources, list) else []:
        if isinstance(source, dict) and (name := one_line(source.get("name"))):
            return name
    provider = item.get("provider") or item.get("source")
    return one_line(provider) or one_line(item.get("copyrightholder"))


def _chosen(item: Mapping[str, Any], old: str, new: str) -> str | None:
    """A text of the 1.x name, or the main one of the list of the 2.x name."""
    entries = [entry for entry in _list(item.get(new)) if isinstance(entry.get("value"), str)]
    entries.sort(key=lambda entry: entry.get("role") != "main")
    found = [one_line(entry["value"]) for entry in entries]
    return one_line(item.get(old)) or next((line for line in found if line), None)


def _body(item: Mapping[str, Any]) -> tuple[str, str]:
    """The body and what kind of text it is."""
    for key in BODIES:
        value = item.get(key)
        if isinstance(value, str) and value.strip():
            return value, "text/html" if key.endswith("html") else "text/plain"
    entries = [e for e in _list(item.get("bodies")) if isinstance(e.get("value"), str)]
    entries = [entry for entry in entries if entry["value"].strip()]
    if not entries:
        return "", "text/plain"
    # the same words in several forms: HTML has the paragraphs
    best = min(entries, key=lambda entry: (entry.get("role") != "main", not _kind(entry)[1]))
    return best["value"], _kind(best)[0]


def _kind(entry: Mapping[str, Any]) -> tuple[str, bool]:
    """What kind of text an entry is, and whether that is HTML."""
    kind = str(entry.get("contenttype") or "").partition(";")[0].strip().lower()
    return kind, "html" in kind


def _list(value: Any) -> list[Mapping[str, Any]]:
    entries = value if isinstance(value, list) else []
    return [_plain_keys(entry) for entry in entries if isinstance(entry, dict)]


def _text_lines(value: str | None) -> list[str]:
    return [line.strip() for line in sound(value or "").split("\n") if line.strip()]


def _status(item: Mapping[str, Any]) -> tuple[str, ...]:
    """What the item says of itself: withdrawn, corrected."""
    status, note = one_line(item.get("pubstatus")), one_line(item.get("ednote"))
    notes = [] if status in (None, "usable") else [f"the item's publishing status is '{status}'"]
    return (*notes, *([f"the item's note to editors: {note}"] if note else []))
