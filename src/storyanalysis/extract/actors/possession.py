"""Sides told by who owns, leads or is represented by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyanalysis.extract.actors.authorities import is_state
from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.evidence import Why
from storyanalysis.extract.actors.gazetteer import word_set
from storyanalysis.extract.actors.kinds import ORG_KINDS, PUBLIC
from storyanalysis.extract.actors.offices import takes_sides
from storyanalysis.extract.actors.owners import clients, possessors

if TYPE_CHECKING:
    from storyanalysis.extract.actors.profile import Profile
    from storyanalysis.extract.actors.referents import Referent
    from storyanalysis.extract.actors.stage import Stage

__all__ = [
    "adopt",
    "contains",
    "side_of_client",
    "side_of_country_owning",
    "side_of_possessor",
    "sides_of_commanders",
]


def side_of_possessor(referent: Referent, profile: Profile, stage: Stage) -> bool:
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
            if takes_sides(owner, referent) and not contains(owner, mention):
                state = is_state(whose) and owner.label != "place"  # but "Ohio's treasurer"
                adopt(profile, whose, public=owner.label == "country" or state)
                return True
    return False


def side_of_country_owning(referent: Referent, profile: Profile, stage: Stage) -> None:
    """ "Its Foreign Ministry", where "its" is a country's."""
    for mention in referent.mentions:
        owners = (t for t in stage.doc[mention.head].lefts if t.tag_ == "PRP$" or t.dep_ == "poss")
        for number in (stage.other(t.i, profile) for t in owners):
            if number is not None and stage.profiles[number].kind in {*PUBLIC, "country"}:
                owner = stage.profiles[number]
                if owner.side and owner.country:
                    adopt(profile, owner, public=True)
                    return


def _named_like(word: str, stage: Stage) -> int | None:
    """ "Lakeside's director": the one body whose name begins with the word."""
    if not word[:1].isupper():
        return None
    found = stage.roster.with_opening(word, lambda r: r.label in ORG_KINDS)
    return found[0] if len(found) == 1 else None


def side_of_client(referent: Referent, profile: Profile, stage: Stage) -> None:
    """ "Her lawyer", "the prime minister's spokesman": those who speak for a person."""
    if referent.label != "person" or not referent.nouns & word_set("representative"):
        return
    for mention in referent.mentions:
        for token in [*possessors(mention, stage.doc), *clients(mention, stage.doc)]:
            number = stage.other(token, profile)
            if number is None or stage.roster.all[number].label != "person":
                continue
            client = stage.profiles[number]
            named = bool(stage.roster.all[number].names)
            profile.side = client.name if named else client.side
            profile.country = client.country
            profile.why, profile.of = Why.SPEAKS_FOR, client
            return


def sides_of_commanders(stage: Stage) -> None:
    """ "General Seely, the commander of Task Force Iraq": a force is of its commander's country."""
    forces = [(r, p) for r, p in stage.sideless if r.label == "military"]
    leaders = _by_role(stage) if forces else {}
    for referent, profile in forces:
        numbers = {n for m in referent.mentions for n in leaders.get(m.start, ())}
        leading = (stage.profiles[n] for n in sorted(numbers))
        whose = next((p for p in leading if p.country and p.side), None)
        if whose is not None:
            profile.side, profile.country = whose.side, whose.country
            profile.why, profile.of = Why.LED, whose


def _by_role(stage: Stage) -> dict[int, list[int]]:
    """Tokens of roles -> numbers of who has them."""
    found: dict[int, list[int]] = {}
    for number, referent in enumerate(stage.roster.all):
        for mention in referent.mentions:
            for i in range(mention.role_start, mention.role_end):
                found.setdefault(i, []).append(number)
    return found


def contains(owner: Referent, mention: Candidate) -> bool:
    """Is the mention a part of the owner's own name ("Gov. Reese's office")?"""
    return any(m.start <= mention.start and mention.end <= m.end for m in owner.mentions)


def adopt(profile: Profile, owner: Profile, *, public: bool) -> None:
    """Public bodies are on their country's side, any other body is one itself."""
    profile.side = owner.side if public and owner.side else owner.name
    profile.country = owner.country
    profile.why, profile.of = Why.BELONGS, owner
