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


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        # whose, where the text says it
        (
            "The Readers Trust won the vote. Its treasurer, Ana Ruiz, said it would open soon.",
            "Ana Ruiz",
            "Readers Trust",
        ),
        (
            "Wade Hollins denied it. His lawyer, Grace Obi, said he would sue.",
            "Grace Obi",
            "Wade Hollins",
        ),
        (
            "A tea seller cheated the Readers Trust. Its star witness, Ana Ruiz, said so.",
            "Ana Ruiz",
            None,
        ),
        (
            "The opposition left the hall. Opposition MP Akua Lartey said it was a farce.",
            "Akua Lartey",
            "opposition",
        ),
        # the place where somebody lives is no side, a national team is
        ("The Welsh tenor Gwyn Parry thanked the choir. Parry said so.", "Gwyn Parry", None),
        ("Brazil coach Renato Lima praised the team. Lima said so.", "Renato Lima", "Brazil"),
        # officials of the country that the story is about
        (
            "Accra rejected the plan. Ghana has 16 regions, Ghana's president said. "
            "The regional minister, Nana Boadu, agreed.",
            "Nana Boadu",
            "Ghana",
        ),
        # a state's agency is a side for its people, its ministries are the country's
        (
            "The Central Audit Agency of Kenya sued. Its counsel, Ana Ruiz, said it would win.",
            "Ana Ruiz",
            "Central Audit Agency of Kenya",
        ),
    ],
)
def test_side_of_a_person(text, name, side):
    assert sides(text)[name] == side


def test_a_spokesman_is_of_the_body_spoken_of():
    found = sides(
        "Kestrel Motors sacked 40 workers. Kestrel Motors lost money last year.\n\n"
        "Harbour Foods rejected the criticism. Spokesman Jon Bell said it paid its bills."
    )
    assert found["Jon Bell"] == "Harbour Foods"


def test_an_office_goes_with_no_body_where_two_are_spoken_of_alike():
    found = sides(
        "Kestrel Motors sued Harbour Foods on Monday.\n\nChief executive Jon Bell shrugged."
    )
    assert found["Jon Bell"] is None


@pytest.mark.parametrize(
    ("text", "backs"),
    [
        ("A raid killed Ali Bakr, a commander of Morocco-backed fighters.", True),
        ("Morocco-backed fighters left the town, the army said.", True),
        ("Morocco-based fighters left the town, the army said.", False),
        ("Jordan-born Hana Saleh left the town, the army said.", False),
    ],
)
def test_who_backs_somebody_is_somebody_in_the_story(text, backs):
    assert bool({"Morocco", "Jordan"} & sides(text).keys()) is backs


def test_who_backs_fighters_tells_no_side():
    found = sides("U.S.-backed fighters left the town, the army said. Ali Bakr led them.")
    assert found["United States"] == "United States"
    assert found["U.S.-backed fighters"] is None
    assert found["army"] is None
    assert "town" not in found
    found = sides("A raid killed Ali Bakr, a commander of Morocco-backed fighters in Norway.")
    assert found["Ali Bakr"] == "Norway"


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        # who employs whom, in other words than "X's director"
        ("The owner of Petit Trois, Ana Ruiz, denied it.", "Ana Ruiz", "Petit Trois"),
        (
            "Ana Ruiz, the managing director of Sunfizz Foods, denied it. Sunfizz Foods sued.",
            "Ana Ruiz",
            "Sunfizz Foods",
        ),
        (
            "Ana Ruiz, who studies frogs at the University of Tasmania, agreed.",
            "Ana Ruiz",
            "University of Tasmania",
        ),
        (
            "Ana Ruiz of the Danish Kidney Association agreed. The Danish Kidney Association sued.",
            "Ana Ruiz",
            "Danish Kidney Association",
        ),
        ("Hana Novak, a lawyer who represents Tom Ferri, agreed. Ferri sued.", "Tom Ferri", None),
        # a report has no director-general
        (
            "The Harbour Trust withdrew its statement. Its director-general, Ana Ruiz, apologised.",
            "Ana Ruiz",
            "Harbour Trust",
        ),
        # where a body is, from what stands beside its name
        ("Castel Wines, a Boston-based group, sued the town.", "Castel Wines", "United States"),
        ("Lakeside Hospital in Kisumu denied it.", "Lakeside Hospital", "Kenya"),
        # a country's own ministry; officials named in one breath
        (
            "Norway protested. Its Foreign Ministry said that it was sorry. Sweden shrugged.",
            "Its Foreign Ministry",
            "Norway",
        ),
        # what somebody sends is his
        (
            "The Harbour Trust sent a letter to Kestrel Motors. The letter accused it of fraud.",
            "letter",
            "Harbour Trust",
        ),
    ],
)
def test_side_of(text, name, side):
    assert sides(text)[name] == side


def test_a_diplomat_is_not_of_the_country_the_story_is_told_from():
    found = sides("VIENNA (AP) — Austria sent its army, a senior diplomat said.")
    assert found["a senior diplomat"] is None


def test_the_company_of_the_headline_is_of_the_country_of_the_dateline():
    text = (
        "Kestrel Motors Cuts Jobs\n\nDAYTON, Ohio — Kestrel Motors Inc. will cut 40 jobs, it said."
    )
    assert sides(text)["Kestrel Motors Inc."] == "United States"


def test_nobody_is_on_the_side_of_nobody():
    found = sides("The ferry left port at noon, Captain Ana Ruiz said.")
    assert found == {"Ana Ruiz": None}


def test_where_a_force_serves_is_not_whose_it_is():
    found = sides("Task Force Kenya left on Monday. Kenya and Norway protested.")
    assert found["Task Force Kenya"] is None
