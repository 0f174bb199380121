"""Text that is no date, impossible dates, odd input, and long input."""

from __future__ import annotations

import datetime as dt
import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from storyanalysis.extract.dates import find_dates
from storyanalysis.extract.dates.anchor import Context
from storyanalysis.extract.dates.find import find_expressions
from storyanalysis.extract.dates.frames import rulebook
from storyanalysis.extract.dates.reader import Reader
from storyanalysis.extract.dates.tokens import tokenize
from storyanalysis.extract.layout import find_paragraphs
from storyanalysis.tables import DATES, SENTENCES
from tests.dates_help import MONDAY, dates_of, values_of

BLANK = spacy.blank("en")


@pytest.mark.parametrize(
    "text",
    [
        "It happened on February 30.",
        "It happened on February 29, 2019.",
        "The train left at 25:99.",
        "It is dated 13/13/2013.",
        "It is dated 2019-02-31.",
        "It is dated 0000-01-01.",
        "It was buried in the year 0.",
    ],
)
def test_impossible(nlp, text):
    frame = dates_of(text, nlp)
    assert frame["status"].tolist() == ["impossible"]
    assert frame["value"].isna().all()


@pytest.mark.parametrize(
    ("country", "value", "status"),
    [
        ("GBR", "2020-04-03", "resolved"),
        ("USA", "2020-03-04", "resolved"),
        (None, None, "ambiguous"),
        ("XXX", None, "ambiguous"),
    ],
)
def test_order_of_day_and_month(nlp, country, value, status):
    frame = dates_of("It began on 03/04/2020.", nlp, country=country)
    assert frame["status"].tolist() == [status]
    assert frame["value"].isna().all() if value is None else frame["value"].tolist() == [value]


def test_edges_of_the_calendar(nlp):
    text = "It ends on 9999-12-31 and began on 0001-01-01; then came 29 February 2020."
    assert [value for _, value in values_of(text, nlp)] == [
        "9999-12-31",
        "0001-01-01",
        "2020-02-29",
    ]
    late = dates_of("It ends on 9999-12-31. A year later, it rained.", nlp)
    assert late["value"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    "text",
    [
        "She said she may go.",
        "Soldiers march through the city.",
        "He came second and waited for a second chance.",
        "Prices fall in every shop.",
        "The fall of the city came as no surprise.",
        "The sun rose and Sun Microsystems shut.",
        "More than 2000 people came and paid $1990 each.",
        "A 44-year-old man in his 30s was hurt.",
        "The score was 3:45 and the share 7.25 percent.",
        "It is 2010 miles away.",
    ],
)
def test_no_date(nlp, text):
    assert values_of(text, nlp) == []


def test_may_the_person_and_may_the_month(nlp):
    assert values_of("Theresa May said it would end in May.", nlp) == [("May", "2020-05")]


def _blank(text: str, published: dt.date | None = MONDAY):
    paragraphs = find_paragraphs(text)
    sentences = SENTENCES.frame(
        {
            "sentence_id": f"n{start}_{end}",
            "section_id": "c",
            "paragraph": number,
            "start": start,
            "end": end,
            "text": text[start:end],
        }
        for number, (start, end) in enumerate(paragraphs)
    )
    return find_dates(BLANK(text), sentences, published=published)


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            "the a of in and to - – , . / : ' ’ ( ) May March Monday Sun. last next this two 30 99 "
            "1999 2020 0000 13/13/2013 2019-02-31 25:99 8 p.m. quarter year years week ago earlier "
            "later first second half 1990s '60s early mid- end Christmas Easter every day 9999 0 "
            "\n \n\n Feb. 29 century decade nineteen ninety-six 31st 1/2 ½ fiscal same period UTC "
            "twenty two thousand hundred zero the year 5.10pm noon Fourth July".split(" ")
        ),
        st.text(max_size=6),
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(PIECES, st.sampled_from((None, dt.date(1, 1, 1), MONDAY, dt.date(9999, 12, 31))))
def test_any_text_gives_a_sound_table(pieces, published):
    text = " ".join(pieces)
    frame = _blank(text, published)
    DATES.check(frame)
    spans = zip(frame["start"], frame["end"], frame["text"], strict=True)
    assert all(text[start:end] == words and words for start, end, words in spans)
    assert (frame["start"].to_numpy()[1:] >= frame["end"].to_numpy()[:-1]).all()
    assert frame.equals(_blank(text, published))


def _scan(text: str, runs: int = 3) -> float:
    """Processor seconds to find the dates of a text without a parse; the best of some runs."""
    best = float("inf")
    for _ in range(runs):
        begun = time.process_time()
        tokens = tokenize(text, [(0, len(text))], rulebook().alphabet)
        context = Context(MONDAY, None, False, lambda start, end: "", Reader(None))
        list(find_expressions(tokens, context, rulebook()))
        best = min(best, time.process_time() - begun)
    return best


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1/",
        "12:",
        "March ",
        "the ",
        "twenty ",
        "1990s ",
        "- ",
        "early ",
        "Jan. 1, 2020 to ",
        "'98 ",
        "a",
        "2019-01-",
    ],
)
def test_time_is_linear(piece):
    """Twice the text takes no more than three times as long."""
    short = piece * (20_000 // len(piece))
    assert _scan(short + short) <= 3 * _scan(short) + 0.02


def test_a_megabyte():
    text = ("1/2/" * 50_000 + " March " * 50_000 + "2" * 450_000)[:1_000_000]
    assert len(text) == 1_000_000
    assert _scan(text, runs=1) < 30
