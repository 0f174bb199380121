"""The rule language: token frames read from ``lexicons/date_rules.csv``.

A frame is a row of items parted by blanks::

    the? month:MONTH { day:DAY } ,? year:YEAR ?

``UPPER`` is a word class (``lexicons/date_words.csv`` or a shape of number),
``a|the`` are words, ``name:`` names what the value is made of, ``?``, ``*``
and ``+`` repeat (at most five times), ``( ... | ... )`` groups, ``{ ... }`` holds the time
expression where the frame also asks for words around it, and ``@name`` stands
for the frame of another row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from storyanalysis import lexicons
from storyanalysis.errors import LexiconError
from storyanalysis.extract.dates.firsts import first_characters
from storyanalysis.extract.dates.tokens import Alphabet, Tokens

__all__ = ["Frame", "Rule", "Rulebook", "rulebook"]

ITEM = re.compile(r"(?:(?P<name>[a-z]\w*):)?(?P<atom>.+?)(?P<repeat>[?*+]?)")
REPEATS = {"": "", "?": "?", "*": "{0,5}", "+": "{1,5}"}
MANY = 20  # rules with one first word, from which on asking for all at once pays
MACRO = re.compile(r"@(\w+)")


@dataclass(frozen=True)
class Rule:
    """One row of the rules table."""

    name: str
    type: str
    make: str
    args: dict[str, str]
    order: int
    pattern: re.Pattern[str]
    looks_back: bool  # asks for words before the expression
    groups: dict[str, list[str]]  # a part that stands in several branches has several groups


class Frame(NamedTuple):
    """A rule that fits at a place in a text; gives the words of its named parts."""

    rule: Rule
    tokens: Tokens
    match: re.Match[str]
    alphabet: Alphabet

    @property
    def span(self) -> tuple[int, int]:
        """First and last+1 token of the time expression itself."""
        return (
            self.match.span("timex") if "timex" in self.match.re.groupindex else self.match.span()
        )

    @property
    def offsets(self) -> tuple[int, int]:
        """First and last+1 character of the time expression."""
        first, stop = self.span
        return self.tokens.starts[first], self.tokens.end(stop - 1)

    @property
    def rule_words(self) -> list[str]:
        """Every word of the expression in lower case."""
        first, stop = self.span
        return [word.lower() for word in self.tokens.words[first:stop]]

    def words(self, name: str) -> list[str]:
        """The words of a named part in lower case; none if it is not there."""
        for group in self.rule.groups.get(name, ()):
            start, end = self.match.span(group)
            if start >= 0:
                return [word.lower() for word in self.tokens.words[start:end]]
        return []

    def has(self, name: str) -> bool:
        """Is the named part there?"""
        return any(self.match.start(group) >= 0 for group in self.rule.groups.get(name, ()))

    def word(self, name: str) -> str:
        """The words of a named part as one string."""
        return " ".join(self.words(name))

    def value(self, name: str, word_class: str) -> str | None:
        """The lexicon's value for a named part, as a word of that class."""
        known = self.alphabet.values[word_class]
        return next((known[word] for word in self.words(name) if word in known), None)


