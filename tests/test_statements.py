"""Attributions to statements: speakers, addressees, relays, on made-up sentences."""

import pytest

import storyanalysis as sa


def analyze(text):
    return sa.analyze(sa.Article.from_text(text, published="2024-05-06"))


def told(text):
    """(speaker, relays nearest the reader first, content) of every statement."""
    story = analyze(text)
    names = story.actors.set_index("actor_id")["name"].to_dict()
    found = []
    for row in story.statements.itertuples():
        chain = story.relays[story.relays["statement_id"] == row.statement_id]
        relays = [names.get(a) for a in chain.sort_values("hop")["actor_id"]]
        speaker = None if not isinstance(row.speaker_id, str) else names[row.speaker_id]
        found.append((speaker, relays, row.content))
    return found


def test_a_direct_quotation_has_its_speaker():
    assert told("“The bridge is safe,” said Mayor Ana Ruiz.") == [
        ("Ana Ruiz", [], "“The bridge is safe,”")
    ]


def test_a_parenthetical_source_is_a_relay():
    (row,) = told("The bridge is safe, Mayor Ana Ruiz said, according to the Harbour Post.")
    assert row[:2] == ("Ana Ruiz", ["Harbour Post"])


def test_a_source_alone_is_the_speaker():
    (row,) = told("The bridge will close in May, according to the Harbour Post.")
    assert row[:2] == ("Harbour Post", [])


def test_a_report_in_a_report_gives_both():
    rows = told(
        "Engineer Paul Osei said that Mayor Ana Ruiz had promised that the bridge was safe."
    )
    assert ("Paul Osei", []) in [row[:2] for row in rows]
    assert ("Ana Ruiz", ["Paul Osei"]) in [row[:2] for row in rows]


def test_he_is_whoever_spoke_before():
    rows = told(
        "Councillor Paul Osei opposed the plan. “The bridge is not safe,” he said.\n\n"
        "“We will close it in May,” he added."
    )
    assert [row[0] for row in rows if row[2].startswith("“")] == ["Paul Osei", "Paul Osei"]


def test_the_addressee_is_told_apart():
    story = analyze("“The bridge is safe,” Mayor Ana Ruiz told the council.")
    row = story.statements.iloc[0]
    names = story.actors.set_index("actor_id")["name"]
    assert (names[row["speaker_id"]], names[row["addressee_id"]]) == ("Ana Ruiz", "council")


def test_a_letter_is_a_channel_and_no_relay():
    story = analyze("Mayor Ana Ruiz said in a letter that the bridge was safe.")
    assert story.statements["channel"].tolist() == ["in a letter"]
    assert len(story.relays) == 0


@pytest.mark.parametrize(
    "text",
    [
        "The bridge is not safe, said two officials who spoke on condition of anonymity.",
        "“It may fall,” said a senior official who asked not to be named.",
    ],
)
def test_anonymous_sources_are_called_so(text):
    assert analyze(text).statements["status"].tolist() == ["anonymous"]


def test_spans_and_statements_agree():
    story = analyze("“The bridge,” said Mayor Ana Ruiz, “is safe.” Paul Osei denied it.")
    for row in story.statements.itertuples():
        spans = story.spans[story.spans["statement_id"] == row.statement_id]
        content = spans[spans["role"] == "content"]
        assert row.start == content["start"].min()
        assert row.end == content["end"].max()
        assert row.content == " … ".join(content["text"])
        assert row.hops == (story.relays["statement_id"] == row.statement_id).sum()


@pytest.mark.parametrize(
    ("text", "speaker", "relays"),
    [
        (
            "The dam near Selby is unsafe, according to a report by the Rand Institute cited by "
            "the Harbour Post.",
            "a report by the Rand Institute",
            ["Harbour Post"],
        ),
        (
            "The dam is unsafe, engineer Paul Osei said in an interview with the Harbour Post.",
            "Paul Osei",
            ["Harbour Post"],
        ),
        ("“We will rebuild,” engineer Paul Osei told the BBC.", "Paul Osei", ["BBC"]),
        (
            "“We will rebuild,” engineer Paul Osei told the BBC's Today programme.",
            "Paul Osei",
            ["BBC"],
        ),
        (
            "The Harbour Post reported, citing two officials, that the dam was unsafe.",
            "two officials",
            ["Harbour Post"],
        ),
        (
            "The Harbour Post quoted Paul Osei as saying the dam was unsafe.",
            "Paul Osei",
            ["Harbour Post"],
        ),
        (
            "“The water rose,” the Harbour Post quoted Paul Osei as saying.",
            "Paul Osei",
            ["Harbour Post"],
        ),
        (
            "The dam is unsafe, according to the Harbour Post, which cited an engineer.",
            "an engineer",
            ["Harbour Post"],
        ),
        (
            "The Harbour Post, quoting an engineer, said the dam was unsafe.",
            "an engineer",
            ["Harbour Post"],
        ),
        (
            "The Harbour Post reported that the dam was unsafe. It cited two engineers.",
            "two engineers",
            ["Harbour Post"],
        ),
        (
            "“The water is rising,” Paul Osei told Kanal Fyra on Monday.",
            "Paul Osei",
            ["Kanal Fyra"],
        ),
    ],
)
def test_who_passes_the_words_on(text, speaker, relays):
    assert told(text)[0][:2] == (speaker, relays)


