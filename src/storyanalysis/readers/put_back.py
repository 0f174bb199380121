"""What an extractor leaves out of a page, and a reader of news needs: it is put back.

The headline, the deck, subheadings, the times on a live page, and above all the
boxes that tell of an update or a correction.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from storyanalysis import lexicons
from storyanalysis.readers.blocks import Block
from storyanalysis.readers.keep import Kept, kind_of
from storyanalysis.readers.reading import counted

__all__ = ["put_headings_back", "put_notes_back", "put_top_back"]

PLAIN_WORD = re.compile(r"\b[a-z]{3,}\b")
DECK = re.compile(
    r"(?:^|[\W_])(?:deck|dek|standfirst|stand-first|sub-?head(?:line|ing)?|subtitle|sub-?title|"
    r"summary|lead-?in|strapline)(?:$|[\W_])",
    re.IGNORECASE,
)
ELSEWHERE = frozenset({"nav", "footer", "form", "menu"})
HISTORY = ("update", "original", "correction")
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
TOLD_WORDS = 3  # plain words that make a note more than a time line
BOX = 8  # paragraphs of a box around a note
MOST_NOTES = 30
MOST_BLOCKS = 20_000  # on a longer page no notes are sought
KICKER_WORDS = 5


def put_headings_back(kept: Kept) -> None:
    """Subheadings, and the times on a live page, above paragraphs that were found."""
    have = kept.indices
    above = [
        n
        for n, block in enumerate(kept.blocks[:-1])
        if n not in have and n + 1 in have and block.box in kept.blocks[n + 1].place.walk()
    ]
    times = [n for n in above if _is_time(kept.blocks[n].text)]
    heads = {n for n in above if kept.blocks[n].inside(HEADINGS)}
    for n in sorted(heads.union(times if len(times) > 1 else ())):
        kept.put_back(n)


def _is_time(text: str) -> bool:
    """Is it a clock time and little else, as above an entry of a live page?"""
    return len(text.split()) <= KICKER_WORDS and any(m.match(text) for m in _marks("entry"))


@cache
def _marks(*kinds: str) -> tuple[re.Pattern[str], ...]:
    """Marks of parts of a page: the same lexicon that tells sections."""
    rows = lexicons.rows("layout_markers")
    wanted = (r for r in rows if r["kind"] in kinds and r["place"] == "start")
    return tuple(re.compile(r["pattern"], re.IGNORECASE) for r in wanted)


def put_notes_back(kept: Kept) -> None:
    """Notes of updates and corrections that the extractor took for furniture."""
    if len(kept.blocks) > MOST_BLOCKS:
        return
    have = kept.indices
    number = 0
    for index, block in enumerate(kept.blocks):
        if index in have or not _may_be_note(block):
            continue
        box = _box(kept.blocks, index, have)
        if not _tells(kept.blocks, box):
            continue
        for n in box:
            kept.put_back(n)
        have |= set(box)
        number += 1
        if number == MOST_NOTES:
            break
    if number:
        kept.notes.append(f"{counted(number, 'note')} of an update or correction put back")


def _may_be_note(block: Block) -> bool:
    if block.place.hidden or block.inside(ELSEWHERE) or kind_of(block) == "comments":
        return False
    text = block.text.lstrip("*†‡[(– —")[:600]
    return any(mark.match(text) for mark in _marks(*HISTORY))


def _box(blocks: Sequence[Block], index: int, have: set[int]) -> list[int]:
    """A note and what stands below it in its box; below a mere label, the next paragraph."""
    box = blocks[index].box
    last = index
    while last + 1 < len(blocks) and last - index < BOX and box in blocks[last + 1].place.walk():
        last += 1
    whole = list(range(index, last + 1))
    if len(whole) <= BOX and not have.intersection(whole):
        return whole
    alone = _tells(blocks, [index]) or len(whole) == 1 or index + 1 in have
    return whole[:1] if alone else whole[:2]


def _tells(blocks: Sequence[Block], indices: Sequence[int]) -> bool:
    """Is there more in these paragraphs than a label or a time?"""
    return sum(len(PLAIN_WORD.findall(blocks[n].text[:600])) for n in indices) >= TOLD_WORDS


def put_top_back(kept: Kept, metadata: Mapping[str, Any]) -> None:
    """The headline first, the deck below it."""
    title = metadata.get("title")
    if not title:
        return
    head = next((i for i, block in enumerate(kept.blocks) if _is_headline(block, title)), None)
    if head is None:
        if kept.passages and not _same(kept.passages[0].text, title):
            kept.add_loose(title)
            kept.parts.insert(0, kept.parts.pop())
        return
    decks = [n for n in range(head + 1, _first_below(kept, head)) if _is_deck(kept, n, metadata)]
    above = [part for part in kept.parts if 0 <= part[0] < head and not _is_kicker(kept, part[0])]
    below = [part for part in kept.parts if part[0] > head or part[0] < 0]
    whole = [(n, 0, len(kept.blocks[n].text)) for n in (head, *decks[:1])]
    kept.has_deck = len(whole) > 1
    kept.parts = whole + above + [part for part in below if part[0] not in decks[:1]]


def _first_below(kept: Kept, head: int) -> int:
    return min((i for i, _, _ in kept.parts if i > head), default=len(kept.blocks))


def _is_headline(block: Block, title: str) -> bool:
    return _same(block.text, title) and not block.inside(ELSEWHERE)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _is_kicker(kept: Kept, index: int) -> bool:
    """A label above the headline: "Politics"."""
    text = kept.blocks[index].text
    return len(text.split()) <= KICKER_WORDS and text[-1] not in ".!?:"


def _is_deck(kept: Kept, index: int, metadata: Mapping[str, Any]) -> bool:
    block = kept.blocks[index]
    if block.place.hidden or kind_of(block) not in ("other text", "page head"):
        return False
    label = next(block.labels(), "")
    return bool(DECK.search(label)) or _same(block.text, metadata.get("description", ""))
