"""Sides that only the rest of the story tells, after each actor was looked at for itself.

The steps go from the sure to the general and fill only what is not known: a
name in front of the noun ("a Bexa spokeswoman"), the author of a document, a
place in the name of a body, parties and unions that are a side of their own,
the force of a police officer, the country that all public bodies belong to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.gazetteer import (
    longest_entry,
    place_name,
    region_country,
    word_set,
)
from storyanalysis.extract.actors.labels import ORG_KINDS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from storyanalysis.extract.actors.profile import Profile
    from storyanalysis.extract.actors.referents import Referent, Roster

__all__ = ["complete_sides"]

PUBLIC = frozenset(("government", "military", "legislature", "court"))
PLACED = PUBLIC | {"organization", "company"}
LED = ("group", "unnamed", "person")
WEAK = ("", "home of the story")  # rules that a name beside the noun goes before
AUTHORED = ("from", "by", "of")
CHANNEL = ("in", "with")
FORCE = re.compile(r"\b(police|constabulary)( (department|service|force|in .*))?$", re.IGNORECASE)


def complete_sides(roster: Roster, profiles: list[Profile], doc: Doc, home: str) -> None:
    """Fill sides in place.

    Parameters
    ----------
    roster : Roster
        The referents, all mentions linked.
    profiles : list of Profile
        One for each referent, in the roster's order; changed.
    doc : Doc
        The parsed article.
    home : str
        Alpha-3 code of the country the story is told from, or "".
    """
    mentions = [m for r in roster.all for m in r.mentions if m.actor is not None]
    mentions.sort(key=lambda m: m.start - m.end)  # the innermost tells
    at = {i: m.actor for m in mentions if m.actor is not None for i in range(m.start, m.end)}
    begins = {m.start: m.actor for m in mentions if m.kind == "name" and m.label in ORG_KINDS}
    pairs = list(zip(roster.all, profiles, strict=True))
    for referent, profile in pairs:
        if profile.side is None and referent.label in PLACED:
            _side_of_name(referent, profile)
    for referent, profile in pairs:
        if profile.side is None and _is_own_side(referent, profile):
            profile.side, profile.rule = profile.name, "a side of its own"
    for referent, profile in pairs:
        if profile.rule in WEAK or not referent.names:
            _side_of_modifier(referent, profile, begins, profiles)
            _side_of_compound(referent, profile, doc, pairs)
    for referent, profile in pairs:
        if profile.side is None and referent.label == "document":
            _side_of_author(referent, profile, doc, (at, profiles))
    _police(roster, profiles)
    _town_hall(roster, profiles)
    _officials(roster, profiles, home or _only_country(profiles))


def _side_of_name(referent: Referent, profile: Profile) -> None:
    """ "University of Tasmania", "Lakeside Hospital in Kisumu": a place in the name."""
    for name in referent.names:
        words = name.replace(",", " ,").split()
        for i, word in enumerate(words):
            hit = longest_entry(words[i:])
            known = hit is not None and hit[1].kind in ("demonym", "country", "capital")
            country = hit[1].country if hit is not None and known else ""
            country = country or region_country(" ".join(words[i : i + 2])) or region_country(word)
            if country:
                profile.country, profile.side = country, place_name(country)
                profile.rule = "place in the name"
                return


def _is_own_side(referent: Referent, profile: Profile) -> bool:
    if profile.kind != "organization" or not (referent.names or "opposition" in referent.nouns):
        return False
    return bool(referent.nouns & word_set("side of its own"))


def _side_of_modifier(
    referent: Referent, profile: Profile, begins: dict[int, int | None], profiles: list[Profile]
) -> None:
    """ "A Bexa spokeswoman", "European Union foreign ministers": the name before the noun."""
    if profile.kind not in LED:
        return
    for mention in referent.mentions:
        owner = begins.get(mention.owner) if mention.owner is not None else None
        if owner is None or profiles[owner] is profile or profiles[owner].kind not in ORG_KINDS:
            continue
        _adopt(profile, profiles[owner])
        return


def _side_of_compound(
    referent: Referent, profile: Profile, doc: Doc, pairs: list[tuple[Referent, Profile]]
) -> None:
    """ "Union officials": those of the only union the story names."""
    if profile.side is not None or profile.kind not in ("group", "unnamed"):
        return
    for mention in referent.mentions:
        for child in doc[mention.head].children:
            if child.dep_ != "compound" or child.pos_ not in ("NOUN", "PROPN"):
                continue
            noun = child.lower_
            owners = [p for r, p in pairs if noun in r.nouns and r.names and p.kind in ORG_KINDS]
            if len(owners) == 1:
                _adopt(profile, owners[0])
                return


def _adopt(profile: Profile, owner: Profile) -> None:
    """Public bodies are on their country's side, cities and any other body are one themselves."""
    public = owner.kind in PUBLIC and owner.side and not _is_local(owner)
    profile.side = owner.side if public else owner.name
    profile.country = owner.country
    profile.rule = f"belongs to {owner.name}"


