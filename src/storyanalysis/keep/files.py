"""Files on their way to the disk and back, with errors that name them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from storyanalysis.errors import StoredError

__all__ = ["json_bytes", "not_written", "read_bytes", "write_file"]


def read_bytes(path: Path, fix: str) -> bytes:
    """The bytes of a file.

    Raises
    ------
    StoredError
        If it is missing or cannot be read; `fix` says what to do then.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise StoredError(f"{path} does not exist: {fix}") from None
    except OSError as error:
        raise StoredError(f"{path} cannot be read ({error.strerror or error}): {fix}") from error


def write_file(path: str | Path, data: str | bytes) -> Path:
    """Write a file, in folders that are made if need be; text is written as UTF-8.

    Raises
    ------
    StoredError
        If it cannot be written.
    """
    path = Path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    except OSError as error:
        raise not_written(error, path) from error
    return path


def not_written(error: OSError, path: Path) -> StoredError:
    """The error of a file, or of `path`, that cannot be written."""
    where = error.filename or path
    return StoredError(
        f"{where} cannot be written ({error.strerror or error}): give another name or folder, "
        "or make this one writable"
    )


def json_bytes(value: Any, depth: int = 2) -> bytes:
    r"""JSON in UTF-8, one entry a line down to `depth`, what is deeper on one line.

    >>> json_bytes({"a": {"b": [1, 2]}, "c": "é"}).decode()
    '{\n "a": {\n  "b": [1, 2]\n },\n "c": "é"\n}\n'
    """
    return (_written(value, depth, "\n") + "\n").encode("utf-8")


def _written(value: Any, depth: int, edge: str) -> str:
    if not depth or not value or not isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    inner = edge + " "
    if isinstance(value, list):
        lines = [_written(item, depth - 1, inner) for item in value]
        return f"[{inner}{f',{inner}'.join(lines)}{edge}]"
    lines = [
        f"{json.dumps(str(key), ensure_ascii=False)}: {_written(item, depth - 1, inner)}"
        for key, item in value.items()
    ]
    return f"{{{inner}{f',{inner}'.join(lines)}{edge}}}"
