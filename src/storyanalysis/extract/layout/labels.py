"""Labels that tell which part of a page is how old, whatever their exact words.

A label is set off from what follows: by brackets, by a colon or a dash, by
capitals, or by a line of its own. It is short, and besides a word that tells
("added", "as published", "correction") it holds only words that any label may
have: times, days, "story", "version", "at" (``lexicons/layout_words.csv``).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from storyanalysis import lexicons

__all__ = ["HISTORY", "ORNAMENT", "Label", "read_label"]

HISTORY = ("update", "original", "correction")
# what stands before a mark: an asterisk, a bracket
ORNAMENT = re.compile(r"[\s*†‡•>#+=~_\[({«–—-]{0,8}")
SET_OFF = re.compile(r":(?!\d)|\]|\)(?=\s*[:—–])|[—–|]|\s-\s|\+{2,}|\*{2,}|={2,}|\n|$")
BRACKET = re.compile(r"\)")
SENTENCE = re.compile(r"[^.!?\n]{3,60}[.!?](?=\s|$)")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
LONGEST = 70  # characters of a label
MOST = 10  # words of a label
BEFORE = frozenset(("as", "first", "originally"))  # with these, "published" is of an older version
# which kind a label has that could be of several
ORDER = ("correction", "original", "update")


class Label(NamedTuple):
    """What a label says, and where it ends in its paragraph."""

    kind: str
    text: str
    end: int


@lru_cache(maxsize=1_024)
def read_label(text: str) -> Label | None:
    """The label at the head of a paragraph, if it has one."""
    ornament = ORNAMENT.match(text)
    start = ornament.end() if ornament else 0
    closing = BRACKET if "(" in text[:start] else SET_OFF
    found = closing.search(text, start, start + LONGEST)
    if found and found.start() > start and (kind := _kind(text[start : found.start()])):
        return Label(kind, text[start : found.start()].strip(), found.end())
    sentence = SENTENCE.match(text, start)
    if sentence and sentence.group().isupper() and (kind := _kind(sentence.group())):
        return Label(kind, sentence.group().strip(" ."), sentence.end())
    return None


def _kind(head: str) -> str | None:
    """Kind of a label with these words; None if they say more than a label does."""
    words = [word.casefold().replace("’", "'") for word in WORD.findall(head)]
    if not 0 < len(words) <= MOST:
        return None
    told = [_words().get(word) for word in words]
    if any(kinds is None for kinds in told):
        return None
    kinds = frozenset().union(*(kinds or () for kinds in told))
    # "The article as published"; "Published May 5" alone is a time line
    if "published" in kinds and BEFORE.intersection(words):
        kinds |= {"original"}
    return next((kind for kind in ORDER if kind in kinds), None)


@cache
def _words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in lexicons.rows("layout_words"):
        found.setdefault(row["word"], set()).add(row["kind"])
    return {word: frozenset(kinds) for word, kinds in found.items()}
