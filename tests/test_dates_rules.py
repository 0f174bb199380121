"""Every rule does what its row says, and the page of rules is up to date."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from storyanalysis import lexicons
from storyanalysis.errors import LexiconError
from storyanalysis.extract.dates.frames import Rulebook, rulebook
from storyanalysis.extract.dates.holidays import easter, holiday_rule, on_year
from storyanalysis.extract.dates.make import MAKERS
from storyanalysis.extract.dates.page import rules_page
from tests.dates_help import dates_of

RULES = [row for row in lexicons.rows("date_rules") if row["make"]]
PAGE = Path(__file__).parents[1] / "docs" / "date-rules.md"


@pytest.mark.parametrize("row", RULES, ids=[row["name"] for row in RULES])
def test_example(nlp, row):
    start, end = row["example"].index("["), row["example"].index("]") - 1
    text = row["example"].replace("[", "").replace("]", "")
    frame = dates_of(text, nlp, published=dt.date.fromisoformat(row["published"]))
    found = frame[(frame["start"] == start) & (frame["end"] == end)]
    assert found["value"].tolist() == [row["value"]]
    assert found["rule"].tolist() == [row["name"]]


def test_names_are_unique():
    names = [row["name"] for row in lexicons.rows("date_rules")]
    assert len(names) == len(set(names))


def test_every_maker_is_used():
    assert {row["make"] for row in RULES} == set(MAKERS)


def test_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == rules_page()


def test_rules_begin_only_with_words_they_know():
    book = rulebook()
    for rule in book.rules:
        assert any(rule in rules for rules in book.starts.values()), rule.name


@pytest.mark.parametrize("pattern", ["day:NOSUCH", "( the day", "@itself"])
def test_broken_rule_is_named(monkeypatch, pattern):
    row = {"name": "itself", "pattern": pattern, "make": "day", "args": "", "type": "DATE"}
    macro = row | {"make": ""}
    real = lexicons.rows
    made = (macro, row | {"name": "broken"}) if pattern == "@itself" else (row,)
    monkeypatch.setattr(lexicons, "rows", lambda name: made if name == "date_rules" else real(name))
    with pytest.raises(LexiconError, match="date rule"):
        Rulebook()


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("12-25", 2019, (12, 25)),
        ("9 mon 1", 2024, (9, 2)),
        ("11 mon 1+1", 2020, (11, 3)),
        ("11 thu 4", 1999, (11, 25)),
        ("5 mon -1", 2021, (5, 31)),
        ("easter+1", 2023, (4, 10)),
        ("easter-2", 2020, (4, 10)),
    ],
)
def test_holidays(rule, year, day):
    assert on_year(rule, year) == dt.date(year, *day)


def test_holidays_that_cannot_be_worked_out():
    assert on_year("?", 2020) is None
    assert easter(1200) is None
    assert on_year("2-29", 2019) is None


def test_holiday_by_country():
    assert holiday_rule("independence day", "IND") == "8-15"
    assert holiday_rule("independence day", None) == "7-4"
    assert holiday_rule("no such day", None) is None


def test_every_holiday_rule_gives_a_day():
    for row in lexicons.rows("date_holidays"):
        assert (on_year(row["rule"], 2024) is None) == (row["rule"] == "?"), row["phrase"]
