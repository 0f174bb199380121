"""Paragraphs of a page: lines, or blocks of lines where the text is hard-wrapped."""

from __future__ import annotations

import re
from itertools import pairwise

from storyanalysis.extract.layout.parts import SENTENCE_END

__all__ = ["find_paragraphs"]

LINE = re.compile(r"\S[^\n]*")  # from its first character that is not blank
WRAPPED_LINE = 110  # no mailer or typist breaks lines later than this


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Paragraphs as (start, end) offsets, without the blanks around them.

    A line is a paragraph, unless the text is hard-wrapped (lines broken in
    mid-sentence); then a block between blank lines is.
    """
    lines = [_trim(text, match.start(), match.end()) for match in LINE.finditer(text)]
    if not _is_wrapped(text, lines):
        return lines
    blocks: list[tuple[int, int]] = []
    for start, end in lines:
        if blocks and text.count("\n", blocks[-1][1], start) == 1:
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return blocks


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return end - len(piece.lstrip()), start + len(piece.rstrip())


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Most line breaks inside blocks stand in mid-sentence."""
    inner = [
        (text[a:b], text[c]) for (a, b), (c, _) in pairwise(lines) if text.count("\n", b, c) == 1
    ]
    if len(inner) < 3 or max(end - start for start, end in lines) > WRAPPED_LINE:
        return False
    broken = sum(first.islower() and not SENTENCE_END.search(line) for line, first in inner)
    return broken >= len(inner) * 0.35
