"""Where tokens stand: sentence, paragraph, inside whose words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from storyanalysis.language import sentence_at

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    from storyanalysis.extract.attribution import Attribution

__all__ = ["Context", "make_context"]


@dataclass(frozen=True)
class Context:
    """What linking needs to know of the page, by token index.

    Attributes
    ----------
    sentence, paragraph : list of int
        Number of the sentence and paragraph of each token.
    section : list of str
        Kind of the section of each token.
    holder : list of int
        Index of the innermost attribution in whose quoted words the token
        stands, or -1.
    source_of : dict
        Token index -> index of the attribution whose source it stands in.
    """

    doc: Doc
    sentence: list[int]
    paragraph: list[int]
    section: list[str]
    holder: list[int]
    source_of: dict[int, int]
    sources: list[tuple[int, int] | None]


def make_context(
    doc: Doc,
    sentences: pd.DataFrame,
    sections: pd.DataFrame,
    attributions: Sequence[Attribution],
) -> Context:
    """Number every token's sentence and paragraph, and note quoted stretches."""
    offsets = doc.to_array("IDX").astype("int64")
    numbers = _rows_at(sentences, offsets)
    paragraphs = sentences["paragraph"].tolist() or [0]
    kinds = sections["kind"].tolist()
    section = [kinds[number] for number in _rows_at(sections, offsets)]
    holder = [-1] * len(doc)
    # outer attributions first, so that inner ones overwrite them
    order = sorted(range(len(attributions)), key=lambda i: -_width(attributions[i]))
    for i in order:
        if attributions[i].form == "indirect":
            continue
        for start, end in attributions[i].content:
            inside = _tokens(doc, start, end)
            for token in inside if attributions[i].form == "direct" else _quoted(doc, inside):
                holder[token] = i
    source_of: dict[int, int] = {}
    sources: list[tuple[int, int] | None] = []
    for i, attribution in enumerate(attributions):
        sources.append(attribution.source[0] if attribution.source else None)
        for start, end in attribution.source:
            for token in _tokens(doc, start, end):
                source_of.setdefault(token, i)
    return Context(
        doc, numbers, [paragraphs[min(n, len(paragraphs) - 1)] for n in numbers], section,
        holder, source_of, sources,
    )  # fmt: skip


def _rows_at(table: pd.DataFrame, offsets: NDArray[Any]) -> list[int]:
    """The row in which each token begins."""
    rows = np.searchsorted(table["start"].to_numpy(), offsets, side="right") - 1
    return cast("list[int]", np.maximum(rows, 0).tolist())


def _width(attribution: Attribution) -> int:
    return sum(end - start for start, end in attribution.content)


def _tokens(doc: Doc, start: int, end: int) -> range:
    span = doc.char_span(start, end, alignment_mode="expand")
    return range(span.start, span.end) if span is not None else range(0)


def _quoted(doc: Doc, inside: range) -> Iterator[int]:
    """Tokens of a mixed content before which a quotation mark of the sentence stands open."""
    if not inside:
        return
    depth = False
    for token in doc[sentence_at(doc, inside.start)[0] : inside.stop]:
        if token.is_sent_start:
            depth = False
        if depth and token.i >= inside.start:
            yield token.i
        if token.text in ('"', "“", "”", "``", "''"):
            depth = token.text in ("“", "``") or (token.text == '"' and not depth)
