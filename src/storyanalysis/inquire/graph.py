"""The relation graph: actors as nodes, relations as edges that keep their evidence."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis.errors import TableError

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["CLASSES", "OWN_VOICE", "as_of", "collapse", "edge_class", "relation_graph", "sum_of"]

OWN_VOICE = "(own voice)"  # no actor id looks like this
GROUPINGS = ("side", "country")
# what a relation counts as once its sign and its status are read together
CLASSES = ("positive", "negative", "open", "negated", "hypothetical")

NODE_COLUMNS = ("kind", "side", "country", "role", "wikidata", "n_mentions", "n_statements")
EDGE_COLUMNS = (
    "event",
    "quad",
    "sign",
    "status",
    "claimed_by",
    "statement_id",
    "date_id",
    "date",
    "first",
    "last",
    "cue",
    "reciprocal",
    "start",
    "end",
    "text",
    "rule",
    "confidence",
)


def relation_graph(
    actors: pd.DataFrame,
    relations: pd.DataFrame,
    dates: pd.DataFrame | None = None,
    *,
    by: str | None = None,
    claimed_by: str | None = None,
) -> nx.MultiDiGraph[str]:
    """Every actor as a node and every complete relation as an edge.

    Parameters
    ----------
    actors, relations : DataFrame
        The story's tables.
    dates : DataFrame, optional
        With it, each dated edge carries `date`, `first` and `last`.
    by : {"side", "country"}, optional
        Collapse the actors into their sides or countries; see :func:`collapse`.
    claimed_by : str, optional
        Keep only what this actor claims (an ``actor_id``), or what the outlet
        says in its own voice (:data:`OWN_VOICE`). Without it, keep everything.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are ``actor_id``, edge keys are ``relation_id``. Null is ``""``, so
        the graph can be written in every format. ``graph.graph["left_out"]``
        counts the relations that name no source or no target, and
        ``["left_out_ids"]`` names them.

    Raises
    ------
    TableError
        If `by` is no grouping or `claimed_by` no actor.
    """
    import networkx as nx

    chosen = _claims(actors, relations, claimed_by)
    known = set(actors["actor_id"])
    complete = chosen["source_id"].isin(known) & chosen["target_id"].isin(known)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in _records(actors, NODE_COLUMNS, key="actor_id", label="name"):
        graph.add_node(row.pop("key"), **row)
    dated = _with_dates(chosen[complete], dates)
    ends = zip(dated["source_id"], dated["target_id"], strict=True)
    edges = _records(dated, EDGE_COLUMNS, key="relation_id", label="event")
    for (source, target), row in zip(ends, edges, strict=True):
        graph.add_edge(source, target, **row, weight=1)
    graph.graph |= {
        "by": "actor",
        "claimed_by": claimed_by or "",
        "n_relations": len(chosen),
        "left_out": int((~complete).sum()),
        "left_out_ids": " ".join(chosen.loc[~complete, "relation_id"]),
    }
    return graph if by is None else collapse(graph, by)


def edge_class(sign: int, status: str) -> str:
    """Read sign and status together: what a relation counts as.

    A denied or merely possible deed is no evidence of how two actors stand, so
    it counts apart and never as cooperation or conflict.

    >>> edge_class(-1, "reported"), edge_class(-1, "negated")
    ('negative', 'negated')
    """
    if status in ("negated", "hypothetical"):
        return status
    return {1: "positive", -1: "negative"}.get(sign, "open")


def as_of(
    graph: nx.MultiDiGraph[str], day: str | dt.date, *, undated: bool = False
) -> nx.MultiDiGraph[str]:
    """The graph of what had begun by `day`.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A graph of actors, made with the dates.
    day : str or date
        ``YYYY-MM-DD``.
    undated : bool, default False
        Keep the relations of which the story gives no day.

    Returns
    -------
    networkx.MultiDiGraph
        A new graph with all the nodes; ``graph.graph["undated"]`` counts the
        edges without a day.

    Raises
    ------
    TableError
        If the graph is collapsed already: take the day first, then collapse.
    """
    if graph.graph.get("by") != "actor":
        raise TableError("as_of needs the graph of actors: collapse(as_of(graph, day), by) works")
    try:
        last = str(day) if isinstance(day, dt.date) else str(dt.date.fromisoformat(day))
    except ValueError:
        raise TableError(f"{day!r} is no day: write it as YYYY-MM-DD, like 2020-01-06") from None
    chosen = graph.copy()
    begun = {(u, v, key): data["first"] for u, v, key, data in graph.edges(keys=True, data=True)}
    chosen.remove_edges_from(
        [edge for edge, first in begun.items() if (first > last if first else not undated)]
    )
    missing = sum(not first for first in begun.values())
    chosen.graph |= {"as_of": last, "undated": missing}
    return chosen


def collapse(graph: nx.MultiDiGraph[str], by: str) -> nx.MultiDiGraph[str]:
    """One node a side (or country) and one edge a direction, with counts.

    Actors without a side stay under their own name. Relations within a side
    become a loop. Each edge counts `n` relations as `n_positive`, `n_negative`,
    `n_open`, `n_negated` and `n_hypothetical`, which add up to `n`; `events_...`
    names the events of each, `relation_ids` and `text` lead back to the rows.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A graph of actors, from :func:`relation_graph`.
    by : {"side", "country"}

    Raises
    ------
    TableError
        If `by` is no grouping or the graph is collapsed already.
    """
    import networkx as nx

    if by not in GROUPINGS:
        raise TableError(f"by is {by!r}; it can be {' or '.join(map(repr, GROUPINGS))}")
    if graph.graph.get("by") != "actor":
        raise TableError("the graph is collapsed already: collapse the graph of actors")
    home = _homes(graph, by)
    sides: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph | {"by": by})
    for name in dict.fromkeys(home.values()):
        members = [data for node, data in graph.nodes(data=True) if home[node] == name]
        sides.add_node(name, **_side(name, by, members))
    bundles: dict[tuple[str, str], list[tuple[str, dict[str, Any]]]] = {}
    for u, v, key, data in graph.edges(keys=True, data=True):
        bundles.setdefault((home[u], home[v]), []).append((key, data))
    for (u, v), edges in bundles.items():
        sides.add_edge(u, v, key=f"{u} → {v}", **sum_of(edges))
    return sides


def _claims(actors: pd.DataFrame, relations: pd.DataFrame, claimed_by: str | None) -> pd.DataFrame:
    if claimed_by is None:
        return relations
    if claimed_by == OWN_VOICE:
        return relations[relations["claimed_by"].isna()]
    if claimed_by not in set(actors["actor_id"]):
        known = ", ".join(actors["actor_id"].head(10)) or "none"
        raise TableError(f"claimed_by: no actor {claimed_by!r} in the story; there are {known}")
    return relations[relations["claimed_by"].eq(claimed_by).fillna(False)]


def _with_dates(relations: pd.DataFrame, dates: pd.DataFrame | None) -> pd.DataFrame:
    if dates is None:
        return relations
    days = dates.set_index("date_id")
    wanted = relations["date_id"]  # nulls and strangers map to null
    return relations.assign(
        date=wanted.map(days["value"]),
        first=wanted.map(days["first"].dt.strftime("%Y-%m-%d")),
        last=wanted.map(days["last"].dt.strftime("%Y-%m-%d")),
    )


def _records(frame: pd.DataFrame, columns: Iterable[str], **renamed: str) -> list[dict[str, Any]]:
    """Rows as plain Python values that every graph format can hold."""
    names = {name: name for name in columns} | renamed
    data = {
        name: [_plain(value) for value in frame[column]] if column in frame else [""] * len(frame)
        for name, column in names.items()
    }
    return [dict(zip(data, row, strict=True)) for row in zip(*data.values(), strict=True)]


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return ""
    return value.item() if hasattr(value, "item") else value


def _homes(graph: nx.MultiDiGraph[str], by: str) -> dict[str, str]:
    """The node each actor goes to; namesakes without a side are kept apart."""
    sides = {data[by] for _, data in graph.nodes(data=True)}
    alone = Counter(data["label"] for _, data in graph.nodes(data=True) if not data[by])
    homes = {}
    for node, data in graph.nodes(data=True):
        name = data["label"]
        clash = name in sides or alone[name] > 1
        homes[node] = data[by] or (f"{name} ({node})" if clash else name)
    return homes


def _side(name: str, by: str, members: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "label": name,
        "kind": by if members[0][by] else members[0]["kind"],
        "actors": "; ".join(member["label"] for member in members),
        "n_actors": len(members),
        "n_mentions": sum(member["n_mentions"] for member in members),
        "n_statements": sum(member["n_statements"] for member in members),
    }


def sum_of(edges: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    found: dict[str, Counter[str]] = {name: Counter() for name in CLASSES}
    for _, data in edges:
        found[edge_class(data["sign"], data["status"])][data["event"]] += 1
    signs = {1} if found["positive"] else set()
    signs |= {-1} if found["negative"] else set()
    every = sum(found.values(), Counter())
    return {
        "n": len(edges),
        "weight": len(edges),
        "sign": signs.pop() if len(signs) == 1 else 0,
        **{f"n_{name}": counts.total() for name, counts in found.items()},
        "label": _events(every),
        "events": _events(every),
        **{f"events_{name}": _events(counts) for name, counts in found.items()},
        "relation_ids": " ".join(key for key, _ in edges),
        "text": " | ".join(data["text"] for _, data in edges),
    }


def _events(counts: Counter[str]) -> str:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(event if n == 1 else f"{event} ×{n}" for event, n in ordered)
