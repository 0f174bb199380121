"""Which of many claims can be alike at all: those that share words, found by an index.

Comparing every claim of a long text with every other one takes the square of
its length; nearly all pairs have nothing in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from storyanalysis.inquire.shared import NAME, Said, cut_content, cut_quotes
from storyanalysis.inquire.words import Word, telling

__all__ = ["LikelyMatches", "WordIndex"]

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
        self._plain = _places(set(said.plain) for said in statements)
        self._runs = _places(said.runs for said in statements)
        self._whole = _places([tuple(said.plain)] for said in statements)
        self._quoted = _places([tuple(said.quoted_words)] for said in statements)
        spread = {word: len(places) for word, places in self._plain.items()}
        self._rarest = [
            {min(part, key=lambda word: (spread[word], word)) for part in _parts(said)}
            for said in statements
        ]
        self._parts = _places(self._rarest)

    def after(self, at: int) -> list[int]:
        """Places of the later statements that the one at `at` may match."""
        said = self._said[at]
        found = set(self._whole[tuple(said.plain)])
        if said.quoted_words:
            found.update(self._quoted[tuple(said.quoted_words)])
        for run in said.runs:
            found.update(self._runs[run])
        for word in self._rarest[at]:  # what it quotes, in another
            found.update(self._plain[word])
        for word in set(said.plain):  # what another quotes, in it
            found.update(self._parts.get(word, ()))
        gains = self._words.gains(said.words)
        found.update(other for other, shared in gains.items() if self._may(said, other, shared))
        return sorted(other for other in found if other > at)

    def _may(self, said: Said, other: int, shared: float) -> bool:
        """Can so many shared words make up the likeness, if they weigh most?"""
        parts = []
        for size in (len(said.telling), len(self._said[other].telling)):
            most = min(shared, size)
            parts.append(most / (most + NAME * (size - most)))
        return 2 * parts[0] * parts[1] >= self._least * sum(parts) - 1e-9


def _parts(said: Said) -> list[list[str]]:
    """What of a statement may stand in another as a cut."""
    return [*cut_quotes(said), *([said.plain] if cut_content(said) else [])]


def _places(keys: Iterable[Iterable[Key]]) -> dict[Key, list[int]]:
    """Numbers of the items that have each key."""
    found: dict[Key, list[int]] = {}
    for at, own in enumerate(keys):
        for key in own:
            found.setdefault(key, []).append(at)
    return found
