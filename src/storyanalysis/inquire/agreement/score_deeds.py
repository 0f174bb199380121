"""Relations, matched by who, what and whom; revisions, matched by the claim and its fate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from storyanalysis.inquire.agreement.count import Scored, different, extra, missed, quoted
from storyanalysis.inquire.agreement.match import (
    EPS,
    LEAST,
    Names,
    Tokens,
    characters,
    dice,
    norm,
    pairs,
)
from storyanalysis.inquire.agreement.views import Claim, Tie, View

__all__ = ["score_relations", "score_revisions"]

T = TypeVar("T")


def score_relations(gold: View, found: View) -> Scored:
    """Relations are the same with the same source, target and event; then the status.

    ``matched_by["pair"]`` counts distinct pairs of source and target, whatever the event.
    """
    theirs, ours, names = gold.relations, found.relations, Names(gold.actors)

    def ends(want: Tie, have: Tie) -> bool:
        return names.same(have.source, want.source) and names.same(have.target, want.target)

    def weight(i: int, j: int) -> float:
        want, have = theirs[i], ours[j]
        if want.event != have.event or not ends(want, have):
            return 0.0
        evidence = dice(characters(want.places), characters(have.places))
        return 1 + 0.01 * evidence + 0.001 * (want.status == have.status)

    matched = pairs(theirs, ours, weight)
    scored = Scored(len(theirs), len(ours), len(matched))
    scored.expect("status")
    for i, j in matched:
        want, have = theirs[i], ours[j]
        if not scored.tell("status", want.status == have.status):
            reason = f"the status is {have.status} instead of {want.status}"
            place = quoted(gold.text, want.places)
            values = (want.status, have.status)
            scored.misses.append(different("relations", place, values, reason))
    scored.matched_by["pair"] = _pairs(theirs, ours, names)
    _unmatched(scored, gold, found, matched)
    return scored


def _unmatched(scored: Scored, gold: View, found: View, matched: list[tuple[int, int]]) -> None:
    theirs, ours, names = gold.relations, found.relations, Names(gold.actors)
    lost, more = _rest(theirs, ours, matched)
    for tie in lost:
        reason = _why_missed(tie, ours, found, names)
        place = quoted(gold.text, tie.places)
        scored.misses.append(missed("relations", place, _told(tie), reason))
    for tie in more:
        reason = _why_extra(tie, theirs, names)
        place = quoted(gold.text, tie.places)
        scored.misses.append(extra("relations", place, _told(tie), reason))


def _pairs(theirs: Sequence[Tie], ours: Sequence[Tie], names: Names) -> tuple[int, int, int]:
    """Distinct pairs of the two sides, and those in both; found names count by whom they mean."""
    wanted = sorted({(t.source or "", t.target or "") for t in theirs})

    def canonical(name: str | None) -> str:
        hits = sorted(known for known in names.forms if name and names.same(name, known))
        exact = next((hit for hit in hits if norm(hit) == norm(name)), None)
        return exact or (hits[0] if hits else norm(name) if name else "")

    meant: dict[tuple[str, str], tuple[str | None, str | None]] = {}
    for tie in ours:
        meant.setdefault((canonical(tie.source), canonical(tie.target)), (tie.source, tie.target))
    had = list(meant.values())
    both = pairs(
        wanted,
        had,
        lambda i, j: float(
            names.same(had[j][0], wanted[i][0]) and names.same(had[j][1], wanted[i][1])
        ),
    )
    return len(wanted), len(had), len(both)


def _told(tie: Tie) -> str:
    return f"{tie.source or 'nobody'} {tie.event} {tie.target or 'nobody'}"


def _why_missed(tie: Tie, ours: Sequence[Tie], found: View, names: Names) -> str:
    for end in (tie.source, tie.target):
        if end and not any(names.same(a.name, end) for a in found.actors):
            return f"no found actor is called {end}"
    return _nearest(tie, ours, names, swap=False) or "nothing was found between the two"


def _why_extra(tie: Tie, theirs: Sequence[Tie], names: Names) -> str:
    near = _nearest(tie, theirs, names, swap=True)
    return near or "the gold has nothing between the two"


def _nearest(tie: Tie, others: Sequence[Tie], names: Names, *, swap: bool) -> str | None:
    """The same two with another event, or the other way round."""
    side = "the gold has it" if swap else "found"
    for other in others:
        want, have = (other, tie) if swap else (tie, other)
        if names.same(have.source, want.source) and names.same(have.target, want.target):
            if other.event == tie.event:
                return f"{side} fewer times than on the other side"
            return f"{side} as {other.event}"
        if names.same(have.source, want.target) and names.same(have.target, want.source):
            return f"{side} the other way round, as {other.event}"
    return None


def score_revisions(gold: View, found: View) -> Scored:
    """Revisions are the same whose claims agree by half, with the same status."""
    theirs, ours, tokens = gold.revisions, found.revisions, Tokens(gold.text)
    wanted, had = ([tokens.inside(c.places) for c in claims] for claims in (theirs, ours))

    def weight(i: int, j: int) -> float:
        alike = dice(wanted[i], had[j])
        return alike if alike >= LEAST - EPS and theirs[i].status == ours[j].status else 0.0

    matched = pairs(theirs, ours, weight)
    scored = Scored(len(theirs), len(ours), len(matched))
    lost, more = _rest(theirs, ours, matched)
    for make, claims, others, where in (
        (missed, lost, ours, "found"),
        (extra, more, theirs, "in the gold"),
    ):
        for claim in claims:
            place, reason = quoted(gold.text, claim.places), _why(claim, others, tokens, where)
            scored.misses.append(make("revisions", place, claim.status, reason))
    return scored


def _why(claim: Claim, others: Sequence[Claim], tokens: Tokens, where: str) -> str:
    words = tokens.inside(claim.places)
    alike = [(dice(words, tokens.inside(other.places)), other.status) for other in others]
    best = max(alike, default=(0.0, ""))
    if best[0] >= LEAST - EPS:
        return f"the claim is {where}, as {best[1]}"
    return f"no claim {where} has half of these words"


def _rest(
    theirs: Sequence[T], ours: Sequence[T], matched: list[tuple[int, int]]
) -> tuple[list[T], list[T]]:
    first, second = {i for i, _ in matched}, {j for _, j in matched}
    lost = [row for i, row in enumerate(theirs) if i not in first]
    return lost, [row for j, row in enumerate(ours) if j not in second]
