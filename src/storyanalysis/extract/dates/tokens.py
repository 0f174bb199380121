"""Words and numbers of a text as one character each, so that rules can be matched on them.

Every set of word classes (``MONTH``, ``UNIT``, the word "the" ...) that some
word of the lexicon has is given a character. A text becomes a string of such
characters; what no rule knows becomes ``x``. Matching rules on that string
takes time linear in the text, whatever the text is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from storyanalysis import lexicons

__all__ = ["BREAK", "Alphabet", "Tokens", "tokenize"]

OTHER = "x"
BREAK = "¶"  # between paragraphs
FIRST_CHARACTER = 0x4E00  # any block without characters that mean something in a pattern
TOKEN = re.compile(
    r"""[AaPp]\.[Mm]\b\.?
    |[^\W\d_]\w*
    |\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])
    |\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)(?:\d{4}|\d\d)(?![\w/-])
    |\d{1,2}:\d\d(?::\d\d)?(?!\d)
    |\d{1,2}h\d\d\b
    |\d{1,2}\.\d\d(?=\ ?[AaPp]\.?[Mm]\b)
    |(?:(?<!['’‘`])['’‘])?\d{1,3}0['’]?s\b
    |\d{1,2}(?:st|nd|rd|th)\b
    |\d+(?:,\d{3})*(?:\.\d+)?
    |(?<!['’‘`])['’‘]\d\d(?!\d)
    |['’]s\b
    |[$£€¥#]\ ?\d[\d,.]*\d
    |\S""",
    re.VERBOSE,
)
SHAPES = (
    ("ISO", re.compile(r"\d{4}-\d\d-\d\d.*")),
    ("SLASH", re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{2,4}")),
    ("CLOCK", re.compile(r"\d{1,2}(:\d\d(:\d\d)?|h\d\d)")),
    ("CLOCKDOT", re.compile(r"\d{1,2}\.\d\d")),
    ("DECADE", re.compile(r"(['’‘]|1\d|20)\d0['’]?s|\d0['’]?s")),
    ("ORDN", re.compile(r"\d{1,2}(st|nd|rd|th)")),
    ("SHORTYEAR", re.compile(r"['’‘]\d\d")),
    ("AMPM", re.compile(r"[AaPp]\.[Mm]\.?")),
)
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
# every class set that a number can have; see number_classes
NUMBER_SHAPES = ("0", "00", "1", "01", "13", "25", "32", "60", "123", "0800", "1400", "1960")


def number_classes(token: str) -> frozenset[str]:
    """What a number may be: a count, a day, an hour, minutes, a year, a clock time.

    >>> sorted(number_classes("1990"))
    ['FOUR', 'NUM', 'YEAR']
    """
    found = {"NUM"}
    if token.isdecimal() and len(token) <= 4:
        number = int(token)
        if len(token) <= 2:
            found |= {"HOUR"} if number <= 24 else set()
            found |= {"DAY"} if 1 <= number <= 31 else set()
            found |= {"TWO"} if len(token) == 2 else set()
        elif len(token) == 4:
            found |= {"YEAR"} if 1000 <= number <= 2199 else set()
            found |= {"HHMM"} if number < 2400 and number % 100 < 60 else set()
            found |= {"FOUR"}
    return frozenset(found)


@dataclass(frozen=True)
class Tokens:
    """A text in pieces: their words, where they start and end, and their characters."""

    words: list[str]
    starts: list[int]
    code: str

    def end(self, index: int) -> int:
        """Offset after token `index`."""
        return self.starts[index] + len(self.words[index])


class Alphabet:
    """Gives every class set a character, and every word its class set.

    Parameters
    ----------
    literals : iterable of str
        Words (lower case) and marks that rules name as such.
    """

    def __init__(self, literals: Iterable[str]) -> None:
        self._characters: dict[frozenset[str], str] = {}
        self._classes: dict[str, set[str]] = {}
        self._classes |= {"(": {"LP"}, ")": {"RP"}}
        self.values: dict[str, dict[str, str]] = {}
        for word in literals:
            for form in (word, word.capitalize(), word.upper()):
                self._classes.setdefault(form, set()).add(word)
        for row in lexicons.rows("date_words"):
            self._add(row["word"], row["class"], row["value"], row["case"])
        self._table: dict[str, str] = {"": BREAK} | {
            word: self._character(frozenset(classes))
            for word, classes in sorted(self._classes.items())
        }
        self._shapes = {name: self._character(frozenset({name})) for name, _ in SHAPES}
        for example in NUMBER_SHAPES:
            self._character(number_classes(example))

    def _add(self, word: str, name: str, value: str, case: str) -> None:
        forms = {"": (word, word.capitalize(), word.upper()), "upper": (word.upper(),)}
        for form in forms.get(case, (word.capitalize(), word.upper())):
            self._classes.setdefault(form, set()).add(name)
        self.values.setdefault(name, {})[word] = value

    def _character(self, classes: frozenset[str]) -> str:
        new = chr(FIRST_CHARACTER + len(self._characters))
        return self._characters.setdefault(classes, new)

    @cached_property
    def _by_class(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for classes, character in self._characters.items():
            for name in sorted(classes):
                found[name] = found.get(name, "") + character
        return found

    def characters(self, name: str) -> str:
        """The characters of every class set with the class or word `name`."""
        return self._by_class.get(name, "")

    def encode(self, words: Iterable[str]) -> str:
        """The characters of words; an empty word stands for a break."""
        known, shape = self._table.get, self._encode_shape
        codes = [known(word) or (OTHER if word.isalpha() else shape(word)) for word in words]
        return "".join(codes)

    def _encode_shape(self, token: str) -> str:
        if len(token) > 40 or not (
            token[0].isdigit() or token[-1].isdigit() or token[0] in "'’‘aApP"
        ):
            return OTHER
        for name, pattern in SHAPES:
            if pattern.fullmatch(token):
                return self._shapes[name]
        if NUMBER.fullmatch(token):
            return self._characters.get(number_classes(token), OTHER)
        return OTHER


def tokenize(text: str, pieces: Sequence[tuple[int, int]], alphabet: Alphabet) -> Tokens:
    """Cut the pieces (paragraphs) of a text into tokens; between pieces stands a break."""
    words: list[str] = []
    starts: list[int] = []
    for start, end in pieces:
        found = list(TOKEN.finditer(text, start, end))
        words += [match.group() for match in found]
        starts += [match.start() for match in found]
        words.append("")
        starts.append(end)
    return Tokens(words, starts, alphabet.encode(words))
