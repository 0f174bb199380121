"""Rows of a table, one by one."""

from __future__ import annotations

from typing import Any

import pandas as pd

__all__ = ["null", "records"]


def records(table: pd.DataFrame) -> list[Any]:
    """The rows as named tuples; the schema, not the checker, vouches for their types."""
    return list(table.itertuples(index=False))


def null(value: Any) -> str | None:
    """A cell as a text, or None where it is null."""
    return None if pd.isna(value) else str(value)
