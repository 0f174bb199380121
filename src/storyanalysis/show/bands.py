"""Names of the sections in a picture of the text, also of those a name wide or less."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from storyanalysis.inquire.records import records
from storyanalysis.show.style import BASE_SIZE, INK, MUTED

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["name_sections", "spread"]

TOP = -0.4  # upper edge of the band of sections, in rows


def name_sections(ax: Axes, sections: pd.DataFrame, over: float) -> None:
    """Write each section's kind into it, or above it with a line that leads there.

    Of several narrow sections of one kind in a row the first is named. What
    finds no room above is left without a name.

    Parameters
    ----------
    ax : matplotlib Axes
        With sections in row 0 and characters of the text from left to right.
    sections : DataFrame
    over : float
        The row above the sections in which names may stand.
    """
    figure = ax.get_figure(root=True)
    if figure is not None:
        figure.draw_without_rendering()  # only now the width of the Axes is known
    outside: list[tuple[str, float, float]] = []
    before = ""
    for section in records(sections.sort_values("start")):
        kind, middle = str(section.kind), (section.start + section.end) / 2
        width = _width(ax, kind)
        if width < section.end - section.start:
            ax.text(middle, 0, kind, ha="center", va="center", size=BASE_SIZE - 1, color=INK)
        elif kind != before:
            outside.append((kind, middle, width))
        before = kind
    low, high = ax.get_xlim()
    places = spread([(middle, width) for _, middle, width in outside], low, high)
    for (kind, middle, _), place in zip(outside, places, strict=True):
        if place is None:
            continue
        ax.text(place, over, kind, ha="center", va="center", size=BASE_SIZE - 1, color=MUTED)
        ax.plot([place, middle], [over + 0.22, TOP], color=MUTED, lw=0.7, clip_on=False)


def _width(ax: Axes, name: str) -> float:
    """How many characters of the text a name covers, with a gap."""
    text = ax.text(0, 0, f"{name}  ", size=BASE_SIZE - 1)
    share = text.get_window_extent().width / max(ax.get_window_extent().width, 1.0)
    text.remove()
    low, high = ax.get_xlim()
    return float(share * (high - low))


def spread(wanted: list[tuple[float, float]], low: float, high: float) -> list[float | None]:
    """Places for boxes on a line, near the middles wanted, without overlap.

    Parameters
    ----------
    wanted : list of (middle, width)
        In order of the middles.
    low, high : float
        The ends of the line.

    Returns
    -------
    list of float or None
        The middle of each box; None for those that the line has no room for.

    Examples
    --------
    >>> spread([(1, 4), (2, 4), (9, 4)], 0, 12)
    [2.0, 6.0, 10.0]
    """
    kept: list[int] = []
    for n, (_, width) in enumerate(wanted):
        if sum(wanted[k][1] for k in kept) + width <= high - low:
            kept.append(n)
    places: dict[int, float] = {}
    edge = low
    for n in kept:
        middle, width = wanted[n]
        places[n] = max(float(middle), edge + width / 2)
        edge = places[n] + width / 2
    edge = high
    for n in reversed(kept):
        width = wanted[n][1]
        places[n] = min(places[n], edge - width / 2)
        edge = places[n] - width / 2
    return [places.get(n) for n in range(len(wanted))]
