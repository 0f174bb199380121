"""The clause around a predicate: its subjects, objects, complements, conditions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from storyanalysis.extract.relations.lexicon import nouns_of, words_with
from storyanalysis.extract.relations.phrases import clause_root
from storyanalysis.extract.relations.voice import is_passive, sayer_of

if TYPE_CHECKING:
    from storyanalysis.extract.words import Word

__all__ = [
    "complements",
    "conditions",
    "governors",
    "is_conditional",
    "is_infinitive",
    "is_negated",
    "modals",
    "objects",
    "subjects",
]

PROMISING = set("promise threaten vow pledge offer agree refuse swear undertake".split())
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET", "SYM", "INTJ")
BLAMING = ("of", "for", "from", "into", "against")  # their clause tells of the object
PARTICLES = ("down", "off", "up", "out", "away")
NONE = ("no", "none", "nobody", "neither", "nothing")
FINITE = ("VBD", "VBZ", "VBP")
ASTRAY = ("advmod", "npadvmod", "dep", "nmod", "amod", "compound")
CHAIN = 8


def subjects(verb: Word) -> list[Word]:
    """Who does it: own subject, by-agent, or the subject of the clause it hangs on."""
    if verb.dep_ == "amod" and verb.tag_ == "VBN":  # "Iran-backed militias"
        return [c for c in verb.children if c.dep_ in ("npadvmod", "compound", "nmod", "nsubj")]
    if is_passive(verb):
        agents = [c for c in verb.children if c.dep_ == "agent"] or _lost_agents(verb)
        doers = [p for agent in agents for p in agent.children if p.dep_ == "pobj"]
        return [p for p in doers if p.lemma_.lower() not in nouns_of("channel")]
    own = [c for c in verb.children if c.dep_ in ("nsubj", "csubj")]
    if not own and (sayer := sayer_of(verb)):
        return subjects(sayer)
    if not own and verb.tag_ in FINITE:  # a name taken for an adverb ("FIFA opened a probe")
        own = [c for c in verb.children if c.i < verb.i and c.pos_ == "PROPN" and c.dep_ in ASTRAY]
    return own or _inherited(verb, CHAIN)


def _lost_agents(verb: Word) -> list[Word]:
    """ "By" that hangs on the noun before it ("banned from the Cup by", "fined 5 by")."""
    places = [p for c in verb.children if c.dep_ == "prep" and c.i > verb.i for p in c.children]
    places += [c for c in verb.children if c.dep_ in ("dobj", "oprd") and c.i > verb.i]
    near = [c for p in (verb, *places) for c in p.children]
    return [c for c in near if c.dep_ == "prep" and c.lower_ == "by"]


def _inherited(verb: Word, depth: int) -> list[Word]:
    """The subject a verb without one shares with its governor."""
    head = verb.head
    if depth == 0 or head.i == verb.i:
        return []
    if verb.dep_ == "pcomp":
        above = head.head
        if head.lower_ not in BLAMING or above.pos_ in ("VERB", "ADJ"):
            return _controller(clause_root(above), verb, depth)
        return _of_noun(verb, above)
    if verb.dep_ in ("acl", "relcl") and head.pos_ not in ("VERB", "AUX"):
        return _of_noun(verb, head)
    if verb.dep_ in ("acomp", "attr", "oprd") and verb.pos_ == "ADJ":
        return subjects(head) if head.pos_ in ("VERB", "AUX") else []
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "conj", "dep", "parataxis", "acl"):
        return _controller(head, verb, depth)
    return []


def _of_noun(verb: Word, noun: Word) -> list[Word]:
    """ "A plan to attack", "the right of X to": whose it is; "troops attacking": the noun."""
    if verb.dep_ in ("acl", "relcl") and verb.tag_ != "VB":
        return [noun]
    owners = [c for c in noun.children if c.dep_ == "poss"]
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "by"):
            owners += [c for c in child.children if c.dep_ == "pobj"]
    root = clause_root(noun)
    if owners or root.pos_ not in ("VERB", "AUX") or root.i == verb.i:
        return owners
    return [c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")] or subjects(root)


def _controller(head: Word, verb: Word, depth: int) -> list[Word]:
    """Who does what a complement names: the governor's object, else its subject."""
    if head.pos_ not in ("VERB", "AUX", "ADJ"):
        return []
    if head.i == verb.i:
        return []
    complement = verb.dep_ in ("xcomp", "ccomp")
    complement |= verb.dep_ == "pcomp" and verb.head.lower_ in BLAMING
    if complement and head.lemma_ not in PROMISING:
        held = [c for c in head.children if c.dep_ in ("dobj", "dative") and c.pos_ != "ADP"]
        if held and held[0].i < verb.i:
            return held
        if is_passive(head):
            return [c for c in head.children if c.dep_ == "nsubjpass"]
    if is_passive(head) and verb.dep_ == "advcl" and (agents := subjects(head)):
        return agents  # "attacked by militiamen, killing 156"
    own = [c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")]
    return own or _inherited(head, depth - 1)


def objects(verb: Word) -> list[Word]:
    """To whom it is done: direct object, passive subject, or the noun a participle follows."""
    if is_passive(verb):
        return _passive_subject(verb)
    found = [c for c in verb.children if c.dep_ in ("dobj", "oprd") and c.pos_ in NOMINAL]
    found.sort(key=lambda c: c.dep_)
    near = [p for c in verb.children for p in (c, *c.children) if _is_no_preposition(p)]
    found = found or [c for p in near for c in p.children if c.pos_ in NOMINAL]
    found = found or [c for c in verb.children if _is_adverb_no_more(c)]
    if not found and verb.dep_ == "relcl" and not any(c.dep_ == "ccomp" for c in verb.children):
        own = [c for c in verb.children if c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP")]
        return [verb.head] if own else []
    return found


def _is_adverb_no_more(token: Word) -> bool:
    """Is it a name taken for a measure ("of attacking Azerbaijan")?"""
    if token.dep_ != "npadvmod" or token.pos_ != "PROPN" or token.i < token.head.i:
        return False
    return token.ent_type_ not in ("DATE", "TIME")


def _is_no_preposition(token: Word) -> bool:
    """Is it a particle ("voted down a bill") or a bound ("kidnapped up to 16 advisers")?"""
    if token.dep_ == "prep" and token.lower_ in PARTICLES and token.i == token.head.i + 1:
        return True
    if token.lower_ != "to" or token.i == 0 or token.nbor(-1).lower_ != "up":
        return False
    return any(n.dep_ == "nummod" for c in token.children for n in c.children)


def _passive_subject(verb: Word) -> list[Word]:
    own = [c for c in verb.children if c.dep_ == "nsubjpass"]
    if own or any(c.dep_ == "mark" for c in verb.children):  # "as requested by"
        return own
    if verb.dep_ in ("acl", "amod", "relcl"):
        return [verb.head]
    if verb.dep_ == "conj":
        return objects(verb.head) if is_passive(verb.head) else subjects(verb.head)
    return _inherited(verb, CHAIN)


def complements(verb: Word) -> list[Word]:
    """Predicates of the clauses that a verb or noun governs, its prepositions' included."""
    found = []
    for child in verb.children:
        noun_clause = child.dep_ == "acl" and verb.pos_ == "NOUN"
        purpose = child.dep_ == "advcl" and is_infinitive(child)
        if child.dep_ in ("ccomp", "xcomp") or noun_clause or purpose:
            found.append(child)
        elif child.dep_ in ("prep", "agent"):
            found += [c for c in child.children if c.dep_ == "pcomp"]
    coordinated = [c for part in found for c in part.children if c.dep_ == "conj"]
    return found + [c for c in coordinated if c.pos_ in ("VERB", "AUX") and not sayer_of(c)]


def is_infinitive(verb: Word) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def governors(token: Word) -> Iterator[tuple[Word, Word]]:
    """(governor, complement) pairs above a predicate, innermost first."""
    at = token
    for _ in range(CHAIN):
        head = at.head
        if head.i == at.i:
            return
        if at.dep_ == "conj":
            at = sayer_of(at) or head
        elif at.dep_ == "pcomp":
            yield head.head, at
            at = head.head
        elif _hangs_on(at, token):
            yield head, at
            at = head
        elif at.dep_ == "pobj" and head.lower_ in ("as", "at") and at.i != token.i:
            yield head.head, at  # "dismissed as fantasy a claim that", "scoffed at reports that"
            at = head.head
        else:
            return


def _hangs_on(at: Word, first: Word) -> bool:
    """Is it a clause of its head, or a noun with such a clause that the head has as object?"""
    if at.dep_ in ("xcomp", "ccomp", "acl"):
        return True
    if at.dep_ == "advcl":
        return is_infinitive(at)
    return at.dep_ in ("dobj", "nsubjpass") and at.i != first.i and at.pos_ == "NOUN"


def is_negated(verb: Word) -> bool:
    """Is the predicate denied by a word of its own clause?"""
    for child in verb.children:
        if child.dep_ == "neg":
            return True
        if child.dep_ in ("advmod", "preconj", "cc") and child.lower_ in words_with("not"):
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and _is_none(child):
            return True
    nor = verb.dep_ == "conj" and any(c.lower_ == "nor" for c in verb.head.children)
    return nor and verb.head.i < verb.i  # "would neither confirm nor deny"


def _is_none(noun: Word) -> bool:
    if noun.lower_ in NONE:
        return True
    return any(c.dep_ in ("det", "neg") and c.lower_ in ("no", "neither") for c in noun.children)


def modals(verb: Word) -> set[str]:
    """Lower-case modal auxiliaries of the predicate."""
    found = {c.lower_ for c in verb.children if c.dep_ == "aux" and c.tag_ == "MD"}
    if not found and verb.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in verb.children):
        return modals(verb.head)
    return found


def is_conditional(verb: Word) -> bool:
    """Does an "if", "unless" or an inverted "should" open the verb's clause?"""
    words = words_with("if")
    for child in verb.children:
        if child.dep_ in ("mark", "advmod") and child.lower_ in words:
            return True
        if child.dep_ == "aux" and child.lower_ in ("should", "were", "had") and child.i < verb.i:
            own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
            if verb.dep_ == "advcl" and own and child.i < own[0].left_edge.i:
                return True
    return False


def conditions(verb: Word) -> list[Word]:
    """Predicates of the conditions a clause stands under."""
    return [c for c in verb.children if c.dep_ == "advcl" and is_conditional(c)]
