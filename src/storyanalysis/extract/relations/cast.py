"""Who stands at a token: from a noun phrase to the actors it names.

The head of the phrase comes first, then what possesses or modifies it, then
"of", then apposition, and for targets the other prepositions ("a night curfew
in Montenegro", "Haiti's efforts").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from storyanalysis.extract.actors.gazetteer import noun_kind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["PEOPLE_KINDS", "Cast", "Filler", "antecedent", "conjuncts", "preps"]

MODIFIERS = ("poss", "amod", "compound", "nmod")
ASIDE = ("against", "on", "to", "from", "with", "between", "in", "at", "for", "into", "by",
         "toward", "towards", "over", "among", "near", "inside", "outside", "off", "along")  # fmt: skip
SOURCE_ASIDE = ("from", "in", "at")
DEPTH = 5
FORCES = {"country", "government", "military", "armed-group", "court", "organization"}
PEOPLE_KINDS = {"person", "group", "unnamed", "armed-group", "military", "government", "country"}


@dataclass(frozen=True)
class Filler:
    """An actor in a role: which, at which token, and how far from the role's own head."""

    actor: str
    token: int
    start: int
    end: int
    kind: str
    how: str  # head, modifier, of, apposition, aside


class Cast:
    """The mentions of an article by token.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    mentions, actors : DataFrame
        Tables ``mentions`` and ``actors``.
    """

    def __init__(self, doc: Doc, mentions: pd.DataFrame, actors: pd.DataFrame) -> None:
        self.doc = doc
        self.kinds: dict[str, str] = dict(zip(actors["actor_id"], actors["kind"], strict=True))
        self.countries = _known(actors["actor_id"], actors["country"])
        self.names: dict[str, str] = dict(zip(actors["actor_id"], actors["name"], strict=True))
        self.at: dict[int, Filler] = {}
        self.inside: dict[int, Filler] = {}
        columns = (mentions[name].tolist() for name in ("start", "end", "actor_id"))
        rows = sorted(zip(*columns, strict=True), key=lambda row: (row[0] - row[1], row[0]))
        for start, end, actor in rows:  # longest first: the innermost overwrites `inside`
            if not pd.isna(actor):
                self._add(int(start), int(end), str(actor))

    def _add(self, start: int, end: int, actor: str) -> None:
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None or not len(span):
            return
        filler = Filler(actor, span.root.i, start, end, self.kinds.get(actor, ""), "head")
        self.at.setdefault(span.root.i, filler)
        for token in span:
            self.inside[token.i] = filler

    def actors_of(self, token: Token, *, target: bool = False) -> list[Filler]:
        """Actors that the phrase headed by `token` names, conjuncts included."""
        found: list[Filler] = []
        for part in conjuncts(antecedent(token)):
            found += self._one(part, target, DEPTH)
        return list({filler.actor: filler for filler in reversed(found)}.values())[::-1]

    def _one(self, token: Token, target: bool, depth: int, how: str = "head") -> list[Filler]:
        here = self.at.get(token.i)
        if here:
            inner = self._coordinated(token, here)
            return inner or [_as(here, how)]
        if token.i in self.inside and token.pos_ in ("NOUN", "PROPN", "ADJ"):
            return [_as(self.inside[token.i], how)]
        if depth == 0:
            return []
        return self._descend(token, target, depth)

    def _coordinated(self, token: Token, here: Filler) -> list[Filler]:
        """ "The presidents of Zambia and Malawi": two actors in one mention."""
        if token.tag_ not in ("NNS", "NNPS"):
            return []
        for child in token.children:
            if child.dep_ in MODIFIERS and any(c.dep_ == "conj" for c in child.children):
                parts = [self.inside[t.i] for t in conjuncts(child) if t.i in self.inside]
            elif child.lower_ == "of":
                parts = [
                    self.at[t.i] for p in child.children for t in conjuncts(p) if t.i in self.at
                ]
            else:
                continue
            parts = [part for part in parts if part.actor != here.actor]
            if len({part.actor for part in parts}) > 1:
                return parts
        return []

    def _descend(self, token: Token, target: bool, depth: int) -> list[Filler]:
        children = list(token.children)
        for child in sorted(
            children, key=lambda c: MODIFIERS.index(c.dep_) if c.dep_ in MODIFIERS else 9
        ):
            if child.dep_ in MODIFIERS:
                for part in conjuncts(child):
                    if part.i in self.inside:
                        inner = [self.inside[t.i] for t in conjuncts(part) if t.i in self.inside]
                        return [_as(filler, "modifier") for filler in inner]
                if found := self._descend(child, False, depth - 1):
                    return [_as(filler, "modifier") for filler in found]
        for how, names in (("of", ("of",)), ("aside", self._aside(token, target))):
            for name in names:
                for child in children:
                    if child.dep_ in ("prep", "agent", "dative") and child.lower_ == name:
                        found = self._below_preposition(child, target, depth)
                        if found:
                            return [_as(filler, how) for filler in found]
            if how == "of":
                for child in children:
                    if child.dep_ == "appos" and (found := self._one(child, target, depth - 1)):
                        return [_as(filler, "apposition") for filler in found]
        return []

    def _aside(self, token: Token, target: bool) -> tuple[str, ...]:
        if target:
            return ASIDE
        return SOURCE_ASIDE if noun_kind(token.text) or token.like_num else ()

    def _below_preposition(self, preposition: Token, target: bool, depth: int) -> list[Filler]:
        found: list[Filler] = []
        for child in preposition.children:
            if child.dep_ == "pobj":
                for part in conjuncts(child):
                    found += self._one(part, target, depth - 1)
        return found

    def between(self, first: int, last: int) -> Iterator[Filler]:
        """Outermost mentions whose head lies from token `first` to before `last`."""
        for i in range(first, last):
            if i in self.at:
                yield self.at[i]


def _as(filler: Filler, how: str) -> Filler:
    if filler.how == how or how == "head":
        return filler
    return Filler(filler.actor, filler.token, filler.start, filler.end, filler.kind, how)


def _known(keys: pd.Series[str], values: pd.Series[str]) -> dict[str, str]:
    return {str(k): str(v) for k, v in zip(keys, values, strict=True) if not pd.isna(v)}


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; any other token itself."""
    if token.tag_ in ("WDT", "WP") or (token.lower_ == "that" and token.tag_ != "DT"):
        verb: Token = token.head
        while (
            verb.dep_ in ("conj", "xcomp", "ccomp", "aux", "prep", "pobj") and verb.head.i != verb.i
        ):
            verb = verb.head
        if verb.dep_ == "relcl":
            return verb.head
    return token


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
            if child.lower_ == name and child.dep_ in ("prep", "dative", "agent", "prt", "advmod"):
                yield child
