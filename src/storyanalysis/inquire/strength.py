"""On how strong legs a claim stands: its hedges, conditions and attributions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TypeAlias

from storyanalysis import lexicons
from storyanalysis.inquire.words import Word, read_words

__all__ = ["Strength", "missing_kinds", "strength", "weakness"]

Strength: TypeAlias = Counter[tuple[str, str]]
WEIGHTS = {"approximation": 1, "modal": 1}  # the other kinds of hedge weigh 2
WEIGHT = 2


@cache
def _hedges() -> Mapping[str, list[tuple[tuple[str, ...], str, str]]]:
    """Hedges by their first word, the longest first: (words, kind, phrase)."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for row in lexicons.rows("hedges"):
        words = tuple(word.text.casefold() for word in _unjoined(row["phrase"]))
        found.setdefault(words[0], []).append((words, row["kind"], row["phrase"]))
    for hedges in found.values():
        hedges.sort(key=lambda hedge: (-len(hedge[0]), hedge))
    return found


def _unjoined(text: str) -> tuple[Word, ...]:
    """Words one by one, also where two make one verb."""
    return tuple(part for piece in text.split() for part in read_words(piece))


def strength(text: str) -> Strength:
    """The hedges, conditions and attributions of a claim: (kind, phrase) counted."""
    return Counter(_read(text))


@lru_cache(maxsize=4_096)
def _read(text: str) -> tuple[tuple[str, str], ...]:
    # the month is no modal
    words = [w.text if w.text == "May" else w.text.casefold() for w in _unjoined(text)]
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(words):
        for phrase, kind, shown in _hedges().get(words[at], ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                found.append((kind, shown))
                at += len(phrase) - 1
                break
        at += 1
    return tuple(found)


def weakness(found: Mapping[tuple[str, str], int]) -> int:
    """One attribution is as good as two: kinds count once."""
    return sum(WEIGHTS.get(kind, WEIGHT) for kind in {kind for kind, _ in found})


def missing_kinds(more: Strength, less: Strength) -> list[str]:
    """Kinds of hedge that only the first has, with their words."""
    kinds = {kind for kind, _ in less}
    return [f"{phrase} ({kind})" for kind, phrase in sorted(more) if kind not in kinds]
