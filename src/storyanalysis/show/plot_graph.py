"""Pictures of the relation graph: actors in two columns, or sides on a ring."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from storyanalysis.show import layout
from storyanalysis.show.edges import bundles
from storyanalysis.show.graph_columns import draw_columns, write_columns
from storyanalysis.show.graph_frame import close, measured
from storyanalysis.show.graph_ring import arranged, draw_circles
from storyanalysis.show.style import BASE_SIZE, WIDTH, new_axes, say_empty, title

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

__all__ = ["plot_graph", "plot_sides"]

ROW = 0.3  # inches, for names of two lines
MOST_ON_RING = 9
TALL = {1: 2.4, 3: 3.4, 4: 4.2, 5: 4.6, 6: 4.8, 7: 5.6, 8: 6.0}  # inches for so many sides
NO_SIDE = "no side named"
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
    actors = all("side" in data for _, data in graph.nodes(data=True))
    rows = max(map(layout.height_of, both))
    tall = max(rows, 5 + 0.45 * len(drawn)) * ROW  # room for the labels of the arrows, too
    canvas, room = measured(ax, (WIDTH, tall), shapes=actors)
    canvas.size = min(BASE_SIZE, room[1] / rows * 72 * 0.6)
    places = write_columns(canvas, graph, both, room)
    draw_columns(canvas, drawn, places)
    title(canvas.ax, "Who does what to whom")
    return close(canvas, graph, drawn, shapes=actors)


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
    links = [(b.source, b.target) for b in drawn if b.source != b.target]
    canvas, room = measured(ax, (WIDTH, _height(len(ends), links)))
    radius = min(0.46, room[1] / (3 if len(ends) < 3 else 6.5), room[0] / 13)
    around = layout.ring(list(ends), links)
    places, curves, radius = arranged(around, drawn, room, radius)
    canvas.size = min(BASE_SIZE, radius * 19)
    draw_circles(canvas, graph, places, radius)
    canvas.arrows(drawn, curves)
    title(canvas.ax, "How the sides stand to each other")
    return close(canvas, graph, drawn)


def _height(n_sides: int, links: list[tuple[str, str]]) -> float:
    """Inches that the ring needs; between two sides, as many as its arrows bulge out."""
    if n_sides == 2:
        most = max(Counter(links).values(), default=1)
        return max(1.6, 1.3 * most)
    return TALL[min(n_sides, max(TALL))]


def _side(data: dict[str, Any]) -> str:
    return str(data.get("side") or NO_SIDE) if "side" in data else ""
