"""Values of durations, sets, and expressions that name no calendar unit."""

from __future__ import annotations

from fractions import Fraction

from storyanalysis.extract.dates.anchor import Context, Timex
from storyanalysis.extract.dates.frames import Frame
from storyanalysis.extract.dates.numbers import read_number, write_amount

__all__ = ["duration", "every", "length", "reference"]

WEEKDAYS = 7
IRREGULAR = {"fortnight": ("W", 2), "millennium": ("Y", 1000), "WE": ("D", 2), "DE": ("Y", 10)}
IRREGULAR["CE"] = ("Y", 100)


def length(frame: Frame, number: Fraction | None, unit: str) -> str:
    """A duration as TIMEX3 writes it."""
    if unit in IRREGULAR and number is not None:
        unit, factor = IRREGULAR[unit]
        number *= factor
    elif unit in ("fortnight", "millennium", "WE"):
        unit = IRREGULAR[unit][0]
    if unit.startswith("time:"):
        return _clock_length(number, unit[5:])
    if unit == "Y" and number is not None and number.denominator == 2 and number > 1:
        return f"P{number.numerator // 2}Y6M"
    return f"P{write_amount(number)}{unit}"


def _clock_length(number: Fraction | None, unit: str) -> str:
    if number is not None and number.denominator == 2 and unit in "HM":
        whole, below = number.numerator // 2, {"H": "30M", "M": "30S"}[unit]
        return f"PT{whole}{unit}{below}" if whole else f"PT{below}"
    return f"PT{write_amount(number)}{unit}"


def unit_of(frame: Frame) -> str | None:
    """The lexicon's unit in the frame."""
    return frame.value("unit", "UNIT") or frame.value("unit", "UNITS")


def duration(frame: Frame, context: Context) -> Timex | None:
    """ "Ten days", "the past two years", "a five-week strike"."""
    unit = unit_of(frame)
    if unit is None:
        return None
    plural_alone = not frame.has("n") and frame.value("unit", "UNITS") is not None
    number = None if plural_alone else read_number(frame.words("n"), frame.alphabet.values)
    if frame.has("half") and number is not None:
        number += Fraction(1, 2)
    if frame.has("onlyhalf"):
        number = Fraction(1, 2)
    value = length(frame, number, unit)
    status = "vague" if number is None else "resolved"
    mod = frame.value("about", "ABOUT") or frame.rule.args.get("mod")
    return Timex("DURATION", value, None, "explicit", mod, status)


def every(frame: Frame, context: Context) -> Timex | None:
    """ "Every Monday", "a day" (of a price), "twice a week", "annual"."""
    if value := frame.value("every", "EVERY"):
        return Timex("SET", value)
    number = read_number(frame.words("n"), frame.alphabet.values) or Fraction(1)
    number += 1 if frame.has("other") else 0
    if unit := unit_of(frame):
        value = "XXXX-WXX-WE" if unit == "WE" else length(frame, number, unit)
        return Timex("SET", value)
    for part, word_class in (("wd", "WEEKDAY"), ("wd", "WEEKDAYS")):
        if (weekday := frame.value(part, word_class)) is not None:
            suffix = frame.value("part", "PART") or frame.value("part", "PARTS")
            return Timex("SET", f"XXXX-WXX-{int(weekday) + 1}" + (f"T{suffix}" if suffix else ""))
    if month := frame.value("month", "MONTH"):
        return Timex("SET", f"XXXX-{int(month):02}")
    for word_class in ("SEASON", "SEASONS"):
        if season := frame.value("season", word_class):
            return Timex("SET", f"XXXX-{season}")
    for word_class in ("PART", "PARTS"):
        if part_of_day := frame.value("part", word_class):
            return Timex("SET", f"XXXX-XX-XXT{part_of_day}")
    return None


def reference(frame: Frame, context: Context) -> Timex | None:
    """ "Now", "recently", "the future", "the coming days": no calendar unit."""
    value = frame.rule.args.get("value") or frame.value("ref", "REF")
    status = "resolved" if value == "PRESENT_REF" else "vague"
    kind = "DURATION" if value and value.startswith("P") and value[1] in "XT" else frame.rule.type
    return Timex(kind, value, None, "none", None, status)
