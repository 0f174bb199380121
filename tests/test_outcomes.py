"""Outcomes that cannot both hold, and what the rules make of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyanalysis import lexicons
from storyanalysis.inquire.outcomes import clashing_outcomes, outcomes
from tests.inquire_tables import Page
from tests.test_revisions import pairs


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The climber is feared dead.", "The climber has been found alive."),
        ("The fair is cancelled.", "The fair will go ahead after all."),
        ("The bridge will stay closed.", "The bridge has reopened."),
        ("A man is being held.", "The man has been released without charge."),
        ("The minister will resign.", "The minister will stay in office."),
        ("The water is harmless.", "The water is toxic."),
        ("They have signed a player.", "The transfer has collapsed."),
        ("He passed a medical.", "He failed a medical."),
        ("The search will continue.", "The search has been called off."),
        ("The firm will appeal.", "The firm will not appeal."),
        ("It was arson.", "The fire was an accident."),
    ],
)
def test_the_later_outcome_undoes_the_earlier(old: str, new: str) -> None:
    assert clashing_outcomes(old, new) is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The road was closed.", "The road has reopened."),  # it was so, and passed
        ("The road is closed.", "The road is not open."),
        ("The man, earlier reported dead, is alive.", "The man is alive."),
        ("They objected.", "The objects are safe."),
        ("Rain fell in Ghent.", "The fair will go ahead."),
    ],
)
def test_what_can_both_hold_does_not_clash(old: str, new: str) -> None:
    assert clashing_outcomes(old, new) is None


def test_what_is_only_described_gives_way_to_what_is_told() -> None:
    found = clashing_outcomes("A boy is being held.", "The boy arrested today was released.")
    assert found is not None
    assert found[1].text == "released"


def test_no_outcome_stands_for_both_poles() -> None:
    poles: dict[tuple[str, str], set[str]] = {}
    for row in lexicons.rows("outcomes"):
        poles.setdefault((row["topic"], row["words"]), set()).add(row["pole"])
        assert row["course"] in ("fact", "state")
        assert row["about"] in ("person", "thing")
    assert {len(found) for found in poles.values()} == {1}


def story(old: str, new: str) -> Page:
    return Page([("update", "update", [new]), ("original", None, [old, "Hay prices fell."])])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("The harvest fair is cancelled.", "The harvest fair will go ahead after all.", True),
        ("The harvest fair is cancelled.", "The boat race will go ahead after all.", False),
        ("Ida Brook is feared dead.", "Ida Brook has been found alive.", True),
        ("Ida Brook is feared dead.", "Otto Lund has been found alive.", False),
        ("Nine swimmers are feared dead.", "Forty swimmers are alive.", False),
        ("The harvest fair is cancelled.", "The harvest fair will go ahead if it is dry.", False),
    ],
)
def test_both_must_be_about_the_same(old: str, new: str, told: bool) -> None:
    assert bool(pairs(story(old, new))) == told


def test_what_turned_out_otherwise() -> None:
    page = story("Thieves had stolen the altar bell.", "The altar bell turned out to be in a loft.")
    assert [status for _, status in pairs(page)] == ["retracted"]
    assert not pairs(story("Thieves had stolen the bell.", "The horse turned out to be lame."))


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_offsets_slice_back_on_any_text(text: str) -> None:
    for found in outcomes(text):
        assert text[found.start : found.end] == found.text
        assert found.pole in ("a", "b")
