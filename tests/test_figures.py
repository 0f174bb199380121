"""Public figures get their country from the lexicon, unless the story tells of somebody else."""

import pytest

import storyanalysis as sa
from storyanalysis import lexicons
from storyanalysis.extract.actors.figures import _by_office


def told(text):
    """Name -> (kind, country, side) of every actor."""
    story = sa.analyze(sa.Article.from_text(text, published="2000-01-05"))
    rows = story.actors.astype(object).where(story.actors.notna(), None).to_dict("records")
    return {row["name"]: (row["kind"], row["country"], row["side"]) for row in rows}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Mitt Romney said on Sunday that he would repeal the law.", "Mitt Romney", "USA"),
        ("President Chirac met the miners and promised them help.", "Jacques Chirac", "FRA"),
        ("Former president Mubarak told the court that he was ill.", "Hosni Mubarak", "EGY"),
        ("Lt. Gen. Schwarzkopf told reporters the war was over.", "Schwarzkopf", "USA"),
        ("The soldiers cheered when Yeltsin visited the base.", "Boris Yeltsin", "RUS"),
        ("Lee Teng-hui rejected the offer.", "Lee Teng-hui", "TWN"),
        ("Prime Minister John Major rejected the offer.", "John Major", "GBR"),
        # many bear the name: the title tells
        ("Defense Secretary William Cohen rejected the offer.", "William Cohen", "USA"),
    ],
)
def test_a_figure_has_its_country(text, name, country):
    kind, found, side = told(text)[name]
    assert (kind, found) == ("person", country)
    assert side


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gordon Brown, a plumber from Ohio, said the leak was old. Brown sued.", "Gordon Brown"),
        ("Mr. Gordon Brown, a plumber, said the leak was old. Brown sued.", "Gordon Brown"),
        ("Jimmy Carter, 34, of Avon, was arrested. Police said Carter fled.", "Jimmy Carter"),
        ("Coach John Kerry praised his players. Kerry said they ran well.", "John Kerry"),
        ("William Cohen rejected the offer. Cohen said it was too low.", "William Cohen"),
        ("Rosa Chirac runs the club. President Chirac said the club was poor.", "Rosa Chirac"),
        ("John Thatcher, a farmer, sued the bank. Thatcher said it lied.", "John Thatcher"),
        ("Luis Alberto Fernandez sued the bank. Fernandez said it lied.", "Luis Alberto Fernandez"),
    ],
)
def test_the_story_has_the_last_word(text, name):
    assert told(text)[name][2] is None


def test_militias_that_a_country_backs_are_not_its_own():
    found = told(
        "The strike killed Abu Mahdi al-Muhandis, deputy commander of Iran-backed militias in Iraq."
    )
    assert found["Abu Mahdi al-Muhandis"][1] == "IRQ"


def test_an_office_of_another_country_is_not_taken():
    found = told("Canadian Foreign Minister Colin Powell said Ottawa would wait.")
    assert found["Colin Powell"][1] == "CAN"


def test_a_united_nations_envoy_is_on_its_side():
    assert told("Kofi Annan urged both sides to stop.")["Kofi Annan"][1:] == (
        None,
        "United Nations",
    )


@pytest.mark.parametrize(
    ("text", "name", "country", "side"),
    [
        ("FARC rebels kidnapped 12 soldiers.", "FARC rebels", "COL", "FARC"),
        ("Darfur rebels attacked the town.", "Darfur rebels", "SDN", None),
        ("Soviet troops attacked the town.", "Soviet troops", "RUS", "Russia"),
    ],
)
def test_forces_belong_to_their_group_or_place(text, name, country, side):
    assert told(text)[name][1:] == (country, side)


def test_a_state_that_is_no_more_keeps_its_name():
    assert told("The Soviet Union rejected the offer.")["Soviet Union"] == (
        "country",
        "RUS",
        "Soviet Union",
    )


def test_a_title_and_surname_lead_to_one_country():
    offices = _by_office()
    rows = lexicons.rows("public_figures")
    sides = {}
    for row in rows:
        for title in row["titles"].split("|"):
            for surname in row["surnames"].split("|"):
                sides.setdefault((title, surname), set()).add((row["country"], row["side"]))
    for key, found in sides.items():
        assert (offices[key] is None) == (len(found) > 1), key


def test_a_surname_that_stands_alone_is_not_the_wifes():
    text = (
        "Mr. Obama spoke on Saturday. Michelle Obama, the first lady, will speak in May. "
        "President Obama thanked the crowd. Mr. Obama left early."
    )
    found = sa.analyze(sa.Article.from_text(text), cache=False).mentions
    named = found[found["text"] == "Obama"]["actor_id"]
    assert len(named) == 3
    assert set(named) == {"barack-obama"}
