"""Who stands at a token: from a noun phrase to the actors it names.

The head of the phrase comes first, then what possesses or modifies it, then
"of", then apposition, and for targets the other prepositions ("a night curfew
in Montenegro", "Haiti's efforts").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from storyanalysis.extract.actors.gazetteer import noun_kind
from storyanalysis.extract.relations.lexicon import noun_frames, nouns_of, words_with
from storyanalysis.extract.relations.phrases import antecedent, clause_root, conjuncts
from storyanalysis.extract.words import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from storyanalysis.extract.words import Word

__all__ = ["ARMED", "BODIES", "Cast", "Filler"]

MODIFIERS = ("poss", "nmod", "compound", "amod")
ASIDE = tuple(
    "against on to from with between in at for into by toward towards over among near inside "
    "outside off along".split()
)
SOURCE_ASIDE = ("from", "in", "at")
SENDERS = ("of", "from", "for", "representing")
MISTAGGED = (
    "nsubj",
    "nsubjpass",
    "dobj",
    "pobj",
)  # a noun taken for a verb ("a U.N. offer was refused")
GENERAL = ("man", "woman", "person", "leader", "rival", "candidate", "politician", "player",
           "executive", "lawmaker", "official")  # fmt: skip
DEPTH = 5
REACH = 150  # tokens back within which "both sides" finds its two
BODIES = {"country", "government", "military", "legislature", "court", "armed-group",
          "organization", "company", "media"}  # fmt: skip
ARMED = {"country", "military", "armed-group", "government"}
FORCES = {"military", "armed-group", "government"}
HELD = {"military", "armed-group", "government", "organization", "company", "document"}


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
        self.roles = _known(ids, actors["role"])
        self.sides = _known(ids, actors["side"])
        self.names = dict(zip(ids, actors["name"].tolist(), strict=True))
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
        for actor, country in self.countries.items():
            if country == self.countries.get(filler.actor) and self.kinds[actor] == "country":
                return replace(filler, actor=actor, kind="country")
        return filler

    def same_side(self, one: str, other: str) -> bool:
        """Is it the same actor, one's people, or another of the same country or party?"""
        if one == other:
            return True
        sides = [{self.sides.get(key), self.names.get(key)} - {None} for key in (one, other)]
        country = self.countries.get(one)
        return bool(sides[0] & sides[1]) or (
            country is not None and country == self.countries.get(other)
        )

    def _one(self, token: Word, target: bool, depth: int) -> list[Filler]:
        here = self.at.get(token.i)
        if here is not None:
            parts = self._both(token) or self._parts(token, here)
            return parts or self._author(token, here, target) or self._holder(token, here)
        if token.i in self.inside and token.pos_ in ("NOUN", "PROPN", "ADJ"):
            return [self.inside[token.i]]
        return self._both(token) or (self._descend(token, target, depth) if depth else [])

    def _parts(self, token: Word, here: Filler) -> list[Filler]:
        """ "The presidents of Zambia and Malawi", "envoys from both": two actors in one mention."""
        if token.tag_ not in ("NNS", "NNPS"):
            return []
        for child in token.children:
            heads = [child] if child.dep_ in MODIFIERS else []
            if child.lower_ in SENDERS and child.dep_ == "prep":
                heads = [c for c in child.children if c.dep_ == "pobj"]
            for head in heads:
                parts = [self.at[t.i] for t in conjuncts(head) if t.i in self.at]
                parts = [part for part in parts if part.actor != here.actor]
                if len({part.actor for part in parts}) > 1:
                    return parts
        return []

    def _author(self, token: Word, here: Filler, target: bool) -> list[Filler]:
        """ "Rejected a report by the university": whoever wrote it is meant."""
        if here.kind != "document":
            return []
        owners = [c for c in token.children if c.dep_ == "poss" and c.i in self.at]
        if owners or not target:  # "his tweets shaming her"
            return [replace(self.at[c.i], how="owner") for c in owners]
        first = self.words[self.first.get(here.actor, token.i)]  # "the report" of that report by
        for noun in (token, first):
            found = self._under(noun.children, ("by", "from", "in"), False, 1)
            found = [f for f in found if f.kind not in ("document", "country")]
            if found:
                return [replace(f, token=token.i, how="of") for f in found]
        return []

    def _holder(self, token: Word, here: Filler) -> list[Filler]:
        """ "Its artillery": the force acts for the one it belongs to."""
        if here.kind in HELD and not self.has_country(here):
            for child in token.children:
                held = child.lower_ in ("its", "their") or here.kind in FORCES  # not "his company"
                if held and child.dep_ == "poss" and child.tag_ == "PRP$" and child.i in self.at:
                    return [replace(self.at[child.i], how="modifier")]
        return [here]

    def _both(self, token: Word) -> list[Filler]:
        """ "The two neighbours", "both men": the last two the text named."""
        words = {c.lower_ for c in token.children if c.dep_ in ("det", "nummod", "predet")}
        if not words & {"both", "two"}:
            return []
        lemma = token.lemma_.lower()
        persons = lemma in nouns_of("pair of persons")
        if not persons and lemma not in nouns_of("pair of bodies"):
            return []
        found: dict[str, Filler] = {}
        own = [c for c in clause_root(token).children if c.dep_ == "nsubj" and c.i < token.i]
        subjects = {filler.actor for c in own for filler in self.actors_of(c)}
        for i in range(token.left_edge.i - 1, max(token.i - REACH, -1), -1):
            filler = self.at.get(i)
            if filler is None or filler.actor in subjects:
                continue
            if (persons and self._may_bear(filler, lemma)) or (
                not persons and filler.kind in BODIES
            ):
                found.setdefault(filler.actor, filler)
            if len(found) == 2:
                return list(found.values())[::-1]
        return []

    def _may_bear(self, filler: Filler, noun: str) -> bool:
        """Is it a person, and for "both presidents" one of that office?"""
        if filler.kind != "person":
            return False
        office = self.roles.get(filler.actor, "").lower()
        return noun_kind(noun) != "person" or noun in GENERAL or noun in office

    def _descend(self, token: Word, target: bool, depth: int) -> list[Filler]:
        children = list(token.children)
        for child in children:  # "its president, Marcus Dole"
            if child.dep_ == "appos" and child.i in self.at and noun_kind(token.text):
                return [replace(self.at[child.i], how="apposition")]
        found = self._modifiers(children, depth)
        if target and found and all(f.kind == "group" and not self.has_country(f) for f in found):
            placed = self._under(children, ("in", "of"), target, depth)  # "a Kurdish village in"
            found = [f for f in placed if self.has_country(f)] or found
        if found:  # "the U.N. refugee agency" is an actor, "the U.N. report" is not
            stands = noun_kind(token.text) in BODIES or token.lemma_ in nouns_of("counterpart")
            owned = any(c.dep_ == "poss" and c.i in self.at for c in children)
            how = "head" if stands else "owner" if owned else "modifier"
            return [replace(filler, how=how) for filler in found]
        if target and _is_harm(token) and (found := self._under(children, ("by",), False, depth)):
            return [replace(filler, how="modifier") for filler in found]  # "the shelling of X by Y"
        found = self._under(children, ("of",), target, depth)
        if found:
            counted = token.pos_ != "NOUN" or token.lemma_.lower() in nouns_of("quantity")
            return [replace(filler, how="of" if counted else "modifier") for filler in found]
        for child in children:
            if child.dep_ == "appos" and (found := self._one(child, target, depth - 1)):
                return [replace(filler, how="apposition") for filler in found]
        for child in children:  # "a bill backed by the government", "a bomb planted by rebels"
            if child.dep_ == "acl" and child.tag_ == "VBN" and depth and not _mediates(child):
                found = self._under(list(child.children), ("by",), False, depth - 1)
                if found:
                    return [replace(filler, how="modifier") for filler in found]
        names = ASIDE if target else SOURCE_ASIDE
        if token.head.lemma_.lower() in words_with("reason"):  # "blamed the strike for lost sales"
            names = tuple(name for name in names if name != "for")
        if target or token.like_num or noun_kind(token.text):
            found = self._under(children, names, target, depth)
        elif token.tag_ == "NNS":  # "raiders from Nigeria"
            found = self._under(children, ("from",), target, depth)
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

    def _under(
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
