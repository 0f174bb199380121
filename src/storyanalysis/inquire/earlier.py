"""The earlier claims that a later one may bear on, found by the words they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.contexts import contexts, stands_by, topic
from storyanalysis.inquire.likely import WordIndex
from storyanalysis.inquire.revision_rules import COUNTED, ENOUGH, TALLY
from storyanalysis.inquire.standing import of_the_update
from storyanalysis.inquire.words import telling

__all__ = ["Earlier"]


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
        self._claims = [claim for claim in claims if not of_the_update(claim)]
        self._weights = weights
        self._index = WordIndex(topic(claim) for claim in self._claims)
        self._sizes = [self._size(claim) for claim in self._claims]
        self._counting = [_counts(claim) for claim in self._claims]
        self._tallying = [_tallies(claim) for claim in self._claims]
        self._said_by: dict[str, list[int]] = {}
        for at, claim in enumerate(self._claims):
            if claim.speaker is not None:
                self._said_by.setdefault(claim.speaker, []).append(at)

    def _size(self, claim: Claim) -> float:
        return sum(self._weights.get(word.stem, 1.0) for word in telling(claim.words))

    def before(self, new: Claim) -> list[Claim]:
        """Earlier claims that a rule may pair with `new`, in the order of the text."""
        found = self._alike(new)
        for context in contexts(new):
            found.update(self._index.gains(context))
        for speaker in new.voices if stands_by(new) else ():
            found.update(self._said_by.get(speaker, ()))
        return [self._claims[at] for at in sorted(found) if self._claims[at].age < new.age]

    def _alike(self, new: Claim) -> set[int]:
        """Claims that share enough with `new`, or count something that it counts too."""
        size, counting = self._size(new), _counts(new)
        tallying = _tallies(new)
        found = set()
        for at, gain in self._index.gains(new.words, self._weights).items():
            parts = sorted(gain / whole if whole else 0.0 for whole in (size, self._sizes[at]))
            if _reaches(parts, ENOUGH):
                found.add(at)
            elif counting and self._counting[at]:
                tally = new.kind == "correction" or (tallying and self._tallying[at])
                if tally or _reaches(parts, COUNTED):
                    found.add(at)
        return found


def _reaches(parts: Sequence[float], needed: Iterable[tuple[float, float]]) -> bool:
    least, most = parts[0] + 1e-9, parts[1] + 1e-9
    return any(least >= low and most >= high for low, high in needed)


def _counts(claim: Claim) -> bool:
    return any(word.number is not None for word in claim.words)


def _tallies(claim: Claim) -> bool:
    return any(not word.senses.isdisjoint(TALLY) for word in claim.words)
