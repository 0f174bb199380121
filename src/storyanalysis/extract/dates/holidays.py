"""The day a holiday falls on, by the rule in ``lexicons/date_holidays.csv``."""

from __future__ import annotations

import datetime as dt

from storyanalysis import lexicons
from storyanalysis.extract.dates.anchor import Context
from storyanalysis.extract.dates.calendar import Point, make_day, nth_weekday
from storyanalysis.extract.dates.frames import Frame

__all__ = ["easter", "holiday_day", "holiday_rule", "on_year"]


def easter(year: int) -> dt.date | None:
    """Easter Sunday in the Gregorian calendar.

    Notes
    -----
    The anonymous algorithm of Nature (20 April 1876), as in J. Meeus,
    Astronomical Algorithms (1991), chapter 8.
    """
    if not 1583 <= year <= 9998:
        return None
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def on_year(rule: str, year: int) -> dt.date | None:
    """The day of a holiday in a year.

    Rules: ``12-25``; ``9 mon 1`` (first Monday of September), ``11 thu 4+1``
    (the day after); ``easter-2``; ``?`` for those that need a moon calendar.
    """
    if rule.startswith("easter"):
        sunday = easter(year)
        return sunday and sunday + dt.timedelta(int(rule[6:] or 0))
    if rule[:1].isdigit() and "-" in rule and " " not in rule:
        month, day = (int(part) for part in rule.split("-"))
        return make_day(year, month, day)
    if " " in rule:
        month_word, name, nth = rule.split()
        n, _, more = nth.partition("+")
        weekday = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(name)
        found = nth_weekday(year, int(month_word), weekday, int(n))
        return found and found + dt.timedelta(int(more or 0))
    return None


def holiday_rule(phrase: str, country: str | None) -> str | None:
    """The rule of a holiday in a country, or the one used where none is known."""
    rows = [row for row in lexicons.rows("date_holidays") if row["phrase"] == phrase]
    rows.sort(key=lambda row: (country or "-") not in row["country"].split())
    return rows[0]["rule"] if rows else None


def holiday_day(frame: Frame, context: Context) -> tuple[Point | None, str]:
    """The holiday of the year named, else the nearest one in the direction told."""
    phrase = frame.word("holiday").replace("’", "'").replace(" '", "'")
    rule = holiday_rule(phrase, context.country)
    if rule is None:
        return None, "none"
    if frame.has("year"):
        return _point(on_year(rule, int(frame.word("year")))), "explicit"
    start, end = frame.offsets
    now = context.published
    focus = context.year_in_focus()
    if focus is not None or now is None:
        return _point(on_year(rule, focus) if focus else None), "context" if focus else "none"
    days = [day for n in (-1, 0, 1) if (day := on_year(rule, now.year + n))]
    direction = context.direction(start, end)
    if direction or frame.has("last") or frame.has("next"):
        ahead = direction == "future" if not frame.has("last") else False
        days = [day for day in days if (day >= now if ahead else day <= now)]
    return _point(min(days, key=lambda day: abs((day - now).days), default=None)), "published"


def _point(day: dt.date | None) -> Point | None:
    return None if day is None else Point("day", day)
