"""How alike two claims are: the words they share, weighed, and the numbers that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log

from storyanalysis import lexicons
from storyanalysis.inquire.words import ROOT, Word, telling

__all__ = ["Likeness", "changed_numbers", "is_year", "likeness", "word_weights"]

SAME_SENSE = 0.8  # weight of a pair of words that mean the same but look different
NUMBER_NOUNS = frozenset(("number", "total", "count", "tally"))
TALLIED = 12  # words before a number in which "the number of" may stand
IN_YEAR = ("in", "since", "until")
SAME_ROOT = 0.8  # "resign", "resignation"


@dataclass(frozen=True)
class Likeness:
    """What two claims share.

    Attributes
    ----------
    shared : tuple of (Word, Word)
        Content words found in both.
    old, new : float
        Weight of the shared words as a part of each claim's, 0 to 1.
    """

    shared: tuple[tuple[Word, Word], ...]
    old: float
    new: float

    @property
    def score(self) -> float:
        """Harmonic mean of both parts: 1 means every content word is shared."""
        return 2 * self.old * self.new / (self.old + self.new) if self.old + self.new else 0.0


def word_weights(claims: Iterable[Sequence[Word]]) -> dict[str, float]:
    """Weight of every stem: words that stand in few of the claims say more.

    Notes
    -----
    Inverse document frequency (Spärck Jones 1972), smoothed, between 0.3 and 1.
    """
    seen: Counter[str] = Counter()
    total = 0
    for words in claims:
        total += 1
        seen.update({word.stem for word in words})
    if total < 2:
        return {}
    top = log(1 + total)
    return {root: max(log((1 + total) / count) / top, 0.3) for root, count in seen.items()}


def likeness(
    old: Sequence[Word], new: Sequence[Word], weights: Mapping[str, float] | None = None
) -> Likeness:
    """Compare two claims word by word, each word used once."""
    weights = weights or {}
    left, right = telling(old), telling(new)
    pairs = _same_stems(left, right)
    pairs += _akin(left, right, pairs)
    shared: list[tuple[Word, Word]] = []
    gained = 0.0
    for at, to in pairs:
        word, best = left[at], right[to]
        shared.append((word, best))
        worth = _alike(word, best)
        gained += worth * min(weights.get(word.stem, 1.0), weights.get(best.stem, 1.0))
    whole = [sum(weights.get(word.stem, 1.0) for word in side) for side in (left, right)]
    parts = [min(gained / size, 1.0) if size else 0.0 for size in whole]
    return Likeness(tuple(sorted(shared, key=lambda pair: pair[0].start)), parts[0], parts[1])


def _same_stems(left: Sequence[Word], right: Sequence[Word]) -> list[tuple[int, int]]:
    """Places of the words with one stem, the first of several first."""
    places: dict[str, list[int]] = {}
    for to in range(len(right) - 1, -1, -1):
        places.setdefault(right[to].stem, []).append(to)
    return [(at, free.pop()) for at, word in enumerate(left) if (free := places.get(word.stem))]


def _akin(
    left: Sequence[Word], right: Sequence[Word], done: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Places of the other words of one sense or root."""
    done_left, used = {at for at, _ in done}, {to for _, to in done}
    places: dict[str, list[int]] = {}
    for to, word in enumerate(right):
        if to not in used:
            for key in word.kin:
                places.setdefault(key, []).append(to)
    found = []
    for at, word in enumerate(left):
        if at in done_left or places.keys().isdisjoint(word.kin):
            continue
        near = sorted({to for key in word.kin for to in places.get(key, ())} - used)
        best = next((to for to in near if _alike(word, right[to])), None)
        if best is not None:
            used.add(best)
            found.append((at, best))
    return found


def _alike(left: Word, right: Word) -> float:
    if left.stem == right.stem:
        return 1.0
    if left.number is not None or right.number is not None:
        return 0.0
    if left.senses & right.senses:
        return SAME_SENSE
    return SAME_ROOT if _same_root(left.stem, right.stem) else 0.0


def _same_root(left: str, right: str) -> bool:
    """One is the other with a derivational ending: "resign", "resignation"."""
    if left[:ROOT] != right[:ROOT]:
        return False
    short, long = sorted((left, right), key=len)
    common = next(
        (i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    return common >= max(ROOT, len(short) - 1) and len(long) - common <= 6


def changed_numbers(
    old: Sequence[Word],
    new: Sequence[Word],
    unlike: Callable[[Word, Word], bool] | None = None,
) -> list[tuple[Word, Word]]:
    """Numbers of the same thing with different values: "26,000 homes", "41,000 homes".

    Two numbers that are `unlike` are not compared.
    """
    changed: list[tuple[Word, Word]] = []
    for word in old:
        if word.number is None or any(word.number == other.number for other in new):
            continue
        counted = _counted(word, old)
        for other in new:
            if other.number is None or any(other.number == third.number for third in old):
                continue
            if _dated(word, old) != _dated(other, new) or (unlike and unlike(word, other)):
                continue
            if any(_alike(a, b) for a in counted for b in _counted(other, new)):
                changed.append((word, other))
                break
    return changed


def _dated(number: Word, words: Sequence[Word]) -> bool:
    """Is it a day of a month or a year: "1 October", "May 3", "in 2019"?"""
    at = words.index(number)
    if is_year(number) and at and words[at - 1].text.casefold() in IN_YEAR:
        return True
    near = (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2])
    return any(w.text[0].isupper() and w.text.casefold() in _months() for w in near)


@cache
def _months() -> frozenset[str]:
    return frozenset(r["word"] for r in lexicons.rows("date_words") if r["class"] == "MONTH")


def _counted(number: Word, words: Sequence[Word]) -> list[Word]:
    """What a number counts: the content words after it, and what leads up to it."""
    at = words.index(number)
    behind = words[at + 1 : at + 7]
    stop = next((i for i, (a, b) in enumerate(pairwise((number, *behind))) if _parted(a, b)), 6)
    after = [word for word in behind[:stop] if word.kind == "content"][:3]
    if not after and (named := _number_of(words[max(at - TALLIED, 0) : at])):
        return named
    lead = words[max(at - (4 if after else 8), 0) : at]
    before = [word for word in lead if word.kind == "content"]
    return after + before[-1 if after else -3 :]


def _parted(word: Word, following: Word) -> bool:
    """Does a mark stand between two words?"""
    return following.start - word.end > 1


def _number_of(words: Sequence[Word]) -> list[Word]:
    """What "the number of customers cut off has fallen to" counts."""
    for at, word in enumerate(words[:-2]):
        if word.stem in NUMBER_NOUNS and words[at + 1].stem == "of":
            return [w for w in words[at + 2 :] if w.kind == "content"][:1]
    return []


def is_year(number: Word) -> bool:
    """Does a number look like a year: four digits, no comma, 1000 to 2100?"""
    value = number.number or 0
    return len(number.text) == 4 and number.text.isdecimal() and 1000 <= value <= 2100
