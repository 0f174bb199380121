"""Sides told by an office: of the only town hall, police force or country of the story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storyanalysis.extract.actors.gazetteer import place_name, word_set
from storyanalysis.extract.actors.kinds import ORG_KINDS, PUBLIC

if TYPE_CHECKING:
    from storyanalysis.extract.actors.profile import Profile
    from storyanalysis.extract.actors.referents import Referent, Roster

__all__ = ["WEAK", "is_local", "officials", "only_country", "police", "side_of_home", "town_hall"]

WEAK = ("", "home of the story")  # rules that a name beside the noun goes before
FORCE = re.compile(r"\b(police|constabulary)( (department|service|force|in .*))?$", re.IGNORECASE)


def side_of_home(
    referent: Referent, profile: Profile, home: str, profiles: list[Profile], roster: Roster
) -> None:
    """Officials belong to the city or country the story is about; executives to its company."""
    nouns = referent.nouns
    if referent.label == "person" or referent.label in PUBLIC or "police" in nouns:
        local = nouns & word_set("local office")
        city = roster.of_nouns(word_set("city"), lambda r: r.label == "government") if local else []
        if city:
            profile.side, profile.rule = profiles[city[0]].name, "local office"
            return
    if referent.label == "person" and nouns & word_set("office in a body"):
        bodies = roster.of_labels(("company", "organization"), lambda r: bool(r.names))
        first = referent.mentions[0].start
        before = [(roster.all[i].before(first)[0], -i) for i in bodies]
        before = [pair for pair in before if pair[0]]
        if before:
            chosen = -max(before)[1]
            profile.side, profile.country = profiles[chosen].name, profiles[chosen].country
            profile.rule = f"office in {profiles[chosen].name}"
            return
    official = referent.label in PUBLIC or (
        referent.label == "person"
        and any(m.title_field in ("political", "military") for m in referent.mentions)
    )
    if referent.label == "government" and nouns & word_set("city"):
        profile.side, profile.rule = profile.name, "a city"
    elif home and official:
        profile.country, profile.side, profile.rule = home, place_name(home), "home of the story"


def police(roster: Roster, profiles: list[Profile]) -> None:
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


def is_local(body: Profile) -> bool:
    """Is it the government of a town or county?"""
    words = set(body.name.lower().split())
    return body.kind in PUBLIC and bool(words & word_set("local body"))


def town_hall(roster: Roster, profiles: list[Profile]) -> None:
    """Who works for a town, or holds an office in the only one, is on its side."""
    bodies = {p.name: p for p in profiles if is_local(p)}
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


def only_country(profiles: list[Profile]) -> str:
    """The one country that the story's actors belong to, public bodies among them, or ""."""
    countries = {profile.country for profile in profiles if profile.country}
    public = {p.country for p in profiles if p.country and p.kind in PUBLIC}
    return countries.pop() or "" if len(countries) == 1 and public else ""


def officials(roster: Roster, profiles: list[Profile], home: str) -> None:
    """Officials and public bodies of no country told belong to the story's."""
    if not home:
        return
    for referent, profile in zip(roster.all, profiles, strict=True):
        officer = profile.kind == "person" and referent.nouns & word_set("state office")
        if profile.side is None and (profile.kind in PUBLIC or officer):
            profile.country, profile.side = home, place_name(home)
            profile.rule = "home of the story"
