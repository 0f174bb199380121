"""Which rows of two tables are the same one: likeness by tokens, and one-to-one pairs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import product

import numpy as np
from scipy.optimize import linear_sum_assignment

from storyanalysis.inquire.agreement.views import Actor, Places

__all__ = ["EPS", "LEAST", "Names", "Tokens", "dice", "norm", "overlap", "pairs"]

TOKEN = re.compile(r"\w+")
EPS = 1e-9
LEAST = 0.5  # dice from which on two stretches of text are the same claim or statement
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def norm(name: object) -> str:
    """A name without case, kinds of quotation marks, doubled blanks and "the" in front.

    >>> norm("The  CITY’s council")
    "city's council"
    """
    plain = " ".join(str(name).translate(STRAIGHT).split()).casefold()
    return plain[4:] if plain.startswith("the ") and len(plain) > 4 else plain


def dice(a: frozenset[int], b: frozenset[int]) -> float:
    """Twice what both have, by what each has; 0 for two empty sets."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def overlap(a: Places, b: Places) -> int:
    """How many characters the two have in common."""
    return sum(max(0, min(e, f) - max(s, t)) for (s, e), (t, f) in product(a, b))


def characters(places: Places) -> frozenset[int]:
    """The offsets in some stretches."""
    return frozenset(at for start, end in places for at in range(start, end))


class Tokens:
    """The words of a text, by their number."""

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in TOKEN.finditer(text)]
        self._starts = np.array([start for start, _ in spans], dtype=np.int64)
        self._ends = np.array([end for _, end in spans], dtype=np.int64)

    def inside(self, places: Places) -> frozenset[int]:
        """The words that some stretches touch."""
        found: set[int] = set()
        for start, end in places:
            first = int(np.searchsorted(self._ends, start, side="right"))
            last = int(np.searchsorted(self._starts, end, side="left"))
            found.update(range(first, last))
        return frozenset(found)


class Names:
    """The forms of the gold's actors, by the name the gold gives them."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.forms: dict[str, set[str]] = {}
        for actor in actors:
            self.forms.setdefault(actor.name, set()).update(forms_of(actor))

    def same(self, found: str | None, gold: str | None) -> bool:
        """Is the name found one of the gold's forms? Nobody is the same as nobody."""
        if not found or not gold:
            return not found and not gold
        return norm(found) in (self.forms.get(gold) or {norm(gold)})


def forms_of(actor: Actor) -> frozenset[str]:
    """An actor's name and aliases, normed."""
    return frozenset(norm(form) for form in (actor.name, *actor.aliases) if form)


def pairs(
    gold: Sequence[object], found: Sequence[object], weight: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    """The heaviest one-to-one pairing; rows of weight 0 are no pair.

    Notes
    -----
    Assignment problem (Kuhn 1955), as solved by SciPy.
    """
    if not gold or not found:
        return []
    weights = np.array(
        [[max(0.0, weight(i, j)) for j in range(len(found))] for i in range(len(gold))]
    )
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if weights[i, j] > EPS]
