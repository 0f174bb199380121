"""The earlier claims that a later one may bear on, found by the words they share."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.contexts import (
    contexts,
    outcome_context,
    own_text,
    stands_by,
    topic,
    topics,
)
from storyanalysis.inquire.count_rules import COUNTED, PEOPLE, TALLY, adds
from storyanalysis.inquire.likely import MOST, WordIndex
from storyanalysis.inquire.outcomes import clashing_outcomes
from storyanalysis.inquire.quantifiers import nevers
from storyanalysis.inquire.revision_rules import ENOUGH
from storyanalysis.inquire.standing import of_the_update
from storyanalysis.inquire.words import Word, telling

__all__ = ["Earlier"]

SLACK = 1e-9  # sums of weights are rounded
LOWEST = min(low for low, _ in ENOUGH) - SLACK


class Earlier:
    """The claims of a page, to be asked which of them a later one may change.

    No claim left out fits a rule of :mod:`storyanalysis.inquire.revision_rules`.

    Parameters
    ----------
    claims : sequence of Claim
        In the order of the text.
    weights : mapping
        Weight of every stem.
    """

    def __init__(self, claims: Sequence[Claim], weights: Mapping[str, float]) -> None:
        numbered = [pair for pair in enumerate(claims) if not of_the_update(pair[1])]
        numbered.sort(key=lambda pair: pair[1].age)
        self._order = [at for at, _ in numbered]
        self._claims = [claim for _, claim in numbered]
        self._ages = [claim.age for claim in self._claims]
        self._weights = weights
        self._index = WordIndex(topic(claim) for claim in self._claims)
        self._sizes = [self._size(claim) for claim in self._claims]
        self._counting = [_counts(claim) for claim in self._claims]
        self._tallying = [_tallies(claim) for claim in self._claims]
        self._said_by: dict[str, list[int]] = {}
        self._telling: dict[str, list[int]] = {}  # what comes out how
        self._of_people = [at for at, claim in enumerate(self._claims) if _counts_people(claim)]
        self._nevers = WordIndex(_denied(claim) for claim in self._claims)
        for at, claim in enumerate(self._claims):
            if claim.speaker is not None:
                self._said_by.setdefault(claim.speaker, []).append(at)
            for told in topics(claim):
                self._telling.setdefault(told, []).append(at)

    def _size(self, claim: Claim) -> float:
        return sum(self._weights.get(word.stem, 1.0) for word in telling(claim.words))

    def before(self, new: Claim) -> list[Claim]:
        """Earlier claims that a rule may pair with `new`, in the order of the text.

        On long pages only those that share most with it.
        """
        older = 0, bisect_left(self._ages, new.age)
        found = self._alike(new, older)
        asked = [(self._index, context) for context in contexts(new)]
        asked += [(self._nevers, new.words), (self._index, _denied(new))]
        for index, words in asked:
            for at, gain in index.gains(words, self._weights, within=older).items():
                found[at] = max(found.get(at, 0.0), gain)
        found |= self._otherwise(new, older)
        least: list[int] = self._of_people if adds(own_text(new)) else []
        for speaker in sorted(new.voices) if stands_by(new) else ():
            least = [*least, *self._said_by.get(speaker, ())]
        for at in least[-MOST:]:
            if at < older[1]:
                found.setdefault(at, 0.0)
        best = heapq.nsmallest(MOST, found, key=lambda at: (-found[at], -at))
        return [self._claims[at] for at in sorted(best, key=self._order.__getitem__)]

    def _otherwise(self, new: Claim, older: tuple[int, int]) -> dict[int, float]:
        """Claims that share a word with `new` and tell of another outcome, with what they share."""
        told = topics(new) & self._telling.keys()
        if not told:
            return {}
        text = own_text(new)
        sharing = self._index.gains(outcome_context(new), self._weights, within=older)
        found = {}
        for at in {at for matter in told for at in self._telling[matter]} & sharing.keys():
            old = self._claims[at]
            if clashing_outcomes(own_text(old), text, headline=old.standing):
                found[at] = sharing[at]
        return found

    def _alike(self, new: Claim, older: tuple[int, int]) -> dict[int, float]:
        """Claims that share enough with `new`, or count something that it counts too."""
        size, counting, tallying = self._size(new), _counts(new), _tallies(new)
        found = {}
        for at, gain in self._index.gains(new.words, self._weights, within=older).items():
            whole = self._sizes[at]
            least = gain / max(size, whole)
            counted = counting and self._counting[at]
            if not whole or (least < LOWEST and not counted):
                continue
            parts = least, gain / min(size, whole)
            tally = new.kind == "correction" or (tallying and self._tallying[at])
            tally = tally or self._claims[at].speaker in new.voices
            if _reaches(parts, ENOUGH) or (counted and (tally or _reaches(parts, COUNTED))):
                found[at] = gain
        return found


def _reaches(parts: tuple[float, float], needed: Iterable[tuple[float, float]]) -> bool:
    least, most = parts[0] + SLACK, parts[1] + SLACK
    return any(least >= low and most >= high for low, high in needed)


def _counts(claim: Claim) -> bool:
    return any(word.number is not None for word in claim.words)


def _counts_people(claim: Claim) -> bool:
    return _counts(claim) and any(not word.senses.isdisjoint(PEOPLE) for word in claim.words)


def _denied(claim: Claim) -> list[Word]:
    """What it says there is none of."""
    return [never.scope[0] for never in nevers(own_text(claim))]


def _tallies(claim: Claim) -> bool:
    return any(not word.senses.isdisjoint(TALLY) for word in claim.words)
