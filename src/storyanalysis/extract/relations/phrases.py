"""Small walks in the parse that every step needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storyanalysis.extract.words import Word

__all__ = ["antecedent", "clause_root", "conjuncts", "preps"]

RELATIVE_TAGS = ("WDT", "WP", "WP$")
PREPOSITIONAL = ("prep", "dative", "agent", "prt", "advmod", "mark")
UNDER_RELATIVE = ("conj", "xcomp", "ccomp", "aux", "prep", "pobj")


def antecedent(token: Word) -> Word:
    """What a relative pronoun stands for; any other token itself."""
    if token.tag_ not in RELATIVE_TAGS:
        return token
    verb: Word = token.head
    while verb.dep_ in UNDER_RELATIVE and verb.head.i != verb.i:
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else token


def conjuncts(token: Word) -> list[Word]:
    """The token and what is coordinated with it, in order."""
    found = [token]
    for part in found:
        found += [c for c in part.children if c.dep_ == "conj" and c.pos_ not in ("VERB", "AUX")]
    return found


def preps(tokens: Iterable[Word], name: str) -> Iterator[Word]:
    """Prepositions called `name` that hang on any of the tokens."""
    for token in tokens:
        for child in token.children:
            if child.dep_ in PREPOSITIONAL and child.lower_ == name:
                yield child


def clause_root(token: Word) -> Word:
    """The verb whose clause holds a token."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token
