"""Does a verb stand in one of its frames here?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from storyanalysis.extract.relations.cast import Cast
from storyanalysis.extract.relations.clauses import (
    complements,
    is_infinitive,
    is_negated,
    modals,
    objects,
    subjects,
)
from storyanalysis.extract.relations.lexicon import Frame, nouns_of, words_with
from storyanalysis.extract.relations.phrases import conjuncts, preps
from storyanalysis.extract.relations.voice import is_passive

if TYPE_CHECKING:
    from storyanalysis.extract.words import Word

__all__ = ["fitting", "is_stoppage"]

BESIDE = set("prt prep advmod agent npadvmod dobj oprd acomp mark aux dative".split())
STANDING = BESIDE - {"aux"}  # "to meet": a sign of the infinitive stands before no target
LABELLING = ("oprd", "attr", "acomp", "ccomp", "xcomp", "amod", "dobj", "pobj", "prep", "nsubj")
CARRIERS = ("prep", "prt", "advmod")
LABEL = ("oprd", "acomp", "attr", "advmod")
LOOSE = frozenset(("in", "on", "off", "down", "over"))
OWN = ("it", "they", "he", "she", "we", "i")
WINDOW = 25  # tokens either side that tell a strike of workers
PERSONS = ("person", "group", "unnamed")


def fitting(cast: Cast, verb: Word, frames: Sequence[Frame]) -> Iterator[tuple[Frame, list[Word]]]:
    """Frames that fit, the most demanding first, with the nouns that made them fit."""
    beside = {c.lower_ for c in verb.children if c.dep_ in BESIDE}
    known: dict[str, list[Word]] = {}  # many frames ask for the same places
    for frame in frames:
        particles = frame.particles
        if particles and not any(
            _has_particle(verb, particle, frame, beside) for particle in particles
        ):
            continue
        if frame.flags and not _flags_fit(verb, frame):
            continue
        nouns = _nouns(cast, verb, frame, known)
        if nouns is not None:
            yield frame, nouns


def _has_particle(verb: Word, particle: tuple[str, ...], frame: Frame, beside: set[str]) -> bool:
    """Is the particle there? "In", "on" or "off" count as prepositions only before a slot."""
    if not beside.issuperset(particle):
        return False
    loose = LOOSE.intersection(particle).difference(frame.slots)
    return all(any(c.lower_ == word and _is_particle(c) for c in verb.children) for word in loose)


def _is_particle(token: Word) -> bool:
    """ "Took off", unlike "took up station off the coast"."""
    if token.dep_ in ("prt", "advmod"):
        return True
    return token.lower_ not in ("in", "on") and not any(c.dep_ == "pobj" for c in token.children)


def _nouns(cast: Cast, verb: Word, frame: Frame, known: dict[str, list[Word]]) -> list[Word] | None:
    """Nouns the frame asks for, the object if it asks for none, None if they are not there."""
    if not frame.nouns:
        return objects(verb)[:1]
    for preposition, wanted in frame.nouns:
        if preposition not in known:
            known[preposition] = _candidates(verb, preposition)
        for token in known[preposition]:
            if _is_wanted(cast, token, wanted):
                return [token]
    return None


def _candidates(verb: Word, preposition: str) -> list[Word]:
    if preposition:
        carriers = [verb, *(c for c in verb.children if c.dep_ in CARRIERS)]
        carriers += [c for c in verb.children if c.dep_ == "dobj" and c.pos_ == "PROPN"]
        return [
            p for prep in preps(carriers, preposition) for p in prep.children if p.dep_ == "pobj"
        ]
    found: list[Word] = []
    for token in objects(verb):
        found += _chain(token)
        if verb.dep_ == "acl" and token.i == verb.head.i:  # "the ban on exports imposed by"
            up = token.head
            found += [up.head] if up.dep_ == "prep" and up.head.pos_ == "NOUN" else []
    return found + [c for c in verb.children if c.dep_ in LABEL or _is_small_clause(c)]


def _is_small_clause(token: Word) -> bool:
    """ "Found him guilty"."""
    return token.dep_ == "ccomp" and token.pos_ == "ADJ"


def _chain(token: Word) -> list[Word]:
    """An object, its conjuncts, and what it is a quantity of ("tonnes of medicine")."""
    found = [token, *(c for c in token.children if c.dep_ == "conj")]
    for part in list(found):
        for child in part.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "for"):
                found += [c for c in child.children if c.dep_ == "pobj"]
    return found


def _is_wanted(cast: Cast, token: Word, wanted: frozenset[str]) -> bool:
    lemma = token.lemma_.lower()
    if lemma in wanted or token.lower_ in wanted:
        return not (lemma == "strike" and "airstrike" in wanted and is_stoppage(token))
    if lemma in nouns_of("vague") and any(
        c.dep_ in ("compound", "amod") and c.lemma_.lower() in wanted for c in token.children
    ):
        return True
    here = cast.at.get(token.i)
    if here is None:
        return False
    return "@actor" in wanted or ("@person" in wanted and here.kind in PERSONS)


def is_stoppage(noun: Word) -> bool:
    """Is a strike one of workers or fasters, not of weapons?"""
    if any(c.lemma_.lower() in nouns_of("stoppage") for c in noun.children):
        return True
    near = noun.doc[max(noun.i - WINDOW, 0) : noun.i + WINDOW]
    return any(token.lemma_.lower() in nouns_of("labour") for token in near)


def _flags_fit(verb: Word, frame: Frame) -> bool:
    """Do the frame's flags that speak of the verb's surroundings hold?"""
    if "must" in frame.flags:
        standing = {c.lower_ for c in verb.children if c.dep_ in STANDING}
        if not standing.intersection(frame.slots):
            return "recip" in frame.flags and _are_several(verb)
    return all(CHECKS[flag](verb) for flag in frame.flags if flag in CHECKS)


def _are_several(verb: Word) -> bool:
    """ "The Mongolian and Kazakh leaders discussed": do two of them do it, with each other?"""
    named = [c for t in subjects(verb) for c in (t, *t.children) if c.dep_ != "relcl"]
    return any(len(conjuncts(token)) > 1 for token in named)


def _has(verb: Word, *deps: str) -> bool:
    return any(child.dep_ in deps for child in verb.children)


def _goes_with(child: Word) -> bool:
    """Is it a particle or preposition that makes another verb of it, not one of time or cause?"""
    if child.dep_ != "prep":
        return child.dep_ == "prt"
    timed = any(c.ent_type_ in ("DATE", "TIME") for c in child.children)
    return not timed and child.lower_ not in ("after", "before", "during", "over", "following")


def _has_infinitive(verb: Word) -> bool:
    deps = ("xcomp", "ccomp", "advcl")
    return any(c.dep_ in deps and is_infinitive(c) for c in verb.children)


def _demands(verb: Word) -> bool:
    """ "Insists that it leave": a bare verb in the clause, unlike "insists that it left"."""
    clauses = [c for c in verb.children if c.dep_ == "ccomp"]
    return any(c.tag_ == "VB" and not modals(c) and not is_infinitive(c) for c in clauses)


def _warns(verb: Word) -> bool:
    """Is the warning one of what the warner will or could do?"""
    clauses = [
        c for c in verb.children if c.dep_ == "ccomp" and modals(c) & {"could", "may", "might"}
    ]
    if any(c.lower_ in OWN and c.dep_ == "nsubj" for clause in clauses for c in clause.children):
        return True
    if any(c.dep_ in ("dobj", "dative") for c in verb.children) or is_passive(verb):
        return True
    return any(modals(c) & {"will", "would", "'ll", "'d"} for c in verb.children)


def _is_labelled(verb: Word, name: str) -> bool:
    """ "Called the report false": is one of the words after the verb such a label?"""
    words = words_with(name)
    level = [verb]
    for _ in range(3):
        level = [
            c for token in level for c in token.children if c.dep_ in LABELLING and c.i > verb.i
        ]
        if any(token.lemma_.lower() in words or token.lower_ in words for token in level):
            return True
    return False


def _says_no(verb: Word) -> bool:
    """Is the verb denied, or its complement ("pleaded not guilty")?"""
    return is_negated(verb) or any(c.dep_ == "acomp" and is_negated(c) for c in verb.children)


def _weapons() -> frozenset[str]:
    return nouns_of("weapon") | nouns_of("missile") | nouns_of("attack")


# what a flag asks of the words around the verb
CHECKS: dict[str, Callable[[Word], bool]] = {
    "comp": lambda verb: bool(complements(verb)),
    "inf": _has_infinitive,
    "subjunctive": _demands,
    "intransitive": lambda verb: not _has(verb, "dobj"),
    "warning": _warns,
    "phone": lambda verb: not _has(verb, "oprd", "ccomp", "xcomp"),
    "bare": lambda verb: not any(_goes_with(child) for child in verb.children),
    "insult": lambda verb: _is_labelled(verb, "insult"),
    "false": lambda verb: _is_labelled(verb, "false"),
    "guilt": lambda verb: _is_labelled(verb, "guilt"),
    "praise": lambda verb: _is_labelled(verb, "praise"),
    "harm": lambda verb: _is_labelled(verb, "harm"),
    "no": _says_no,
    "weapon": lambda verb: any(t.lemma_.lower() in _weapons() for t in subjects(verb)),
    "court": lambda verb: any(t.lemma_.lower() in nouns_of("bench") for t in subjects(verb)),
    "police": lambda verb: any(t.lemma_.lower() in nouns_of("police") for t in subjects(verb)),
}
