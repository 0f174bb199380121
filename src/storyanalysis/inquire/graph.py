"""The relation graph: actors as nodes, relations as edges that keep their evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis.errors import TableError
from storyanalysis.inquire.sides import collapse

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["OWN_VOICE", "as_of", "collapse", "relation_graph"]

OWN_VOICE = "(own voice)"  # no actor id looks like this
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
