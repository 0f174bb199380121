"""Sides told by an office in a company or organization."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyanalysis.extract.actors.authorities import is_state
from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.evidence import Use, Why
from storyanalysis.extract.actors.gazetteer import noun_kind, place_name, word_set
from storyanalysis.extract.actors.kinds import ORG_KINDS, PUBLIC

if TYPE_CHECKING:
    from storyanalysis.extract.actors.profile import Profile
    from storyanalysis.extract.actors.referents import Referent
    from storyanalysis.extract.actors.stage import Stage

__all__ = ["side_of_body_word", "side_of_office", "takes_sides"]

EMPLOYERS = ("company", "organization")
REACH = 300  # tokens back within which a body is still spoken of


def side_of_body_word(referent: Referent, profile: Profile, stage: Stage) -> None:
    """ "Council leader", "opposition MP": a body named by its noun in front of the office."""
    if referent.label != "person":
        return
    for mention in referent.mentions:
        for word in _words_before(mention, stage):
            if word == "opposition":
                profile.side, profile.why = word, Why.OPPOSITION
                return
            if noun_kind(word) not in ORG_KINDS:
                continue
            bodies = stage.roster.of_nouns({word}, lambda r: r.label in ORG_KINDS)
            bodies = [i for i in bodies if stage.profiles[i] is not profile]
            named = [i for i in bodies if _is_told(stage.roster.all[i])] or bodies
            if len(named) == 1:
                owner = stage.profiles[named[0]]
                home = place_name(stage.home) if stage.home else None
                side = (owner.side or home) if is_state(owner) else None
                profile.side, profile.country = side or owner.name, owner.country
                profile.why, profile.of = Why.BELONGS, owner
                return


def _is_told(body: Referent) -> bool:
    """Has it a name of which the story tells what it is?"""
    return any(m.kind == "name" and m.use is not Use.UNTOLD for m in body.mentions)


def takes_sides(owner: Referent, member: Referent) -> bool:
    """Can the member belong to it? What employs a person is a body by that."""
    if owner.label in ("country", "place"):
        return True
    general = word_set("committee") | word_set("seat of government")
    if owner.label in PUBLIC and not owner.names and owner.nouns & general:
        return False  # who chairs a committee belongs to more than that
    known = member.label == "person" or not owner.names or _is_told(owner)
    return owner.label in ORG_KINDS and known and not owner.plural


def _words_before(mention: Candidate, stage: Stage) -> list[str]:
    """Words of a role or description in front of its last noun."""
    first, last = mention.role_start, mention.role_end
    if mention.title and mention.kind == "name":
        n_title = len(mention.title.replace("-", " - ").split())
        first, last = max(mention.start - n_title - 1, 0), mention.start
    elif first < 0:
        if mention.kind != "description":
            return []
        first, last = mention.start, mention.end
    return [t.lower_ for t in stage.doc[first : max(first, last - 1)]]


def side_of_office(referent: Referent, profile: Profile, stage: Stage) -> None:
    """ "Spokesman X", with no word of whose: of the body that is spoken of there."""
    if not _works_in_a_body(referent):
        return
    if referent.nouns & word_set("state office"):
        return
    before = [w for m in referent.mentions for w in _words_before(m, stage)]
    if any(noun_kind(word) in PUBLIC for word in before):
        return  # "a state department spokeswoman"
    first = min(referent.mentions, key=lambda m: m.start)
    number = _body_near(first.start, profile, stage)
    if number is None:
        number = _main_body(first.start, profile, stage)
    if number is not None:
        body = stage.profiles[number]
        profile.side, profile.country = body.name, body.country
        profile.why, profile.of = Why.OFFICE, body


def _works_in_a_body(referent: Referent) -> bool:
    """A spokesman or director, or "executives", "the staff", "the board" of nobody told."""
    if referent.label == "person":
        return bool(referent.nouns & word_set("office in a body"))
    return not referent.names and bool(referent.nouns & word_set("staff of a body"))


def _body_near(place: int, profile: Profile, stage: Stage) -> int | None:
    """The subject spoken of last in the paragraph, else the body named last in it."""
    paragraph = stage.context.paragraph
    fallback = None
    i = place - 1
    while i >= max(0, place - REACH) and paragraph[i] == paragraph[place]:
        number = stage.other(i, profile)
        if number is not None and _employs(stage.roster.all[number]):
            if stage.doc[i].dep_ in ("nsubj", "nsubjpass"):
                return number
            fallback = number if fallback is None else fallback
        i -= 1
    return fallback


def _employs(body: Referent) -> bool:
    """A company or organization that has a name, or is spoken of as known."""
    first = body.mentions[0]
    known = _is_told(body) or (first.definite and first.end - first.start <= 1)
    return body.label in EMPLOYERS and known


def _main_body(place: int, profile: Profile, stage: Stage) -> int | None:
    """The company or organization the story is about: named twice as often as any other."""
    bodies = stage.roster.of_labels(EMPLOYERS, lambda r: bool(r.names))
    before = [
        (stage.roster.all[i].before(place)[0], -i)
        for i in bodies
        if stage.profiles[i] is not profile
    ]
    (most, chosen), (second, _) = sorted([*before, (0, 0), (0, 0)], reverse=True)[:2]
    return -chosen if most and most >= 2 * second else None
