"""Doors into the package: one module a format, one function that finds the right one.

A reader takes a :class:`~storyanalysis.readers.reading.Source` (bytes and their name)
and gives a :class:`~storyanalysis.readers.reading.Reading` (text, metadata, the way
back, what was left out). Readers know nothing of articles and of each other's formats.
"""

from __future__ import annotations

from pathlib import Path

from storyanalysis.errors import ArticleError
from storyanalysis.readers.reading import Reading, Source

__all__ = ["LARGEST", "Reading", "Source", "read_file", "read_source", "read_url"]

LARGEST = 50_000_000  # bytes of a file; a PDF may have many pictures
LONGEST_NAME = 255  # letters that file systems allow a name


def read_file(path: Path) -> Reading:
    """Read a file of any known format.

    Raises
    ------
    ArticleError
        If it is missing, a folder, too large, or cannot be read as an article.
    """
    return read_source(Source.of_file(path, _read_bytes(path)))


def read_url(url: str) -> Reading:
    """Fetch and read one page; see :mod:`storyanalysis.readers.web` for the rules.

    Raises
    ------
    ArticleError
        If it cannot be fetched or read.
    """
    from storyanalysis.readers.web import fetch

    return read_source(fetch(url))


def read_source(source: Source) -> Reading:
    """Read what was opened or fetched, by the reader for its format.

    Raises
    ------
    ArticleError
        If it cannot be read as an article.
    """
    from storyanalysis.readers.find import find_format

    if not source.data.strip():
        raise ArticleError(f"{source.where} is empty: give a file with an article in it")
    return find_format(source).read(source)


def _read_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ArticleError(f"{path} is a folder: name one file in it")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        if "\n" in str(path):
            raise ArticleError(
                "this is the text of an article and no file's name: use Article.from_text(text)"
            ) from None
        raise ArticleError(f"{path} does not exist: check the name and the folder") from None
    except (OSError, ValueError) as error:
        if len(path.name) > LONGEST_NAME:
            raise ArticleError(
                f"{str(path)[:60]!r}... is no file's name: a text goes to Article.from_text(text)"
            ) from None
        reason = getattr(error, "strerror", None) or error
        raise ArticleError(f"{path} cannot be read: {reason}") from error
    if len(data) > LARGEST:
        raise ArticleError(f"{path} is larger than {LARGEST // 10**6} MB: save the article alone")
    return data
