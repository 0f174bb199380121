"""Who says what where the parse misleads: word order, headlines, updates, pronouns."""

import pytest

import storyanalysis as sa


def told(text, outlet=None):
    """(speaker, relays nearest the reader first, content) of every statement."""
    article = sa.Article.from_text(text, published="2024-05-06", outlet=outlet)
    story = sa.analyze(article)
    names = story.actors.set_index("actor_id")["name"].to_dict()
    found = []
    for row in story.statements.itertuples():
        chain = story.relays[story.relays["statement_id"] == row.statement_id]
        relays = [names.get(a) for a in chain.sort_values("hop")["actor_id"]]
        speaker = None if not isinstance(row.speaker_id, str) else names[row.speaker_id]
        found.append((speaker, relays, row.content))
    return found


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "The lift in the east tower is shut for a year, its owner, Ana Ruiz, told "
            "a meeting in Leeds on Friday.",
            "Ana Ruiz",
            "The lift in the east tower is shut for a year",
        ),
        (
            "Six boats, not four, are out at sea, harbour master Paul Osei now says.",
            "Paul Osei",
            "Six boats, not four, are out at sea",
        ),
        ("The bank said on Tuesday fees would fall.", "bank", "fees would fall"),
        ("Two ports said on Monday they would close.", "Two ports", "they would close"),
        ("The bank said Tuesday's vote was fair.", "bank", "Tuesday's vote was fair"),
        ("The mayor called on drivers to stay at home.", "mayor", "stay at home"),
        ("The port has withdrawn its claim about the ship.", "port", "its claim about the ship"),
        ("The Harbour Post stood by its report.", "Harbour Post", "its report"),
        ("Passengers were told to wait.", None, "wait"),
        (
            "Paul Osei sued the bank in 2019, accusing it of hiding a loan.",
            "Paul Osei",
            "hiding a loan",
        ),
        (
            "Ana Ruiz admitted that she had erred: the bridge has two lanes.",
            "Ana Ruiz",
            "she had erred: the bridge has two lanes",
        ),
        (
            "A letter demanding that the firm make its data public was sent on Monday.",
            "a letter",
            "the firm make its data public",
        ),
    ],
)
def test_what_is_said(text, speaker, content):
    assert [(row[0], row[2]) for row in told(text)] == [(speaker, content)]


@pytest.mark.parametrize(
    "text",
    [
        "The army withdrew its troops.",
        "The firm rejected a takeover bid.",
        "Paul Osei would neither confirm nor deny the reports.",
        "The fire died hours after the Harbour Post had asked the port about it.",
        "Ana Ruiz called her sister on Friday to say thanks.",
    ],
)
def test_what_is_done_is_not_said(text):
    assert told(text) == []


def test_the_halves_of_a_headline_are_apart():
    text = "Port profit slides as strike drags on; union vows to hold out\n\nThe port is shut."
    assert [row[2] for row in told(text)] == ["hold out"]


def test_what_somebody_hopes_in_his_own_words_is_no_second_statement():
    rows = told("Engineer Paul Osei said he hoped to mend the bridge by June.")
    assert [row[0] for row in rows] == ["Paul Osei"]


def test_a_plan_is_also_told_by_whoever_tells_it_unless_an_outlet_does():
    text = "The bank plans to shut 12 branches, according to {}."
    assert [row[:2] for row in told(text.format("two directors"))] == [
        ("two directors", []),
        ("bank", ["two directors"]),
    ]
    assert [row[:2] for row in told(text.format("the Harbour Post"))] == [
        ("bank", ["Harbour Post"])
    ]


def test_the_outlet_of_the_story_passes_nothing_on():
    text = "The port is unsafe, engineer Paul Osei told the Harbour Post."
    assert told(text)[0][:2] == ("Paul Osei", ["Harbour Post"])
    assert told(text, outlet="The Harbour Post")[0][:2] == ("Paul Osei", [])


def test_whoever_is_accused_passes_nothing_on():
    (row,) = told("Engineer Paul Osei accused the Harbour Post of lying.")
    assert row[:2] == ("Paul Osei", [])


def test_he_in_somebodys_words_is_somebody_else():
    rows = told(
        "Paul Osei said that Mark Lund had come to his house that night. “He told me, ‘It is "
        "gone,’” Osei said."
    )
    assert ("Mark Lund", ["Paul Osei"], "‘It is gone,’") in rows


def test_we_are_the_body_that_the_speaker_speaks_for():
    rows = told(
        "Harbour Ferries is late. “We said we would look at it,” said Paul Osei, a spokesman for "
        "Harbour Ferries."
    )
    assert [row[0] for row in rows if row[2] == "we would look at it"] == ["Harbour Ferries"]


def test_whoever_adds_spoke_before():
    rows = told("Engineer Paul Osei said the dam was old. Mark Lund, he added, had built it badly.")
    assert [row[0] for row in rows] == ["Paul Osei", "Paul Osei"]


def test_a_persons_firm_is_the_one_he_works_for():
    rows = told(
        "Paul Osei, an analyst at Harbour Bank, said fees would fall. His firm expects a loss."
    )
    assert [row[0] for row in rows] == ["Paul Osei", "Harbour Bank"]
