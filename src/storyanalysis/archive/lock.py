"""One run at a time writes to an archive; the lock ends with the process, however it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from storyanalysis.errors import ArchiveError

__all__ = ["locked"]

LOCK = "_lock"


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the archive's lock.

    Raises
    ------
    ArchiveError
        If another run holds it.
    """
    with (root / LOCK).open("ab") as file:
        try:
            _take(file)
        except OSError as error:
            raise ArchiveError(
                f"{root} is being written by another run: wait until it is done, or stop it"
            ) from error
        yield


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
