"""Pictures of the relation graph: actors in two columns, or sides on a ring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from storyanalysis.show import edges, layout
from storyanalysis.show.edges import EDGE_LOOKS, Bundle, Canvas, bundles
from storyanalysis.show.style import (
    BASE_SIZE,
    INK,
    MUTED,
    finish,
    inch_axes,
    key,
    new_axes,
    printable,
    say_empty,
    title,
)
from storyanalysis.show.words import clip, count, first_few, listed, one_line, wrap

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

__all__ = ["plot_graph", "plot_sides"]

ROW = 0.27  # inches, as the next two
LINE = 0.155
FOOT = 0.4
LETTERS = 15.5  # of a note in an inch
WIDTH = 8.0
STATE = frozenset({"country", "government", "military", "legislature", "court", "side"})
MARKERS = {"person": "o", "state": "s", "media": "^", "other": "D"}
SHAPES = "● person   ■ state body   ▲ news medium   ◆ other   (larger: mentioned more often)"
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
    notes = _notes(graph, drawn, ax)
    rows = max(map(layout.height_of, both))
    canvas, room = _canvas(ax, (WIDTH, max(rows, 8) * ROW), notes)
    canvas.size = min(BASE_SIZE, room[1] / rows * 72 * 0.6)
    places = _write_columns(canvas, graph, both, room)
    _draw_columns(canvas, drawn, places)
    title(canvas.ax, "Who does what to whom")
    return _close(canvas, graph, drawn, notes)


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
        within a side are loops. More than twelve sides are drawn in columns.
    """
    drawn = bundles(graph)
    ends = dict.fromkeys(node for bundle in drawn for node in (bundle.source, bundle.target))
    if not drawn or len(ends) > 12:
        return plot_graph(graph, ax=ax)
    notes = _notes(graph, drawn, ax)
    links = [(b.source, b.target) for b in drawn if b.source != b.target]
    canvas, (width, height) = _canvas(ax, (WIDTH, 5.4 if len(ends) > 2 else 3.2), notes)
    radius = min(0.46, height / 7, width / 13)
    canvas.size = min(BASE_SIZE, radius * 19)
    # loops stand on the outer side of their circle and need room there
    rim = (1.3 if len(links) == len(drawn) else 3.6) * radius
    reach = np.array([width / 2 - max(rim, 2 * radius), height / 2 - rim])
    middle = np.array([width / 2, height / 2])
    around = layout.ring(list(ends), links)
    places = {node: middle + reach * np.array(place) for node, place in around.items()}
    _draw_ring(canvas, graph, places, radius)
    _draw_arcs(canvas, drawn, places, radius)
    title(canvas.ax, "How the sides stand to each other")
    return _close(canvas, graph, drawn, notes)


def _side(data: dict[str, Any]) -> str:
    return str(data.get("side") or NO_SIDE) if "side" in data else ""


def _canvas(
    ax: Axes | None, size: tuple[float, float], notes: Sequence[str]
) -> tuple[Canvas, tuple[float, float]]:
    """Axes in inches and the room above the legend and notes at their foot."""
    foot = FOOT + LINE * len(notes)
    ax = inch_axes(ax, size[0], size[1] + foot + 0.4, foot)
    return Canvas(ax, [], BASE_SIZE), (ax.get_xlim()[1], ax.get_ylim()[1])


def _write_columns(
    canvas: Canvas,
    graph: nx.MultiDiGraph[str],
    both: layout.Columns,
    room: tuple[float, float],
) -> dict[str, tuple[float, float]]:
    """Write headings and names; returns where each node's mark is."""
    width, height = room
    row = height / max(map(layout.height_of, both))
    names, indent = _fitting_names(canvas, graph, both, width)
    places = {}
    for column, side in zip(both, (-1, 1), strict=True):
        rows = layout.heights(column)
        edge = indent[0] if side < 0 else width - indent[1]
        for node, at in rows.items():
            y = height / 2 - at * row
            # the columns bend like the two halves of a ring
            bend = 0.07 * width * (1 - np.sqrt(1 - min(1.0, abs(2 * at * row / height)) ** 2))
            places[node] = (edge - side * bend, y)
            _mark(canvas, graph.nodes[node], places[node], side, names[node])
        for group in column:
            x, y = places[group.nodes[0]]
            canvas.write(
                x + side * 0.13, y + row, clip(group.name, 30), size=canvas.size * 0.9,
                ha="right" if side < 0 else "left", va="center", weight="bold", color=MUTED,
            )  # fmt: skip
    return places


