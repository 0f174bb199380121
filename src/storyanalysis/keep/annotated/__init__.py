"""What annotators changed in brat or doccano, as corrections of the story."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyanalysis.errors import CorrectionError, StoredError
from storyanalysis.keep.annotated.changes import changes
from storyanalysis.keep.annotated.parse import parse_ann, parse_doccano
from storyanalysis.keep.export.brat import brat_files
from storyanalysis.keep.export.doccano import doccano
from storyanalysis.keep.files import read_bytes
from storyanalysis.keep.standoff import Standoff, standoff_of

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["read_annotations"]


def read_annotations(story: Story, path: str | Path) -> list[dict[str, Any]]:
    """The corrections that lie in an annotated export of a story.

    Export the story with ``story.export(folder, "brat")`` or to ``"doccano"``,
    let annotators change it there, and read it back.

    Parameters
    ----------
    story : Story
        The story that was exported.
    path : str or Path
        The ``.ann`` file of brat, with its ``.txt`` beside it, or the ``.jsonl``
        file of doccano.

    Returns
    -------
    list of dict
        Entries for :meth:`Story.correct`, none where nothing was changed; what
        each of them is made of stands in ``docs/formats-out.md``.

    Raises
    ------
    CorrectionError
        If the file cannot be read, or is of another text.
    """
    path = Path(path)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise CorrectionError(f"{path}: give the .ann file of brat or the .jsonl file of doccano")
    try:
        before, after = reader(story, path)
    except StoredError as error:
        raise CorrectionError(str(error)) from error
    return changes(story, before, after)


def _decoded(path: Path) -> str:
    try:
        return read_bytes(path, "give the exported file").decode("utf-8")
    except UnicodeDecodeError as error:
        raise CorrectionError(f"{path} is not UTF-8: export it from the tool again") from error


def _brat(story: Story, path: Path) -> tuple[Standoff, Standoff]:
    text = path.with_suffix(".txt")
    if _decoded(text) != story.article.text:
        raise CorrectionError(f"{text} is not the text of this story: give the story exported")
    own = brat_files(story)["article.ann"].decode("utf-8")
    size = len(story.article.text)
    before = parse_ann(own, "the story", size)
    before.rows = standoff_of(story).rows  # the export has their names
    return before, parse_ann(_decoded(path), str(path), size)


def _doccano(story: Story, path: Path) -> tuple[Standoff, Standoff]:
    text = story.article.text
    before = parse_doccano(doccano(story).decode("utf-8"), "the story", text)
    layer = standoff_of(story)
    rows = [layer.rows[name] for name, mark in layer.marks.items() for _ in mark.places]
    before.rows = {f"T{n}": row for n, row in enumerate(rows, start=1)}
    before.rows |= {name: layer.rows[name] for name in layer.links}
    return before, parse_doccano(_decoded(path), str(path), text)


READERS: Mapping[str, Callable[[Story, Path], tuple[Standoff, Standoff]]] = {
    ".ann": _brat,
    ".jsonl": _doccano,
}
