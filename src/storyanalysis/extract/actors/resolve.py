"""Descriptions and titles to the actors they stand for."""

from __future__ import annotations

from storyanalysis.extract.actors.bodies import (
    body_meant,
    forces_meant,
    government_meant,
    is_top,
    latest,
)
from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.context import Context
from storyanalysis.extract.actors.epithets import Ages, epithet_meant, named_next
from storyanalysis.extract.actors.gazetteer import short_title, small_numbers, word_set
from storyanalysis.extract.actors.kinds import ORG_KINDS
from storyanalysis.extract.actors.referents import Referent, Roster
from storyanalysis.extract.actors.spelling import body_key

__all__ = ["link_descriptions"]


OWN_NAME = {*ORG_KINDS, "", "thing"}


def link_descriptions(candidates: list[Candidate], roster: Roster, context: Context) -> None:
    """Link titles and noun phrases to actors named before, or open new ones."""
    ages = Ages(roster, context.doc)
    for candidate in sorted(
        candidates, key=lambda c: (is_top(c, context), c.kind != "name", c.start)
    ):
        if candidate.actor is None:
            _link(candidate, roster, context, ages)


def _link(candidate: Candidate, roster: Roster, context: Context, ages: Ages) -> None:
    top = is_top(candidate, context)
    if candidate.kind == "title":
        found = _named_beside(candidate, roster, context)
        found = _by_office(candidate, roster, top) if found is None else found
        _join_or_new(candidate, roster, found, "person")
    elif candidate.kind == "name":
        _link_body(candidate, roster)
    elif candidate.label == "person" and not candidate.plural:
        found = None
        if context.doc[candidate.start].lower_ in ("a", "an"):
            found = None if top else named_next(candidate, roster, context)
        elif candidate.definite and not top:
            found = epithet_meant(candidate, roster, context, ages)
        if found is None and candidate.definite:
            found = _by_office(candidate, roster, top)
        _join_or_new(candidate, roster, found, "person")
    elif candidate.label == "country":
        _join_country(candidate, roster, context)
    elif candidate.label == "military" and candidate.noun in word_set("forces"):
        _join_or_new(candidate, roster, forces_meant(candidate, roster), "military")
    elif candidate.noun == "government" and candidate.definite and not candidate.plural:
        _join_or_new(candidate, roster, government_meant(candidate, roster), "government")
    elif candidate.label in ORG_KINDS and candidate.definite and not candidate.plural:
        _join_or_new(candidate, roster, body_meant(candidate, roster, context), candidate.label)
    else:
        _join_or_new(
            candidate, roster, _same_phrase(candidate, roster), candidate.label or "unnamed"
        )


def _join_or_new(candidate: Candidate, roster: Roster, number: int | None, label: str) -> None:
    if number is None:
        number = _same_phrase(candidate, roster) if candidate.definite or candidate.plural else None
    if number is None:
        roster.new(candidate, label)
    else:
        roster.join(candidate, number)


def _link_body(candidate: Candidate, roster: Roster) -> None:
    """A name and a body: "the Iraqi parliament", "U.S. troops", "the Trump administration"."""
    if candidate.country and candidate.noun == "government":
        found = roster.of_key(candidate.country, lambda r: r.label == "country")
        if found:
            roster.join(candidate, found[0])
            return
    group = roster.of_key(candidate.owner_name, lambda r: r.label == "armed-group")
    if group and (candidate.label == "armed-group" or candidate.noun in word_set("forces")):
        roster.join(candidate, group[0])  # "ISIS militants" are ISIS
        return
    if candidate.noun in word_set("vague noun for a body") and not candidate.country:
        owner = candidate.owner_name
        found = roster.with_opening(owner, lambda r: r.label in OWN_NAME and owner in r.names)
        if found:
            roster.join(candidate, found[0])  # "the Unite union" is Unite
            return
    key = body_key(candidate)
    label = "military" if candidate.noun in word_set("forces") else candidate.label
    found = roster.of_key(key) if key == "" else roster.of_tail(key)
    found = found or roster.with_opening(candidate.name, lambda r: _is_short_form(candidate, r))
    if found:
        roster.join(candidate, found[0])
    else:
        roster.new(candidate, label, key)


