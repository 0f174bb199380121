"""Of whom and of what a later sentence tells: people, bodies, remarks, clauses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.inquire_tables import Page
from tests.test_revisions import pairs

PEOPLE: dict[str, dict[str, Any]] = {
    "brook": {"name": "Ida Brook"},
    "lund": {"name": "Otto Lund"},
    "bank": {"name": "Tolo Bank", "kind": "organization"},
    "speaker": {"name": "Ana Ruiz", "role": "spokeswoman", "side": "Tolo Bank"},
    "head": {"name": "Per Dahl", "role": "director", "side": "Tolo Bank"},
}


def said(who: str, content: str, cue: str = "said") -> dict[str, Any]:
    return {"speaker": who, "source": PEOPLE[who]["name"], "cue": cue, "content": content}


def page_of(old: list[str], new: list[str], *statements: dict[str, Any]) -> Page:
    sections = [("original", None, old), ("update", "update", new)]
    return Page(sections, list(statements), PEOPLE)


@pytest.mark.parametrize(
    ("new", "undone"),
    [("Otto Lund has not won the race.", 0), ("Ida Brook has not won the race.", 1)],
)
def test_what_is_true_of_one_says_nothing_of_another(new: str, undone: int) -> None:
    page = page_of(["Ida Brook has won the race."], [new])
    assert len(pairs(page)) == undone


@pytest.mark.parametrize(("who", "status"), [("speaker", "retracted"), ("head", "contradicted")])
def test_a_spokeswoman_speaks_for_her_body(who: str, status: str) -> None:
    old, new = "No data were lost", "data of 3,000 people were lost"
    name = PEOPLE[who]["name"]
    page = page_of(
        [f"{old}, {name} said."], [f"Tolo Bank said {new}."], said(who, old), said("bank", new)
    )
    assert pairs(page) == {(old, status)}


def test_her_remarks_are_all_that_she_said() -> None:
    first, second = "The screens will arrive in May", "No child will be without one"
    page = page_of(
        [f"{first}, Ida Brook said.", f"{second}, Ida Brook said."],
        ["Ida Brook's remarks were reported accurately."],
        said("brook", first),
        said("brook", second),
    )
    assert pairs(page) == {(first, "unchanged"), (second, "unchanged")}


@pytest.mark.parametrize(("claims", "undone"), [(1, 1), (2, 0)])
def test_who_admits_a_mistake_means_the_one_thing_said(claims: int, undone: int) -> None:
    made = ["The paint is full of lead", "Hay is dear this year"][:claims]
    page = page_of(
        [f"{words}, Ida Brook said." for words in made],
        ["Ida Brook said she had made a mistake."],
        *(said("brook", words) for words in made),
        said("brook", "she had made a mistake"),
    )
    assert len(pairs(page)) == undone


def test_one_sentence_undoes_three_claims_at_most() -> None:
    old = [
        f"The order to close the {place} mill holds." for place in ("east", "west", "old", "new")
    ]
    page = page_of(
        [*old, "The mill is shut by order."], ["The order to close the mill was lifted."]
    )
    assert 0 < len(pairs(page)) <= 3


def test_no_one_is_no_number() -> None:
    page = page_of(
        ["No one was hurt, Ida Brook said."],
        ["Two people were hurt, Otto Lund said."],
        said("brook", "No one was hurt"),
        said("lund", "Two people were hurt"),
    )
    assert pairs(page) == {("No one was hurt", "contradicted")}


def test_a_claim_ends_where_another_clause_begins() -> None:
    page = page_of(
        ["Ida Brook has left the bank after an audit found that money for roofs went to a gym."],
        ["Ida Brook has not left the bank."],
    )
    assert pairs(page) == {("Ida Brook has left the bank", "retracted")}


def test_what_the_outlet_tells_twice_is_background() -> None:
    page = page_of(
        ["The mill has stood since 1902 by the lake."], ["The mill has stood since 1902."]
    )
    assert pairs(page) == set()
