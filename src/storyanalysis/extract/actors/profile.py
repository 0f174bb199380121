"""Who an actor is: name, kind, side, country and role, from the text first."""

from __future__ import annotations

from collections import Counter

from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.evidence import Why
from storyanalysis.extract.actors.gazetteer import (
    place_name,
    region_country,
    small_numbers,
    word_set,
)
from storyanalysis.extract.actors.referents import Referent, Roster

__all__ = ["Profile", "profile_all"]

MANY = ("company", "media", "organization")  # kinds of which several are a group


class Profile:
    """What the actors table says of one referent."""

    def __init__(self, name: str, kind: str) -> None:
        self.name = name
        self.kind = kind
        self.side: str | None = None
        self.country: str | None = None
        self.role: str | None = None
        self.wikidata: str | None = None
        self.why = Why.UNKNOWN
        self.of: Profile | None = None  # whom the reason for the side speaks of

    @property
    def rule(self) -> str:
        """What tells the side, in words."""
        return f"{self.why} {self.of.name}" if self.of else str(self.why)


def profile_all(roster: Roster) -> list[Profile]:
    """One profile for each referent, in the roster's order; sides that names do not tell are open.

    Parameters
    ----------
    roster : Roster
        The referents, all mentions linked.
    """
    profiles = [Profile(_name(r), _kind(r)) for r in roster.all]
    for referent, profile in zip(roster.all, profiles, strict=True):
        profile.role = _role(referent)
        profile.wikidata = next((m.wikidata for m in referent.mentions if m.wikidata), None)
        _own_country(referent, profile)
    return profiles


def _name(referent: Referent) -> str:
    """The fullest name; a country has its usual one."""
    if referent.label == "country":
        return place_name(referent.key)
    named = [m for m in referent.mentions if m.kind == "name"]
    if named:
        return max(named, key=lambda m: (_fullness(m.name), -m.start)).name
    first = max(
        referent.mentions,
        key=lambda m: (m.kind != "pronoun", len(m.name) > 0, m.definite and m.speaks, -m.start),
    )
    return first.name or first.noun


def _fullness(name: str) -> tuple[bool, int, int]:
    """A name without a common noun behind it ("Unite union") goes first."""
    words = name.split()
    return words[-1] not in word_set("vague noun for a body"), len(words), len(name)


def _kind(referent: Referent) -> str:
    label = referent.label
    if label in ("place", "capital"):
        return "government"
    if label in ("people", "demonym"):
        return "group"
    if label in ("", "thing"):
        return _kind_of_unknown(referent)
    if label == "organization" and _is_called_company(referent):
        return "company"
    if label == "person" and not referent.names:
        return "person" if _is_known_by_office(referent) else "unnamed"
    spoken = [m for m in referent.mentions if m.speaks]
    if label == "group" and spoken and any(_is_counted(m) for m in referent.mentions):
        return "unnamed"
    if label in MANY and not referent.names and referent.plural and "police" not in referent.nouns:
        return "group"  # "insurers", "unions"
    return label


def _is_known_by_office(referent: Referent) -> bool:
    """ "The prime minister": one whose office tells who it is, though not named here."""
    first = referent.mentions[0]
    if first.kind == "title":
        return True
    sole = bool(referent.nouns & word_set("sole office")) and not first.plural
    return sole and any(m.definite for m in referent.mentions)


def _is_called_company(referent: Referent) -> bool:
    """Does the story call it a company where it does not name it?"""
    told = {m.label for m in referent.mentions if m.kind == "description" and not m.plural}
    return told == {"company"} and bool(referent.names)


def _kind_of_unknown(referent: Referent) -> str:
    """A noun that speaks and is in no list: its number and ending tell what it is."""
    first = referent.mentions[0]
    if first.kind == "name":
        return "organization"
    if first.plural:
        return "group"
    endings = tuple(word_set("ending of a person noun"))
    return "unnamed" if first.noun.endswith(endings) or not first.noun else "organization"


def _is_counted(mention: Candidate) -> bool:
    """ "Two buyers": a few people left without a name."""
    return bool(set(mention.name.casefold().split()) & small_numbers())


def _role(referent: Referent) -> str | None:
    if referent.label != "person":
        return None
    roles = [_plain_role(m.role) for m in referent.mentions if m.role]
    titles = [m.title for m in referent.mentions if m.title and m.title_field != "honorific"]
    return next(iter(roles), None) or next(iter(titles), None)


def _plain_role(role: str) -> str:
    """ "Their lawyer" is a lawyer."""
    words = role.removesuffix(" of").split()
    owned = len(words) > 1 and words[0].lower() in word_set("determiner")
    return " ".join(words[1:] if owned else words)


def _own_country(referent: Referent, profile: Profile) -> None:
    """Countries and known names carry their side; a demonym in the name tells it."""
    if referent.label == "country":
        told = len(referent.key) == 3
        profile.country = referent.key if told else region_country(profile.name) or None  # "USSR"
        profile.side, profile.why = profile.name, Why.COUNTRY
        return
    for mention in referent.mentions:
        if mention.known and mention.label == "media":
            profile.country = mention.country or None  # a paper is on nobody's side
            return
        if mention.known and (mention.side or mention.country):
            profile.side = mention.side or place_name(mention.country)
            profile.country = mention.country or None
            profile.why = Why.KNOWN
            return
    countries = Counter(m.country for m in referent.mentions if m.country and m.kind != "pronoun")
    if referent.key.endswith("coalition"):
        profile.side, profile.why = "coalition", Why.COALITION
    elif countries and referent.label == "media":
        profile.country = countries.most_common(1)[0][0]
    elif countries:
        profile.country = countries.most_common(1)[0][0]
        profile.side, profile.why = place_name(profile.country), Why.IN_NAME
