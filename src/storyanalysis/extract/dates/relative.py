"""Values of units counted from somewhere: "last week", "a year earlier", "the same quarter"."""

from __future__ import annotations

from dataclasses import replace

from storyanalysis.extract.dates.anchor import Context, Timex
from storyanalysis.extract.dates.calendar import MONTHS_OF, UNITS, Point, make_day, move, shift
from storyanalysis.extract.dates.days import full_year
from storyanalysis.extract.dates.frames import Frame
from storyanalysis.extract.dates.numbers import read_number
from storyanalysis.extract.dates.units import timex

__all__ = ["ago", "relative", "same_period", "the_unit"]

NAMES = {"D": "day", "W": "week", "WE": "weekend", "M": "month", "Q": "quarter", "Y": "year"}
NOUNS = {"period": "quarter", "quarter": "quarter", "month": "month", "week": "week"}
NAMES |= {"DE": "decade", "CE": "century", "fortnight": "week"}


def unit_of(frame: Frame) -> str | None:
    """The calendar unit that the expression counts in."""
    key = frame.rule.args.get("unit") or frame.value("unit", "UNIT") or frame.value("unit", "UNITS")
    return NAMES.get(key or "", key if key in UNITS else None)


def relative(frame: Frame, context: Context) -> Timex | None:
    """ "Last week", "this year", "the following month", "the same quarter"."""
    unit = unit_of(frame)
    if unit is None:
        return None
    n = int(frame.rule.args.get("n", 0))
    for name, word_class in (("last", "LAST"), ("next", "NEXT")):
        if frame.has(name):
            n = int(frame.value(name, word_class) or n)
    focus = frame.rule.args.get("focus") == "yes"
    if unit == "weekend" and frame.rule.name == "weekend" and context.published:
        past = context.direction(*frame.offsets) != "future"
        n -= past and context.published.weekday() < 4
    return timex(frame, context.relative(unit, n, focus=focus), unit)


def same_period(frame: Frame, context: Context) -> Timex | None:
    """ "The same period last year", "the year-ago quarter", "the latest quarter"."""
    words = [word for word in frame.rule_words if word in NOUNS]
    unit = NOUNS[words[0]] if words else "quarter"
    base, anchor = context.fiscal if unit == "quarter" else None, "context"
    if unit != "quarter" or base is None:
        focus = context.focus
        if focus is not None and (unit == focus.unit or base is None):
            base = focus
    if base is None:
        return timex(frame, (None, "none"), unit)
    first = base.first
    if frame.has("year"):
        first = make_day(full_year(frame.word("year"), context), first.month, 1) or first
    elif frame.has("back"):
        first = move(first, "year", -1) or first
    return timex(frame, (replace(base, first=first), anchor), unit)


def the_unit(frame: Frame, context: Context) -> Timex | None:
    """ "For the year", "in the week": the one in focus."""
    unit = unit_of(frame)
    if unit is None or unit in ("decade", "century"):
        return None
    if unit == "quarter":
        return timex(frame, (context.fiscal, "context"), unit)
    focus = context.focus
    known = focus is not None and UNITS.index(focus.unit) <= UNITS.index(unit)
    return timex(frame, context.relative(unit, 0, focus=known), unit)


def ago(frame: Frame, context: Context) -> Timex | None:
    """ "Two weeks ago", "a year earlier", "three months later"."""
    unit = unit_of(frame)
    amount = read_number(frame.words("n"), frame.alphabet.values)
    sign = 1 if frame.rule.args["to"] == "future" else -1
    if unit is None or amount is None:
        ref = "FUTURE_REF" if sign > 0 else "PAST_REF"
        return Timex(frame.rule.type, ref, None, "none", None, "vague")
    focus = frame.rule.args.get("focus") == "yes"
    whole = int(amount) * sign
    if unit == "year" and whole == -1 and context.fiscal:
        return timex(frame, (shift("quarter", context.fiscal.first, -4), "context"), "quarter")
    point, anchor = context.counted(unit, whole, focus=focus)
    if focus and context.focus is not None and point is not None:
        point = _as_exact(point, context.focus, whole)
    return timex(frame, (point, anchor), unit)


def _as_exact(point: Point, focus: Point, n: int) -> Point | None:
    """ "A year earlier" than a quarter is a quarter."""
    fine, coarse = UNITS.index(focus.unit), UNITS.index(point.unit)
    if coarse <= fine or point.unit not in ("year", "month") or abs(n) > 1:
        return point
    if point.unit == "year" and focus.unit in MONTHS_OF:
        first = make_day(focus.first.year + n, focus.first.month, 1)
        return None if first is None else replace(focus, first=first)
    return point
