"""What the pictures of a graph have in common: measured Axes, notes, legend, words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from storyanalysis.show.edges import EDGE_LOOKS, Bundle, Canvas
from storyanalysis.show.style import (
    BASE_SIZE,
    MUTED,
    WIDTH,
    finish,
    inch_axes,
    key,
    printable,
)
from storyanalysis.show.words import clip, count, first_few, listed, one_line, wrap

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

__all__ = ["close", "measured", "notes_on"]

LINE = 0.155  # inches, as the next
FOOT = 0.4
LETTERS = 15.5  # of a note in an inch
SHAPES = "● person   ■ state body   ▲ news medium   ◆ other   (larger: mentioned more often)"


def measured(
    ax: Axes | None, size: tuple[float, float], notes: Sequence[str]
) -> tuple[Canvas, tuple[float, float]]:
    """Axes in inches and the room above the legend and notes at their foot."""
    foot = FOOT + LINE * len(notes)
    ax = inch_axes(ax, size[0], size[1] + foot + 0.4, foot)
    return Canvas(ax, [], BASE_SIZE), (ax.get_xlim()[1], ax.get_ylim()[1])


def notes_on(graph: nx.MultiDiGraph[str], drawn: list[Bundle], ax: Axes | None) -> list[str]:
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


def close(
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
