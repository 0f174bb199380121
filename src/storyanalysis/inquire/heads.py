"""What stands before a claim (marks, times) and how a long sentence falls into pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from storyanalysis.inquire.cues import has_cue
from storyanalysis.inquire.cuts import FINITE, trim
from storyanalysis.inquire.words import plain_words, telling_count

__all__ = ["mark_end", "pieces", "speaks_for", "tells"]

MARK = re.compile(
    r"(?:the )?(?:update|editor|note|correct|clarif|errat|original|earlier|previous)"
    r"[^\n]{0,50}?:\s",
    re.IGNORECASE,
)
# "+++ Update, 4.20 p.m. +++", "[Added at 18:15]", "9.10am:", "UPDATED FIGURES, Tuesday, 9 a.m. -"
HEAD = re.compile(
    r"\++[^+\n]{1,40}\++\s"
    r"|\[(?=[^\]\n]*(?:\d|[Uu]pdat|UPDAT|[Aa]dded))[^\]\n]{1,40}\]\s"
    r"|\W*\d{1,2}(?:[.:h]\d{2})?\s?(?:[ap]\.?m\.?)?\s?(?::|[–—-])\s"
    r"|(?=[A-Z]{4})[^!?\n—–:]{0,60}\s[—–]\s"
)
SPOKES = re.compile(r"\b(?:spokes\w+|press (?:office|officer|secretary)|lawyers?|attorneys?)\b")
BRACKETS = 2  # characters before the time of an entry: "[0930]"
TELLING_CUES = ("retracts", "stands")
PIECE = re.compile(r"[:;]\s|\s[–—-]\s|,\s(?=(?:but|while|though|although)\b)")
SHORTEST = 3  # words of a piece that tells something


def mark_end(text: str, kind: str, label: str) -> int:
    """Where "UPDATE, 9 p.m.:" or the time of an entry ends, if the sentence begins so."""
    if label and kind in ("entry", "update") and 0 <= (at := text.find(label)) <= BRACKETS:
        return at + len(label)
    if kind not in ("update", "correction", "original"):
        return 0
    mark = HEAD.match(text) or MARK.match(text)
    return mark.end() if mark else 0


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The main clauses of a sentence that falls into several, each with a verb."""
    cuts = [start, *(start + m.end() for m in PIECE.finditer(text[start:end])), end]
    if len(cuts) == 2:
        return
    for a, b in pairwise(cuts):
        words = plain_words(text[a:b])
        if len(words) >= SHORTEST and FINITE & set(words):
            yield trim(text, a, b)


def speaks_for(source: str) -> bool:
    """Does it name somebody who speaks for others: "a spokesman for the port"?"""
    return SPOKES.search(source) is not None


def tells(phrase: str) -> bool:
    """Is it no description of a speaker, but a clause that tells what became of words?"""
    return any(has_cue(kind, phrase) for kind in TELLING_CUES) and telling_count(phrase) > 1