def _join_country(candidate: Candidate, roster: Roster, context: Context) -> None:
    """ "The country": the one spoken of last, other than the one that acts here."""
    here = [
        (context.doc[m.head].dep_, m.country)
        for m in roster.with_country
        if context.sentence[m.start] == context.sentence[candidate.start]
    ]
    moved = {country for dep, country in here if dep == "dobj"}  # "expel U.S. troops from ..."
    acting = moved or {country for dep, country in here if dep == "nsubj"}
    recent = [
        (m.start, m.country)
        for m in roster.with_country
        if m.start < candidate.start and m.country not in acting
    ]
    found = roster.of_key(max(recent)[1], lambda r: r.label == "country") if recent else []
    if found and candidate.definite:
        roster.join(candidate, found[0])
    else:
        candidate.status = "unlinked"


def _named_beside(candidate: Candidate, roster: Roster, context: Context) -> int | None:
    """ "The Lord Mayor, Terry Vance": the person named right behind the title."""
    doc, after = context.doc, candidate.end
    if after + 1 >= len(doc) or doc[after].text != ",":
        return None
    found = roster.starting(after + 1, lambda r: r.label == "person")
    return found[0] if found else None


def _is_short_form(candidate: Candidate, referent: Referent) -> bool:
    """ "Harrow Falls council" for "Harrow Falls city council": same first and last words."""
    words = candidate.name.casefold().split()
    for name in referent.names:
        others = name.casefold().split()
        ends = len(others) > 1 and words[0] == others[0] and words[-1] == others[-1]
        if ends and (set(words) <= set(others) or set(others) <= set(words)):
            return True
    return False


def _by_office(candidate: Candidate, roster: Roster, top: bool) -> int | None:
    """The person whose title or role has this noun: "the mayor", "General"."""
    noun = candidate.noun.rstrip(".")
    forms = {noun, short_title(noun)}
    people = roster.of_nouns(forms, lambda r: r.label == "person")
    if candidate.owner_name:
        people = [i for i in people if not _is_of_another(roster.all[i], candidate.owner_name)]
    if candidate.gender:
        people = [i for i in people if roster.all[i].gender in ("", candidate.gender)]
    found = latest(people, roster, candidate, top)
    return min(people, default=None) if found is None else found


def _is_of_another(person: Referent, owner: str) -> bool:
    """ "Kestrel's manager" is not the one who was called "Aldermoor manager"."""
    words = {w for m in person.mentions for w in m.role.split()[:-1] if w[:1].isupper()}
    named = {w.removesuffix("'s").removesuffix("’s") for w in words}
    return bool(named) and not named & set(owner.split())


def _same_phrase(candidate: Candidate, roster: Roster) -> int | None:
    """An actor described by the same noun before: "a letter" ... "that letter".

    What stands before the noun must not say something else ("two officials" are
    not the "Norwegian officials" of before), and a new number makes a new group.
    """
    if _is_counted(candidate):
        return None
    same = roster.of_nouns(
        {candidate.noun},
        lambda r: (
            not r.names
            and r.plural == candidate.plural
            and any(
                m.kind == "description" and m.noun == candidate.noun and _agree(candidate, m)
                for m in r.mentions
            )
        ),
    )
    return latest(same, roster, candidate, top=False)


def _is_counted(candidate: Candidate) -> bool:
    words = candidate.name.casefold().split()
    return candidate.plural and bool(words) and (words[0].isdigit() or words[0] in small_numbers())


def _agree(candidate: Candidate, mention: Candidate) -> bool:
    new, old = _modifiers(candidate), _modifiers(mention)
    return new <= old or (old <= new and not candidate.definite)


def _modifiers(candidate: Candidate) -> set[str]:
    """Words before the head noun that tell which one is meant."""
    words = candidate.name.casefold().split()
    before = words[: words.index(candidate.noun)] if candidate.noun in words else words
    return {w for w in before if w not in word_set("determiner") and w not in small_numbers()}
