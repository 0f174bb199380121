"""The relation graph: nothing lost, nothing doubled, signs kept apart."""

from __future__ import annotations

import random

import pandas as pd
import pytest

from storyanalysis.errors import TableError
from storyanalysis.inquire.balance import balance, compare_graphs, triad_status
from storyanalysis.inquire.graph import OWN_VOICE, as_of, relation_graph
from storyanalysis.inquire.sides import CLASSES, collapse, edge_class
from storyanalysis.tables import ACTORS, PLOVER_EVENTS, RELATIONS
from tests.made_story import actor, made_story, relation


def graph_of(rows, people="abcd", **sides):
    actors = ACTORS.frame([actor(key, name=key.upper(), side=sides.get(key)) for key in people])
    return relation_graph(actors, RELATIONS.frame(rows))


def random_graph(seed):
    pick = random.Random(seed)
    people = [f"p{n}" for n in range(9)]
    events = sorted(PLOVER_EVENTS)
    statuses = ["asserted", "reported", "negated", "hypothetical"]
    rows = [
        relation(
            f"r{n}",
            pick.choice([*people, None]),
            pick.choice([*people, None]),
            pick.choice(events),
            status=pick.choice(statuses),
            sign=pick.choice([-1, 0, 1]),
        )
        for n in range(40)
    ]
    sides = {person: pick.choice(["North", "South", "P1", None]) for person in people}
    return graph_of(rows, people, **sides), rows


def test_every_actor_is_a_node_and_every_complete_relation_an_edge():
    story = made_story()
    graph = relation_graph(story.actors, story.relations, story.dates)
    assert set(graph) == set(story.actors["actor_id"])
    assert {key for *_, key in graph.edges(keys=True)} == {"r1", "r2", "r3", "r5"}
    assert graph.graph["left_out"] == 1
    assert graph.graph["left_out_ids"] == "r4"
    threat = graph.edges["union", "north", "r1"]
    assert (threat["event"], threat["sign"], threat["first"]) == ("THREATEN", -1, "2024-05-19")
    assert story.article.text[threat["start"] : threat["end"]] == threat["text"]


def test_no_null_reaches_an_attribute():
    story = made_story()
    graph = relation_graph(story.actors, story.relations, story.dates)
    values = [v for _, data in graph.nodes(data=True) for v in data.values()]
    values += [v for *_, data in graph.edges(data=True) for v in data.values()]
    assert {type(value) for value in values} == {str, int, float, bool}


def test_the_frames_are_not_changed():
    story = made_story()
    before = (story.actors.copy(), story.relations.copy(), story.dates.copy())
    collapse(relation_graph(story.actors, story.relations, story.dates), "side")
    for old, new in zip(before, (story.actors, story.relations, story.dates), strict=True):
        assert old.equals(new)


def test_one_voice_only():
    story = made_story()

    def edges(claimed_by):
        graph = relation_graph(story.actors, story.relations, claimed_by=claimed_by)
        return {key for *_, key in graph.edges(keys=True)}

    assert edges("south") == {"r2"}
    assert edges("mayor") == {"r3"}
    assert edges("radio") == set()
    assert edges(OWN_VOICE) == {"r1", "r5"}


@pytest.mark.parametrize("wrong", [{"by": "kind"}, {"claimed_by": "ghost"}])
def test_wrong_words_are_named(wrong):
    story = made_story()
    with pytest.raises(TableError, match=next(iter(wrong.values()))):
        relation_graph(story.actors, story.relations, **wrong)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("by", ["side", "country"])
def test_collapsing_loses_and_doubles_nothing(seed, by):
    graph, rows = random_graph(seed)
    sides = collapse(graph, by)
    complete = [row for row in rows if row["source_id"] and row["target_id"]]
    ids = [key for *_, data in sides.edges(data=True) for key in data["relation_ids"].split()]
    assert sorted(ids) == sorted(row["relation_id"] for row in complete)
    assert sides.graph["left_out"] == len(rows) - len(complete)
    for *_, data in sides.edges(data=True):
        assert data["n"] == sum(data[f"n_{name}"] for name in CLASSES)
        assert data["n"] == len(data["relation_ids"].split()) == data["text"].count(" | ") + 1
    for name in CLASSES:
        expected = sum(edge_class(row["sign"], row["status"]) == name for row in complete)
        assert sum(data[f"n_{name}"] for *_, data in sides.edges(data=True)) == expected
    assert sum(data["n_actors"] for _, data in sides.nodes(data=True)) == len(graph)


