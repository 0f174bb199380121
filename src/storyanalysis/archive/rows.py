"""Articles in the rows of JSONL, CSV and Parquet files, one after the other."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import IO, Any, TypeAlias

from storyanalysis.archive.items import LONGEST, Entry, item_of_row, unread
from storyanalysis.errors import ArchiveError, ArticleError
from storyanalysis.readers.decode import decode

__all__ = ["FIELDS", "ROWS", "Columns", "check_columns", "known_columns", "read_rows", "suffix_of"]

NEEDED = ("text", "title", "published", "outlet", "url")
FIELDS = (*NEEDED, "author", "id")
Columns: TypeAlias = Mapping[str, str | None]
Row: TypeAlias = dict[str, Any] | ArticleError
SLACK = 100_000  # bytes of a row beside its text
BATCH = 64  # rows of a Parquet file in memory at a time


def known_columns(columns: Columns | None) -> dict[str, str | None]:
    """Where each field stands: by its own name unless `columns` says otherwise.

    Raises
    ------
    ArchiveError
        If `columns` has a field that articles do not have, or no text.
    """
    given = dict(columns or {})
    if unknown := sorted(given.keys() - set(FIELDS)):
        raise ArchiveError(f"columns: no field is called {unknown[0]!r}; fields: {_list(FIELDS)}")
    if given.get("text", "text") is None:
        raise ArchiveError("columns: name the column that holds the text")
    return {field: given.get(field, field) for field in FIELDS}


def check_columns(there: Sequence[str], columns: Columns, name: str, needed: Iterable[str]) -> None:
    """Make sure that a file has the columns.

    Raises
    ------
    ArchiveError
        Names the file, the column, the columns there are, and the fix.
    """
    for field in needed:
        column = columns[field]
        if column is not None and column not in there:
            none = f", or that there is none (--column {field}=)" if field != "text" else ""
            raise ArchiveError(
                f"{name} has no column {column!r}; it has: {_list(there)}. Say which column holds "
                f"the {field} (--column {field}=NAME){none}"
            )


def read_rows(file: IO[bytes], name: str, columns: Columns) -> Iterator[Entry]:
    """The articles of a file, by the ending of its name.

    Raises
    ------
    ArchiveError
        If a column is missing.
    """
    reader = ROWS[suffix_of(name)]
    for number, row in reader(file, name, columns):
        source = f"{name}:{number}"
        if isinstance(row, ArticleError):
            yield unread(source, row)
        else:
            fields = {f: row.get(c) for f, c in columns.items() if c is not None}
            yield item_of_row(fields, source)


def suffix_of(name: str) -> str:
    """The ending that tells how a file is read; ``.gz`` counts with the one before."""
    parts = name.lower().rsplit("/", 1)[-1].split(".")[1:]
    return "." + ".".join(parts[-2:] if parts[-1:] in (["gz"], ["bz2"], ["xz"]) else parts[-1:])


def read_jsonl(file: IO[bytes], name: str, columns: Columns) -> Iterator[tuple[int, Row]]:
    """One JSON object a line; a field that an object lacks is null, but for the text."""
    number = 0
    for number, line in enumerate(_lines(file), start=1):
        if line is None:
            yield number, ArticleError(f"{name}:{number} is longer than {LONGEST:,} bytes")
        elif line.strip():
            row = _object(line, f"{name}:{number}")
            if number == 1 and isinstance(row, dict):
                check_columns(list(row), columns, name, ["text"])
            yield number, row


def _lines(file: IO[bytes]) -> Iterator[bytes | None]:
    """Lines, and None for one too long to be an article; memory stays small for that too."""
    limit = LONGEST + SLACK
    while line := file.readline(limit):
        if len(line) < limit or line.endswith(b"\n"):
            yield line
            continue
        while (rest := file.readline(limit)) and not rest.endswith(b"\n"):
            pass
        yield None


def _object(line: bytes, source: str) -> Row:
    try:
        row = json.loads(decode(line, source))
    except ArticleError as error:
        return error
    except (ValueError, RecursionError) as error:
        return ArticleError(f"{source} is no JSON: {error}")
    return row if isinstance(row, dict) else ArticleError(f"{source} is no JSON object")


def read_csv(file: IO[bytes], name: str, columns: Columns) -> Iterator[tuple[int, Row]]:
    """Rows under a header; commas, semicolons or tabs between the fields."""
    rows = _csv_rows(file)
    header = next(rows, [])
    if isinstance(header, ArticleError):
        raise ArchiveError(f"{name}: {header}")
    check_columns(header, columns, name, NEEDED)
    for number, row in enumerate(rows, start=2):
        if isinstance(row, ArticleError):
            yield number, row
        elif len(row) == len(header):
            yield number, dict(zip(header, map(_mended, row), strict=True))
        elif row:
            told = f"{name}:{number} has {len(row)} fields, the header {len(header)}"
            yield number, ArticleError(f"{told}: put texts with separators in quotation marks")


def _csv_rows(file: IO[bytes]) -> Iterator[list[str] | ArticleError]:
    # the csv module has this one limit for the whole process
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST + SLACK))
    borrowed: Any = _Borrowed(file)
    text = io.TextIOWrapper(borrowed, _encoding(file), errors="surrogateescape", newline="")
    first = text.readline(SLACK)
    delimiter = max(",;\t", key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))
    yield next(csv.reader([first], delimiter=delimiter), [])
    rows = csv.reader(_Lines(text), delimiter=delimiter)
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield ArticleError(f"no row of a CSV file: {error}")


class _Borrowed(io.BufferedIOBase):
    """A file that is left open; who opened it closes it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        return self.file.read(-1 if size is None else size)

    read1 = read


