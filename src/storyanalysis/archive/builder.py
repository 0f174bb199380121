"""Many articles into one dataset: what ``storyanalysis archive`` does."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyanalysis.archive.cluster import check_may_start, connected
from storyanalysis.archive.commit import begin, end, parts
from storyanalysis.archive.dataset import FORMAT, VERSION, Archive, read_settings
from storyanalysis.archive.inputs import (
    SETTINGS,
    Inputs,
    Meter,
    check_inputs,
    input_list,
    read_entries,
    total_bytes,
)
from storyanalysis.archive.lock import locked
from storyanalysis.archive.progress import Pace, shown
from storyanalysis.archive.rows import Columns, known_columns
from storyanalysis.archive.run import Run, batches
from storyanalysis.archive.seen import Seen
from storyanalysis.archive.work import Job, installed_model
from storyanalysis.errors import ArchiveError

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["build"]

BATCH = 100  # articles written together; what a kill costs each worker


def build(
    inputs: Inputs,
    out: str | Path,
    *,
    workers: int | None = None,
    scheduler: str | Client | None = None,
    batch: int = BATCH,
    model: str | None = None,
    columns: Columns | None = None,
    progress: bool | None = None,
) -> Archive:
    """Analyse many articles into a dataset of Parquet files, one table each.

    A run that was stopped, however it was, goes on where it was when it is
    called again with the same `out`; articles that the archive has are passed
    over, so that a rerun adds only what is new.

    Parameters
    ----------
    inputs : str, Path or iterable of them
        Folders, files, and patterns like ``news/**/*.html``: text files with
        their metadata beside them, JSONL, CSV and Parquet with the columns
        ``text``, ``title``, ``published``, ``outlet``, ``url`` and perhaps
        ``author`` and ``id``, zip and tar files of such, read one by one. Of
        a folder's files, those that end in ``.txt`` or in one of the others'
        endings; what is named or matched may have any format that
        :func:`storyanalysis.read_article` reads.
    out : str or Path
        The dataset; a new or empty folder, or an archive to add to. Workers on
        other machines must see it under the same path.
    workers : int, optional
        Processes on this machine; by default one a core.
    scheduler : str or distributed.Client, optional
        Address of a Dask scheduler whose workers do the work instead.
    batch : int, optional
        Articles that are written together, as one file a table.
    model : str, optional
        An installed English spaCy pipeline to use instead of the default one.
    columns : mapping, optional
        Which column holds a field, where it is called otherwise:
        ``{"published": "date", "url": None}``; None if there is none.
    progress : bool, optional
        Show progress on stderr; by default where it is a terminal.

    Returns
    -------
    Archive
        Its attribute `pace` holds the counts of this run.

    Raises
    ------
    ArchiveError
        If an input does not exist or lacks a column, if `out` was made with
        another version or model or is being written, if it cannot be written, or
        if a script calls it without the line below.
    ModelError
        If no English spaCy pipeline can be loaded.

    Notes
    -----
    Corrections beside an article's file are not applied. In a script, call it
    under ``if __name__ == "__main__":``, as everything that starts processes.
    """
    check_may_start()
    given, where = input_list(inputs), known_columns(columns)
    _check_counts(workers, batch)
    check_inputs(given, where)
    root = Path(out).absolute()
    with _own(root), connected(scheduler, workers) as client:
        job, first = _begin(root, client, model)
        meter, pace = Meter(), Pace(total=total_bytes(given))
        seen, numbers = Seen(_ids(root)), count(first)
        entries = read_entries(given, where, meter)
        work = batches(entries, seen, numbers, batch, (meter, pace))
        try:
            with shown(progress) as bar:
                pace.start()
                Run(client, job, numbers, pace).go(work, bar)
        finally:
            end(root, job.run)
    pace.tick()
    if not pace.added + pace.failed + pace.known:
        raise ArchiveError(f"there is no article in {', '.join(given)}: text files end in .txt")
    return Archive(root, read_settings(root), pace)


def _check_counts(workers: int | None, batch: int) -> None:
    for name, number in (("workers", workers), ("batch", batch)):
        if number is not None and number < 1:
            raise ArchiveError(f"{name} is {number}: give a number from 1 on")


@contextmanager
def _own(root: Path) -> Iterator[None]:
    """The dataset's folder, for this run alone; it is made if need be."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        if not (root / SETTINGS).exists() and not _is_fresh(root):
            raise ArchiveError(f"{root} is not empty and no archive: give a new folder for it")
        with locked(root):
            yield
    except OSError as error:
        raise ArchiveError(
            f"{root} cannot be written ({error.strerror or error}): make room or put it right, and "
            "run the same again; what is done is kept"
        ) from error


def _is_fresh(root: Path) -> bool:
    """Nothing in it but what a run leaves that was stopped at its very beginning."""
    return all(
        path.name.startswith("_") or path.name == f"{SETTINGS}.new" for path in root.iterdir()
    )


def _begin(root: Path, client: Client, model: str | None) -> tuple[Job, int]:
    """Settings that fit, earlier runs shut out."""
    made_with = client.submit(installed_model, model, pure=False).result()
    wanted = {
        "format": FORMAT,
        "version": VERSION,
        "package": made_with[0],
        "model": made_with[1],
    }
    if (root / SETTINGS).exists():
        _compare(root, read_settings(root), wanted)
    else:
        _write_settings(root / SETTINGS, wanted)
    run, first = begin(root)
    return Job(root, run, model, made_with), first


def _compare(root: Path, there: dict[str, Any], wanted: dict[str, Any]) -> None:
    for key, what in (("package", "storyanalysis"), ("model", "the model")):
        if there[key] != wanted[key]:
            raise ArchiveError(
                f"{root} was made with {what} {there[key]}, and this is {wanted[key]}: tables of "
                f"both would not compare. Give a new folder, or install {there[key]}"
            )


def _write_settings(path: Path, settings: dict[str, Any]) -> None:
    new = path.with_name(f"{path.name}.new")
    with new.open("w", encoding="utf-8") as file:
        file.write(json.dumps(settings, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _ids(root: Path) -> Iterator[str]:
    """Articles that the archive has, failed ones included."""
    import pyarrow.parquet as pq

    for table in ("articles", "errors"):
        for path in parts(root, table):
            ids = pq.read_table(path, columns=["article_id"], partitioning=None)
            yield from ids["article_id"].to_pylist()
