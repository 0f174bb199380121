"""Set type back to paragraphs: lines by their place, paragraphs by gaps, sizes and indents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

__all__ = ["Line", "find_lines", "make_paragraphs"]

SENTENCE_END = re.compile(r"[.!?:…][\"”’')\]]*$")
BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
BULLET = re.compile(r"[•▪‣◦·*–—-]\s")
WIDE_GAP = 1.35  # times the usual distance of two lines
SHORT_LINE = 0.8  # of the usual length
INDENT = 0.8  # of the size of the type
OTHER_SIZE = 0.12
# two letters in one sign (Unicode, "Alphabetic Presentation Forms")
LIGATURES = {0xFB00 + n: text for n, text in enumerate("ff fi fl ffi ffl st st".split())}


@dataclass(frozen=True)
class Line:
    """A line of a page: its text, its place in points, the size of its type."""

    text: str
    page: int
    number: int
    x: float
    y: float
    size: float


@dataclass
class _Run:
    text: str
    x: float
    y: float
    size: float


def find_lines(page: Any, number: int) -> list[Line]:
    """The lines of a page in the order in which they are set.

    Parameters
    ----------
    page : pypdf.PageObject
        The page.
    number : int
        Which one it is, from 0.
    """
    runs: list[_Run] = []

    def visit(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        # the place of the run in points: text matrix, then the page's own
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[2]) or 1.0
        runs.append(_Run(text, float(x), float(y), float(size or 1) * float(scale)))

    page.extract_text(visitor_text=visit)
    return list(_lines(runs, number))


def _lines(runs: Sequence[_Run], page: int) -> Iterator[Line]:
    """Runs to lines; the extractor puts a newline where a line ends."""
    text, first = "", None
    number = 0
    for run in runs:
        for n, part in enumerate(run.text.split("\n")):
            if n and text.strip() and first:
                yield _line(text, page, number, first)
                number += 1
            if n:
                text, first = "", None
            if part.strip() and first is None:
                first = run
            text += part
    if text.strip() and first:
        yield _line(text, page, number, first)


def _line(text: str, page: int, number: int, first: _Run) -> Line:
    whole = " ".join(text.translate(LIGATURES).split())
    return Line(whole, page, number, first.x, first.y, max(first.size, 0.1))


def make_paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """Lines joined to paragraphs.

    Notes
    -----
    A paragraph begins below a wide gap, with another size of type, with an indent
    or a bullet, and below a short line that ends a sentence. At the foot of a page
    or column only the last two count. A hyphen at the end of a line goes if a small
    letter follows ("engi-" "neers"); so a compound broken at its hyphen loses it.
    """
    if not lines:
        return
    gap, length = _usual_gap(lines), _usual_length(lines)
    text = lines[0].text
    for above, line in pairwise(lines):
        if _begins(above, line, gap, length):
            yield text
            text = line.text
        else:
            text = _joined(text, line.text)
    yield text


def _usual_gap(lines: Sequence[Line]) -> float:
    """The usual distance of two lines, in sizes of their type."""
    gaps = [(a.y - b.y) / b.size for a, b in pairwise(lines) if a.page == b.page and a.y > b.y]
    return median(gaps) if gaps else 0.0


def _usual_length(lines: Sequence[Line]) -> float:
    lengths = sorted(len(line.text) for line in lines)
    return float(lengths[len(lengths) * 3 // 4])


def _begins(above: Line, line: Line, gap: float, length: float) -> bool:
    if abs(above.size - line.size) > OTHER_SIZE * max(above.size, line.size):
        return True
    ended = bool(SENTENCE_END.search(above.text))
    if BULLET.match(line.text) or (ended and len(above.text) < length * SHORT_LINE):
        return True
    follows = above.page == line.page and above.y > line.y
    if not follows:
        return False
    if gap and above.y - line.y > gap * line.size * WIDE_GAP:
        return True
    return ended and line.x - above.x > line.size * INDENT


def _joined(text: str, line: str) -> str:
    if BROKEN_WORD.search(text):
        return text[:-1] + line if line[:1].islower() else text + line
    return f"{text} {line}"
