"""Small words for captions and sentences: counts, lists, shortened text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

__all__ = ["clip", "count", "listed", "one_line", "wrap"]


def count(n: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "relay"), count(3, "relay"), count(0, "country", "countries")
    ('1 relay', '3 relays', '0 countries')
    """
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def listed(words: Iterable[str]) -> str:
    """Words as an English list.

    >>> listed(["Iran", "Iraq", "Haaretz"])
    'Iran, Iraq and Haaretz'
    """
    found = list(words)
    return " and ".join([*([", ".join(found[:-1])] if found[1:] else []), *found[-1:]])


def first_few(words: Sequence[str], most: int) -> str:
    """The first words of a list and how many follow.

    >>> first_few(["a", "b", "c", "d"], 2)
    'a, b and 2 more'
    """
    rest = len(words) - most
    return listed(words if rest <= 0 else [*words[:most], f"{rest} more"])


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def clip(text: str, width: int) -> str:
    """One line of at most `width` characters; what was cut shows as '…'.

    >>> clip("the Iraqi Defense Ministry", 12)
    'the Iraqi D…'
    """
    line = one_line(text)
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def wrap(text: str, width: int, lines: int) -> str:
    """At most `lines` lines of at most `width` characters; what was cut shows as '…'."""
    return "\n".join(
        textwrap.wrap(one_line(text), width, max_lines=lines, placeholder=" …") or [""]
    )
