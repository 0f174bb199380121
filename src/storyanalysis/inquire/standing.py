"""Headlines and decks that still say what was taken back below them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.cues import has_cue
from storyanalysis.inquire.cuts import narrow
from storyanalysis.inquire.pairs import Finding, core, overlap, rank
from storyanalysis.inquire.polarity import polarity_clash
from storyanalysis.inquire.similarity import changed_numbers, likeness
from storyanalysis.inquire.words import Word, read_words

__all__ = ["of_the_update", "only_told", "still_standing"]

HEADED = re.compile(r"(?:update|correction|corrected)\b", re.IGNORECASE)
OF_NUMBERS = ("corrected", "number changed", "corrected in place")
STANDING = 0.4  # likeness at which a headline says the same as a claim below it
SAME_NUMBER = 0.3  # the same, where they share a number


def of_the_update(claim: Claim) -> bool:
    """A headline that already tells what the update does."""
    text = claim.sentence_text
    return claim.standing and bool(
        HEADED.match(text) or has_cue("retracts", text) or has_cue("disputes", text)
    )


def still_standing(
    claims: Sequence[Claim], chosen: Sequence[Finding], weights: Mapping[str, float]
) -> list[Finding]:
    """Headlines and decks that still say what was taken back below."""
    # a headline is out of date when its claim is taken back, not when others deny it
    undone = [f for f in sorted(chosen, key=rank) if f.status == "retracted" and not f.old.standing]
    flagged: list[Finding] = []
    for claim in claims:
        if not claim.standing or of_the_update(claim):
            continue
        for finding in undone:
            words = _said_again(claim, finding, weights)
            if not words:
                continue
            start, end = narrow(claim, words)
            reason = f"as below ({_part(finding)!r}): {finding.reason}"
            flag = replace(finding, old=claim, start=start, end=end, reason=reason)
            if not any(overlap(flag, other) for other in (*chosen, *flagged)):
                flagged.append(flag)
    return flagged


def _said_again(claim: Claim, finding: Finding, weights: Mapping[str, float]) -> list[Word]:
    """The words in which a headline says the same as the claim that was undone."""
    undone = read_words(_part(finding))
    alike = likeness(claim.words, undone, weights)
    number = any(word.number is not None for word, _ in alike.shared)
    needed = SAME_NUMBER if number else STANDING
    if max(alike.old, alike.new) < needed or len(alike.shared) < 2 or not core(alike):
        return []
    if finding.rule in OF_NUMBERS and not number and any(w.number is not None for w in undone):
        return []  # the headline does not give what was wrong
    if changed_numbers(claim.words, undone) or polarity_clash(claim.words, undone):
        return []
    # where it begins and ends is told by all that it shares with the claim
    return [mine for mine, _ in likeness(claim.words, finding.old.words, weights).shared]


def only_told(finding: Finding) -> bool:
    """A headline is out of date when its claim is taken back, not when others deny it."""
    return finding.old.standing and finding.status == "contradicted"


def _part(finding: Finding) -> str:
    """The words of the claim that the finding bears on."""
    old = finding.old
    return old.text[finding.start - old.start : finding.end - old.start]
