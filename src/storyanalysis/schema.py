"""What a declared table is, and how a frame is checked against it.

A frame is made with ``TABLE.frame(rows)`` and is checked there: right columns
in the right order, right dtypes, no null where none is allowed, no unknown
word, no doubled key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from storyanalysis.errors import TableError

__all__ = ["Column", "Table", "dtype_of"]

# (dtype where no null is allowed, dtype where one is)
DTYPES = {
    "str": ("string", "string"),
    "int": ("int64", "Int64"),
    "float": ("float64", "Float64"),
    "bool": ("bool", "boolean"),
    "day": ("datetime64[s]", "datetime64[s]"),
}
# types whose values numpy takes as they are
PLAIN: dict[str, type] = {"int64": int, "float64": float, "bool": bool}
Array: TypeAlias = Any  # of numpy or pandas


@cache
def dtype_of(name: str) -> Any:
    """What pandas calls a dtype; it would look for each name anew."""
    return pd.api.types.pandas_dtype(name)


def _values(column: pd.Series[Any]) -> Array:
    """Its array, of numpy where pandas has no type of its own."""
    own = isinstance(column.dtype, pd.api.extensions.ExtensionDtype)
    return column.array if own else column.to_numpy()


@dataclass(frozen=True)
class Column:
    """One column: its name, kind of value, meaning, and what may stand in it."""

    name: str
    kind: str
    meaning: str
    null: bool = False
    words: tuple[str, ...] = ()

    @property
    def dtype(self) -> str:
        return DTYPES[self.kind][self.null]


@dataclass(frozen=True)
class Table:
    """A declared table: what one row is, its columns and its key.

    Parameters
    ----------
    name : str
        Name of the table, as on :class:`~storyanalysis.Story`.
    row : str
        What one row stands for, in words.
    columns : tuple of Column
        In display order.
    key : str, optional
        The column that identifies a row; its values are never null or doubled.
    """

    name: str
    row: str
    columns: tuple[Column, ...]
    key: str | None = None

    def frame(self, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
        """Build a checked frame; a nullable column may be left out of a row.

        Raises
        ------
        TableError
            If the rows break the schema.
        """
        records = list(rows)
        known = {column.name for column in self.columns}
        for record in records:
            if extra := record.keys() - known:
                raise TableError(f"table {self.name!r} has no column {sorted(extra)}")
        arrays = {column.name: self._array(column, records) for column in self.columns}
        self._check_values(arrays)
        return pd.DataFrame(arrays)

    def _array(self, column: Column, records: list[Mapping[str, Any]]) -> Array:
        values = [record.get(column.name) for record in records]
        plain = PLAIN.get(column.dtype)
        try:
            if plain is not None and all(type(value) is plain for value in values):
                return np.array(values, dtype=column.dtype)
            if column.dtype not in PLAIN:
                return pd.array(values, dtype=dtype_of(column.dtype))
            return pd.Series(values, dtype=column.dtype).to_numpy()
        except (TypeError, ValueError) as error:
            raise TableError(f"{self.name}.{column.name}: {error}") from error

    def check(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return `frame` unchanged if it follows the schema.

        Raises
        ------
        TableError
            Names the table, the column and the first offending value.
        """
        names = [column.name for column in self.columns]
        if list(frame.columns) != names:
            raise TableError(f"{self.name}: columns {list(frame.columns)}, expected {names}")
        self._check_values({str(name): _values(column) for name, column in frame.items()})
        return frame

    def _check_values(self, arrays: Mapping[str, Array]) -> None:
        for column in self.columns:
            self._check_column(column, arrays[column.name])
        if self.key:
            keys = arrays[self.key].tolist()
            if len(set(keys)) < len(keys):
                doubled = keys[pd.Series(keys).duplicated().to_numpy().argmax()]
                raise TableError(f"{self.name}.{self.key}: {doubled!r} twice")
        if "start" in arrays and "end" in arrays:
            backwards = np.asarray(arrays["start"]) > np.asarray(arrays["end"])
            if backwards.any():
                raise TableError(f"{self.name}: a row ends before it starts")

    def _check_column(self, column: Column, values: Array) -> None:
        where = f"{self.name}.{column.name}"
        if values.dtype != dtype_of(column.dtype):
            raise TableError(f"{where}: dtype {values.dtype}, expected {column.dtype}")
        if not column.null and column.kind not in ("int", "bool"):
            empty = np.asarray(pd.isna(values))
            if empty.any():
                raise TableError(f"{where}: null in row {int(empty.argmax())}")
        if column.words:
            unknown = set(values.unique()).difference(column.words)
            unknown = {word for word in unknown if not pd.isna(word)}
            if unknown:
                raise TableError(f"{where}: {min(unknown)!r} is not one of {list(column.words)}")

    def dictionary(self) -> pd.DataFrame:
        """The table's own documentation: one row a column."""
        return pd.DataFrame(
            {
                "column": [c.name for c in self.columns],
                "kind": [c.kind for c in self.columns],
                "may be null": ["yes" if c.null else "" for c in self.columns],
                "meaning": [
                    c.meaning + (f" {{{', '.join(c.words)}}}" if c.words else "")
                    for c in self.columns
                ],
            }
        )
