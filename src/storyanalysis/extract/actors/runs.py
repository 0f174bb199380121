"""Runs of capitalised words that could be names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from storyanalysis.extract.actors.capitals import in_spans, looks_like_name, name_words, shouts
from storyanalysis.extract.actors.gazetteer import (
    longest_entry,
    longest_title,
    name_word_kind,
    noun_kind,
    region_country,
    word_set,
)
from storyanalysis.extract.actors.kinds import ORG_KINDS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["find_runs"]

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
    names = name_words(doc, headlines)
    titled_spans = [(s, e) for s, e in headlines if _is_titled(doc, s, e)]
    opens = (doc.to_array("SENT_START") == 1).tolist()
    run: list[Token] = []
    for token in doc:
        text = token.text
        capital = text[0].isupper()
        if not capital and not (run and (opens[token.i] or token.i == run[-1].i + 1)):
            continue
        if run and opens[token.i] and token.i > run[-1].i:
            # a sentence break inside an entity or behind "Capt." is none
            same = token.ent_iob_ == "I" or (run[-1].text[-1] == "." and _is_title([run[-1].text]))
            if not same:
                yield run
                run = []
        titled = in_spans(token, titled_spans) or (text.isupper() and shouts(token))
        if capital and looks_like_name(token, titled, names):
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


def _is_titled(doc: Doc, start: int, end: int) -> bool:
    """Are most words of these characters capitalised, as in a headline?"""
    words = [t for t in doc.char_span(start, end, alignment_mode="expand") or [] if t.is_alpha]
    long = [t for t in words if len(t.text) > 3]
    return bool(long) and sum(t.text[0].isupper() for t in long) > 0.75 * len(long)


def _is_title(words: list[str]) -> bool:
    """ "Secretary of State" is one title."""
    hit = longest_title(words)
    return hit is not None and hit[0] == len(words)


def _owns_in_name(doc: Doc, left: Token, right: Token, words: list[str]) -> bool:
    """ "Flight Attendants' Guild", "Children's Hospital": many own a body together."""
    plural = words in (["'"], ["’"]) and left.lower_.endswith("s")
    singular = words in (["'s"], ["’s"])
    if not plural and not (
        singular and (left.lower_ in word_set("plural owner") or _is_saint(left))
    ):
        return False
    for token in doc[right.i : right.i + 4]:
        if not token.text[0].isupper():
            return False
        if name_word_kind(token.text) in ORG_KINDS or noun_kind(token.text) in ORG_KINDS:
            return True
    return False


def _is_saint(name: Token) -> bool:
    """ "St Anne's Hospital", "St. Brendan's College": whom a body is named after."""
    return name.i > 0 and name.nbor(-1).text in ("St", "St.", "Saint")


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
