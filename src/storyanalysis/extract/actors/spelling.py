"""When two spellings of a name are of one person or body."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.gazetteer import longest_entry, word_set
from storyanalysis.extract.actors.kinds import ORG_KINDS

if TYPE_CHECKING:
    from storyanalysis.extract.actors.referents import Referent

__all__ = [
    "body_key",
    "coalition_key",
    "initials",
    "is_short_for",
    "letters_of",
    "opening",
    "same_body",
    "same_person",
    "words_of",
]

SMALL = {"of", "the", "and", "for", "on", "in", "de", "&", "-", "–"}


def opening(name: str) -> str:
    return name.casefold().split(maxsplit=1)[0]


@lru_cache(maxsize=4_096)
def words_of(name: str) -> tuple[str, ...]:
    words = [w.strip(".,").casefold() for w in name.replace("’", "'").split()]
    kept = [w for w in words if w and w not in word_set("suffix left out of comparison")]
    return tuple(kept or words)


def same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    if a[-1] != b[-1] or len(b) < 2:
        return False
    if a == b[-len(a) :]:
        return True  # "De Vries", "García Márquez": a surname of two words
    first, other = a[0], b[0]
    return first == other or (min(len(first), len(other)) == 1 and first[0] == other[0])


def coalition_key(name: str) -> str:
    """ "U.S.-led coalition", "United States-led military coalition": one key, or ""."""
    words = name.replace("-", " - ").split()
    hit = longest_entry(words)
    if words[-1].lower() == "coalition" and hit and hit[1].country:
        return f"{hit[1].country}-led coalition"
    return ""


def body_key(name: Candidate) -> str:
    """What makes two spellings of a body one: country and head noun, or the words."""
    if coalition := coalition_key(name.name):
        return coalition
    words = words_of(name.name)
    if words and words[0] == "the":
        words = words[1:]
    if name.country and len(words) > 1:
        tail = words[-1]
        if tail in word_set("forces"):
            return f"{name.country}:forces"
        rest = [w for w in words[1:] if w not in ("national", "armed")]
        return f"{name.country}:{' '.join(rest) or tail}"
    return " ".join(words)


def same_body(name: Candidate, referent: Referent) -> bool:
    short = words_of(name.name)
    if len(short) == 1 and short[0] in word_set("noun of a place"):
        return False  # the coast is not the Coast Guard
    for other_name in referent.names:
        long = words_of(other_name)
        if short == long:
            return True
        if len(short) < len(long) and short[0] == long[0] and _is_subsequence(short, long):
            if referent.label == "media" and short[-1] != long[-1]:
                continue  # the town is not its paper
            return name.label == referent.label or referent.label in ORG_KINDS
        if referent.label == "media" and short == long[-1:] and name.definite:
            return True  # "the Ledger" is the "Sound Business Ledger"
        if short == long[-1:] and _is_last_word_short(name, referent):
            return True
        if _is_acronym(name.name, other_name):
            return True
    return False


def _is_last_word_short(name: Candidate, referent: Referent) -> bool:
    """ "Rovers" for "Ferrow Rovers", "Montesa" for "Real Montesa"; not "Kenya" for its bank."""
    if referent.label not in ("organization", "company") or " of " in referent.names[0]:
        return False
    return name.label in ("organization", "company", "thing", "people", "")


def _is_subsequence(short: Sequence[str], long: Sequence[str]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


def is_short_for(short: str, long: str) -> bool:
    """ "NADMO" for "National Disaster Management Organisation": its letters, in their order."""
    letters = [c for c in short.casefold() if c.isalnum()]
    rest = iter(long.casefold())
    return long[:1].casefold() in letters[:1] and all(letter in rest for letter in letters)


def _is_acronym(short: str, long: str) -> bool:
    letters = letters_of(short)
    return letters != "" and letters in initials(long)


@lru_cache(maxsize=4_096)
def letters_of(name: str) -> str:
    """The capitals of what may be an acronym ("U.N."), or ""."""
    letters = name.replace(".", "").replace("-", "")
    capitals = sum(c.isupper() for c in letters)
    if letters.isalpha() and 2 <= len(letters) <= 8 and capitals * 2 > len(letters):
        return letters.upper()
    return ""


@lru_cache(maxsize=4_096)
def initials(name: str) -> tuple[str, ...]:
    """What an acronym of the name may be: the capitals, or the first letter of every word."""
    parts = name.replace("-", " ").split()
    words = [w for w in parts if w.lower() not in SMALL]
    if len(words) < 2:
        return ()
    initials = "".join(w[0] for w in words if w[0].isupper())
    return initials, "".join(w[0].upper() for w in parts if w[0].isalpha())
