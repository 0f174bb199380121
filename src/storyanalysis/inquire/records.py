"""Rows of a table, one by one."""

from __future__ import annotations

from collections import namedtuple
from functools import lru_cache
from typing import Any

import pandas as pd

__all__ = ["null", "records"]


def records(table: pd.DataFrame, *names: str) -> list[Any]:
    """The rows as named tuples; the schema, not the checker, vouches for their types.

    With `names` they have those columns only, which is faster.
    """
    chosen = names or tuple(table.columns)
    columns = [table[name].tolist() for name in chosen]
    return list(map(_row(chosen)._make, zip(*columns, strict=True)))


@lru_cache(maxsize=64)
def _row(columns: tuple[str, ...]) -> Any:
    """The type of a row; to make one takes longer than to read a short table."""
    return namedtuple("Row", columns, rename=True)


def null(value: Any) -> str | None:
    """A cell as a text, or None where it is null."""
    return None if pd.isna(value) else str(value)
