"""Sentences: the parser's, mended where marks and paragraphs say otherwise."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from storyanalysis.tables import SENTENCES

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_sentences", "row_at"]


def find_sentences(
    doc: Doc, paragraphs: Sequence[tuple[int, int]], sections: pd.DataFrame
) -> pd.DataFrame:
    """Sentences of a parsed text, none across paragraphs.

    A piece without a letter or digit (a stray closing mark) belongs to the
    sentence before it.

    Returns
    -------
    DataFrame
        Table ``sentences``.
    """
    text = doc.text
    firsts = [start for start, _ in paragraphs]
    spans: list[tuple[int, int, int]] = []
    for sentence in doc.sents:
        for start, end in _clip(sentence.start_char, sentence.end_char, paragraphs, firsts):
            paragraph = bisect_right(firsts, start) - 1
            piece = text[start:end]
            start, end = end - len(piece.lstrip()), start + len(piece.rstrip())
            if start >= end:
                continue
            same = bool(spans) and spans[-1][2] == paragraph
            if same and not any(character.isalnum() for character in text[start:end]):
                spans[-1] = (spans[-1][0], end, paragraph)
            else:
                spans.append((start, end, paragraph))
    section_starts = sections["start"].tolist()
    section_ids = sections["section_id"].tolist()
    return SENTENCES.frame(
        {
            "sentence_id": f"n{start}_{end}",
            "section_id": section_ids[max(bisect_right(section_starts, start) - 1, 0)],
            "paragraph": paragraph,
            "start": start,
            "end": end,
            "text": text[start:end],
        }
        for start, end, paragraph in spans
    )


def _clip(
    start: int, end: int, paragraphs: Sequence[tuple[int, int]], firsts: list[int]
) -> list[tuple[int, int]]:
    """The pieces of a span that lie in each paragraph it touches."""
    pieces = []
    index = max(bisect_right(firsts, start) - 1, 0)
    while index < len(paragraphs) and paragraphs[index][0] < end:
        left, right = max(start, paragraphs[index][0]), min(end, paragraphs[index][1])
        if left < right:
            pieces.append((left, right))
        index += 1
    return pieces


def row_at(starts: Sequence[int], offset: int) -> int:
    """Index of the row (of sorted, gapless-enough rows) that holds `offset`."""
    return max(bisect_right(starts, offset) - 1, 0)
