"""Walk through a table row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

__all__ = ["each"]


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows as named tuples of plain values; what a column may hold is in its schema.

    >>> [row.name for row in each(pd.DataFrame({"name": ["Iran", "Iraq"]}))]
    ['Iran', 'Iraq']
    """
    return iter(frame.itertuples(index=False, name="Row"))
