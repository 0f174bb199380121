"""The comparison of what students type with what counts as right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyanalysis.teach.checker import noted, read_dates, same_chain, same_name, score

MILLEY = ["Mark A. Milley", "Milley"]


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("mark a. milley", MILLEY),
        ("  MILLEY. ", MILLEY),
        ("Gen. Mark Milley", MILLEY),
        ("Milley, Mark A.", MILLEY),
        ("General Milley's", MILLEY),
        ("the USA", ["United States"]),
        ("U.S.", ["United States"]),
        ("US-led coalition", ["United States-led military coalition"]),
        ("the letter", ["letter"]),
        ("Beyonce", ["Beyoncé"]),
        ("Trump", ["Donald Trump", "Trump"]),
        ("the general", ["General"]),
    ],
)
def test_names_that_are_the_same(typed, right):
    assert same_name(typed, right)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("", MILLEY),
        (" . ", MILLEY),
        ("Mark", MILLEY),
        ("Seely", MILLEY),
        ("Milley and Seely", MILLEY),
        ("Iran", ["Iraq"]),
        ("Iraqi", ["Iraqi parliament"]),
        ("Iraqi forces", ["American armed forces", "U.S. forces"]),
        ("military", ["United States-led military coalition"]),
    ],
)
def test_names_that_are_not(typed, right):
    assert not same_name(typed, right)


@pytest.mark.parametrize(
    "typed",
    ["2020-01-05", "5 January 2020", "January 5, 2020", "Sunday, Jan. 5th, 2020", "5/1/2020",
     "01/05/2020", "2020/1/5", "5.1.2020"],
)  # fmt: skip
def test_a_day_in_many_forms(typed):
    assert "2020-01-05" in read_dates(typed)


def test_months_years_and_no_dates():
    assert read_dates("March 2022") == read_dates("2022-03") == read_dates("3/2022") == {"2022-03"}
    assert read_dates("2009") == {"2009"}
    for text in ("", "Sunday", "January 5", "13/13/2020", "2020-14-01", "5 or 6 January 2020"):
        assert read_dates(text) == set()


WAY = ["Mark A. Milley | Milley > Jake Tapper | CNN"]


@pytest.mark.parametrize(
    "typed",
    ["Milley > Tapper of CNN > CNN", "Milley > CNN", "milley -> jake tapper", "Milley → CNN → me",
     "Milley, Jake Tapper", "Milley > Jake Tapper > CNN"],
)  # fmt: skip
def test_chains_that_are_right(typed):
    assert same_chain(typed, ["Milley > Tapper of CNN | Jake Tapper | CNN", *WAY])


@pytest.mark.parametrize(
    "typed", ["", ">", "Milley", "CNN > Milley", "Milley > Reuters", "Milley > CNN > Reuters"]
)
def test_chains_that_are_wrong(typed):
    assert not same_chain(typed, WAY)


def test_scores_add_up():
    rows = [("Milley", "name", MILLEY, 2), ("b", "choice", ["a"], 1), (" A.", "choice", ["a"], 1)]
    assert score(*rows) == 3
    assert score(("6 January 2020", "date", ["2020-01-05"], 1)) == 0
    assert score((None, "name", MILLEY, 1), (7, "date", ["2020"], 1), ([], "chain", WAY, 1)) == 0


def test_what_was_written_is_told_not_whether_it_is_right():
    told = noted(
        3, ("", "name"), ("soon", "date"), ("z", "a, b"), ("a", "a, b"), ("5/1/2020", "date")
    )
    lines = told.split("\n")
    assert "nothing is written" in lines[0]
    assert "not read as a date" in lines[1]
    assert "none of the letters" in lines[2]
    assert lines[3].endswith("'a' is noted.")
    assert lines[4].endswith("is noted.")


@given(st.text(), st.sampled_from(["name", "date", "chain", "choice"]))
def test_nothing_typed_breaks_the_check(text, how):
    assert score((text, how, ["2020-01-05 > b | c"], 1)) in (0, 1)
    assert noted(1, (text, how))


@given(st.text())
def test_an_answer_is_right_beside_itself(text):
    from storyanalysis.teach.checker import plain

    assert same_name(text, [text]) == bool(plain(text))
