"""What one must do, said by another: "A said B must leave" is a request to B."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyanalysis.extract.relations.cast import Cast
from storyanalysis.extract.relations.clauses import is_negated, is_passive, subjects
from storyanalysis.extract.relations.events import Event
from storyanalysis.extract.relations.lexicon import words_with
from storyanalysis.extract.relations.predicates import effects_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_duty", "obligation_event"]


def obligation_event(cast: Cast, modal: Token) -> Event | None:
    """The request that a modal of duty makes to its subject, said by the clause's speaker."""
    verb = modal.head
    speaker = _speaker(verb)
    if speaker is None or is_passive(verb) or is_negated(speaker):
        return None
    sources = [f for token in subjects(speaker) for f in cast.actors_of(token)]
    targets = [f for token in subjects(verb) for f in cast.actors_of(token)]
    taken = {f.actor for f in sources}
    targets = [f for f in targets if f.actor not in taken]
    if not sources or not targets:
        return None
    event = Event(speaker, "REQUEST", sources, targets, "modal of duty", [speaker.i, modal.i])
    event.confidence = 0.5
    return event


def is_duty(token: Token) -> bool:
    """Is it "must", "should", "ought", or the "have" of "have to"?"""
    if token.dep_ == "aux" and token.lower_ in words_with("duty"):
        return True
    return False


def _speaker(verb: Token) -> Token | None:
    """The reporting verb that governs the obligation."""
    head = verb.head
    if verb.dep_ == "ccomp" and head.pos_ == "VERB" and "report" in effects_of(head):
        return head
    return None
