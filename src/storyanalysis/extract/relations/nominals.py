"""Event nouns: "the US strike on X", "talks between X and Y", "came under attack".

The possessor or modifier of an event noun is its source, its prepositions
hold the target. A light verb gives the noun a subject ("launched an attack");
a verb of ending turns it round ("suspended the talks").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyanalysis.extract.relations.cast import Cast, Filler, conjuncts
from storyanalysis.extract.relations.clauses import complements, is_passive, subjects
from storyanalysis.extract.relations.events import COOPERATION, Event
from storyanalysis.extract.relations.lexicon import NounFrame, noun_frames, words_with
from storyanalysis.extract.relations.predicates import effects_of, inner_event
from storyanalysis.extract.relations.roles import slot_fillers

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["noun_event"]

LABOUR = {"worker", "union", "walkout", "picket", "wage", "pay", "hunger", "general", "rail",
          "labor", "labour", "stoppage", "striker", "teacher", "nurse", "driver", "doctor"}  # fmt: skip
FROM = ("by", "from")
REVERSED = {"SANCTION": "RETREAT", "COERCE": "CONCEDE", "ASSAULT": "RETREAT", "MOBILIZE": "RETREAT",
            "PROTEST": "RETREAT", "THREATEN": "CONCEDE", "REQUEST": "CONCEDE", "ACCUSE": "CONCEDE"}  # fmt: skip


def noun_event(cast: Cast, noun: Token) -> Event | None:
    """The event a noun names, if it has both its actors (or a light verb lends one)."""
    frame = noun_frames().get(noun.lemma_.lower())
    if frame is None or noun.dep_ in ("compound", "nmod", "amod"):
        return None
    verb, effect = _light_verb(noun)
    kind = _kind_of_event(noun, frame)
    sources, targets, how = _own_roles(cast, noun, frame)
    if effect == "do":
        if not sources:
            sources, how = [f for t in subjects(verb) for f in cast.actors_of(t)], "light verb"
        targets = targets or _around(cast, verb, frame)
    elif effect in ("undergo", "cause"):
        sources = sources or _around(cast, verb, NounFrame(kind, FROM, frame.flags))
        if not targets and sources:
            targets = [
                f for t in _grammatical_subject(verb) for f in cast.actors_of(t, target=True)
            ]
        how = "undergoing verb"
    elif effect == "end":
        return _reversed(cast, noun, verb, (kind, frame))
    if not targets and "recip" not in frame.flags:
        inner = inner_event(cast, noun)
        targets = inner.targets if inner and kind in ("THREATEN", "REQUEST", "AGREE") else []
    event = Event(noun, kind, sources, targets, f"noun: {how}", [noun.i], flags=frame.flags)
    event.reciprocal = "recip" in frame.flags
    event.confidence = 0.6 if how != "light verb" else 0.65
    if effect and verb.i != noun.i:
        event.cue = [verb.i, noun.i]
    return event


def _kind_of_event(noun: Token, frame: NounFrame) -> str:
    """A strike is an attack or a stoppage, as the words around it tell."""
    if noun.lemma_.lower() != "strike":
        return frame.event
    near = {t.lemma_.lower() for t in noun.sent}
    return "PROTEST" if near & LABOUR else frame.event


def _light_verb(noun: Token) -> tuple[Token, str]:
    """The verb that carries the noun and what it does: do, undergo, cause, end."""
    verb = noun
    if noun.dep_ in ("dobj", "nsubjpass"):
        verb = noun.head
    elif noun.dep_ == "conj" and noun.head.dep_ in ("dobj", "nsubjpass"):
        verb = noun.head.head
    else:
        for child in noun.children:
            if child.dep_ == "acl" and child.tag_ == "VBN":
                verb = child
    if verb.i == noun.i:
        return noun, ""
    found = effects_of(verb)
    return verb, next((e for e in ("end", "do", "undergo", "cause") if e in found), "")


def _own_roles(cast: Cast, noun: Token, frame: NounFrame) -> tuple[list[Filler], list[Filler], str]:
    """Roles inside the noun's own phrase."""
    sources: list[Filler] = []
    for child in noun.children:
        if child.dep_ in ("poss", "amod", "compound", "nmod"):
            for part in conjuncts(child):
                sources += [cast.inside[part.i]] if part.i in cast.inside else []
                if child.dep_ == "poss" and part.i not in cast.inside:
                    sources += cast.actors_of(part)
    if not sources:
        for name in FROM:
            sources = sources or slot_fillers(cast, noun, name, [])
    taken = {f.actor for f in sources}
    for slot in frame.slots:
        targets = [f for f in slot_fillers(cast, noun, slot, []) if f.actor not in taken]
        if targets:
            return sources, targets, slot
    return sources, [], "modifiers"


def _around(cast: Cast, verb: Token, frame: NounFrame) -> list[Filler]:
    for slot in frame.slots:
        if found := slot_fillers(cast, verb, slot, []):
            return found
    return []


def _grammatical_subject(verb: Token) -> list[Token]:
    if is_passive(verb):
        return []
    return subjects(verb)


def _reversed(cast: Cast, noun: Token, verb: Token, kind: tuple[str, NounFrame]) -> Event | None:
    """Ending a conflict is cooperation, ending cooperation a sanction."""
    event, frame = kind
    sources = [f for t in subjects(verb) for f in cast.actors_of(t)]
    taken = {f.actor for f in sources}
    targets: list[Filler] = []
    for slot in (*frame.slots, "in", "from"):
        targets = targets or [
            f for f in slot_fillers(cast, verb, slot, [noun]) if f.actor not in taken
        ]
    if not targets:
        targets = [f for f in cast.actors_of(noun, target=True) if f.actor not in taken]
    turned = "SANCTION" if event in COOPERATION else REVERSED.get(event)
    if turned is None:
        return None
    return Event(verb, turned, sources, targets, "noun: ended", [verb.i, noun.i], confidence=0.55)
