"""Two versions of one story, sentence by sentence.

Sentences with the same words are paired first, then the most alike of the
rest. Pairs that break the common order have moved; of the others, a changed
fact comes before a changed strength, and that before a mere change of words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from storyanalysis.inquire.facts import judge_change
from storyanalysis.inquire.similarity import likeness, word_weights
from storyanalysis.inquire.words import Word, plain_words, read_words

__all__ = ["CHANGE_KINDS", "VersionDiff", "diff_versions"]

CHANGE_KINDS = (
    "unchanged",
    "moved",
    "reworded",
    "softened",
    "hardened",
    "corrected",
    "added",
    "removed",
)
COLUMNS = {
    "kind": "string",
    "old_start": "Int64",
    "old_end": "Int64",
    "new_start": "Int64",
    "new_end": "Int64",
    "old": "string",
    "new": "string",
    "reason": "string",
}
ALIKE = 0.36  # below this two sentences are two claims
PLACE = 0.05  # what standing at the same relative place adds


@dataclass(frozen=True)
class Sentence:
    """A sentence of one version."""

    start: int
    end: int
    text: str
    words: tuple[Word, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """Its words, whatever the case, the punctuation and the quotation marks."""
        return tuple(plain_words(self.text))


@dataclass(frozen=True, eq=False)
class VersionDiff:
    """What became of a story from one version to the next.

    Attributes
    ----------
    changes : DataFrame
        One row per sentence of either version, in the order of the new one,
        removed sentences where they stood: `kind`, offsets and words of both
        sides (null where a side has no such sentence), `reason`.
    """

    changes: pd.DataFrame

    @property
    def counts(self) -> pd.Series[int]:
        """Rows of each kind, all kinds named."""
        found = self.changes["kind"].value_counts()
        return found.reindex(list(CHANGE_KINDS), fill_value=0).astype("int64")

    def __repr__(self) -> str:
        told = ", ".join(f"{n} {kind}" for kind, n in self.counts.items() if n)
        return f"<VersionDiff: {told or 'no sentences'}>"


def diff_versions(
    old_text: str, old_sentences: pd.DataFrame, new_text: str, new_sentences: pd.DataFrame
) -> VersionDiff:
    """Compare two versions of a story.

    Parameters
    ----------
    old_text, new_text : str
        The texts that the offsets point into.
    old_sentences, new_sentences : DataFrame
        Their tables ``sentences``.

    Returns
    -------
    VersionDiff
        Two identical versions have only *unchanged* rows; two that share
        nothing have only *removed* and *added* ones.

    Notes
    -----
    Alignment is one-to-one, the assignment of greatest total likeness (Kuhn
    1955, as in scipy); the kinds follow the classes of edit intentions of Yang
    et al. 2017 and of news edits (Spangher et al. 2022), reduced to those that
    words can show.
    """
    old = _read(old_text, old_sentences)
    new = _read(new_text, new_sentences)
    pairs = _same_words(old, new)
    pairs |= _most_alike(old, new, pairs)
    moved = _out_of_order(pairs, old, new)
    rows = [_row(old, new, i, j, moved) for i, j in _in_order(pairs, len(old), len(new))]
    return VersionDiff(pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS))


def _read(text: str, sentences: pd.DataFrame) -> list[Sentence]:
    ordered = sentences.sort_values(["start", "end"])
    spans = zip(ordered["start"].tolist(), ordered["end"].tolist(), strict=True)
    return [Sentence(a, b, text[a:b], read_words(text[a:b])) for a, b in spans]


def _same_words(old: list[Sentence], new: list[Sentence]) -> dict[int, int]:
    """Sentences with equal words; of several, the first with the first."""
    waiting: dict[tuple[str, ...], list[int]] = {}
    for j, sentence in enumerate(new):
        waiting.setdefault(sentence.key, []).append(j)
    return {i: places.pop(0) for i, s in enumerate(old) if (places := waiting.get(s.key))}


def _most_alike(old: list[Sentence], new: list[Sentence], taken: dict[int, int]) -> dict[int, int]:
    left = [i for i in range(len(old)) if i not in taken]
    right = [j for j in range(len(new)) if j not in set(taken.values())]
    if not left or not right:
        return {}
    weights = word_weights(sentence.words for sentence in [*old, *new])
    scores = np.zeros((len(left), len(right)))
    for row, i in enumerate(left):
        for column, j in enumerate(right):
            score = likeness(old[i].words, new[j].words, weights).score
            near = 1 - abs(i / len(old) - j / len(new))
            scores[row, column] = score + PLACE * near if score >= ALIKE - PLACE else 0.0
    chosen = zip(*linear_sum_assignment(-scores), strict=True)
    return {left[r]: right[c] for r, c in chosen if scores[r, c] >= ALIKE}


def _out_of_order(pairs: dict[int, int], old: list[Sentence], new: list[Sentence]) -> set[int]:
    """Old places of the pairs outside the longest common order (most words kept)."""
    ordered = sorted(pairs.items())
    best: list[tuple[int, list[int]]] = []
    for at, (i, j) in enumerate(ordered):
        before = [best[k] for k in range(at) if ordered[k][1] < j]
        weight, way = max(before, key=lambda run: run[0], default=(0, []))
        # a changed sentence stays where it is if an unchanged one can have moved
        worth = 10 + len(old[i].words) // 10 + (10 if old[i].key != new[j].key else 0)
        best.append((weight + worth, [*way, i]))
    kept = set(max(best, key=lambda run: run[0], default=(0, []))[1])
    return {i for i, _ in ordered if i not in kept}


def _in_order(
    pairs: dict[int, int], n_old: int, n_new: int
) -> Iterator[tuple[int | None, int | None]]:
    """Index pairs in the order of the new version, removed ones where they stood."""
    back = {j: i for i, j in pairs.items()}
    after: dict[int | None, list[int]] = {}  # removed sentences, by the kept one before them
    kept = None
    for i in range(n_old):
        if i in pairs:
            kept = i
        else:
            after.setdefault(kept, []).append(i)
    yield from ((i, None) for i in after.get(None, []))
    for j in range(n_new):
        old = back.get(j)
        yield old, j
        if old is not None:
            yield from ((i, None) for i in after.get(old, []))


def _row(
    old: Sequence[Sentence],
    new: Sequence[Sentence],
    i: int | None,
    j: int | None,
    moved: set[int],
) -> dict[str, Any]:
    before = None if i is None else old[i]
    after = None if j is None else new[j]
    kind, reason = _judge(before, after, moved=i in moved)
    return {
        "kind": kind,
        "old_start": before.start if before else None,
        "old_end": before.end if before else None,
        "new_start": after.start if after else None,
        "new_end": after.end if after else None,
        "old": before.text if before else None,
        "new": after.text if after else None,
        "reason": reason,
    }


def _judge(old: Sentence | None, new: Sentence | None, *, moved: bool) -> tuple[str, str]:
    if old is None:
        return "added", "not in the old version"
    if new is None:
        return "removed", "not in the new version"
    if old.key == new.key:
        if moved:
            return "moved", "same words, another place among the sentences that stay"
        exact = old.text == new.text
        return "unchanged", "same words, same order" + (
            "" if exact else "; only marks or case differ"
        )
    return judge_change(old.text, new.text)
