"""Actors: matched by their names, then kind and side."""

from __future__ import annotations

from collections.abc import Sequence

from storyanalysis.inquire.agreement.count import Miss, Place, Scored, different, extra, missed
from storyanalysis.inquire.agreement.match import forms_of, norm, pairs
from storyanalysis.inquire.agreement.views import Actor, View

__all__ = ["score_actors"]

Forms = list[frozenset[str]]


def score_actors(gold: View, found: View) -> tuple[Scored, dict[str, set[str]]]:
    """Actors are the same who share a name or alias.

    Returns
    -------
    Scored
    dict of str to set of str
        For every form of a found actor that was matched, whom it was matched to
        (by the gold's names); the form as it stands and normed.
    """
    theirs, ours = gold.actors, found.actors
    wanted, had = [forms_of(a) for a in theirs], [forms_of(a) for a in ours]

    def weight(i: int, j: int) -> float:
        shared = len(wanted[i] & had[j])
        if not shared:
            return 0.0
        alike = 2 * shared / (len(wanted[i]) + len(had[j]))
        return 1 + 0.01 * alike + 0.001 * (norm(theirs[i].name) == norm(ours[j].name))

    matched = pairs(theirs, ours, weight)
    scored = Scored(len(theirs), len(ours), len(matched))
    scored.expect("kind", "side")
    linked: dict[str, set[str]] = {}
    for i, j in matched:
        want, have = theirs[i], ours[j]
        for form in {*had[j], have.name}:
            linked.setdefault(form, set()).add(want.name)
        if not scored.tell("kind", want.kind == have.kind):
            scored.misses.append(_differs(gold.text, want, have, "kind"))
        if not scored.tell("side", _same_side(have.side, want.side, wanted)):
            scored.misses.append(_differs(gold.text, want, have, "side"))
    _unmatched(scored, gold, found, matched)
    return scored, linked


def _same_side(found: str | None, gold: str | None, forms: Forms) -> bool:
    """The same name, or two names of one actor of the gold."""
    if not found or not gold:
        return not found and not gold
    if norm(found) == norm(gold):
        return True
    return any(norm(gold) in group and norm(found) in group for group in forms)


def _differs(text: str, want: Actor, have: Actor, name: str) -> Miss:
    first, second = getattr(want, name), getattr(have, name)
    reason = f"the {name} of {want.name} is {second or 'none'} instead of {first or 'none'}"
    return different("actors", _place(text, want), (first, second), reason)


def _unmatched(scored: Scored, gold: View, found: View, matched: list[tuple[int, int]]) -> None:
    first, second = {i for i, _ in matched}, {j for _, j in matched}
    for i, actor in enumerate(gold.actors):
        if i not in first:
            place, reason = _place(gold.text, actor), _why(actor, found.actors, "found")
            scored.misses.append(missed("actors", place, actor.name, reason))
    for j, actor in enumerate(found.actors):
        if j not in second:
            place, reason = _place(gold.text, actor), _why(actor, gold.actors, "gold")
            scored.misses.append(extra("actors", place, actor.name, reason))


def _why(actor: Actor, others: Sequence[Actor], whose: str) -> str:
    """Nobody has one of the names, or who has is taken by another."""
    forms = forms_of(actor)
    taken = next((other.name for other in others if forms & forms_of(other)), None)
    if taken:
        return f"the {whose} actor {taken} has one of its names, but is matched to another"
    return f"no {whose} actor has one of its names"


def _place(text: str, actor: Actor) -> Place:
    """Where one of its names stands first; names made up by the annotator stand nowhere."""
    stands = [(text.find(form), form) for form in (actor.name, *actor.aliases) if form]
    seen = [(at, -len(form), form) for at, form in stands if at >= 0]
    if not seen:
        return None, None, None
    start, _, form = min(seen)
    return start, start + len(form), form
