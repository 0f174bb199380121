"""Who stands at a token: from a noun phrase to the actors it names.

The head of the phrase comes first, then what possesses or modifies it, then
"of", then apposition, and for targets the other prepositions ("a night curfew
in Montenegro", "Haiti's efforts").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from storyanalysis.extract.actors.gazetteer import noun_kind
from storyanalysis.extract.relations.lexicon import noun_frames, nouns_of, words_with
from storyanalysis.extract.relations.phrases import antecedent, conjuncts
from storyanalysis.extract.relations.standins import BODIES, MODIFIERS, author, both, holder, parts
from storyanalysis.extract.words import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from storyanalysis.extract.words import Word

__all__ = ["ARMED", "BODIES", "Cast", "Filler"]

ASIDE = tuple(
    "against on to from with between in at for into by toward towards over among near inside "
    "outside off along".split()
)
SOURCE_ASIDE = ("from", "in", "at")
MISTAGGED = (
    "nsubj",
    "nsubjpass",
    "dobj",
    "pobj",
)  # a noun taken for a verb ("a U.N. offer was refused")
PROSECUTION = "prosecut"
DEPTH = 5
ARMED = {"country", "military", "armed-group", "government"}


@dataclass(frozen=True)
class Filler:
    """An actor in a role: which, at which token, and how far from the role's own head."""

    actor: str
    token: int
    start: int
    end: int
    kind: str
    how: str  # head, owner, modifier, of, apposition, aside


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
        self.words = words_of(doc)
        ids = actors["actor_id"].tolist()
        self.kinds: dict[str, str] = dict(zip(ids, actors["kind"].tolist(), strict=True))
        self.countries = _known(ids, actors["country"])
        self.nations = {c: a for a, c in self.countries.items() if self.kinds[a] == "country"}
        self.roles = _known(ids, actors["role"])
        self.sides = _known(ids, actors["side"])
        self.names = dict(zip(ids, actors["name"].tolist(), strict=True))
        self.ids = {name: key for key, name in reversed(self.names.items())}
        self.dealings: list[tuple[str, str]] = []  # who has dealt with whom so far in the text
        self.at: dict[int, Filler] = {}
        self.inside: dict[int, Filler] = {}
        columns = (mentions[name].tolist() for name in ("start", "end", "actor_id"))
        rows = sorted(zip(*columns, strict=True), key=lambda row: (row[0] - row[1], row[0]))
        for start, end, actor in rows:  # longest first: the innermost overwrites `inside`
            if not pd.isna(actor):
                self._add(start, end, actor)
        self.first: dict[str, int] = {}
        for i in sorted(self.at):
            self.first.setdefault(self.at[i].actor, i)

    def _add(self, start: int, end: int, actor: str) -> None:
        tokens = self.words.touching(start, end)
        if not tokens:
            return
        head = self.words.root(tokens).i
        filler = Filler(actor, head, start, end, self.kinds.get(actor, ""), "head")
        self.at.setdefault(head, filler)
        self.inside.update(dict.fromkeys(tokens, filler))

    def actors_of(self, token: Word, *, target: bool = False) -> list[Filler]:
        """Actors that the phrase headed by `token` names, conjuncts included."""
        found: dict[str, Filler] = {}
        for part in conjuncts(antecedent(token)):
            for filler in self._one(part, target, DEPTH):
                found.setdefault(filler.actor, filler)
        return list(found.values())

    def text(self, start: int, end: int) -> str:
        """The words between two characters."""
        words = [self.words[i] for i in self.words.touching(start, end)]
        if not words:
            return ""
        text = "".join(word.text + word.whitespace_ for word in words)
        return text[start - words[0].idx : end - words[0].idx]

    def has_country(self, filler: Filler) -> bool:
        """Does the actor belong to a country?"""
        return filler.actor in self.countries

    def sender_of(self, filler: Filler) -> Filler:
        """The country of its envoys ("threatened to expel three Russian diplomats")."""
        if self.words[filler.token].lemma_.lower() not in nouns_of("envoy"):
            return filler
        nation = self.nations.get(self.countries.get(filler.actor, ""))
        return replace(filler, actor=nation, kind="country") if nation else filler

    def holder_of(self, filler: Filler) -> Filler:
        """Whose the premises are ("a rally outside the HSE's regional office")."""
        last = self.names[filler.actor].split()[-1].lower()
        side = self.ids.get(self.sides.get(filler.actor, ""))
        if last not in nouns_of("premises") or side not in self.first:
            return filler
        return replace(filler, actor=side, kind=self.kinds[side])

    def same_side(self, one: str, other: str) -> bool:
        """Is it the same actor, one's people, or another of the same country or party?"""
        if one == other:
            return True
        sides = [{self.sides.get(key), self.names.get(key)} - {None} for key in (one, other)]
        country = self.countries.get(one)
        return bool(sides[0] & sides[1]) or (
            country is not None and country == self.countries.get(other)
        )

    @cached_property
    def media(self) -> list[tuple[int, str]]:
        """Where papers and stations are named, in the order of the text."""
        return sorted((f.start, f.actor) for f in self.at.values() if f.kind == "media")

    @cached_property
    def prosecution(self) -> list[str]:
        """Those who bring charges, in the order in which they come up."""
        return [actor for actor in self.first if self.prosecutes(actor)]

    def prosecutes(self, actor: str) -> bool:
        """Is it the prosecution, or one of its lawyers?"""
        return PROSECUTION in f"{self.names[actor]} {self.roles.get(actor, '')}".lower()

    def is_part(self, one: str, other: str) -> bool:
        """Is it the same actor, or does one belong to the other? Fellow countrymen may differ."""
        if one == other or self.sides.get(one) == self.names.get(other):
            return True
        side = self.sides.get(other)
        return side is not None and side == self.names.get(one)

    def _one(self, token: Word, target: bool, depth: int) -> list[Filler]:
        here = self.at.get(token.i)
        if here is not None:
            found = both(self, token) or parts(self, token, here)
            return found or author(self, token, here, target) or holder(self, token, here)
        if token.i in self.inside and token.pos_ in ("NOUN", "PROPN", "ADJ"):
            return [self.inside[token.i]]
        return both(self, token) or (self._descend(token, target, depth) if depth else [])

    def _descend(self, token: Word, target: bool, depth: int) -> list[Filler]:
        children = list(token.children)
        titled = noun_kind(token.text) or token.lemma_ in nouns_of("counterpart")
        for child in children:  # "its president, Marcus Dole"
            if child.dep_ == "appos" and child.i in self.at and titled:
                return [replace(self.at[child.i], how="apposition")]
        found = self._modifiers(children, depth)
        if target and found and all(f.kind == "group" and not self.has_country(f) for f in found):
            placed = self.under(children, ("in", "of"), target, depth)  # "a Kurdish village in"
            found = [f for f in placed if self.has_country(f)] or found
        if found:  # "the U.N. refugee agency" is an actor, "the U.N. report" is not
            stands = noun_kind(token.text) in BODIES or token.lemma_ in nouns_of("counterpart")
            owned = any(c.dep_ == "poss" and c.i in self.at for c in children)
            how = "head" if stands else "owner" if owned else "modifier"
            return [replace(filler, how=how) for filler in found]
        if target and _is_harm(token) and (found := self.under(children, ("by",), False, depth)):
            return [replace(filler, how="modifier") for filler in found]  # "the shelling of X by Y"
        found = self.under(children, ("of",), target, depth)
        if found:
            counted = token.pos_ != "NOUN" or token.lemma_.lower() in nouns_of("quantity")
            return [replace(filler, how="of" if counted else "modifier") for filler in found]
        for child in children:
            if child.dep_ == "appos" and (found := self._one(child, target, depth - 1)):
                return [replace(filler, how="apposition") for filler in found]
        for child in children:  # "a bill backed by the government", "a bomb planted by rebels"
            if child.dep_ == "acl" and child.tag_ == "VBN" and depth and not _mediates(child):
                found = self.under(list(child.children), ("by",), False, depth - 1)
                if found:
                    return [replace(filler, how="modifier") for filler in found]
        names = ASIDE if target else SOURCE_ASIDE
        if token.head.lemma_.lower() in words_with("reason"):  # "blamed the strike for lost sales"
            names = tuple(name for name in names if name != "for")
        if target or token.like_num or noun_kind(token.text):
            found = self.under(children, names, target, depth)
        elif token.tag_ == "NNS":  # "raiders from Nigeria"
            found = self.under(children, ("from",), target, depth)
        return [replace(filler, how="aside") for filler in found]

    def _modifiers(self, children: list[Word], depth: int) -> list[Filler]:
        """Actors before the head; those of a country first ("a U.N. military presence")."""
        found: list[tuple[int, list[Filler]]] = []
        for child in children:
            if child.dep_ in MODIFIERS or (child.dep_ == "nsubj" and child.head.dep_ in MISTAGGED):
                inner = [self.inside[t.i] for t in conjuncts(child) if t.i in self.inside]
                inner = inner or (self._modifiers(list(child.children), depth - 1) if depth else [])
                if inner:
                    rank = 0 if child.dep_ == "poss" else 2
                    if child.tag_ == "PRP$" and child.head.lemma_ in nouns_of("counterpart"):
                        rank = 4  # "his Indian counterpart" is India's
                    found.append((rank + (not self.has_country(inner[0])), inner))
        return min(found, key=lambda pair: pair[0])[1] if found else []

    def under(
        self, children: list[Word], names: tuple[str, ...], target: bool, depth: int
    ) -> list[Filler]:
        """Actors of the first preposition among `names` that has any."""
        for name in names:
            for child in children:
                if child.dep_ in ("prep", "agent", "dative") and child.lower_ == name:
                    found = [
                        filler
                        for pobj in child.children
                        if pobj.dep_ == "pobj"
                        for part in conjuncts(pobj)
                        for filler in (self._one(part, target, depth - 1) if depth else [])
                    ]
                    if found:
                        return found
        return []

    def between(self, first: int, last: int) -> Iterator[Filler]:
        """Outermost mentions whose head lies from token `first` to before `last`."""
        for i in range(first, last):
            if i in self.at:
                yield self.at[i]


def _mediates(verb: Word) -> bool:
    """ "A ceasefire brokered by Iran" is not one with Iran."""
    return verb.lemma_.lower() in words_with("mediate")


def _is_harm(noun: Word) -> bool:
    """Does the noun tell what somebody does to somebody?"""
    frame = noun_frames().get(noun.lemma_.lower())
    return frame is not None and frame.event in ("ASSAULT", "COERCE")


def _known(ids: list[str], values: pd.Series[str]) -> dict[str, str]:
    return {k: v for k, v in zip(ids, values.tolist(), strict=True) if not pd.isna(v)}
