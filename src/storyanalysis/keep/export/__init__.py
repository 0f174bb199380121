"""A story in the formats of other programs, one module a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from storyanalysis.errors import StoryError
from storyanalysis.keep.export.annotations import web_annotations
from storyanalysis.keep.export.brat import brat_files
from storyanalysis.keep.export.conllu import conllu
from storyanalysis.keep.export.doccano import doccano
from storyanalysis.keep.export.document import json_document
from storyanalysis.keep.export.timeml import timeml
from storyanalysis.keep.exports import graph_text
from storyanalysis.keep.files import write_file
from storyanalysis.keep.folder import parquet_bytes
from storyanalysis.keep.formats import FORMATS
from storyanalysis.keep.sheets import csv_bytes

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["FORMATS", "export_story"]


def export_story(story: Story, path: str | Path, *, format: str | None = None) -> Path:  # noqa: A002
    """Write a story in another format.

    Parameters
    ----------
    story : Story
    path : str or Path
        The file; of a format of several files the folder, in which files of an
        earlier export are replaced and others stay.
    format : str, optional
        One of ``storyanalysis.keep.formats.FORMATS``; without it, the ending of `path` tells.

    Returns
    -------
    Path
        The file or folder.

    Raises
    ------
    StoryError
        If the format is unknown or something cannot be written.
    """
    path = Path(path)
    written = WRITERS[_named(path, format)](story)
    if isinstance(written, bytes):
        return write_file(path, written)
    for name, data in written.items():
        write_file(path / name, data)
    return path


def _named(path: Path, name: str | None) -> str:
    if name in FORMATS:
        return str(name)
    known = ", ".join(FORMATS)
    if name is not None:
        raise StoryError(f"there is no format {name!r}: choose one of {known}")
    # of formats with one ending the first counts
    for found, about in FORMATS.items():
        if about.ending and path.name.lower().endswith(about.ending):
            return found
    raise StoryError(f"{path}: its ending names no format; say which of {known}")


def _csv(story: Story) -> dict[str, bytes]:
    return {f"{name}.csv": csv_bytes(frame) for name, frame in story.frames.items()}


def _parquet(story: Story) -> dict[str, bytes]:
    return {f"{name}.parquet": parquet_bytes(frame) for name, frame in story.frames.items()}


def _graph(ending: str) -> Callable[[Story], bytes]:
    return lambda story: graph_text(story.graph(), ending).encode("utf-8")


# the bytes of a file, or the files of a folder by name
WRITERS: Mapping[str, Callable[[Story], bytes | dict[str, bytes]]] = {
    "csv": _csv,
    "parquet": _parquet,
    "json": json_document,
    "jsonld": web_annotations,
    "timeml": timeml,
    "brat": brat_files,
    "doccano": doccano,
    "conllu": conllu,
    "graphml": _graph(".graphml"),
    "gexf": _graph(".gexf"),
    "cytoscape": _graph(".cyjs"),
}
