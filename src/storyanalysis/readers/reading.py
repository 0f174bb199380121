"""What a reader takes in and gives back, whatever the format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storyanalysis.errors import ArticleError

__all__ = [
    "Passage",
    "Piece",
    "Reading",
    "Source",
    "below_headline",
    "counted",
    "join",
    "left_out",
    "one_line",
    "sound",
]

# text[start:end] stands in the source at [source_start:source_end]
Piece = tuple[int, int, int, int]

LONGEST_VALUE = 500  # characters of a title, a name or an address
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Source:
    """Bytes on their way to a reader.

    Parameters
    ----------
    data : bytes
        The file, or what the server sent.
    where : str
        What messages call it: the path or the address.
    name : str
        The file's name, whose ending tells the format; may be empty.
    url : str, optional
        The address it was fetched from.
    content_type, charset : str, optional
        What the server said it is.
    """

    data: bytes = field(repr=False)
    where: str
    name: str = ""
    url: str | None = None
    content_type: str | None = None
    charset: str | None = None

    @classmethod
    def of_file(cls, path: Path, data: bytes) -> Source:
        return cls(data, str(path), path.name)


@dataclass(frozen=True)
class Reading:
    r"""What a reader made of a source: text, metadata, the way back, what was left out.

    Parameters
    ----------
    text : str
        The article's text; newlines are ``\n``.
    metadata : mapping
        Keys as in :data:`storyanalysis.readers.metadata.METADATA`.
    source_map : tuple of Piece, optional
        Where the text stands in the decoded source; None if the format does not tell.
    notes : tuple of str
        What was left out, and what could not be read.
    """

    text: str
    metadata: Mapping[str, Any] = field(default_factory=dict)
    source_map: tuple[Piece, ...] | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Passage:
    """A paragraph and its pieces; offsets of the pieces begin at the paragraph."""

    text: str
    pieces: tuple[Piece, ...] = ()

    def part(self, start: int, end: int) -> Passage:
        """The passage from `start` to `end`; a piece of unequal lengths stays whole or goes."""
        pieces = []
        for a, b, source_a, source_b in self.pieces:
            first, last = max(a, start), min(b, end)
            if first >= last:
                continue
            if b - a == source_b - source_a:
                source_a, source_b = source_a + first - a, source_a + last - a
            pieces.append((first - start, last - start, source_a, source_b))
        return Passage(self.text[start:end], tuple(pieces))


def join(
    passages: Sequence[Passage], between: str = "\n\n", *, deck: bool = False
) -> tuple[str, tuple[Piece, ...]]:
    """Paragraphs with a blank line between them, and where each piece came from.

    With `deck`, the second stands right below the first, which tells a deck from
    the first paragraph of the story.
    """
    texts: list[str] = []
    pieces: list[Piece] = []
    done = 0
    for number, passage in enumerate(passages):
        gap = "" if number == 0 else "\n" if deck and number == 1 else between
        done += len(gap)
        pieces += [(a + done, b + done, c, d) for a, b, c, d in passage.pieces]
        texts += [gap, passage.text]
        done += len(passage.text)
    return "".join(texts), tuple(pieces)


def below_headline(
    head: Sequence[Passage], deck: Sequence[Passage], body: Sequence[Passage]
) -> str:
    """Headline, deck and story as one text; what the story repeats at its top stands once."""
    above = {passage.text.casefold() for passage in head}
    deck = [passage for passage in deck[:2] if passage.text.casefold() not in above]
    above |= {passage.text.casefold() for passage in deck}
    rest = [p for n, p in enumerate(body) if n > 2 or p.text.casefold() not in above]
    return join([*head, *deck, *rest], deck=bool(head and deck))[0] if rest else ""


def one_line(value: object) -> str | None:
    """A metadata value as one line of text; None if there is none."""
    if not isinstance(value, str):
        return None
    return sound(" ".join(value.split()))[:LONGEST_VALUE] or None


def sound(text: str) -> str:
    """Newlines of one kind, and no half characters, which cannot be written as UTF-8."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return LONE_SURROGATE.sub("\ufffd", text)


def counted(number: int, what: str) -> str:
    """``1 image``, ``2 images``."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def left_out(parts: Iterable[str]) -> tuple[str, ...]:
    """The note that says what is in the source and not in the text."""
    listed = ", ".join(part for part in parts if part)
    return (f"left out of the text: {listed}",) if listed else ()


def need_text(text: str, where: str, fix: str) -> str:
    """The text, or an error if there is none."""
    if not text.strip():
        raise ArticleError(f"{where} has no text: {fix}")
    return text
