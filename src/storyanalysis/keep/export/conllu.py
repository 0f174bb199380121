"""CoNLL-U: the sentences as tokens, with what was found beside them in MISC.

The parse is not kept in a story, so that the columns of morphology and syntax are
empty (``_``). Tokens are runs of letters and digits or single signs, cut where an
annotation begins or ends, so that no annotation covers half a token.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from storyanalysis.inquire.records import null, records

if TYPE_CHECKING:
    import pandas as pd

    from storyanalysis.story import Story

__all__ = ["conllu"]

TOKEN = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")
EMPTY = "\t".join("_" * 7)  # LEMMA to DEPS
# blanks and signs with a meaning of their own in MISC, as in the treebanks of UD
ESCAPED = {"\\": "\\\\", " ": "\\s", "\n": "\\n", "\t": "\\t", "\r": "\\r", "|": "\\p"}
Layer = list[tuple[int, int, str]]


def conllu(story: Story) -> bytes:
    """The story's sentences in CoNLL-U (Universal Dependencies, version 2).

    Notes
    -----
    MISC holds ``TokenRange=start:end`` (offsets into the article's text),
    ``SpaceAfter=No`` or ``SpacesAfter``, and by BIO what the token is part of: ``Actor``
    (the key of the actor), ``Date`` (its key), ``Content``, ``Cue`` and
    ``Source`` (the key of the statement). Where two of one layer overlap, the longer counts.
    """
    text = story.article.text
    layers = {name: _marked(layer, len(text)) for name, layer in _layers(story).items()}
    cuts = {place for layer in layers.values() for start, end, _ in layer for place in (start, end)}
    blocks = ["# newdoc\n"]
    reached = 0
    for sentence in records(story.sentences.sort_values(["start", "end"])):
        start, end = max(int(sentence.start), reached), int(sentence.end)
        tokens = _tokens(text, start, end, cuts)
        if tokens:
            blocks.append(_block(text, sentence.sentence_id, tokens, layers))
            reached = end
    return "".join(blocks).encode("utf-8")


def _layers(story: Story) -> dict[str, Layer]:
    spans = story.spans
    found = {"Actor": (story.mentions, "actor_id"), "Date": (story.dates, "date_id")}
    found |= {
        role.title(): (spans[spans["role"].eq(role)], "statement_id")
        for role in ("content", "cue", "source")
    }
    return {name: _layer(frame, key) for name, (frame, key) in found.items()}


def _layer(frame: pd.DataFrame, key: str) -> Layer:
    rows = records(frame, "start", "end", key)
    return [(int(start), int(end), _escaped(null(name) or "_")) for start, end, name in rows]


def _marked(layer: Layer, length: int) -> Layer:
    """The layer without overlaps, in the order of the text; the longer go first."""
    taken = bytearray(length)
    kept = []
    for start, end, key in sorted(layer, key=lambda it: (it[0] - it[1], it[0], it[2])):
        if start < end and not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append((start, end, key))
    return sorted(kept)


def _tokens(text: str, start: int, end: int, cuts: set[int]) -> list[tuple[int, int]]:
    found = []
    for match in TOKEN.finditer(text, start, end):
        edges = [match.start(), *range(match.start() + 1, match.end()), match.end()]
        stops = [edges[0], *(edge for edge in edges[1:-1] if edge in cuts), edges[-1]]
        found += list(pairwise(stops))
    return found


def _block(text: str, key: str, tokens: list[tuple[int, int]], layers: dict[str, Layer]) -> str:
    whole = " ".join(text[tokens[0][0] : tokens[-1][1]].split())
    lines = [f"# sent_id = {key}", f"# text = {whole}"]
    columns = {name: _bio(layer, tokens) for name, layer in layers.items()}
    for n, (start, end) in enumerate(tokens):
        after = text[end : tokens[n + 1][0]] if n + 1 < len(tokens) else " "
        misc = [f"{name}={column[n]}" for name, column in columns.items() if column[n]]
        misc += [f"TokenRange={start}:{end}", *_space(after)]
        lines.append(f"{n + 1}\t{text[start:end]}\t{EMPTY}\t{'|'.join(misc)}")
    return "\n".join(lines) + "\n\n"


def _bio(layer: Layer, tokens: list[tuple[int, int]]) -> list[str]:
    """``B-key`` on the first token of a mark, ``I-key`` on the others, nothing elsewhere."""
    column, at, begun = [], 0, False
    for start, end in tokens:
        while at < len(layer) and layer[at][1] <= start:
            at, begun = at + 1, False
        inside = at < len(layer) and layer[at][0] < end
        column.append(f"{'I' if begun else 'B'}-{layer[at][2]}" if inside else "")
        begun = inside
    return column


def _space(after: str) -> list[str]:
    if not after:
        return ["SpaceAfter=No"]
    return [] if after == " " else [f"SpacesAfter={_escaped(after)}"]


def _escaped(text: str) -> str:
    return "".join(ESCAPED.get(character, character) for character in text)
