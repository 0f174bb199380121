"""A picture of attribution chains: through whose hands the words came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from storyanalysis.inquire.chains import ARROW, READER, STARTS, chains
from storyanalysis.inquire.records import records
from storyanalysis.show.legend import legend_below
from storyanalysis.show.style import (
    BASE_SIZE,
    BLUE,
    INK,
    MUTED,
    ORANGE,
    PURPLE,
    VERMILLION,
    WIDTH,
    Look,
    finish,
    new_axes,
    printable,
    say_empty,
    title,
)
from storyanalysis.show.words import START_WORDS, clip, count, listed, number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from storyanalysis.story import Story

__all__ = ["plot_chains"]

MOST = 28
START_LOOKS = {
    "named": Look(START_WORDS["named"], BLUE, marker="o"),
    "document": Look(START_WORDS["document"], ORANGE, marker="s"),
    "anonymous": Look(START_WORDS["anonymous"], PURPLE, marker="D"),
    "nobody": Look(START_WORDS["nobody"], VERMILLION, marker="X"),
}


def plot_chains(story: Story, *, ax: Axes | None = None) -> Axes:
    """Draw each way that words take from a speaker to the reader.

    Parameters
    ----------
    story : Story
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        One row a way, the longest on top; statements that came the same way
        share a row and are counted at its end. The mark at the left says where
        the chain starts: a named speaker, a document, someone unnamed, nobody.
    """
    ways = _ways(chains(story.statements, story.relays, story.actors))
    if ways.empty:
        return say_empty(new_axes(ax, WIDTH, 1.5), "No statement was found in this story.")
    shown = ways.head(MOST)
    ax = new_axes(ax, WIDTH, 1.2 + 0.36 * len(shown))
    last = int(ways["hops"].max()) + 1
    for row, way in enumerate(records(shown)):
        _draw(ax, row, str(way.path).split(ARROW), str(way.starts), last)
        ax.text(last + 0.06, row, f"{way.n}", va="center", size=BASE_SIZE, color=INK)
    ax.plot([last, last], [-0.5, len(shown) - 0.5], color=INK, lw=1.2)
    ax.text(
        last, -0.6, f"{READER}\n(statements)", ha="center", va="bottom", size=BASE_SIZE, color=INK
    )
    ax.set(ylim=(len(shown) - 0.4, -1.25), xlim=(-0.05, last + 0.18))
    ax.set_yticks(range(len(shown)), [printable(clip(head, 40)) for head in _heads(shown)])
    ax.tick_params(length=0, labelsize=BASE_SIZE, labelcolor=INK)
    ax.set_xticks([])
    ax.spines[:].set_visible(False)
    title(ax, "Through whose hands the words came")
    _legend(ax, ways)
    return finish(ax, *_described(ways, len(shown)))


def _ways(found: pd.DataFrame) -> pd.DataFrame:
    ways = found.groupby(["path", "starts", "hops"], sort=False).size().rename("n").reset_index()
    order = ["hops", "n", "path"]
    return ways.sort_values(order, ascending=[False, False, True], ignore_index=True)


def _heads(ways: pd.DataFrame) -> list[str]:
    return [path.split(ARROW)[0] for path in ways["path"]]


def _draw(ax: Axes, row: int, stations: list[str], start: str, last: int) -> None:
    look = START_LOOKS[start]
    relays = stations[1:-1]
    ax.plot([0, last], [row, row], color=MUTED, lw=1.1, zorder=1)
    ax.plot([last - 0.02], [row], marker=">", color=MUTED, ms=5, zorder=1)
    ax.plot([0], [row], marker=look.marker, color=look.color, mec=INK, mew=0.6, ms=7, clip_on=False)
    for place, name in enumerate(relays, start=1):
        x = place * last / (len(relays) + 1)
        ax.plot([x], [row], marker="|", color=INK, ms=7, mew=1.4)
        ax.text(
            x, row, printable(clip(name, 26)), ha="center", va="center", size=BASE_SIZE - 0.5,
            color=INK, bbox={"boxstyle": "round,pad=0.25", "fc": "white", "ec": MUTED, "lw": 0.8},
        )  # fmt: skip


def _legend(ax: Axes, ways: pd.DataFrame) -> None:
    from matplotlib.lines import Line2D

    counts = ways.groupby("starts")["n"].sum()
    handles = [
        Line2D([], [], ls="", marker=look.marker, color=look.color, mec=INK, mew=0.6, ms=7,
               label=f"{look.word} ({counts[start]})")
        for start, look in START_LOOKS.items() if start in counts
    ]  # fmt: skip
    legend_below(ax, handles, drop=2, heading="The chain starts with")


def _described(ways: pd.DataFrame, shown: int) -> tuple[str, str]:
    total, relayed = int(ways["n"].sum()), int(ways.loc[ways["hops"] > 0, "n"].sum())
    counts = ways.groupby("starts")["n"].sum()
    starts = listed(f"{START_WORDS[s]} ({counts[s]})" for s in STARTS if s in counts)
    left_out = f" {count(len(ways) - shown, 'way')} not shown." if len(ways) > shown else ""
    caption = (
        f"{count(total, 'statement')} by {count(len(ways), 'way')}; {number(relayed)} came "
        f"through somebody else's hands. They start with {starts}.{left_out}"
    )
    told = "; ".join(f"{way.path} ({way.n})" for way in records(ways.head(12)))
    return f"Diagram of attribution chains. {told}.", caption
