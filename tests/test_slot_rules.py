"""Corrections that name the right word, or the wrong one, and nothing else."""

from __future__ import annotations

import pytest

from tests.inquire_tables import Page
from tests.test_revisions import pairs


def corrected(correction: list[str], *body: str) -> Page:
    return Page([("original", None, list(body)), ("correction", "correction", correction)])


@pytest.mark.parametrize(
    ("correction", "body"),
    [
        (["The barn sale is on Sunday."], "The barn sale is on Saturday."),
        (["The barn sale is in June."], "The barn sale begins in May."),
        (["The barn burned down in 1931."], "The barn burned down in 1913."),
        (["The frost destroyed a third of the pears."], "The frost destroyed half of the pears."),
        (["The owner of the barn is Ida Brock."], "The owner of the barn is Ida Brook."),
        (["The sale will cost 104 jobs.", "We said 140."], "The sale will cost 140 jobs."),
        (["There were 104 jobs; we said 140."], "The sale will cost 140 jobs."),
    ],
)
def test_the_wrong_word_is_found(correction: list[str], body: str) -> None:
    found = pairs(corrected(correction, "Rain fell in Ghent.", body))
    assert [status for _, status in found] == ["retracted"]
    assert all(claim in body for claim, _ in found)


@pytest.mark.parametrize(
    ("correction", "body"),
    [
        (["The barn sale is on Sunday."], "The boat race is on Saturday."),
        (["The barn sale is on Saturday."], "The barn sale is on Saturday, at nine."),
        (["An earlier version said 31 to 21; it was 31 to 12."], "They voted 31 to 12."),
        (["Tickets go on sale on 1 June."], "The fair sold 12 tickets."),
    ],
)
def test_other_words_are_left_alone(correction: list[str], body: str) -> None:
    found = pairs(corrected(correction, "Rain fell in Ghent.", body))
    assert not [claim for claim, status in found if status == "retracted" and claim in body]


def test_a_role_that_the_story_gives_somebody() -> None:
    note = ["Ida Brook is the clerk of the parish.", "The story below describes her as its mayor."]
    found = pairs(corrected(note, "The mayor of the parish is Ida Brook."))
    assert [status for _, status in found] == ["retracted"]


def test_a_withdrawn_story_loses_its_first_claim() -> None:
    page = Page(
        [
            ("update", "update", ["The Gazette withdraws this report."]),
            ("original", None, ["Two barns burned down in Ghent.", "Hay prices fell."]),
        ]
    )
    assert pairs(page) == {("Two barns burned down in Ghent", "retracted")}


def test_what_was_denied_is_now_admitted() -> None:
    page = Page(
        [
            ("entry", "9.00", ["Ida Brook denied that the barns were sold."]),
            ("entry", "10.00", ["Ida Brook admits that the barns were sold."]),
        ],
        [
            {"speaker": "clerk", "source": "Ida Brook", "cue": "denied",
             "stance": "denial", "content": "that the barns were sold"},
            {"speaker": "clerk", "source": "Ida Brook", "cue": "admits",
             "content": "the barns were sold"},
        ],
        {"clerk": {"name": "Ida Brook"}},
    )  # fmt: skip
    assert ("denied that the barns were sold", "retracted") in pairs(page)
