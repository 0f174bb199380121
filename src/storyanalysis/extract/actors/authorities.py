"""Sides of the public service: the story's town hall, police force and country."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storyanalysis.extract.actors.evidence import WEAK, Why
from storyanalysis.extract.actors.gazetteer import noun_kind, place_name, word_set
from storyanalysis.extract.actors.kinds import ORG_KINDS, PUBLIC

if TYPE_CHECKING:
    from storyanalysis.extract.actors.profile import Profile
    from storyanalysis.extract.actors.referents import Referent
    from storyanalysis.extract.actors.stage import Stage

__all__ = ["is_state", "of_dateline", "officials", "police", "town_hall"]

FORCE = re.compile(r"\b(police|constabulary)( (department|service|force|in .*))?$", re.IGNORECASE)


def police(stage: Stage) -> None:
    """Officers belong to the only police force of the story."""
    forces = [p for p in stage.profiles if p.kind in ORG_KINDS and FORCE.search(p.name)]
    forces = [p for p in forces if p.name.lower() != "police"] or forces
    if len(forces) != 1:
        return
    for referent, profile in stage.pairs:
        titled = any(m.title_field == "police" for m in referent.mentions)
        crew = profile.kind in ("group", "unnamed") and referent.nouns & word_set("police staff")
        if (titled or crew) and profile.why in WEAK:
            force = forces[0]
            generic = force.name.lower() == "police" and force.side
            profile.side, profile.country = force.side if generic else force.name, force.country
            profile.why, profile.of = Why.OFFICER, force


def is_local(body: Profile) -> bool:
    """Is it the government of a town or county?"""
    words = set(body.name.lower().split())
    return body.kind in PUBLIC and bool(words & word_set("local body"))


def is_state(owner: Profile) -> bool:
    """A public body that is no town's, and no agency with a name of its own."""
    agency = set(owner.name.lower().split()) & word_set("agency of a state")
    return owner.kind in PUBLIC and not is_local(owner) and not agency


def town_hall(stage: Stage) -> None:
    """Who works for a town, or holds an office in the only one, is on its side."""
    bodies = {p.name: p for p in stage.profiles if is_local(p)}
    only = next(iter(bodies.values())) if len(bodies) == 1 else None
    city = _city(stage)
    for referent, profile in stage.pairs:
        local = bool(referent.nouns & word_set("local office"))
        public = profile.kind in PUBLIC or referent.label == "person" or "police" in referent.nouns
        if city and local and public and profile.side is None and profile is not city:
            profile.side, profile.why = city.name, Why.LOCAL_OFFICE
        if profile.kind != "person":
            continue
        body = bodies.get(profile.of.name) if profile.of and profile.why is Why.BELONGS else None
        if body is None and profile.why in WEAK and local:
            body = only
        if body is not None:
            own = body.kind == "government" or not body.side or body.side == body.country
            profile.side = body.name if own else body.side
            profile.why, profile.of = Why.BELONGS, body


def _city(stage: Stage) -> Profile | None:
    """The first town hall of the story."""
    found = stage.roster.of_nouns(word_set("city"), lambda r: r.label == "government")
    return stage.profiles[found[0]] if found else None


def officials(stage: Stage) -> None:
    """Officials and public bodies of no country told belong to the story's."""
    for referent, profile in stage.sideless:
        if _is_officer(referent) and (near := _state_coordinated(referent, stage)):
            profile.country, profile.side = near, place_name(near)
            profile.why = Why.STATE_NEAR
    home = stage.home or _only_country(stage.profiles)
    if not home:
        return
    for referent, profile in stage.sideless:
        if _is_of_public(referent, profile) or _is_of_state(referent, stage):
            profile.country, profile.side = home, place_name(home)
            profile.why = Why.HOME
        elif _is_officer(referent):
            near = _state_near(referent, stage)
            profile.country, profile.side = near or home, place_name(near or home)
            profile.why = Why.STATE_NEAR if near else Why.HOME


def of_dateline(stage: Stage) -> None:
    """ "DAYTON, Ohio — Lumenest is recalling": the company of the headline is from there."""
    if not stage.datelined:
        return
    for referent, profile in stage.sideless:
        first = min(m.start for m in referent.mentions)
        top = stage.context.section[first] in ("headline", "deck")
        if referent.names and top and referent.label == "company" and not profile.country:
            profile.country, profile.side = stage.home, place_name(stage.home)
            profile.why = Why.HOME


def _is_of_public(referent: Referent, profile: Profile) -> bool:
    """A public body of one country, its police, or its lawmakers and prosecutors."""
    if profile.kind in PUBLIC:
        return not _is_international(profile)
    if profile.kind == "organization":
        return "police" in referent.nouns
    return referent.label == "group" and bool(referent.nouns & word_set("servants of a state"))


def _is_officer(referent: Referent) -> bool:
    """A minister, general, judge: by title, or by an office spoken of as known."""
    if referent.label != "person":
        return False
    titled = any(m.title_field in ("political", "military") for m in referent.mentions)
    known = bool(referent.names) or any(m.definite for m in referent.mentions)
    at_home = word_set("state office") - word_set("office abroad")
    return titled or (known and bool(referent.nouns & at_home))


def _is_of_state(referent: Referent, stage: Stage) -> bool:
    """ "The National Hurricane Center", "Eastern Water, the state company"."""
    if referent.label not in ("organization", "company") or not referent.names:
        return False
    if referent.nouns & word_set("side of its own"):
        return False
    words = word_set("of the state")
    if any(name.split()[0].lower() in words for name in referent.names):
        return referent.label == "organization"
    for mention in referent.mentions:
        head = stage.doc[mention.head]
        beside = [*head.children, *([head.head] if head.dep_ in ("appos", "compound") else [])]
        for noun in [head, *(t for t in beside if t.dep_ == "appos" or t is head.head)]:
            if noun_kind(noun.text) and any(c.text in words for c in noun.lefts):
                return True
    return False


def _state_coordinated(referent: Referent, stage: Stage) -> str:
    """ "The Iraqi parliament and the prime minister": of one country."""
    for mention in referent.mentions:
        head = stage.doc[mention.head]
        number = stage.at.get(head.head.i) if head.dep_ == "conj" else None
        if number is not None and stage.profiles[number].kind in PUBLIC:
            return stage.profiles[number].country or ""
    return ""


def _state_near(referent: Referent, stage: Stage) -> str:
    """Country of the state or its body that is the subject of this sentence or the last one."""
    place = min(m.start for m in referent.mentions)
    paragraph, sentence = stage.context.paragraph, stage.context.sentence
    for i in range(place - 1, -1, -1):
        if paragraph[i] != paragraph[place] or sentence[i] < sentence[place] - 1:
            break
        number = stage.at.get(i)
        if number is None or stage.doc[i].dep_ != "nsubj":
            continue
        body = stage.profiles[number]
        abroad = "embassy" in stage.roster.all[number].nouns
        if body.country and body.kind in {*PUBLIC, "country"} and not abroad:
            return body.country
    return ""


def _is_international(body: Profile) -> bool:
    """ "European Space Agency": of no single country."""
    return bool(set(body.name.lower().split()) & word_set("of many countries"))


def _only_country(profiles: list[Profile]) -> str:
    """The one country that the story's actors belong to, public bodies among them, or ""."""
    countries = {profile.country for profile in profiles if profile.country}
    public = {p.country for p in profiles if p.country and p.kind in PUBLIC}
    return countries.pop() or "" if len(countries) == 1 and public else ""
