"""From actors to sides: a graph with counts in which nothing is lost or doubled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from storyanalysis.errors import TableError

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["CLASSES", "collapse", "edge_class", "sum_of"]

GROUPINGS = ("side", "country")
# what a relation counts as once its sign and its status are read together
CLASSES = ("positive", "negative", "open", "negated", "hypothetical")


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

    Returns
    -------
    networkx.MultiDiGraph
        A new graph; the attributes of the whole graph are kept, and `by` is set.

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


def _homes(graph: nx.MultiDiGraph[str], by: str) -> dict[str, str]:
    """The node each actor goes to; namesakes without a side are kept apart.

    An actor without a side whose name is a side ("CNN", the side of its
    reporter) is that side.
    """
    alone = Counter(data["label"] for _, data in graph.nodes(data=True) if not data[by])
    homes = {}
    for node, data in graph.nodes(data=True):
        name = data["label"]
        homes[node] = data[by] or (f"{name} ({node})" if alone[name] > 1 else name)
    return homes


def _side(name: str, by: str, members: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "label": name,
        "kind": by if any(member[by] for member in members) else members[0]["kind"],
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
