"""Stretches of a text by where they stand, so that a look-up need not see all of them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

__all__ = ["ByPlace"]

Item = TypeVar("Item", bound=Hashable)
WIDTH = 1_000  # characters of text in one place of the index


class ByPlace(Generic[Item]):
    """Items that stand at stretches of characters.

    Parameters
    ----------
    rows : iterable of (start, end, item)
        Where each stands; items of one place keep this order.
    """

    def __init__(self, rows: Iterable[tuple[int, int, Item]]) -> None:
        self._places: dict[int, list[Item]] = {}
        for start, end, item in rows:
            for place in range(start // WIDTH, end // WIDTH + 1):
                self._places.setdefault(place, []).append(item)

    def near(self, start: int, end: int) -> list[Item]:
        """Every item that touches these characters, and some that stand near them."""
        if start // WIDTH == end // WIDTH:
            return self._places.get(start // WIDTH, [])
        places = range(start // WIDTH, end // WIDTH + 1)
        return list(dict.fromkeys(item for p in places for item in self._places.get(p, ())))
