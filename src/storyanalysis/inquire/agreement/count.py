"""What a comparison of one table counts, and the rows on which two sides differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from storyanalysis.inquire.agreement.views import Places

__all__ = ["Miss", "Place", "Scored", "different", "extra", "missed", "quoted"]

WORDS = 160  # characters of the article in one row of the misses
Place = tuple[int | None, int | None, str | None]  # first, after the last, the words


class Miss(NamedTuple):
    """A row that only one side has (missed, extra), or that the two have differently."""

    table: str
    kind: str
    start: int | None
    end: int | None
    text: str | None
    gold: str | None
    found: str | None
    reason: str


@dataclass
class Scored:
    """Counts of one table.

    Attributes
    ----------
    n_gold, n_found, n_matched : int
        Rows (characters, of sections) of the two sides, and those in both.
    right : dict of str to (int, int)
        Of the matched: how many have the same value, of how many that are compared.
    matched_by : dict of str to (int, int, int)
        Other ways to match: gold, found, matched.
    misses : list of Miss
    """

    n_gold: int = 0
    n_found: int = 0
    n_matched: int = 0
    right: dict[str, tuple[int, int]] = field(default_factory=dict)
    matched_by: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def tell(self, name: str, same: bool) -> bool:
        """Count one comparison of a value; returns whether it is the same."""
        ok, n = self.right.get(name, (0, 0))
        self.right[name] = (ok + bool(same), n + 1)
        return same

    def expect(self, *names: str) -> None:
        """Name values that are compared, so that they count also where nothing is."""
        for name in names:
            self.right.setdefault(name, (0, 0))


def missed(table: str, place: Place, row: str, reason: str) -> Miss:
    """A row that only the gold has."""
    return Miss(table, "missed", *place, row, None, reason)


def extra(table: str, place: Place, row: str, reason: str) -> Miss:
    """A row that the gold has not."""
    return Miss(table, "extra", *place, None, row, reason)


def different(table: str, place: Place, values: tuple[str | None, str | None], reason: str) -> Miss:
    """A row of both, with one value in the gold and another in what was found."""
    return Miss(table, "different", *place, *values, reason)


def quoted(text: str, places: Places) -> Place:
    """The hull of some stretches, and their words, clipped."""
    if not places:
        return None, None, None
    words = " … ".join(" ".join(text[start:end].split()) for start, end in sorted(places))
    shown = words if len(words) <= WORDS else words[: WORDS - 1].rstrip() + "…"
    return min(start for start, _ in places), max(end for _, end in places), shown
