"""Pictures of the relation graph: actors in two columns, or sides on a ring."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from storyanalysis.show import layout
from storyanalysis.show.edges import bundles
from storyanalysis.show.graph_columns import draw_columns, write_columns
from storyanalysis.show.graph_frame import close, measured, notes_on
from storyanalysis.show.graph_ring import draw_arcs, draw_circles
from storyanalysis.show.style import BASE_SIZE, WIDTH, new_axes, say_empty, title

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

__all__ = ["plot_graph", "plot_sides"]

ROW = 0.27  # inches
MOST_ON_RING = 9
NO_SIDE = "no side named"
Places = Mapping[str, tuple[float, float]]
NOTHING = "No relation between two named actors was found in this story."


def plot_graph(graph: nx.MultiDiGraph[str], *, ax: Axes | None = None) -> Axes:
    """Draw who does what to whom.

    Actors stand under their sides in two columns that face each other. An
    arrow is all relations of one kind from one actor to another: blue and solid
    for cooperation, red and dashed for conflict, with the events written on it.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        From ``story.graph()``.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of the fitting size without it.

    Returns
    -------
    matplotlib Axes
    """
    drawn = bundles(graph)
    if not drawn:
        return say_empty(new_axes(ax, WIDTH, 1.5), NOTHING)
    ends = {node for bundle in drawn for node in (bundle.source, bundle.target)}
    sides = {node: _side(data) for node, data in graph.nodes(data=True) if node in ends}
    links = [(b.source, b.target) for b in drawn if b.source != b.target]
    both = layout.columns(sides, links)
    notes = notes_on(graph, drawn, ax)
    rows = max(map(layout.height_of, both))
    canvas, room = measured(ax, (WIDTH, max(rows, 8) * ROW), notes)
    canvas.size = min(BASE_SIZE, room[1] / rows * 72 * 0.6)
    places = write_columns(canvas, graph, both, room)
    draw_columns(canvas, drawn, places)
    title(canvas.ax, "Who does what to whom")
    return close(canvas, graph, drawn, notes)


def plot_sides(graph: nx.MultiDiGraph[str], *, ax: Axes | None = None) -> Axes:
    """Draw how the sides of a story stand to each other.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        From ``story.graph(by="side")`` or ``by="country"``.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        A ring of circles with an arrow for each direction and kind; relations
        within a side are loops. More than nine sides are drawn in columns.
    """
    drawn = bundles(graph)
    ends = dict.fromkeys(node for bundle in drawn for node in (bundle.source, bundle.target))
    if not drawn or len(ends) > MOST_ON_RING:
        return plot_graph(graph, ax=ax)
    notes = notes_on(graph, drawn, ax)
    links = [(b.source, b.target) for b in drawn if b.source != b.target]
    tall = 3.2 if len(ends) == 2 else 5.4 if len(ends) < 7 else 6.6
    canvas, (width, height) = measured(ax, (WIDTH, tall), notes)
    radius = min(0.46, height / 7, width / 13)
    canvas.size = min(BASE_SIZE, radius * 19)
    around = layout.ring(list(ends), links)
    looped = {b.source for b in drawn if b.source == b.target}
    low, high = _rims(around, looped)
    corner = np.array([width, height]) - high * radius
    reach, middle = (corner - low * radius) / 2, (corner + low * radius) / 2
    places = {node: middle + reach * np.array(place) for node, place in around.items()}
    radius = min([radius, *(np.hypot(*(a - b)) / 2.5 for a, b in combinations(places.values(), 2))])
    draw_circles(canvas, graph, places, radius)
    draw_arcs(canvas, drawn, places, radius)
    title(canvas.ax, "How the sides stand to each other")
    return close(canvas, graph, drawn, notes)


def _side(data: dict[str, Any]) -> str:
    return str(data.get("side") or NO_SIDE) if "side" in data else ""


def _rims(around: Places, looped: set[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Room to keep free at the left and bottom, and at the right and top, in radii.

    Loops stand on the outer side of their circle and need more of it.
    """
    rims = np.array([[2.0, 1.4], [2.0, 1.4]])
    for node in looped:
        for axis, place in enumerate(around[node]):
            if abs(place) > 0.35:
                rims[int(place > 0), axis] = 3.6
    return rims[0], rims[1]
