"""Roles by syntax: the actors in a predicate's slots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from storyanalysis.extract.relations.cast import Cast, Filler
from storyanalysis.extract.relations.clauses import (
    complements,
    conditions,
    is_infinitive,
    objects,
    subjects,
)
from storyanalysis.extract.relations.lexicon import effects, nouns_of
from storyanalysis.extract.relations.phrases import preps
from storyanalysis.extract.relations.voice import is_passive, sayer_of

if TYPE_CHECKING:
    from storyanalysis.extract.words import Word

__all__ = ["DIRECT", "below", "conditional_actors", "sources_of", "targets_of", "without"]

CARRYING = ("prt", "advmod", "oprd", "acomp", "dobj", "nsubjpass")
APART = ("relcl", "parataxis", "nsubjpass")
DIRECT = ("head", "of", "apposition")
NOMINAL = ("NOUN", "PROPN")
COMPLEX = ("according", "ahead", "because", "contrary", "due", "instead", "owing", "prior",
           "pursuant", "regardless", "thanks")  # "according to": no place of a role  # fmt: skip
LOST = ("advmod", "npadvmod", "intj", "dep", "nmod", "amod", "compound")
NESTING = 4
NEAR = 5


def sources_of(cast: Cast, verb: Word) -> list[Filler]:
    """Who does what the verb (or adjective) says."""
    if verb.pos_ == "ADJ":
        if verb.dep_ in ("acomp", "oprd", "attr", "xcomp", "ccomp") and not subjects(verb):
            verb = verb.head
        elif verb.dep_ == "amod":
            return cast.actors_of(verb.head)
    found = [filler for token in subjects(verb) for filler in cast.actors_of(token)]
    return found or _astray(cast, verb)


def _astray(cast: Cast, verb: Word) -> list[Filler]:
    """A doer that the parser lost: a surname taken for an adverb ("Tolliver has agreed")."""
    if is_passive(verb) or any(c.dep_ == "nsubj" and c.pos_ == "PRON" for c in verb.children):
        return []
    for child in verb.children:
        if (
            child.i < verb.i
            and child.dep_ in LOST
            and child.i in cast.at
            and child.text[0].isupper()
        ):
            return [cast.at[child.i]]
    return []


def targets_of(
    cast: Cast, word: Word, slots: Sequence[str], *, nouns: Sequence[Word] = ()
) -> tuple[list[Filler], str]:
    """Whom it is done to, and the slot that told.

    Parameters
    ----------
    cast : Cast
        The article's mentions by token.
    word : Word
        A verb, adjective or event noun.
    slots : sequence of str
        ``obj``, ``iobj``, ``clause``, ``below`` or a preposition, best first.
    nouns : sequence of Word
        Objects whose prepositions count too.
    """
    sources = {filler.actor for filler in sources_of(cast, word)} if word.pos_ != "NOUN" else set()
    for slot in slots:
        found = without(_in_slot(cast, word, slot, nouns), sources)
        found = [f for f in found if not cast.words[f.token].lower_.endswith(("self", "selves"))]
        if found:
            return found, slot
    return [], ""


def without(fillers: Iterable[Filler], taken: Iterable[str]) -> list[Filler]:
    """Fillers whose actor is not taken."""
    taken = set(taken)
    return [filler for filler in fillers if filler.actor not in taken]


def _in_slot(cast: Cast, word: Word, slot: str, nouns: Sequence[Word]) -> list[Filler]:
    if slot == "obj":
        return [f for token in objects(word) for f in cast.actors_of(token, target=True)]
    if slot == "iobj":
        indirect = [c for c in word.children if c.dep_ == "dative" and c.pos_ != "ADP"]
        return [f for token in indirect for f in cast.actors_of(token, target=True)]
    if slot == "clause":
        owners = [c for part in complements(word) for c in part.children if c.dep_ == "nsubj"]
        found = [f for token in owners for f in cast.actors_of(token)]
        return [f for f in found if f.how in DIRECT]
    if slot == "below":
        return below(cast, word)
    if slot == "poss":  # "is Iran's ally"
        owners = [c for noun in nouns for c in noun.children if c.dep_ == "poss"]
        return [f for token in owners for f in cast.actors_of(token)]
    carriers = _carriers(word, nouns)
    if slot == "against":  # "a rally called by the opposition against the commission"
        agents = [c for c in word.children if c.dep_ == "agent"]
        carriers += [c for agent in agents for c in agent.children if c.dep_ == "pobj"]
    for preposition in preps(carriers, slot):
        found = _lost_object(cast, preposition)
        for child in preposition.children:
            if child.dep_ == "pobj":
                found += cast.actors_of(child, target=True)
            elif child.dep_ == "pcomp":
                found += below(cast, child)
        if found:
            return found
    return []


def _lost_object(cast: Cast, preposition: Word) -> list[Filler]:
    """Who stands right behind a preposition that the parser left without an object."""
    if preposition.children or preposition.dep_ not in ("prep", "prt"):
        return []
    for token in preposition.doc[preposition.i + 1 : preposition.i + NEAR]:
        if token.i in cast.at:
            return cast.actors_of(token, target=True)
        if token.pos_ not in ("DET", "ADJ", "NUM", "PROPN", "PRON"):
            break
    return []


def _carriers(word: Word, nouns: Sequence[Word]) -> list[Word]:
    """Tokens whose prepositions may belong to the event: the word, its object, what hangs on it."""
    found = {word.i: word}
    level = [*nouns, *(c for c in word.children if c.dep_ in CARRYING)]
    for _ in range(NESTING):
        found.update((token.i, token) for token in level)
        deeper = []
        for token in level:
            for child in token.children:
                if child.dep_ == "conj" or (child.dep_ == "relcl" and _imposes(child)):
                    deeper.append(child)
                elif child.dep_ == "prep":
                    deeper += [c for c in child.children if c.dep_ == "pobj"]
        level = deeper
    for child in word.children:
        if child.dep_ == "prep" and child.i > word.i and child.lower_ not in COMPLEX:
            found[child.i] = child  # "pull out of Mali"
            found.update((c.i, c) for c in child.children if c.dep_ == "pobj")
    return list(found.values())


def _imposes(verb: Word) -> bool:
    """ "Lifted the ban it had put on Iran": does the verb do no more than carry the noun?"""
    return any(effect == "do" for effect, _ in effects().get((verb.lemma_.lower(), "VERB"), ()))


def below(cast: Cast, word: Word, *, skipped: Sequence[Word] = ()) -> list[Filler]:
    """The first named actor in the predicate's own phrase, to its right."""
    stack = [c for c in word.children if c.dep_ != "conj" and _is_own(c)]
    tokens = []
    while stack:
        token = stack.pop()
        if token.i > word.i and token.i in cast.at and not _is_troops(token):
            tokens.append(token.i)
        stack += [c for c in token.children if _is_own(c)]
    sources = {filler.actor for filler in sources_of(cast, word)}
    heads = dict.fromkeys(_phrase_head(cast.words[i]) for i in sorted(tokens))
    for token in heads:
        if any(token.i == other.i for other in skipped):
            continue
        if any(c.dep_ == "poss" and _stands_for(cast, c, sources) for c in token.children):
            continue  # "pledged to expand its army"
        found = without(cast.actors_of(token, target=True), sources)
        found = [f for f in found if cast.has_country(f) or cast.words[f.token].pos_ == "PROPN"]
        if found:
            return found
    return []


def _is_troops(token: Word) -> bool:
    """ "Promised to send 200 soldiers": what is sent is no party to the promise."""
    return token.pos_ == "NOUN" and token.lemma_.lower() in nouns_of("troops")


def _stands_for(cast: Cast, token: Word, actors: set[str]) -> bool:
    return token.tag_ == "PRP$" and token.i in cast.at and cast.at[token.i].actor in actors


def _phrase_head(token: Word) -> Word:
    """The noun that a modifier belongs to."""
    while token.dep_ in ("amod", "compound", "nmod", "poss") and token.head.pos_ in NOMINAL:
        token = token.head
    return token


def _is_own(token: Word) -> bool:
    """Does what hangs here belong to the predicate's own phrase, its purpose included?"""
    if token.dep_ in APART or token.lower_ in COMPLEX or sayer_of(token) is not None:
        return False
    return token.dep_ != "advcl" or is_infinitive(token)


def conditional_actors(cast: Cast, verb: Word) -> list[Filler]:
    """Whom a condition names as the one who has it in hand ("unless Cairo frees him")."""
    owners = [c for part in conditions(verb) for c in part.children if c.dep_ == "nsubj"]
    return [filler for token in owners for filler in cast.actors_of(token)]
