"""Which of many claims can be alike at all: those that share words, found by an index.

Comparing every claim of a long text with every other one takes the square of
its length; nearly all pairs have nothing in common.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from storyanalysis.inquire.shared import NAME, REWORDED, Said, cut_content, cut_quotes
from storyanalysis.inquire.words import Word, telling

__all__ = ["MOST", "LikelyMatches", "WordIndex"]

SLACK = 1e-9  # sums of weights are rounded
NEAREST = 200  # later statements with the same words that are looked at
MOST = 32  # places to which one word leads, claims that a later one is set against
Key = TypeVar("Key", str, tuple[str, ...])


class WordIndex:
    """The places of claims by their telling words.

    On long pages a word may stand in very many claims, and says little. It adds to the gain of
    those that rarer words found, but leads to :data:`MOST` of its places only; so a look-up
    costs the same on pages of any length.

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
        self._common = {
            key: frozenset(places) for key, places in self._places.items() if len(places) > MOST
        }

    def gains(
        self,
        words: Sequence[Word],
        weights: Mapping[str, float] | None = None,
        *,
        within: tuple[int, int] | None = None,
    ) -> dict[int, float]:
        """The most that claims can share with `words`, by place; the others share nothing.

        Parameters
        ----------
        words : sequence of Word
            What to look for.
        weights : mapping, optional
            Weights of the words' stems.
        within : (int, int), optional
            First place that counts, and the first behind it that does not.
        """
        weights = weights or {}
        first, last = within or (0, sys.maxsize)
        found: dict[int, float] = {}
        common: list[tuple[list[str], float]] = []
        for word in telling(words):
            weight = weights.get(word.stem, 1.0)
            if self._common.keys().isdisjoint(word.kin):
                for at in self._holding(word.kin):
                    if first <= at < last:
                        found[at] = found.get(at, 0.0) + weight
            else:
                common.append(([key for key in word.kin if key in self._places], weight))
        common.sort(key=lambda word: sum(len(self._places[key]) for key in word[0]))
        for keys, weight in common:
            self._add_common(found, keys, weight, (first, last))
        return found

    def _holding(self, keys: Sequence[str]) -> Iterable[int]:
        """Claims with a word of one of these stems, senses or roots."""
        if len(keys) == 1:
            return self._places.get(keys[0], ())
        return {at for key in keys for at in self._places.get(key, ())}

    def _add_common(
        self, found: dict[int, float], keys: Sequence[str], weight: float, within: tuple[int, int]
    ) -> None:
        """The gain of a word that very many claims have."""
        if len(found) < MOST:
            for key in keys:
                places = self._places[key]
                low, high = (bisect_left(places, end) for end in within)
                head = min(low + MOST // 2, high)
                for at in (*places[low:head], *places[max(head, high - MOST // 2) : high]):
                    found.setdefault(at, 0.0)
        held = [self._common.get(key) or self._places[key] for key in keys]
        for at in found:
            if any(at in places for places in held):
                found[at] += weight


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
        lists = [self._whole[tuple(said.plain)]]
        if said.quoted_words:
            lists.append(self._quoted[tuple(said.quoted_words)])
        lists += [self._grams[gram] for gram in sorted(self._rarest[at])]  # it quotes, in another
        grams = sorted(_grams(said.plain) & self._parts.keys())
        lists += [self._parts[gram] for gram in grams]  # what another quotes, in it
        found = set(self._reworded(at))
        for places in lists:
            first = bisect_right(places, at)
            found.update(places[first : first + NEAREST])
        return sorted(found)

    def _reworded(self, at: int) -> Iterator[int]:
        """Later statements that share enough words, if those weigh most."""
        said = self._said[at]
        weights = {word.stem: NAME for word in said.telling if word.text[0].isupper()}
        size = sum(weights.get(word.stem, 1.0) for word in said.telling)
        # a run of words in common makes up for a part of the likeness
        run: set[int] = set()
        for words in said.runs:
            places = self._runs[words]
            first = bisect_right(places, at)
            run.update(places[first : first + NEAREST])
        low, high = 2 * (self._least - REWORDED), self._least
        later = (at + 1, len(self._said))
        for other, gain in self._words.gains(said.words, weights, within=later).items():
            least = low if other in run else high
            # the harmonic mean of both parts cannot be more where the other is 1
            enough = gain >= least / (2 - least) * size - SLACK
            if enough and self._may(said, min(gain / size, 1.0), other, least):
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
