"""How a batch gets into the dataset as a whole or not at all.

::

    DATASET/archive.json                        what it was made with
    DATASET/<table>/part-000012.parquet         the tables
    DATASET/_batches/000012/manifest.json       batch 12 is in
    DATASET/_staging/<run>/000012-<attempt>/    a batch that is being written

A worker writes all files of a batch into a folder under ``_staging`` and then
renames that folder to ``_batches/000012``. This one rename is the commit: before
it the batch counts for nothing, after it the batch is in. Its files are then
moved to their tables, which can be done again by anyone as often as need be.

A run that takes over first renames the ``_staging`` folders of earlier runs. A
worker that such a run left behind then has nothing left to rename, so it can
not commit a batch whose articles the new run hands out again.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["begin", "commit", "end", "is_committed", "parts", "publish", "read_manifest", "void"]

BATCHES, STAGING, MANIFEST = "_batches", "_staging", "manifest.json"
DEAD = "dead-"


def begin(root: Path) -> tuple[str, int]:
    """Shut out earlier runs and finish what they committed.

    Returns
    -------
    str
        Name of the new run.
    int
        Number of its first batch.
    """
    for folder in (root / BATCHES, root / STAGING):
        folder.mkdir(parents=True, exist_ok=True)
    for left in list((root / STAGING).iterdir()):
        dead = left.with_name(f"{DEAD}{uuid.uuid4().hex}")
        left.rename(dead)
        shutil.rmtree(dead, ignore_errors=True)
    run = uuid.uuid4().hex
    (root / STAGING / run).mkdir()
    names = _batches(root)
    for batch in names:
        publish(root, batch)
    return run, int(names[-1]) + 1 if names else 0


def _batches(root: Path) -> list[str]:
    """Names of what is committed, in the order of their numbers."""
    return sorted((entry.name for entry in os.scandir(root / BATCHES)), key=int)


def end(root: Path, run: str) -> None:
    """Leave nothing of the run behind but what it committed."""
    shutil.rmtree(root / STAGING / run, ignore_errors=True)


def commit(
    root: Path, run: str, batch: str, tables: Mapping[str, pa.Table], about: Mapping[str, Any]
) -> bool:
    """Write a batch and put it in; False if it is in already.

    Raises
    ------
    FileNotFoundError
        If another run has taken over.
    OSError
        If the files cannot be written; the batch is not in then.
    """
    # made without its parent, which is gone when another run has taken over
    staged = root / STAGING / run / f"{batch}-{uuid.uuid4().hex}"
    staged.mkdir()
    try:
        for name, table in tables.items():
            _write(staged / f"{name}.parquet", table)
        _write_manifest(staged, about)
        done = _rename(staged, root / BATCHES / batch)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    publish(root, batch)
    return done


def void(root: Path, run: str, batch: str) -> bool:
    """Settle that a batch will never be in; False if it is in already."""
    return commit(root, run, batch, {}, {"void": True})


def publish(root: Path, batch: str) -> None:
    """Move the files of a committed batch to their tables; doing so twice is no harm."""
    for path in (root / BATCHES / batch).glob("*.parquet"):
        folder = root / path.stem
        folder.mkdir(exist_ok=True)
        try:
            path.replace(folder / f"part-{batch}.parquet")
        except FileNotFoundError:
            continue  # someone else has moved it


def is_committed(root: Path, batch: str) -> bool:
    """Whether a batch is in."""
    return (root / BATCHES / batch).is_dir()


def read_manifest(root: Path, batch: str) -> dict[str, Any]:
    """What is known of a committed batch."""
    manifest: dict[str, Any] = json.loads((root / BATCHES / batch / MANIFEST).read_bytes())
    return manifest


def parts(root: Path, table: str) -> Iterator[Path]:
    """The files of a table that count, in the order of their batches."""
    for batch in _batches(root):
        published = root / table / f"part-{batch}.parquet"
        waiting = root / BATCHES / batch / f"{table}.parquet"
        # asked for twice, as it may be moved between the first and the second question
        for path in (published, waiting, published):
            if path.exists():
                yield path
                break


def _write(path: Path, table: pa.Table) -> None:
    import pyarrow.parquet as pq

    with path.open("wb") as file:
        pq.write_table(table, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())  # what is committed outlives a power cut too


def _write_manifest(folder: Path, about: Mapping[str, Any]) -> None:
    with (folder / MANIFEST).open("wb") as file:
        file.write(json.dumps(about, sort_keys=True).encode())
        file.flush()
        os.fsync(file.fileno())


def _rename(staged: Path, target: Path) -> bool:
    try:
        staged.rename(target)
    except OSError:
        # a folder that is not empty is never replaced
        if staged.is_dir() and target.is_dir():
            return False
        raise
    return True
