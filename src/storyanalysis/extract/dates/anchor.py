"""What a date expression is worked out from: publication, and the date in focus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from storyanalysis.extract.dates.calendar import UNITS, Point, make_day, move, shift
from storyanalysis.extract.dates.reader import Reader

__all__ = ["Context", "Timex"]

# how much farther a day back and a day ahead are, by where the text looks
WEIGHTS = {"over": (1.0, 20.0), "past": (1.0, 3.0), "": (1.0, 1.5), "future": (8.0, 1.0)}
SOON = {"": 2, "past": 1, "over": 0}  # months ahead that need no sign of the future


@dataclass(frozen=True)
class Timex:
    """The meaning of a time expression; `point` is the calendar unit it names, if any."""

    type: str
    value: str | None
    point: Point | None = None
    anchor: str = "explicit"
    mod: str | None = None
    status: str = "resolved"
    precision: str = "none"
    last: dt.date | None = None  # where it covers more than its unit


@dataclass
class Context:
    """What is known while the expressions of one article are read in order.

    Attributes
    ----------
    published : date or None
        Day of publication.
    narrative : bool
        The text tells of years long past: undated months and days belong to
        the date in focus, not to publication.
    direction : callable
        Offsets of an expression -> "over", "past", "future" or "" (cues and tense).
    reader : Reader
        The parse.
    business : bool
        A text about quarters: "a year ago" means the same quarter.
    quarter : Point or None
        The last quarter named.
    focus : Point or None
        The last calendar unit named.
    """

    published: dt.date | None
    country: str | None
    narrative: bool
    direction: Callable[[int, int], str]
    reader: Reader
    business: bool = False
    quarter: Point | None = None
    focus: Point | None = None
    focus_anchor: str = "none"
    day: Point | None = None
    last_token: int = -1  # the token after the last expression

    def new_paragraph(self) -> None:
        """A clock time belongs to a day of its own paragraph, or to the day of publication."""
        self.day = None

    def remember(self, timex: Timex, *, telling: bool = False) -> None:
        """Put a date in focus, unless it only says when something was told."""
        if timex.type not in ("DATE", "TIME"):
            return
        if timex.status == "unresolved":
            self.focus = self.day = None  # "a year earlier" than a date that is not known
        if timex.point is None:
            return
        if telling and self.focus is not None and timex.point.unit == "day":
            self.day = timex.point
            return  # "two days earlier" counts from what happened
        if timex.precision == "quarter":
            if timex.anchor == "context":
                return  # "a year earlier" compares; the report goes on about its quarter
            self.quarter = self.quarter or timex.point
        if timex.point.unit in ("day", "time"):
            self.day = timex.point
        self.focus = timex.point
        self.focus_anchor = timex.anchor

    @property
    def today(self) -> tuple[dt.date | None, str]:
        """The day that "last year" counts from, and where it is known from."""
        if self.published is None:
            return None, "none"
        if self.narrative and self.focus is not None:
            return self.focus.first, "context"
        return self.published, "published"

    @property
    def past_day(self) -> tuple[dt.date | None, str]:
        """The day that "a year earlier" counts from."""
        if self.focus is not None:
            return self.focus.first, "context"
        return self.today

    @property
    def fiscal(self) -> Point | None:
        """The quarter a business report is about: the first named, else the last that ended."""
        if self.quarter is not None or self.published is None or not self.business:
            return self.quarter
        return shift("quarter", self.published, -1)

    def year_in_focus(self) -> int | None:
        """The year that an undated month belongs to, where the text tells of another year."""
        if not self.narrative:
            return None
        if self.focus is None or UNITS.index(self.focus.unit) > UNITS.index("year"):
            return None
        return self.focus.first.year

    def month(self, number: int, start: int, end: int) -> tuple[Point | None, str]:
        """A month without a year."""
        if (year := self.year_in_focus()) is not None:
            return self._in_focus(number, year)
        if self.published is None:
            return None, "none"
        now, year = self.published, self.published.year
        direction = self.direction(start, end)
        ahead = (number - now.month) % 12
        if direction == "future" or ahead <= SOON[direction]:
            year += number < now.month
        else:
            year -= number > now.month
        return _month(year, number), "published"

    def _in_focus(self, number: int, year: int) -> tuple[Point | None, str]:
        focus = self.focus
        assert focus is not None
        # a story goes on: January after a November is the next year's
        if UNITS.index(focus.unit) <= UNITS.index("month"):
            year += number + 9 < focus.first.month
        return _month(year, number), "context"

    def day_of_month(
        self, month: int, day: int, span: tuple[int, int], weekday: int | None = None
    ) -> tuple[Point | None, str]:
        """A month and day without a year: the nearest, unless another year is in focus."""
        if (year := self.year_in_focus()) is not None:
            point, anchor = self._in_focus(month, year)
            return _day(point.first.year if point else year, month, day), anchor
        if self.published is None:
            return None, "none"
        now = self.published
        found = [_day(year, month, day) for year in (now.year, now.year - 1, now.year + 1)]
        near = [point for point in found if point is not None]
        if weekday is not None:
            near = [point for point in near if point.first.weekday() == weekday] or near
        weights = WEIGHTS[self.direction(*span)]
        near.sort(key=lambda point: _distance((point.first - now).days, *weights))
        return (near[0], "published") if near else (None, "published")

    def weekday(self, number: int, start: int, end: int) -> tuple[Point | None, str]:
        """A bare weekday: the latest up to publication, or the next where the text looks ahead."""
        if self.published and self.narrative and self.focus and self.focus.unit in ("day", "time"):
            after = (number - self.focus.first.weekday()) % 7
            return shift("day", self.focus.first, after), "context"
        now, anchor = self.today
        if now is None:
            return None, anchor
        back = (now.weekday() - number) % 7
        if back and self.direction(start, end) == "future":
            return shift("day", now, 7 - back), anchor
        return shift("day", now, -back), anchor

    def relative(self, unit: str, n: int, *, focus: bool) -> tuple[Point | None, str]:
        """The unit `n` units from this one (or from the one in focus)."""
        day, anchor = self.past_day if focus else self.today
        return (None if day is None else shift(unit, day, n)), anchor

    def counted(self, unit: str, n: int, *, focus: bool) -> tuple[Point | None, str]:
        """What lies `n` units away, as exact as the unit counted."""
        day, anchor = self.past_day if focus else self.today
        if day is None:
            return None, anchor
        there = move(day, unit, n)
        return (None if there is None else shift(unit, there, 0)), anchor


def _distance(days: int, back: float, ahead: float) -> float:
    """News tells of what was more than of what will be."""
    return days * ahead if days > 0 else -days * back


def _month(year: int, number: int) -> Point | None:
    first = make_day(year, number, 1)
    return None if first is None else Point("month", first)


def _day(year: int, month: int, day: int) -> Point | None:
    first = make_day(year, month, day)
    return None if first is None else Point("day", first)
