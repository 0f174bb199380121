"""Pronouns that could stand for an actor."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.evidence import Proof
from storyanalysis.extract.actors.gazetteer import noun_kind, pronouns, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

__all__ = ["find_pronouns", "has_people"]


def find_pronouns(doc: Doc, skipped: Sequence[tuple[int, int]]) -> list[Candidate]:
    """Personal, possessive and relative pronouns that could stand for an actor."""
    found = []
    for token in doc:
        if token.lower_ not in pronouns() or token.pos_ not in ("PRON", "DET", "SCONJ"):
            continue
        person, gender, plural = pronouns()[token.lower_]
        if person == 0 and not _is_relative(token):
            continue
        if any(start <= token.idx < end for start, end in skipped) or _is_expletive(token):
            continue
        found.append(
            Candidate(
                token.i,
                token.i + 1,
                token.i,
                "pronoun",
                Proof.PRONOUN,
                noun=token.lower_,
                gender=gender,
                plural=plural,
            )
        )
    return found


def _is_relative(token: Token) -> bool:
    """Is it the subject, object or owner in a relative clause?"""
    clause = token.head if token.dep_ != "poss" else token.head.head
    return clause.dep_ == "relcl" and token.dep_ in (
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "poss",
        "dative",
    )


def _is_expletive(token: Token) -> bool:
    """ "It seems that", "it is unclear whether", "it rained": an "it" that is nobody.

    After Lappin and Leass 1994, section 2.2, "Identification of pleonastic pronouns".
    """
    if token.lower_ != "it" or token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    verb = token.head
    if verb.lemma_ in word_set("verb of weather"):
        return True
    told = any(child.dep_ in ("ccomp", "csubj") and child.i > verb.i for child in verb.children)
    if verb.lemma_ in word_set("verb of seeming"):
        return told or (verb.dep_ in ("ccomp", "parataxis", "ROOT") and _clause_follows(verb))
    judged = any(child.dep_ == "acomp" for child in verb.children)
    return told and (token.dep_ == "nsubjpass" or (verb.lemma_ == "be" and judged))


def _clause_follows(verb: Token) -> bool:
    """ "It appears the government will fall": a subject stands right behind the verb."""
    behind = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    return behind is not None and behind.tag_ in ("DT", "PRP", "PRP$", "NNP", "NNS", "EX")


def has_people(token: Token) -> bool:
    """Is it the "its" of "its editor, Duarte Salema"? A report has none."""
    if token.tag_ != "PRP$":
        return False
    after = token.doc[token.i + 1 : token.i + 5]
    words = [t.lower_ for t in takewhile(lambda t: not t.is_punct or t.text == "-", after)]
    return any(noun_kind(w) == "person" and w not in word_set("maker of a document") for w in words)
