"""What the tables of a story depend on, as short marks that change when it does."""

from __future__ import annotations

import dataclasses
import hashlib
import importlib.metadata
import os
import platform
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import storyanalysis
from storyanalysis.language import find_model

if TYPE_CHECKING:
    from storyanalysis.article import Article

__all__ = ["content_mark", "made_with"]

# their versions change what is found, or how a table is kept
LIBRARIES = ("spacy", "thinc", "numpy", "pandas", "pyarrow")
# say where an article came from; no table depends on them
BESIDE = ("path", "source_map")


def content_mark(article: Article, corrections: Any) -> str | None:
    """A hash of text, metadata and corrections; None if these cannot be marked."""
    fields = dataclasses.fields(article)
    about = [(f.name, getattr(article, f.name)) for f in fields if f.name not in BESIDE]
    mark = hashlib.sha256(repr(about).encode("utf-8", "surrogatepass"))
    if isinstance(corrections, (str, Path)):
        try:
            mark.update(b"file" + Path(corrections).read_bytes())
        except OSError:
            return None
    elif corrections is not False:
        mark.update(b"list" + repr(corrections).encode("utf-8", "surrogatepass"))
    return mark.hexdigest()


def made_with(model: object) -> tuple[str, ...] | None:
    """Name and version of the model and of all that works with it, without loading any.

    None if `model` is no installed package: a pipeline in a folder or in memory may
    change and keep its version.
    """
    return _made_with(model) if model is None or isinstance(model, str) else None


@cache  # what is installed does not change while a program runs
def _made_with(model: str | None) -> tuple[str, ...] | None:
    name = model or find_model()
    try:
        versions = [f"{part} {importlib.metadata.version(part)}" for part in (name, *LIBRARIES)]
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return None
    own = f"storyanalysis {storyanalysis.__version__} {_own_files()}"
    return (own, f"python {platform.python_version()}", *versions)


def _own_files() -> str:
    """A mark of the package's files: someone who changes a rule wants to see its effect."""
    root = Path(storyanalysis.__file__).parent
    return hashlib.sha256(repr(sorted(_stamps(os.fspath(root)))).encode()).hexdigest()


def _stamps(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as items:
        for item in items:
            if item.is_dir():
                if item.name != "__pycache__":
                    yield from _stamps(item.path)
            else:
                about = item.stat()
                yield item.path, about.st_size, about.st_mtime_ns
