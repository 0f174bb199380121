"""Descriptions that stand for a person named before."""

import pytest

import storyanalysis as sa


def analyze(text):
    return sa.analyze(sa.Article.from_text(text))


def speakers(text):
    story = analyze(text)
    names = dict(zip(story.actors["actor_id"], story.actors["name"], strict=True))
    return [names.get(key) for key in story.statements["speaker_id"]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Martin Hale, 52, left with Ana Ruiz, 40, on Friday. The 52-year-old said it was late.",
            "Martin Hale",
        ),
        (
            "Anna Berg, a Swedish economist, left on Friday. The Swede said that it was late.",
            "Anna Berg",
        ),
        (
            "Paul Vane left the club on Friday. The striker said that he would be back.",
            "Paul Vane",
        ),
        (
            "Piet de Vries left the club on Friday. De Vries said that he would be back.",
            "Piet de Vries",
        ),
    ],
)
def test_age_nationality_and_trade_stand_for_the_one_named(text, speaker):
    assert speakers(text) == [speaker]


def test_another_age_is_another_person():
    text = "Martin Hale, 52, left on Friday. The 34-year-old said that it was late."
    assert speakers(text) != ["Martin Hale"]


def test_a_new_office_is_a_new_person():
    text = "Martin Hale, 52, was jailed on Friday. The judge said that he was a danger."
    assert speakers(text) != ["Martin Hale"]


def test_a_people_is_no_person():
    text = "Anna Berg, a British economist, left. The British said that it was late."
    assert speakers(text) != ["Anna Berg"]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Striker Ollie Park wept on Friday, he said.", "Ollie Park", "Striker"),
        (
            "Transport minister Lena Fox said on Friday that it was over.",
            "Lena Fox",
            "Transport minister",
        ),
        ("The parents won. Their lawyer, Nina Osei, said it was over.", "Nina Osei", "lawyer"),
    ],
)
def test_a_role_before_a_name_is_no_part_of_it(text, name, role):
    assert analyze(text).actors.set_index("name")["role"][name] == role
