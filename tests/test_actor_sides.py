"""Sides that only the rest of the story tells."""

import pytest

import storyanalysis as sa


def sides(text, **metadata):
    """Side by name of every actor."""
    story = sa.analyze(sa.Article.from_text(text, published="2022-01-05", **metadata))
    rows = story.actors.astype(object).where(story.actors.notna(), None).to_dict("records")
    return {row["name"]: row["side"] for row in rows}


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        (
            "Helen Abara of the University of Tasmania said the frog was alive. "
            "The University of Tasmania thanked her.",
            "University of Tasmania",
            "Australia",
        ),
        (
            "The Allied Welders Union rejected the offer. The union said it would strike.",
            "Allied Welders Union",
            "Allied Welders Union",
        ),
        # a person's given name is no country
        ("Chad Brown criticised the mayor. Brown said he was late.", "Chad Brown", None),
        ("Georgia Hale criticised the mayor. Hale said he was late.", "Georgia Hale", None),
    ],
)
def test_side(text, name, side):
    assert sides(text)[name] == side


def test_an_officer_is_on_the_side_of_the_only_police_force():
    found = sides(
        "Avon Police arrested two men. Inspector Tom Keane said they had stolen phones. "
        "Keane thanked the residents."
    )
    assert found["Tom Keane"] == "Avon Police"


def test_the_storys_only_country_is_that_of_its_officials():
    found = sides(
        "The Scottish government published the plan. Transport minister Kirsty Bell said "
        "it was ready. Bell accused the builder of delays."
    )
    assert found["Kirsty Bell"] == found["Scottish government"]


def test_two_countries_leave_an_official_without_one():
    found = sides(
        "The Scottish government published the plan and Norway rejected it. Transport minister "
        "Kirsty Bell said it was ready. Bell accused the builder of delays."
    )
    assert found["Kirsty Bell"] is None


def test_union_officials_are_those_of_the_only_union():
    found = sides(
        "The Allied Welders Union rejected the offer. Union officials said they would strike."
    )
    assert found["Union officials"] == "Allied Welders Union"