class _Lines:
    """Lines of a text; one too long for an article is an error, and the next call goes on."""

    def __init__(self, text: IO[str]) -> None:
        self.text = text

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.text.readline(LONGEST)
        if not line:
            raise StopIteration
        if len(line) < LONGEST or line.endswith("\n"):
            return line
        while (rest := self.text.readline(LONGEST)) and not rest.endswith("\n"):
            pass
        raise csv.Error(f"a line is longer than {LONGEST:,} characters")


def _encoding(file: IO[bytes]) -> str:
    peek: Callable[[int], bytes] | None = getattr(file, "peek", None)
    start = peek(2)[:2] if peek else b""
    return "utf-16" if start in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"


def _mended(field: str) -> str:
    """A field whose bytes are not UTF-8, in the encoding they are in."""
    try:
        field.encode("utf-8")
    except UnicodeEncodeError:
        return decode(field.encode("utf-8", "surrogateescape"), "a field")
    return field


def read_parquet(file: IO[bytes], name: str, columns: Columns) -> Iterator[tuple[int, Row]]:
    """Rows of a Parquet file, a few at a time."""
    import pyarrow.parquet as pq

    parquet = pq.ParquetFile(file)
    there = parquet.schema_arrow.names
    check_columns(there, columns, name, NEEDED)
    wanted = [c for c in columns.values() if c is not None and c in there]
    number = 0
    for batch in parquet.iter_batches(batch_size=BATCH, columns=wanted, use_threads=False):
        for row in batch.to_pylist():
            number += 1
            yield number, row


def _packed(reader: Callable[..., Iterator[tuple[int, Row]]]) -> Callable[..., Any]:
    def read(file: IO[bytes], name: str, columns: Columns) -> Iterator[tuple[int, Row]]:
        with gzip.open(file, "rb") as plain:
            yield from reader(plain, name, columns)

    return read


def _list(names: Iterable[str]) -> str:
    return ", ".join(str(name) for name in list(names)[:20]) or "none"


ROWS: dict[str, Callable[..., Iterator[tuple[int, Row]]]] = {
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".parquet": read_parquet,
    ".jsonl.gz": _packed(read_jsonl),
    ".ndjson.gz": _packed(read_jsonl),
    ".csv.gz": _packed(read_csv),
}
