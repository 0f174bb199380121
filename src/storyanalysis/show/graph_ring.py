"""Sides as circles on a ring, with arcs between them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from storyanalysis.show import edges
from storyanalysis.show.edges import Bundle, Canvas
from storyanalysis.show.style import INK
from storyanalysis.show.words import wrap

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["draw_arcs", "draw_circles"]


def draw_circles(
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


def draw_arcs(canvas: Canvas, drawn: list[Bundle], places: dict[str, Any], radius: float) -> None:
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
