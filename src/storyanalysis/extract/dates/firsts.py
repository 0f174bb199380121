"""With which characters a match of a compiled frame can begin.

The patterns read here are those that :mod:`.frames` writes: character sets,
groups, ``|``, and the repeats ``?``, ``{0,5}`` and ``{1,5}``.
"""

from __future__ import annotations

import re

__all__ = ["first_characters"]

REPEAT = re.compile(r"\?|\{0,5\}|\{1,5\}|")


def first_characters(source: str) -> set[str]:
    """Characters that a match of a pattern can begin with."""
    groups, _ = _firsts(source, 0)
    return groups


def _firsts(source: str, at: int) -> tuple[set[str], bool]:
    found, _, empty = _firsts_of_branches(source, at)
    return found, empty


def _firsts_of_branches(source: str, at: int) -> tuple[set[str], int, bool]:
    """First characters from `at` to the closing bracket, its offset, and if it can be empty."""
    found: set[str] = set()
    any_empty, empty = False, True
    while at < len(source) and source[at] != ")":
        if source[at] == "|":
            any_empty, empty, at = any_empty or empty, True, at + 1
            continue
        if source[at] == "[":
            close = source.index("]", at)
            inner, optional, at = set(source[at + 1 : close]), False, close + 1
        else:
            inner, close, optional = _firsts_of_branches(source, _inside(source, at))
            at = close + 1
        repeat = REPEAT.match(source, at)
        assert repeat is not None
        at = repeat.end()
        if empty:
            found |= inner
        empty = empty and (optional or repeat.group() in ("?", "{0,5}"))
    return found, at, any_empty or empty


def _inside(source: str, at: int) -> int:
    """Offset of the first character inside the group that opens at `at`."""
    return source.index(">", at) + 1 if source.startswith("(?P<", at) else at + 3
