"""No pattern of the package takes longer than its text is long."""

import json
import re

import pytest

from storyanalysis import lexicons
from tests.fuzz import patterns
from tests.fuzz.patterns import ALLOWED, Used, growth, is_bounded, pumps, slowest


@pytest.fixture(scope="module")
def found():
    return patterns.used_patterns()


def test_the_patterns_of_modules_and_lexicons_are_found(found):
    modules = {used.module for used in found}
    assert len(found) > 300
    assert {"storyanalysis.extract.quotes", "storyanalysis.extract.dates.frames"} <= modules
    assert {module.split(".")[1] for module in modules} >= {"readers", "extract", "inquire", "keep"}
    sources = {used.source for used in found}
    for name in lexicons.names():
        for row in lexicons.rows(name):
            if "pattern" in row and name != "date_rules":  # rules are a language of their own
                assert row["pattern"] in sources, name


def test_time_grows_with_the_length_of_the_text_only(found):
    slow = []
    for used in found:
        factor, head = slowest(used, lengths=[512, 4096], ends=["\0"])
        if factor > ALLOWED:
            slow.append((used.module, used.source[:100], head, round(factor, 1)))
    assert slow == []


@pytest.mark.parametrize(
    ("source", "unit"),
    [
        (r"(a+)+b", "a"),
        (r"\s+$", " "),
        (r"\s*x?\s*y?\s*z", " "),
        (r"“[^”]*”", "“"),
        (r"(\w*-)+!", "a-"),
    ],
    ids=["nested", "trailing", "adjacent", "unclosed", "list"],
)
def test_slow_patterns_are_caught(source, unit, monkeypatch):
    monkeypatch.setattr(patterns, "LONGEST_WAIT", 0.5)
    used = Used("re", source, 0, False)
    factor = growth(used, lambda n: unit * (n // len(unit)) + "\0", [128, 1024, 8192])
    assert factor > ALLOWED


def test_patterns_without_much_repetition_are_told():
    assert is_bounded(Used("re", r"(?:a|b){1,3}c?", 0, False))
    assert not is_bounded(Used("re", r"(?:a|[^b]*){1,3}c?", 0, False))
    assert not is_bounded(Used("re", r"x(?=(a{0,50}))", 0, False))


def test_what_a_pattern_repeats_is_put_to_it():
    assert pumps(re.compile(r"note: (?:[A-Z]\. ?){1,9}\s*$")) >= {
        ("note: ", "A. "),
        ("note: A. ", " "),
    }


def test_patterns_can_be_told_to_another_process(found):
    assert [Used(*row) for row in json.loads(json.dumps(found))] == found
