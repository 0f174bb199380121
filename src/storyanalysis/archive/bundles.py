"""Articles in a zip or tar file. Nothing is unpacked to the disk.

Members are read one by one into memory, up to a limit each and in total, so
that a small file cannot grow without end. Links and devices are passed over,
and names that lead out of the bundle are refused.
"""

from __future__ import annotations

import io
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import PurePosixPath
from typing import IO, Any, TypeAlias

from storyanalysis.archive.items import LONGEST, Entry, article_of, item_of, unread
from storyanalysis.archive.rows import ROWS, Columns, read_rows, suffix_of
from storyanalysis.errors import ArchiveError, ArticleError
from storyanalysis.readers.metadata import SIDECAR

__all__ = ["BUNDLES", "TEXTS", "read_bundle"]

TEXTS = (".txt", ".text")
TARS = (".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz", ".tbz2", ".txz")
BUNDLES = (".zip", *TARS)
Member: TypeAlias = tuple[str, IO[bytes]]
RATIO = 100  # times its own size that a bundle may grow to; text shrinks to a tenth at best
FLOOR = 100_000_000  # bytes that any bundle may grow to
HEADER = 512  # bytes that a member costs even when it is empty
SMALL = 8_192  # bytes of a metadata file
DRIVE = re.compile("[A-Za-z]:")
# read from its end, or packed once more
NOT_INSIDE = (".parquet", ".jsonl.gz", ".ndjson.gz", ".csv.gz")


@dataclass
class Budget:
    """Bytes that may still come out of a bundle."""

    name: str
    left: int

    def take(self, number: int) -> None:
        """Count bytes that came out.

        Raises
        ------
        ArchiveError
            If they are too many.
        """
        self.left -= number
        if self.left < 0:
            raise ArchiveError(
                f"{self.name} unpacks to more than {RATIO} times its size; what it holds beyond "
                "that was left out: split it into smaller ones if it can be trusted"
            )


class Counted(io.RawIOBase):
    """A member's bytes, counted."""

    def __init__(self, file: IO[bytes], budget: Budget) -> None:
        self.file, self.budget = file, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.file.read(len(buffer))
        self.budget.take(len(data))
        buffer[: len(data)] = data
        return len(data)


def read_bundle(file: IO[bytes], name: str, size: int, columns: Columns) -> Iterator[Entry]:
    """The articles of a bundle: text files, and the rows of JSONL and CSV files.

    Parameters
    ----------
    file : binary file
        Open at its beginning, and able to seek.
    name : str
        What the bundle is called in `source`; its ending says what it is.
    size : int
        Its own bytes.
    columns : mapping
        Where the fields of rows stand.

    Raises
    ------
    ArchiveError
        If more comes out of it than is reasonable.
    """
    budget = Budget(name, max(FLOOR, RATIO * size))
    is_zip = suffix_of(name) == ".zip"
    sidecars = dict(_zip_sidecars(file, budget) if is_zip else _tar_sidecars(file, budget))
    for member, content in _zip_members(file, budget) if is_zip else _tar_members(file, budget):
        source = f"{name}!{member}"
        with content:
            if not _is_inside(member):
                yield unread(source, ArticleError(f"{source}: the name leads out of the bundle"))
            elif suffix_of(member) in TEXTS:
                yield _text(content, source, sidecars.get(member))
            else:
                yield from read_rows(content, source, columns)


def _text(file: IO[bytes], source: str, sidecar: bytes | None) -> Entry:
    data = file.read(LONGEST + 1)
    try:
        if len(data) > LONGEST:
            raise ArticleError(f"{source} is longer than {LONGEST:,} bytes")
        return item_of(article_of(data, source, sidecar), source)
    except ArticleError as error:
        return unread(source, error, data[:LONGEST])


def _is_wanted(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = path.name.startswith(".") or "__MACOSX" in path.parts
    ending = suffix_of(path.name)
    return not hidden and (ending in TEXTS or (ending in ROWS and ending not in NOT_INSIDE))


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return not (path.is_absolute() or ".." in path.parts or DRIVE.match(name))


def _beside(name: str) -> str:
    """The text file that a metadata file is of."""
    return name.removesuffix(SIDECAR) + ".txt"


def _zip_members(file: IO[bytes], budget: Budget) -> Iterator[Member]:
    with zipfile.ZipFile(file) as bundle:
        for info in bundle.infolist():
            if _is_wanted(info.filename) and _is_regular(info):
                budget.take(HEADER)
                yield info.filename, _counted(bundle.open(info), budget)


def _zip_sidecars(file: IO[bytes], budget: Budget) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(file) as bundle:
        for info in bundle.infolist():
            if info.filename.endswith(SIDECAR) and _is_regular(info) and info.file_size <= SMALL:
                with _counted(bundle.open(info), budget) as content:
                    yield _beside(info.filename), content.read(SMALL)


def _counted(file: IO[bytes], budget: Budget) -> IO[bytes]:
    return io.BufferedReader(Counted(file, budget))


def _is_regular(info: zipfile.ZipInfo) -> bool:
    mode = info.external_attr >> 16
    return not info.is_dir() and stat.S_IFMT(mode) in (0, stat.S_IFREG)


def _tar_members(file: IO[bytes], budget: Budget) -> Iterator[Member]:
    for bundle, info in _tar_entries(file, budget):
        if _is_wanted(info.name) and info.isreg() and (content := bundle.extractfile(info)):
            yield info.name, content


def _tar_sidecars(file: IO[bytes], budget: Budget) -> Iterator[tuple[str, bytes]]:
    """Metadata files may lie behind their texts, so they are looked for first."""
    # where it is damaged or has grown too much, the texts before that place are still read
    with suppress(ArchiveError, tarfile.TarError, OSError, EOFError, zlib.error, LZMAError):
        for bundle, info in _tar_entries(file, Budget(budget.name, budget.left)):
            small = info.isreg() and info.size <= SMALL
            if info.name.endswith(SIDECAR) and small and (content := bundle.extractfile(info)):
                yield _beside(info.name), content.read(SMALL)


def _tar_entries(
    file: IO[bytes], budget: Budget
) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    file.seek(0)
    with tarfile.open(fileobj=file, mode="r:*") as bundle:
        while info := bundle.next():
            # what is passed over is unpacked all the same
            budget.take(HEADER + info.size)
            yield bundle, info
            vars(bundle)["members"].clear()  # else the list of all of them stays in memory