def _fitting_names(
    canvas: Canvas, graph: nx.MultiDiGraph[str], both: layout.Columns, width: float
) -> tuple[dict[str, str], list[float]]:
    """Names cut so that the arrows keep two fifths of the width."""
    for most in (34, 28, 22, 17, 12):
        names = {
            node: clip(graph.nodes[node]["label"], most)
            for column in both for group in column for node in group.nodes
        }  # fmt: skip
        indent = []
        for column in both:
            words = [names[node] for group in column for node in group.nodes]
            words += [clip(group.name, 30) + "  " for group in column]
            indent.append(max([canvas.width(word) for word in words] or [0.0]) + 0.2)
        if sum(indent) < 0.6 * width:
            break
    return names, indent


def _mark(
    canvas: Canvas, data: dict[str, Any], place: tuple[float, float], side: int, name: str
) -> None:
    x, y = place
    size = (canvas.size / BASE_SIZE) * min(4.5 + 0.9 * data["n_mentions"] ** 0.5, 9)
    canvas.ax.plot(
        [x], [y], marker=MARKERS[_family(data["kind"])], ms=size, color=INK, mec="white", zorder=5
    )
    canvas.taken.append((x - 0.07, y - 0.07, x + 0.07, y + 0.07))
    canvas.write(
        x + side * 0.13, y, name, size=canvas.size, color=INK, va="center",
        ha="right" if side < 0 else "left",
    )  # fmt: skip


def _family(kind: str) -> str:
    return "state" if kind in STATE else kind if kind in MARKERS else "other"


def _draw_columns(
    canvas: Canvas, drawn: list[Bundle], places: dict[str, tuple[float, float]]
) -> None:
    centre = np.mean(list(places.values()), axis=0)
    nth: Counter[frozenset[str]] = Counter()
    curves = []
    for bundle in drawn:
        pair = frozenset((bundle.source, bundle.target))
        nth[pair] += 1
        start, end = (np.array(places[node]) for node in (bundle.source, bundle.target))
        if bundle.source == bundle.target:
            inwards = np.array([1.0 if start[0] < centre[0] else -1.0, 0.0])
            points = edges.loop(start, inwards, 0.1, nth[pair])
        else:
            points = edges.curve(start, _control(start, end, centre, nth[pair]), end, (0.1, 0.1))
        curves.append(points)
    canvas.arrows(drawn, curves)


def _control(
    start: edges.Points, end: edges.Points, centre: edges.Points, nth: int
) -> edges.Points:
    """Bend towards the middle of the picture; parallel arrows bend apart."""
    chord = end - start
    length = max(float(np.hypot(*chord)), 1e-9)
    across = np.array([-chord[1], chord[0]]) / length
    middle = (start + end) / 2
    same_column = (start[0] < centre[0]) == (end[0] < centre[0])
    pull = np.array([(centre[0] - middle[0]) * min(1.6, 0.5 + 0.45 * length), 0.0])
    apart: edges.Points = across * 0.42 * (nth - 1) * (-1) ** nth
    bent: edges.Points = middle + apart + (pull if same_column else 0.12 * (centre - middle))
    return bent


