"""The words of a claim: stems, senses, numbers, negations.

No model and no network: endings are cut by rule, irregular forms and words of
one sense come from lexicons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from storyanalysis import lexicons

__all__ = ["ROOT", "Word", "plain_words", "read_words", "stem", "telling", "telling_count"]

ROOT = 5  # letters that two words of one root share at least

TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|\d{1,3}[-–]\d{1,3}(?![\d–-])|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*"
)
SCORE = re.compile(r"(\d+)[-–](\d+)")
SPLIT_NEGATION = re.compile(r"(?<=\w)n['’]t$", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s?$")
VALUED = {"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
VALUED |= {"lakh": 1e5, "crore": 1e7, "dozen": 12}
SCALES = {"m": 1e6, "bn": 1e9, "k": 1e3, "tn": 1e12}


class Word(NamedTuple):
    """One word of a claim; `start` and `end` count from the claim's first character."""

    start: int
    end: int
    text: str
    stem: str
    kind: str  # content, function, negation, number
    senses: frozenset[str] = frozenset()
    number: float | None = None

    @property
    def kin(self) -> tuple[str, ...]:
        """What a word of the same stem, sense or root has too: it has at least one of these."""
        return (self.stem,) if self.number is not None else _kin(self.stem, self.senses)


@lru_cache(maxsize=20_000)
def _kin(root: str, senses: frozenset[str]) -> tuple[str, ...]:
    return (root[:ROOT], *(f"{sense}=" for sense in sorted(senses)))


@cache
def _irregular() -> Mapping[str, str]:
    return {row["form"]: row["base"] for row in lexicons.rows("irregular_forms")}


@cache
def _function_words() -> frozenset[str]:
    return frozenset(stem(row["word"]) for row in lexicons.rows("function_words"))


@cache
def _negations() -> frozenset[str]:
    return frozenset(stem(row["word"]) for row in lexicons.rows("negations"))


@cache
def _numerals() -> Mapping[str, int]:
    rows = lexicons.rows("date_words")
    return {r["word"]: int(r["value"]) for r in rows if r["class"] in ("NUMW", "NUMBIG")}


@cache
def _senses() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in lexicons.rows("same_sense"):
        key = " ".join(stem(part) for part in row["word"].split())
        found.setdefault(key, set()).add(row["sense"])
    for row in lexicons.rows("deverbal_nouns"):
        noun, verb = (" ".join(stem(part) for part in row[key].split()) for key in ("noun", "verb"))
        found.setdefault(verb, set()).add(f"to {verb}")
        found.setdefault(noun, set()).update(found[verb])
    return {key: frozenset(senses) for key, senses in found.items()}


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its endings: "resigned", "resigns" and "resigning" are one."""
    word = word.casefold().replace("’", "'")
    word = POSSESSIVE.sub("", word) or word
    if base := _irregular().get(word):
        return _bare(base)
    for ending, rest in (
        ("ies", "y"),
        ("ied", "y"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("shes", "sh"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return _bare(word.removesuffix(ending) + rest)
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) > 2 and any(letter in "aeiouy" for letter in root):
            double = root[-1] == root[-2] and root[-1] not in "lsz"
            return _bare(root[:-1] if double else root)
    return _bare(word)


def _bare(word: str) -> str:
    """Without the final letters that endings swallow (close, closing; carry, carries)."""
    if len(word) > 3 and word.endswith("e"):
        return word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


@lru_cache(maxsize=4_096)
def read_words(text: str) -> tuple[Word, ...]:
    """The words of a claim, numbers and two-word verbs ("pull out") each as one."""
    plain = [word for match in TOKEN.finditer(text) for word in _split(match)]
    return tuple(_join_numbers(_join_phrases(plain), text))


def telling(words: Iterable[Word]) -> list[Word]:
    """The words that say something: no articles, prepositions, auxiliaries, negations."""
    return [word for word in words if word.kind in ("content", "number")]


def telling_count(text: str) -> int:
    """How many words of a text say something."""
    return len(telling(read_words(text)))


def plain_words(text: str) -> list[str]:
    """The words as written, in lower case, without marks."""
    return [match.group().casefold().replace("’", "'") for match in TOKEN.finditer(text)]


def _split(match: re.Match[str]) -> list[Word]:
    """A token; "isn't" is two."""
    text, start = match.group(), match.start()
    if (pair := SCORE.fullmatch(text)) and int(pair[1]) < int(pair[2]):
        return [_word(pair[1], start), _word(pair[2], match.end() - len(pair[2]))]  # a range
    if negated := SPLIT_NEGATION.search(text):
        head = text[: negated.start()]
        return [
            _word(head, start),
            Word(start + len(head), match.end(), text[len(head) :], "not", "negation"),
        ]
    return [_word(text, start)]


def _word(text: str, start: int) -> Word:
    return Word(start, start + len(text), text, *_read(text))


@lru_cache(maxsize=20_000)
def _read(text: str) -> tuple[str, str, frozenset[str], float | None]:
    """Stem, kind, senses and number of a word."""
    root, number = stem(text), _value(text)
    if number is not None:
        return f"{number:g}", "number", frozenset(), number
    if root in _negations():
        return root, "negation", _senses().get(root, frozenset()), None
    if root in _function_words():
        return root, "function", frozenset(), None
    return root, "content", _senses().get(root, frozenset()), None


def _value(text: str) -> float | None:
    if SCORE.fullmatch(text):  # "6-1" is no number but a result
        return None
    if text[0].isdecimal():
        digits = text.replace(",", "")
        return float(digits) if digits.count(".") < 2 else None
    value = _numerals().get(text.casefold())
    return None if value is None else float(value)


def _join_phrases(words: list[Word]) -> list[Word]:
    """Particles belong to their verb where the lexicon knows the pair."""
    joined: list[Word] = []
    for word in words:
        senses = _senses().get(f"{joined[-1].stem} {word.stem}") if joined else None
        if joined and joined[-1].stem in ("not", "no") and word.stem == "1":
            first = joined.pop()  # "not one child", "no one" is no number
            text, root = f"{first.text} {word.text}", first.stem
            joined.append(Word(first.start, word.end, text, root, "negation"))
        elif senses:
            first = joined.pop()
            text, root = f"{first.text} {word.text}", f"{first.stem} {word.stem}"
            joined.append(Word(first.start, word.end, text, root, "content", senses))
        else:
            joined.append(word)
    return joined


def _join_numbers(words: list[Word], text: str) -> list[Word]:
    """Number words into one number: "twenty-two", "2.1 billion"."""
    joined: list[Word] = []
    for word in words:
        before = joined[-1] if joined else None
        value = None
        if before is not None and before.number is not None:
            value = _together(before, word, text[before.end : word.start])
        if before is not None and value is not None:
            joined[-1] = Word(
                before.start, word.end, text[before.start : word.end], f"{value:g}", "number",
                number=value,
            )  # fmt: skip
        else:
            joined.append(word)
    return joined


def _together(first: Word, second: Word, between: str) -> float | None:
    """The value of two number words that make one number, or None."""
    assert first.number is not None
    if second.text.casefold() in VALUED and between.strip() in ("", "-"):
        return first.number * VALUED[second.text.casefold()]
    if between == "" and second.text in SCALES:
        return first.number * SCALES[second.text]
    units = first.number % 10 == 0 and 20 <= first.number <= 90
    words = first.text.isalpha() and second.text.isalpha() and second.number is not None
    if units and words and second.number is not None and second.number < 10:
        return first.number + second.number
    return None
