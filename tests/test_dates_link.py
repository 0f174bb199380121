"""What a date dates, and the day of publication that a page names."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from storyanalysis.extract.dates import find_dates, link_dates, publication_hint
from storyanalysis.extract.layout import find_paragraphs, find_sections
from storyanalysis.tables import DATES, RELATIONS, SENTENCES, STATEMENTS
from tests.dates_help import MONDAY, tables


def _sentence(text: str):
    return SENTENCES.frame(
        [
            {
                "sentence_id": "n0",
                "section_id": "c0",
                "paragraph": 0,
                "start": 0,
                "end": len(text),
                "text": text,
            }
        ]
    )


def _statement(start: int, end: int, key: str, cue: str = "said"):
    return {
        "statement_id": key,
        "cue": cue,
        "form": "indirect",
        "content": "x",
        "start": start,
        "end": end,
        "section_id": "c0",
        "sentence_id": "n0",
        "hops": 0,
        "status": "attributed",
        "confidence": 1.0,
        "rule": "made",
    }


def _relation(start: int, end: int, key: str):
    return {
        "relation_id": key,
        "event": "AID",
        "quad": "material cooperation",
        "sign": 1,
        "status": "asserted",
        "cue": "aids",
        "reciprocal": False,
        "start": start,
        "end": end,
        "text": "x" * (end - start),
        "sentence_id": "n0",
        "confidence": 1.0,
        "rule": "made",
    }


def _two_clauses():
    """ "Ana left on Friday and Ben came on Sunday ." as a parser gives it."""
    words = "Ana left on Friday and Ben came on Sunday .".split()
    heads = [1, 1, 1, 2, 1, 6, 1, 6, 7, 1]
    deps = ["nsubj", "ROOT", "prep", "pobj", "cc", "nsubj", "conj", "prep", "pobj", "punct"]
    pos = ["PROPN", "VERB", "ADP", "PROPN", "CCONJ", "PROPN", "VERB", "ADP", "PROPN", "PUNCT"]
    tags = ["NNP", "VBD", "IN", "NNP", "CC", "NNP", "VBD", "IN", "NNP", "."]
    return Doc(Vocab(), words=words, heads=heads, deps=deps, pos=pos, tags=tags, lemmas=words)


def _linked(statements, relations):
    doc = _two_clauses()
    sentences = _sentence(doc.text)
    dates = find_dates(doc, sentences, published=MONDAY)
    before = dates.copy()
    linked = link_dates(
        dates, doc, sentences, STATEMENTS.frame(statements), RELATIONS.frame(relations)
    )
    assert dates.equals(before)
    return DATES.check(linked)


def test_event_is_the_clause():
    linked = _linked([], [])
    assert linked["event"].tolist() == ["Ana left on Friday", "Ben came on Sunday"]
    assert linked["statement_id"].isna().all()
    assert linked["relation_id"].isna().all()


def test_innermost_statement_wins():
    linked = _linked([_statement(0, 42, "outer", "x"), _statement(20, 42, "inner", "x")], [])
    assert linked["statement_id"].tolist() == ["outer", "inner"]


def test_statement_whose_cue_is_dated():
    linked = _linked([_statement(0, 3, "s1", "left")], [])
    assert linked["statement_id"].iloc[0] == "s1"
    assert linked["statement_id"].isna().iloc[1]


def test_relation_of_the_same_clause_wins():
    linked = _linked([], [_relation(4, 8, "r1"), _relation(26, 30, "r2")])
    assert linked["relation_id"].tolist() == ["r1", "r2"]


def test_relation_of_the_sentence_if_the_clause_has_none():
    linked = _linked([], [_relation(4, 8, "r1")])
    assert linked["relation_id"].tolist() == ["r1", "r1"]


def test_no_dates_no_rows(nlp):
    doc, sentences, _ = tables("Nothing is dated here.", nlp)
    dates = find_dates(doc, sentences, published=MONDAY)
    linked = link_dates(dates, doc, sentences, STATEMENTS.frame([]), RELATIONS.frame([]))
    assert linked.empty
    assert linked.dtypes.equals(DATES.frame([]).dtypes)


STORY = "\n\nThe council met for three hours and voted to shut the pool.\n\nIt was a long night."


@pytest.mark.parametrize(
    ("top", "day"),
    [
        ("Council shuts pool\n\nBy Ana Ruiz | Published Jan. 6, 2020, 4:15 p.m.", (2020, 1, 6)),
        ("Council shuts pool\n\nBy Ana Ruiz\n\nPosted on 6 January 2020", (2020, 1, 6)),
        (
            "Council shuts pool\n\nPublished Jan. 6, 2020. Updated Jan. 8, 2020",
            (2020, 1, 6),
        ),
        ("Council shuts pool\n\nUpdated Jan. 8, 2020", None),
        ("Council shuts pool\n\nBy Ana Ruiz", None),
        ("Council shuts pool\n\nPublished Monday at 4:15 p.m.", None),
    ],
)
def test_publication_hint(top, day):
    text = top + STORY
    sections = find_sections(text, find_paragraphs(text))
    assert publication_hint(text, sections) == (day and dt.date(*day))


def test_publication_hint_in_a_dateline():
    text = "Council shuts pool\n\nVIENNA, Oct. 6, 2022 (Wire) — The council voted to shut it.\n"
    text += "\nThe pool opened on July 4, 1953 — a hot day, people say."
    sections = find_sections(text, find_paragraphs(text))
    assert publication_hint(text, sections) == dt.date(2022, 10, 6)


def test_copyright_is_no_hint():
    text = "Council shuts pool" + STORY + "\n\n© Jan. 2, 2024 The Wire Desk. All rights reserved."
    sections = find_sections(text, find_paragraphs(text))
    assert publication_hint(text, sections) is None
