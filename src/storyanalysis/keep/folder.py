"""A story in a folder: one Parquet and one CSV a table, the text, and a list of it all.

Parquet is the lossless form and the one that is read back. The CSV files are for
spreadsheets; see :mod:`storyanalysis.keep.sheets`. No name of a file is made of
words of the article.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from storyanalysis.article import Article
from storyanalysis.errors import StoredError, TableError
from storyanalysis.keep.contents import (
    AGAIN,
    CONTENTS,
    FORMAT,
    VERSION,
    article_entries,
    article_of,
    read_contents,
)
from storyanalysis.keep.files import json_bytes, not_written, read_bytes
from storyanalysis.keep.sheets import csv_bytes
from storyanalysis.tables import CORRECTIONS, TABLES, Table

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["StoryParts", "digest", "is_saved_story", "load_parts", "parquet_bytes", "save_story"]

TEXT = "article.txt"
COMPUTED = "computed"  # folder of the tables before an analyst's corrections


class StoryParts(NamedTuple):
    """What a :class:`storyanalysis.Story` is made of, in the order it takes them."""

    article: Article
    frames: Mapping[str, pd.DataFrame]
    model: str
    notes: tuple[str, ...]
    computed_frames: Mapping[str, pd.DataFrame] | None = None
    correction_rows: pd.DataFrame | None = None


def save_story(story: Story, folder: str | Path) -> Path:
    """Write a story to a folder, which is made if need be.

    Parameters
    ----------
    story : Story
    folder : str or Path
        Files of an earlier save are replaced; other files stay.

    Returns
    -------
    Path
        The folder, with ``article.txt``, ``story.json`` and for every table a
        ``.parquet`` and a ``.csv`` file; of a corrected story also
        ``corrections`` and, in the folder ``computed``, the tables before them.

    Raises
    ------
    StoredError
        If the folder cannot be written.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # the list of contents goes last: a save that broke off is seen as such
        (folder / CONTENTS).unlink(missing_ok=True)
        (folder / TEXT).write_bytes(story.article.text.encode("utf-8"))
        for name in TABLES:
            _write_table(story.table(name), folder, name)
        _write_corrections(story, folder)
        (folder / CONTENTS).write_bytes(json_bytes(_contents(story)))
    except OSError as error:
        raise not_written(error, folder) from error
    return folder


def _write_table(frame: pd.DataFrame, folder: Path, name: str) -> None:
    (folder / f"{name}.parquet").write_bytes(parquet_bytes(frame))
    (folder / f"{name}.csv").write_bytes(csv_bytes(frame))


def parquet_bytes(frame: pd.DataFrame) -> bytes:
    """A table as the bytes of a Parquet file."""
    return frame.to_parquet(None, engine="pyarrow", index=False)


def _write_corrections(story: Story, folder: Path) -> None:
    """Corrections and the tables before them; those of an earlier save go."""
    for name in TABLES:
        for ending in ("parquet", "csv"):
            (folder / COMPUTED / f"{name}.{ending}").unlink(missing_ok=True)
    for ending in ("parquet", "csv"):
        (folder / f"{CORRECTIONS.name}.{ending}").unlink(missing_ok=True)
    if story.correction_rows is None:
        if (folder / COMPUTED).is_dir() and not any((folder / COMPUTED).iterdir()):
            (folder / COMPUTED).rmdir()
        return
    (folder / COMPUTED).mkdir(exist_ok=True)
    _write_table(story.correction_rows, folder, CORRECTIONS.name)
    for name, frame in story.computed.frames.items():
        _write_table(frame, folder / COMPUTED, name)


def _contents(story: Story) -> dict[str, Any]:
    from storyanalysis import __version__

    return {
        "format": FORMAT,
        "version": VERSION,
        "package": __version__,
        "article": article_entries(story.article),
        "sha256": digest(story.article.text),
        "model": story.model,
        "notes": list(story.notes),
        "rows": {name: len(story.frames[name]) for name in TABLES},
        "corrected": _corrected_rows(story),
    }


def _corrected_rows(story: Story) -> dict[str, int] | None:
    """Rows of the corrections and of the tables before them."""
    if story.correction_rows is None:
        return None
    rows = {name: len(frame) for name, frame in story.computed.frames.items()}
    return {CORRECTIONS.name: len(story.correction_rows)} | rows


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def is_saved_story(folder: str | Path) -> bool:
    """Is it a folder with a list of contents, as :func:`save_story` writes it last?"""
    return (Path(folder) / CONTENTS).is_file()


def load_parts(folder: str | Path) -> StoryParts:
    """Read what :func:`save_story` wrote; ``Story(*load_parts(folder))`` is the story.

    Raises
    ------
    StoredError
        If a file is missing, damaged, written by something else or by a newer
        version; the message names the file and what to do.
    """
    folder = Path(folder)
    contents = read_contents(folder)
    text = _read_text(folder / TEXT, contents["sha256"])
    try:
        article = article_of(text, contents["article"])
    except (ValueError, TypeError) as error:
        raise StoredError(
            f"{folder / CONTENTS} is damaged: it lacks a sound entry 'article' ({error}); {AGAIN}"
        ) from error
    frames = _read_tables(folder, contents["rows"])
    parts = StoryParts(article, frames, contents["model"], tuple(contents["notes"]))
    rows = contents.get("corrected")
    if rows is None:
        return parts
    name = CORRECTIONS.name
    return parts._replace(
        computed_frames=_read_tables(folder / COMPUTED, rows),
        correction_rows=_read_table(folder / f"{name}.parquet", CORRECTIONS, rows[name]),
    )


def _read_tables(folder: Path, rows: dict[str, int]) -> dict[str, pd.DataFrame]:
    return {
        name: _read_table(folder / f"{name}.parquet", table, rows[name])
        for name, table in TABLES.items()
    }


def _read_text(path: Path, expected: str) -> str:
    try:
        text = read_bytes(path, AGAIN).decode("utf-8")
    except UnicodeDecodeError as error:
        raise StoredError(f"{path} is not UTF-8: {AGAIN}") from error
    if digest(text) != expected:
        raise StoredError(
            f"{path} was changed after the story was saved, so its offsets would point to other "
            "words: analyze the changed text anew"
        )
    return text


def _read_table(path: Path, table: Table, n_rows: int) -> pd.DataFrame:
    data = read_bytes(path, AGAIN)
    import pyarrow as pa

    try:
        frame = table.check(_todays(pd.read_parquet(io.BytesIO(data), engine="pyarrow"), table))
    except (pa.ArrowException, OSError, ValueError, TypeError, TableError) as error:
        raise StoredError(f"{path} is damaged ({error}): {AGAIN}") from error
    if len(frame) != n_rows:
        raise StoredError(
            f"{path} has {len(frame)} rows and not {n_rows}: it is of another story; {AGAIN}"
        )
    return frame


def _todays(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """With the columns that a table has got since, as far as they may be null."""
    names = [column.name for column in table.columns]
    known = {c.name: c.dtype for c in table.columns if c.name in frame or c.null}
    for name in known.keys() - set(frame.columns):
        frame[name] = None
    order = [*(n for n in names if n in frame), *(n for n in frame if n not in names)]
    return frame[order].astype(known)
