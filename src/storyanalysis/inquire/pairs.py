"""An earlier claim beside a later one, and what a rule finds about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.cuts import narrow, tight
from storyanalysis.inquire.polarity import polarity_clash
from storyanalysis.inquire.similarity import Likeness, changed_numbers, likeness
from storyanalysis.inquire.words import Word, stem

__all__ = [
    "UNDONE",
    "Finding",
    "Pair",
    "core",
    "finding",
    "overlap",
    "rank",
    "status_of",
    "tell",
    "words_of",
]

MONEY = tuple("$£€¥₹")
COINS = frozenset(
    map(stem, "dollar euro pound pence cent yen yuan rupee rand naira shilling peso franc".split())
)
SHOWN = frozenset(map(stem, "show reveal indicate find confirm".split()))
UNDONE = ("retracted", "contradicted")


@dataclass(frozen=True)
class Pair:
    """An earlier claim, a later one, and how alike they are."""

    old: Claim
    new: Claim
    weights: Mapping[str, float]
    documents: Mapping[str, str]  # actors that are documents, with their names

    @cached_property
    def alike(self) -> Likeness:
        return likeness(self.old.words, self.new.words, self.weights)

    @cached_property
    def changed(self) -> list[tuple[Word, Word]]:
        return changed_numbers(self.old.words, self.new.words, self._other_unit)

    def _other_unit(self, a: Word, b: Word) -> bool:
        """Is one a sum of money, and does the other count something that is named?"""
        sums = _is_money(a, self.old), _is_money(b, self.new)
        return (sums == (True, False) and _counts(b, self.new)) or (
            sums == (False, True) and _counts(a, self.old)
        )

    @cached_property
    def clash(self) -> str | None:
        return polarity_clash(self.old.words, self.new.words)

    @property
    def of_acts(self) -> bool:
        """Of what was done in words do both tell the doing: "ordered to leave", "the order"?"""
        acts = [claim.act for claim in (self.old, self.new) if claim.act]
        shared = {word.stem for pair in self.alike.shared for word in pair} if acts else set()
        return all(stem(act.split()[-1]) in shared for act in acts)

    @property
    def same_voice(self) -> bool:
        """Both by one speaker, both by someone unnamed, or both by the outlet."""
        if self.old.anonymous and self.new.anonymous:
            return True
        if self.old.speaker is None:
            return self.new.speaker is None and not self.new.said
        return not self.old.voices.isdisjoint(self.new.voices)


@dataclass(frozen=True)
class Finding:
    """What became of a claim; `start` and `end` are the part it bears on."""

    old: Claim
    new: Claim
    status: str
    score: float
    rule: str
    reason: str
    start: int
    end: int


def _is_money(number: Word, claim: Claim) -> bool:
    """Does a sign of money stand before a number, in the claim or where it was cut off?"""
    at = claim.sentence_text.find(claim.text) + number.start
    return claim.sentence_text[:at].rstrip()[-1:] in MONEY


def _counts(number: Word, claim: Claim) -> bool:
    """Does a word for people or things stand right after a number?"""
    following = [word for word in claim.words if word.start > number.start][:1]
    return any(word.kind == "content" and word.stem not in COINS for word in following)


def tell(shared: Sequence[tuple[Word, Word]]) -> str:
    return ", ".join(
        old.text if old.stem == new.stem else f"{old.text} / {new.text}" for old, new in shared
    )


def words_of(alike: Likeness) -> list[Word]:
    return [old for old, _ in alike.shared]


def core(alike: Likeness) -> list[tuple[Word, Word]]:
    """Shared words that are no names: what is said, not of whom."""
    return [(a, b) for a, b in alike.shared if not (a.text[0].isupper() and b.text[0].isupper())]


def status_of(pair: Pair, *, newer: bool = False) -> tuple[str, str]:
    """Retracted by its own voice, contradicted by another."""
    old, new = pair.old, pair.new
    if pair.same_voice:
        who = "the same speaker" if old.speaker or old.anonymous else "the outlet itself"
        return "retracted", f"{who} says otherwise"
    if old.official and old.body in (new.speaker, new.body):
        return "retracted", "the body it was said for says otherwise"
    if newer:
        return "retracted", "a newer count replaces it"
    shown = new.kind == "correction" and (new.speaker is None or stem(new.cue) in SHOWN)
    if shown or (new.speaker is None and not new.said):
        return "retracted", "the outlet itself says otherwise"
    return "contradicted", "someone else says otherwise"


def finding(
    pair: Pair, judged: tuple[str, float, str, str], words: Sequence[Word], *, close: bool = False
) -> Finding:
    cut = tight if close else narrow
    return Finding(pair.old, pair.new, *judged, *cut(pair.old, words))


def rank(finding: Finding) -> tuple[Any, ...]:
    """Sorts the surest first, what was undone before what was not."""
    late = finding.status not in UNDONE
    return late, -finding.score, finding.old.start, finding.old.end, finding.new.start, finding.rule


def overlap(left: Finding, right: Finding) -> bool:
    """Do two findings bear on the same words?"""
    shared = min(left.end, right.end) - max(left.start, right.start)
    return shared > 0.5 * min(left.end - left.start, right.end - right.start)
