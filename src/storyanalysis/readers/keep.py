"""Which paragraphs of a page are the article: what was found there, in its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from storyanalysis.readers.blocks import Block
from storyanalysis.readers.reading import Passage, counted

__all__ = ["Kept", "keep_found", "kind_of"]

BLANKS = re.compile(r"\s+")
UNSEEN = re.compile("[\u00ad\u200b\ufeff\x00]")
COMMENTS = re.compile(r"(?:^|[\W_])(?:comments?|disqus|replies)(?:$|[\W_])", re.IGNORECASE)
PARTS = {
    "captions": frozenset({"figcaption", "caption"}),
    "forms": frozenset({"form", "button", "select"}),
    "page foot": frozenset({"footer"}),
    "side boxes": frozenset({"aside"}),
    "page head": frozenset({"header"}),
}
MOST_MISSES = 300  # paragraphs sought in vain before the search is given up


@dataclass
class Kept:
    """The article of a page.

    Attributes
    ----------
    parts : list of (int, int, int)
        Paragraph of the page, and the offsets in it; paragraph -1 - n is the nth
        of `loose`, which the page does not show as it stands.
    has_deck : bool
        Whether the second part is the deck.
    """

    blocks: Sequence[Block]
    parts: list[tuple[int, int, int]] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    has_deck: bool = False

    @property
    def indices(self) -> set[int]:
        return {index for index, _, _ in self.parts}

    @property
    def passages(self) -> list[Passage]:
        return [
            self.blocks[i].passage.part(a, b) if i >= 0 else Passage(self.loose[-1 - i])
            for i, a, b in self.parts
        ]

    def add(self, index: int, start: int, end: int) -> None:
        """Add a part; one that goes on where the last one ended lengthens it."""
        if self.parts and self.parts[-1][0] == index >= 0 and self.parts[-1][2] <= start:
            start = self.parts.pop()[1]
        self.parts.append((index, start, end))

    def add_loose(self, text: str) -> None:
        self.loose.append(text)
        self.parts.append((-len(self.loose), 0, len(text)))

    def put_back(self, index: int) -> None:
        """Put a paragraph where it stands on the page."""
        before = next((n for n, part in enumerate(self.parts) if part[0] > index), len(self.parts))
        self.parts.insert(before, (index, 0, len(self.blocks[index].text)))


def keep_found(blocks: Sequence[Block], found: Sequence[str]) -> Kept:
    """Find each paragraph in the page, blanks apart; what is not there is kept loose.

    Parameters
    ----------
    blocks : sequence of Block
        The paragraphs of the page.
    found : sequence of str
        The paragraphs that the extractor took for the article; if there are none,
        all but menus, comments and the like is kept.
    """
    kept = Kept(blocks)
    _place(kept, found)
    if not kept.parts:
        for index, block in enumerate(blocks):
            if not block.place.hidden and kind_of(block) == "other text":
                kept.add(index, 0, len(block.text))
        kept.notes.append("no article was found on the page: all text outside its menus was taken")
    if not kept.parts:
        for index, block in enumerate(blocks):
            kept.add(index, 0, len(block.text))
    return kept


def _place(kept: Kept, found: Sequence[str]) -> None:
    page = [BLANKS.sub("", block.text) for block in kept.blocks]
    starts = list(accumulate(map(len, page), initial=0))
    whole = "".join(page)
    at = misses = 0
    for text in found:
        wanted = UNSEEN.sub("", BLANKS.sub("", text))
        if not wanted:
            continue
        place = whole.find(wanted, at) if misses < MOST_MISSES else -1
        if place < 0 and misses < MOST_MISSES:
            place = whole.find(wanted)
        if place < 0:
            misses += 1
            kept.add_loose(" ".join(text.split()))
            continue
        at = place + len(wanted)
        _add_range(kept, starts, place, at)
    _sort(kept)
    if kept.loose:
        number = counted(len(kept.loose), "paragraph")
        kept.notes.append(f"{number} could not be led back to the page's source")


def _sort(kept: Kept) -> None:
    """The order of the page, each stretch once; what is loose stays behind its neighbour."""
    order = []
    last = (-1, 0)
    for part in kept.parts:
        last = (part[0], part[1]) if part[0] >= 0 else last
        order.append((last, part))
    kept.parts = []
    seen = (-1, 0)
    for _, (index, start, end) in sorted(order, key=lambda pair: pair[0]):
        if index >= 0:
            start = max(start, seen[1]) if index == seen[0] else start
            if start >= end:
                continue
            seen = (index, end)
        kept.add(index, start, end)


def _add_range(kept: Kept, starts: list[int], first: int, last: int) -> None:
    """The paragraphs that hold the page's characters from `first` to `last`, blanks not counted."""
    index = bisect_right(starts, first) - 1
    while first < last:
        stop = min(last, starts[index + 1])
        if first < stop:
            text = kept.blocks[index].text
            start, end = (_with_blanks(text, n - starts[index]) for n in (first, stop - 1))
            kept.add(index, start, end + 1)
        first, index = stop, index + 1


def _with_blanks(text: str, number: int) -> int:
    """Offset of the character that has `number` others before it, blanks not counted."""
    if " " not in text:
        return number
    seen = -1
    for offset, char in enumerate(text):
        seen += not char.isspace()
        if seen == number:
            return offset
    return len(text)


def kind_of(block: Block) -> str:
    """What part of a page a paragraph belongs to, by the elements around it."""
    if block.inside({"nav", "menu"}):
        return "navigation"
    if any(COMMENTS.search(label) for label in block.labels()):
        return "comments"
    for kind, names in PARTS.items():
        if block.inside(names):
            return kind
    return "other text"
