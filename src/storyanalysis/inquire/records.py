"""Rows of a table, one by one."""

from __future__ import annotations

from collections import namedtuple
from functools import lru_cache
from typing import Any

import pandas as pd

__all__ = ["null", "records"]


def records(table: pd.DataFrame) -> list[Any]:
    """The rows as named tuples; the schema, not the checker, vouches for their types."""
    columns = [values.tolist() for _, values in table.items()]
    return list(map(_row(tuple(table.columns))._make, zip(*columns, strict=True)))


@lru_cache(maxsize=64)
def _row(columns: tuple[str, ...]) -> Any:
    """The type of a row; to make one takes longer than to read a short table."""
    return namedtuple("Row", columns, rename=True)


def null(value: Any) -> str | None:
    """A cell as a text, or None where it is null."""
    return None if pd.isna(value) else str(value)
