"""What a later sentence does to an earlier one, class by class."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from storyanalysis import inquire
from storyanalysis.inquire.accounts import account_of
from storyanalysis.inquire.claims import find_claims
from storyanalysis.inquire.count_rules import number_changed
from storyanalysis.inquire.earlier import Earlier
from storyanalysis.inquire.pairs import Pair
from storyanalysis.inquire.similarity import word_weights
from storyanalysis.inquire.whole_story import VERDICTS
from tests import revision_cases as cases
from tests.inquire_tables import Page
from tests.test_revisions import pairs, revise

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


@pytest.mark.parametrize(("old", "new"), cases.OBJECTED)
def test_whoever_was_reported_tells_the_outlet_otherwise(old: str, new: str) -> None:
    earlier, said = sentence_of(old)
    assert said
    content = new[new.index("say that ") + 9 : -1]
    page = Page(
        [("original", None, [earlier]), ("correction", "correction", [new])],
        [said, {"speaker": said["speaker"], "cue": "say", "content": content}],
        ACTORS,
    )
    assert {status for _, status in pairs(page)} == {"retracted"}


@pytest.mark.parametrize(("old", "new"), cases.BRIEFLY)
def test_a_denial_of_one_word(old: str, new: str) -> None:
    assert statuses(old, new) & {"retracted", "contradicted"}


@pytest.mark.parametrize(("old", "new"), cases.RUN_OUT)
def test_what_lasts_until_noon_is_over_at_noon(old: str, new: str) -> None:
    for time, status in (("14:05", "confirmed"), ("09:05", "retracted")):
        page = Page([("entry", "08:00", [old]), ("entry", time, [f"{time} {new}"])])
        assert {status for _, status in pairs(page)} == {status}


@pytest.mark.parametrize(("old", "new"), cases.LIFTED)
def test_what_was_ordered_or_to_come_is_undone_by_its_name(old: str, new: str) -> None:
    assert statuses(old, new) & {"retracted", "contradicted"}


@pytest.mark.parametrize(("old", "new"), cases.RETOLD)
def test_a_claim_is_withdrawn_that_is_told_once_more(old: str, new: str) -> None:
    assert statuses(old, new) == {"retracted"}


@pytest.mark.parametrize(("old", "new"), cases.ONLY_NAMED)
def test_a_prospect_is_borne_out_by_what_was_to_come_only(old: str, new: str) -> None:
    assert "confirmed" not in statuses(old, new)


@pytest.mark.parametrize(("old", "new"), cases.NEWS)
def test_news_that_touches_no_claim_changes_nothing(old: str, new: str) -> None:
    assert not statuses(old, new)


def rule_names() -> set[str]:
    """Every rule that can stand in column `rule`: third in what a rule judges."""
    found: set[str] = set()
    for path in Path(inquire.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Tuple) and len(node.elts) == 4:
                *_, rule, reason = node.elts
                if isinstance(rule, ast.Constant) and getattr(reason, "id", "") == "reason":
                    found.add(rule.value)
    return found | {verdict.rule for verdict in VERDICTS}


def test_the_method_tells_of_every_rule() -> None:
    page = Path(__file__).parents[1] / "docs" / "method-revisions.md"
    table = page.read_text(encoding="utf-8").partition("## Rules of revision")[2]
    told = set(re.findall(r"^\| ([a-z ]+) \|", table.partition("*By whom*")[0], re.MULTILINE))
    assert told - {"rule"} == rule_names()
    assert len(told) > 20


def test_the_rules_that_are_found_are_known() -> None:
    groups = (cases.COUNTS, cases.NEVER, cases.WITHDRAWN, cases.STANDS, cases.UPHELD)
    for old, new in (pair for group in groups for pair in group[:4]):
        assert {
            rule.partition(";")[0] for rule in revise(page_of(old, new))["rule"]
        } <= rule_names()


def test_a_number_of_the_outlets_own_needs_more_than_its_noun() -> None:
    """The rule takes no pair that the index of earlier claims leaves out."""
    page = page_of(
        "Six hens were sold with a cart, a plough and two old saddles from Tolo.",
        "Nine hens ate the corn that a widow had dried for winter on her roof.",
    )
    claims = find_claims(
        page.sections(), page.sentences(), page.statements(), page.spans(), page.actors()
    )
    weights = word_weights(claim.words for claim in claims)
    new = claims[-1]
    pair = Pair(claims[0], new, weights, {})
    assert pair.changed
    assert pair.same_voice
    assert claims[0] not in Earlier(claims, weights).before(new)
    assert not list(number_changed(pair))


def test_letters_that_only_look_like_an_i_are_no_noun_of_account():
    assert account_of("She withdrew her estimate of the cost.", "withdrew")
    assert account_of("She withdrew her estİmate of the cost.", "withdrew") is None
