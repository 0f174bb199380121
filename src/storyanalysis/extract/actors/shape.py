"""What a name shows on its own: its title, its first and its last words."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.evidence import Proof
from storyanalysis.extract.actors.gazetteer import (
    first_name_gender,
    longest_entry,
    name_word_kind,
    noun_kind,
    region_country,
    word_set,
)
from storyanalysis.extract.actors.kinds import ORG_KINDS

if TYPE_CHECKING:
    from spacy.tokens import Span

__all__ = ["kind_before_of", "label_by_shape"]


def label_by_shape(candidate: Candidate, span: Span) -> None:
    last, first = span[-1], span[0]
    if candidate.title_field and candidate.title_field != "honorific":
        candidate.label, candidate.proof = "person", Proof.TITLE
    elif candidate.title:
        candidate.label, candidate.proof = "person", Proof.HONORIFIC
    elif len(span) > 1 and first.text in word_set("first word of an outlet"):
        candidate.label, candidate.proof = "media", Proof.FIRST_WORD
    elif len(span) > 1 and first.lower_ in word_set("first word of a ship") and first.is_upper:
        candidate.label, candidate.proof = "military", Proof.FIRST_WORD
    elif any(t.text == "&" for t in span):
        candidate.label = "company"
    elif len(span) > 2 and _is_municipal(span):
        candidate.label, candidate.proof = "government", Proof.LAST_WORDS
    elif len(span) > 2 and (kind := kind_before_of(span)):
        candidate.label, candidate.proof = kind, Proof.HEAD_WORD
    elif len(span) > 1 and (kind := _kind_of_last(last.text) or _kind_before_place(span)):
        candidate.label, candidate.proof = kind, Proof.LAST_WORD
    elif len(span) > 1 and (gender := first_name_gender(first.text)):
        candidate.label, candidate.proof = "person", Proof.FIRST_NAME
        candidate.gender = gender
    elif len(span) == 2 and last.ent_type_ != "GPE" and _ends_in_place(last.text):
        candidate.label, candidate.proof = "organization", Proof.PLACE_AT_END
    elif region_country(" ".join(t.text for t in span)):
        candidate.label, candidate.proof = "place", Proof.REGION
        candidate.country = region_country(" ".join(t.text for t in span))
    if not candidate.gender and first_name_gender(first.text):
        candidate.gender = first_name_gender(first.text)


def _ends_in_place(word: str) -> bool:
    """ "Atletico Madrid": a club, as its first word is no given name."""
    hit = longest_entry([word])
    return bool(region_country(word)) or (hit is not None and hit[1].kind == "capital")


def _kind_of_last(word: str) -> str:
    """Kind of body, or of law, that the last word of a name tells."""
    kind = noun_kind(word)
    return name_word_kind(word) or (kind if kind in ORG_KINDS else "")


def _is_municipal(span: Span) -> bool:
    """ "Nashik Municipal Corporation": a city's government, no company."""
    return span[-1].lower_ == "corporation" and span[-2].lower_ in ("municipal", "city", "town")


def _kind_before_place(span: Span) -> str:
    """ "Task Force Iraq": the word before a place at the end."""
    hit = longest_entry([span[-1].text])
    return name_word_kind(span[-2].text) if hit and hit[1].country else ""


def kind_before_of(span: Span) -> str:
    """ "Department" in "Department of Trade and Industry": the kind that it tells, or ""."""
    for left, right in pairwise(span):
        if right.lower_ in ("of", "for"):
            return name_word_kind(left.text)
    return ""