def _draw_ring(
    canvas: Canvas, graph: nx.MultiDiGraph[str], places: dict[str, Any], radius: float
) -> None:
    from matplotlib.patches import Circle

    for node, (x, y) in places.items():
        canvas.ax.add_patch(Circle((x, y), radius, fc="white", ec=INK, lw=1.3, zorder=5))
        canvas.taken.append((x - radius, y - radius, x + radius, y + radius))
        words = wrap(graph.nodes[node]["label"], 12, 3)
        longest = max(map(len, words.split("\n")))
        canvas.write(
            x, y, words, size=min(canvas.size, canvas.size * 10 / max(longest, 1)), color=INK,
            ha="center", va="center", zorder=6, linespacing=1.05,
        )  # fmt: skip


def _draw_arcs(canvas: Canvas, drawn: list[Bundle], places: dict[str, Any], radius: float) -> None:
    middle = np.mean(list(places.values()), axis=0)
    nth: Counter[tuple[str, str]] = Counter()
    curves = []
    for bundle in drawn:
        way = (bundle.source, bundle.target)
        start, end = places[way[0]], places[way[1]]
        if way[0] == way[1]:
            out = (start - middle) / max(float(np.hypot(*(start - middle))), 1e-9)
            points = edges.loop(start, out if out.any() else np.array([0.0, 1.0]), radius, nth[way])
        else:
            chord = end - start
            across = np.array([-chord[1], chord[0]]) * (0.14 + 0.22 * nth[way])
            points = edges.curve(start, (start + end) / 2 + across, end, (radius, radius + 0.03))
        nth[way] += 1
        curves.append(points)
    canvas.arrows(drawn, curves)


def _notes(graph: nx.MultiDiGraph[str], drawn: list[Bundle], ax: Axes | None) -> list[str]:
    """What the picture shows and what it leaves out, in lines."""
    ends = {node for bundle in drawn for node in (bundle.source, bundle.target)}
    alone = [data["label"] for node, data in graph.nodes(data=True) if node not in ends]
    one = "actor" if all("side" in data for _, data in graph.nodes(data=True)) else "side"
    said = f"{count(sum(b.n for b in drawn), 'relation')} between {count(len(ends), one)}."
    if left_out := graph.graph.get("left_out", 0):
        said += f" Left out: {count(left_out, 'relation')} without a named source or target."
    if alone:
        said += f" Without a relation: {first_few([clip(name, 30) for name in alone], 12)}."
    width = WIDTH if ax is None else ax.get_window_extent().width / ax.figure.dpi
    lines = wrap(said, max(30, int(width * LETTERS)), 4).split("\n")
    return [*lines, *([SHAPES] if one == "actor" else [])]


def _close(
    canvas: Canvas, graph: nx.MultiDiGraph[str], drawn: list[Bundle], notes: list[str]
) -> Axes:
    """Legend, notes, and the picture in words."""
    counts: Counter[str] = Counter()
    for bundle in drawn:
        counts[bundle.name] += bundle.n
    looks = {name: look for name, look in EDGE_LOOKS.items() if counts[name]}
    handles = [key(look, f"{look.word} ({counts[name]})") for name, look in looks.items()]
    canvas.ax.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0, -0.04), ncols=5, frameon=False,
        bbox_transform=canvas.ax.transData, fontsize=BASE_SIZE - 0.5, borderpad=0, borderaxespad=0,
        handlelength=3,
    )  # fmt: skip
    canvas.ax.text(
        0, -FOOT + LINE, printable("\n".join(notes)), va="top", size=BASE_SIZE - 1.5, color=MUTED
    )
    names = graph.nodes(data="label")
    told = [f"{names[b.source]} to {names[b.target]}: {EDGE_LOOKS[b.name].word} "
            f"({one_line(b.label)})" for b in drawn]  # fmt: skip
    said = " ".join(note for note in notes if note != SHAPES)
    alt = f"Network. {said} {'; '.join(told[:20])}{'; and more' if told[20:] else ''}."
    unplaced = f" {count(canvas.unplaced, 'label')} found no room." if canvas.unplaced else ""
    kinds = listed(str(handle.get_label()) for handle in handles)
    caption = f"{said} {kinds.capitalize()}.{unplaced}"
    return finish(canvas.ax, alt, caption)
