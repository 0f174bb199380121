"""Where a claim begins and ends: without marks, clause by clause, or only the changed part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from storyanalysis.inquire.words import Word, plain_words, read_words

if TYPE_CHECKING:
    from storyanalysis.inquire.claims import Claim

__all__ = ["EDGES", "clauses", "narrow", "tight", "trim"]

EDGES = " \t\n\"'“”‘’,;:.!?–—-()[]•*"
SEGMENT = re.compile(r"[,;:–—()]\s|[,;:()]$|\s[-–—]\s")
CLAUSE_HEAD = re.compile(
    r"(?:and |but |so )?(?:I|we|you|he|she|it|they|there)(?:['’]\w+)? ", re.IGNORECASE
)
LINK = re.compile(r"\s*(?:and|but|or|so)\s")
LONG = 14  # words above which a statement makes more than one claim
FEWEST = 3  # words of a part that can stand for its clause
HEADLINE = re.compile(r"\s(?=(?:as|after|while|when|amid|before) )")
YEAR = re.compile(r"1\d{3}|20\d\d")
ONE = 13  # words of a piece that makes one claim, which a part of it would not
CLAUSE = 5  # words of the shortest piece that can stand for itself
FINITE = frozenset(
    "is are was were will would has have had does did can could may might must shall should".split()
)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the blanks and marks at both ends."""
    while start < end and text[start] in EDGES:
        start += 1
    while start < end and text[end - 1] in EDGES:
        end -= 1
    return start, end


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces of a long statement that have a verb of their own."""
    if len(read_words(text[start:end])) <= LONG:
        return
    cuts = [start, *(start + m.end() for m in SEGMENT.finditer(text[start:end])), end]
    for a, b in pairwise(cuts):
        words = plain_words(text[a:b])
        if len(words) >= CLAUSE and FINITE & set(words):
            yield trim(text, a + _link(text[a:b]), b)


def _link(piece: str) -> int:
    """Length of the conjunction that a piece begins with."""
    found = LINK.match(piece)
    return found.end() if found else 0


def narrow(claim: Claim, words: Sequence[Word], *, clause: bool = False) -> tuple[int, int]:
    """The part of a claim between commas that holds `words`, as offsets of the text.

    A statement of usual length stays whole, unless only a clause of it is asked for; a long
    one and a sentence of the outlet's are cut down to the pieces that the change bears on.
    """
    if not words or claim.described or (claim.said and _is_one(claim, clause=clause)):
        return claim.start, claim.end
    marks = [match.end() for match in SEGMENT.finditer(claim.text)]
    first, last = min(word.start for word in words), max(word.end for word in words)
    if claim.standing or len(claim.words) > LONG:  # "..., when the dam burst": only that
        links = [match.end() for match in HEADLINE.finditer(claim.text)]
        marks = sorted({*marks, *(link for link in links if link <= first or link >= last)})
    cuts = [0, *marks, len(claim.text)]
    start = max(cut for cut in cuts if cut <= first)
    end = min(cut for cut in cuts if cut >= last)
    start, end = trim(claim.text, start, end)
    if len(read_words(claim.text[start:end])) < 2:
        return claim.start, claim.end
    return claim.start + start, claim.start + end


def _is_one(claim: Claim, *, clause: bool) -> bool:
    """Is a statement of usual length one claim, no row of clauses ("It is big, it's red")?"""
    if len(claim.words) > LONG:
        return False
    if not clause:
        return True
    pieces = SEGMENT.split(claim.text)
    return len(pieces) < 2 or not all(CLAUSE_HEAD.match(piece) for piece in pieces[1:])


def tight(claim: Claim, words: Sequence[Word]) -> tuple[int, int]:
    """From the first to the last of `words`, inside the piece that :func:`narrow` gives."""
    start, end = narrow(claim, words, clause=True)
    if len(words) < 2 or claim.described or (claim.said and _is_one(claim, clause=True)):
        return start, end
    first = max(start, claim.start + min(word.start for word in words))
    last = min(end, claim.start + max(word.end for word in words))
    piece = claim.text[first - claim.start : last - claim.start]
    # a number with what it counts says nothing; the clause around it does
    whole = claim.text[start - claim.start : end - claim.start]
    # a count belongs to its clause, a year only to the phrase that it dates
    counts = len(plain_words(whole)) <= ONE and not any(YEAR.fullmatch(w.text) for w in words)
    short = (len(plain_words(piece)) < FEWEST and not claim.standing) or counts
    return (start, end) if short else (first, last)
