"""Stories damaged at random, in ways that pages, editors and hostile hands damage them."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
# stories that may be read; what is held back stays unread
FOLDERS = (
    "data",
    "tests/gold/stories/dev",
    "tests/gold/revisions/dev",
    "tests/gold/revisions/dev2",
    "tests/gold/relations/dev3_stories",
    "tests/gold/compare/dev",
    "tests/gold/versions/dev",
)
SPACES = [
    " ",
    "\n",
    "\n\n",
    "\t",
    "\u00a0",
    "\u2028",
    "\u2029",
    "\u3000",
    "\u200b",
    "\x0b",
    "\x0c",
    "\x85",
    "\x1c",
    "  ",
]
CONTROLS = [
    "\0",
    "\x01",
    "\x07",
    "\x1b[31m",
    "\x7f",
    "\ufeff",
    "\u202e",
    "\u2066",
    "\ufffd",
    "\ue000",
    "\U0010ffff",
]
MARKS = [*"\"'“”„‟«»‘’‚‹›`<>()[]{}—–-…,.;:!?/\\|*_#@&%$=+~^", "''", "``", "...", "--"]
SCRAPS = [
    "said", "told", "according to", "he said.", "UPDATE:", "Update, 3 p.m.:", "Original story follows.",
    "Correction:", "An earlier version said", "By Ana Ruiz", "Q:", "RUIZ:", "* ", "• ", "10:30 a.m.", "[1205]",
    "on Monday", "last week", "99/99/9999", "0000-00-00", "2019-02-30T25:61", "in 12020", "the 1990s", "'98",
    "February 31", "Ana Ruiz", "U.S.", "the", "not", "attacked", "accused", "<script>alert(1)</script>", "=cmd|'/c'!A1",
    "{{x}}", "${x}", "%s%n", "../../etc/passwd", "]]>", "<!--", "&amp;", "&#0;", "😀", "👩‍👩‍👧", "é", "e\u0301",
    "ß", "İ", "ﬁ", "中文", "العربية", "ａ", "①", "½", "Ⅳ", "٣", "𝟙", "\u00ad", "©", "-30-", "###", "a" * 300, "1" * 400,
    "(" * 60, "“" * 60, "-" * 90, "A. " * 40, "the " * 80,
]  # fmt: skip
ALIKE = {
    '"': "“”″＂", "'": "’‘′", "-": "–—‐−", " ": "\u00a0\u2009\u3000", ".": "․。…", "a": "аａ", "e": "еé", "o": "оο0",
    "i": "іİı", "A": "АΑ", "I": "І|l1", "\n": "\r\u2028", ",": "، ,", ":": "：", "1": "١１²",
}  # fmt: skip

Change = Callable[[str, list[str], random.Random], str]


def corpus() -> list[str]:
    """The texts of the stories, in one order."""
    found: list[str] = []
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.txt")):
            found.append(path.read_text(encoding="utf-8"))
    return found


def _cut(text: str, rng: random.Random, longest: int) -> tuple[int, int]:
    start = rng.randint(0, len(text))
    return start, min(len(text), start + rng.randint(1, longest))


def splice(text: str, others: list[str], rng: random.Random) -> str:
    """A piece of another story."""
    other = rng.choice(others)
    a, b = _cut(other, rng, 600)
    at, end = _cut(text, rng, 80)
    return text[:at] + other[a:b] + text[end if rng.random() < 0.5 else at :]


def delete(text: str, _: list[str], rng: random.Random) -> str:
    a, b = _cut(text, rng, rng.choice([1, 5, 40, 400]))
    return text[:a] + text[b:]


def double(text: str, _: list[str], rng: random.Random) -> str:
    """A block once more, beside itself or elsewhere."""
    a, b = _cut(text, rng, 300)
    at = b if rng.random() < 0.5 else rng.randint(0, len(text))
    return text[:at] + text[a:b] * rng.choice([1, 1, 2, 5]) + text[at:]


def shuffle(text: str, _: list[str], rng: random.Random) -> str:
    """Paragraphs, sentences or words in another order."""
    mark = rng.choice(["\n", ". ", " "])
    parts = text.split(mark)
    at = rng.randint(0, len(parts))
    some = parts[at : at + 8]
    rng.shuffle(some)
    return mark.join(parts[:at] + some + parts[at + 8 :])


def alike(text: str, _: list[str], rng: random.Random) -> str:
    """Characters that look the same."""
    share = rng.choice([0.01, 0.1, 1.0])
    wanted = set(rng.sample(sorted(ALIKE), 4))
    return "".join(
        rng.choice(ALIKE[c]) if c in wanted and rng.random() < share else c for c in text
    )


def insert(text: str, _: list[str], rng: random.Random) -> str:
    for _n in range(rng.randint(1, 6)):
        at = rng.randint(0, len(text))
        text = text[:at] + rng.choice(rng.choice([SPACES, CONTROLS, MARKS, SCRAPS])) + text[at:]
    return text


def respace(text: str, _: list[str], rng: random.Random) -> str:
    """Other blanks, other breaks of lines."""
    old, new = rng.choice([" ", "\n", "\n\n", ". "]), rng.choice(SPACES)
    share = rng.choice([0.05, 0.5, 1.0])
    first, *rest = text.split(old)
    return first + "".join((new if rng.random() < share else old) + part for part in rest)


def recase(text: str, _: list[str], rng: random.Random) -> str:
    a, b = _cut(text, rng, rng.choice([20, 200, 5000]))
    change = rng.choice([str.upper, str.lower, str.title, str.swapcase])
    return text[:a] + change(text[a:b]) + text[b:]


def requote(text: str, _: list[str], rng: random.Random) -> str:
    """Quotation marks of another kind, or some of them missing."""
    marks = "\"“”'‘’«»"
    new = rng.choice(["", '"', "“", "”", "'", "«", "``"])
    share = rng.choice([0.1, 0.5, 1.0])
    return "".join(new if c in marks and rng.random() < share else c for c in text)


CHANGES: tuple[Change, ...] = (
    splice, delete, double, shuffle, alike, insert, respace, recase, requote,
)  # fmt: skip


def mutant(seed: str, texts: list[str], longest: int = 1500) -> str:
    """The story of a seed: a stretch of one story, changed one to eight times.

    >>> mutant("1:1", ["Rain fell, she said."]) == mutant("1:1", ["Rain fell, she said."])
    True
    """
    rng = random.Random(seed)
    text = rng.choice(texts)
    start = rng.choice([0, 0, rng.randint(0, max(0, len(text) - 200))])
    text = text[start : start + rng.randint(80, longest)]
    for _ in range(rng.randint(1, 8)):
        text = rng.choice(CHANGES)(text, texts, rng)
    return text[: longest * 3] if text.strip() else "Rain fell."
