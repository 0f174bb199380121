"""Markdown (CommonMark, with tables): marks removed, headings and paragraphs kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from storyanalysis.errors import ArticleError
from storyanalysis.readers.decode import decode
from storyanalysis.readers.fragment import Fragment, not_shown, read_fragment
from storyanalysis.readers.metadata import split_lenient
from storyanalysis.readers.reading import (
    Passage,
    Piece,
    Reading,
    Source,
    join,
    left_out,
    need_text,
    sound,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["read_markdown"]

WORD = re.compile(r"\S+")
# addresses of links, whole images, tags, entities
NOT_SHOWN = re.compile(
    r"!\[[^\]\n]{0,500}\]\([^)\n]{0,500}\)|\]\([^)\n]{0,500}\)|\]\[[^\]\n]{0,99}\]"
    r"|</?[A-Za-z][^<>\n]{0,300}>|&#?\w{1,31};"
)
# beyond these sizes it is no article, and the parser's time would grow with their square
LONGEST_BLOCK = 10_000  # characters without a blank line
LONGEST_FILE = 1_000_000
BLANK_LINE = re.compile(r"\n[ \t]*\n")
FAR = 2000  # characters between two words that stand side by side in the text


def read_markdown(source: Source) -> Reading:
    """Paragraphs, headings, quotations and list items of a Markdown file.

    The text of links is kept, their addresses are not; images go. The first
    heading is the title, unless front matter has one.
    """
    whole = sound(decode(source.data, source.where))
    metadata, body, others = split_lenient(whole, source.where)
    shift = len(whole) - len(body)
    if len(body) > LONGEST_FILE or _longest_block(body) > LONGEST_BLOCK:
        note = "the marks of Markdown were not read: there are too many lines without a blank one"
        return Reading(body, metadata, ((0, len(body), shift, len(whole)),), (note,))
    tokens = _parse(body, source.where)
    passages, dropped = _passages(tokens, body)
    text, pieces = join(passages)
    need_text(text, source.where, "give a file with an article in it")
    heading = _first_heading(tokens)
    if heading and "title" not in metadata:
        metadata["title"] = heading
    if others:
        dropped.append(f"front matter ({', '.join(others)})")
    placed = tuple((a, b, c + shift, d + shift) for a, b, c, d in pieces)
    return Reading(text, metadata, placed, left_out(dropped))


def _longest_block(body: str) -> int:
    ends = [0, *(match.end() for match in BLANK_LINE.finditer(body)), len(body)]
    return max(b - a for a, b in pairwise(ends))


def _parse(body: str, where: str) -> list[Token]:
    from markdown_it import MarkdownIt

    try:
        return MarkdownIt("commonmark").enable("table").parse(body)
    except (RecursionError, ValueError, IndexError) as error:
        raise ArticleError(f"{where} cannot be read as Markdown: save it as plain text") from error


def _passages(tokens: list[Token], body: str) -> tuple[list[Passage], list[str]]:
    """Paragraphs in order, and what is left out of them."""
    starts = [0, *(match.end() for match in re.finditer("\n", body)), len(body)]
    seen = _masked(body)
    passages: list[Passage] = []
    dropped: list[str] = []
    links = images = 0
    at = 0  # cells of a row share their line, so the search goes on where it ended
    row: list[Passage] | None = None
    for token in tokens:
        first, last = (starts[min(n, len(starts) - 1)] for n in token.map or (0, len(starts)))
        if token.type == "html_block":
            inner = _html(token.content, first)
            passages += inner.passages
            dropped += inner.dropped
        elif token.type in ("fence", "code_block"):
            passages += _placed([token.content], seen, first, last)
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            passages.append(Passage(*join(row or [], " ")))
            row = None
        elif token.type == "inline":
            links += sum(child.type == "link_open" for child in token.children or ())
            images += sum(child.type == "image" for child in token.children or ())
            found = _placed(_lines(token), seen, max(first, at), last)
            (passages if row is None else row).extend(found)
            at = max((p.pieces[-1][3] for p in found if p.pieces), default=at)
    return passages, not_shown(images, links) + dropped


def _html(content: str, start: int) -> Fragment:
    fragment = read_fragment(content)
    placed = [
        Passage(p.text, tuple((a, b, c + start, d + start) for a, b, c, d in p.pieces))
        for p in fragment.passages
    ]
    return Fragment(placed, fragment.dropped)


def _lines(token: Token) -> Iterator[str]:
    """The text of a paragraph; a hard break ends a line, a soft one is a blank."""
    line = ""
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            line += child.content
        elif child.type == "softbreak":
            line += " "
        elif child.type == "hardbreak" or child.content.lower().startswith("<br"):
            yield line
            line = ""
    yield line


def _placed(lines: Iterator[str] | list[str], seen: str, first: int, last: int) -> list[Passage]:
    """Each line with the place of its words, sought from left to right in its own lines."""
    passages = []
    for line in lines:
        text = line.strip()
        pieces: list[Piece] = []
        unplaced = 0
        for match in WORD.finditer(text):
            word = match.group()
            found = seen.find(word, first, min(last, first + FAR + unplaced + len(word)))
            # a word with marks inside is not found: no later one like it may take its place
            if found < 0 or sum(map(str.isalnum, seen[first:found])) > unplaced:
                unplaced += len(word)
                continue
            first, unplaced = found + len(word), 0
            pieces.append((match.start(), match.end(), found, first))
        if text:
            passages.append(Passage(text, tuple(_merged(pieces))))
    return passages


def _masked(body: str) -> str:
    """The source with blanks for what is not shown: addresses of links, images, tags."""
    return NOT_SHOWN.sub(lambda match: " " * len(match.group()), body)


def _merged(pieces: list[Piece]) -> Iterator[Piece]:
    """Words with one blank between them, here and there, make one piece."""
    last: Piece | None = None
    for piece in pieces:
        if last and piece[0] - last[1] == piece[2] - last[3] == 1:
            last = (last[0], piece[1], last[2], piece[3])
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _first_heading(tokens: list[Token]) -> str | None:
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.tag == "h1":
            return " ".join(" ".join(_lines(inline)).split()) or None
    return None
