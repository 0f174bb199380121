"""What is given as input, file by file, in a fixed order and read lazily."""

from __future__ import annotations

import glob
import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import Path
from typing import IO, TypeAlias

from storyanalysis.archive.bundles import BUNDLES, TEXTS, read_bundle
from storyanalysis.archive.items import Entry, item_of_file, unread
from storyanalysis.archive.rows import ROWS, Columns, read_rows, suffix_of
from storyanalysis.errors import ArchiveError

__all__ = ["SETTINGS", "Meter", "check_inputs", "input_list", "read_entries", "total_bytes"]

SETTINGS = "archive.json"  # marks a folder that is an archive, and not input
Inputs: TypeAlias = "str | Path | Iterable[str | Path]"
# what a damaged file can raise while it is read
BROKEN = (
    ArchiveError,
    OSError,
    EOFError,
    ValueError,  # of pyarrow and of decoding too
    RuntimeError,  # an encrypted member of a zip file
    NotImplementedError,
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    LZMAError,
)


@dataclass
class Meter:
    """How many bytes of the input have been read."""

    done: int = 0
    _before: int = 0
    _file: IO[bytes] | None = None

    def enter(self, file: IO[bytes] | None) -> None:
        """A file is being read."""
        self._before, self._file = self.done, file

    def leave(self, size: int) -> None:
        """A file of `size` bytes was read."""
        self.done, self._file = self._before + size, None

    def look(self) -> int:
        """Bytes read until now, within the file that is open too."""
        if self._file is not None and not self._file.closed:
            self.done = max(self.done, self._before + self._file.tell())
        return self.done


def input_list(inputs: Inputs) -> list[str]:
    """The inputs as strings.

    Raises
    ------
    ArchiveError
        If there is none.
    """
    given = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    if not given:
        raise ArchiveError("name at least one input: a folder, a file or a pattern like '*.txt'")
    return [str(one) for one in given]


def check_inputs(inputs: Sequence[str], columns: Columns) -> None:
    """Look at what is named before anything is begun.

    Raises
    ------
    ArchiveError
        If an input does not exist, or a file that is named lacks a column or is damaged.
    """
    for given in inputs:
        path = Path(given)
        if path.is_file():
            _check_file(path, columns)
        elif not path.is_dir() and not _matches(given):
            raise ArchiveError(f"{given} does not exist, and no file matches it as a pattern")


def _check_file(path: Path, columns: Columns) -> None:
    ending = suffix_of(path.name)
    try:
        with path.open("rb") as file:
            if ending == ".zip":
                zipfile.ZipFile(file).close()
            elif ending in BUNDLES:
                tarfile.open(fileobj=file, mode="r:*").close()
            elif ending in ROWS:
                next(read_rows(file, str(path), columns), None)
    except ArchiveError:
        raise
    except BROKEN as error:
        raise ArchiveError(f"{path} cannot be read ({error}): is it whole?") from error


def total_bytes(inputs: Sequence[str]) -> int:
    """Bytes of all files that will be read."""
    return sum(_size(path) for path in _files(inputs))


def read_entries(inputs: Sequence[str], columns: Columns, meter: Meter) -> Iterator[Entry]:
    """Every article of the inputs, in a fixed order.

    A damaged file gives what can be read of it, and one entry that says so.
    """
    for path in _files(inputs):
        size = _size(path)
        try:
            yield from _read(path, size, columns, meter)
        except BROKEN as error:
            yield unread(str(path), error)
        meter.leave(size)


def _read(path: Path, size: int, columns: Columns, meter: Meter) -> Iterator[Entry]:
    ending, name = suffix_of(path.name), path.as_posix()
    if ending not in BUNDLES and ending not in ROWS:
        meter.enter(None)
        yield item_of_file(path, name)
        return
    with path.open("rb") as file:
        meter.enter(file)
        if ending in BUNDLES:
            yield from read_bundle(file, name, size, columns)
        else:
            yield from read_rows(file, name, columns)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _files(inputs: Sequence[str]) -> Iterator[Path]:
    for given in inputs:
        path = Path(given)
        if path.is_dir():
            yield from _walk(path)
        elif path.is_file():
            yield path
        else:
            yield from _matches(given)


def _matches(pattern: str) -> list[Path]:
    # the patterns of shells, whose roots and escapes Path.glob does not know
    found = map(Path, glob.glob(pattern, recursive=True))  # noqa: PTH207
    return sorted(path for path in found if path.is_file())


def _walk(folder: Path) -> Iterator[Path]:
    """Files that can be read, without hidden ones and without archives of our own."""
    for place, folders, files in os.walk(folder):
        if SETTINGS in files:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            ending = suffix_of(name)
            known = ending in TEXTS or ending in ROWS or ending in BUNDLES
            path = Path(place, name)
            if known and not name.startswith(".") and path.is_file():
                yield path
