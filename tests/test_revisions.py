"""Revisions: which earlier claim a later part of the page changes, and how."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyanalysis.inquire.ages import section_ages
from storyanalysis.inquire.revisions import find_revisions
from storyanalysis.inquire.whole_story import mended_notes
from storyanalysis.tables import REVISIONS
from tests.inquire_tables import Page

CLERK = {"clerk": {"name": "Ida Brook", "role": "clerk"}}
RIVAL = {"rival": {"name": "Otto Lund"}}


def revise(page: Page) -> pd.DataFrame:
    found = find_revisions(
        page.sections(),
        page.sentences(),
        page.statements(),
        page.spans(),
        page.actors(),
        page.text,
        mentions=page.mentions(),
    )
    REVISIONS.check(found)
    for row in found.itertuples():
        assert page.text[row.claim_start : row.claim_end] == row.claim
        assert page.text[row.by_start : row.by_end] == row.by
        assert row.reason
    return found


def pairs(page: Page) -> set[tuple[str, str]]:
    found = revise(page)
    return set(zip(found["claim"], found["status"], strict=True))


def with_update(*update: str, said: list[dict] | None = None) -> Page:
    """An update above a story in which the clerk gives two facts."""
    original = "Two barns will be sold in May, Ida Brook said."
    return Page(
        [
            ("headline", None, ["Harvest fair opens"]),
            ("update", "update", list(update)),
            ("original", None, [original, "Hay prices fell."]),
        ],
        [
            {
                "speaker": "clerk",
                "source": "Ida Brook",
                "cue": "said",
                "content": "Two barns will be sold in May",
            },
            *(said or []),
        ],
        CLERK | RIVAL,
    )


def test_own_words_are_retracted_and_other_words_contradict() -> None:
    denial = {"content": "no barns will be sold in May", "source": "", "cue": "said"}
    for speaker, status in (("clerk", "retracted"), ("rival", "contradicted")):
        page = with_update("no barns will be sold in May.", said=[denial | {"speaker": speaker}])
        assert pairs(page) == {("Two barns will be sold in May", status)}


def test_a_denial_cue_counts_as_negation() -> None:
    said = {"speaker": "rival", "content": "that barns would be sold", "stance": "denial"}
    page = with_update(
        "Otto Lund denied that barns would be sold.", said=[said | {"cue": "denied"}]
    )
    assert pairs(page) == {("Two barns will be sold in May", "contradicted")}


def test_a_second_negation_undoes_the_first() -> None:
    said = {"speaker": "rival", "content": "that no barns would be sold", "stance": "denial"}
    page = with_update(
        "Otto Lund denied that no barns would be sold.", said=[said | {"cue": "denied"}]
    )
    assert not pairs(page)


def test_a_claim_said_again_is_confirmed() -> None:
    said = {"speaker": "rival", "content": "that two barns will be sold in May", "cue": "confirmed"}
    page = with_update("Otto Lund confirmed that two barns will be sold in May.", said=[said])
    assert pairs(page) == {("Two barns will be sold in May", "confirmed")}


def test_taken_back_by_its_speaker_only() -> None:
    claim = "Two barns will be sold in May"
    assert pairs(with_update("Ida Brook withdrew her remark about the barns.")) == {
        (claim, "retracted")
    }
    assert not pairs(with_update("Otto Lund withdrew his remark about the barns."))


def test_new_facts_revise_nothing() -> None:
    assert not pairs(with_update("The fair will close on Friday.", "Cider costs three pounds."))


def test_unchanged_only_where_the_text_says_so() -> None:
    page = with_update("The date of the barn sale has not changed.")
    assert pairs(page) == {("Two barns will be sold in May", "unchanged")}


def corrected(correction: list[str], body: list[str]) -> Page:
    return Page([("original", None, body), ("correction", "correction", correction)])


@pytest.mark.parametrize(
    ("correction", "body", "claim"),
    [
        (["The hall was built in 1931, not 1913."], "The hall was built in 1913.", "1913"),
        (
            ["An earlier version of this story said that the hall belongs to the parish."],
            "The hall belongs to the parish, and is let on Sundays.",
            "belongs to the parish",
        ),
        (
            ["This article incorrectly said that the road had been sold.", "It was leased."],
            "The old road had been sold to a farmer.",
            "road had been sold",
        ),
        (["The fine was 300 pounds."], "He paid a fine of 200 pounds.", "200 pounds"),
    ],
)
def test_corrections_find_the_wrong_claim(correction: list[str], body: str, claim: str) -> None:
    found = revise(corrected(correction, ["Rain fell.", body, "The choir sang."]))
    assert list(found["status"]) == ["retracted"]
    assert claim in found["claim"].item()
    assert found["claim"].item() in body


def test_a_quoted_claim_that_is_gone_is_a_note_and_no_row() -> None:
    correction = ["An earlier version of this story said that two swimmers had drowned."]
    page = corrected([*correction, "Nobody drowned."], ["The lake was reopened on Monday."])
    found = revise(page)
    assert found.empty
    (note,) = mended_notes(page.sections(), page.sentences(), found)
    assert "two swimmers had drowned" in note


def test_a_correction_that_finds_its_claim_needs_no_note() -> None:
    correction = ["An earlier version of this story said the fire killed 12 people. It killed 11."]
    page = corrected(correction, ["The fire killed 12 people in Halden."])
    found = revise(page)
    assert len(found)
    assert mended_notes(page.sections(), page.sentences(), found) == ()


def test_a_text_mended_in_place_is_not_called_wrong() -> None:
    correction = ["An earlier version of this story said the fire killed 12 people."]
    page = corrected([*correction, "It killed 11."], ["The fire killed 11 people in Halden."])
    assert not [claim for claim, _ in pairs(page) if "11 people" in claim]


def test_a_toll_is_replaced_by_the_newer_count() -> None:
    page = Page(
        [
            ("update", "update", ["Update, 9 p.m.: The death toll has risen to 31."]),
            ("update", "update", ["Update, 6 p.m.: Rescuers have found 22 bodies."]),
            ("original", None, ["At least 14 people were killed in Armin.", "Schools are closed."]),
        ]
    )
    found = revise(page)
    assert set(found["status"]) == {"retracted"}
    assert any("14 people" in claim for claim in found["claim"])
    assert any("22 bodies" in claim for claim in found["claim"])
    assert not any("31" in claim for claim in found["claim"])


def test_a_headline_still_standing_is_flagged() -> None:
    page = with_update("Ida Brook withdrew her remark about the barns.")
    page.parts[0] = ("headline", None, ["Two barns to be sold in May"])
    row = revise(page).query("claim == 'Two barns to be sold in May'").iloc[0]
    assert row["status"] == "retracted"
    assert "still in the headline" in row["rule"]
    assert "headline" in row["reason"]


def test_a_headline_of_the_update_is_no_claim() -> None:
    page = with_update("Ida Brook withdrew her remark about the barns.")
    page.parts[0] = ("headline", None, ["UPDATE: Two barns to be sold in May? Clerk withdraws"])
    assert not any("Clerk" in claim for claim, _ in pairs(page))


def test_live_entries_follow_their_clocks_either_way() -> None:
    old = ("entry", "9.10am", ["9.10am", "The ferry carries 40 passengers."])
    new = ("entry", "11.30am", ["11.30am", "The ferry carries 55 passengers."])
    for entries in ([old, new], [new, old]):
        assert pairs(Page(entries)) == {("ferry carries 40 passengers", "retracted")} or pairs(
            Page(entries)
        ) == {("The ferry carries 40 passengers", "retracted")}


def test_ages() -> None:
    page = Page(
        [
            ("headline", None, ["Fair opens"]),
            ("update", "editors note", ["Editor's note: one name was changed."]),
            ("update", "update", ["Update 2: later."]),
            ("update", "update", ["Update 1: earlier."]),
            ("original", None, ["The fair opens."]),
            ("boilerplate", "copyright", ["Copyright."]),
        ]
    )
    assert list(section_ages(page.sections()).values()) != []
    ages = dict(zip(page.sections()["section_id"], page.sections()["text"], strict=True))
    known = {ages[key]: age for key, age in section_ages(page.sections()).items()}
    assert known["The fair opens."] == 0
    assert known["Fair opens"] == 0
    assert known["Update 1: earlier."] < known["Update 2: later."]
    assert "Copyright." not in known


@pytest.mark.parametrize(
    "parts",
    [
        [("update", "update", ["Nine were hurt."])],
        [("original", None, ["Nine were hurt."])],
        [("correction", "correction", ["An earlier version of this story said that."])],
        [("boilerplate", "copyright", ["Copyright."])],
        [("update", "update", ["Nine were hurt."]), ("update", "update", ["Ten were hurt."])],
        [("entry", "9am", ["9am"])],
    ],
)
def test_pages_with_one_half_missing(parts: list) -> None:
    revise(Page(parts))


def test_an_update_without_an_original_gives_an_empty_table() -> None:
    found = revise(Page([("update", "update", ["The toll was wrong, police said."])]))
    assert found.empty
    assert list(found.columns) == [column.name for column in REVISIONS.columns]


WORDS = st.lists(
    st.sampled_from(
        "the barn was not sold in May 12 twelve 2013 dead mistake , “ ” never withdrew says "
        "Brook no 40% rose to an earlier version said stands by first , not".split()
    ),
    min_size=1,
    max_size=14,
).map(" ".join)
KINDS = ("headline", "deck", "update", "original", "correction", "entry", "body", "boilerplate")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(KINDS),
            st.sampled_from([None, "update", "editors note", "9am"]),
            st.lists(WORDS, min_size=1, max_size=3),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_any_page_gives_a_table(parts: list) -> None:
    first = revise(Page(parts))
    pd.testing.assert_frame_equal(first, revise(Page(parts)))
