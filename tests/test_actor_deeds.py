"""Who stays in the table because of what he does, and who is but a capitalised word."""

import pytest

import storyanalysis as sa


def actors(text):
    """Rows of the actors table by name."""
    story = sa.analyze(sa.Article.from_text(text, published="2022-01-05"), cache=False)
    rows = story.actors.astype(object).where(story.actors.notna(), None).to_dict("records")
    return {row["name"]: row for row in rows}


def test_a_crowd_that_acts_is_somebody_and_one_in_a_quotation_is_not():
    found = actors(
        "Residents blocked the road on Monday. “Strangers filmed our gardens,” said Ana Ruiz."
    )
    assert found["Residents"]["rule"].endswith("doing something; side: not told")
    assert "Strangers" not in found


@pytest.mark.parametrize("bare", ["People wondered why.", "The letter lay on the table."])
def test_anybody_and_things_do_no_deeds(bare):
    assert list(actors(f"{bare} Ana Ruiz laughed at the mayor.")) != []
    assert not {"People", "letter"} & set(actors(f"{bare} Ana Ruiz laughed at the mayor."))


def test_a_country_that_only_tells_where_from_is_no_actor():
    found = actors("A Danish trawler cut the cable. Norway blamed its crew.")
    assert "Norway" in found
    assert "Denmark" not in found


def test_the_government_is_no_company():
    found = actors(
        "Blue Heron Express was sold on Monday. Ghana welcomed the sale. "
        "The government said it had waited for years."
    )
    assert found["Ghana"]["n_statements"] == 1


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        (
            "The National Disaster Organisation (NADO) withdrew its warning. NADO said so twice.",
            "National Disaster Organisation",
            "NADO",
        ),
        (
            "The Unite union rejected the offer. Unite said its members were angry.",
            "Unite",
            "Unite union",
        ),
    ],
)
def test_short_and_long_forms_are_one(text, long, short):
    found = actors(text)
    assert long in found
    assert short not in found


def test_a_known_name_is_no_tail_of_a_longer_one():
    found = actors("The Peoples Democratic Party rejected the vote. It said so in Abuja.")
    assert found["Peoples Democratic Party"]["country"] is None
    assert "Democratic Party" not in found


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("“It was late,” Ana Ruiz told the Oban Herring.", "Oban Herring", "media"),
        ("Tyggo, which makes gum, denied the report.", "Tyggo", "company"),
        ("The prime minister rejected the report.", "prime minister", "person"),
        ("A spokeswoman rejected the report.", "a spokeswoman", "unnamed"),
        (
            "The Arizona Department of Water Resources sued the farm.",
            "Arizona Department of Water Resources",
            "government",
        ),
        ("HMS Dauntless left the port and chased the ship.", "HMS Dauntless", "military"),
    ],
)
def test_kind(text, name, kind):
    assert actors(text)[name]["kind"] == kind
