"""Values of days and times of day."""

from __future__ import annotations

import re
from dataclasses import replace

from storyanalysis import lexicons
from storyanalysis.extract.dates.anchor import Context, Timex
from storyanalysis.extract.dates.calendar import Point, days_in_month, make_day, shift
from storyanalysis.extract.dates.frames import Frame
from storyanalysis.extract.dates.holidays import holiday_day
from storyanalysis.extract.dates.numbers import read_ordinal

__all__ = ["day", "full_year", "iso", "slash", "unresolved", "which_year"]

CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d\d))?(?:[:.](\d\d))?")


def unresolved(frame: Frame, precision: str, mod: str | None = None) -> Timex:
    """An expression whose value the text and the date of publication do not give."""
    return Timex(frame.rule.type, None, None, "none", mod, "unresolved", precision)


def impossible(frame: Frame, precision: str) -> Timex:
    """A day or time that no calendar or clock has."""
    return Timex(frame.rule.type, None, None, "none", None, "impossible", precision)


def full_year(word: str, context: Context) -> int:
    """The year of "1998", "'98" or "98" (the nearest century that is not far ahead)."""
    digits = "".join(character for character in word if character.isdecimal())
    if len(digits) != 2:
        return int(digits)
    now = context.published.year if context.published else 2000
    year = now // 100 * 100 + int(digits)
    return year - 100 if year > now + 20 else year


def which_year(frame: Frame, context: Context) -> tuple[int | None, str]:
    """The year said with a month, quarter or season, if one is."""
    if frame.has("year"):
        return full_year(frame.word("year"), context), "explicit"
    for name, word_class in (("lastyear", "LAST"), ("nextyear", "NEXT"), ("thisyear", "THIS")):
        if frame.has(name):
            n = int(frame.value(name, word_class) or 0)
            base, anchor = context.today
            return (base.year + n if base else None), anchor
    if frame.has("sameyear") and context.focus is not None:
        return context.focus.first.year, "context"
    return None, ""


def iso(frame: Frame, context: Context) -> Timex | None:
    """A date, or date and time, in ISO 8601."""
    text = frame.word("iso").upper()
    first = make_day(*(int(part) for part in text[:10].split("-")))
    if first is None:
        return impossible(frame, "day")
    point = Point("day", first)
    if len(text) == 10:
        return Timex("DATE", text, point, precision="day")
    if not _is_clock(int(text[11:13]), int(text[14:16])):
        return impossible(frame, "time")
    value = re.sub(r"\.\d+|(?<=:\d\d):00(?=\D|$)", "", text)
    return Timex("TIME", value, replace(point, unit="time"), precision="time")


def slash(frame: Frame, context: Context) -> Timex | None:
    """A date in numbers; the order of day and month goes by the outlet's country."""
    a, b, c = (part for part in re.split(r"[/.-]", frame.word("slash")))
    year = full_year(c, context)
    found = {order: make_day(year, *order) for order in ((int(a), int(b)), (int(b), int(a)))}
    orders = [order for order, first in found.items() if first is not None]
    if not orders:
        return impossible(frame, "day")
    order = orders[0]
    if len(orders) > 1:
        known = day_first(context.country)
        if known is None:
            return Timex("DATE", None, None, "none", None, "ambiguous", "day")
        order = (int(b), int(a)) if known else (int(a), int(b))
    first = found[order]
    assert first is not None
    return Timex("DATE", first.isoformat(), Point("day", first), precision="day")


def day_first(country: str | None) -> bool | None:
    """Whether the country (ISO 3166 alpha-3) writes the day before the month; None if unknown."""
    orders = {row["country"]: row["order"] for row in lexicons.rows("date_orders")}
    order = orders.get(country or "")
    return None if order is None else order == "dmy"


def day(frame: Frame, context: Context) -> Timex | None:
    """A day named in any way, with the part of day or the clock time said with it."""
    if frame.has("day") and _never(frame):
        return impossible(frame, "day")
    point, anchor = _find_day(frame, context)
    clock = frame.has("clock")
    if clock and (time := read_clock(frame)) is None:
        return impossible(frame, "time")
    suffix = f"T{time}" if clock else ""
    if not clock and frame.has("part"):
        suffix = "T" + (frame.value("part", "PART") or "NI")
    precision = "time" if suffix else "day"
    if frame.rule.args.get("shift") and point is not None:
        point = shift("day", point.first, int(frame.rule.args["shift"]))
    if point is None:
        return (impossible if anchor == "explicit" else unresolved)(frame, precision)
    value = point.first.isoformat() + suffix
    if suffix:
        point = replace(point, unit="time")
    kind = "TIME" if suffix else frame.rule.type
    return Timex(kind, value, point, anchor, _mod(frame), precision=precision)


