"""The tokens around each cue as numbers: what the source-and-content tagger sees."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from storyanalysis.extract.attribution.cues import configuration
from storyanalysis.extract.attribution.grid import Grid
from storyanalysis.extract.attribution.keys import ATTRIBUTES, Ints, Vocabulary
from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.rules import Spans

__all__ = ["Cue", "Windows", "windows_of"]

SENTENCES_BEFORE, SENTENCES_AFTER = 2, 6
TOKENS_BEFORE, TOKENS_AFTER = 150, 250
SHORTEST_HOST = 8  # tokens of a quotation that may hold a report of its own
INNER_REACH = 60
RIVALS = 12  # other likely cues looked at on each side
CROWD, NARROW = 30, 40  # more likely cues than this in a window: look so many tokens far
EDGES = np.array([5, 8, 13, 21, 41])  # of the classes of distance; up to 4 each its own


@dataclass(frozen=True)
class Cue:
    """A cue candidate: token, probability, and what the rules say."""

    token: int
    score: float
    spans: Spans


@dataclass(frozen=True)
class Windows:
    """The windows around several cues, end to end.

    `start` and `end` (an item a cue) are indices of tokens, `first` is where a window
    begins in `values`, an array of (attributes, tokens of all windows).
    """

    start: Ints
    end: Ints
    first: Ints
    values: Ints


def window_of(page: Page, i: int) -> tuple[int, int]:
    """The cue's sentence with the quoted sentences next to it, within the paragraph.

    A cue in a quotation of some length sees that quotation only.
    """
    if speaks_within(page, i):
        return _quoted_window(page, i)
    low = high = page.sent[i]
    first, last = page.paras[page.para[i]]
    for _ in range(SENTENCES_BEFORE):
        if low == 0 or page.sents[low - 1][0] < first or not _quoted(page, low - 1):
            break
        low -= 1
    for _ in range(SENTENCES_AFTER):
        after = high + 1
        if after >= len(page.sents) or page.sents[after][0] >= last or not _quoted(page, after):
            break
        high += 1
    start = max(page.sents[low][0], first, i - TOKENS_BEFORE)
    return start, min(page.sents[high][1], last, i + TOKENS_AFTER)


def _uncrowded(i: int, start: int, end: int, others: Sequence[int]) -> tuple[int, int]:
    """A narrower window where cue stands beside cue, as in no prose: keeps the time linear."""
    if bisect_left(others, end) - bisect_left(others, start) > CROWD:
        return max(start, i - NARROW), min(end, i + NARROW)
    return start, end


def speaks_within(page: Page, i: int) -> bool:
    """Is the token in a quotation long enough to report something itself?"""
    home = page.outer[i]
    return home >= 0 and page.spans[home][1] - page.spans[home][0] >= SHORTEST_HOST


def _quoted_window(page: Page, i: int) -> tuple[int, int]:
    a, b = page.spans[page.outer[i]]
    start, end = page.sents[page.sent[i]]
    if page.n_inner[b] > page.n_inner[a]:  # it quotes somebody: look as far as that
        start, end = max(a, i - INNER_REACH), min(b, i + INNER_REACH)
    return max(a, start), min(b, end)


def _quoted(page: Page, sentence: int) -> bool:
    a, b = page.sents[sentence]
    return page.n_outer[b] > page.n_outer[a]


class _Pairs:
    """Every token of every window, `t`, beside the window's cue, `i`."""

    def __init__(self, page: Page, grid: Grid, cues: Sequence[Cue], others: Sequence[int]) -> None:
        self.grid, self.cues, self.others = grid, cues, others
        bounds = [_uncrowded(c.token, *window_of(page, c.token), others) for c in cues]
        self.start, self.end = np.array(bounds, dtype=np.int64).reshape(-1, 2).T
        self.sizes = self.end - self.start
        self.first = np.cumsum(self.sizes) - self.sizes
        self.i = self.of_cue(cue.token for cue in cues)
        self.t = np.arange(len(self.i)) - np.repeat(self.first - self.start, self.sizes)
        self.within = self.of_cue(speaks_within(page, cue.token) for cue in cues) > 0

    def of_cue(self, values: Iterable[int]) -> Ints:
        """A value of each cue for all tokens of its window."""
        return np.repeat(np.fromiter(values, np.int64, len(self.cues)), self.sizes)

    def places(self, windows: Ints, tokens: Ints) -> Ints:
        """Where tokens of windows stand among the pairs; those outside are left out."""
        inside = (tokens >= self.start[windows]) & (tokens < self.end[windows])
        windows, tokens = windows[inside], tokens[inside]
        found: Ints = tokens - self.start[windows] + self.first[windows]
        return found


def windows_of(
    page: Page, grid: Grid, cues: Sequence[Cue], others: Sequence[int], vocabulary: Vocabulary
) -> Windows:
    """The windows of cues; `others` are all likely cues, in order."""
    pairs = _Pairs(page, grid, cues, others)
    values = {**_places(pairs), **_cue_values(pairs, page, vocabulary)}
    values["cues"], values["under"] = _other_cues(pairs)
    joined = np.stack([values[name] for name in ATTRIBUTES])
    return Windows(pairs.start, pairs.end, pairs.first, joined)


