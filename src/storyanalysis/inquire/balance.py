"""Signs in a graph: balanced triads, and what two graphs disagree on."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis.inquire.sides import edge_class

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["balance", "compare_graphs"]

STANDINGS = {
    frozenset({1}): "cooperation",
    frozenset({-1}): "conflict",
    frozenset({1, -1}): "both",
    frozenset[int](): "open",
}
TRIAD = ("a", "b", "c", "a_b", "b_c", "a_c", "status")
CHANGE = ("source", "target", "before", "after", "events_before", "events_after", "change")


def balance(graph: nx.MultiDiGraph[str]) -> pd.DataFrame:
    """Triads of actors who are all related, each with its balance.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        Of actors or of sides.

    Returns
    -------
    DataFrame
        One row a triad: the three names, how each pair stands (cooperation,
        conflict, both, open), and `status`: balanced, unbalanced, or left out
        because a pair is *contradictory* (both signs) or *open* (no sign).

    Notes
    -----
    A triad is balanced when the product of its signs is positive: "the enemy of
    my enemy is my friend" (Heider 1946; Cartwright and Harary 1956). Directions
    are ignored; negated and hypothetical relations give no sign.
    """
    pairs: dict[frozenset[str], set[int]] = {}
    for u, v, data in graph.edges(data=True):
        if u != v:
            pairs.setdefault(frozenset((u, v)), set()).update(signs_of(data))
    near: dict[str, set[str]] = {node: set() for node in graph}
    for u, v in map(sorted, pairs):
        near[u].add(v)
        near[v].add(u)
    names = graph.nodes(data="label")
    rows = []
    for a in sorted(graph):
        for b, c in combinations(sorted(node for node in near[a] if node > a), 2):
            if c in near[b]:
                signs = [pairs[frozenset(pair)] for pair in ((a, b), (b, c), (a, c))]
                words = [STANDINGS[frozenset(sign)] for sign in signs]
                rows.append((names[a], names[b], names[c], *words, triad_status(signs)))
    return pd.DataFrame(rows, columns=list(TRIAD), dtype="string")


def triad_status(signs: list[set[int]]) -> str:
    """Balanced, unbalanced, or why it cannot be said.

    >>> triad_status([{-1}, {-1}, {1}])
    'balanced'
    """
    if any(len(sign) == 2 for sign in signs):
        return "contradictory"
    if not all(signs):
        return "open"
    return "unbalanced" if sum(-1 in sign for sign in signs) % 2 else "balanced"


def signs_of(data: dict[str, Any]) -> set[int]:
    """The signs that an edge stands for, of one relation or of a sum."""
    if "n_positive" in data:
        return {sign for sign, name in ((1, "positive"), (-1, "negative")) if data[f"n_{name}"]}
    name = edge_class(data["sign"], data["status"])
    return {data["sign"]} if name in ("positive", "negative") else set()


def compare_graphs(before: nx.MultiDiGraph[str], after: nx.MultiDiGraph[str]) -> pd.DataFrame:
    """Who stands how to whom in one graph and in the other.

    Actors are matched by name, as two stories have their own ids: the graphs
    of two outlets, of two speakers (`claimed_by`), or of two versions.

    Parameters
    ----------
    before, after : networkx.MultiDiGraph
        Both of actors, or both of sides.

    Returns
    -------
    DataFrame
        One row a directed pair in either graph: `source`, `target`, how they
        stand in each graph (null where the graph has no edge), the events, and
        `change`: only before, only after, sign changed, same.
    """
    old, new = _pairs(before), _pairs(after)
    rows = []
    for key in sorted(old.keys() | new.keys()):
        first, second = old.get(key), new.get(key)
        rows.append(
            {
                **(first or second or {}),
                "before": first and first["stands"],
                "after": second and second["stands"],
                "events_before": first and first["events"],
                "events_after": second and second["events"],
                "change": _change(first, second),
            }
        )
    return pd.DataFrame(rows, columns=list(CHANGE), dtype="string")


def _pairs(graph: nx.MultiDiGraph[str]) -> dict[tuple[str, str], dict[str, str]]:
    """What the graph says about each directed pair of names, under their small letters."""
    names: dict[str, str] = dict(graph.nodes(data="label"))  # type: ignore[arg-type]
    signs: dict[tuple[str, str], set[int]] = {}
    events: dict[tuple[str, str], set[str]] = {}
    shown: dict[tuple[str, str], tuple[str, str]] = {}
    for u, v, data in graph.edges(data=True):
        key = (names[u].casefold(), names[v].casefold())
        shown.setdefault(key, (names[u], names[v]))
        signs.setdefault(key, set()).update(signs_of(data))
        events.setdefault(key, set()).update(_event_names(data))
    return {
        key: {
            "source": source,
            "target": target,
            "stands": STANDINGS[frozenset(signs[key])],
            "events": ", ".join(sorted(events[key])),
        }
        for key, (source, target) in shown.items()
    }


def _event_names(data: dict[str, Any]) -> list[str]:
    if "events" in data:
        return [part.partition(" ×")[0] for part in data["events"].split(", ")]
    return [data["event"]]


def _change(first: dict[str, str] | None, second: dict[str, str] | None) -> str:
    if second is None:
        return "only before"
    if first is None:
        return "only after"
    return "same" if first["stands"] == second["stands"] else "sign changed"