def test_within_a_side_is_a_loop_and_the_sideless_keep_their_names():
    rows = [relation("r1", "a", "b", "ACCUSE"), relation("r2", "c", "a", "AID")]
    sides = collapse(graph_of(rows, a="North", b="North"), "side")
    assert list(sides) == ["North", "C", "D"]
    assert sides.edges["North", "North", "North → North"]["n_negative"] == 1
    assert sides.edges["C", "North", "C → North"]["sign"] == 1


def test_namesakes_without_a_side_stay_two():
    actors = ACTORS.frame([actor("a", name="Vale"), actor("b", name="Vale"),
                           actor("c", name="X", side="Vale")])  # fmt: skip
    sides = relation_graph(actors, RELATIONS.frame([]), by="side")
    assert list(sides) == ["Vale (a)", "Vale (b)", "Vale"]


def test_an_actor_called_like_a_side_is_that_side():
    actors = ACTORS.frame([actor("cnn", name="CNN"), actor("b", name="Reporter", side="CNN")])
    sides = relation_graph(actors, RELATIONS.frame([]), by="side")
    assert list(sides) == ["CNN"]
    assert sides.nodes["CNN"]["kind"] == "side"
    assert sides.nodes["CNN"]["n_actors"] == 2


def test_collapsing_twice_is_refused():
    sides = collapse(graph_of([], a="North"), "side")
    with pytest.raises(TableError, match="collapsed already"):
        collapse(sides, "side")
    with pytest.raises(TableError, match="graph of actors"):
        as_of(sides, "2024-01-01")


def test_as_of_a_day():
    story = made_story()
    graph = relation_graph(story.actors, story.relations, story.dates)
    assert as_of(graph, "2024-05-18").number_of_edges() == 0
    later = as_of(graph, "2024-05-19")
    assert [key for *_, key in later.edges(keys=True)] == ["r1"]
    assert later.graph["undated"] == 3
    assert as_of(graph, "2024-05-18", undated=True).number_of_edges() == 3
    assert set(later) == set(graph)
    assert graph.number_of_edges() == 4
    with pytest.raises(TableError, match="no day"):
        as_of(graph, "May")


@pytest.mark.parametrize(
    ("signs", "status"),
    [
        ([{1}, {1}, {1}], "balanced"),
        ([{-1}, {-1}, {-1}], "unbalanced"),
        ([{1}, {1}, {-1}], "unbalanced"),
        ([{1, -1}, {1}, {1}], "contradictory"),
        ([{1}, set(), {1}], "open"),
    ],
)
def test_triads(signs, status):
    assert triad_status(signs) == status


def test_balance_ignores_direction_and_what_was_denied():
    rows = [relation("r1", "a", "b", "ASSAULT"), relation("r2", "c", "b", "ACCUSE"),
            relation("r3", "c", "a", "AID"), relation("r4", "a", "c", "ASSAULT", status="negated"),
            relation("r5", "a", "a", "AID"), relation("r6", "d", "a", "AID")]  # fmt: skip
    found = balance(graph_of(rows))
    assert found.to_dict("records") == [
        {"a": "A", "b": "B", "c": "C", "a_b": "conflict", "b_c": "conflict",
         "a_c": "cooperation", "status": "balanced"}
    ]  # fmt: skip
    contradicted = [*rows, relation("r7", "b", "a", "AID")]
    assert list(balance(graph_of(contradicted))["status"]) == ["contradictory"]


def test_balance_of_sides_reads_the_counts():
    rows = [relation("r1", "a", "b", "AID"), relation("r2", "b", "c", "AID"),
            relation("r3", "c", "a", "ASSAULT")]  # fmt: skip
    assert list(balance(collapse(graph_of(rows), "side"))["status"]) == ["unbalanced"]


def test_no_triads_is_an_empty_table():
    assert list(balance(graph_of([])).columns) == ["a", "b", "c", "a_b", "b_c", "a_c", "status"]


@pytest.mark.parametrize("by", [None, "side"])
def test_comparing_graphs(by):
    before = graph_of([relation("r1", "a", "b", "ASSAULT"), relation("r2", "a", "c", "AID"),
                       relation("r3", "c", "d", "AID")])  # fmt: skip
    after = graph_of([relation("q1", "a", "b", "AID"), relation("q2", "b", "d", "AID"),
                      relation("q3", "c", "d", "AGREE")])  # fmt: skip
    if by:
        before, after = collapse(before, by), collapse(after, by)
    found = compare_graphs(before, after).set_index(["source", "target"])
    assert found["change"].to_dict() == {
        ("A", "B"): "sign changed",
        ("A", "C"): "only before",
        ("B", "D"): "only after",
        ("C", "D"): "same",
    }
    assert found.loc[("A", "B"), ["before", "after"]].tolist() == ["conflict", "cooperation"]
    assert pd.isna(found.loc[("A", "C"), "after"])
    assert found.loc[("C", "D"), "events_after"] == "AGREE"
