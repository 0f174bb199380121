"""Statements: matched by the words said, then form, speaker, chain, source and cue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storyanalysis.inquire.agreement.count import Scored, different, extra, missed, quoted
from storyanalysis.inquire.agreement.match import (
    EPS,
    LEAST,
    Names,
    Tokens,
    dice,
    norm,
    overlap,
    pairs,
)
from storyanalysis.inquire.agreement.views import Said, View

__all__ = ["score_statements"]

Matched = list[tuple[int, int]]


def score_statements(gold: View, found: View, linked: Mapping[str, set[str]]) -> Scored:
    """Statements are the same whose words agree by half (dice of tokens)."""
    theirs, ours = gold.statements, found.statements
    tokens, names = Tokens(gold.text), Names(gold.actors)
    wanted, had = ([tokens.inside(s.content) for s in rows] for rows in (theirs, ours))

    def weight(i: int, j: int) -> float:
        alike = dice(wanted[i], had[j])
        if alike < LEAST - EPS:
            return 0.0
        want, have = theirs[i], ours[j]
        return (
            alike
            + 0.01 * names.same(have.speaker, want.speaker)
            + 0.005 * (overlap(want.cue, have.cue) > 0)
            + 0.002 * (len(want.via) == len(have.via))
        )

    matched = pairs(theirs, ours, weight)
    scored = Scored(len(theirs), len(ours), len(matched))
    scored.expect("form", "speaker", "speaker_linked", "via", "source", "cue")
    for i, j in matched:
        _compare(scored, gold.text, (theirs[i], ours[j]), names, linked)

    reasons = (
        {i: _why(words, had, "found") for i, words in enumerate(wanted)},
        {j: _why(words, wanted, "gold") for j, words in enumerate(had)},
    )
    _unmatched(scored, gold, found, matched, reasons)
    return scored


def _why(words: frozenset[int], others: Sequence[frozenset[int]], whose: str) -> str:
    """Why a statement has no partner among the others."""
    best = max((dice(words, other) for other in others), default=0.0)
    if not best:
        return f"no {whose} statement has any of these words"
    if best < LEAST - EPS:
        return f"the likest {whose} statement agrees in {best:.0%} of the words only"
    return f"the {whose} statement with these words is matched to another"


def _compare(
    scored: Scored,
    text: str,
    pair: tuple[Said, Said],
    names: Names,
    linked: Mapping[str, set[str]],
) -> None:
    want, have = pair

    def differs(name: str, first: str, second: str) -> None:
        reason = f"{name} is {second} instead of {first}"
        place = quoted(text, want.content)
        scored.misses.append(different("statements", place, (first, second), reason))

    if not scored.tell("form", want.form == have.form):
        differs("the form", str(want.form), str(have.form))
    same = names.same(have.speaker, want.speaker)
    known = have.speaker and want.speaker in linked.get(norm(have.speaker), ())
    scored.tell("speaker", same)
    if not scored.tell("speaker_linked", bool(same or known)):
        differs("the speaker", want.speaker or "nobody", have.speaker or "nobody")
    if want.via or have.via:
        equal = len(want.via) == len(have.via) and all(
            names.same(b, a) for a, b in zip(want.via, have.via, strict=True)
        )
        if not scored.tell("via", equal):
            chains = (" ← ".join(via) or "nobody in between" for via in (want.via, have.via))
            differs("the way to the reader", *chains)
    if want.source:
        scored.tell("source", overlap(want.source, have.source) > 0)
    if want.cue:
        scored.tell("cue", overlap(want.cue, have.cue) > 0)


def _unmatched(
    scored: Scored,
    gold: View,
    found: View,
    matched: Matched,
    reasons: tuple[Mapping[int, str], Mapping[int, str]],
) -> None:
    first, second = {i for i, _ in matched}, {j for _, j in matched}
    for i, said in enumerate(gold.statements):
        if i not in first:
            place = quoted(gold.text, said.content)
            scored.misses.append(missed("statements", place, _told(said), reasons[0][i]))
    for j, said in enumerate(found.statements):
        if j not in second:
            place = quoted(gold.text, said.content)
            scored.misses.append(extra("statements", place, _told(said), reasons[1][j]))


def _told(said: Said) -> str:
    return f"{said.speaker or 'nobody'}, {said.form}"
