"""Values of calendar units that have a name: months, years, and those between and beyond."""

from __future__ import annotations

import datetime as dt

from storyanalysis.extract.dates.anchor import Context, Timex
from storyanalysis.extract.dates.calendar import MONTHS_OF, SEASONS, Point, make_day
from storyanalysis.extract.dates.days import full_year, unresolved, which_year
from storyanalysis.extract.dates.frames import Frame
from storyanalysis.extract.dates.numbers import read_number, read_ordinal

RECENT = 100  # days; a firm that "will report its third quarter" means the one that just ended

__all__ = [
    "century",
    "decade",
    "month",
    "named_month",
    "numbered_year",
    "part_of_year",
    "timex",
    "year",
    "year_in_words",
]


def timex(frame: Frame, found: tuple[Point | None, str], unit: str) -> Timex:
    """The expression that names the point found, or one without a value."""
    point, anchor = found
    mod = frame.rule.args.get("mod") or _mod(frame)
    if point is None:
        return unresolved(frame, unit, mod)
    return Timex(frame.rule.type, point.value, point, anchor, mod, precision=point.unit)


def _mod(frame: Frame) -> str | None:
    for name in ("mod", "about"):
        for word_class in ("EARLY", "ENDOF", "ABOUT"):
            if value := frame.value(name, word_class):
                return value
    return None


def point(unit: str, first: dt.date | None) -> Point | None:
    """The unit that begins on a day, if there is such a day."""
    return None if first is None else Point(unit, first)


def _start(year: int | None, month: int, unit: str) -> Point | None:
    first = None if year is None else make_day(year, month, 1)
    return point(unit, first)


def month(frame: Frame, context: Context) -> Timex | None:
    """A month, with or without a year."""
    number = int(frame.value("month", "MONTH") or 0)
    chosen, anchor = which_year(frame, context)
    if anchor:
        return timex(frame, (_start(chosen, number, "month"), anchor), "month")
    found = _deictic(frame, context, number, "month")
    return timex(frame, found or context.month(number, *frame.offsets), "month")


def _deictic(
    frame: Frame, context: Context, number: int, unit: str
) -> tuple[Point | None, str] | None:
    """ "Last May", "next spring", "this March": None where no such word is there."""
    now, anchor = context.today
    step = next((name for name in ("last", "next", "this") if frame.has(name)), None)
    if step is None:
        return None
    if now is None:
        return None, "none"
    current = _start(now.year, number, unit)
    if current is None:
        return None, anchor
    year = now.year
    if step == "last":
        year -= current.last >= now.replace(day=1)
    elif step == "next":
        year += current.first <= now
    return _start(year, number, unit), anchor


def year(frame: Frame, context: Context) -> Timex | None:
    """A bare year."""
    chosen = full_year(frame.word("year"), context)
    return timex(frame, (_start(chosen, 1, "year"), "explicit"), "year")


def named_month(frame: Frame, context: Context) -> Timex | None:
    """ "Last May", and "last Oct. 23"."""
    found = month(frame, context)
    if found is None or found.point is None or not frame.has("day"):
        return found
    number = read_ordinal(frame.words("day")[-1], frame.alphabet.values) or 0
    first = make_day(found.point.first.year, found.point.first.month, number)
    return timex(frame, (point("day", first), found.anchor), "day")


def year_in_words(frame: Frame, context: Context) -> Timex | None:
    """ "Nineteen ninety-six", with or without a month."""
    words = [word for word in frame.words("year") if word not in ("-", "and")]
    values = frame.alphabet.values
    if words[:2] == ["two", "thousand"]:
        number = 2000 + int(read_number(words[2:], values) or 0) * (len(words) > 2)
    else:
        number = 100 * int(values["NUMW"][words[0]]) + int(read_number(words[1:], values) or 0)
    name = frame.value("month", "MONTH")
    unit = "month" if name else "year"
    return timex(frame, (_start(number, int(name or 1), unit), "explicit"), unit)


def numbered_year(frame: Frame, context: Context) -> Timex | None:
    """ "The year 79": no century to be guessed."""
    word = frame.word("year")
    if not word.isdecimal() or len(word) > 4:
        return None
    if int(word) == 0:
        return Timex("DATE", None, None, "none", None, "impossible", "year")
    return timex(frame, (_start(int(word), 1, "year"), "explicit"), "year")


def decade(frame: Frame, context: Context) -> Timex | None:
    """ "The 1990s", "the '60s", "the sixties"."""
    word = frame.word("decade")
    digits = "".join(character for character in word if character.isdecimal())
    if not digits:
        digits = str(frame.value("decade", "DECADEW"))
    first = int(digits)
    if len(digits) == 2:
        now = context.published.year if context.published else 2000
        first += now // 100 * 100
        first -= 100 if first > now else 0
    return timex(frame, (_start(first, 1, "decade"), "explicit"), "decade")


def century(frame: Frame, context: Context) -> Timex | None:
    """ "The 19th century"."""
    number = read_ordinal(frame.words("nth")[-1], frame.alphabet.values)
    if number is None or number < 1:
        return None
    first = make_day(max((number - 1) * 100, 1), 1, 1)
    return timex(frame, (point("century", first), "explicit"), "century")


def part_of_year(frame: Frame, context: Context) -> Timex | None:
    """A quarter, half or season: of a year named, this or last, else by publication."""
    unit = frame.rule.args["unit"]
    number = _month_of_part(frame, unit)
    if number is None:
        return None
    chosen, anchor = which_year(frame, context)
    if anchor:
        return timex(frame, (_start(chosen, number, unit), anchor), unit)
    if (found := _deictic(frame, context, number, unit)) is not None:
        return timex(frame, found, unit)
    if (focus := context.year_in_focus()) is not None:
        return timex(frame, (_start(focus, number, unit), "context"), unit)
    now, anchor = context.today
    if now is None:
        return timex(frame, (None, "none"), unit)
    point = _nearest_part(unit, number, now, context.direction(*frame.offsets))
    return timex(frame, (point, anchor), unit)


def _month_of_part(frame: Frame, unit: str) -> int | None:
    if unit == "season":
        return SEASONS[frame.value("season", "SEASON") or "SP"]
    if name := frame.value("qname", "QNAME"):
        return (int(name) - 1) * MONTHS_OF[unit] + 1
    number = read_ordinal(frame.words("nth")[-1], frame.alphabet.values)
    if frame.word("nth") == "latter":
        number = 2
    count = 4 if unit == "quarter" else 2
    if number is not None and number < 0:
        number = count
    if number is None or not 1 <= number <= count:
        return None
    return (number - 1) * MONTHS_OF[unit] + 1


def _nearest_part(unit: str, number: int, now: dt.date, direction: str) -> Point | None:
    """The latest that has begun, or the next where the text looks ahead."""
    year = now.year
    past = _start(year if number <= now.month else year - 1, number, unit)
    recent = past is not None and (now - past.last).days < RECENT
    if direction == "future" and not recent:
        point = _start(year, number, unit)
        return point if point and point.last >= now else _start(year + 1, number, unit)
    return past
