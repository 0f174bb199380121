"""Verb events: frame, roles, and what the verb does to its complement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyanalysis.extract.relations.cast import Cast, Filler
from storyanalysis.extract.relations.clauses import complements, objects, subjects
from storyanalysis.extract.relations.events import MATERIAL_CONFLICT, Event
from storyanalysis.extract.relations.fit import fitting
from storyanalysis.extract.relations.lexicon import Frame, effects, frames, noun_frames, nouns_of
from storyanalysis.extract.relations.roles import (
    DIRECT,
    below,
    conditional_actors,
    sources_of,
    targets_of,
    without,
)
from storyanalysis.extract.relations.voice import is_passive

if TYPE_CHECKING:
    from storyanalysis.extract.words import Word

__all__ = ["deed_of", "effects_of", "inner_event", "verb_event"]

CONFIDENCE = {"obj": 0.75, "iobj": 0.75, "clause": 0.7, "complement": 0.65, "below": 0.45, "": 0.4}
GOVERNING = {"agree", "threaten", "refuse", "request", "allow"}
BACKING = ("SUPPORT", "AID")  # what a hyphenated participle may tell: "Iran-backed"
JUDGING = ("ACCUSE", "SUPPORT")
MOVED = ("AID", "COOPERATE", "MOBILIZE", "RETREAT")
NESTING = 3


def effects_of(token: Word) -> set[str]:
    """What a governing word does to what it governs ("agree", "deny", "report"...)."""
    part = "VERB" if token.pos_ == "AUX" else token.pos_
    rows = effects().get((token.lemma_.lower(), part))
    if not rows:
        return set()
    beside = {c.lower_ for c in token.children if c.dep_ in ("prt", "prep", "advmod")}
    return {effect for effect, particle in rows if not particle or particle in beside}


def verb_event(cast: Cast, verb: Word, depth: int = NESTING) -> Event | None:
    """The event a verb names, roles filled, modality still to be read.

    Of equally demanding frames the first wins whose target is found. `depth`
    limits how far complements are followed for the target.
    """
    uses = frames().get(verb.lemma_.lower())
    hyphened = verb.dep_ == "amod" and verb.pos_ == "VERB"
    if hyphened:
        uses = tuple(use for use in uses or () if use.event in BACKING)
    best: Event | None = None
    weight = 0
    for frame, nouns in fitting(cast, verb, uses or ()):
        if frame.event == "none":  # an idiom
            return best
        if best is not None and frame.weight < weight:
            break
        event = _event(cast, verb, (frame, nouns), depth)
        if hyphened and all(target.how == "aside" for target in event.targets):
            return None  # who backs militias in a country backs the militias
        if event.sources if "swap" in frame.flags else event.targets:
            return event
        if best is None and "found" not in frame.flags:
            best, weight = event, frame.weight
    return best


def _event(cast: Cast, verb: Word, use: tuple[Frame, list[Word]], depth: int) -> Event:
    frame, nouns = use
    sources = sources_of(cast, verb)
    if "patient" in frame.flags:  # "is opposed to"
        sources = [f for token in objects(verb) for f in cast.actors_of(token)]
    elif "swap" in frame.flags:  # the subject is whom it is done to
        sources = [f for t in subjects(verb) for f in cast.actors_of(t, target=True)] or sources
    targets, slot = _targets(cast, verb, use, depth)
    if "actor" in frame.flags:
        own = (*DIRECT, "owner") if frame.event in JUDGING else DIRECT  # "admired Oman's restraint"
        targets = [filler for filler in targets if filler.how in own]
    if frame.flags & {
        "insult",
        "false",
        "praise",
    }:  # "called the figures theatre": the label is no target
        targets = [filler for filler in targets if cast.words[filler.token].dep_ != "oprd"]
    event = Event(verb, frame.event, sources, targets, f"verb: {slot or 'no target'}")
    if frame.event == "AGREE" and slot == "complement" and _promises_harm(cast, verb):
        event.event = "THREATEN"
    if not sources and slot not in ("", "obj") and frame.event in MOVED and is_passive(verb):
        sources = _movers(cast, verb, targets)  # "Polish generators were sent to Moldova"
        event.sources = sources
    if "swap" in frame.flags:
        event.sources, event.targets = targets, sources
    event.flags = frame.flags
    if not targets:
        _mark_answer(verb, event, (frame, nouns))
    event.cue = [verb.i, *(c.i for c in verb.children if c.dep_ == "prt")]
    event.cue += [noun.i for noun in nouns if frame.nouns]
    event.confidence = CONFIDENCE.get(slot, 0.6) + 0.05 * bool(frame.nouns)
    event.reciprocal = "recip" in frame.flags
    if event.reciprocal and len(sources) > 1 and slot in ("below", "complement"):
        event.targets = []  # the two do it with each other
    return event


def _movers(cast: Cast, verb: Word, targets: list[Filler]) -> list[Filler]:
    """Whose what is given or moved is, where nobody is named as giving or moving it."""
    things = objects(verb)[:1]
    found = [f for token in things for f in cast.actors_of(token) if cast.has_country(f)]
    return without(found, [f.actor for f in targets])


def _mark_answer(verb: Word, event: Event, use: tuple[Frame, list[Word]]) -> None:
    """Note that the event answers what somebody said or did before."""
    frame, nouns = use
    judges = "judge" in effects_of(verb) or frame.flags & {"insult", "praise"}
    if frame.event in JUDGING and judges and any(map(_is_deed, nouns)):
        event.flags, event.anaphoric = frame.flags | {"answer"}, True
    if frame.event in ("AGREE", "THREATEN") and _promises_answer(verb):
        event.event, event.rule = "THREATEN", "verb: retaliation"
        event.flags = frozenset({"answer"})


def _targets(
    cast: Cast, verb: Word, use: tuple[Frame, list[Word]], depth: int
) -> tuple[list[Filler], str]:
    """Targets by the frame's slots; failing them, those of the complement."""
    frame, nouns = use
    slots = [slot for slot in frame.slots if slot != "below"]
    targets, slot = targets_of(cast, verb, slots, nouns=nouns)
    if targets:
        return targets, slot
    taken = {filler.actor for filler in sources_of(cast, verb)}
    found = effects_of(verb)
    if "threaten" in found or frame.event == "THREATEN":
        held = [f for part in complements(verb) for f in conditional_actors(cast, part)]
        if held := without(held or conditional_actors(cast, verb), taken):
            return held, "condition"
    if found & GOVERNING or frame.event == "PROTEST":
        inner = inner_event(cast, verb, depth - 1)
        targets = without(_concerned(inner, found), taken) if inner else []
        if frame.event == "THREATEN":
            targets = [cast.sender_of(filler) for filler in targets]
        if targets:
            return targets, "complement"
    if frame.event == "PROTEST":  # "marched to show anger at the United States"
        purposes = [c for c in verb.children if c.dep_ == "advcl" and c.tag_ in ("VB", "VBG")]
        aimed = [f for part in purposes for f in below(cast, part)]
        if targets := without((f for f in aimed if cast.has_country(f)), taken):
            return targets, "purpose"
    if "answer" in frame.flags and (targets := without(_claimants(cast, verb), taken)):
        return targets, "claimant"
    if "below" in frame.slots and (
        targets := without(below(cast, verb, skipped=nouns if frame.nouns else ()), taken)
    ):
        return targets, "below"
    return [], ""


