"""Descriptions that stand for a person named before: "the 52-year-old", "the Swede".

News writing avoids to repeat a name by what the reader has just learnt of the
person: the age, the nationality, or a noun that brings in nobody new ("the
striker", "the billionaire"; ``lexicons/actor_words.csv``, set "epithet").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.context import Context
from storyanalysis.extract.actors.evidence import Proof
from storyanalysis.extract.actors.gazetteer import noun_kind, word_set
from storyanalysis.extract.actors.phrases import age_behind
from storyanalysis.extract.actors.referents import Referent, Roster

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Ages", "epithet_meant", "named_next", "nationals", "stands_for_aged"]

NEAR = 4  # sentences back to look for the one meant
GENDER_OF_ENDING = (("women", "f"), ("woman", "f"), ("man", "m"))
OF_SEVERAL = ("ese", "sh", "ch", "ss")  # "the Chinese", "the British" are a people
SUBJECTS = ("nsubj", "nsubjpass", "agent")


def stands_for_aged(token: Token) -> bool:
    """Is it the "old" of "the 52-year-old", with no noun behind it?"""
    if not _ends_age(token.doc, token.i):
        return False
    follows = token.nbor() if token.i + 1 < len(token.doc) else None
    return follows is None or follows.pos_ not in ("NOUN", "PROPN", "ADJ")


def nationals(doc: Doc, names: list[Candidate]) -> list[Candidate]:
    """Turn "the Swede", "the Dutchman" from a name into the description of a person."""
    found = []
    for name in names:
        national = name.label == "demonym" and _is_one_person(doc, name)
        if not national and not _is_noun_for_one(doc, name):
            continue
        name.kind, name.proof, name.label = "description", Proof.NATIONALITY, "person"
        name.noun, name.name = doc[name.start].lower_, doc[name.start].text
        name.start -= 1
        name.definite, name.known = True, False
        name.side = name.wikidata = ""
        found.append(name)
    return found


def _is_one_person(doc: Doc, name: Candidate) -> bool:
    word = doc[name.start]
    if name.end - name.start != 1 or not name.start or doc[name.start - 1].lower_ != "the":
        return False
    if word.lower_.endswith(OF_SEVERAL) or name.end >= len(doc):
        return False
    verb = word.head
    singular = verb.tag_ in ("VBD", "VBZ") and not any(c.lower_ == "were" for c in verb.children)
    return word.dep_ in SUBJECTS and singular and verb.i > word.i


def _is_noun_for_one(doc: Doc, name: Candidate) -> bool:
    """ "The Dutchman": in the list of nouns, though written like a name."""
    alone = name.end - name.start == 1 and name.start and doc[name.start - 1].lower_ == "the"
    return (
        bool(alone)
        and noun_kind(name.name) == "person"
        and name.name.lower() in word_set("epithet")
    )


class Ages:
    """How old the persons of a story are, as far as it tells beside their names."""

    def __init__(self, roster: Roster, doc: Doc) -> None:
        self._people: dict[str, set[int]] = {}
        for number, referent in enumerate(roster.all):
            if referent.label == "person":
                for mention in referent.mentions:
                    if age := _age_beside(mention, doc):
                        self._people.setdefault(age, set()).add(number)

    def of(self, age: str) -> set[int]:
        """Numbers of the persons of this age."""
        return self._people.get(age, set())

    def not_of(self, age: str) -> set[int]:
        """Numbers of the persons of another age."""
        return {n for other, people in self._people.items() if other != age for n in people}


def _age_beside(mention: Candidate, doc: Doc) -> str:
    """ "Martin Hale, 52, ...", "the 52-year-old Martin Hale"."""
    end = mention.end
    if end + 1 < len(doc) and doc[end].text in (",", "(") and doc[end + 1].is_digit:
        return doc[end + 1].text
    first = mention.start
    while (
        first > 0 and doc[first - 1].pos_ in ("NOUN", "PROPN", "ADJ") and first > mention.start - 6
    ):
        first -= 1
        if _ends_age(doc, first):
            return doc[first - 4].text
    return ""


def _ends_age(doc: Doc, i: int) -> bool:
    """Does "N-year-old" or "N-year-olds" end at a token?"""
    return (
        i >= 4
        and doc[i].lower_ in ("old", "olds")
        and doc[i - 2].lower_ == "year"
        and doc[i - 1].text == doc[i - 3].text == "-"
    )


def epithet_meant(candidate: Candidate, roster: Roster, context: Context, ages: Ages) -> int | None:
    """The person that a description stands for, or None if it may bring in someone new."""
    doc, head = context.doc, candidate.head
    by_age = _ends_age(doc, head)
    age = doc[head - 4].text if by_age else ""
    if same := ages.of(age):
        return max(same, key=lambda n: (roster.all[n].last_before(candidate.start), -n))
    known = candidate.proof is Proof.NATIONALITY or doc[head].lower_ in word_set("epithet")
    acts = candidate.speaks or doc[head].dep_ in SUBJECTS
    if not (by_age or known) or not acts or doc[candidate.start].lower_ != "the":
        return None
    return _last_named(candidate, roster, context, ages.not_of(age) if by_age else set())


def named_next(candidate: Candidate, roster: Roster, context: Context) -> int | None:
    """The person whom the lead describes and the second paragraph names.

    "A baker accused of arson was heard ...", and then: "Martin Delorme, 52, has ...".
    """
    doc, paragraph = context.doc, context.paragraph
    first = bisect_left(paragraph, paragraph[candidate.start])
    last = bisect_right(paragraph, paragraph[candidate.start])
    while last < len(doc) and doc[last].is_space:
        last += 1
    leads = first == 0 or context.section[first - 1] != context.section[first]
    if not leads or last >= len(doc) or context.section[last] != context.section[first]:
        return None
    for number in (n for i in range(last, last + 4) for n in roster.starting(i, _is_named_person)):
        mentions = roster.all[number].mentions
        if min(m.start for m in mentions) >= last and age_behind(doc, mentions[0].end):
            before = roster.mentions_before(last, lambda i: i >= first)
            taken = any(roster.all[n].label == "person" for n in before)
            return None if taken or not _can_be(roster.all[number], candidate) else number
    return None


def _is_named_person(referent: Referent) -> bool:
    return referent.label == "person" and any(" " in name for name in referent.names)


def _last_named(
    candidate: Candidate, roster: Roster, context: Context, others: set[int]
) -> int | None:
    """The person spoken of last who can be meant, subjects before the rest."""
    here = context.sentence[candidate.start]
    near = roster.mentions_before(
        candidate.start, lambda position: here - context.sentence[position] <= NEAR
    )
    best: tuple[int, int, int] | None = None
    for number, mentions in near.items():
        beside = context.sentence[mentions[0].start] == here
        if beside or number in others or not _can_be(roster.all[number], candidate):
            continue
        acts = any(context.doc[m.head].dep_ in SUBJECTS for m in mentions)
        rank = (int(acts), mentions[0].start, -number)
        best = rank if best is None else max(best, rank)
    return None if best is None else -best[2]


def _can_be(referent: Referent, candidate: Candidate) -> bool:
    if referent.label != "person" or not referent.names:
        return False
    gender = candidate.gender or next(
        (g for ending, g in GENDER_OF_ENDING if candidate.noun.endswith(ending)), ""
    )
    if gender and referent.gender and gender != referent.gender:
        return False
    told = {m.country for m in referent.mentions if m.country}
    return not (candidate.country and told) or candidate.country in told
