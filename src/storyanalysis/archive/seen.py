"""Which articles an archive has: sixteen bytes each."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

__all__ = ["Seen"]

BUFFER = 65_536  # ids that are kept in a set before they are sorted in


class Seen:
    """A set of ids for tens of millions of them: a sorted array, and a small set of new ones.

    >>> seen = Seen(["00" * 16])
    >>> seen.add("00" * 16), seen.add("ff" * 16), seen.add("ff" * 16)
    (False, True, False)
    """

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._sorted: npt.NDArray[np.bytes_] = np.empty(0, dtype="S16")
        self._new: set[bytes] = set()
        for number in ids:
            self.add(number)

    def add(self, number: str) -> bool:
        """Add an id; False if it was there."""
        key = bytes.fromhex(number)
        if key in self._new or self._is_old(key):
            return False
        self._new.add(key)
        if len(self._new) >= BUFFER:
            self._merge()
        return True

    def _is_old(self, key: bytes) -> bool:
        place = int(np.searchsorted(self._sorted, np.bytes_(key)))
        # numpy leaves out zeros at the end
        return place < len(self._sorted) and bytes(self._sorted[place]).ljust(16, b"\0") == key

    def _merge(self) -> None:
        new = np.array(sorted(self._new), dtype="S16")
        places = np.searchsorted(self._sorted, new)
        self._sorted = np.insert(self._sorted, places, new)
        self._new.clear()

    def __len__(self) -> int:
        return len(self._sorted) + len(self._new)
