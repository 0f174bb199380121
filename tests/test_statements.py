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
