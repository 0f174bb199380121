"""Draw signed edges: curved arrows and labels that keep out of each other's way.

All coordinates are inches on the Axes, so that angles, arrowheads and the size
of a text can be reckoned with directly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from storyanalysis.inquire.sides import CLASSES, sum_of
from storyanalysis.show.style import BLUE, INK, MUTED, PURPLE, VERMILLION, Look, printable
from storyanalysis.show.words import CLASS_WORDS, wrap

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes
    from matplotlib.text import Text

__all__ = ["EDGE_LOOKS", "Bundle", "Canvas", "bundles"]

Points = NDArray[np.float64]
Box = tuple[float, float, float, float]

EDGE_LOOKS = {
    "positive": Look(CLASS_WORDS["positive"], BLUE, "-"),
    "negative": Look(CLASS_WORDS["negative"], VERMILLION, (0, (5, 1.6))),
    "open": Look(CLASS_WORDS["open"], INK, (0, (1, 1.2))),
    "negated": Look(CLASS_WORDS["negated"], MUTED, (0, (6, 2, 1, 2))),
    "hypothetical": Look(CLASS_WORDS["hypothetical"], PURPLE, (0, (2.5, 2.5))),
}
MARKS = {"negated": "not: ", "hypothetical": "if: "}
# where on the curve a label may sit, best place first
PLACES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8)


@dataclass(frozen=True)
class Bundle:
    """All relations of one class from one node to another, drawn as one arrow."""

    source: str
    target: str
    name: str
    n: int
    label: str


def bundles(graph: nx.MultiDiGraph[str]) -> list[Bundle]:
    """The arrows to draw for a graph of actors or of sides; their `n` add up."""
    between: dict[tuple[str, str], list[tuple[str, dict[str, Any]]]] = {}
    for u, v, key, data in graph.edges(keys=True, data=True):
        between.setdefault((u, v), []).append((key, data))
    found = []
    for (u, v), edges in between.items():
        data = edges[0][1] if "n" in edges[0][1] else sum_of(edges)
        for name in CLASSES:
            if n := data[f"n_{name}"]:
                label = MARKS.get(name, "") + data[f"events_{name}"].lower()
                found.append(Bundle(u, v, name, n, label))
    return found


@dataclass
class Canvas:
    """The Axes and the boxes on it that are taken already, in inches."""

    ax: Axes
    taken: list[Box]
    size: float
    unplaced: int = 0

    def write(self, x: float, y: float, words: str, **style: Any) -> Text:
        """Write at a place and mark it as taken."""
        text = self.ax.text(x, y, printable(words), parse_math=False, **style)
        self.taken.append(self.box(text))
        return text

    def box(self, text: Text) -> Box:
        """The place a text takes, in inches (data coordinates)."""
        corners = text.get_window_extent().transformed(self.ax.transData.inverted())
        return (corners.x0, corners.y0, corners.x1, corners.y1)

    def width(self, words: str) -> float:
        """How wide a name would be, in inches."""
        text = self.ax.text(0, 0, printable(words), size=self.size, parse_math=False)
        left, _, right, _ = self.box(text)
        text.remove()
        return right - left

    def arrows(self, drawn: Sequence[Bundle], curves: Sequence[Points]) -> None:
        """Draw all arrows, then their labels on top."""
        for bundle, points in zip(drawn, curves, strict=True):
            self.arrow(points, bundle)
        for n, (bundle, points) in enumerate(zip(drawn, curves, strict=True)):
            self.label(points, bundle, [*curves[:n], *curves[n + 1 :]])

    def arrow(self, points: Points, bundle: Bundle) -> None:
        """Draw a curve with its head at the last point."""
        look = EDGE_LOOKS[bundle.name]
        width = 0.9 + 0.5 * min(bundle.n, 6)
        head = _head(points, 0.085 + 0.012 * min(bundle.n, 6))
        shaft = points[np.hypot(*(points - head[0]).T) > 0.07]
        self.ax.plot(*shaft.T, color=look.color, ls=look.line, lw=width, zorder=2)
        self.ax.fill(*head.T, color=look.color, lw=0, zorder=3)

    def label(self, points: Points, bundle: Bundle, others: Sequence[Points]) -> None:
        """Write what the arrow stands for, where it covers least of the other arrows."""
        text = self.ax.text(
            0, 0, wrap(bundle.label, 22, 3), size=self.size * 0.86, zorder=4, parse_math=False,
            color=EDGE_LOOKS[bundle.name].ink, ha="center", va="center", linespacing=1.0,
            bbox={"boxstyle": "square,pad=0.12", "fc": "white", "ec": "none", "alpha": 0.85},
        )  # fmt: skip
        spots: list[tuple[int, int, tuple[float, float], Box]] = []
        for place in PLACES:
            text.set_position(tuple(points[round(place * (len(points) - 1))]))
            box = self.box(text)
            if not any(overlap(box, other) for other in self.taken):
                covered = sum(_inside(box, other[::4]) for other in others)
                spots.append((covered, len(spots), text.get_position(), box))
        if spots:
            _, _, spot, box = min(spots)
            text.set_position(spot)
            self.taken.append(box)
        else:
            text.remove()
            self.unplaced += 1


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes share any room."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _inside(box: Box, points: Points) -> int:
    x, y = points.T
    return int(((x > box[0]) & (x < box[2]) & (y > box[1]) & (y < box[3])).sum())


def curve(start: Points, control: Points, end: Points, gaps: tuple[float, float]) -> Points:
    """A quadratic Bézier curve, cut short by a gap in inches at each end."""
    t = np.linspace(0, 1, 160)[:, None]
    points = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
    far = (np.hypot(*(points - start).T) > gaps[0]) & (np.hypot(*(points - end).T) > gaps[1])
    kept: Points = points[far]
    return kept if len(kept) > 3 else points


def loop(centre: Points, outwards: Points, radius: float, nth: int) -> Points:
    """A loop on the outer side of a node, the `nth` of several around it."""
    reach = radius * (1.5 + 0.45 * nth)
    middle = centre + outwards * (radius * 0.55 + reach * 0.62)
    angle = np.arctan2(outwards[1], outwards[0])
    turn = np.linspace(-2.45, 2.45, 120) + angle
    circle: Points = middle + 0.62 * reach * np.column_stack([np.cos(turn), np.sin(turn)])
    kept: Points = circle[np.hypot(*(circle - centre).T) > radius + 0.03]
    return kept if len(kept) > 3 else circle


def _head(points: Points, length: float) -> Points:
    tip = points[-1]
    back = points[np.argmin(np.abs(np.hypot(*(points - tip).T) - length))]
    along = (tip - back) / max(float(np.hypot(*(tip - back))), 1e-9)
    across = np.array([-along[1], along[0]])
    base = tip - along * length
    head: Points = np.array([tip, base + across * length * 0.45, base - across * length * 0.45])
    return head
