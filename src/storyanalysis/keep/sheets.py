"""Tables as CSV for spreadsheets, in which no cell becomes a formula.

The rule can be undone: a text that begins with what a spreadsheet takes for a
formula, after any number of apostrophes, gets one apostrophe more in front; on
the way back such a cell loses one. No other cell is touched.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pandas as pd

from storyanalysis.errors import StoredError, TableError
from storyanalysis.keep.files import read_bytes
from storyanalysis.tables import Table

__all__ = ["csv_bytes", "guarded", "read_csv", "unguarded"]

# what spreadsheets take for the beginning of a formula (OWASP, "CSV Injection"): the signs,
# their wide forms, and control characters; blanks before them are skipped by some programs
RISKY = r"(?:[\t\r\n]|\s*[=+\-@＝＋－＠])"
BEFORE = re.compile(rf"(?=\A'*{RISKY})")
AFTER = re.compile(rf"\A'(?='*{RISKY})")


def guarded(text: str) -> str:
    """A text as it stands in a CSV file.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("1+1")
    ("'=1+1", "''=1+1", '1+1')
    """
    return BEFORE.sub("'", text, count=1)


def unguarded(cell: str) -> str:
    """The text that :func:`guarded` made a cell of.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return AFTER.sub("", cell, count=1)


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A table for spreadsheets: UTF-8 with a mark, lines end in LF, texts are guarded."""
    safe = frame.copy()
    for name in (column for column in safe if safe[column].dtype == "string"):
        safe[name] = safe[name].map(guarded, na_action="ignore").astype("string")
    # the mark at the beginning tells spreadsheets that it is UTF-8
    return safe.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")


def read_csv(path: str | Path, table: Table) -> pd.DataFrame:
    """Read back a table that :func:`csv_bytes` made.

    Parameters
    ----------
    path : str or Path
    table : Table
        Its schema, as in ``storyanalysis.TABLES``.

    Returns
    -------
    DataFrame
        The table. CSV does not tell an empty text from none: where a column may
        be null, an empty cell is null.

    Raises
    ------
    StoredError
        If the file cannot be read as that table.
    """
    path = Path(path)
    data = read_bytes(path, f"give the CSV file of table {table.name!r}")
    try:
        cells = pd.read_csv(
            io.BytesIO(data), dtype=str, keep_default_na=False, encoding="utf-8-sig"
        )
        return table.check(pd.DataFrame({c: _column(cells, c, table) for c in cells}))
    except (ValueError, TypeError, KeyError, TableError) as error:
        raise StoredError(
            f"{path} is no table {table.name!r} ({error}): export the story again"
        ) from error


def _column(cells: pd.DataFrame, name: Any, table: Table) -> Any:
    column = next((c for c in table.columns if c.name == name), None)
    if column is None:
        raise TableError(f"there is no column {name!r}")
    given: Any = cells[name].astype("string")
    if column.null:
        given = given.mask(given.eq(""))
    if column.kind == "str":
        return given.map(unguarded, na_action="ignore").astype("string")
    if column.kind == "bool":
        return given.map({"True": True, "False": False}).astype(column.dtype)
    if column.kind == "day":
        return given.astype(column.dtype)
    return pd.to_numeric(given).astype(column.dtype)
