"""Figures with words: an image whose alt text and caption stay with it."""

from __future__ import annotations

import base64
import io
from html import escape
from typing import TYPE_CHECKING

from storyanalysis.errors import StoryError
from storyanalysis.markup import NO_MATHS, tag
from storyanalysis.show.display import Shown
from storyanalysis.show.style import description

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["figure_bytes", "show_figure"]

DPI = 144
SALT = "storyanalysis"  # fixed, so that the ids in an SVG are the same every time


def show_figure(ax: Axes, *, alt: str | None = None) -> Shown:
    """The figure as a notebook output that keeps its alt text and caption.

    Notebooks drop the alt text of plain images when they export; an HTML figure
    keeps it. The caption that the figure prints at its foot is cut off, as it
    stands below the image as text. The figure is closed, so that it is not
    shown a second time.

    Parameters
    ----------
    ax : matplotlib Axes
        From any of the plotting functions (or your own).
    alt : str, optional
        Text instead of the one made from the data.

    Returns
    -------
    Shown
    """
    import matplotlib.pyplot as plt

    words = description(ax)
    alt = words.alt if alt is None else alt
    data = base64.b64encode(figure_bytes(ax, "png", caption=False)).decode("ascii")
    plt.close(whole_figure(ax))
    image = (
        f'<img src="data:image/png;base64,{data}" alt="{escape(alt)}" '
        'style="max-width:100%;height:auto;background:#fff">'
    )
    caption = tag("figcaption", escape(words.caption)) if words.caption else ""
    html = tag("figure", image + caption, class_=NO_MATHS, style="margin:0")
    return Shown(html, f"[Figure] {words.caption or alt}")


def whole_figure(ax: Axes) -> Figure:
    """The outermost figure that `ax` is drawn on."""
    figure = ax.get_figure(root=True)
    if figure is None:
        raise StoryError("these Axes were removed from their figure: plot again")
    return figure


def figure_bytes(ax: Axes, kind: str, *, caption: bool = True) -> bytes:
    """The whole figure of `ax` as PNG or SVG, the same bytes every time.

    Without `caption`, the strip at its foot in which the caption is printed is cut off.
    """
    import matplotlib as mpl
    from matplotlib.transforms import Bbox

    words = description(ax)
    # null switches off what matplotlib would write: its version and the clock
    silent = ("Software",) if kind == "png" else ("Date", "Creator")
    metadata: dict[str, str | None] = dict.fromkeys(silent)
    if words.alt:
        metadata["Description"] = words.alt
    stream, figure = io.BytesIO(), whole_figure(ax)
    width, height = figure.get_size_inches()
    # a size of our own also where notebooks ask for figures cut to their ink
    cut = Bbox.from_extents(0, 0 if caption else words.strip, width, height)
    with mpl.rc_context({"svg.hashsalt": SALT}):
        figure.savefig(stream, format=kind, dpi=DPI, metadata=metadata, bbox_inches=cut)
    return stream.getvalue()
