"""Small walks in the parse that every step needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["antecedent", "clause_root", "conjuncts", "preps"]

RELATIVE_TAGS = ("WDT", "WP", "WP$")
PREPOSITIONAL = ("prep", "dative", "agent", "prt", "advmod", "mark")
UNDER_RELATIVE = ("conj", "xcomp", "ccomp", "aux", "prep", "pobj")


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; any other token itself."""
    if token.tag_ not in RELATIVE_TAGS:
        return token
    verb: Token = token.head
    while verb.dep_ in UNDER_RELATIVE and verb.head.i != verb.i:
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else token


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it, in order."""
    found = [token]
    for part in found:
        found += [c for c in part.children if c.dep_ == "conj" and c.pos_ not in ("VERB", "AUX")]
    return found


def preps(tokens: Iterable[Token], name: str) -> Iterator[Token]:
    """Prepositions called `name` that hang on any of the tokens."""
    for token in tokens:
        for child in token.children:
            if child.dep_ in PREPOSITIONAL and child.lower_ == name:
                yield child


def clause_root(token: Token) -> Token:
    """The verb whose clause holds a token."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token
