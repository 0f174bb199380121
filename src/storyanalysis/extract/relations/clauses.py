"""The clause around a predicate: its subjects, objects, complements, conditions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from storyanalysis.extract.relations.lexicon import words_with

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "clause_root",
    "complements",
    "governors",
    "is_negated",
    "is_passive",
    "marks",
    "modals",
    "objects",
    "subjects",
]

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
CLAUSES = ("ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "conj", "parataxis")
PROMISING = {
    "promise",
    "threaten",
    "vow",
    "pledge",
    "offer",
    "agree",
    "refuse",
    "swear",
    "undertake",
}
CHAIN = 8


def is_passive(verb: Token) -> bool:
    """Is the verb a passive (full, reduced or coordinated)?"""
    if verb.tag_ != "VBN":
        return False
    deps = {child.dep_ for child in verb.children}
    if "auxpass" in deps or "nsubjpass" in deps or "agent" in deps:
        return True
    if verb.dep_ == "acl":
        return True
    if verb.dep_ == "conj" and not deps & {"nsubj", "aux", "dobj"}:
        return is_passive(verb.head)
    return False


def subjects(verb: Token) -> list[Token]:
    """Who does it: own subject, by-agent, or the subject of the clause it hangs on."""
    if is_passive(verb):
        return [
            p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"
        ]
    own = [c for c in verb.children if c.dep_ in ("nsubj", "csubj")]
    return own or _inherited(verb)


def _inherited(verb: Token, depth: int = CHAIN) -> list[Token]:
    """The subject a verb without one shares with its governor."""
    head = verb.head
    if depth == 0 or head.i == verb.i:
        return []
    if verb.dep_ in ("acl", "relcl") and verb.tag_ in ("VBG", "VB", "VBN"):
        return _of_noun(verb, head)
    if verb.dep_ == "pcomp":
        if head.head.pos_ == "NOUN":
            return [head.head]
        return _controller(head.head, depth)
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "conj", "dep", "parataxis", "acl"):
        return _controller(head, depth, verb)
    return []


def _of_noun(verb: Token, noun: Token) -> list[Token]:
    if verb.tag_ == "VB":  # "a plan to attack": whose plan, else who carries it out
        owners = [c for c in noun.children if c.dep_ == "poss"]
        return owners or ([noun] if not owners and noun.dep_ != "dobj" else subjects(noun.head))
    return [noun]


def _controller(head: Token, depth: int, verb: Token | None = None) -> list[Token]:
    """Who does what a complement names: the governor's object, else its subject."""
    if head.pos_ not in ("VERB", "AUX", "ADJ"):
        return _of_noun(verb, head) if verb is not None and verb.dep_ == "acl" else []
    controlled = verb is None or verb.dep_ in ("xcomp", "ccomp")
    if controlled and head.lemma_ not in PROMISING:
        held = [c for c in head.children if c.dep_ in ("dobj", "dative") and c.pos_ != "ADP"]
        if held and (verb is None or held[0].i < verb.i):
            return held
        if is_passive(head) and verb is not None and verb.dep_ == "xcomp":
            return [c for c in head.children if c.dep_ == "nsubjpass"]
    own = [c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")]
    return own or _inherited(head, depth - 1)


def objects(verb: Token) -> list[Token]:
    """To whom it is done: direct object, passive subject, or the noun a participle follows."""
    if is_passive(verb):
        own = [c for c in verb.children if c.dep_ == "nsubjpass"]
        if own:
            return own
        if verb.dep_ == "acl":
            return [verb.head]
        if verb.dep_ == "conj":
            return objects(verb.head)
        return _inherited(verb)
    found = [
        c
        for c in verb.children
        if c.dep_ in ("dobj", "oprd")
        and c.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET", "SYM")
    ]
    found.sort(key=lambda c: c.dep_)
    if not found and verb.dep_ == "relcl" and not any(c.dep_ == "ccomp" for c in verb.children):
        has_subject = any(c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP") for c in verb.children)
        return [verb.head] if has_subject else []
    return found


def complements(verb: Token) -> list[Token]:
    """Predicates of the clauses that a verb or noun governs, its prepositions' included."""
    found = []
    for child in verb.children:
        if child.dep_ in ("ccomp", "xcomp") or (child.dep_ == "acl" and verb.pos_ == "NOUN"):
            found.append(child)
        elif child.dep_ == "advcl" and any(
            c.lower_ == "to" and c.dep_ == "aux" for c in child.children
        ):
            found.append(child)
        elif child.dep_ in ("prep", "agent"):
            found += [c for c in child.children if c.dep_ == "pcomp"]
    more = [
        c for part in found for c in part.children if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX")
    ]
    return found + more


def governors(token: Token) -> Iterator[tuple[Token, Token]]:
    """(governor, complement) pairs above a predicate, innermost first."""
    at = token
    for _ in range(CHAIN):
        head = at.head
        if head.i == at.i:
            return
        if at.dep_ == "conj":
            at = head
            continue
        if at.dep_ in ("xcomp", "ccomp", "acl", "pcomp", "advcl"):
            top = head.head if at.dep_ == "pcomp" else head
            if at.dep_ != "advcl" or any(c.lower_ == "to" for c in at.children if c.dep_ == "aux"):
                yield top, at
            at = top
            continue
        if at.dep_ in ("dobj", "pobj", "prep", "nsubj", "nsubjpass", "attr", "compound", "relcl"):
            return
        return


def is_negated(verb: Token) -> bool:
    """Is the predicate denied by a word of its own clause?"""
    words = words_with("not")
    for child in verb.children:
        if child.dep_ == "neg" or (
            child.dep_ in ("advmod", "preconj", "cc") and child.lower_ in words
        ):
            if child.lower_ not in ("few", "nothing"):
                return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"):
            if child.lower_ in ("no", "none", "nobody", "neither", "nothing"):
                return True
            if any(
                c.dep_ in ("det", "neg") and c.lower_ in ("no", "neither") for c in child.children
            ):
                return True
    return False


def modals(verb: Token) -> set[str]:
    """Lower-case modal auxiliaries of the predicate."""
    found = {c.lower_ for c in verb.children if c.dep_ == "aux" and c.tag_ == "MD"}
    if not found and verb.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in verb.children):
        return modals(verb.head)
    return found


def marks(verb: Token) -> set[str]:
    """Words that make its clause a condition ("if", "unless", an inverted "should")."""
    found = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod")} & words_with("if")
    for child in verb.children:
        if (
            child.dep_ == "aux"
            and child.lower_ in ("should", "were", "had")
            and verb.dep_ == "advcl"
        ):
            subject = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
            if subject and child.i < subject[0].left_edge.i:
                found.add(child.lower_)
    return found


def clause_root(token: Token) -> Token:
    """The verb whose clause holds a token."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token
