"""What the pictures of a graph have in common: measured Axes, notes, legend, words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from storyanalysis.show.edges import EDGE_LOOKS, Bundle, Canvas
from storyanalysis.show.style import (
    BASE_SIZE,
    LINE,
    MUTED,
    finish,
    inch_axes,
    key,
    printable,
)
from storyanalysis.show.words import clip, count, first_few, listed, one_line

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

__all__ = ["close", "measured"]

FOOT = 0.25  # inches from the picture down to the end of the legend
SHAPES = "● person   ■ state body   ▲ news medium   ◆ other   (larger: mentioned more often)"


def measured(
    ax: Axes | None, size: tuple[float, float], *, shapes: bool = False
) -> tuple[Canvas, tuple[float, float]]:
    """Axes in inches and the room above the legend at their foot."""
    foot = FOOT + LINE * shapes
    ax = inch_axes(ax, size[0], size[1] + foot + 0.4, foot)
    return Canvas(ax, [], BASE_SIZE), (ax.get_xlim()[1], ax.get_ylim()[1])


def close(
    canvas: Canvas, graph: nx.MultiDiGraph[str], drawn: list[Bundle], *, shapes: bool = False
) -> Axes:
    """Legend, what the `shapes` of actors mean, and the picture in words."""
    counts: Counter[str] = Counter()
    for bundle in drawn:
        counts[bundle.name] += bundle.n
    looks = {name: look for name, look in EDGE_LOOKS.items() if counts[name]}
    handles = [key(look, f"{look.word} ({counts[name]})") for name, look in looks.items()]
    legend = canvas.ax.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0, -0.04), ncols=5, frameon=False,
        bbox_transform=canvas.ax.transData, fontsize=BASE_SIZE - 0.5, borderpad=0, borderaxespad=0,
        handlelength=3,
    )  # fmt: skip
    legend.set_in_layout(False)  # the inches of these Axes are reckoned with: keep them
    if shapes:
        canvas.ax.text(
            0, -FOOT, printable(SHAPES), va="top", size=BASE_SIZE - 1, color=MUTED
        )  # fmt: skip
    names = graph.nodes(data="label")
    told = [f"{names[b.source]} to {names[b.target]}: {EDGE_LOOKS[b.name].word} "
            f"({one_line(b.label)})" for b in drawn]  # fmt: skip
    caption = _caption(graph, drawn, "actor" if shapes else "side")
    kinds = listed(str(handle.get_label()) for handle in handles).capitalize()
    alt = f"Network. {caption} {kinds}. {'; '.join(told[:20])}{'; and more' if told[20:] else ''}."
    unplaced = f" {count(canvas.unplaced, 'label')} found no room." if canvas.unplaced else ""
    return finish(canvas.ax, alt, f"{caption}{unplaced}")


def _caption(graph: nx.MultiDiGraph[str], drawn: list[Bundle], one: str) -> str:
    """What the picture shows and what it leaves out."""
    ends = {node for bundle in drawn for node in (bundle.source, bundle.target)}
    alone = [data["label"] for node, data in graph.nodes(data=True) if node not in ends]
    said = f"{count(sum(b.n for b in drawn), 'relation')} between {count(len(ends), one)}."
    if left_out := graph.graph.get("left_out", 0):
        said += f" Left out: {count(left_out, 'relation')} without a named source or target."
    if alone:
        said += f" Without a relation: {first_few([clip(name, 30) for name in alone], 6)}."
    return said
