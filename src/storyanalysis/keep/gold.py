"""What a story is measured against: another story, a saved one, or a file of an analyst."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyanalysis.errors import StoryError
from storyanalysis.inquire.agreement import View, view_of_gold, view_of_story
from storyanalysis.keep.contents import read_contents
from storyanalysis.keep.files import read_bytes
from storyanalysis.keep.folder import load_parts

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["gold_metadata", "read_gold"]

GOLD = ".gold.json"


def read_gold(gold: Story | Mapping[str, Any] | str | Path, text: str) -> View:
    """The view of a gold, whatever it is given as.

    Parameters
    ----------
    gold : Story, mapping, str or Path
        A story; the folder of a saved one; a JSON file with an analyst's rows
        (``docs/agreement.md``), or what such a file holds.
    text : str
        The text of the story to be measured, into which a gold file points.

    Raises
    ------
    StoryError
        If it cannot be read, or was made for another text.
    """
    if isinstance(gold, Mapping):
        return view_of_gold(text, gold, "the gold given")
    if not isinstance(gold, (str, Path)):
        return view_of_story(gold.article.text, gold.frames)
    path = Path(gold)
    if path.is_dir():
        parts = load_parts(path)
        return view_of_story(parts.article.text, parts.frames)
    _check_text(path, text)
    return view_of_gold(text, _read_json(path), str(path))


def gold_metadata(path: str | Path) -> dict[str, str]:
    """Day and outlet of the article that a gold, a file or a saved story, was made for."""
    path = Path(path)
    data = read_contents(path)["article"] if path.is_dir() else _read_json(path)
    known = data if isinstance(data, Mapping) else {}
    return {k: known[k] for k in ("published", "outlet") if isinstance(known.get(k), str)}


def _read_json(path: Path) -> Any:
    fix = "give a saved story's folder or a JSON file with an analyst's tables"
    try:
        return json.loads(read_bytes(path, fix))
    except (ValueError, RecursionError) as error:
        raise StoryError(f"{path} is no JSON ({error}): {fix}") from error


def _check_text(path: Path, text: str) -> None:
    """The text beside ``NAME.gold.json`` (``NAME.txt``), if there is one, must be the story's."""
    beside = path.with_name(path.name.removesuffix(GOLD) + ".txt")
    if not path.name.endswith(GOLD) or not beside.is_file():
        return
    theirs = read_bytes(beside, "mend it").decode("utf-8", "replace").replace("\r\n", "\n")
    if theirs != text:
        raise StoryError(
            f"{path} was made for the text in {beside.name}, and the story has another: "
            "analyze that file"
        )
