"""Whether a capitalised word may be a part of a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from storyanalysis.extract.actors.gazetteer import (
    first_name_gender,
    longest_entry,
    longest_title,
    noun_kind,
    word_set,
)
from storyanalysis.language import sentence_at

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["PARTY", "NameWords", "in_spans", "looks_like_name", "name_words", "shouts"]

NAME_ENTITIES = {
    "PERSON",
    "ORG",
    "GPE",
    "NORP",
    "LOC",
    "FAC",
    "PRODUCT",
    "EVENT",
    "LAW",
    "WORK_OF_ART",
}
PARTY = ("D", "I", "R")  # before the state of an American politician
NO_NAMES = {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LANGUAGE"}


class NameWords(NamedTuple):
    """Words that are names elsewhere in the story."""

    of_body: set[str]  # lower-cased
    inside: set[str]


def _name_words_of_body(doc: Doc, headlines: Sequence[tuple[int, int]]) -> set[str]:
    """Lower-cased words that stand in names below the headline."""
    return {
        t.lower_
        for entity in doc.ents
        for t in entity
        if t.ent_type_ in NAME_ENTITIES
        and t.text[0].isupper()
        and not in_spans(t, headlines)
        and not shouts(t)
        and len(t.text) > 1
    }


def _capitals_inside(doc: Doc, headlines: Sequence[tuple[int, int]]) -> set[str]:
    """Words below the headline that have their capital in the middle of a sentence, always."""
    capitals = {
        t.text
        for t in doc
        if t.text[0].isupper()
        and t.pos_ == "PROPN"
        and not (t.is_sent_start or _after_quote(t) or in_spans(t, headlines))
    }
    return capitals - {t.text.capitalize() for t in doc if t.text[0].islower()}


def in_spans(token: Token, spans: Sequence[tuple[int, int]]) -> bool:
    """Does the token begin in one of the character spans?"""
    return any(start <= token.idx < end for start, end in spans)


def looks_like_name(token: Token, titled: bool, names: NameWords) -> bool:
    """May the word be a part of a name? Where all are capitalised (`titled`), known ones only."""
    text = token.text
    if (
        not text[0].isupper()
        or token.lower_ in word_set("never a name")
        or token.ent_type_ in NO_NAMES
    ):
        return False
    if text in PARTY and token.i + 1 < len(token.doc) and token.nbor().text == "-":
        return False  # "R-La."
    if token.pos_ in ("PRON", "DET", "ADP", "CCONJ", "SCONJ", "INTJ") and not token.ent_type_:
        return len(text) > 1 and text.isupper() and longest_entry([text]) is not None
    if text.isupper() and len(text) > 1 and _labels_turn(token):
        return True
    if titled:
        known = longest_entry([text])
        return token.lower_ in names.of_body or bool(known) or _begins_known(token)
    if token.is_sent_start or _after_quote(token):
        if _is_prefix_of_office(token):
            return False
        if token.is_stop and token.ent_iob_ != "B":
            return False
        if _is_field_of_office(token):
            return False
        if _opens_titled_name(token):
            return True
        if _is_role_before_name(token):
            return False
        if text in names.inside and noun_kind(text) == "":
            return True
        if longest_entry([text]) or token.ent_type_ in NAME_ENTITIES:
            return noun_kind(text) == "" or token.pos_ == "PROPN"
        return token.pos_ == "PROPN" and noun_kind(text) == ""
    return token.pos_ in ("PROPN", "ADJ", "NOUN", "X", "VERB", "NUM", "ADV") or bool(
        token.ent_type_
    )


def shouts(token: Token) -> bool:
    """Is the whole sentence in capitals?"""
    if token.is_alpha and len(token.text) > 1 and not token.text.isupper():
        return False
    words = [
        t
        for t in token.doc[slice(*sentence_at(token.doc, token.i))]
        if t.is_alpha and len(t.text) > 1
    ]
    return len(words) > 4 and all(t.text.isupper() for t in words)


def _labels_turn(token: Token) -> bool:
    """Does it stand before the colon that opens a turn of a transcript?"""
    doc, i = token.doc, token.i
    first = i
    while first > 0 and doc[first - 1].text.isupper() and not doc[first - 1].is_space:
        first -= 1
    last = i
    while last + 1 < len(doc) and doc[last + 1].text.isupper() and last - first < 4:
        last += 1
    opens = first == 0 or doc[first - 1].is_space
    return opens and last + 1 < len(doc) and doc[last + 1].text == ":"


def _begins_known(token: Token) -> bool:
    words = [t.text for t in token.doc[token.i : token.i + 6]]
    return longest_entry(words) is not None


def _after_quote(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).text in ('"', "“", "‘", "'", "``", "''", "—", "•", ":")


def _opens_titled_name(token: Token) -> bool:
    """A title at the head of a sentence, with a capitalised word behind it."""
    hit = longest_title([t.text for t in token.doc[token.i : token.i + 8]])
    after = token.i + hit[0] if hit else 0
    return hit is not None and after < len(token.doc) and token.doc[after].text[0].isupper()


def _is_role_before_name(token: Token) -> bool:
    """ "Striker Ollie Park": a noun for a person that owes its capital to its place."""
    follows = token.nbor() if token.i + 1 < len(token.doc) else None
    if follows is None or not (follows.text[0].isupper() and follows.is_alpha):
        return False
    if first_name_gender(token.text) or longest_entry([token.text]):
        return False
    surname = follows.nbor() if follows.i + 1 < len(token.doc) else None
    full = surname is not None and surname.text[0].isupper() and surname.is_alpha
    given = full and bool(first_name_gender(follows.text)) and token.ent_type_ != "PERSON"
    return given or noun_kind(token.text) == "person"


def _is_field_of_office(token: Token) -> bool:
    """ "Transport minister", "Opposition leader": what the office is for, and no name."""
    follows = token.nbor() if token.i + 1 < len(token.doc) else None
    office = follows is not None and follows.is_lower and noun_kind(follows.text) == "person"
    return office and token.lower_ in word_set("field of an office")


def _is_prefix_of_office(token: Token) -> bool:
    """ "Vice-chancellor Eva Lind": no Vice."""
    after = token.doc[token.i + 1 : token.i + 3]
    hyphened = len(after) == 2 and after[0].text == "-" and after[1].is_lower
    return hyphened and noun_kind(after[1].text) == "person"


def name_words(doc: Doc, headlines: Sequence[tuple[int, int]]) -> NameWords:
    """The words that are names below the headline."""
    return NameWords(_name_words_of_body(doc, headlines), _capitals_inside(doc, headlines))