def _places(pairs: _Pairs) -> dict[str, Ints]:
    """Where each token stands, seen from the window's cue."""
    grid, i, t = pairs.grid, pairs.i, pairs.t
    paths = grid.paths(i, t)
    one, two, three = paths.steps
    mixes = np.where(pairs.within, 1, grid.mix[grid.sent[t]])
    far = np.abs(t - i)
    return {
        "side": np.sign(t - i) + 1,
        "rule": _by_rule(pairs),
        "quote": _quote_relation(pairs),
        "one": one,
        "two": one << 7 | two,
        "three": one << 14 | two << 7 | three,
        "depth": paths.length,
        "far": np.minimum(far, 4) + np.searchsorted(EDGES, far, side="right"),
        "mark": paths.mark,
        "sentence": _beside(grid.sent[t] - grid.sent[i], mixes),
        "commas": np.minimum(grid.commas_between(i, t), 4),
        "dep": grid.dep[t],
        "tag": grid.tag[t],
        "word": grid.word[t],
        "ent": grid.ent[t],
    }


def _cue_values(pairs: _Pairs, page: Page, vocabulary: Vocabulary) -> dict[str, Ints]:
    """What the cue is, the same for all tokens of its window."""
    tokens = [cue.token for cue in pairs.cues]
    grid = pairs.grid
    configurations = vocabulary.numbers("config", [configuration(page, i) for i in tokens])
    lemmas = vocabulary.numbers("lemma", [page.lemma[i] for i in tokens])
    return {
        "config": pairs.of_cue(configurations),
        "lemma": pairs.of_cue(lemmas),
        "mix": np.where(pairs.within, 1, grid.mix[grid.sent[pairs.i]]),
    }


def _by_rule(pairs: _Pairs) -> Ints:
    """1 where the rules see the source, 2 where they see the content."""
    found = np.zeros(len(pairs.t), dtype=np.int64)
    for number, role in ((2, "content"), (1, "source")):
        spans = [getattr(cue.spans, role) for cue in pairs.cues]
        tokens = np.fromiter(chain.from_iterable(spans), np.int64)
        windows = np.repeat(np.arange(len(spans)), [len(span) for span in spans])
        found[pairs.places(windows, tokens)] = number
    return found


def _beside(distance: Ints, mixes: Ints) -> Ints:
    """0 in the cue's sentence; in others, before or behind, next or further, how quoted."""
    place = np.select([distance < -1, distance < 0, distance == 1], [0, 1, 2], 3)
    return np.where(distance == 0, 0, 1 + place * 4 + mixes)


def _quote_relation(pairs: _Pairs) -> Ints:
    """0 not quoted, 1/2 in the quotation next to the cue before/behind it, 3/4 in others,
    5 in the cue's own; 6 to 9 the same within the cue's own, 10 and 11 outside it. A
    quotation of some length is read as a text of its own.
    """
    grid, i, t = pairs.grid, pairs.i, pairs.t
    home = grid.quotes[0, i]
    level = (home >= 0).astype(np.int64)
    state = grid.quotes[level, t]
    before, after = grid.quoted_before[level, i], grid.quoted_after[level, i]
    near = (before >= np.repeat(pairs.start, pairs.sizes)) & (state == grid.quotes[level, before])
    behind = after < np.repeat(pairs.end, pairs.sizes)
    near |= behind & (state == grid.quotes[level, np.where(behind, after, 0)])
    offset = np.where((home < 0) | pairs.within, 0, 5)
    quoted = 1 + (t >= i) + np.where(near, 0, 2)
    found = offset + np.where(state < 0, 0, quoted)
    outside = (home >= 0) & (grid.quotes[0, t] != home) & ~pairs.within
    return np.where(outside, np.where(grid.quotes[0, t] < 0, 10, 11), found)


def _other_cues(pairs: _Pairs) -> tuple[Ints, Ints]:
    """For each token: likely cues between it and the cue, and is it under one of them?"""
    others = pairs.others
    rivals: list[tuple[int, int]] = []
    tokens = [cue.token for cue in pairs.cues]
    bounds = zip(tokens, pairs.start.tolist(), pairs.end.tolist(), strict=True)
    for number, (token, first, last) in enumerate(bounds):
        place = bisect_left(others, token)
        near = others[max(place - RIVALS, 0) : place + RIVALS]
        rivals += [(number, rival) for rival in near if first <= rival < last and rival != token]
    k, t = np.array(rivals, dtype=np.int64).reshape(-1, 2).T
    i, start, end = np.array(tokens)[k], pairs.start[k], pairs.end[k]
    shift, size = pairs.first[k] - start, len(pairs.t)
    count = _covered(np.where(t < i, start, t) + shift, np.where(t < i, t + 1, end) + shift, size)
    left, right = pairs.grid.left[t], pairs.grid.right[t]
    above = (left <= i) & (i <= right)  # the cue is itself below that one
    below = (np.maximum(left, start) + shift, np.minimum(right + 1, end) + shift)
    over = _covered(below[0][above], below[1][above], size)
    beside = _covered(below[0][~above], below[1][~above], size)
    under = np.where(over > 0, 2, np.minimum(beside, 1))
    under[t + shift] = 3
    return np.minimum(count, 3), under


def _covered(starts: Ints, ends: Ints, size: int) -> Ints:
    """How many of the stretches each of `size` places lies in."""
    edges = np.bincount(starts, minlength=size + 1) - np.bincount(ends, minlength=size + 1)
    found: Ints = np.cumsum(edges)[:size]
    return found
