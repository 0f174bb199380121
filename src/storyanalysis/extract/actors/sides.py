"""Whose side every actor is on, from the text first.

The steps go from the sure to the general and fill only what is not known: the
country a name carries, who owns or leads what ("Iranian general", "its
director"), a name in front of the noun ("a Bexa spokeswoman"), the author of a
document, a place in the name of a body, parties and unions that are a side of
their own, and what an office tells (``offices.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyanalysis.extract.actors.authorities import (
    is_state,
    of_dateline,
    officials,
    police,
    town_hall,
)
from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.documents import sides_of_documents
from storyanalysis.extract.actors.evidence import WEAK, Why
from storyanalysis.extract.actors.gazetteer import (
    longest_entry,
    place_name,
    region_country,
    word_set,
)
from storyanalysis.extract.actors.kinds import ORG_KINDS, PUBLIC
from storyanalysis.extract.actors.offices import side_of_body_word, side_of_office, takes_sides
from storyanalysis.extract.actors.owners import (
    country_at,
    country_told,
    descriptive_spans,
    named_in_role,
)
from storyanalysis.extract.actors.phrases import backs
from storyanalysis.extract.actors.possession import (
    adopt,
    contains,
    side_of_client,
    side_of_country_owning,
    side_of_possessor,
    sides_of_commanders,
)
from storyanalysis.extract.actors.profile import Profile

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from storyanalysis.extract.actors.referents import Referent
    from storyanalysis.extract.actors.stage import Stage

__all__ = ["find_sides"]

PLACED = PUBLIC | {"organization", "company"}
FORCES = ("armed-group", "military", "organization")
LED = ("group", "unnamed", "person")


def find_sides(stage: Stage) -> None:
    """Fill sides and countries of the profiles in place, the sure rules first."""
    for referent, profile in stage.sideless:
        if referent.names and _is_own_side(referent, profile):
            profile.side, profile.why = profile.name, Why.OWN
    bodies_first = sorted(stage.sideless, key=lambda pair: pair[0].label == "person")
    for referent, profile in bodies_first:
        if not side_of_possessor(referent, profile, stage):
            _side_of_owner(referent, profile, stage)
    for referent, profile in stage.sideless:
        if referent.label in PUBLIC:
            side_of_country_owning(referent, profile, stage)
    for referent, profile in stage.sideless:
        side_of_body_word(referent, profile, stage)
    for referent, profile in stage.sideless:
        if referent.label in PLACED or referent.label == "armed-group":
            _side_of_name(referent, profile)
    for referent, profile in stage.sideless:
        if _is_own_side(referent, profile) or _is_city(referent):
            profile.side, profile.why = profile.name, Why.OWN
    for referent, profile in stage.pairs:
        if profile.why in WEAK or not referent.names:
            _side_of_modifier(referent, profile, stage)
            _side_of_compound(referent, profile, stage)
    town_hall(stage)
    officials(stage)
    police(stage)
    sides_of_documents(stage)
    sides_of_commanders(stage)
    for referent, profile in stage.sideless:
        side_of_client(referent, profile, stage)
    of_dateline(stage)
    for referent, profile in stage.sideless:
        side_of_office(referent, profile, stage)


def _side_of_owner(referent: Referent, profile: Profile, stage: Stage) -> None:
    """Whose person or body it is: "Iranian general", "Lumenest spokesman", "its director"."""
    if referent.label == "media":
        return
    named = next((m.owner_name for m in referent.mentions if m.owner_name and m.kind == "name"), "")
    owners: list[int] = []
    if named:
        owners = stage.roster.of_labels(("person",), lambda r: _bears(r, named))
    if owners and stage.profiles[owners[0]].side:  # "the Trump administration"
        adopt(profile, stage.profiles[owners[0]], public=referent.label in PUBLIC)
        return
    hit = longest_entry(named.replace("-", " - ").split()) if profile.kind in FORCES else None
    if hit and hit[1].kind in FORCES and hit[1].side:  # "FARC rebels", "UNAMID troops"
        profile.side, profile.country = hit[1].side, hit[1].country or None
        profile.why, profile.of = Why.BELONGS, Profile(hit[1].name, hit[1].kind)
        return
    if any(_side_beside(mention, referent, profile, stage) for mention in referent.mentions):
        return
    if referent.label in PLACED and referent.names:
        for country in filter(None, (country_told(m, stage.doc) for m in referent.mentions)):
            profile.country, profile.side = country, place_name(country)
            profile.why = Why.IN_DESCRIPTION
            return
    for mention in referent.mentions:
        if mention.role and (in_role := named_in_role(mention, stage.doc, stage.at)):
            profile.side, profile.why = in_role, Why.IN_ROLE
            return


def _side_beside(mention: Candidate, referent: Referent, profile: Profile, stage: Stage) -> bool:
    """Take the side of a country or body that stands beside the mention, if one does."""
    for i in (i for span in descriptive_spans(mention, stage.doc) for i in range(*span)):
        if backs(stage.doc, i):
            continue  # whom Iran backs is not Iran's
        number = stage.at.get(i)
        owner = None if number is None else stage.roster.all[number]
        country = country_at(stage.doc, i)
        # "of the Danish Kidney Association": the body comes before the country in its name
        inside = owner is not None and owner.label in ORG_KINDS and owner.names
        if country and referent.label != "document" and not (inside and _is_member(referent)):
            profile.country = country
            private = referent.label == "person" and referent.names and not _is_official(referent)
            if private and _is_where_from(stage.doc, i):
                continue  # "the Welsh tenor", "a doctor in Ohio" are on no country's side
            profile.side, profile.why = place_name(country), Why.IN_DESCRIPTION
            return True
        if number is None or owner is None or stage.profiles[number] is profile:
            continue
        if owner.label == "media" and referent.label != "person":
            continue
        if referent.nouns & word_set("no member") and owner.label != "country":
            continue
        if takes_sides(owner, referent) and not contains(owner, mention):
            adopt(profile, stage.profiles[number], public=owner.label in {*PUBLIC, "country"})
            return True
    return False


def _side_of_name(referent: Referent, profile: Profile) -> None:
    """ "University of Tasmania", "Lakeside Hospital in Kisumu": a place in the name."""
    for name in referent.names:
        words = name.replace(",", " ,").split()
        for i, word in enumerate(words):
            if referent.label == "military" and 0 < i == len(words) - 1 and words[i - 1] != "of":
                return  # "Task Force Iraq": where it serves
            hit = longest_entry(words[i:])
            known = hit is not None and hit[1].kind in ("demonym", "country", "capital")
            country = hit[1].country if hit is not None and known else ""
            armed = referent.label == "armed-group"
            public = bool(referent.nouns & word_set("public institution"))
            if referent.label in PUBLIC or armed or public:
                two = " ".join(words[i : i + 2])
                country = country or region_country(two) or region_country(word)
            if country:
                profile.country, profile.why = country, Why.PLACE_IN_NAME
                profile.side = None if armed else place_name(country)  # "Darfur rebels"
                return


def _is_own_side(referent: Referent, profile: Profile) -> bool:
    if profile.kind != "organization" or not (referent.names or "opposition" in referent.nouns):
        return False
    return bool(referent.nouns & word_set("side of its own"))


def _is_city(referent: Referent) -> bool:
    return referent.label == "government" and bool(referent.nouns & word_set("city"))


def _side_of_modifier(referent: Referent, profile: Profile, stage: Stage) -> None:
    """ "A Bexa spokeswoman", "European Union foreign ministers": the name before the noun."""
    if profile.kind not in LED:
        return
    for mention in referent.mentions:
        number = stage.begins.get(-1 if mention.owner is None else mention.owner)
        owner = None if number is None else stage.profiles[number]
        if owner is not None and owner is not profile and owner.kind in ORG_KINDS:
            adopt(profile, owner, public=is_state(owner))
            return


def _side_of_compound(referent: Referent, profile: Profile, stage: Stage) -> None:
    """ "Union officials": those of the only union the story names."""
    if profile.side is not None or profile.kind not in ("group", "unnamed"):
        return
    for mention in referent.mentions:
        for child in stage.doc[mention.head].children:
            if child.dep_ != "compound" or child.pos_ not in ("NOUN", "PROPN"):
                continue
            owners = stage.roster.of_nouns({child.lower_}, lambda r: bool(r.names))
            owners = [i for i in owners if stage.profiles[i].kind in ORG_KINDS]
            if len(owners) == 1:
                owner = stage.profiles[owners[0]]
                adopt(profile, owner, public=is_state(owner))
                return


def _is_where_from(doc: Doc, i: int) -> bool:
    """Does a country's word only tell where one is from, unlike "the Brazil coach"?"""
    hit = longest_entry([t.text for t in doc[i : i + 5]])
    named = hit is not None and hit[1].kind in ("country", "capital", "government", "military")
    behind = i and doc[i - 1].lower_ in word_set("preposition of place") | {"the"}
    return not named or bool(behind)


def _is_member(referent: Referent) -> bool:
    return referent.label in ("person", "group")


def _is_official(referent: Referent) -> bool:
    """Does the person hold an office of a state or lead something?"""
    offices = word_set("office of a country") | word_set("state office") | word_set("local office")
    titled = any(m.title_field in ("political", "military") for m in referent.mentions)
    return titled or bool(referent.nouns & offices)


def _bears(person: Referent, name: str) -> bool:
    """Is `name` the person's name or surname?"""
    return bool(name) and any(own == name or own.endswith(f" {name}") for own in person.names)
