"""Values of time expressions, anchors, and what they are worked out from."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

import storyanalysis.extract.dates as package
from storyanalysis.tables import DATES
from tests.dates_help import dates_of, tables, values_of

# published on Monday, January 6, 2020
VALUES = [
    ("The parliament voted on Sunday.", "Sunday", "2020-01-05"),
    ("The parliament voted on Monday.", "Monday", "2020-01-06"),
    ("The court will decide on Thursday.", "Thursday", "2020-01-09"),
    ("The trial is scheduled to begin Wednesday.", "Wednesday", "2020-01-08"),
    ("Markets stay closed until Friday.", "Friday", "2020-01-10"),
    ("They are still angry about Thursday's vote.", "Thursday", "2020-01-02"),
    ("He was arrested in November.", "November", "2019-11"),
    ("The book will be published in May.", "May", "2020-05"),
    ("Nobody has seen her since February.", "February", "2019-02"),
    ("He should have acted in February.", "February", "2019-02"),
    ("The trial was postponed to March.", "March", "2020-03"),
    ("The game was moved to Friday.", "Friday", "2020-01-10"),
    ("The hearing is on Jan. 14.", "Jan. 14", "2020-01-14"),
    ("He was hurt on Dec. 28.", "Dec. 28", "2019-12-28"),
    ("It was signed on the 15th of March, 2019.", "the 15th of March, 2019", "2019-03-15"),
    ("It was signed on 15 March 2019.", "15 March 2019", "2019-03-15"),
    ("They met Friday night.", "Friday night", "2020-01-03TNI"),
    ("They met last night.", "last night", "2020-01-05TNI"),
    ("They met at 9pm on Saturday.", "9pm on Saturday", "2020-01-04T21:00"),
    ("It fell by 31 percent in the third quarter.", "the third quarter", "2019-Q3"),
    ("Its second-quarter profit fell.", "second-quarter", "2019-Q2"),
    ("Sales rose in the first half of 2019.", "the first half of 2019", "2019-H1"),
    ("It began in the summer of 2019.", "the summer of 2019", "2019-SU"),
    ("They learned to swim there in the ’60s.", "the ’60s", "196"),
    ("It was built in the late 19th century.", "the late 19th century", "18"),
    ("It costs $18 million a day.", "a day", "P1D"),
    ("They come every Monday.", "every Monday", "XXXX-WXX-1"),
    ("She goes back every fortnight.", "every fortnight", "P2W"),
    ("They waited for two and a half years.", "two and a half years", "P2Y6M"),
    ("They waited for half an hour.", "half an hour", "PT30M"),
    ("It will be repositioned over the coming days and weeks.", "the coming days and weeks",
     "FUTURE_REF"),
    ("It lasts until the end of the month.", "the end of the month", "2020-01"),
    ("Ask me in a year.", "in a year", "2021"),
    ("It lost money two years ago.", "two years ago", "2018"),
    ("It rained over the weekend.", "the weekend", "2020-W01-WE"),
    ("He left the day before yesterday.", "the day before yesterday", "2020-01-04"),
    ("The pool opened on the Fourth of July, 1953.", "the Fourth of July, 1953", "1953-07-04"),
    ("She hopes to be back by Labor Day.", "Labor Day", "2020-09-07"),
    ("They gather on Easter Monday 2019.", "Easter Monday 2019", "2019-04-22"),
    ("© 2024 The Wire Desk.", "2024", "2024"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expression", "value"), VALUES)
def test_value(nlp, text, expression, value):
    assert (expression, value) in values_of(text, nlp)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("On Jan. 6, 2019, he came. Two days later he left.", ["2019-01-06", "2019-01-08"]),
        ("It opened in 2017. The following year it burnt.", ["2017", "2018"]),
        ("It fell in March 2019 from a year earlier.", ["2019-03", "2018-03"]),
        ("He came on Jan. 3, 2019. The day before, he wrote.", ["2019-01-03", "2019-01-02"]),
        ("It ran from Monday to Friday.", ["2020-01-06", "2020-01-10"]),
        ("It rained between May and July 2018.", ["2018-05", "2018-07"]),
        ("It rained on Jan. 2 and 3.", ["2020-01-02", "2020-01-03"]),
        ("It took from 30 to 31 December 2018.", ["2018-12-30", "2018-12-31"]),
        ("The war of 1995-96 is over.", ["1995", "1996"]),
        ("It takes between 60 and 90 days.", ["P60D", "P90D"]),
    ],
)
def test_memory_and_ranges(nlp, text, values):
    assert [value for _, value in values_of(text, nlp)] == values


def test_narrative_reads_months_in_the_year_it_tells_of(nlp):
    text = (
        "On September 1, 1939, the army crossed the border. On September 17, the other army came. "
        "By 1940 the west had fallen. In 1941 the war spread. It turned in 1942 and 1943. "
        "In June 1944 the coast was taken. In August the capital was free."
    )
    values = values_of(text, nlp, published=dt.date(2009, 12, 19))
    assert ("September 17", "1939-09-17") in values
    assert ("August", "1944-08") in values


def test_without_publication_relative_dates_have_no_value(nlp):
    text = "He left yesterday, on Monday, in May, last year and two days ago. It was 2019."
    frame = dates_of(text, nlp, published=None)
    relative = frame[frame["text"] != "2019"]
    assert len(relative) >= 4
    assert relative["value"].isna().all()
    assert set(relative["anchor"]) == {"none"}
    assert set(relative["status"]) == {"unresolved"}
    assert frame["value"].iloc[-1] == "2019"


def test_context_anchors_without_publication(nlp):
    text = "On Jan. 6, 2020, he wrote to them; the day before, he had called."
    frame = dates_of(text, nlp, published=None)
    assert list(frame["value"]) == ["2020-01-06", "2020-01-05"]
    assert list(frame["anchor"]) == ["explicit", "context"]


def test_an_unknown_date_is_no_anchor(nlp):
    text = "On Jan. 6, 2020, he came. On Friday he fell. A day later he left."
    frame = dates_of(text, nlp, published=None)
    assert frame["value"].isna().tolist() == [False, True, True]


def test_days_covered(nlp):
    frame = dates_of("It began in the winter of 2018 and ended last week.", nlp)
    assert frame["first"].dt.strftime("%F").tolist() == ["2018-12-01", "2019-12-30"]
    assert frame["last"].dt.strftime("%F").tolist() == ["2019-02-28", "2020-01-05"]
    assert frame["precision"].tolist() == ["season", "week"]


def test_live_entries_are_clock_times_of_the_day(nlp):
    text = "5.10pm\n\nThe roads are open until Tuesday.\n\n4.35pm\n\nTwo people were hurt.\n"
    assert ("4.35pm", "2020-01-06T16:35") in values_of(text, nlp)


def test_mod(nlp):
    frame = dates_of("It ended in early 2019, in mid-May and at the end of June.", nlp)
    assert frame["mod"].tolist() == ["START", "MID", "END"]


def test_the_clock_of_the_machine_is_never_read(nlp, monkeypatch):
    folder = Path(package.__file__).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    assert not re.search(r"\.now\(|\.today\(\)|utcnow|\btime\.time|localtime|import time\b", source)

    class Forbidden(dt.date):
        @classmethod
        def today(cls):
            raise AssertionError("the clock was read")

    monkeypatch.setattr("storyanalysis.extract.dates.calendar.dt.date", Forbidden)
    assert not dates_of("He left yesterday and on Jan. 3.", nlp).empty


def test_same_table_twice(nlp):
    text = " ".join(text for text, _, _ in VALUES)
    doc, sentences, _ = tables(text, nlp)
    runs = [package.find_dates(doc, sentences, published=dt.date(2020, 1, 6)) for _ in "ab"]
    assert runs[0].equals(runs[1])
    DATES.check(runs[0])
