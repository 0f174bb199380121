"""A picture of the dates a story names and of what it dates with them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from storyanalysis.inquire.records import records
from storyanalysis.show.legend import legend_below
from storyanalysis.show.style import (
    BASE_SIZE,
    BLUE,
    FAINT,
    INK,
    MUTED,
    ORANGE,
    PURPLE,
    VERMILLION,
    WIDTH,
    Look,
    bare,
    finish,
    new_axes,
    printable,
    say_empty,
    title,
)
from storyanalysis.show.words import clip, count, first_few, number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from storyanalysis.story import Story

__all__ = ["plot_timeline"]

MOST = 30
DAY = np.timedelta64(1, "D")
# letters of an ISO date that name a whole unit; smaller units need all ten
LETTERS_OF = {"month": 7, "quarter": 7, "season": 7, "half": 7, "year": 4, "decade": 4,
              "century": 4}  # fmt: skip
ANCHOR_LOOKS = {
    "explicit": Look("written out", BLUE, marker="o"),
    "published": Look("from the day of publication", ORANGE, marker="s"),
    "context": Look("from another date", PURPLE, marker="D"),
    "none": Look("without an anchor", MUTED, marker="X"),
}


def plot_timeline(story: Story, *, ax: Axes | None = None) -> Axes:
    """Draw every date that has a day, with what it dates.

    Parameters
    ----------
    story : Story
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        One row a date expression, the earliest on top: its words, what it
        dates, and the days it covers. Long stretches in which nothing happens
        are drawn shorter than they are. The vertical line is the day of
        publication. Expressions without a day ("soon", "every Monday") are
        counted and named in the caption.
    """
    dates = story.dates
    placed = dates.dropna(subset=["first", "last"]).sort_values(["first", "last", "start"])
    unplaced = dates[dates["first"].isna() | dates["last"].isna()]
    if placed.empty:
        return say_empty(new_axes(ax, WIDTH, 1.5), _nothing(unplaced))
    shown = placed.head(MOST)
    ax = new_axes(ax, WIDTH, 1.35 + 0.42 * len(shown))
    published = story.article.published
    clock = Clock(shown, published)
    for row, date in enumerate(records(shown)):
        look = ANCHOR_LOOKS[str(date.anchor)]
        ends = clock.at(np.array([date.first, date.last + DAY], "datetime64[D]"))
        ax.plot(ends, [row, row], color=look.color, lw=5, solid_capstyle="butt", alpha=0.55)
        ax.plot([ends.mean()], [row], marker=look.marker, color=look.color, mec=INK, ms=6.5)
        ax.axhline(row, color=FAINT, lw=0.6, zorder=0)
    _rows(ax, shown)
    _published(ax, clock, published)
    title(ax, "What the story dates")
    _legend(ax, shown, published)
    _time_axis(ax, clock, _days_to_name(shown, published))
    caption = _caption(dates, placed, unplaced, len(shown))
    told = "; ".join(f"{clip(d.text, 30)} is {d.value}" for d in records(shown.head(15)))
    return finish(ax, f"Timeline. {told}.", caption)


class Clock:
    """Days to places: distances grow with the logarithm of the days between.

    Every day on which something starts or ends is a mark; between two marks
    time runs evenly, so order and contact are true, only long gaps shrink.
    """

    def __init__(self, dates: pd.DataFrame, published: dt.date | None) -> None:
        first = dates["first"].to_numpy("datetime64[D]")
        last = dates["last"].to_numpy("datetime64[D]") + DAY
        extra = np.array([published], "datetime64[D]") if published else first[:0]
        self.marks = np.unique(np.concatenate([first, last, extra, extra + DAY]))
        steps = np.diff(self.marks) / DAY
        self.places = np.concatenate([[0.0], np.cumsum(np.log2(1 + steps))])

    def at(self, days: NDArray[Any]) -> NDArray[np.float64]:
        """The place of each day on the axis."""
        marks, places = self.marks.astype("int64"), self.places
        return np.asarray(np.interp(days.astype("int64"), marks, places), dtype="float64")


def _rows(ax: Axes, shown: pd.DataFrame) -> None:
    """The words of each date, and below them what it dates."""
    ax.set_yticks(range(len(shown)), [""] * len(shown))
    ax.set_ylim(len(shown) - 0.4, -0.6)
    labels = []
    for date in records(shown):
        event = "" if pd.isna(date.event) else clip(str(date.event), 52)
        labels.append(printable(f"“{clip(date.text, 26)}” = {date.value}\n{event}"))
    ax.set_yticklabels(labels, linespacing=1.25)
    bare(ax)
    ax.tick_params(axis="y", labelsize=BASE_SIZE - 1)


def _days_to_name(shown: pd.DataFrame, published: dt.date | None) -> dict[Any, str]:
    """Days for the axis and how to write them, those that matter most first.

    A year is written "1902", not as its first of January; of a week the last
    day is named too, as its bar ends there.
    """
    found: dict[Any, str] = {}
    for date in records(shown):
        letters = LETTERS_OF.get(str(date.precision), len("2020-01-06"))
        first = np.datetime64(date.first, "D")
        found.setdefault(first, str(first)[:letters] + "s" * (date.precision == "decade"))
        if letters > 7:
            last = np.datetime64(date.last, "D")
            found[first], found[last] = str(first), str(last)
    if published is not None:
        found[np.datetime64(published, "D")] = str(published)
    days = sorted(found)
    first_of_all = [np.datetime64(published, "D")] if published else []
    return {day: found[day] for day in dict.fromkeys([*first_of_all, days[0], days[-1], *days])}


def _time_axis(ax: Axes, clock: Clock, days: dict[Any, str]) -> None:
    """Name days below the axis, as many as fit side by side, in the order given."""
    whole = max(clock.places[-1], 1.0)
    ax.set_xlim(-0.02 * whole, 1.02 * whole)
    room = _name_width(ax)
    named: dict[float, str] = {}
    for day, name in days.items():
        place = float(clock.at(np.array([day, day + DAY])).mean())
        if all(abs(place - other) > room for other in named):
            named[place] = name
    ax.set_xticks(list(named), list(named.values()))
    ax.tick_params(axis="x", labelsize=BASE_SIZE - 1, length=4, color=MUTED)
    ax.spines["bottom"].set_color(MUTED)


def _name_width(ax: Axes) -> float:
    """Room for the name of a day and a gap, in units of the axis as it will be laid out."""
    figure = ax.get_figure(root=True)
    if figure is not None:
        figure.draw_without_rendering()
    name = ax.text(0, 0, "2020-01-06  ", size=BASE_SIZE - 1)
    share = name.get_window_extent().width / max(ax.get_window_extent().width, 1.0)
    name.remove()
    low, high = ax.get_xlim()
    return float(share * (high - low))


def _published(ax: Axes, clock: Clock, published: dt.date | None) -> None:
    if published is None:
        return
    day = np.array([published], "datetime64[D]")
    x = float(clock.at(day)[0] + clock.at(day + DAY)[0]) / 2
    ax.axvline(x, color=VERMILLION, lw=1.2, ls=(0, (5, 2)), zorder=0)


def _legend(ax: Axes, shown: pd.DataFrame, published: dt.date | None) -> None:
    from matplotlib.lines import Line2D

    counts = shown["anchor"].value_counts()
    handles = [
        Line2D([], [], color=look.color, marker=look.marker, mec=INK, lw=4, ms=6,
               label=f"{look.word} ({counts[name]})")
        for name, look in ANCHOR_LOOKS.items() if name in counts
    ]  # fmt: skip
    if published is not None:
        words = f"published {published}"
        handles.append(Line2D([], [], color=VERMILLION, ls=(0, (5, 2)), label=words))
    legend_below(ax, handles, drop=24)


def _nothing(unplaced: pd.DataFrame) -> str:
    return f"No date of this story has a day. {_named(unplaced)}".strip()


def _named(unplaced: pd.DataFrame) -> str:
    if unplaced.empty:
        return ""
    words = [f"“{printable(clip(text, 40))}”" for text in unplaced["text"]]
    return f"Without a day: {first_few(words, 8)}."


def _caption(dates: pd.DataFrame, placed: pd.DataFrame, unplaced: pd.DataFrame, shown: int) -> str:
    more = f" {count(len(placed) - shown, 'later date')} not shown." if len(placed) > shown else ""
    return (
        f"{count(len(dates), 'time expression')}, {number(len(placed))} with a day.{more} "
        f"Long gaps are drawn shorter. {_named(unplaced)}"
    ).strip()