def _mod(frame: Frame) -> str | None:
    return next((m for c in ("EARLY", "ENDOF") if (m := frame.value("mod", c))), None)


def _never(frame: Frame) -> bool:
    """February 30 is no day of any year; "May 45" none either."""
    number, month = _day_number(frame), frame.value("month", "MONTH")
    return not 1 <= number <= (days_in_month(int(month)) if month else 31)


def _day_number(frame: Frame) -> int:
    values = frame.alphabet.values
    return read_ordinal(frame.words("day")[-1], values) or 0


def _find_day(frame: Frame, context: Context) -> tuple[Point | None, str]:
    start, end = frame.offsets
    if frame.has("holiday"):
        return holiday_day(frame, context)
    if month := frame.value("month", "MONTH"):
        number = _day_number(frame)
        chosen, anchor = which_year(frame, context)
        if not anchor:
            weekday = frame.value("wd", "WEEKDAY")
            known = None if weekday is None else int(weekday)
            return context.day_of_month(int(month), number, (start, end), known)
        first = None if chosen is None else make_day(chosen, int(month), number)
        return (None if first is None else Point("day", first)), anchor
    if frame.has("day"):
        return _day_in_focus(frame, context)
    if (weekday := frame.value("wd", "WEEKDAY")) is not None:
        return _weekday(frame, context, int(weekday))
    if frame.rule.args.get("focus") == "yes" and (
        context.focus is None or context.focus.unit not in ("day", "time")
    ):
        return context.relative("day", 0, focus=False)
    n = int(frame.value("dayword", "DAYWORD") or frame.rule.args.get("n", "0"))
    focus = frame.rule.args.get("focus") == "yes"
    return context.relative("day", n, focus=focus)


def _day_in_focus(frame: Frame, context: Context) -> tuple[Point | None, str]:
    """ "The 25th", "and 26": the month is that of the date in focus."""
    focus = context.focus
    if focus is None or focus.unit not in ("day", "time", "month", "week"):
        return None, "none"
    first = make_day(focus.first.year, focus.first.month, _day_number(frame))
    return (None if first is None else Point("day", first)), context.focus_anchor


def _weekday(frame: Frame, context: Context, number: int) -> tuple[Point | None, str]:
    start, end = frame.offsets
    which = frame.rule.args.get("which", "")
    if frame.has("last"):
        which = "last"
    elif frame.has("next"):
        which = "next"
    focus = frame.rule.args.get("focus") == "yes"
    base, anchor = context.past_day if focus else context.today
    if context.focus is not None and _ends_range(frame, context):
        ahead = (number - context.focus.first.weekday()) % 7
        return shift("day", context.focus.first, ahead), context.focus_anchor
    if not which or base is None:
        return context.weekday(number, start, end)
    if which == "this":
        monday = shift("week", base, 0)
        return (shift("day", monday.first, number) if monday else None), anchor
    step = (number - base.weekday()) % 7 or 7
    return shift("day", base, step if which == "next" else step - 7 if step < 7 else -7), anchor


def _ends_range(frame: Frame, context: Context) -> bool:
    """ "Monday to Friday": the second follows the first."""
    first = frame.span[0]
    day = context.focus is not None and context.focus.unit == "day"
    word = frame.tokens.words[first - 1].lower() if first else ""
    return day and first - 1 == context.last_token and word in ("to", "through", "-", "–")


def read_clock(frame: Frame) -> str | None:
    """The clock time as ``HH:MM``; None if no clock shows it."""
    words = [word for word in frame.words("clock") if word not in ("o", "'", "’", "clock")]
    noon = frame.alphabet.values["NOON"].get(words[0])
    if noon:
        return noon
    number = frame.alphabet.values["HOURW"].get(words[0], words[0])
    match = CLOCK.fullmatch(number if not number.isdigit() else number.zfill(4)[:4])
    if match is None or (":" not in number and "." not in number and len(number) < 3):
        hour, minute, second = int(number), 0, None
    else:
        hour, minute, second = int(match[1]), int(match[2] or 0), match[3]
    half = frame.word("ampm").replace(".", "").replace(" ", "") or _half(frame)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if not _is_clock(hour, minute):
        return None
    zone = "Z" if frame.word("zone") in ("gmt", "utc") else ""
    return f"{hour:02}:{minute:02}" + (f":{second}" if second else "") + zone


def _half(frame: Frame) -> str:
    """ "4 in the morning", "8 Friday night": which half of the day."""
    part = frame.value("part", "PART")
    return "" if part is None else "am" if part == "MO" else "pm"


def _is_clock(hour: int, minute: int) -> bool:
    return (hour < 24 and minute < 60) or (hour, minute) == (24, 0)
