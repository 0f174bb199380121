"""A page as arrays of numbers: tokens, quotations, ways through the tree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from storyanalysis.extract.attribution.keys import Ints, Vocabulary
from storyanalysis.extract.attribution.page import Page

__all__ = ["Grid", "Paths"]

DEEPEST = 64  # steps from a token up the tree; what lies deeper counts as a tree of its own
OUTSIDE = 127  # the step to a token of another tree
LONGEST = 9
STEPS = 3
MIXES = {"n": 1, "p": 2, "f": 3}
COMMAS = frozenset([",", ";", ":", "—", "–", "--"])


@dataclass(frozen=True)
class Paths:
    """Ways from cues to tokens: the first steps, the length, the branch's first word."""

    steps: tuple[Ints, Ints, Ints]
    length: Ints
    mark: Ints


class Grid:
    """What the windows of a page are made of, an item a token.

    `quotes` holds the outer and the inner quotation of each token (or -1),
    `quoted_before` and `quoted_after` the nearest such token before and behind.
    """

    def __init__(self, page: Page, vocabulary: Vocabulary) -> None:
        self.dep = np.array(vocabulary.numbers("dep", page.dep))
        self.tag = np.array(vocabulary.numbers("tag", page.tag))
        self.word = np.array(vocabulary.numbers("word", page.word))
        self.ent = np.array(vocabulary.numbers("ent", page.ent))
        self.sent = np.array(page.sent)
        self.mix = np.array([MIXES[mix] for mix in page.mix])
        self.quotes = np.array([page.outer, page.inner])
        self.quoted_before, self.quoted_after = _nearest(self.quotes >= 0)
        self.commas: Ints = np.cumsum([0, *(word in COMMAS for word in page.word)])
        self.left, self.right = np.array(page.left), np.array(page.right)
        self.depth, self.levels = _levels(np.array(page.head))

    def commas_between(self, i: Ints, t: Ints) -> Ints:
        """Commas and the like from each `i` to each `t`, that of `t` included."""
        behind = self.commas[t + 1] - self.commas[i + 1]
        return np.asarray(np.where(t > i, behind, self.commas[i] - self.commas[t]))

    def paths(self, i: Ints, t: Ints) -> Paths:
        """The way through the tree from each token of `i` to each of `t`.

        A step up is 1 more than twice the number of the relation, a step down 2 more.
        """
        ours, theirs = self.levels[:, i], self.levels[:, t]
        shared = ((ours == theirs) & (ours >= 0)).sum(axis=0)  # tokens above both, themselves too
        up, down = self.depth[i] + 1 - shared, self.depth[t] + 1 - shared
        none, at = shared == 0, np.arange(len(i))
        steps = []
        for k in range(STEPS):
            above = ours[np.maximum(self.depth[i] - k, 0), at]
            below = theirs[np.clip(shared + k - up, 0, len(theirs) - 1), at]
            down_or_there = np.where(k - up < down, 2 * self.dep[below] + 2, 0)
            step = np.where(k < up, 2 * self.dep[above] + 1, down_or_there)
            steps.append(np.where(none, 0 if k else OUTSIDE, step))
        branch = theirs[np.minimum(shared, len(theirs) - 1), at]
        marked = (up == 0) & (down > 0)
        mark = np.where(marked, self.word[self.left[branch]], 0)
        length = np.where(none, LONGEST, np.minimum(up + down, LONGEST))
        return Paths((steps[0], steps[1], steps[2]), length, mark)


def _nearest(quoted: npt.NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """For each token the nearest one before it (or -1) and behind it (or n) that is quoted."""
    n = quoted.shape[1]
    at = np.arange(n)
    before = np.full(quoted.shape, -1)
    before[:, 1:] = np.maximum.accumulate(np.where(quoted, at, -1), axis=1)[:, :-1]
    after = np.full(quoted.shape, n)
    behind = np.where(quoted, at, n)[:, ::-1]
    after[:, :-1] = np.minimum.accumulate(behind, axis=1)[:, ::-1][:, 1:]
    return before, after


def _levels(head: Ints) -> tuple[Ints, Ints]:
    """Depth of each token, and the tokens above it from the root down, then -1."""
    at = np.arange(len(head))
    climb, depth = [at], np.zeros(len(head), dtype=np.int64)
    for _ in range(DEEPEST):
        above = head[climb[-1]]
        moved = above != climb[-1]
        if not moved.any():
            break
        climb.append(above)
        depth += moved
    steps = depth - np.arange(len(climb))[:, None]
    levels = np.stack(climb)[np.maximum(steps, 0), at]
    return depth, np.where(steps >= 0, levels, -1).astype(np.int32)
