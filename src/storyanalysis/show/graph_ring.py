"""Sides as circles on a ring, with arcs between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from storyanalysis.show import edges
from storyanalysis.show.edges import Bundle, Canvas, Points
from storyanalysis.show.style import INK
from storyanalysis.show.words import wrap

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["arranged", "draw_circles"]

ROUNDS = 6
MARGIN = np.array([0.5, 0.12])  # inches for labels on the outermost arrows


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


def arranged(
    around: Mapping[str, tuple[float, float]],
    drawn: Sequence[Bundle],
    room: tuple[float, float],
    radius: float,
) -> tuple[dict[str, Points], list[Points], float]:
    """Places and arrows that fill the room, and the radius that they leave for circles.

    How far arrows bulge out depends on how far apart the circles are, so the
    margins are found in a few rounds.
    """
    spots = np.array(list(around.values()))
    span = np.ptp(spots, axis=0)
    share = np.where(span > 0.01, (spots - spots.min(axis=0)) / np.maximum(span, 0.01), 0.5)
    low = high = np.full(2, radius)
    for _ in range(ROUNDS):
        inner = np.maximum(np.array(room) - low - high, 0.1)
        places = dict(zip(around, low + share * inner, strict=True))
        apart = [np.hypot(*(a - b)) / 2.5 for a, b in combinations(places.values(), 2)]
        radius = min([radius, *apart])
        curves = _arcs(drawn, places, radius)
        centres = np.array(list(places.values()))
        reach = np.vstack([*curves, centres - radius, centres + radius])
        low = low + MARGIN - reach.min(axis=0)
        high = high + MARGIN + reach.max(axis=0) - room
    return places, curves, radius


def _arcs(
    drawn: Sequence[Bundle], places: Mapping[str, Points], radius: float
) -> list[Points]:  # fmt: skip
    middle = np.mean(list(places.values()), axis=0)
    nth: Counter[tuple[str, str]] = Counter()
    ways = {(bundle.source, bundle.target) for bundle in drawn}
    curves = []
    for bundle in drawn:
        way = (bundle.source, bundle.target)
        start, end = places[way[0]], places[way[1]]
        if way[0] == way[1]:
            out = (start - middle) / max(float(np.hypot(*(start - middle))), 1e-9)
            points = edges.loop(start, out if out.any() else np.array([0.0, 1.0]), radius, nth[way])
        else:
            bend = 0.14 + 0.22 * nth[way]
            bends = [bend, bend + 0.2, bend + 0.4, *([-bend] if way[::-1] not in ways else [])]
            others = [place for node, place in places.items() if node not in way]
            tried = [_arc(start, end, bend, radius) for bend in bends]
            points = min(tried, key=lambda arc: _crossed(arc, others, radius))
        nth[way] += 1
        curves.append(points)
    return curves


def _arc(start: Points, end: Points, bend: float, radius: float) -> Points:
    chord = end - start
    across = np.array([-chord[1], chord[0]]) * bend
    return edges.curve(start, (start + end) / 2 + across, end, (radius, radius + 0.03))


def _crossed(arc: Points, circles: Sequence[Points], radius: float) -> int:
    """How many circles an arrow would run behind."""
    return sum(bool((np.hypot(*(arc - circle).T) < 1.1 * radius).any()) for circle in circles)
