"""Descriptions and titles to the actors they stand for."""

from __future__ import annotations

import math

from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.context import Context
from storyanalysis.extract.actors.deeds import AS_PLACE, WEAK
from storyanalysis.extract.actors.epithets import Ages, epithet_meant
from storyanalysis.extract.actors.gazetteer import short_title, small_numbers, word_set
from storyanalysis.extract.actors.kinds import ORG_KINDS
from storyanalysis.extract.actors.referents import Referent, Roster
from storyanalysis.extract.actors.spelling import body_key

__all__ = ["link_descriptions"]


# nouns that may point at any body of these kinds
GENERIC = {
    "company": {"company", "organization"},
    "organization": {"organization", "media", "company"},
    "government": {"government", "organization"},
    "military": {"military"},
    "legislature": {"legislature"},
    "court": {"court"},
    "media": {"media"},
    "armed-group": {"armed-group"},
    "group": {"organization", "armed-group", "group"},
}


OWN_NAME = {*ORG_KINDS, "", "thing"}


def link_descriptions(candidates: list[Candidate], roster: Roster, context: Context) -> None:
    """Link titles and noun phrases to actors named before, or open new ones."""
    ages = Ages(roster, context.doc)
    for candidate in sorted(
        candidates, key=lambda c: (_is_top(c, context), c.kind != "name", c.start)
    ):
        if candidate.actor is None:
            _link(candidate, roster, context, ages)


def _is_top(candidate: Candidate, context: Context) -> bool:
    """Headline and deck come last: they speak of what the story then names."""
    return context.section[candidate.start] in ("headline", "deck")


def _link(candidate: Candidate, roster: Roster, context: Context, ages: Ages) -> None:
    top = _is_top(candidate, context)
    if candidate.kind == "title":
        found = _named_beside(candidate, roster, context)
        found = _by_office(candidate, roster, top) if found is None else found
        _join_or_new(candidate, roster, found, "person")
    elif candidate.kind == "name":
        _link_body(candidate, roster)
    elif candidate.label == "person" and not candidate.plural:
        found = None
        if candidate.definite and not top:
            found = epithet_meant(candidate, roster, context, ages)
        if found is None and candidate.definite:
            found = _by_office(candidate, roster, top)
        _join_or_new(candidate, roster, found, "person")
    elif candidate.label == "country":
        _join_country(candidate, roster, context)
    elif candidate.label == "military" and candidate.noun in word_set("forces"):
        _join_or_new(candidate, roster, _forces_meant(candidate, roster), "military")
    elif candidate.noun == "government" and candidate.definite and not candidate.plural:
        _join_or_new(candidate, roster, _government_meant(candidate, roster), "government")
    elif candidate.label in ORG_KINDS and candidate.definite and not candidate.plural:
        _join_or_new(candidate, roster, _body_meant(candidate, roster, context), candidate.label)
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


def _government_meant(candidate: Candidate, roster: Roster) -> int | None:
    """ "The government": the one spoken of by name, else of the only or last named country."""
    if candidate.owner is not None and not candidate.country:
        return None
    named = roster.of_nouns({"government"}, lambda r: r.label == "government" and bool(r.names))
    found = _latest(named, roster, candidate, top=False)
    if found is None:
        countries = roster.of_labels(("country",), _is_more_than_place)
        found = _latest(countries, roster, candidate, top=False)
        found = countries[0] if found is None and len(countries) == 1 else found
    return found


def _is_more_than_place(referent: Referent) -> bool:
    return any(not mention.rule.endswith(AS_PLACE) for mention in referent.mentions)


def _forces_meant(candidate: Candidate, roster: Roster) -> int | None:
    """ "The troops": the forces spoken of last."""
    forces = roster.of_tail("forces", lambda r: r.key.endswith(":forces"))
    return _latest(forces, roster, candidate, top=False) if candidate.owner is None else None


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
    found = _latest(people, roster, candidate, top)
    return min(people, default=None) if found is None else found


def _is_of_another(person: Referent, owner: str) -> bool:
    """ "Kestrel's manager" is not the one who was called "Aldermoor manager"."""
    words = {w for m in person.mentions for w in m.role.split()[:-1] if w[:1].isupper()}
    named = {w.removesuffix("'s").removesuffix("’s") for w in words}
    return bool(named) and not named & set(owner.split())


def _body_meant(candidate: Candidate, roster: Roster, context: Context) -> int | None:
    """The body that "the bureau" or "the company" points at."""
    top = _is_top(candidate, context)
    same_noun = roster.of_nouns({candidate.noun}, lambda r: r.label in ORG_KINDS and bool(r.names))
    found = _latest(same_noun, roster, candidate, top)
    if found is None and len(same_noun) == 1:
        found = same_noun[0]  # named further down
    bare = candidate.head - candidate.start <= 1  # "the union", not "the drivers' union"
    if found is not None or not bare or candidate.noun not in word_set("vague noun for a body"):
        return found
    kinds = GENERIC.get(candidate.label, {candidate.label})
    fitting = roster.of_labels(
        kinds,
        lambda r: bool(r.names) and (r.label == candidate.label or _is_subject(r, context)),
    )
    found = _most_salient(fitting, roster, candidate, context)
    if found is None and candidate.label in kinds:
        untold = roster.of_labels(kinds, lambda r: bool(r.names) and _is_untold(r))
        found = _most_salient(untold, roster, candidate, context)
    return found


def _is_untold(referent: Referent) -> bool:
    """Does nothing but its use tell what the name is of?"""
    return all(m.rule == WEAK and not m.descriptors for m in referent.mentions if m.kind == "name")


def _is_subject(referent: Referent, context: Context) -> bool:
    """A name that does not tell what it is, and that the headline is about."""
    first = min(referent.mentions, key=lambda m: m.start)
    told = first.known or not first.rule.startswith("capitalised")
    return not told and context.section[first.start] in ("headline", "deck")


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
    return _latest(same, roster, candidate, top=False)


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


def _latest(numbers: list[int], roster: Roster, candidate: Candidate, top: bool) -> int | None:
    """The one mentioned last before the candidate (at the top: the first below it)."""
    if top and numbers:
        return min(numbers, key=lambda i: (roster.all[i].mentions[0].start, i))
    before = [(roster.all[i].last_before(candidate.start), i) for i in numbers]
    before = [pair for pair in before if pair[0] >= 0]
    return max(before)[1] if before else None


def _most_salient(
    numbers: list[int], roster: Roster, candidate: Candidate, context: Context
) -> int | None:
    """Recent, often named, and acting or speaking: what "the company" points at."""
    # "the company" is what the story is about, "the supplier" who came up last
    weight = 8.0 if candidate.noun in word_set("most general noun for a body") else 2.0
    place = math.inf if _is_top(candidate, context) else candidate.start
    best: tuple[float, int] | None = None
    for i in numbers:
        before, last = roster.all[i].before(place)
        if last is None:
            continue
        acts = context.doc[last.head].dep_ in ("nsubj", "agent") or _is_agent(last, context)
        away = 0.0 if place == math.inf else (candidate.start - last.start) / 4
        score = weight * before + 6.0 * acts - away
        if best is None or score > best[0]:
            best = (score, i)
    return best[1] if best else None


def _is_agent(mention: Candidate, context: Context) -> bool:
    head = context.doc[mention.head]
    return head.dep_ == "pobj" and head.head.dep_ == "agent"