class Rulebook:
    """Every rule, compiled, ready to be tried at a token."""

    def __init__(self) -> None:
        rows = list(lexicons.rows("date_rules"))
        macros = {row["name"]: row["pattern"] for row in rows if not row["make"]}
        macros["holiday"] = _holiday_frame()
        patterns = {row["name"]: _expand(row["pattern"], macros) for row in rows if row["make"]}
        items = {name: pattern.split() for name, pattern in patterns.items()}
        literals = {word for parts in items.values() for item in parts for word in _literals(item)}
        self.alphabet = Alphabet(sorted(literals))
        self.rules = [
            self._compile(row, items[row["name"]], order)
            for order, row in enumerate(row for row in rows if row["make"])
        ]
        self.starts = self._index()
        # many rules begin with "the"; one pattern tells at once where none of them fits
        self.hopeful = {
            first: _any_of(rules) for first, rules in self.starts.items() if len(rules) > MANY
        }

    def _compile(self, row: dict[str, str], items: list[str], order: int) -> Rule:
        args = dict(part.split("=", 1) for part in row["args"].split(";") if part)
        groups: dict[str, list[str]] = {}
        source = "".join(self._item(item, row["name"], groups) for item in items)
        try:
            pattern = re.compile(source)
        except re.error as error:
            raise LexiconError(f"date rule {row['name']!r}: {error}") from error
        looks_back = "{" in items and items[0] != "{"
        make = row["make"]
        return Rule(row["name"], row["type"], make, args, order, pattern, looks_back, groups)

    def _item(self, item: str, rule: str, groups: dict[str, list[str]]) -> str:
        if item == "|":
            return "|"
        if item in ("{", "}"):
            return "(?P<timex>" if item == "{" else ")"
        if item.startswith(")"):
            return ")" + REPEATS[item[1:]]
        match = ITEM.fullmatch(item)
        assert match is not None
        name, atom, repeat = match.groups()
        if name:
            known = groups.setdefault(name, [])
            known.append(f"{name}_{len(known)}")
        opening = f"(?P<{known[-1]}>" if name else "(?:"
        if atom == "(":
            return opening
        characters = "".join(self.alphabet.characters(word) for word in atom.split("|"))
        if not characters:
            raise LexiconError(f"date rule {rule!r}: nothing is known as {atom!r}")
        body = f"[{''.join(sorted(set(characters)))}]"
        if name and repeat == "?":  # a part that is not there must not match emptily
            return f"{opening}{body})?"
        return f"{opening}{body}{REPEATS[repeat]})" if name else body + REPEATS[repeat]

    def _index(self) -> dict[str, list[Rule]]:
        """Which rules can begin with a character."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for character in first_characters(rule.pattern.pattern):
                found.setdefault(character, []).append(rule)
        return found

    def at(self, tokens: Tokens, index: int) -> list[Frame]:
        """The rules that fit at a token: leftmost, then longest, then in the table's order.

        A rule that asks for words before the expression fits at the first of
        them; it competes with the rules that fit where the expression begins.
        """
        found = self._fits(tokens, index)
        later = {frame.span[0] for frame in found if frame.rule.looks_back} - {index}
        for start in sorted(later):
            found += self._fits(tokens, start)
        if len(found) > 1:
            found.sort(key=_rank)
        return found

    def _fits(self, tokens: Tokens, index: int) -> list[Frame]:
        first = tokens.code[index]
        found = []
        for rule in self.starts.get(first, ()):
            match = rule.pattern.match(tokens.code, index)
            if match is not None and match.end() > index:
                found.append(Frame(rule, tokens, match, self.alphabet))
        return found


def _rank(frame: Frame) -> tuple[int, int, int, int]:
    start, end = frame.span
    return start, -end, -frame.match.end(), frame.rule.order


def _any_of(rules: list[Rule]) -> re.Pattern[str]:
    sources = [re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern) for rule in rules]
    return re.compile("|".join(f"(?:{source})" for source in sources))


def _expand(pattern: str, macros: dict[str, str], depth: int = 0) -> str:
    if depth > 9:
        raise LexiconError(f"date rules: {pattern!r} uses itself")
    return MACRO.sub(lambda m: _expand(macros[m[1]], macros, depth + 1), pattern)


def _holiday_frame() -> str:
    found = {row["phrase"].replace("'s", " 's|’s") for row in lexicons.rows("date_holidays")}
    phrases = sorted(found, key=lambda phrase: (-len(phrase), phrase))  # longest first
    return "holiday:( " + " | ".join(phrases) + " )"


def _literals(item: str) -> Iterator[str]:
    """The words and marks an item names as such."""
    if item in ("|", "{", "}") or item.startswith(")"):
        return
    match = ITEM.fullmatch(item)
    assert match is not None
    if match["atom"] != "(":
        yield from (word for word in match["atom"].split("|") if not word.isupper())


@cache
def rulebook() -> Rulebook:
    """The rules that ship with the package, compiled once."""
    return Rulebook()
