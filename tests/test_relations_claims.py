"""Blame and praise told by a clause, claims called false, and what events take from each other."""

import pytest

import storyanalysis as sa


def told(text):
    """(source, event, target, status) of every relation."""
    story = sa.analyze(sa.Article.from_text(text, published="2022-01-05"))
    names = story.actors.set_index("actor_id")["name"].to_dict()
    rows = story.relations.astype(object).to_dict("records")
    return {
        (names.get(r["source_id"]), r["event"], names.get(r["target_id"]), r["status"])
        for r in rows
    }


CLAUSES = [
    ("Peru said Chile had broken a 1987 treaty.", {("Peru", "ACCUSE", "Chile", "asserted")}),
    (
        "Hungary said that Austria lied to the court.",
        {("Hungary", "ACCUSE", "Austria", "asserted")},
    ),
    ("Kenya said Somalia was irresponsible.", {("Kenya", "ACCUSE", "Somalia", "asserted")}),
    ("Ghana called Togo a reliable friend.", {("Ghana", "SUPPORT", "Togo", "asserted")}),
    (
        "Spain's claim that the water was clean was false, Portugal said.",
        {("Portugal", "REJECT", "Spain", "asserted")},
    ),
    # no wrong, no accusation; what has no doer blames nobody
    ("Peru said Chile had built a new port.", set()),
    ("Kenya said it was a disaster.", set()),
    ("Peru said Chile had not lied.", set()),
]
TOGETHER = [
    # the second of two demands has the target of the first
    (
        "Bolivia condemned Brazil and demanded the release of 11 students.",
        {("Bolivia", "ACCUSE", "Brazil", "asserted"), ("Bolivia", "REQUEST", "Brazil", "asserted")},
    ),
    (
        "Fiji thanked Samoa for its help.",
        {("Fiji", "SUPPORT", "Samoa", "asserted"), ("Samoa", "AID", "Fiji", "asserted")},
    ),
    ("Mali and Chad blamed each other.", {("Mali", "ACCUSE", "Chad", "asserted")}),
    # an ender of the demand's own side is none
    (
        "Italy halted its work in Libya after criticism from France.",
        {("Italy", "SANCTION", "Libya", "asserted"), ("France", "ACCUSE", "Italy", "asserted")},
    ),
    # who brokers a deal is no party to it
    ("Peru and Chile agreed to a truce brokered by Brazil.", {("Peru", "AGREE", "Chile", "asserted")}),
    ("The European Union discussed new sanctions on Belarus.",
     {("European Union", "SANCTION", "Belarus", "hypothetical")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_clauses_that_blame_praise_or_reject(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), TOGETHER)
def test_events_tell_each_others_ends(text, expected):
    assert expected <= told(text)


def test_a_petition_that_urges_is_the_source():
    found = told("The council met on Monday. A petition urging the council to wait was handed in.")
    assert any(
        row[0].startswith("a petition") and row[1:3] == ("REQUEST", "council") for row in found
    )


def test_the_protest_of_a_state_is_a_note():
    found = told("Turkey summoned the Swedish ambassador to protest the burning of a book.")
    assert {row[1] for row in found} == {"ACCUSE"}


def test_a_denial_answers_who_claims_the_same_elsewhere():
    found = told(
        "Brazil said that Peru had poisoned the border river with mercury. Chile sold copper. "
        "Peru denied poisoning the river with mercury."
    )
    assert ("Peru", "REJECT", "Brazil", "asserted") in found


def test_a_vow_to_respond_threatens_who_acted_before():
    found = told("Norway expelled two Russian diplomats. Russia vowed to respond.")
    assert ("Russia", "THREATEN", "Norway", "asserted") in found


def test_an_opinion_of_what_was_just_said_is_one_of_the_speaker():
    found = told('"Every island will have a ferry by May," Denmark said. Sweden praised the plan.')
    assert ("Sweden", "SUPPORT", "Denmark", "asserted") in found


def test_suing_to_come_is_a_threat():
    found = told("Samsung said it would sue Apple unless it paid.")
    assert ("Samsung", "THREATEN", "Apple", "asserted") in found
    assert ("Samsung", "ACCUSE", "Apple", "hypothetical") in found
