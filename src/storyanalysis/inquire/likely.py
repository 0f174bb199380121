"""Which of many claims can be alike at all: those that share words, found by an index.

Comparing every claim of a long text with every other one takes the square of
its length; nearly all pairs have nothing in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from storyanalysis.inquire.shared import NAME, REWORDED, Said, cut_content, cut_quotes
from storyanalysis.inquire.words import Word, telling

__all__ = ["LikelyMatches", "WordIndex"]

SLACK = 1e-9  # sums of weights are rounded
Key = TypeVar("Key", str, tuple[str, ...])


class WordIndex:
    """The places of claims by their telling words.

    Parameters
    ----------
    claims : iterable of sequences of Word
        The claims, one by one.
    """

    def __init__(self, claims: Iterable[Sequence[Word]]) -> None:
        self._places: dict[str, list[int]] = {}
        for at, words in enumerate(claims):
            for key in {key for word in telling(words) for key in word.kin}:
                self._places.setdefault(key, []).append(at)

    def holding(self, word: Word) -> Iterable[int]:
        """Claims with a word of its stem, sense or root."""
        if len(word.kin) == 1:
            return self._places.get(word.kin[0], ())
        return {at for key in word.kin for at in self._places.get(key, ())}

    def gains(
        self, words: Sequence[Word], weights: Mapping[str, float] | None = None
    ) -> dict[int, float]:
        """The most that claims can share with `words`, by place; the others share nothing."""
        weights = weights or {}
        found: dict[int, float] = {}
        for word in telling(words):
            weight = weights.get(word.stem, 1.0)
            for at in self.holding(word):
                found[at] = found.get(at, 0.0) + weight
        return found


class LikelyMatches:
    """Statements of one story that may match: no pair left out has a match.

    Parameters
    ----------
    statements : sequence of Said
        Speakers are not looked at.
    least : float
        Score from which on a rewording counts.
    """

    def __init__(self, statements: Sequence[Said], least: float) -> None:
        self._said, self._least = statements, least
        self._words = WordIndex(said.words for said in statements)
        self._keys = [{key for word in said.telling for key in word.kin} for said in statements]
        self._grams = _places(_grams(said.plain) for said in statements)
        self._runs = _places(said.runs for said in statements)
        self._whole = _places([tuple(said.plain)] for said in statements)
        self._quoted = _places([tuple(said.quoted_words)] for said in statements)
        spread = {gram: len(places) for gram, places in self._grams.items()}
        self._rarest = [
            {min(_grams(part), key=lambda gram: (spread[gram], gram)) for part in _parts(said)}
            for said in statements
        ]
        self._parts = _places(self._rarest)

    def after(self, at: int) -> list[int]:
        """Places of the later statements that the one at `at` may match."""
        said = self._said[at]
        found = set(self._whole[tuple(said.plain)])
        if said.quoted_words:
            found.update(self._quoted[tuple(said.quoted_words)])
        for gram in self._rarest[at]:  # what it quotes, in another
            found.update(self._grams[gram])
        for gram in _grams(said.plain):  # what another quotes, in it
            found.update(self._parts.get(gram, ()))
        found.update(self._reworded(at))
        return sorted(other for other in found if other > at)

    def _reworded(self, at: int) -> Iterator[int]:
        """Later statements that share enough words, if those weigh most."""
        said = self._said[at]
        weights = {word.stem: NAME for word in said.telling if word.text[0].isupper()}
        size = sum(weights.get(word.stem, 1.0) for word in said.telling)
        # a run of words in common makes up for a part of the likeness
        run = {other for words in said.runs for other in self._runs[words]}
        low, high = 2 * (self._least - REWORDED), self._least
        for other, gain in self._words.gains(said.words, weights).items():
            least = low if other in run else high
            # the harmonic mean of both parts cannot be more where the other is 1
            enough = gain >= least / (2 - least) * size - SLACK
            if other > at and enough and self._may(said, min(gain / size, 1.0), other, least):
                yield other

    def _may(self, said: Said, part: float, other: int, least: float) -> bool:
        right = self._said[other]
        if said.numbers - right.numbers and right.numbers - said.numbers:
            return False
        keys, size = self._keys[other], len(right.telling)
        shared = min(sum(not keys.isdisjoint(word.kin) for word in said.telling), size)
        whole = shared / (shared + NAME * (size - shared))
        return 2 * part * whole >= least * (part + whole) - SLACK


def _parts(said: Said) -> list[list[str]]:
    """What of a statement may stand in another as a cut."""
    return [*cut_quotes(said), *([said.plain] if cut_content(said) else [])]


def _grams(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Its words and pairs of words: a part stands nowhere without one of its own."""
    return {*((word,) for word in words), *pairwise(words)}


def _places(keys: Iterable[Iterable[Key]]) -> dict[Key, list[int]]:
    """Numbers of the items that have each key."""
    found: dict[Key, list[int]] = {}
    for at, own in enumerate(keys):
        for key in own:
            found.setdefault(key, []).append(at)
    return found
