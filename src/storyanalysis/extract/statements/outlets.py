"""Outlets that are told something: how the words got to the reader."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from storyanalysis import lexicons
from storyanalysis.extract.statements.address import addressee, interviewer
from storyanalysis.extract.statements.who import Who

if TYPE_CHECKING:
    from storyanalysis.extract.words import Word

__all__ = ["outlet_told", "relay_lemmas"]


@cache
def relay_lemmas() -> frozenset[str]:
    return frozenset(r["lemma"] for r in lexicons.rows("relay_cues"))


@cache
def _demands() -> frozenset[str]:
    """Verbs whose object is blamed or asked, and not only told."""
    stances = ("accusation", "demand")
    return frozenset(r["lemma"] for r in lexicons.rows("reporting_cues") if r["stance"] in stances)


def outlet_told(cue: Word, who: Who) -> tuple[str | None, int, int] | None:
    """ "Told the Herald": another outlet that was told, and the words that name it."""
    if cue.lemma_ in _demands() | {"ask"}:
        return None  # "accused the Herald", "asked the BBC"
    told = addressee(cue) or interviewer(cue)
    if told is None or any(c.lower_ in ("this", "our") for c in told.lefts):
        return None  # "this newspaper" is the story's own
    outlet = next((t for t in (told, *_owners(told)) if _is_outlet(t, who)), None)
    if outlet is None and _is_interview(cue, told, who):
        outlet = told
    return None if outlet is None else (who.at(outlet.idx), told.idx, told.idx + len(told))


def _is_outlet(token: Word, who: Who) -> bool:
    """Another outlet, or one "which first reported it"."""
    actor = who.at(token.idx)
    if actor is None:
        return False
    first = any(c.dep_ == "relcl" and c.lemma_ in relay_lemmas() for c in token.children)
    return first or who.is_other_outlet(actor)


def _is_interview(cue: Word, told: Word, who: Who) -> bool:
    """ "Told the Recorder last week": a named organization of no other known kind.

    Those whom newspapers quote seldom tell companies, courts or ministries in the past
    tense; what they tell an organization by its name, they tell a news outlet.
    """
    named = told.tag_ == "NNP" and told.ent_type_ != "NORP"
    if not named or cue.tag_ != "VBD" or any(c.dep_ == "aux" for c in cue.children):
        return False
    actor = who.at(told.idx)
    return actor is not None and who.is_outside(actor)


def _owners(noun: Word) -> Iterator[Word]:
    """ "The BBC's Today programme": the words before the noun that may own it."""
    return (c for c in noun.lefts if c.dep_ in ("poss", "compound", "nmod"))
