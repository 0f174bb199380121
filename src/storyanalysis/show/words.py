"""Small words for captions and sentences: counts, lists, shortened text."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence

__all__ = [
    "CLASS_WORDS",
    "FORM_WORDS",
    "START_WORDS",
    "clip",
    "count",
    "first_few",
    "listed",
    "listed_forms",
    "number",
    "one_line",
    "wrap",
]

# the forms of statements, as a reader calls them
FORM_WORDS = {
    "direct": "direct quotation",
    "mixed": "partly quoted",
    "indirect": "in the reporter's words",
}
# what relations count as
CLASS_WORDS = {
    "positive": "cooperation",
    "negative": "conflict",
    "open": "open",
    "negated": "said not to be",
    "hypothetical": "only possible",
}
# where chains of attribution start
START_WORDS = {
    "named": "a named speaker",
    "document": "a document",
    "anonymous": "someone unnamed",
    "nobody": "nobody named",
}


def count(n: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "relay"), count(3, "relay"), count(0, "country", "countries")
    ('1 relay', '3 relays', '0 countries')
    """
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def number(n: int) -> str:
    """A number within a sentence: "none" instead of 0.

    >>> number(0), number(1200)
    ('none', '1,200')
    """
    return f"{n:,}" if n else "none"


def listed(words: Iterable[str]) -> str:
    """Words as an English list.

    >>> listed(["Iran", "Iraq", "Haaretz"])
    'Iran, Iraq and Haaretz'
    """
    found = list(words)
    return " and ".join([*([", ".join(found[:-1])] if found[1:] else []), *found[-1:]])


def listed_forms(forms: Iterable[str]) -> str:
    """How many statements have which form, without the forms that none has.

    >>> listed_forms(["direct", "indirect", "direct"])
    "2 direct quotations and 1 in the reporter's words"
    """
    found = Counter(forms)
    return listed(
        count(found[form], words, f"{words}{'s' * (form == 'direct')}")
        for form, words in FORM_WORDS.items()
        if found[form]
    )


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
