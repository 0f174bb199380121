"""One kept analysis as one file: its tables as Arrow streams behind a list of contents.

The file holds no code and nothing that is run, and a checksum over all of it. Tables
are decoded when they are first asked for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis.frames import Frames
from storyanalysis.keep.folder import StoryParts
from storyanalysis.schema import Column, Table, dtype_of
from storyanalysis.tables import CORRECTIONS, TABLES

if TYPE_CHECKING:
    from storyanalysis.article import Article
    from storyanalysis.story import Story

__all__ = ["FORMAT", "Entry", "read", "write"]

FORMAT = "storyanalysis entry 1\n"
CHECKED = 32  # bytes of the checksum
COMPUTED = "computed "  # before the names of the tables before corrections


@dataclass(frozen=True)
class Entry:
    """A kept analysis: what the story says beside its tables, and the tables as bytes."""

    model: str
    notes: tuple[str, ...]
    tables: Mapping[str, bytes]

    def parts(self, article: Article) -> StoryParts:
        """What makes the story of this article."""
        parts = StoryParts(article, self._frames(""), self.model, self.notes)
        if CORRECTIONS.name not in self.tables:
            return parts
        return parts._replace(
            computed_frames=self._frames(COMPUTED),
            correction_rows=_frame(CORRECTIONS, self.tables[CORRECTIONS.name]),
        )

    def _frames(self, which: str) -> Frames:
        return Frames(
            {name: partial(_frame, table, self.tables[which + name])
             for name, table in TABLES.items()}
        )  # fmt: skip


def write(story: Story, key: str) -> bytes:
    """A story as the bytes of an entry."""
    frames = {name: (TABLES[name], frame) for name, frame in story.frames.items()}
    if story.correction_rows is not None:
        frames[CORRECTIONS.name] = (CORRECTIONS, story.correction_rows)
        before = story.computed.frames.items()
        frames |= {COMPUTED + name: (TABLES[name], frame) for name, frame in before}
    streams = {name: _stream(frame) for name, (_, frame) in frames.items()}
    contents = {
        "key": key,
        "model": story.model,
        "notes": story.notes,
        "tables": {name: len(stream) for name, stream in streams.items()},
    }
    head = json.dumps(contents).encode() + b"\n"
    body = head + b"".join(streams.values())
    return FORMAT.encode() + _checksum(body) + body


def read(data: bytes, key: str) -> Entry | None:
    """The entry, or None if this is no whole entry with that key."""
    start = len(FORMAT) + CHECKED
    body = data[start:]
    if data[:start] != FORMAT.encode() + _checksum(body):
        return None
    head, _, rest = body.partition(b"\n")
    contents = json.loads(head)
    if contents["key"] != key:
        return None
    tables, at = {}, 0
    for name, length in contents["tables"].items():
        tables[name] = rest[at : at + length]
        at += length
    return Entry(contents["model"], tuple(contents["notes"]), tables)


def _checksum(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=CHECKED).digest()


def _stream(frame: pd.DataFrame) -> bytes:
    import pyarrow as pa

    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _frame(table: Table, stream: bytes) -> pd.DataFrame:
    import pyarrow as pa

    columns = zip(table.columns, pa.ipc.open_stream(stream).read_all().itercolumns(), strict=True)
    return pd.DataFrame(
        {column.name: _array(column, values) for column, values in columns}, copy=False
    )


def _array(column: Column, values: Any) -> Any:
    """A column as the table keeps it; `values` is an Arrow array in chunks."""
    dtype = dtype_of(column.dtype)
    if isinstance(dtype, pd.api.extensions.ExtensionDtype):
        return dtype.__from_arrow__(values)  # type: ignore[attr-defined]  # of those that Arrow knows
    return values.to_numpy()
