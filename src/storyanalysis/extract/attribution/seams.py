"""Ends of sentences that the parser ran over: "at 2 a.m. “We followed the manual,” he said".

The full stop of an abbreviation can end the sentence as well, and so does the semicolon of
a headline.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from storyanalysis.extract.quotes import Quote

__all__ = ["mended"]

HALVES = frozenset(["a.m.", "p.m."])
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
TIMES = frozenset(["DATE", "TIME"])
HEADLINE = 150  # characters behind the semicolon of a headline
ENDS = frozenset('.?!:;,…”"’)')
FAR = 40  # tokens looked at on each side

Columns = dict[str, list[Any]]


def mended(columns: Columns, quotes: Sequence[Quote], text: str) -> Columns:
    """Beginnings of sentences, heads and relations of the tokens, with such ends seen.

    Parameters
    ----------
    columns : dict
        Columns of :class:`storyanalysis.extract.words.Words`; they stay as they are.
    quotes : sequence of Quote
        Quotations of the text.
    text : str
        The text.
    """
    names = ("sent_start", "head", "dep")
    seams = sorted(
        {
            *_beside_quotations(columns, quotes, text),
            *_behind_times(columns),
            *_in_headlines(columns, text),
        }
    )
    if not seams:
        return {name: columns[name] for name in names}
    found = {name: list(columns[name]) for name in names}
    for seam in seams:
        found["sent_start"][seam] = 1
    _part(found)
    return found


def _beside_quotations(columns: Columns, quotes: Sequence[Quote], text: str) -> Iterator[int]:
    """Between a full stop and a whole quotation, or the reverse: "... for.” The union will"."""
    starts, words, first = columns["idx"], columns["orth"], columns["sent_start"]
    for quote in quotes:
        if quote.level or text[quote.inner_end - 1] not in ",.?!":
            continue
        i, k = bisect_left(starts, quote.start), bisect_left(starts, quote.end)
        opens = text[quote.inner_start].isupper()
        if opens and 0 < i < len(starts) and first[i] != 1 and words[i - 1][-1] == ".":
            yield i
        if k >= len(starts) or first[k] == 1 or text[quote.inner_end - 1] != ".":
            continue
        if words[k][0].isupper() and quote.closed:
            yield k


def _behind_times(columns: Columns) -> Iterator[int]:
    """ "At 1 p.m. Bell will start": a capital and a clause on both sides."""
    for i, word in enumerate(columns["lower"][:-1]):
        if word not in HALVES or columns["sent_start"][i + 1] == 1:
            continue
        capital = columns["orth"][i + 1][0].isupper()
        if not capital or columns["ent_type"][i + 1] in TIMES:
            continue
        if _has_verb(columns, range(i, max(i - FAR, -1), -1)) and _has_verb(
            columns, range(i + 1, min(i + FAR, len(columns["head"])))
        ):
            yield i + 1


def _in_headlines(columns: Columns, text: str) -> Iterator[int]:
    """ "Profit falls; union vows to hold out": a line without a full stop is two headlines."""
    starts = columns["idx"]
    for i, word in enumerate(columns["orth"][:-1]):
        if word != ";":
            continue
        stop = text.find("\n", starts[i], starts[i] + HEADLINE)
        line = text[starts[i] : stop if stop >= 0 else starts[i] + HEADLINE]
        whole = stop >= 0 or len(line) < HEADLINE
        if whole and line.rstrip()[-1:] not in ENDS and columns["sent_start"][i + 1] != 1:
            yield i + 1


def _has_verb(columns: Columns, tokens: range) -> bool:
    """Is there a finite verb before the sentence's edge on that side?"""
    for i in tokens:
        if tokens.step > 0 and columns["sent_start"][i] == 1:
            return False
        if columns["tag"][i] in FINITE:
            return True
        if tokens.step < 0 and columns["sent_start"][i] == 1:
            return False
    return False


def _part(columns: Columns) -> None:
    """No arc of the tree may cross the beginning of a sentence."""
    head, dep = columns["head"], columns["dep"]
    sentence = list(accumulate(flag == 1 for flag in columns["sent_start"]))
    roots = {sentence[i]: i for i in range(len(head) - 1, -1, -1) if head[i] == i}
    for i, above in enumerate(head):
        if sentence[above] == sentence[i]:
            continue
        root = roots.get(sentence[i]) if above < i else None
        if root is None:  # it stands for itself
            head[i], dep[i] = i, "ROOT"
            roots.setdefault(sentence[i], i)
        else:
            head[i] = root
