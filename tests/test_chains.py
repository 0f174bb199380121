"""Attribution chains: the order of relays, and where a chain starts."""

from __future__ import annotations

import pytest

from storyanalysis.inquire.chains import chains
from storyanalysis.tables import ACTORS, RELAYS, STATEMENTS
from tests.made_story import actor, empty_story, made_story, statement


def test_paths_of_a_story():
    story = made_story()
    ways = chains(story.statements, story.relays, story.actors)
    assert ways["path"].tolist() == [
        "Ana Ruiz → Radio Vale → reader",
        "Ana Ruiz → reader",
        "a leaked memo → reader",
        "Southmark → reader",
        "nobody named → reader",
    ]
    assert ways["hops"].tolist() == [1, 0, 0, 0, 0]
    assert ways["starts"].tolist() == ["named", "named", "document", "named", "nobody"]


def test_the_relay_nearest_the_reader_comes_last_and_a_nameless_one_keeps_its_words():
    actors = ACTORS.frame([actor("a"), actor("b")])
    said = {"text": "x", "start": 0, "end": 1}
    relays = [
        {"statement_id": "s", "hop": hop, "actor_id": who, "text": words, "start": 0, "end": 1,
         "rule": "made"}
        for hop, who, words in ((1, "b", "B it is"), (3, None, "a cousin"), (2, None, "an aide"))
    ]  # fmt: skip
    ways = chains(STATEMENTS.frame([statement("s", "a", said)]), RELAYS.frame(relays), actors)
    assert ways.loc[0, "path"] == "A → a cousin → an aide → B → reader"
    assert ways.loc[0, "hops"] == 3


@pytest.mark.parametrize(
    ("kind", "status", "start"),
    [
        ("person", "attributed", "named"),
        ("document", "attributed", "document"),
        ("unnamed", "attributed", "anonymous"),
        ("person", "anonymous", "anonymous"),
        (None, "anonymous", "anonymous"),
        (None, "unclosed", "nobody"),
    ],
)
def test_where_a_chain_starts(kind, status, start):
    actors = ACTORS.frame([actor("a", kind=kind)] if kind else [])
    row = statement("s", kind and "a", {"text": "x", "start": 0, "end": 1}, status=status)
    ways = chains(STATEMENTS.frame([row]), RELAYS.frame([]), actors)
    assert ways["starts"].tolist() == [start]


def test_no_statement_no_chain():
    story = empty_story()
    ways = chains(story.statements, story.relays, story.actors)
    assert ways.empty
    assert ways["hops"].dtype == "int64"
