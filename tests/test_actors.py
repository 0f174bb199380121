"""Who is in the story: one actor for every referent, on made-up sentences."""

import pandas as pd
import pytest

import storyanalysis as sa


def analyze(text, **metadata):
    return sa.analyze(sa.Article.from_text(text, **metadata))


def actors(text):
    return analyze(text).actors.set_index("name")


def forms(text, name):
    """The words by which the actor called `name` is mentioned, without pronouns."""
    story = analyze(text)
    key = story.actors.set_index("name")["actor_id"][name]
    rows = story.mentions[
        (story.mentions["actor_id"] == key) & (story.mentions["kind"] != "pronoun")
    ]
    return rows["text"].tolist()


def test_a_surname_is_the_full_name_before_it():
    text = "Mayor Ana Ruiz opened the bridge on Monday. Ruiz said that it was safe."
    assert forms(text, "Ana Ruiz") == ["Ana Ruiz", "Ruiz"]


def test_two_people_of_one_surname_stay_two():
    text = (
        "Mayor Ana Ruiz opened the bridge. Her brother, engineer Paul Ruiz, stayed away. "
        "Paul Ruiz said that it was not safe. Ana Ruiz denied it."
    )
    assert {"Ana Ruiz", "Paul Ruiz"} <= set(actors(text).index)


def test_initials_and_suffixes_are_one_person():
    text = (
        "General William H. Seely sent a letter. William H. Seely III is the commander of the force, "
        "and Seely signed it."
    )
    assert len(forms(text, "William H. Seely III")) >= 3


def test_an_acronym_is_its_long_form():
    text = (
        "The Harbour Bridge Safety Board (HBSB) closed the bridge. "
        "HBSB said that it would open in May."
    )
    assert "HBSB" in forms(text, "Harbour Bridge Safety Board")


def test_the_company_is_the_one_spoken_of():
    text = (
        "Harbour Steel Inc. will close its mill in May. The company said that it had lost money. "
        "Harbour Steel employs forty people."
    )
    assert forms(text, "Harbour Steel Inc.") == [
        "Harbour Steel Inc.",
        "The company",
        "Harbour Steel",
    ]


@pytest.mark.parametrize(
    ("text", "name", "kind", "country"),
    [
        ("The Iraqi parliament voted against Iran.", "Iraqi parliament", "legislature", "IRQ"),
        ("Turkish troops attacked Syria.", "Turkish troops", "military", "TUR"),
        ("U.S. forces attacked Iran.", "U.S. forces", "military", "USA"),
        ("France accused Germany of lying.", "France", "country", "FRA"),
        ("NATO accused Russia of lying.", "NATO", "organization", None),
        ("The Harbour Post said that the bridge was safe.", "Harbour Post", "media", None),
        ("Harbour Steel Inc. said it was safe.", "Harbour Steel Inc.", "company", None),
    ],
)
def test_kinds_and_countries(text, name, kind, country):
    row = actors(text).loc[name]
    assert row["kind"] == kind
    assert row["country"] == country if country else isinstance(row["country"], type(pd.NA))


def test_a_persons_side_comes_from_the_text():
    text = "Harbour Steel spokesman Paul Osei said that the mill would close, Iranian general Ali Rezai said."
    found = actors(text)
    assert found.loc["Paul Osei", "side"] == "Harbour Steel"
    assert found.loc["Paul Osei", "role"] == "spokesman"
    assert found.loc["Ali Rezai", "side"] == "Iran"


def test_a_place_where_something_happens_is_no_actor():
    assert "Vietnam" not in actors("The clips were made in Vietnam, Mayor Ana Ruiz said.").index


def test_names_in_the_byline_are_no_actors():
    text = (
        "Bridge closes\n\nBy Dana Okafor\n\nMayor Ana Ruiz said on Monday that the bridge is safe."
    )
    assert "Dana Okafor" not in actors(text).index


def test_two_countries_are_not_mixed_up_by_the_country():
    text = (
        "The Iraqi parliament voted to expel U.S. troops from the country. "
        "Iraq said so on Monday, and Trump told Iraq that he would not leave the country."
    )
    assert "the country" in forms(text, "Iraq")


