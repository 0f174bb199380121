"""What relations take from the rest of a story, and how verbs find the doer that is theirs."""

import pytest

import storyanalysis as sa


@pytest.fixture(scope="module")
def told():
    """(source, event, target) of every relation of a text, by a call."""

    def rows(text):
        story = sa.analyze(sa.Article.from_text(text, published="2022-01-05"), cache=False)
        names = story.actors.set_index("actor_id")["name"].to_dict()
        return [
            (names.get(r.source_id), r.event, names.get(r.target_id))
            for r in story.relations.itertuples()
        ]

    return rows


FILLER = (
    "The road runs along the coast. It was built in 1954. "
    "Rain fell for most of the day. The work will take a year. "
)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        # both sides are those who dealt with each other, not the last two named
        (
            "Peru threatened Chile with sanctions. Bolivia and Ghana sent observers. "
            "The United Nations called on both sides to talk.",
            ("United Nations", "REQUEST", "Chile"),
        ),
        # a denial answers who spoke of the denier; refusals without more, who spoke last
        (
            "Kenya said Somalia had hidden the boats. Ghana was not there. "
            "Somalia denied hiding them.",
            ("Somalia", "REJECT", "Kenya"),
        ),
        ("Mary Quinn said the bridge was unsafe. Tom Reilly disagreed.",
         ("Tom Reilly", "REJECT", "Mary Quinn")),
        # a report is its paper's, charges are the prosecution's
        (
            "The Daily Courier, citing a sailor, reported that Peru had sunk the boat. "
            "Peru rejected the report.",
            ("Peru", "REJECT", "Daily Courier"),
        ),
        (
            "Prosecutors said Tom Reilly took the money. Judge Ann Farrow fined Tom Reilly. "
            "Tom Reilly has pleaded not guilty.",
            ("Tom Reilly", "REJECT", "Prosecutors"),
        ),
        ("Prosecutors said Tom Reilly took the money in cash.",
         ("Prosecutors", "ACCUSE", "Tom Reilly")),
        # an agreement answers a request
        ("Mary Quinn asked Tom Reilly to leave, and he agreed.",
         ("Tom Reilly", "AGREE", "Mary Quinn")),
        # a judgement of a raid is one of who made it
        ("Oman bombed Yemen on Monday. Qatar condemned the attack.", ("Qatar", "ACCUSE", "Oman")),
    ],
)  # fmt: skip
def test_the_story_tells_the_other_end(told, text, row):
    assert row in told(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        # whose the second verb is
        (
            "Mary Quinn said Peru had refused to pay and blamed Tom Reilly.",
            ("Mary Quinn", "ACCUSE", "Tom Reilly"),
        ),
        # "by telephone" makes no passive and names no doer
        ("Mary Quinn spoke by telephone with Tom Reilly.", ("Mary Quinn", "CONSULT", "Tom Reilly")),
        ("Tom Reilly and Mary Quinn spoke by phone.", ("Tom Reilly", "CONSULT", "Mary Quinn")),
        # the "by" behind a sum
        ("Ghana was fined 40,000 euros by FIFA.", ("FIFA", "SANCTION", "Ghana")),
        ("A jury found Tom Reilly guilty of fraud.", ("a jury", "ACCUSE", "Tom Reilly")),
        ("Mary Quinn asked Tom Reilly for an apology.", ("Mary Quinn", "REQUEST", "Tom Reilly")),
        ("Tom Reilly hit Mary Quinn with a bottle.", ("Tom Reilly", "ASSAULT", "Mary Quinn")),
        # the condition names whom a threat is for
        (
            "Zambia warned that it could cut exports through Kenya if Malawi took sides.",
            ("Zambia", "THREATEN", "Malawi"),
        ),
        # talks in a clause of time
        (
            "Peru closed the border after talks with Chile collapsed.",
            ("Peru", "CONSULT", "Chile"),
        ),
        ("Mary Quinn has the backing of Tom Reilly.", ("Tom Reilly", "SUPPORT", "Mary Quinn")),
    ],
)
def test_the_clause_tells_it(told, text, row):
    assert row in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tom Reilly resigned on Monday. " + FILLER,  # nobody else is in it
        "Mary Quinn said Peru had helped some farmers. " + FILLER,  # in passing
        "Peru was asked for comment by reporters. " + FILLER,
        "Mary Quinn did not dispute the claim. Ghana said it was late. " + FILLER,
        "Ghana said it was late. Tom Reilly would neither confirm nor deny the reports. " + FILLER,
    ],
)
def test_a_story_lists_what_has_two_ends(told, text):
    assert [row for row in told(text) if row[1] != "CONSULT"] == []


def test_a_single_sentence_keeps_what_it_tells(told):
    assert told("Mary Quinn resigned on Monday.") == [("Mary Quinn", "RETREAT", None)]


def test_what_failed_is_no_row_beside_what_was_agreed(told):
    text = "Peru and Chile met on Monday, agreeing to share the water but failing to agree a price."
    assert told(text).count(("Peru", "AGREE", "Chile")) == 1


def test_violence_by_nobody_named_is_told_with_the_doer_left_open():
    text = (
        "Anton Weiss was shot dead on Monday. The mayor spoke on Tuesday. Shops were closed. "
        "It rained. Nobody was fined. The market opened again on Friday."
    )
    story = sa.analyze(sa.Article.from_text(text), cache=False)
    rows = story.relations[story.relations["event"] == "ASSAULT"]
    assert rows["source_id"].isna().all()
    assert rows["target_id"].tolist() == ["anton-weiss"]
