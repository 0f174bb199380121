"""Numbers in words: "twenty-four", "2 1/2", "a couple of", "nineteen ninety-six"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

__all__ = ["UNKNOWN", "read_number", "read_ordinal", "write_amount"]

UNKNOWN = "X"
VAGUE = frozenset(("few", "several", "many", "some", "dozens", "hundreds", "thousands", "scores"))
EXACT = {"couple": 2, "dozen": 12, "pair": 2, "both": 2}


def read_number(words: Sequence[str], values: Mapping[str, Mapping[str, str]]) -> Fraction | None:
    """The number that words stand for; None if they give none ("several").

    Parameters
    ----------
    words : sequence of str
        In lower case, marks included.
    values : mapping
        The lexicon: word class -> word -> value.
    """
    if VAGUE & set(words):
        return None
    total, part = Fraction(0), Fraction(0)
    half = Fraction(1, 2) if "half" in words or "½" in words else Fraction(0)
    if half and "dozen" in words:
        return Fraction(6)
    if "/" in words:
        return _read_fraction(words)
    for word in words:
        if word in EXACT:
            part = (part or Fraction(1)) * EXACT[word]
        elif word in values["NUMW"]:
            part += int(values["NUMW"][word])
        elif word in values["NUMBIG"]:
            part = (part or Fraction(1)) * int(values["NUMBIG"][word])
            if part >= 1000:
                total, part = total + part, Fraction(0)
        elif word[0].isdecimal():
            part += Fraction(word.replace(",", ""))
    if not total + part and not half:
        return Fraction(1)  # "a", "the"
    return total + part + half


def _read_fraction(words: Sequence[str]) -> Fraction | None:
    at = words.index("/")
    try:
        share = Fraction(int(words[at - 1]), int(words[at + 1]))
        return share + (Fraction(words[0]) if at > 1 else 0)
    except (ValueError, ZeroDivisionError, IndexError):
        return None


def read_ordinal(word: str, values: Mapping[str, Mapping[str, str]]) -> int | None:
    """The number of "third" or "21st"; -1 for "last"."""
    if word[:1].isdecimal():
        return int("".join(character for character in word if character.isdecimal()))
    if word in values["ORDW"]:
        return int(values["ORDW"][word])
    return -1 if word in ("last", "final") else None


def write_amount(number: Fraction | None) -> str:
    """As TIMEX3 writes it: ``3``, ``2.5``, or ``X`` for an unknown number."""
    if number is None:
        return UNKNOWN
    if number.denominator == 1:
        return str(number.numerator)
    return f"{float(number):.6g}"
