"""Analyses that were made before: kept by content in the user's cache folder.

An entry is found by a hash of all that the tables depend on: the text and metadata,
the corrections, the model, this package's own files and the libraries beneath it. So
an entry is right or is not found, and none is ever out of date. An entry that is
damaged, or is none of ours, is taken for absent and written anew.

Where nothing can be read or written, every analysis is made afresh: a cache saves
time and is never a reason to fail.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from storyanalysis.keep import entry
from storyanalysis.keep.fingerprint import content_mark, made_with

if TYPE_CHECKING:
    from storyanalysis.article import Article
    from storyanalysis.keep.folder import StoryParts
    from storyanalysis.story import Story

__all__ = ["VARIABLE", "Cache", "Shelf", "default_folder", "open_shelf"]

VARIABLE = "STORYANALYSIS_CACHE"  # a folder, or a word that turns the cache off
OFF = ("off", "no", "none", "false", "0")
LIMIT = 500_000_000  # bytes; the least recently used go first
ENDING = ".story"
PRUNED = 16  # one store in so many looks at the size of it all
STALE = 3600  # seconds after which a half-written file is nobody's any more

Corrections = str | Path | Sequence[Mapping[str, Any]] | Literal[False]


def default_folder() -> Path | None:
    """Where analyses are kept: ``$STORYANALYSIS_CACHE``, or the user's cache folder.

    None if the variable turns the cache off, or there is no such folder.
    """
    given = os.environ.get(VARIABLE)
    if given:
        return None if given.strip().lower() in OFF else Path(given)
    import platformdirs

    try:
        return platformdirs.user_cache_path("storyanalysis", appauthor=False)
    except (OSError, RuntimeError):  # nobody's home
        return None


@dataclass(frozen=True)
class Cache:
    """A folder of entries.

    Parameters
    ----------
    folder : Path
        Made when the first entry is stored.
    limit : int
        Bytes that all entries together may take.
    """

    folder: Path
    limit: int = LIMIT

    def path(self, key: str) -> Path:
        """The file of an entry."""
        return self.folder / key[:2] / f"{key}{ENDING}"

    def load(self, key: str) -> entry.Entry | None:
        """The entry, or None if there is none that is whole."""
        path = self.path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        found = entry.read(data, key)
        if found is not None:
            with suppress(OSError):
                os.utime(path)  # it was of use just now
        return found

    def store(self, key: str, data: bytes) -> None:
        """Write an entry, if that can be done; a reader sees all of it or nothing."""
        path = self.path(key)
        # a name of its own, so that two writers do not write into one file
        half = path.with_suffix(f".{os.getpid()}-{secrets.token_hex(4)}.half")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            half.write_bytes(data)
            half.replace(path)
        except OSError:
            with suppress(OSError):
                half.unlink(missing_ok=True)
            return
        if int(key[:8], 16) % PRUNED == 0 or len(data) > self.limit // 100:
            self.prune()

    def prune(self) -> None:
        """Remove what was not used for longest, until all is within the limit."""
        files = sorted(self.files(), key=lambda file: (file[1].st_mtime_ns, file[0]))
        too_much = sum(about.st_size for _, about in files) - self.limit
        old = time.time() - STALE
        for path, about in files:
            if path.suffix == ENDING and too_much <= 0:
                continue
            if path.suffix == ENDING or about.st_mtime < old:
                with suppress(OSError):
                    path.unlink()
                    too_much -= about.st_size

    def files(self) -> Iterator[tuple[Path, os.stat_result]]:
        """The cache's own files, and nobody else's, with what the disk says of each."""
        for path in self.folder.glob("[0-9a-f][0-9a-f]/*"):
            if path.suffix in (ENDING, ".half"):
                with suppress(OSError):
                    yield path, path.stat()

    def clear(self) -> int:
        """Remove every entry; returns how many there were."""
        paths = [path for path, _ in self.files()]
        for path in paths:
            path.unlink(missing_ok=True)
        for folder in {path.parent for path in paths}:
            with suppress(OSError):  # something else stands in it
                folder.rmdir()
        return sum(path.suffix == ENDING for path in paths)


class Shelf:
    """The entries of one model; an empty one that keeps nothing, if the cache is off."""

    def __init__(self, cache: Cache | None, made_with: tuple[str, ...]) -> None:
        self._cache, self._made_with = cache, made_with

    def load(self, article: Article, corrections: Corrections = False) -> StoryParts | None:
        """What :class:`storyanalysis.Story` takes, if this analysis was made before."""
        key = self._key(article, corrections)
        if self._cache is None or key is None:
            return None
        found = self._cache.load(key)
        return None if found is None else found.parts(article)

    def store(self, story: Story, corrections: Corrections = False) -> None:
        """Keep a story that was made with these corrections."""
        key = self._key(story.article, corrections)
        if self._cache is not None and key is not None:
            self._cache.store(key, entry.write(story, key))

    def _key(self, article: Article, corrections: Corrections) -> str | None:
        if self._cache is None:
            return None
        mark = content_mark(article, corrections)
        if mark is None:
            return None
        return hashlib.sha256(repr((entry.FORMAT, self._made_with, mark)).encode()).hexdigest()


def open_shelf(cache: bool | str | Path, model: object) -> Shelf:
    """The shelf that `cache` and `model` of :func:`storyanalysis.analyze` stand for."""
    folder = default_folder() if cache is True else Path(cache) if cache else None
    marks = None if folder is None else made_with(model)
    if folder is None or marks is None:
        return Shelf(None, ())
    return Shelf(Cache(folder), marks)
