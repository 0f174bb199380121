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
    WEAK,
    is_state,
    officials,
    police,
    town_hall,
)
from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.gazetteer import (
    longest_entry,
    place_name,
    region_country,
    word_set,
)
from storyanalysis.extract.actors.kinds import ORG_KINDS, PUBLIC
from storyanalysis.extract.actors.offices import side_of_body_word, side_of_office, takes_sides
from storyanalysis.extract.actors.owners import (
    authors,
    country_at,
    descriptive_spans,
    named_in_role,
    possessors,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from storyanalysis.extract.actors.profile import Profile
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
            profile.side, profile.rule = profile.name, "a side of its own"
    bodies_first = sorted(stage.sideless, key=lambda pair: pair[0].label == "person")
    for referent, profile in bodies_first:
        if not _side_of_possessor(referent, profile, stage):
            _side_of_owner(referent, profile, stage)
    for referent, profile in stage.sideless:
        side_of_body_word(referent, profile, stage)
    for referent, profile in stage.sideless:
        if referent.label in PLACED or referent.label == "armed-group":
            _side_of_name(referent, profile)
    for referent, profile in stage.sideless:
        if _is_own_side(referent, profile) or _is_city(referent):
            profile.side, profile.rule = profile.name, "a side of its own"
    for referent, profile in stage.pairs:
        if profile.rule in WEAK or not referent.names:
            _side_of_modifier(referent, profile, stage)
            _side_of_compound(referent, profile, stage)
    for referent, profile in stage.sideless:
        if referent.label == "document":
            _side_of_author(referent, profile, stage)
    town_hall(stage)
    officials(stage)
    police(stage)
    for referent, profile in stage.sideless:
        _side_of_client(referent, profile, stage)
    for referent, profile in stage.sideless:
        side_of_office(referent, profile, stage)


def _side_of_possessor(referent: Referent, profile: Profile, stage: Stage) -> bool:
    """ "Its counsel", "the trust's treasurer": whose, where that stands beside the person."""
    if referent.label != "person" or referent.nouns & word_set("no member"):
        return False
    for mention in referent.mentions:
        for token in possessors(mention, stage.doc):
            number = stage.other(token, profile)
            if number is None:
                number = _named_like(stage.doc[token].text, stage)
            if number is None:
                continue
            owner, whose = stage.roster.all[number], stage.profiles[number]
            if takes_sides(owner, referent) and not _contains(owner, mention):
                state = is_state(whose) and owner.label != "place"  # but "Ohio's treasurer"
                _adopt(profile, whose, public=owner.label == "country" or state)
                return True
    return False


def _named_like(word: str, stage: Stage) -> int | None:
    """ "Lakeside's director": the one body whose name begins with the word."""
    if not word[:1].isupper():
        return None
    found = stage.roster.with_opening(word, lambda r: r.label in ORG_KINDS)
    return found[0] if len(found) == 1 else None


def _side_of_client(referent: Referent, profile: Profile, stage: Stage) -> None:
    """ "Her lawyer", "the prime minister's spokesman": those who speak for a person."""
    if referent.label != "person" or not referent.nouns & word_set("representative"):
        return
    for mention in referent.mentions:
        for token in possessors(mention, stage.doc):
            number = stage.other(token, profile)
            if number is None or stage.roster.all[number].label != "person":
                continue
            client = stage.profiles[number]
            named = bool(stage.roster.all[number].names)
            profile.side = client.name if named else client.side
            profile.country = client.country
            profile.rule = f"speaks for {client.name}"
            return


def _side_of_owner(referent: Referent, profile: Profile, stage: Stage) -> None:
    """Whose person or body it is: "Iranian general", "Lumenest spokesman", "its director"."""
    if referent.label == "media":
        return
    named = next((m.owner_name for m in referent.mentions if m.owner_name and m.kind == "name"), "")
    owners: list[int] = []
    if named:
        owners = stage.roster.of_labels(("person",), lambda r: _bears(r, named))
    if owners and stage.profiles[owners[0]].side:  # "the Trump administration"
        _adopt(profile, stage.profiles[owners[0]], public=referent.label in PUBLIC)
        return
    hit = longest_entry(named.replace("-", " - ").split()) if profile.kind in FORCES else None
    if hit and hit[1].kind in FORCES and hit[1].side:  # "FARC rebels", "UNAMID troops"
        profile.side, profile.country = hit[1].side, hit[1].country or None
        profile.rule = f"belongs to {hit[1].name}"
        return
    if any(_side_beside(mention, referent, profile, stage) for mention in referent.mentions):
        return
    for mention in referent.mentions:
        if mention.role and (in_role := named_in_role(mention, stage.doc, stage.at)):
            profile.side, profile.rule = in_role, "named in the role"
            return


def _side_beside(mention: Candidate, referent: Referent, profile: Profile, stage: Stage) -> bool:
    """Take the side of a country or body that stands beside the mention, if one does."""
    for i in (i for span in descriptive_spans(mention, stage.doc) for i in range(*span)):
        country = country_at(stage.doc, i)
        if country and referent.label != "document":
            profile.country = country
            private = referent.label == "person" and referent.names and not _is_official(referent)
            if private and _is_where_from(stage.doc, i):
                return False  # "the Welsh tenor", "a doctor in Ohio" are on no country's side
            profile.side, profile.rule = place_name(country), "country in the description"
            return True
        number = stage.at.get(i)
        if number is None or stage.profiles[number] is profile:
            continue
        owner = stage.roster.all[number]
        if owner.label == "media" and referent.label != "person":
            continue
        if referent.nouns & word_set("no member") and owner.label != "country":
            continue
        if takes_sides(owner, referent) and not _contains(owner, mention):
            _adopt(profile, stage.profiles[number], public=owner.label in {*PUBLIC, "country"})
            return True
    return False


def _side_of_name(referent: Referent, profile: Profile) -> None:
    """ "University of Tasmania", "Lakeside Hospital in Kisumu": a place in the name."""
    for name in referent.names:
        words = name.replace(",", " ,").split()
        for i, word in enumerate(words):
            hit = longest_entry(words[i:])
            known = hit is not None and hit[1].kind in ("demonym", "country", "capital")
            country = hit[1].country if hit is not None and known else ""
            armed = referent.label == "armed-group"
            public = bool(referent.nouns & word_set("public institution"))
            if referent.label in PUBLIC or armed or public:
                two = " ".join(words[i : i + 2])
                country = country or region_country(two) or region_country(word)
            if country:
                profile.country, profile.rule = country, "place in the name"
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
            _adopt(profile, owner, public=is_state(owner))
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
                _adopt(profile, owner, public=is_state(owner))
                return


def _side_of_author(referent: Referent, profile: Profile, stage: Stage) -> None:
    """A document is on the side of who owns it, wrote it or speaks in it."""
    for mention in referent.mentions:
        for token in authors(stage.doc[mention.head], mention):
            number = stage.at.get(token.i)
            owner = None if number is None else stage.profiles[number]
            if owner is None or owner is profile:
                continue
            if owner.kind in ORG_KINDS | {"country"} or owner.side:
                profile.side, profile.country = owner.side or owner.name, owner.country
                profile.rule = f"written by {owner.name}"
                return


def _is_where_from(doc: Doc, i: int) -> bool:
    """Does a country's word only tell where one is from, unlike "the Brazil coach"?"""
    hit = longest_entry([t.text for t in doc[i : i + 5]])
    named = hit is not None and hit[1].kind in ("country", "capital", "government", "military")
    behind = i and doc[i - 1].lower_ in word_set("preposition of place") | {"the"}
    return not named or bool(behind)


def _is_official(referent: Referent) -> bool:
    """Does the person hold an office of a state or lead something?"""
    offices = word_set("office of a country") | word_set("state office") | word_set("local office")
    titled = any(m.title_field in ("political", "military") for m in referent.mentions)
    return titled or bool(referent.nouns & offices)


def _bears(person: Referent, name: str) -> bool:
    """Is `name` the person's name or surname?"""
    return bool(name) and any(own == name or own.endswith(f" {name}") for own in person.names)


def _contains(owner: Referent, mention: Candidate) -> bool:
    """Is the mention a part of the owner's own name ("Gov. Reese's office")?"""
    return any(m.start <= mention.start and mention.end <= m.end for m in owner.mentions)


def _adopt(profile: Profile, owner: Profile, *, public: bool) -> None:
    """Public bodies are on their country's side, any other body is one itself."""
    profile.side = owner.side if public and owner.side else owner.name
    profile.country = owner.country
    profile.rule = f"belongs to {owner.name}"