def _side_of_author(
    referent: Referent,
    profile: Profile,
    doc: Doc,
    known: tuple[dict[int, int], list[Profile]],
) -> None:
    """A document is on the side of who owns it, wrote it or speaks in it."""
    at, profiles = known
    for mention in referent.mentions:
        for token in _authors(doc[mention.head], mention):
            owner = at.get(token.i)
            if owner is None or profiles[owner] is profile:
                continue
            side = profiles[owner].side or profiles[owner].name
            if profiles[owner].kind in ORG_KINDS | {"country"} or profiles[owner].side:
                profile.side, profile.country = side, profiles[owner].country
                profile.rule = f"written by {profiles[owner].name}"
                return


def _authors(noun: Token, mention: Candidate) -> list[Token]:
    """Tokens that name an author: "its report", "a letter from X", "X said in a filing"."""
    if mention.kind == "pronoun":
        return []
    found = [c for c in noun.children if c.dep_ == "poss"]
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in AUTHORED:
            found += [c for c in child.children if c.dep_ == "pobj"]
    if noun.dep_ == "pobj" and noun.head.lower_ in CHANNEL and noun.head.head.pos_ == "VERB":
        found += [c for c in noun.head.head.children if c.dep_ == "nsubj"]
    return found


def _police(roster: Roster, profiles: list[Profile]) -> None:
    """Officers belong to the only police force of the story."""
    forces = [p for p in profiles if p.kind in ORG_KINDS and FORCE.search(p.name)]
    forces = [p for p in forces if p.name.lower() != "police"] or forces
    if len(forces) != 1:
        return
    for referent, profile in zip(roster.all, profiles, strict=True):
        titled = any(m.title_field == "police" for m in referent.mentions)
        crew = profile.kind in ("group", "unnamed") and referent.nouns & word_set("police staff")
        if (titled or crew) and profile.rule in WEAK:
            profile.side, profile.country = forces[0].name, forces[0].country
            profile.rule = f"officer of {forces[0].name}"


def _is_local(body: Profile) -> bool:
    """Is it the government of a town or county?"""
    words = set(body.name.lower().split())
    return body.kind in PUBLIC and bool(words & word_set("local body"))


def _town_hall(roster: Roster, profiles: list[Profile]) -> None:
    """Who works for a town, or holds an office in the only one, is on its side."""
    bodies = {p.name: p for p in profiles if _is_local(p)}
    only = next(iter(bodies.values())) if len(bodies) == 1 else None
    for referent, profile in zip(roster.all, profiles, strict=True):
        if profile.kind != "person":
            continue
        body = bodies.get(profile.rule.removeprefix("belongs to "))
        if body is None and profile.rule in WEAK and referent.nouns & word_set("local office"):
            body = only
        if body is not None:
            own = body.kind == "government" or not body.side or body.side == body.country
            profile.side = body.name if own else body.side
            profile.rule = f"belongs to {body.name}"


def _only_country(profiles: list[Profile]) -> str:
    """The one country that the story's actors belong to, public bodies among them, or ""."""
    countries = {profile.country for profile in profiles if profile.country}
    public = {p.country for p in profiles if p.country and p.kind in PUBLIC}
    return countries.pop() or "" if len(countries) == 1 and public else ""


def _officials(roster: Roster, profiles: list[Profile], home: str) -> None:
    """Officials and public bodies of no country told belong to the story's."""
    if not home:
        return
    for referent, profile in zip(roster.all, profiles, strict=True):
        officer = profile.kind == "person" and referent.nouns & word_set("state office")
        if profile.side is None and (profile.kind in PUBLIC or officer):
            profile.country, profile.side = home, place_name(home)
            profile.rule = "home of the story"
