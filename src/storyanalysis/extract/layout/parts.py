"""Paragraphs on their way to sections, and the marks that newsrooms put on them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from storyanalysis import lexicons
from storyanalysis.extract.layout.labels import HISTORY, ORNAMENT, read_label

__all__ = ["BARE", "HISTORY", "SENTENCE_END", "Marker", "Part", "is_entry", "match_mark"]

SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
BARE = 3  # words of a mark that stands alone


@dataclass(frozen=True)
class Marker:
    """One row of the marker lexicon, compiled."""

    kind: str
    label: str
    place: str
    pattern: re.Pattern[str]

    def match(self, text: str) -> re.Match[str] | None:
        """The mark at the head of a paragraph, behind its ornaments."""
        found = self.pattern.match(text)
        if found or self.kind not in (*HISTORY, "entry"):
            return found
        ornament = ORNAMENT.match(text)
        return self.pattern.match(text, ornament.end()) if ornament else None


@dataclass
class Part:
    """A paragraph on its way to a section."""

    start: int
    end: int
    text: str
    kind: str = ""
    label: str | None = None
    rule: str = ""
    opens: bool = field(default=False)  # begins a section of its own

    def become(self, kind: str, rule: str, label: str | None = None) -> None:
        self.kind, self.rule, self.label = kind, rule, label

    @property
    def n_words(self) -> int:
        return len(self.text.split())

    @property
    def is_closed(self) -> bool:
        """Does it end like a sentence?"""
        return bool(SENTENCE_END.search(self.text))


@cache
def _markers() -> tuple[Marker, ...]:
    return tuple(
        Marker(row["kind"], row["label"], row["place"], re.compile(row["pattern"], re.IGNORECASE))
        for row in lexicons.rows("layout_markers")
    )


def match_mark(part: Part, kinds: set[str], places: set[str]) -> Marker | None:
    """The first mark of these kinds, in these places of a page, that the paragraph begins with."""
    for marker in _markers():
        if marker.kind in kinds and marker.place in places and marker.match(part.text):
            return marker
    if "start" in places and (label := read_label(part.text)) and label.kind in kinds:
        head = re.compile(re.escape(part.text[: label.end]))
        return Marker(label.kind, label.kind, "start", head)
    return None


def is_entry(part: Part) -> bool:
    return match_mark(part, {"entry"}, {"start"}) is not None
