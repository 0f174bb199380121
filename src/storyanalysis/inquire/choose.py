"""Of all that the rules find about a claim, what is told: the surest, and nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.pairs import UNDONE, Finding, overlap, rank

__all__ = ["Chosen", "choose"]

MOST = 3  # claims that one sentence bears on, headlines apart; no sentence of the gold does more
# rules that tell of one claim a sentence, the likeliest
ONE_EACH = ("stands", "story stands", "story withdrawn", "misstated")
# where a plainer rule tells what became of a claim, its outcome says nothing new
FALLBACK = ("outcome", "turned out", "corrected in place")


class Chosen:
    """Findings by the sentence of the earlier claim: only within one can two of them meet."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self.all: list[Finding] = []
        self._of: dict[str, list[Finding]] = {}
        # how many findings a later sentence makes: of claims below the headlines, and by rule
        self._made: Counter[str] = Counter()
        self._made_by: Counter[tuple[str, str]] = Counter()
        for finding in findings:
            self.add(finding)

    def add(self, finding: Finding) -> None:
        self.all.append(finding)
        self._of.setdefault(finding.old.sentence, []).append(finding)
        self._made_by[finding.rule, finding.new.sentence] += 1
        if not finding.old.standing:
            self._made[finding.new.sentence] += 1

    def about(self, claim: Claim) -> list[Finding]:
        """Findings about a claim."""
        return [finding for finding in self._of.get(claim.sentence, ()) if finding.old == claim]

    def beside(self, finding: Finding) -> list[Finding]:
        """Findings that bear on the same words."""
        near = self._of.get(finding.old.sentence, ())
        return [other for other in near if overlap(other, finding)]

    def full(self, finding: Finding) -> bool:
        """Does its later sentence bear on as many claims as one can, by its rule or at all?"""
        later = finding.new.sentence
        if finding.rule in ONE_EACH and self._made_by[finding.rule, later]:
            return True
        return not finding.old.standing and self._made[later] >= MOST

    def told(self, finding: Finding) -> bool:
        """Was the same said of another piece of the same statement?"""
        old, new = finding.old, finding.new
        return old.said and any(
            (other.old.statement_id, other.status, other.new.sentence)
            == (old.statement_id, finding.status, new.sentence)
            and other.start < finding.end
            and other.end > finding.start
            for other in self._of.get(old.sentence, ())
        )


def choose(found: Sequence[Finding]) -> list[Finding]:
    """The best finding of each claim and status; some rules take one claim a sentence."""
    chosen, stood_by = Chosen(), _stood_by(found)
    # where a plainer rule tells what became of a claim, its outcome says nothing new
    findings = sorted(found, key=lambda finding: (finding.rule in FALLBACK, rank(finding)))
    taken_back: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.status == "retracted":
            taken_back.setdefault(finding.old.sentence, []).append(finding)
    for finding in findings:
        if chosen.full(finding):
            continue
        stands = (finding.old.start, finding.old.end) in stood_by
        if finding.rule == "taken back" and stands:
            continue
        own = taken_back.get(finding.old.sentence, ())
        if finding.status == "contradicted" and any(_own_words(finding, f) for f in own):
            continue
        rivals = {other.status for other in chosen.beside(finding)}
        if finding.status in rivals or chosen.told(finding):
            continue
        if finding.rule in FALLBACK and not rivals.isdisjoint(UNDONE):
            continue
        if finding.status not in UNDONE and _undone_too(finding, chosen.beside(finding)):
            continue
        chosen.add(finding)
    return chosen.all


def _stood_by(found: Iterable[Finding]) -> set[tuple[int, int]]:
    """Claims whose number the text lets stand: no general taking back reaches them."""
    return {
        (finding.old.start, finding.old.end)
        for finding in found
        if finding.rule == "stands" and _numbers(finding.old) & _numbers(finding.new)
    }


def _numbers(claim: Claim) -> set[float]:
    return {word.number for word in claim.words if word.number is not None}


def _undone_too(holds: Finding, rivals: Sequence[Finding]) -> bool:
    """Is a claim that holds taken back as well? What one denies, another may confirm."""
    if holds.rule == "borne out":
        return False
    return any(
        other.status == "retracted"
        or (other.status == "contradicted" and other.new.sentence == holds.new.sentence)
        for other in rivals
    )


def _own_words(denied: Finding, other: Finding) -> bool:
    """Is the outlet's sentence only the report of the same speaker's taking back?"""
    return (
        not denied.new.said
        and other.status == "retracted"
        and other.old == denied.old
        and denied.new.sentence_text in other.new.around
    )
