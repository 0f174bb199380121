"""Which function makes the value of which rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from storyanalysis.extract.dates import days, lengths, relative, units
from storyanalysis.extract.dates.anchor import Context, Timex
from storyanalysis.extract.dates.calendar import Point, make_day, shift
from storyanalysis.extract.dates.frames import Frame

__all__ = ["MAKERS"]

RATED = frozenset(
    "million billion thousand hundred cents dollars pounds euros percent once twice times".split()
)


def clock(frame: Frame, context: Context) -> Timex | None:
    """A clock time without a day: on the day in focus, else on the day of publication."""
    time = days.read_clock(frame)
    if time is None:
        return days.impossible(frame, "time")
    if context.day is not None:
        first, anchor = context.day.first, "context"
    elif context.published is not None:
        first, anchor = context.published, "published"
    else:
        return days.unresolved(frame, "time")
    value = f"{first.isoformat()}T{time}"
    return Timex("TIME", value, Point("time", first), anchor, precision="time")


def tonight(frame: Frame, context: Context) -> Timex | None:
    """Tonight, or the night before."""
    point, anchor = context.relative("day", int(frame.rule.args.get("n", 0)), focus=False)
    if point is None:
        return days.unresolved(frame, "time")
    value = f"{point.value}TNI"
    return Timex("TIME", value, replace(point, unit="time"), anchor, precision="time")


def next_day_of_list(frame: Frame, context: Context) -> Timex | None:
    """The second day in "Jan. 2 and 3"."""
    focus = context.focus
    if frame.match.start() != context.last_token or focus is None or focus.unit != "day":
        return None
    return days.day(frame, context)


def year_of_span(frame: Frame, context: Context) -> Timex | None:
    """The second year in "1995-96"."""
    first = frame.tokens.words[frame.match.start() - 1]
    if len(first) != 4 or not first.isdecimal():
        return None
    number = int(first[:2] + frame.word("year"))
    day = make_day(number, 1, 1)
    if day is None or number <= int(first):
        return None
    point = Point("year", day)
    return Timex("DATE", point.value, point, precision="year")


def week_of_day(frame: Frame, context: Context) -> Timex | None:
    """ "The week of March 6"."""
    found = days.day(frame, context)
    if found is None or found.point is None:
        return found
    point = shift("week", found.point.first, 0)
    return (
        found if point is None else replace(found, value=point.value, point=point, precision="week")
    )


def rate(frame: Frame, context: Context) -> Timex | None:
    """ "A day" after a price or a number of times."""
    first = frame.match.start()
    before = [word.lower() for word in frame.tokens.words[max(first - 4, 0) : first]]
    if not any(word in RATED or word[:1] in "$£€¥0123456789" for word in before if word):
        return None
    return lengths.every(frame, context)


MAKERS: dict[str, Callable[[Frame, Context], Timex | None]] = {
    "ago": relative.ago,
    "century": units.century,
    "clock": clock,
    "day": days.day,
    "decade": units.decade,
    "duration": lengths.duration,
    "every": lengths.every,
    "iso": days.iso,
    "month": units.month,
    "named month": units.named_month,
    "next day of list": next_day_of_list,
    "numbered year": units.numbered_year,
    "part of year": units.part_of_year,
    "rate": rate,
    "reference": lengths.reference,
    "relative": relative.relative,
    "same period": relative.same_period,
    "slash": days.slash,
    "the unit": relative.the_unit,
    "tonight": tonight,
    "week of day": week_of_day,
    "year": units.year,
    "year in words": units.year_in_words,
    "year of span": year_of_span,
}
