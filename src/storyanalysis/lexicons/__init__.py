"""Knowledge as data files: one CSV a lexicon, a source for every row."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

import pandas as pd

from storyanalysis.errors import LexiconError

__all__ = ["load", "names", "rows"]


def names() -> list[str]:
    """Names of the lexicons that ship with the package."""
    folder = files(__name__)
    return sorted(f.name.removesuffix(".csv") for f in folder.iterdir() if f.name.endswith(".csv"))


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of lexicon `name`; an empty cell is an empty string.

    Raises
    ------
    LexiconError
        If there is no such lexicon or a row names no source.
    """
    path = files(__name__) / f"{name}.csv"
    if not path.is_file():
        raise LexiconError(f"no lexicon {name!r}; there are {', '.join(names())}")
    text = path.read_text(encoding="utf-8")
    found = tuple(csv.DictReader(text.splitlines()))
    for number, row in enumerate(found, start=2):
        if not row.get("source"):
            raise LexiconError(f"lexicon {name!r}, line {number}: every row needs a source")
    return found


def load(name: str) -> pd.DataFrame:
    """Lexicon `name` as a frame of texts, empty cells null.

    Raises
    ------
    LexiconError
        If there is no such lexicon or a row names no source.
    """
    return pd.DataFrame(rows(name), dtype="string").replace("", pd.NA)
