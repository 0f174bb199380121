"""Calendar arithmetic on TIMEX3 values: write, read and shift calendar units.

A point is a unit and the first day of it; ``write("quarter", date(2020, 4, 1))``
is ``"2020-Q2"``. Days outside the years 1 to 9999 have no value (None).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

__all__ = ["UNITS", "Point", "days_in_month", "make_day", "nth_weekday", "read", "shift"]

# from fine to coarse; the order is used to compare precision
UNITS = (
    "time",
    "day",
    "weekend",
    "week",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
)
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
MONTHS_OF = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12}
YEARS_OF = {"year": 1, "decade": 10, "century": 100}
DAYS_OF = {"time": 1, "day": 1, "weekend": 7, "week": 7}

READERS = (
    ("time", re.compile(r"(\d{4})-(\d\d)-(\d\d)T\w.*")),
    ("day", re.compile(r"(\d{4})-(\d\d)-(\d\d)")),
    ("weekend", re.compile(r"(\d{4})-W(\d\d)-WE")),
    ("week", re.compile(r"(\d{4})-W(\d\d)")),
    ("month", re.compile(r"(\d{4})-(\d\d)")),
    ("quarter", re.compile(r"(\d{4})-Q([1-4])")),
    ("half", re.compile(r"(\d{4})-H([12])")),
    ("season", re.compile(r"(\d{4})-(SP|SU|FA|WI)")),
    ("year", re.compile(r"(\d{4})")),
    ("decade", re.compile(r"(\d{3})")),
    ("century", re.compile(r"(\d{2})")),
)


@dataclass(frozen=True)
class Point:
    """A calendar unit: what it is and its first day; `season` names SP, SU, FA or WI."""

    unit: str
    first: dt.date

    @property
    def last(self) -> dt.date:
        """The last day it covers."""
        if self.unit in DAYS_OF:
            length = {"weekend": 1, "week": 6}.get(self.unit, 0)
            return _plus_days(self.first, length) or dt.date.max
        end = shift(self.unit, self.first, 1)
        return dt.date.max if end is None else end.first - dt.timedelta(1)

    @property
    def value(self) -> str:
        """The point as TIMEX3 writes it."""
        day, year = self.first, f"{self.first.year:04}"
        if self.unit in ("week", "weekend"):
            iso = day.isocalendar()
            return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if self.unit == "weekend" else "")
        if self.unit == "quarter":
            return f"{year}-Q{(day.month + 2) // 3}"
        if self.unit == "half":
            return f"{year}-H{(day.month + 5) // 6}"
        if self.unit == "season":
            return f"{year}-{next(s for s, month in SEASONS.items() if month == day.month)}"
        cut = {"month": 7, "year": 4, "decade": 3, "century": 2}.get(self.unit, 10)
        return day.isoformat()[:cut]


def make_day(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except (ValueError, OverflowError):
        return None


def days_in_month(month: int) -> int:
    """Most days the month ever has."""
    return calendar.monthrange(2000, month)[1]


def nth_weekday(year: int, month: int, weekday: int, n: int) -> dt.date | None:
    """The n-th given weekday (Monday is 0) of a month; n = -1 is the last."""
    if not 1 <= year <= 9998:
        return None
    if n > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta((weekday - first.weekday()) % 7 + 7 * (n - 1))
    last = dt.date(year, month, calendar.monthrange(year, month)[1])
    return last - dt.timedelta((last.weekday() - weekday) % 7)


def floor(unit: str, day: dt.date) -> dt.date | None:
    """First day of the unit that holds `day`; seasons begin in March, June, September, December."""
    if unit in ("time", "day"):
        return day
    if unit == "week":
        return _plus_days(day, -day.weekday())
    if unit == "weekend":
        return _plus_days(day, 5 - day.weekday())
    if unit == "season":
        month = day.month // 3 * 3
        return make_day(day.year, month, 1) if month else make_day(day.year - 1, 12, 1)
    if unit in MONTHS_OF:
        size = MONTHS_OF[unit]
        return day.replace(month=(day.month - 1) // size * size + 1, day=1)
    size = YEARS_OF[unit]
    return make_day(day.year // size * size, 1, 1)


def shift(unit: str, day: dt.date, n: int) -> Point | None:
    """The unit that lies `n` units after the one that holds `day`."""
    first = floor(unit, day)
    if first is None:
        return None
    moved = move(first, unit, n)
    return None if moved is None else Point(unit, moved)


def move(day: dt.date, unit: str, n: int) -> dt.date | None:
    """The day `n` units after `day`; month ends are kept inside the month."""
    if unit in DAYS_OF:
        return _plus_days(day, DAYS_OF[unit] * n)
    months = MONTHS_OF[unit] * n if unit in MONTHS_OF else 12 * YEARS_OF[unit] * n
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return make_day(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _plus_days(day: dt.date, n: int) -> dt.date | None:
    try:
        return day + dt.timedelta(n)
    except OverflowError:
        return None


def read(value: str | None) -> Point | None:
    """The calendar unit a TIMEX3 value names, or None (durations, sets, references)."""
    for unit, pattern in READERS:
        found = pattern.fullmatch(value or "")
        if found:
            return _point(unit, found.groups())
    return None


def _point(unit: str, parts: tuple[str, ...]) -> Point | None:
    first: dt.date | None
    if unit in ("week", "weekend"):
        try:
            first = dt.date.fromisocalendar(
                int(parts[0]), int(parts[1]), 6 if unit == "weekend" else 1
            )
        except ValueError:
            return None
        return Point(unit, first)
    year = int(parts[0]) * {"decade": 10, "century": 100}.get(unit, 1)
    numbers = [1, 1]
    if unit == "season":
        numbers[0] = SEASONS[parts[1]]
    elif unit in ("quarter", "half"):
        numbers[0] = (int(parts[1]) - 1) * MONTHS_OF[unit] + 1
    else:
        numbers[: len(parts) - 1] = [int(part) for part in parts[1:]]
    first = make_day(year, numbers[0], numbers[1])
    return None if first is None else Point(unit, first)
