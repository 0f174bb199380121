"""Pronouns to the actors they stand for, in reading order.

The third person goes to the fitting actor that stands out most in the last few
sentences: near, a subject, a speaker, of the same gender and number. The first
person is whoever speaks the words; a relative goes to its noun.

Notes
-----
The preferences follow Lappin and Leass 1994, "An Algorithm for Pronominal
Anaphora Resolution", without its syntactic filters.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.context import Context
from storyanalysis.extract.actors.gazetteer import pronouns
from storyanalysis.extract.actors.pronouns import has_people
from storyanalysis.extract.actors.referents import Referent, Roster
from storyanalysis.language import sentence_at

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["link_pronouns"]

NEAR = 4  # sentences a pronoun looks back, those that are quoted from end to end aside
FAR = 30  # sentences it looks back in all
ABOUT_OTHERS = 1.5  # how much less a paper stands out: it reports on others


def link_pronouns(candidates: list[Candidate], roster: Roster, context: Context) -> None:
    """Link pronouns in reading order; one that fits nobody stays unlinked."""
    at: dict[int, Candidate] = {}
    for referent in roster.all:
        for mention in referent.mentions:
            for i in range(mention.start, mention.end):
                at.setdefault(i, mention)
    told = _told_before(context)
    later: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: c.start):
        person = pronouns()[candidate.noun][0]
        if person == 1:
            later.append(candidate)
            continue
        number = (
            _antecedent(candidate, at, context)
            if person == 0
            else _third(candidate, roster, context, told)
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
    first = sentence_at(context.doc, candidate.start)[0]
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


def _told_before(context: Context) -> list[int]:
    """For each sentence the number of sentences before it in the reporter's own words."""
    own = [False] * (context.sentence[-1] + 1 if context.sentence else 0)
    for number, holder, token in zip(context.sentence, context.holder, context.doc, strict=True):
        if holder < 0 and not own[number] and token.is_alpha:
            own[number] = True
    return list(accumulate(own, initial=0))


def _third(candidate: Candidate, roster: Roster, context: Context, told: list[int]) -> int | None:
    """He, she, it, they: the fitting actor that stands out most just before."""
    best: tuple[float, int] | None = None
    here = context.sentence[candidate.start]
    quoted = context.holder[candidate.start] >= 0

    def back(i: int) -> int:
        """How many sentences back; quoted ones count only where the reporter is silent."""
        there = context.sentence[i]
        if quoted or here - there > FAR:
            return here - there
        return min(here - there, max(1, told[here] - told[there]))

    near = roster.mentions_before(candidate.start, lambda i: back(i) <= NEAR)
    employs = has_people(context.doc[candidate.start])
    for i in sorted(near):
        if not _agrees(candidate, roster.all[i]) or (employs and roster.all[i].label == "document"):
            continue
        media = roster.all[i].label == "media"
        for mention in near[i]:
            if media and quoted and context.holder[mention.head] < 0:
                continue  # who is quoted speaks of the news, not of the paper that quotes him
            score = _salience(candidate, mention, back(mention.start), context)
            if media and score is not None and (candidate.plural or back(mention.start) > 0):
                score -= ABOUT_OTHERS
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
