"""The back-off: an end that syntax does not tell, by the order in which actors are named."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from storyanalysis.extract.relations.cast import BODIES, Cast, Filler
from storyanalysis.extract.relations.clauses import subjects
from storyanalysis.extract.relations.events import Event
from storyanalysis.extract.relations.phrases import clause_root
from storyanalysis.extract.relations.predicates import effects_of
from storyanalysis.extract.relations.voice import is_passive

if TYPE_CHECKING:
    from storyanalysis.extract.words import Word

__all__ = ["fill_by_order"]

INSIDE = ("pobj", "prep", "compound", "amod", "poss", "appos", "conj", "nmod")
STRICT = {"give", "must", "weak", "both", "actor", "alone", "comp", "recip", "force", "state"}


def fill_by_order(cast: Cast, event: Event, sentence: Sequence[Word]) -> None:
    """Mention order: the next actor after the predicate, the last one before it."""
    if event.flags & STRICT or not event.rule.startswith("verb") or event.event == "REJECT":
        return
    if bool(event.sources) == bool(event.targets):
        return
    i = event.trigger.i
    passive = is_passive(event.trigger) and "split" not in event.flags
    known = event.sources + event.targets
    if not all(cast.has_country(f) for f in known):
        return  # outside international affairs the next actor is mostly no party to it
    may = partial(_may_fill, cast, event, known)
    after = list(filter(may, cast.between(i + 1, sentence[-1].i + 1)))
    before = list(filter(may, cast.between(sentence[0].i, i)))[::-1]
    if event.trigger.dep_ in ("pcomp", "amod") or (event.targets and subjects(event.trigger)):
        return  # a subject that is no actor: nobody is named as the source
    if event.sources:
        near = before if passive else after
        event.targets = near[: 1 + ("split" in event.flags)]
    elif not passive:
        event.sources = before[:1]
    if len(event.sources + event.targets) > 1:
        event.rule, event.confidence = "mention order", 0.3


def _may_fill(cast: Cast, event: Event, known: Sequence[Filler], filler: Filler) -> bool:
    """Not the side known already, nor who reports it, nor a clause that only sets the scene."""
    token = cast.words[filler.token]
    if filler.kind not in BODIES or not cast.has_country(filler):
        return False
    if any(cast.same_side(filler.actor, other.actor) for other in known):
        return False
    if token.tag_ == "PRP$" or token.dep_ == "nsubjpass":
        return False
    clause = clause_root(token)
    while token.dep_ in INSIDE:
        token = token.head
        if token.lower_ == "according":
            return False
    if token.dep_ == "nsubj" and "report" in effects_of(token.head):
        return False
    own = clause_root(event.trigger)
    if event.event == "MOBILIZE" and clause.dep_ == "advcl":
        return True  # troops are put on alert because of somebody
    return clause.i == own.i or clause.dep_ not in ("advcl", "relcl", "conj")
