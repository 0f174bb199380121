"""Runs of capitalised words that could be names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from storyanalysis.extract.actors.gazetteer import (
    first_name_gender,
    longest_entry,
    longest_title,
    name_word_kind,
    noun_kind,
    region_country,
    word_set,
)
from storyanalysis.extract.actors.kinds import ORG_KINDS
from storyanalysis.language import sentence_at

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["find_runs", "in_spans"]

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
NO_NAMES = {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LANGUAGE"}
# as Chinese and Korean are written in English
SYLLABLE = re.compile(
    r"(?:[bcdfghjklmnpqrstwxyz]|ch|sh|zh|hs|ts|ss)?[wy]?[aeiou]{1,3}(?:ng|[nklmprh])?"
)
LINKS = {"of", "for", "the", "and", "on", "in", "to", "–", "against"}


def find_runs(doc: Doc, headlines: Sequence[tuple[int, int]]) -> Iterator[list[Token]]:
    """Maximal runs of tokens that could be a name.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    headlines : sequence of (start, end)
        Character spans of headline and deck. Where they are capitalised
        throughout, only words that are known, or are names below, count.
    """
    body_words = _name_words_of_body(doc, headlines)
    titled_spans = [(s, e) for s, e in headlines if _is_titled(doc, s, e)]
    opens = (doc.to_array("SENT_START") == 1).tolist()
    run: list[Token] = []
    for token in doc:
        text = token.text
        capital = text[0].isupper()
        if not capital and not (run and (opens[token.i] or token.i == run[-1].i + 1)):
            continue
        if run and opens[token.i] and token.i > run[-1].i:
            same = token.ent_iob_ == "I"  # a sentence break inside an entity is none
            if not same:
                yield run
                run = []
        titled = in_spans(token, titled_spans) or (text.isupper() and _shouts(token))
        if capital and _looks_like_name(token, titled, body_words):
            if run and not _joins(doc, run[-1], token):
                yield run
                run = []
            run.append(token)
        elif run and token.i == run[-1].i + 1 and _is_suffix(token):
            run.append(token)
        elif run and token.text == "-" and _goes_on_small(run, token):
            run += [token, token.nbor()]
    if run:
        yield run


def _goes_on_small(run: list[Token], hyphen: Token) -> bool:
    """ "Kim Jong-un", "Chiang Kai-shek": the second syllable of a given name is small."""
    left = hyphen.nbor(-1)
    if len(run) < 2 or left.i != run[-1].i or hyphen.i + 1 >= len(hyphen.doc):
        return False
    right, pair = hyphen.nbor(), f"{run[-2].text} {left.text}"
    attached = not left.whitespace_ and not hyphen.whitespace_ and run[-2].i == left.i - 1
    if not (attached and SYLLABLE.fullmatch(left.lower_) and SYLLABLE.fullmatch(right.text)):
        return False
    return longest_entry(pair.split()) is None and not region_country(pair)


def in_spans(token: Token, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= token.idx < end for start, end in spans)


def _is_titled(doc: Doc, start: int, end: int) -> bool:
    """Are most words of these characters capitalised, as in a headline?"""
    words = [t for t in doc.char_span(start, end, alignment_mode="expand") or [] if t.is_alpha]
    long = [t for t in words if len(t.text) > 3]
    return bool(long) and sum(t.text[0].isupper() for t in long) > 0.75 * len(long)


def _name_words_of_body(doc: Doc, headlines: Sequence[tuple[int, int]]) -> set[str]:
    """Lower-cased words that stand in names below the headline."""
    return {
        t.lower_
        for entity in doc.ents
        for t in entity
        if t.ent_type_ in NAME_ENTITIES
        and t.text[0].isupper()
        and not in_spans(t, headlines)
        and not _shouts(t)
        and len(t.text) > 1
    }


def _shouts(token: Token) -> bool:
    """Is the whole sentence in capitals?"""
    if token.is_alpha and len(token.text) > 1 and not token.text.isupper():
        return False
    words = [
        t
        for t in token.doc[slice(*sentence_at(token.doc, token.i))]
        if t.is_alpha and len(t.text) > 1
    ]
    return len(words) > 4 and all(t.text.isupper() for t in words)


def _looks_like_name(token: Token, titled: bool, body_words: set[str]) -> bool:
    text = token.text
    if (
        not text[0].isupper()
        or token.lower_ in word_set("never a name")
        or token.ent_type_ in NO_NAMES
    ):
        return False
    if token.pos_ in ("PRON", "DET", "ADP", "CCONJ", "SCONJ", "INTJ") and not token.ent_type_:
        return len(text) > 1 and text.isupper() and longest_entry([text]) is not None
    if text.isupper() and len(text) > 1 and _labels_turn(token):
        return True
    if titled:
        known = longest_entry([text])
        return token.lower_ in body_words or bool(known) or _begins_known(token)
    if token.is_sent_start or _after_quote(token):
        if token.is_stop and token.ent_iob_ != "B":
            return False
        if _is_field_of_office(token):
            return False
        if _opens_titled_name(token):
            return True
        if _is_role_before_name(token):
            return False
        if longest_entry([text]) or token.ent_type_ in NAME_ENTITIES:
            return noun_kind(text) == "" or token.pos_ == "PROPN"
        return token.pos_ == "PROPN" and noun_kind(text) == ""
    return token.pos_ in ("PROPN", "ADJ", "NOUN", "X", "VERB", "NUM", "ADV") or bool(
        token.ent_type_
    )


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


def _is_title(words: list[str]) -> bool:
    """ "Secretary of State" is one title."""
    hit = longest_title(words)
    return hit is not None and hit[0] == len(words)


def _owns_in_name(doc: Doc, left: Token, right: Token, words: list[str]) -> bool:
    """ "Flight Attendants' Guild", "Children's Hospital": many own a body together."""
    plural = words in (["'"], ["’"]) and left.lower_.endswith("s")
    if not plural and not (words in (["'s"], ["’s"]) and left.lower_ in word_set("plural owner")):
        return False
    for token in doc[right.i : right.i + 4]:
        if not token.text[0].isupper():
            return False
        if name_word_kind(token.text) in ORG_KINDS or noun_kind(token.text) in ORG_KINDS:
            return True
    return False


def _is_suffix(token: Token) -> bool:
    if token.like_num and token.i and token.nbor(-1).lower_ in word_set("numbered body"):
        return True
    return token.lower_ in word_set("suffix of a name") or (
        token.like_num and token.ent_iob_ == "I" and token.ent_type_ in ("ORG", "PRODUCT", "FAC")
    )


def _joins(doc: Doc, left: Token, right: Token) -> bool:
    """Do two capitalised tokens belong to one run, given what stands between?"""
    between = doc[left.i + 1 : right.i]
    if len(between) == 0:
        return True
    if len(between) > 3:
        return False
    words = [t.lower_ for t in between]
    if words == ["&"] or _owns_in_name(doc, left, right, words):
        return True
    if all(w == "-" for w in words):
        return not left.whitespace_ and not between[0].whitespace_
    if all(w in word_set("particle of a name") or w == "-" for w in words):
        return left.ent_type_ in ("", "PERSON", "ORG", "GPE")
    inside = all(t.ent_iob_ == "I" for t in between) and right.ent_iob_ == "I"
    if inside and left.ent_type_ == "ORG":
        return all(w in LINKS or w in ("'s", "’s") for w in words)
    if words[0] == "of" and set(words) <= {"of", "the"}:
        whole = [left.text, *(t.text for t in between), right.text]
        if longest_entry(whole) or _is_title(whole):
            return True
        if left.i and _is_title([doc[left.i - 1].text, *whole]):
            return True  # "Director General of Police"
        return noun_kind(left.text) in ORG_KINDS or name_word_kind(left.text) in ORG_KINDS
    return False
