"""A story in a folder: one Parquet and one CSV a table, the text, and a list of it all.

Parquet is the lossless form and the one that is read back. The CSV files are for
spreadsheets: a cell that a spreadsheet would run as a formula gets an apostrophe.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from storyanalysis.article import Article
from storyanalysis.errors import StoredError, TableError
from storyanalysis.tables import CORRECTIONS, TABLES, Table

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["StoryParts", "load_parts", "save_story", "write_csv"]

FORMAT = "storyanalysis story"
VERSION = 1
TEXT, CONTENTS = "article.txt", "story.json"
# what spreadsheets take for the beginning of a formula (OWASP, "CSV Injection")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
METADATA = ("title", "outlet", "url", "path")
COMPUTED = "computed"  # folder of the tables before an analyst's corrections


class StoryParts(NamedTuple):
    """What a :class:`storyanalysis.Story` is made of, in the order it takes them."""

    article: Article
    frames: dict[str, pd.DataFrame]
    model: str
    notes: tuple[str, ...]
    computed_frames: dict[str, pd.DataFrame] | None = None
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
        written = json.dumps(_contents(story), ensure_ascii=False, indent=1) + "\n"
        (folder / CONTENTS).write_bytes(written.encode("utf-8"))
    except OSError as error:
        where = error.filename or folder
        raise StoredError(f"{where} cannot be written: {error.strerror or error}") from error
    return folder


def _write_table(frame: pd.DataFrame, folder: Path, name: str) -> None:
    frame.to_parquet(folder / f"{name}.parquet", engine="pyarrow", index=False)
    write_csv(frame, folder / f"{name}.csv")


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

    article = story.article
    return {
        "format": FORMAT,
        "version": VERSION,
        "package": __version__,
        "article": {name: getattr(article, name) for name in METADATA}
        | {"published": article.published and article.published.isoformat()},
        "sha256": digest(article.text),
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


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a table for spreadsheets; a cell never becomes a formula there."""
    safe = frame.copy()
    for name in (column for column in safe if safe[column].dtype == "string"):
        risky = safe[name].str.startswith(FORMULA).fillna(False).astype(bool)
        safe[name] = safe[name].mask(risky, "'" + safe[name])
    # the mark at the beginning tells spreadsheets that it is UTF-8
    safe.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")


def load_parts(folder: str | Path) -> StoryParts:
    """Read what :func:`save_story` wrote; ``Story(*load_parts(folder))`` is the story.

    Raises
    ------
    StoredError
        If a file is missing, damaged, written by something else or by a newer
        version; the message names the file and what to do.
    """
    folder = Path(folder)
    contents = _read_contents(folder)
    text = _read_text(folder / TEXT, contents["sha256"])
    about = contents["article"]
    day = about["published"]
    published = None if day is None else dt.date.fromisoformat(day)
    article = Article(text, published=published, **{name: about[name] for name in METADATA})
    frames = {
        name: _read_table(folder / f"{name}.parquet", table, contents["rows"][name])
        for name, table in TABLES.items()
    }
    parts = StoryParts(article, frames, contents["model"], tuple(contents["notes"]))
    rows = contents.get("corrected")
    return parts if rows is None else parts._replace(**_read_corrected(folder, rows))


def _read_corrected(folder: Path, rows: dict[str, int]) -> dict[str, Any]:
    name, inner = CORRECTIONS.name, folder / COMPUTED
    computed = {
        name: _read_table(inner / f"{name}.parquet", table, rows[name])
        for name, table in TABLES.items()
    }
    corrections = _read_table(folder / f"{name}.parquet", CORRECTIONS, rows[name])
    return {"computed_frames": computed, "correction_rows": corrections}


def _read_contents(folder: Path) -> dict[str, Any]:
    path = folder / CONTENTS
    data = _read_bytes(path, "give a folder that story.save wrote to completion")
    try:
        contents = json.loads(data)
    except ValueError as error:
        raise StoredError(f"{path} is damaged ({error}): save the story again") from error
    if not isinstance(contents, dict) or contents.get("format") != FORMAT:
        raise StoredError(f"{path} is no story of this package: give a folder from story.save")
    version = contents.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise StoredError(
            f"{path} has format version {version}, this package reads up to {VERSION}: "
            "update storyanalysis"
        )
    _check_contents(contents, path)
    return contents


def _check_contents(contents: dict[str, Any], path: Path) -> None:
    about: Any = contents.get("article")
    rows: Any = contents.get("rows")
    corrected: Any = contents.get("corrected")
    whole = (
        isinstance(about, dict)
        and about.keys() >= {*METADATA, "published"}
        and isinstance(rows, dict)
        and rows.keys() >= TABLES.keys()
        and {"sha256", "model", "notes"} <= contents.keys()
        and (corrected is None or _is_whole(corrected))
    )
    try:
        if whole and about["published"] is not None:
            dt.date.fromisoformat(about["published"])
    except (TypeError, ValueError):
        whole = False
    if not whole:
        raise StoredError(f"{path} is damaged: it lacks some of its entries; save the story again")


def _is_whole(corrected: Any) -> bool:
    return isinstance(corrected, dict) and corrected.keys() >= {CORRECTIONS.name, *TABLES}


def _read_text(path: Path, expected: str) -> str:
    try:
        text = _read_bytes(path, "save the story again").decode("utf-8")
    except UnicodeDecodeError as error:
        raise StoredError(f"{path} is not UTF-8: save the story again") from error
    if digest(text) != expected:
        raise StoredError(
            f"{path} was changed after the story was saved, so its offsets would point to other "
            "words: analyze the changed text anew"
        )
    return text


def _read_table(path: Path, table: Table, n_rows: int) -> pd.DataFrame:
    data = _read_bytes(path, "save the story again")
    import pyarrow as pa

    try:
        frame = pd.read_parquet(io.BytesIO(data), engine="pyarrow")
        known = {c.name: c.dtype for c in table.columns if c.name in frame}
        frame = table.check(frame.astype(known))
    except (pa.ArrowException, OSError, ValueError, TypeError, TableError) as error:
        raise StoredError(f"{path} is damaged ({error}): save the story again") from error
    if len(frame) != n_rows:
        raise StoredError(
            f"{path} has {len(frame)} rows and not {n_rows}: it is of another story; "
            "save the story again"
        )
    return frame


def _read_bytes(path: Path, fix: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise StoredError(f"{path} does not exist: {fix}") from None
    except OSError as error:
        raise StoredError(f"{path} cannot be read ({error.strerror or error}): {fix}") from error
