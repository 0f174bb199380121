"""``storyanalysis cache``: what is kept of earlier analyses, and how to be rid of it."""

from __future__ import annotations

import argparse
import os

from storyanalysis.cli.common import Commands
from storyanalysis.keep.cache import VARIABLE, Cache, default_folder

__all__ = ["add", "clear", "info"]


def add(commands: Commands) -> None:
    """Add the command and its two tasks."""
    parser = commands.add_parser(
        "cache",
        help="show or clear what is kept of earlier analyses",
        description="Analyses are kept, so that a story that was read before opens within "
        f"milliseconds. The variable {VARIABLE} names another folder, or turns it off (off).",
    )
    tasks = parser.add_subparsers(dest="task", required=True, metavar="info|clear")
    tasks.add_parser("info", help="where it is, and how much is in it").set_defaults(run=info)
    tasks.add_parser("clear", help="remove every entry").set_defaults(run=clear)


def info(options: argparse.Namespace) -> None:
    """Tell folder, number of entries, size and limit."""
    folder = default_folder()
    if folder is None:
        _tell(f"the cache is off ({VARIABLE}={os.environ.get(VARIABLE, '')})")
        return
    cache = Cache(folder)
    sizes = [about.st_size for _, about in cache.files()]
    _tell(f"folder   {folder}{'' if _is_writable(cache) else '  (cannot be written)'}")
    _tell(f"entries  {len(sizes):,}")
    _tell(f"size     {sum(sizes) / 1e6:,.1f} MB of at most {cache.limit / 1e6:,.0f} MB")


def clear(options: argparse.Namespace) -> None:
    """Remove every entry, and tell how many."""
    folder = default_folder()
    removed = 0 if folder is None else Cache(folder).clear()
    _tell(f"{removed:,} entries removed")


def _tell(line: str) -> None:
    from rich.console import Console

    Console(soft_wrap=True, highlight=False).print(line, markup=False)


def _is_writable(cache: Cache) -> bool:
    """Whether entries can be stored there, or in a folder made there."""
    nearest = next(
        path for path in (cache.folder, *cache.folder.absolute().parents) if path.exists()
    )
    return nearest.is_dir() and os.access(nearest, os.W_OK)
