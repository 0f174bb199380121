"""What a later sentence does to an earlier one, class by class."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests import revision_cases as cases
from tests.inquire_tables import Page
from tests.test_revisions import pairs

PEOPLE = {
    "clerk": "Ida Brook",
    "rival": "Otto Lund",
    "mayor": "the mayor",
    "firm": "the firm",
    "police": "police",
    "forecasters": "forecasters",
    "doctors": "doctors",
    "union": "the union",
    "two people": "two musicians",
}
LINE = re.compile(r"(?P<who>[a-z ]+?)(?:/(?P<cue>\w+))?: (?P<words>.+)", re.IGNORECASE)
STANCES = {"accused": "accusation", "insists": "doubt", "promises": "intent"}
ACTORS = {key.replace(" ", "-"): {"name": name} for key, name in PEOPLE.items()}


def sentence_of(line: str) -> tuple[str, dict[str, Any] | None]:
    """A sentence, and the statement in it."""
    found = LINE.fullmatch(line)
    if not found or found["who"].lower() not in PEOPLE:
        return line.replace("The clerk", "Ida Brook"), None
    who, cue, words = found["who"].lower(), found["cue"], found["words"]
    name = PEOPLE[who]
    said = {"speaker": who.replace(" ", "-"), "source": name, "cue": cue or "said"}
    said |= {"content": words, "stance": STANCES.get(said["cue"], "neutral")}
    if cue and words.startswith("still "):
        said["content"] = words.removeprefix("still ")
        return f"{name} still {cue} {said['content']}.", said
    return (f"{name} {cue} {words}." if cue else f"{words}, {name} said."), said


def page_of(old: str, new: str, kind: str = "update") -> Page:
    (earlier, first), (later, second) = sentence_of(old), sentence_of(new)
    said = [row for row in (first, second) if row]
    label = "update" if kind == "update" else None
    return Page(
        [("original", None, [earlier, "Hay prices fell."]), (kind, label, [later])], said, ACTORS
    )


def statuses(old: str, new: str, kind: str = "update") -> set[str]:
    page = page_of(old, new, kind)
    hay = "Hay prices fell"
    return {status for claim, status in pairs(page) if claim != hay}


@pytest.mark.parametrize(("old", "new"), cases.COUNTS)
def test_another_count_replaces_the_old_one(old: str, new: str) -> None:
    assert statuses(old, new) == {"retracted"}


@pytest.mark.parametrize(("old", "new"), cases.NEVER)
def test_one_instance_undoes_never(old: str, new: str) -> None:
    assert statuses(old, new) == {"contradicted"}


@pytest.mark.parametrize(("old", "new"), cases.WITHDRAWN)
def test_somebody_takes_his_words_back(old: str, new: str) -> None:
    assert statuses(old, new) == {"retracted"}


@pytest.mark.parametrize(("old", "new"), cases.STANDS)
def test_the_text_lets_words_stand(old: str, new: str) -> None:
    assert statuses(old, new) == {"unchanged"}


@pytest.mark.parametrize(("old", "new"), cases.UPHELD + cases.REALISED)
def test_somebody_bears_it_out(old: str, new: str) -> None:
    assert statuses(old, new) == {"confirmed"}


@pytest.mark.parametrize(("old", "new"), cases.HIGHEST + cases.UNDECIDED + cases.CALLED_OFF)
def test_it_is_not_so_after_all(old: str, new: str) -> None:
    assert statuses(old, new) in ({"retracted"}, {"contradicted"})


@pytest.mark.parametrize(("old", "new"), cases.BRIEFLY)
def test_a_denial_of_one_word(old: str, new: str) -> None:
    assert statuses(old, new) & {"retracted", "contradicted"}


@pytest.mark.parametrize(("old", "new"), cases.RUN_OUT)
def test_what_lasts_until_noon_is_over_at_noon(old: str, new: str) -> None:
    for time, status in (("14:05", "confirmed"), ("09:05", "retracted")):
        page = Page([("entry", "08:00", [old]), ("entry", time, [f"{time} {new}"])])
        assert {status for _, status in pairs(page)} == {status}


@pytest.mark.parametrize(("old", "new"), cases.NEWS)
def test_news_that_touches_no_claim_changes_nothing(old: str, new: str) -> None:
    assert not statuses(old, new)
