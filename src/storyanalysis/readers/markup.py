"""HTML to tags and words, each with its place in the source.

The parsers at hand do not tell where a word stands (lxml), or need a time that
grows with the square of a hostile page (``html.parser`` of some Python releases).
This scanner looks at every character once. It follows the tokenizer of the HTML
Standard in what ends a tag, a comment and a script, and leaves out all the rest.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Tag", "Word", "attribute", "scan", "without_definitions"]

TAG = re.compile(
    r"<(/?)([A-Za-z][^\s/>]*+)((?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)>",
)
TOKEN = re.compile(
    r"\s++|&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31})\b;?|&|[^\s&]++"
)
# their content is no text, whatever it looks like
RAW = frozenset(
    "script style template iframe noscript noembed noframes textarea title object svg math".split()
)
# soft hyphens and spaces of no width only tell where a word may be broken
UNSEEN = dict.fromkeys((0x00, 0xAD, 0x200B, 0xFEFF))
RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}


class Tag(NamedTuple):
    """An opening or closing tag."""

    name: str
    closes: bool
    attributes: str


class Word(NamedTuple):
    """Characters without a blank, and whether a blank stands before them."""

    text: str
    start: int
    end: int
    spaced: bool


def scan(source: str) -> Iterator[Tag | Word]:
    """Tags and words in the order of the source.

    Words that touch each other come one by one (``Up<b>date</b>`` has two); the
    second then has ``spaced`` false. An entity is a word of its own, whose place
    is longer than its text.
    """
    at, spaced = 0, False
    while at < len(source):
        opening = source.find("<", at)
        stop = len(source) if opening < 0 else opening
        for match in TOKEN.finditer(source, at, stop):
            if match.group().isspace():
                spaced = True
                continue
            text = _unescaped(match.group())
            seen = text.translate(UNSEEN)
            if seen.strip():
                yield Word(seen, match.start(), match.end(), spaced)
                spaced = False
            spaced = spaced or text.isspace()
        if opening < 0:
            return
        found = TAG.match(source, opening)
        if found:
            name, closes = found[2].lower(), found[1] == "/"
            yield Tag(name, closes, found[3])
            at = found.end()
            if name in RAW and not closes and not found[3].endswith("/"):
                ending = RAW_END[name].search(source, at)
                at = len(source) if ending is None else ending.start()
        else:
            at, is_text = _past_other(source, opening)
            if is_text:
                yield Word("<", opening, at, spaced)
                spaced = False


def _unescaped(token: str) -> str:
    return html.unescape(token) if token[0] == "&" and len(token) > 1 else token


def _past_other(source: str, at: int) -> tuple[int, bool]:
    """Where what begins with ``<`` and is no whole tag ends, and whether it is text."""
    if source.startswith("<!--", at):
        return _past(source, "-->", at + 2), False
    if source.startswith("<![CDATA[", at):
        return _past(source, "]]>", at), False
    if source[at + 1 : at + 2] in ("!", "?", "/"):
        return _past(source, ">", at), False
    if source[at + 1 : at + 2].isalpha() and source[at + 1].isascii():
        return len(source), False  # a tag that never ends swallows the rest
    return at + 1, True


def without_definitions(source: str) -> str:
    """The page with blanks for the entities that its document type defines: they are not read."""
    at = source[:5000].lower().find("<!doctype")
    opening, end = source.find("[", at), source.find(">", at)
    closing = source.find("]>", opening)
    if at < 0 or not 0 <= opening < end or closing < 0:
        return source
    return source[:opening] + " " * (closing + 1 - opening) + source[closing + 1 :]


def _past(source: str, mark: str, at: int) -> int:
    found = source.find(mark, at)
    return len(source) if found < 0 else found + len(mark)


def attribute(attributes: str, name: str) -> str:
    """The value of an attribute of a tag; empty if it has none."""
    pattern = rf"(?:^|\s){name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
    found = re.search(pattern, attributes, re.IGNORECASE)
    return html.unescape(next((g for g in found.groups() if g is not None), "")) if found else ""
