"""Corrections from a YAML file, or from a list made in Python, to checked entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from storyanalysis.article import decode
from storyanalysis.errors import ArticleError, CorrectionError
from storyanalysis.inquire.corrections.forms import Entry, read_entry
from storyanalysis.readers.yamls import fault

__all__ = ["SIDECAR", "read_corrections", "sidecar_of"]

SIDECAR = ".corrections.yaml"
LARGEST = 1_000_000  # characters; the parser's time grows with it
DEEPEST = 5  # a list of entries, each of which holds mappings and lists


def sidecar_of(path: str | None) -> Path | None:
    """The corrections file beside an article's file, if there is one."""
    if not path:
        return None
    sidecar = Path(path).parent / (Path(path).stem + SIDECAR)
    return sidecar if sidecar.is_file() else None


def read_corrections(source: str | Path | Sequence[Mapping[str, Any]]) -> list[Entry]:
    """Read and check corrections.

    Parameters
    ----------
    source : str, Path or list of dict
        A YAML file with a list of entries, or the entries themselves.

    Returns
    -------
    list of Entry

    Raises
    ------
    CorrectionError
        If the file cannot be read or an entry is malformed; the message names
        the file, the entry and what to do.
    """
    if isinstance(source, (str, Path)):
        return _read_file(Path(source))
    if not isinstance(source, Sequence):
        raise CorrectionError(
            f"corrections are a file or a list of entries, not {type(source).__name__}"
        )
    labels = [f"corrections, entry {n}" for n in range(1, len(source) + 1)]
    return [
        read_entry(_plain(data, where), n, where)
        for n, (data, where) in enumerate(zip(source, labels, strict=True), start=1)
    ]


def _read_file(path: Path) -> list[Entry]:
    root = _compose(_read_text(path), path)
    if root is None:
        return []
    if not isinstance(root, yaml.SequenceNode):
        raise CorrectionError(f"{path}: corrections are a list; begin every entry with '- '")
    entries = []
    for number, node in enumerate(root.value, start=1):
        where = f"{path}, entry {number} (line {node.start_mark.line + 1})"
        entries.append(read_entry(_from_node(node, where), number, where))
    return entries


def _compose(text: str, path: Path) -> yaml.Node | None:
    if len(text) > LARGEST:
        raise CorrectionError(f"{path} is larger than {LARGEST:,} characters: split it")
    try:
        root: yaml.Node | None = yaml.compose(text, yaml.BaseLoader)
        # a few lines of names for names of names would stand for billions of entries
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.BaseLoader)):
            raise CorrectionError(f"{path} has an alias (*name): write the words themselves")
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise CorrectionError(f"{path} is not YAML: {fault(error)}") from error
    except RecursionError:
        raise CorrectionError(f"{path} is nested too deeply to be corrections") from None
    return root


def _read_text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise CorrectionError(f"{path} does not exist: check the name and the folder") from None
    except OSError as error:
        raise CorrectionError(
            f"{path} cannot be read ({error.strerror or error}): name a YAML file"
        ) from error
    try:
        return decode(data, str(path)) if data.strip() else ""
    except ArticleError as error:
        raise CorrectionError(f"{path} is not a text file: save it as UTF-8") from error


def _from_node(node: yaml.Node, where: str, depth: int = 1) -> Any:
    """Plain values, every scalar as the text it is; a doubled key is an error."""
    if depth > DEEPEST:
        raise CorrectionError(f"{where}: it is nested too deeply; see docs/corrections.md")
    if isinstance(node, yaml.SequenceNode):
        return [_from_node(item, where, depth + 1) for item in node.value]
    if not isinstance(node, yaml.MappingNode):
        return str(node.value)
    found: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in found:
            raise CorrectionError(f"{where}: {name!r} stands there twice; write two entries")
        found[name] = _from_node(value, where, depth + 1)
    return found


def _plain(data: Any, where: str, depth: int = 1) -> Any:
    """The same values from Python, days as texts."""
    if depth > DEEPEST:
        raise CorrectionError(f"{where}: it is nested too deeply; see docs/corrections.md")
    if isinstance(data, Mapping):
        return {str(key): _plain(value, where, depth + 1) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [_plain(item, where, depth + 1) for item in data]
    return data.isoformat() if isinstance(data, dt.date) else data
