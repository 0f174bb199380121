"""Legends that stay on the page: below the Axes, in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storyanalysis.show.style import BASE_SIZE

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

__all__ = ["legend_below"]

PAD = 0.1  # inches kept free at the right


def legend_below(
    ax: Axes, handles: Sequence[Artist], *, drop: float = 4, heading: str | None = None
) -> None:
    """Put a legend `drop` points below the Axes, flush with their left edge.

    Call it when the names of the rows are written: the longer they are, the less
    room there is for the legend.
    """
    from matplotlib.transforms import ScaledTranslation

    if not handles or (figure := ax.get_figure(root=True)) is None:
        return
    below = ax.transAxes + ScaledTranslation(0, -drop / 72, figure.dpi_scale_trans)
    room = _room(ax)
    for columns in range(len(handles), 0, -1):
        legend = ax.legend(
            handles=handles, loc="upper left", bbox_to_anchor=(0, 0), bbox_transform=below,
            ncols=columns, frameon=False, borderaxespad=0, borderpad=0, fontsize=BASE_SIZE - 0.5,
            columnspacing=1.3, handletextpad=0.5, title=heading, alignment="left",
            title_fontsize=BASE_SIZE - 0.5,
        )  # fmt: skip
        if legend.get_window_extent().width <= room:
            return


def _room(ax: Axes) -> float:
    """Pixels from the left edge of the Axes, as they will be laid out, to the right."""
    figure, cell = ax.get_figure(root=True), ax.get_subplotspec()
    if figure is None or cell is None:
        return float(ax.bbox.width)
    names = [label.get_window_extent().width for label in ax.get_yticklabels()]
    share = figure.bbox.width / cell.get_gridspec().ncols
    return float(share - max(names, default=0.0) - PAD * figure.dpi)
