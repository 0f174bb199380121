"""Descriptions, titles and pronouns to the actors they stand for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.context import Context
from storyanalysis.extract.actors.gazetteer import pronouns, short_title, word_set
from storyanalysis.extract.actors.labels import ORG_KINDS
from storyanalysis.extract.actors.referents import Referent, Roster, body_key

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["link_descriptions", "link_pronouns"]

# nouns that may point at any body of these kinds
GENERIC = {
    "company": {"company"},
    "organization": {"organization", "media", "company"},
    "government": {"government", "organization"},
    "military": {"military"},
    "legislature": {"legislature"},
    "court": {"court"},
    "media": {"media"},
    "armed-group": {"armed-group"},
    "group": {"organization", "armed-group", "group"},
}
NEAR = 4  # sentences a pronoun looks back


def link_descriptions(candidates: list[Candidate], roster: Roster, context: Context) -> None:
    """Link titles and noun phrases to actors named before, or open new ones."""
    for candidate in sorted(candidates, key=lambda c: (_is_top(c, context), c.start)):
        if candidate.actor is None:
            _link(candidate, roster, context)


def _is_top(candidate: Candidate, context: Context) -> bool:
    """Headline and deck come last: they speak of what the story then names."""
    return context.section[candidate.start] in ("headline", "deck")


def _link(candidate: Candidate, roster: Roster, context: Context) -> None:
    top = _is_top(candidate, context)
    candidate.quoted = context.holder[candidate.head] >= 0
    if candidate.kind == "title":
        _join_or_new(candidate, roster, _by_office(candidate, roster, top), "person")
    elif candidate.kind == "name":
        _link_body(candidate, roster)
    elif candidate.label == "person" and not candidate.plural:
        found = _by_office(candidate, roster, top) if candidate.definite else None
        _join_or_new(candidate, roster, found, "person")
    elif candidate.label == "country":
        _join_country(candidate, roster, context)
    elif candidate.label == "military" and candidate.noun in word_set("forces"):
        _join_or_new(candidate, roster, _forces_meant(candidate, roster), "military")
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
        found = roster.find(lambda r: r.label == "country" and r.key == candidate.country)
        if found:
            roster.join(candidate, found[0])
            return
    group = roster.find(lambda r: r.label == "armed-group" and r.key == candidate.owner_name)
    if group and (candidate.label == "armed-group" or candidate.noun in word_set("forces")):
        roster.join(candidate, group[0])  # "ISIS militants" are ISIS
        return
    key = body_key(candidate)
    label = "military" if candidate.noun in word_set("forces") else candidate.label
    found = roster.find(lambda r: r.key == key or key == r.key.split(":")[-1] != "")
    found = found or roster.find(lambda r: _is_short_form(candidate, r))
    if found:
        roster.join(candidate, found[0])
    else:
        roster.new(candidate, label, key)


def _join_country(candidate: Candidate, roster: Roster, context: Context) -> None:
    """ "The country": the one spoken of last, other than the one that acts here."""
    acting = {
        m.country
        for r in roster.all
        for m in r.mentions
        if m.country
        and context.sentence[m.start] == context.sentence[candidate.start]
        and context.doc[m.head].dep_ in ("nsubj", "dobj")
    }
    recent = [
        (m.start, m.country)
        for r in roster.all
        for m in r.mentions
        if m.country and m.start < candidate.start and m.country not in acting
    ]
    found = roster.find(lambda r: bool(recent) and r.key == max(recent)[1] and r.label == "country")
    if found and candidate.definite:
        roster.join(candidate, found[0])
    else:
        candidate.status = "unlinked"


def _forces_meant(candidate: Candidate, roster: Roster) -> int | None:
    """ "The troops": the forces spoken of last."""
    forces = roster.find(lambda r: r.key.endswith(":forces"))
    return _latest(forces, roster, candidate, top=False) if candidate.owner is None else None


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
    people = roster.find(lambda r: r.label == "person" and bool(r.nouns & forms))
    if candidate.gender:
        people = [i for i in people if roster.all[i].gender in ("", candidate.gender)]
    found = _latest(people, roster, candidate, top)
    return min(people, default=None) if found is None else found


def _body_meant(candidate: Candidate, roster: Roster, context: Context) -> int | None:
    """The body that "the bureau" or "the company" points at."""
    top = _is_top(candidate, context)
    same_noun = roster.find(
        lambda r: r.label in ORG_KINDS and bool(r.names) and candidate.noun in r.nouns
    )
    found = _latest(same_noun, roster, candidate, top)
    if found is not None or candidate.noun not in word_set("vague noun for a body"):
        return found
    kinds = GENERIC.get(candidate.label, {candidate.label})
    fitting = roster.find(lambda r: r.label in kinds and bool(r.names))
    return _most_salient(fitting, roster, candidate, context)


def _same_phrase(candidate: Candidate, roster: Roster) -> int | None:
    """An actor described by the same noun before: "a letter" ... "that letter"."""
    if candidate.owner is not None and candidate.kind == "description":
        same = roster.find(
            lambda r: (
                r.mentions[0].noun == candidate.noun
                and _bare(r.mentions[0].name) == _bare(candidate.name)
            )
        )
    else:
        same = roster.find(
            lambda r: (
                any(m.kind == "description" and m.noun == candidate.noun for m in r.mentions)
                and not r.names
                and r.plural == candidate.plural
            )
        )
    return _latest(same, roster, candidate, top=False)


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


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
        before = [m for m in roster.all[i].mentions if m.start < place]
        if not before:
            continue
        last = max(before, key=lambda m: m.start)
        acts = context.doc[last.head].dep_ in ("nsubj", "agent") or _is_agent(last, context)
        away = 0.0 if place == math.inf else (candidate.start - last.start) / 4
        score = weight * len(before) + 6.0 * acts - away
        if best is None or score > best[0]:
            best = (score, i)
    return best[1] if best else None


def _is_agent(mention: Candidate, context: Context) -> bool:
    head = context.doc[mention.head]
    return head.dep_ == "pobj" and head.head.dep_ == "agent"


def link_pronouns(candidates: list[Candidate], roster: Roster, context: Context) -> None:
    """Link pronouns in reading order; one that fits nobody stays unlinked."""
    at: dict[int, Candidate] = {}
    for referent in roster.all:
        for mention in referent.mentions:
            for i in range(mention.start, mention.end):
                at.setdefault(i, mention)
    later: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: c.start):
        person = pronouns()[candidate.noun][0]
        if person == 1:
            later.append(candidate)
            continue
        number = (
            _antecedent(candidate, at, context)
            if person == 0
            else _third(candidate, roster, context)
        )
        _settle(candidate, number, roster, at)
    for candidate in later:
        _settle(candidate, _first(candidate, at, context, roster), roster, at)


def _settle(
    candidate: Candidate, number: int | None, roster: Roster, at: dict[int, Candidate]
) -> None:
    if number is None:
        candidate.status = "unlinked"
        return
    roster.join(candidate, number)
    at[candidate.start] = candidate


def _antecedent(candidate: Candidate, at: dict[int, Candidate], context: Context) -> int | None:
    """A relative pronoun stands for the noun its clause belongs to."""
    token = context.doc[candidate.start]
    clause = token.head if token.dep_ != "poss" else token.head.head
    noun = clause.head
    mention = at.get(noun.i) or _person_before(candidate, at, context)
    if mention is None:
        mention = next((at[c.i] for c in noun.children if c.dep_ == "appos" and c.i in at), None)
    return mention.actor if mention else None


def _person_before(
    candidate: Candidate, at: dict[int, Candidate], context: Context
) -> Candidate | None:
    """For "who" after a noun that is nobody: the person named last in the sentence."""
    if not candidate.noun.startswith("who"):
        return None
    first = context.doc[candidate.start].sent.start
    for i in range(candidate.start - 1, first - 1, -1):
        if i in at and at[i].kind == "name" and at[i].label == "person":
            return at[i]
    return None


def _first(
    candidate: Candidate, at: dict[int, Candidate], context: Context, roster: Roster
) -> int | None:
    """ "I" is whoever speaks the words it stands in; "we" is, where a body speaks."""
    holder = context.holder[candidate.start]
    if holder < 0 or context.sources[holder] is None:
        return None
    start, end = context.sources[holder]  # type: ignore[misc]  # checked above
    span = context.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    number = speaker_of(span.start, span.end, span.root.i, at)
    if number is not None and candidate.plural and roster.all[number].label == "person":
        return None
    return number


def speaker_of(start: int, end: int, head: int, at: dict[int, Candidate]) -> int | None:
    """The actor that a source's tokens name: its head's, else a name in it, else any."""
    head_mention = at.get(head)
    inside = {id(at[i]): at[i] for i in range(start, end) if i in at}
    named = [m for m in inside.values() if m.kind == "name" and m.actor is not None]
    people = [m for m in named if m.label == "person"]
    if head_mention is not None and head_mention.actor is not None:
        if (
            head_mention.kind == "description"
            and head_mention.label == "person"
            and len(people) == 1
        ):
            return people[0].actor  # "its president, Marcus Dole"
        return head_mention.actor
    if people:
        return people[-1].actor
    chosen = named or [m for m in inside.values() if m.actor is not None]
    return chosen[-1].actor if chosen else None


def _third(candidate: Candidate, roster: Roster, context: Context) -> int | None:
    """He, she, it, they: the fitting actor that stands out most just before."""
    best: tuple[float, int] | None = None
    for i, referent in enumerate(roster.all):
        if not _agrees(candidate, referent):
            continue
        for mention in reversed(sorted(referent.mentions, key=lambda m: m.start)[-40:]):
            if mention.start >= candidate.start:
                continue
            back = context.sentence[candidate.start] - context.sentence[mention.start]
            if back > NEAR:
                break
            score = _salience(candidate, mention, back, context)
            if score is not None and (best is None or score > best[0] + 1e-9):
                best = (score, i)
    return best[1] if best else None


def _agrees(candidate: Candidate, referent: Referent) -> bool:
    label = referent.label
    if candidate.plural:
        if label in ("person", "unnamed", "document", "country"):
            return referent.plural
        return True
    if candidate.gender == "n":
        return label not in ("person", "group", "unnamed", "people", "") and not referent.plural
    if label not in ("person", "unnamed") or referent.plural:
        return False
    return referent.gender in ("", candidate.gender)


def _salience(
    candidate: Candidate, mention: Candidate, back: int, context: Context
) -> float | None:
    token = context.doc[candidate.start]
    other = context.doc[mention.head]
    if back == 0 and _same_clause_object(token, other):
        return None
    here, there = context.holder[candidate.start], context.holder[mention.head]
    if here >= 0 and context.source_of.get(mention.head) == here:
        return None  # nobody calls himself "he" in his own words
    score = -1.0 * back - 0.002 * (candidate.start - mention.start)
    if other.dep_ in ("nsubj", "nsubjpass"):
        score += 1.2
    if mention.head in context.source_of and there < 0:
        score += 1.0
    if here < 0 <= there:
        score -= 1.5
    if other.dep_ == "poss":
        score -= 0.3
    if context.paragraph[candidate.start] != context.paragraph[mention.start]:
        score -= 0.4
    if candidate.gender in ("f", "m") and mention.gender == candidate.gender:
        score += 0.8
    if candidate.plural and not mention.plural:
        score -= 1.2
    return score


def _same_clause_object(token: Token, other: Token) -> bool:
    """ "Smith saw him": the object is not the subject."""
    return (
        token.dep_ in ("dobj", "dative", "pobj")
        and other.dep_ in ("nsubj", "nsubjpass")
        and (token.head == other.head or token.head.head == other.head)
        and token.lower_ not in ("himself", "herself", "itself", "themselves")
    )
