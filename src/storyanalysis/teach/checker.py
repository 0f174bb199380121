"""Compares what a student typed with what counts as right.

The lines below the mark go into every notebook as they are: a notebook needs
nothing but Python to be checked. That is why they import the standard library only.
"""

from __future__ import annotations

# --- notebook ---
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

SMALL = frozenset("a an the of by and".split())
FILLERS = SMALL | frozenset(
    "mr mrs ms miss dr sir gen general lt col maj capt president mayor sen "
    "senator rep representative gov governor minister chairman chairwoman spokesman spokeswoman "
    "spokesperson judge justice professor prof officer jr sr ii iii".split()
)
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
READERS = frozenset(("reader", "readers", "me", "us", "you", "we", "i"))


def plain(text: object) -> str:
    """Small letters without accents, marks and possessives; the United States are "us"."""
    text = unicodedata.normalize("NFKD", str(text)).casefold()
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = re.sub(r"['’]s\b|(?<=s)['’](?!\w)", "", text)
    text = re.sub(r"(?<=\b\w)\.(?=\w\b)|['’]", "", text)  # U.S. is US
    text = " ".join(re.findall(r"[^\W_]+", text))
    return re.sub(r"\b(united states( of america)?|usa)\b", "us", text)


def telling(text: object) -> frozenset[str]:
    """The words of a name that tell who it is: no titles, articles and initials."""
    words = plain(text).split()
    for left_out in (FILLERS, SMALL):
        if found := frozenset(w for w in words if w not in left_out and len(w) > 1):
            return found
    return frozenset(words)


def same_name(given: object, accepted: Iterable[str]) -> bool:
    """The same telling words; or two of them at least, with the name's last one."""
    words = telling(given)
    return bool(words) and any(
        words == telling(name)
        or (len(words) > 1 and words < telling(name) and plain(name).split()[-1] in words)
        for name in accepted
    )


def same_chain(given: object, accepted: Iterable[str]) -> bool:
    """Names from the first speaker to the last, with > between them."""
    names = [name for name in re.split(r"[-=]*>|→|⟶|;|,|\n", str(given)) if plain(name)]
    while names and telling(names[-1]) <= READERS:
        names.pop()
    return any(_along(names, [hop.split("|") for hop in way.split(">")]) for way in accepted)


def _along(names: list[str], hops: list[list[str]]) -> bool:
    """Is each hop named, in order? Two names of one hop may follow each other."""
    at = -1
    for name in names:
        if at + 1 < len(hops) and same_name(name, hops[at + 1]):
            at += 1
        elif at < 0 or not same_name(name, hops[at]):
            return False
    return at == len(hops) - 1


def read_dates(text: object) -> set[str]:
    """The days, months or years that a date can mean, as 2020-01-05, 2020-01 or 2020."""
    text = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", str(text).casefold().strip())
    if found := re.fullmatch(r"(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?", text):
        return _written(*found.groups())
    if found := re.fullmatch(r"(\d{1,2})[-/.](?:(\d{1,2})[-/.])?(\d{4})", text):
        one, two, year = found.groups()  # the day first or the month: nobody can tell
        return _written(year, one, two) | (_written(year, two, one) if two else set())
    words = re.findall(r"[a-z]+|\d+", text)
    months = [str(MONTHS.index(word[:3]) + 1) for word in words if word[:3] in MONTHS]
    years = [word for word in words if word.isdecimal() and len(word) == 4]
    days = [word for word in words if word.isdecimal() and len(word) < 3]
    if len(months) == len(years) == 1 and len(days) < 2:
        return _written(*years, *months, *days)
    return set()


def _written(*parts: str | None) -> set[str]:
    """Year, month and day in ISO 8601; nothing where there is no such date."""
    year, *rest = [int(part) for part in parts if part]
    if any(not 0 < part <= most for part, most in zip(rest, (12, 31), strict=False)):
        return set()
    return {"-".join([f"{year:04}", *(f"{part:02}" for part in rest)])}


def same_date(given: object, accepted: Iterable[str]) -> bool:
    return bool(read_dates(given) & {date for text in accepted for date in read_dates(text)})


def same_choice(given: object, accepted: Iterable[str]) -> bool:
    return plain(given) in {plain(letter) for letter in accepted}


CHECKS = {"name": same_name, "chain": same_chain, "date": same_date, "choice": same_choice}


def score(*parts: Any) -> int:
    """Points for (what was written, how to compare it, what is right, points)."""
    return sum(points for given, how, right, points in parts if CHECKS[how](given, right))


def noted(number: int, *parts: tuple[object, str]) -> str:
    """What was written, and whether its form is right; not whether it is the answer."""
    lines = []
    for given, form in parts:
        hint = f"{str(given)!r} is noted"
        if not plain(given):
            hint = "nothing is written yet"
        elif form == "date" and not read_dates(given):
            hint = f"{str(given)!r} is not read as a date: write it like 2020-01-31"
        elif form not in CHECKS and plain(given) not in plain(form).split():
            hint = f"{str(given)!r} is none of the letters {form}"
        lines.append(f"Question {number}: {hint}.")
    return "\n".join(lines)
