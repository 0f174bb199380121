"""Roles by syntax: the actors in a predicate's slots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from storyanalysis.extract.relations.cast import Cast, Filler, preps
from storyanalysis.extract.relations.clauses import complements, objects, subjects
from storyanalysis.extract.relations.lexicon import Frame

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Roles", "below", "find_frame", "light_nouns", "slot_fillers"]

CLAUSAL = ("relcl", "advcl", "ccomp", "conj", "parataxis", "appos")
NESTING = 4


class Roles:
    """Sources and targets of predicates.

    Parameters
    ----------
    cast : Cast
        The article's mentions by token.
    """

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def sources(self, verb: Token) -> list[Filler]:
        """Who does what the verb says."""
        found: list[Filler] = []
        for token in subjects(verb):
            found += self.cast.actors_of(token)
        return found

    def targets(
        self,
        verb: Token,
        slots: Sequence[str],
        sources: Sequence[Filler],
        *,
        nouns: Sequence[Token],
    ) -> tuple[list[Filler], str]:
        """Whom it is done to, and the slot that told."""
        taken = {filler.actor for filler in sources}
        for slot in slots:
            found = [f for f in slot_fillers(self.cast, verb, slot, nouns) if f.actor not in taken]
            if found:
                return found, slot
        return [], ""


def slot_fillers(cast: Cast, verb: Token, slot: str, nouns: Sequence[Token]) -> list[Filler]:
    """Actors in one slot of a verb (or event noun); `nouns` carry its prepositions too."""
    if slot == "obj":
        return [f for token in objects(verb) for f in cast.actors_of(token, target=True)]
    if slot == "iobj":
        indirect = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
        return [f for token in indirect for f in cast.actors_of(token, target=True)]
    if slot == "clause":
        return [f for part in complements(verb) for f in _clause_subject(cast, part)]
    if slot == "below":
        return below(cast, verb)
    found: list[Filler] = []
    for preposition in preps(_carriers(verb, nouns), slot):
        for child in preposition.children:
            if child.dep_ == "pobj":
                found += cast.actors_of(child, target=True)
            elif child.dep_ == "pcomp":
                found += below(cast, child)
        if found:
            break
    return found


def _clause_subject(cast: Cast, predicate: Token) -> list[Filler]:
    own = [c for c in predicate.children if c.dep_ in ("nsubj", "nsubjpass")]
    return [f for token in own for f in cast.actors_of(token)]


def _carriers(verb: Token, nouns: Sequence[Token]) -> list[Token]:
    """Tokens whose prepositions may belong to the event: the verb, its object, what hangs on it."""
    found = [verb, *nouns]
    level = list(nouns) + [c for c in verb.children if c.dep_ in ("prt", "advmod", "oprd", "acomp")]
    found += level
    for _ in range(NESTING):
        level = [
            p for token in level for c in token.children if c.dep_ in ("prep", "conj")
            for p in (c.children if c.dep_ == "prep" else (c,)) if p.dep_ in ("pobj", "conj")
        ]  # fmt: skip
        found += level
    for child in verb.children:
        if child.dep_ in ("prep", "dobj"):
            found += [c for c in child.children if c.dep_ in ("pobj",)]
    return list(dict.fromkeys(found))


def below(cast: Cast, verb: Token) -> list[Filler]:
    """The first actors to the right inside the predicate's own phrase."""
    for token in _own_phrase(verb):
        if token.i > verb.i and token.i in cast.at:
            return cast.actors_of(token, target=True)
    return []


def _own_phrase(verb: Token) -> Iterator[Token]:
    """Tokens below a predicate, left to right, without subordinate statements of fact."""
    stack = [c for c in verb.children if c.dep_ not in CLAUSAL or c.dep_ == "ccomp"]
    tokens = []
    while stack:
        token = stack.pop()
        tokens.append(token)
        stack += [c for c in token.children if c.dep_ not in ("relcl", "parataxis", "appos")]
    yield from sorted(tokens, key=lambda t: t.i)


def find_frame(
    cast: Cast, verb: Token, frames: Sequence[Frame]
) -> tuple[Frame, list[Token]] | None:
    """The most demanding frame that fits, and the nouns that made it fit."""
    beside = {
        c.lower_
        for c in verb.children
        if c.dep_
        in (
            "prt",
            "prep",
            "advmod",
            "agent",
            "npadvmod",
            "dobj",
            "oprd",
            "acomp",
            "mark",
            "aux",
            "dative",
        )
    }
    for frame in frames:
        if frame.particles and not _has_particles(frame, beside):
            continue
        nouns = light_nouns(cast, verb, frame)
        if nouns is None:
            continue
        if _flags_fit(cast, verb, frame, beside):
            return frame, nouns
    return None


def _has_particles(frame: Frame, beside: set[str]) -> bool:
    return any(set(particle.split()) <= beside for particle in frame.particles)


def light_nouns(cast: Cast, verb: Token, frame: Frame) -> list[Token] | None:
    """Nouns the frame asks for, [] if it asks for none, None if they are not there."""
    if not frame.nouns:
        return objects(verb)[:1]
    for preposition, wanted in frame.nouns:
        for token in _object_nouns(verb, preposition):
            if _is_wanted(cast, token, wanted):
                return [token]
    return None


def _object_nouns(verb: Token, preposition: str) -> list[Token]:
    if preposition:
        return [p for prep in preps([verb], preposition) for p in prep.children if p.dep_ == "pobj"]
    found: list[Token] = []
    for token in objects(verb) + [c for c in verb.children if c.dep_ in ("oprd", "acomp", "attr")]:
        found += _chain(token)
        if verb.dep_ == "acl" and token.i == verb.head.i:  # "the ban on exports imposed by"
            up = token.head
            found += [up.head] if up.dep_ == "prep" and up.head.pos_ == "NOUN" else []
    return found


def _chain(token: Token) -> list[Token]:
    """An object, its conjuncts, and what it is a quantity of ("tonnes of medicine")."""
    found = [token, *(c for c in token.children if c.dep_ == "conj")]
    for part in list(found):
        for child in part.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "for"):
                found += [c for c in child.children if c.dep_ == "pobj"]
    return found


def _is_wanted(cast: Cast, token: Token, wanted: frozenset[str]) -> bool:
    if token.lemma_.lower() in wanted or token.lower_ in wanted:
        return True
    here = cast.at.get(token.i)
    if here and "@actor" in wanted:
        return True
    return bool(here and "@person" in wanted and here.kind in ("person", "group", "unnamed"))


def _flags_fit(cast: Cast, verb: Token, frame: Frame, beside: set[str]) -> bool:
    flags = frame.flags
    if "comp" in flags and not complements(verb):
        return False
    if "xcomp" in flags and not any(c.dep_ == "xcomp" for c in verb.children):
        return False
    if "must" in flags and not any(slot in beside for slot in frame.slots):
        return False
    if "bare" in flags and any(c.dep_ == "prt" for c in verb.children):
        return False
    return True