def stand_ins(text):
    """The pronouns of a text, each with its actor."""
    story = analyze(text)
    rows = story.mentions[story.mentions["kind"] == "pronoun"]
    return list(zip(rows["text"], rows["actor_id"], strict=True))


def test_an_it_that_is_nobody_is_no_mention():
    nobody = (
        "Acme Corp. built the mill. It seems that the roof leaks. It is unclear whether the "
        "mill will open. It was not known who owns the land. It is raining in the valley."
    )
    assert stand_ins(nobody) == []
    assert stand_ins("Acme Corp. built the mill. It is ready to open it.")[0] == (
        "It",
        "acme-corp",
    )


def test_who_is_quoted_does_not_speak_of_the_paper():
    text = (
        "The Vale Herald reported on Tuesday that the mayor had met Acme Corp.\n\n"
        '"They lied to us, and it cost us the bridge," Mayor Ana Ruiz said.'
    )
    assert "vale-herald" not in {actor for _, actor in stand_ins(text)}


@pytest.mark.parametrize(
    ("text", "there", "not_there"),
    [
        # abbreviated titles end no sentence and are nobody
        ('"It leaks," said Capt. Ruth Sand. Sgt. Tom Weiss agreed.', "Ruth Sand", "Capt"),
        # a body named after a saint is one name
        ("St Anne's Hospital denied it. Ana Ruiz sued it.", "St Anne's Hospital", "St Anne"),
        # a name is what its acronym spells
        (
            "The Front for Renewal in the North (FRN) denied it. The FRN sued.",
            "Front for Renewal in the North",
            "Front for Renewal",
        ),
        (
            "Ana Ruiz, a biologist at the Norwegian Institute of Science, agreed.",
            "Ana Ruiz",
            "Science",
        ),
        ("The GMB union called a strike.", "GMB", "GMB union"),
        ("Vice-chancellor Eva Lind denied it.", "Eva Lind", "Vice"),
        ("Senator Gwen Moore (D-Wis.) denied it.", "Gwen Moore", "D-Wis."),
        # where somebody goes does nothing
        ("Ana Ruiz flew to Leeds and sued the club.", "Ana Ruiz", "Leeds"),
        # capitalised inside sentences, so a name at the head of one
        ("The bid of Castelane failed. Castelane said it was sorry.", "Castelane", "bid"),
    ],
)
def test_who_is_there(text, there, not_there):
    story = sa.analyze(sa.Article.from_text(text, published="2022-01-05"), cache=False)
    names = set(story.actors["name"])
    assert there in names
    assert not_there not in names


def test_whom_the_lead_describes_the_second_paragraph_names():
    text = (
        "A baker accused of arson said nothing in court on Tuesday.\n\n"
        "Martin Delorme, 52, has pleaded not guilty. Delorme will return on Friday."
    )
    story = sa.analyze(sa.Article.from_text(text, published="2022-01-05"), cache=False)
    assert list(story.actors["name"]) == ["Martin Delorme"]


def test_the_office_before_the_title_is_the_role():
    text = "Chairman of the Joint Chiefs of Staff Gen. Tom Bell denied it."
    story = sa.analyze(sa.Article.from_text(text, published="2022-01-05"), cache=False)
    roles = dict(zip(story.actors["name"], story.actors["role"], strict=True))
    assert roles["Tom Bell"] == "Chairman of the Joint Chiefs of Staff"


def test_a_law_is_a_document_and_no_body():
    text = "Senators criticised the Clean Water Act on Monday. The Clean Water Act bars dumping."
    actors = sa.analyze(sa.Article.from_text(text), cache=False).actors
    assert actors.set_index("name")["kind"].get("Clean Water Act", "document") == "document"


def test_who_opens_turns_of_a_transcript_is_a_person_and_a_dateline_is_not():
    turns = "WALLACE: Do you agree?\n\nPENCE: I do.\n\nWALLACE: Thank you.\n\nPENCE: Thank you."
    actors = sa.analyze(sa.Article.from_text(turns), cache=False).actors
    assert dict(zip(actors["name"], actors["kind"], strict=True)) == {
        "WALLACE": "person",
        "PENCE": "person",
    }
    told = "NASHIK: The court said on Monday that the road was closed."
    actors = sa.analyze(sa.Article.from_text(told), cache=False).actors
    assert "person" not in set(actors["kind"])
