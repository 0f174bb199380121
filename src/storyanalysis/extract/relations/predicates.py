"""Verb events: frame, roles, and what the verb does to its complement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storyanalysis.extract.relations.cast import Cast, Filler
from storyanalysis.extract.relations.clauses import complements, objects, subjects
from storyanalysis.extract.relations.events import COOPERATION, Event
from storyanalysis.extract.relations.lexicon import Frame, effects, frames, noun_frames, words_with
from storyanalysis.extract.relations.roles import Roles, below, find_frame, slot_fillers

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["effects_of", "inner_event", "verb_event"]

CONFIDENCE = {"obj": 0.75, "clause": 0.65, "below": 0.45, "": 0.4}
NESTING = 3


def effects_of(token: Token) -> set[str]:
    """What a governing word does to what it governs ("agree", "deny", "report"...)."""
    part = "VERB" if token.pos_ == "AUX" else token.pos_
    beside = {c.lower_ for c in token.children if c.dep_ in ("prt", "prep", "advmod")}
    return {
        effect
        for effect, particle in effects().get((token.lemma_.lower(), part), ())
        if not particle or particle in beside
    }


def verb_event(cast: Cast, verb: Token, depth: int = NESTING) -> Event | None:
    """The event a verb names, roles filled, modality still to be read.

    `depth` limits how far complements are followed for its target.
    """
    uses = frames().get(verb.lemma_.lower())
    hit = find_frame(cast, verb, uses) if uses else None
    if hit is None:
        return None
    frame, nouns = hit
    roles = Roles(cast)
    sources = roles.sources(verb)
    if verb.pos_ == "ADJ":
        sources = _subject_of_adjective(cast, verb)
    targets, slot = _targets(cast, verb, frame, (sources, nouns), depth)
    if "swap" in frame.flags:
        sources, targets = targets, sources
    event = Event(
        verb, frame.event, sources, targets, f"verb: {slot or 'no target'}", flags=frame.flags
    )
    event.cue = [verb.i, *(c.i for c in verb.children if c.dep_ == "prt")]
    event.cue += [noun.i for noun in nouns if frame.nouns]
    event.confidence = CONFIDENCE.get(slot, 0.6)
    event.reciprocal = "recip" in frame.flags
    return event


def _targets(
    cast: Cast, verb: Token, frame: Frame, found: tuple[list[Filler], list[Token]], depth: int
) -> tuple[list[Filler], str]:
    """Targets by the frame's slots; failing them, those of the complement."""
    sources, nouns = found
    slots = [slot for slot in frame.slots if slot not in ("below", "below0")]
    targets, slot = Roles(cast).targets(verb, slots, sources, nouns=nouns)
    if targets:
        return targets, slot
    taken = {filler.actor for filler in sources}
    inner = inner_event(cast, verb, depth - 1)
    if inner and effects_of(verb) & {"agree", "threaten", "refuse", "request", "deny", "allow"}:
        targets = [f for f in inner.targets if f.actor not in taken]
        if targets:
            return targets, "complement"
    if "below" in frame.slots:
        return [f for f in below(cast, verb) if f.actor not in taken], "below"
    return [], ""


def _subject_of_adjective(cast: Cast, adjective: Token) -> list[Filler]:
    tokens = subjects(adjective)
    if adjective.dep_ in ("acomp", "oprd", "attr", "conj"):
        tokens = subjects(adjective.head)
    elif adjective.dep_ in ("amod", "acl"):
        tokens = [adjective.head]
    return [f for token in tokens for f in cast.actors_of(token)]


def inner_event(cast: Cast, verb: Token, depth: int = NESTING) -> Event | None:
    """The event inside a verb's complement ("threatened to try to cut off power")."""
    if depth <= 0:
        return None
    starts = complements(verb)
    for noun in objects(verb):
        starts += complements(noun)
    for part in starts:
        if part.pos_ in ("VERB", "AUX") and part.i > verb.i:
            found = verb_event(cast, part, depth - 1) or inner_event(cast, part, depth - 1)
            if found:
                return found
    return None
