"""What all figures share: colours, signs that work without colour, and the last touch.

Colours are those of Okabe and Ito, which readers with any kind of colour vision
tell apart; each comes with a second sign (line, hatch, marker), so that the
figures also read in greyscale.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from storyanalysis.show.words import FORM_WORDS, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

__all__ = ["Description", "description", "finish", "new_axes", "printable", "say_empty"]

BLACK = "#000000"
ORANGE = "#E69F00"
SKY = "#56B4E9"
GREEN = "#009E73"
BLUE = "#0072B2"
VERMILLION = "#D55E00"
PURPLE = "#A34F80"  # Okabe and Ito's, darker: thin lines of theirs fade on paper
INK = "#222222"
MUTED = "#595959"
FAINT = "#D9D9D9"

TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ATTRIBUTE = "storyanalysis_description"
OWN = "storyanalysis_own"  # set on figures made here, until they have a caption
BASE_SIZE = 9.0  # points; print-size text in a figure of 7 to 8 inches
WIDTH = 8.0  # inches
LINE = 0.155  # inches from one line of small print to the next
LETTERS = 15.5  # of small print in an inch


class Look(NamedTuple):
    """A colour and the signs that stand for it in print."""

    word: str
    color: str
    line: Any = "-"  # whatever matplotlib takes as a line style
    hatch: str = ""
    marker: str = "o"

    @property
    def ink(self) -> str:
        """The colour, dark enough for small letters on white."""
        parts = (int(self.color[n : n + 2], 16) for n in (1, 3, 5))
        return "#" + "".join(f"{round(0.75 * part):02X}" for part in parts)


FORM_LOOKS = {
    "direct": Look(FORM_WORDS["direct"], BLUE),
    "mixed": Look(FORM_WORDS["mixed"], SKY, hatch="////"),
    "indirect": Look(FORM_WORDS["indirect"], "#FFFFFF", hatch="..."),
}


@dataclass(frozen=True)
class Description:
    """A figure in words: `alt` for who cannot see it, `caption` for everyone.

    `strip` is the height, in inches, of the caption printed at the figure's foot.
    """

    alt: str
    caption: str
    strip: float = 0.0


def new_axes(ax: Axes | None, width: float, height: float) -> Axes:
    """`ax`, or the Axes of a new figure of that size in inches."""
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    fig, ax = plt.subplots(figsize=(width, height), layout="constrained")
    setattr(fig, OWN, True)
    return ax


def inch_axes(ax: Axes | None, width: float, height: float, foot: float) -> Axes:
    """Axes whose data coordinates are inches, with the origin `foot` above the bottom.

    Only then can it be reckoned which texts touch each other.
    """
    if ax is None:
        import matplotlib.pyplot as plt

        fig, ax = plt.subplots(figsize=(width, height))
        setattr(fig, OWN, True)
        fig.subplots_adjust(left=0.01, right=0.99, bottom=0.02 / height, top=1 - 0.32 / height)
    whole = ax.get_window_extent()
    dpi = ax.figure.dpi
    ax.set(xlim=(0, whole.width / dpi), ylim=(-foot, whole.height / dpi - foot))
    ax.set_axis_off()
    return ax


def say_empty(ax: Axes, words: str) -> Axes:
    """Axes that say why there is nothing to see."""
    ax.set_axis_off()
    ax.text(
        0.5, 0.5, words, ha="center", va="center", size=BASE_SIZE, color=MUTED,
        transform=ax.transAxes, wrap=True,
    )  # fmt: skip
    return finish(ax, words, "")


def title(ax: Axes, words: str, pad: float = 6) -> None:
    """A headline flush with the left edge of the Axes, `pad` points above it."""
    ax.set_title(words, loc="left", size=BASE_SIZE + 2, color=INK, weight="bold", pad=pad)


def bare(ax: Axes) -> None:
    """Take away every line that carries no information."""
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.spines["bottom"].set_color(FAINT)
    ax.tick_params(length=0, labelsize=BASE_SIZE, labelcolor=INK)


def finish(ax: Axes, alt: str, caption: str) -> Axes:
    """Print the caption, every text as it stands, and attach the figure's description.

    Article text may hold dollar signs: "$5 million to $6 million" is money and
    not a formula. On Axes that were given the caption is not printed: the figure
    is not ours to lengthen.
    """
    from matplotlib.text import Text

    figure = ax.get_figure(root=True)
    strip = 0.0
    if caption and figure is not None and getattr(figure, OWN, False):
        strip = _print_caption(figure, ax, caption)
        setattr(figure, OWN, False)
    for drawn in (ax, *(figure.texts if strip and figure else ())):
        for text in drawn.findobj(Text):
            _as_it_stands(text)
    setattr(ax, ATTRIBUTE, Description(alt, caption, strip))
    return ax


def _print_caption(figure: Figure, ax: Axes, caption: str) -> float:
    """Lengthen the figure by a strip with the caption; returns its height in inches."""
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    width, height = figure.get_size_inches()
    lines = wrap(caption, int(width * LETTERS), 6)
    strip = 0.14 + LINE * (lines.count("\n") + 1)
    whole, box = height + strip, ax.get_position()
    figure.set_size_inches(width, whole)
    engine = figure.get_layout_engine()
    if isinstance(engine, ConstrainedLayoutEngine):
        engine.set(rect=(0, strip / whole, 1, height / whole))
    else:
        low = (box.y0 * height + strip) / whole
        ax.set_position((box.x0, low, box.width, box.height * height / whole))
    figure.text(
        0.01, (strip - 0.02) / whole, printable(lines), va="top", size=BASE_SIZE - 1.5, color=MUTED
    )
    return strip


def _as_it_stands(text: Text) -> None:
    text.set_parse_math(False)
    text.set_usetex(False)


def description(ax: Axes) -> Description:
    """What the plotting function said about its figure; empty for other Axes."""
    found = getattr(ax, ATTRIBUTE, None)
    return found if isinstance(found, Description) else Description("", "")


def printable(text: str) -> str:
    """`text` with a box for what a figure cannot print.

    A character that the font lacks would give a warning when the figure is
    drawn; one that turns the direction of writing would print names backwards.
    """
    from matplotlib.font_manager import FontProperties, findfont, get_font

    font = get_font(findfont(FontProperties()))
    return "".join(
        letter
        if letter.isspace() or (font.get_char_index(ord(letter)) and letter not in TURNS)
        else "□"
        for letter in text
    )


def key(look: Look, words: str = "") -> Line2D:
    """A legend's line for one look."""
    from matplotlib.lines import Line2D

    return Line2D([], [], color=look.color, linestyle=look.line, lw=1.8, label=words or look.word)
