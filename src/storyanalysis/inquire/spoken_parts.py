"""The stretches of sentences that belong to statements: contents, sources, acts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from storyanalysis.inquire.cuts import EDGES
from storyanalysis.inquire.records import records
from storyanalysis.inquire.words import stem

__all__ = ["is_act", "joined", "parts_of", "sources_of"]

# verbs of acts that are done in words (Searle 1976: directives of those who can command)
ACTS = frozenset(map(stem, "order ban forbid bar command instruct suspend evacuate".split()))


def parts_of(
    ordered: Sequence[Any], statements: pd.DataFrame, spans: pd.DataFrame
) -> list[list[tuple[Any, Any]]]:
    """(span, statement) pairs that touch each sentence, in the order of the text."""
    by_id = {row.statement_id: row for row in records(statements)}
    starts = [row.start for row in ordered]
    found: list[list[tuple[Any, Any]]] = [[] for _ in ordered]
    for span in records(spans.sort_values(["start", "end", "statement_id"])):
        if span.statement_id not in by_id:
            continue
        at = max(bisect_right(starts, span.start) - 1, 0)
        while at < len(ordered) and starts[at] < span.end:
            if span.start < ordered[at].end and span.end > starts[at]:
                found[at].append((span, by_id[span.statement_id]))
            at += 1
    return found


def joined(parts: Sequence[tuple[Any, Any]], text: str, offset: int) -> Iterator[tuple[Any, Any]]:
    """The spans, those of one content as one where only marks stand between."""
    held: tuple[Any, Any] | None = None
    for span, row in parts:
        if held and span.role == held[0].role == "content" and row is held[1]:
            between = text[max(held[0].end - offset, 0) : max(span.start - offset, 0)]
            if not between.strip(EDGES):
                held = held[0]._replace(end=span.end), row
                continue
        if held:
            yield held
        held = span, row
    if held:
        yield held


def sources_of(parts: Sequence[tuple[Any, Any]]) -> dict[str, list[str]]:
    """What a sentence calls the speaker of each statement."""
    found: dict[str, list[str]] = {}
    for span, row in parts:
        if span.role == "source":
            found.setdefault(row.statement_id, []).append(span.text)
    return found


def is_act(row: Any) -> bool:
    """Is something done by saying it, so that it was done or not: an order, a ban?"""
    if pd.isna(row.cue) or pd.isna(row.cue_stance) or row.cue_stance != "demand":
        return False
    return stem(row.cue.split()[-1]) in ACTS
