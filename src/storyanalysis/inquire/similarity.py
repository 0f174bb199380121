"""How alike two claims are: their words, numbers and negations side by side.

No model and no network: words are cut to a stem, irregular forms and words of
one sense come from lexicons, and what two claims share is weighed by how rare
it is among all claims.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from storyanalysis import lexicons

__all__ = [
    "Likeness",
    "Word",
    "changed_numbers",
    "likeness",
    "plain_words",
    "read_words",
    "stem",
    "word_weights",
]

TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
SPLIT_NEGATION = re.compile(r"(?<=\w)n['’]t$", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s?$")
SAME_SENSE = 0.8  # weight of a pair of words that mean the same but look different
SAME_ROOT = 0.8  # "resign", "resignation"
ROOT = 5  # letters that two words of one root share at least
VALUED = ("thousand", "million", "billion", "trillion", "hundred", "dozen")
SCALES = {"m": 1e6, "bn": 1e9, "k": 1e3, "tn": 1e12}


@dataclass(frozen=True)
class Word:
    """One word of a claim; `start` and `end` count from the claim's first character."""

    start: int
    end: int
    text: str
    stem: str
    kind: str  # content, function, negation, number
    senses: frozenset[str] = frozenset()
    number: float | None = None


@dataclass(frozen=True)
class Likeness:
    """What two claims share.

    Attributes
    ----------
    shared : tuple of (Word, Word)
        Content words found in both.
    old, new : float
        Weight of the shared words as a part of each claim's, 0 to 1.
    """

    shared: tuple[tuple[Word, Word], ...]
    old: float
    new: float

    @property
    def score(self) -> float:
        """Harmonic mean of both parts: 1 means every content word is shared."""
        return 2 * self.old * self.new / (self.old + self.new) if self.old + self.new else 0.0


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


def plain_words(text: str) -> list[str]:
    """The words as written, in lower case, without marks."""
    return [match.group().casefold().replace("’", "'") for match in TOKEN.finditer(text)]


def _split(match: re.Match[str]) -> list[Word]:
    """A token; "isn't" is two."""
    text, start = match.group(), match.start()
    if negated := SPLIT_NEGATION.search(text):
        head = text[: negated.start()]
        return [
            _word(head, start),
            Word(start + len(head), match.end(), text[len(head) :], "not", "negation"),
        ]
    return [_word(text, start)]


def _word(text: str, start: int) -> Word:
    end, root = start + len(text), stem(text)
    number = _value(text)
    if number is not None:
        return Word(start, end, text, f"{number:g}", "number", number=number)
    if root in _negations():
        return Word(start, end, text, root, "negation", _senses().get(root, frozenset()))
    if root in _function_words():
        return Word(start, end, text, root, "function")
    return Word(start, end, text, root, "content", _senses().get(root, frozenset()))


def _value(text: str) -> float | None:
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
        if joined and joined[-1].stem == "not" and word.stem == "1":
            first = joined.pop()  # "not one child" is no number
            text = f"{first.text} {word.text}"
            joined.append(Word(first.start, word.end, text, "not", "negation"))
        elif senses:
            first = joined.pop()
            text, root = f"{first.text} {word.text}", f"{first.stem} {word.stem}"
            joined.append(Word(first.start, word.end, text, root, "content", senses))
        else:
            joined.append(word)
    return joined


def _join_numbers(words: list[Word], text: str) -> list[Word]:
    """ "Twenty-two" is 22, "2.1 billion" is one number."""
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
    if (
        second.text.casefold() in VALUED
        and second.number is not None
        and between.strip() in ("", "-")
    ):
        return first.number * second.number
    if between == "" and second.text in SCALES:
        return first.number * SCALES[second.text]
    units = first.number % 10 == 0 and 20 <= first.number <= 90
    words = first.text.isalpha() and second.text.isalpha() and second.number is not None
    if units and words and second.number is not None and second.number < 10:
        return first.number + second.number
    return None


def word_weights(claims: Iterable[Sequence[Word]]) -> dict[str, float]:
    """Weight of every stem: words that stand in few of the claims say more.

    Notes
    -----
    Inverse document frequency (Spärck Jones 1972), smoothed, between 0.3 and 1.
    """
    seen: Counter[str] = Counter()
    total = 0
    for words in claims:
        total += 1
        seen.update({word.stem for word in words})
    if total < 2:
        return {}
    top = log(1 + total)
    return {root: max(log((1 + total) / count) / top, 0.3) for root, count in seen.items()}


def likeness(
    old: Sequence[Word], new: Sequence[Word], weights: Mapping[str, float] | None = None
) -> Likeness:
    """Compare two claims word by word, each word used once."""
    weights = weights or {}
    left, right = _telling(old), _telling(new)
    free = list(right)
    shared: list[tuple[Word, Word]] = []
    gained = 0.0
    for strict in (True, False):
        done = {id(pair[0]) for pair in shared}
        for word in left:
            if id(word) in done:
                continue
            best = max(free, key=lambda other: _alike(word, other), default=None)
            worth = _alike(word, best) if best is not None else 0.0
            if best is None or worth < (1.0 if strict else 0.1):
                continue
            free = [other for other in free if other is not best]
            shared.append((word, best))
            gained += worth * min(weights.get(word.stem, 1.0), weights.get(best.stem, 1.0))
    whole = [sum(weights.get(word.stem, 1.0) for word in side) for side in (left, right)]
    parts = [min(gained / size, 1.0) if size else 0.0 for size in whole]
    return Likeness(tuple(sorted(shared, key=lambda pair: pair[0].start)), parts[0], parts[1])


def _telling(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.kind in ("content", "number")]


def _alike(left: Word, right: Word) -> float:
    if left.stem == right.stem:
        return 1.0
    if left.number is not None or right.number is not None:
        return 0.0
    if left.senses & right.senses:
        return SAME_SENSE
    return SAME_ROOT if _same_root(left.stem, right.stem) else 0.0


def _same_root(left: str, right: str) -> bool:
    """One is the other with a derivational ending: "resign", "resignation"."""
    short, long = sorted((left, right), key=len)
    common = next(
        (i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    return common >= max(ROOT, len(short) - 1) and len(long) - common <= 6


def changed_numbers(old: Sequence[Word], new: Sequence[Word]) -> list[tuple[Word, Word]]:
    """Numbers of the same thing with different values: "26,000 homes", "41,000 homes"."""
    changed: list[tuple[Word, Word]] = []
    for word in old:
        if word.number is None or any(word.number == other.number for other in new):
            continue
        counted = _counted(word, old)
        for other in new:
            if other.number is None or any(other.number == third.number for third in old):
                continue
            if any(_alike(a, b) for a in counted for b in _counted(other, new)):
                changed.append((word, other))
                break
    return changed


def _counted(number: Word, words: Sequence[Word]) -> list[Word]:
    """What a number counts: the content words after it, and what leads up to it."""
    at = words.index(number)
    after = [word for word in words[at + 1 : at + 7] if word.kind == "content"][:3]
    before = [word for word in words[max(at - 4, 0) : at] if word.kind == "content"]
    return after + before[-1 if after else -2 :]
