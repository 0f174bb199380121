"""Who is meant by a noun phrase that stands for others.

"Both men", "envoys from Chad and Mali", "its artillery", "a report by the university".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storyanalysis.extract.actors.gazetteer import noun_kind
from storyanalysis.extract.relations.lexicon import nouns_of
from storyanalysis.extract.relations.phrases import clause_root, conjuncts

if TYPE_CHECKING:
    from storyanalysis.extract.relations.cast import Cast, Filler
    from storyanalysis.extract.words import Word

__all__ = ["BODIES", "MODIFIERS", "author", "both", "holder", "parts"]

MODIFIERS = ("poss", "nmod", "compound", "amod")
FORCES = {"military", "armed-group", "government"}
HELD = {"military", "armed-group", "government", "organization", "company", "document"}
BODIES = {"country", "government", "military", "legislature", "court", "armed-group",
          "organization", "company", "media"}  # fmt: skip
FIRMS = ("company", "firm")
LANDS = ("country", "nation", "neighbour", "neighbor", "state", "capital")
SENDERS = ("of", "from", "for", "representing")
GENERAL = ("man", "woman", "person", "leader", "rival", "candidate", "politician", "player",
           "executive", "lawmaker", "official")  # fmt: skip
REACH = 150  # tokens, or dealings, back within which "both sides" finds its two


def parts(cast: Cast, token: Word, here: Filler) -> list[Filler]:
    """ "The presidents of Zambia and Malawi", "envoys from both": two actors in one mention."""
    if token.tag_ not in ("NNS", "NNPS"):
        return []
    for child in token.children:
        heads = [child] if child.dep_ in MODIFIERS else []
        if child.lower_ in SENDERS and child.dep_ == "prep":
            heads = [c for c in child.children if c.dep_ == "pobj"]
        for head in heads:
            found = [cast.at[t.i] for t in conjuncts(head) if t.i in cast.at]
            found = [part for part in found if part.actor != here.actor]
            if len({part.actor for part in found}) > 1:
                return found
    return []


def author(cast: Cast, token: Word, here: Filler, target: bool) -> list[Filler]:
    """ "Rejected a report by the university": whoever wrote it is meant."""
    if here.kind != "document":
        return []
    owners = [c for c in token.children if c.dep_ == "poss" and c.i in cast.at]
    if owners or not target:  # "his tweets shaming her"
        return [replace(cast.at[c.i], how="owner") for c in owners]
    first = cast.words[cast.first.get(here.actor, token.i)]  # "the report" of that report by
    for noun in (token, first):
        found = cast.under(noun.children, ("by", "from", "in"), False, 1)
        found = [f for f in found if f.kind not in ("document", "country")]
        if found:
            return [replace(f, token=token.i, how="of") for f in found]
    return []


def holder(cast: Cast, token: Word, here: Filler) -> list[Filler]:
    """ "Its artillery": the force acts for the one it belongs to."""
    if here.kind in HELD and not cast.has_country(here):
        for child in token.children:
            held = child.lower_ in ("its", "their") or here.kind in FORCES  # not "his company"
            if held and child.dep_ == "poss" and child.tag_ == "PRP$" and child.i in cast.at:
                return [replace(cast.at[child.i], how="modifier")]
    return [here]


def both(cast: Cast, token: Word) -> list[Filler]:
    """ "The two neighbours", "both men": who deal with each other, or the last two named."""
    words = {c.lower_ for c in token.children if c.dep_ in ("det", "nummod", "predet")}
    if not words & {"both", "two"}:
        return []
    lemma = token.lemma_.lower()
    persons = lemma in nouns_of("pair of persons")
    if not persons and lemma not in nouns_of("pair of bodies"):
        return []
    if not persons and (parties := _parties(cast, lemma)):
        return parties
    found: dict[str, Filler] = {}
    own = clause_root(token).children  # its subject, unless the words are a part of it
    own = [c for c in own if c.dep_ == "nsubj" and c.right_edge.i < token.i]
    own += [c for verb in _sayers(token) for c in verb.children if c.dep_ == "nsubj"]
    subjects = {filler.actor for c in own for filler in cast.actors_of(c)}
    for i in range(token.left_edge.i - 1, max(token.i - REACH, -1), -1):
        filler = cast.at.get(i)
        if filler is None or filler.actor in subjects:
            continue
        if (persons and _may_bear(cast, filler, lemma)) or (not persons and filler.kind in BODIES):
            found.setdefault(filler.actor, filler)
        if len(found) == 2:
            return list(found.values())[::-1]
    return []


def _sayers(token: Word) -> list[Word]:
    """The verbs whose clause the one around a token is ("he said the two men had met")."""
    found = []
    verb = clause_root(token)
    while verb.dep_ in ("ccomp", "xcomp") and verb.head.i != verb.i:
        verb = verb.head
        found.append(verb)
    return found


def _parties(cast: Cast, noun: str) -> list[Filler]:
    """The last two bodies that dealt with each other, their people standing for them."""
    for one, other in reversed(cast.dealings[-REACH:]):
        bodies = [_body(cast, one, noun), _body(cast, other, noun)]
        if None not in bodies and not cast.is_part(str(bodies[0]), str(bodies[1])):
            return [cast.at[cast.first[str(body)]] for body in bodies]
    return []


def _body(cast: Cast, actor: str, noun: str) -> str | None:
    """The body an actor is or belongs to; where countries are meant, the country."""
    if noun in LANDS:
        return cast.nations.get(cast.countries.get(actor, ""))
    kinds = {"company"} if noun in FIRMS else BODIES - {"court", "media"}
    if cast.kinds.get(actor) in kinds:
        return actor
    side = cast.ids.get(cast.sides.get(actor, ""))
    return side if side in cast.first and cast.kinds.get(side) in kinds else None


def _may_bear(cast: Cast, filler: Filler, noun: str) -> bool:
    """Is it a person, and for "both presidents" one of that office?"""
    if filler.kind != "person":
        return False
    office = cast.roles.get(filler.actor, "").lower()
    return noun_kind(noun) != "person" or noun in GENERAL or noun in office
