"""Actors in two columns that face each other, with arrows between them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from storyanalysis.show import edges, layout
from storyanalysis.show.edges import Bundle, Canvas
from storyanalysis.show.style import BASE_SIZE, INK, MUTED
from storyanalysis.show.words import clip, wrap

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["draw_columns", "write_columns"]

STATE = frozenset({"country", "government", "military", "legislature", "court", "side"})
MARKERS = {"person": "o", "state": "s", "media": "^", "other": "D"}


def write_columns(
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
    """Names in two lines at most, cut so that the arrows keep two fifths of the width."""
    for most in (26, 22, 17, 12):
        names = {
            node: wrap(graph.nodes[node]["label"], most, 2)
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
        ha="right" if side < 0 else "left", linespacing=0.95,
    )  # fmt: skip


def _family(kind: str) -> str:
    return "state" if kind in STATE else kind if kind in MARKERS else "other"


def draw_columns(
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