def _concerned(inner: Event, found: set[str]) -> list[Filler]:
    """Whom a demand, promise or threat concerns, by its content.

    A demand is made to who should do it ("that Israel withdraw"), not to who
    should have it done to him ("that the crew be freed").
    """
    if "request" not in found:
        return inner.targets
    return inner.sources or ([] if is_passive(inner.trigger) else inner.targets)


def _promises_harm(cast: Cast, verb: Word) -> bool:
    """ "Vowed to bomb": a promise of conflict is a threat."""
    inner = inner_event(cast, verb)
    return inner is not None and inner.event in MATERIAL_CONFLICT


def _is_deed(noun: Word) -> bool:
    """ "Welcomed the offer", "condemned the raid": what somebody did or said before."""
    if noun.lemma_.lower() not in nouns_of("deed") and deed_of(noun) not in MATERIAL_CONFLICT:
        return False
    return any(c.lower_ in ("the", "that", "this") and c.dep_ == "det" for c in noun.children)


def deed_of(noun: Word) -> str | None:
    """The event that a noun names."""
    frame = noun_frames().get(noun.lemma_.lower())
    return frame.event if frame else None


def _promises_answer(verb: Word) -> bool:
    """ "Vowed to respond": to whoever did something to them before."""
    return any("retaliate" in effects_of(part) for part in complements(verb))


def _claimants(cast: Cast, verb: Word) -> list[Filler]:
    """ "Denied that ..., as Kinshasa maintains": who says what is denied."""
    clauses = [c for part in (verb, *complements(verb)) for c in part.children if c.dep_ == "advcl"]
    return [
        filler
        for clause in clauses
        if "report" in effects_of(clause)
        and any(c.lower_ == "as" and c.dep_ == "mark" for c in clause.children)
        for filler in sources_of(cast, clause)
    ]


def inner_event(cast: Cast, word: Word, depth: int = NESTING) -> Event | None:
    """The event inside a complement ("threatened to try to cut off power")."""
    if depth <= 0:
        return None
    parts = complements(word) + [c for c in word.children if c.dep_ == "advcl" and c.tag_ == "VBG"]
    if word.pos_ != "NOUN":
        parts += [part for noun in objects(word) for part in complements(noun)]
    for part in parts:
        if part.pos_ in ("VERB", "AUX", "ADJ") and part.i > word.i:
            found = verb_event(cast, part, depth - 1) or inner_event(cast, part, depth - 1)
            if found:
                return found
    return None