def test_a_reason_that_is_cited_does_not_speak():
    (row,) = told("The council said the dam would close, citing the cost of repairs.")
    assert row[:2] == ("council", [])


def test_you_are_whoever_answers():
    rows = told(
        "Paul Osei met reporter Ana Ruiz on Monday.\n\nRUIZ: You said that the dam was safe. Was "
        "that true?\n\nOSEI: It was not true.\n\nRUIZ: Thank you."
    )
    assert ("Paul Osei", ["Ana Ruiz"], "the dam was safe") in rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The union, Paul Osei said, plans to strike.",
            ["The union … plans to strike", "strike"],
        ),
        (
            "The council admitted that the gates opened at 2 a.m. “We slept,” said Paul Osei.",
            ["the gates opened at 2 a.m.", "“We slept,”"],
        ),
        (
            "The river rises on Saturday at 1 p.m. Paul Osei will speak then, the council said.",
            ["Paul Osei will speak then"],
        ),
        (
            "“The dam is old,” said Paul Osei. He paused. “My father built it with his hands.”",
            ["“The dam is old,” … “My father built it with his hands.”"],
        ),
        ("SELBY, May 8 - The dam will close, the council said.", ["The dam will close"]),
        (
            "“Nobody was warned that night,” its head, Paul Osei, told reporters.",
            ["“Nobody was warned that night,”"],
        ),
        (
            "The letter, a copy of which was seen on Monday, says: “The dam is not safe.”",
            ["“The dam is not safe.”"],
        ),
        (
            '"The dam is old, chief engineer Paul Osei told reporters. "We will mend it."',
            ['"The dam is old, … "We will mend it."'],
        ),
    ],
)
def test_where_a_statement_begins_and_ends(text, expected):
    assert [row[2] for row in told(text)] == expected


def test_an_interview_with_the_own_outlet_is_no_relay():
    text = "The dam is unsafe, engineer Paul Osei said in an interview with the Harbour Post."
    story = sa.analyze(sa.Article.from_text(text, outlet="Harbour Post", published="2024-05-06"))
    assert len(story.relays) == 0


def test_a_label_in_capitals_is_the_person_of_that_name():
    rows = told(
        "Paul Osei met the press with reporter Ana Ruiz on Monday.\n\nRUIZ: Is the dam safe?\n\n"
        "OSEI: It is not safe.\n\nRUIZ: Thank you."
    )
    assert [row[0] for row in rows] == ["Ana Ruiz", "Paul Osei", "Ana Ruiz"]


def test_a_pronoun_after_many_quoted_sentences_is_resolved():
    quoted = " ".join(f"“We lost the bridge in {year}." for year in range(1990, 1991))
    quoted += " Nobody slept. The water came at night. The school fell. We had no help. We cried.”"
    rows = told(
        f"Mayor Ana Ruiz spoke to the crowd on Monday.\n\n{quoted}\n\nShe said the county would "
        "pay for the bridge."
    )
    assert rows[-1][0] == "Ana Ruiz"


def test_early_pronouns_of_a_long_text_are_resolved():
    text = "Mayor Ana Ruiz spoke on Monday. She said the bridge was safe.\n\n"
    text += "Ana Ruiz walked over the bridge.\n\n" * 60
    assert told(text)[0][0] == "Ana Ruiz"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The council leader says otherwise.", "otherwise"),
        ("Police put the crowd at 5,000.", "the crowd at 5,000"),
        ("She signed a petition urging the council to wait.", "wait"),
        (
            "The mayor accused the builder of “cutting corners” after a wall fell.",
            "“cutting corners”",
        ),
        ("She demanded an apology.", "an apology"),
        ("The company denied inflating anything.", "inflating anything"),
        ("The company denied reports that it would move.", "reports that it would move"),
        ("Records show four leaks.", "four leaks"),
        ("The council asked residents to leave the valley.", "leave the valley"),
        ("Engineer Paul Osei asked the council for a pump.", "a pump"),
    ],
)
def test_what_is_said_without_a_clause(text, content):
    assert [row[2] for row in told(text)] == [content]


@pytest.mark.parametrize(
    "text",
    [
        "The sale will be announced on Monday.",
        "A second meeting has been called for 11 am.",
        "The quarterly results reported below are not affected.",
        "The council will ask residents to leave.",
        "The hearing is expected to last two weeks.",
        "Asked who had opened the gates, Paul Osei smiled.",
    ],
)
def test_what_says_nothing_yet(text):
    assert told(text) == []
