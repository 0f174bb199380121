"""Cue classifier and tagger together: likely cues, each with its source and content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storyanalysis.extract.attribution.chain import Floats
from storyanalysis.extract.attribution.cues import CUE_POS, cue_lexicon, is_candidate
from storyanalysis.extract.attribution.grid import Grid
from storyanalysis.extract.attribution.keys import keys_of
from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.rules import spans_of
from storyanalysis.extract.attribution.signs import cue_signs
from storyanalysis.extract.attribution.weights import Weights
from storyanalysis.extract.attribution.windows import Cue, Windows, windows_of

__all__ = ["Tagged", "frames_of", "likely_cues", "tag"]

LEAST = 0.2  # a cue less likely than this is not tagged
LIKELY = 0.3  # a cue at least as likely as this counts as a rival of others
CHUNK = 300  # windows looked up at once, to bound memory
ANY_FRAME = {"VERB": "qco", "AUX": "qco", "NOUN": "n", "ADJ": "j", "ADV": "a"}


@dataclass(frozen=True)
class Tagged:
    """One cue's window with label probabilities (tokens, labels)."""

    cue: Cue
    start: int
    end: int
    labels: Floats


def frames_of(page: Page, i: int, *, known_only: bool = False) -> str:
    """Which complements the cue lexicon allows the word at `i` to report with."""
    found = cue_lexicon().get((page.lemma[i], page.pos[i]), ("", ""))[0]
    return found if found or known_only else ANY_FRAME.get(page.pos[i], "q")


def likely_cues(page: Page, weights: Weights, *, nested: bool = False) -> dict[int, float]:
    """Cue candidates and their probabilities, those under `LEAST` left out.

    With `nested`, what is quoted is read as a text of its own; otherwise a quoted
    word is seldom a cue, since corpora mark the outermost report only.
    """
    found = {}
    for i, pos in enumerate(page.pos):
        if pos in CUE_POS and is_candidate(page, i, weights.candidates):
            signs = cue_signs(page, i, apart=nested and page.outer[i] >= 0)
            probability = weights.cue_probability(signs)
            if probability >= LEAST:
                found[i] = probability
    return found


def tag(
    page: Page, scores: dict[int, float], weights: Weights, wanted: Sequence[int] | None = None
) -> list[Tagged]:
    """Label probabilities of the windows around the cues in `scores`, or those `wanted`."""
    likely = sorted(i for i, score in scores.items() if score >= LIKELY)
    chosen = sorted(scores) if wanted is None else wanted
    cues = [Cue(i, scores[i], spans_of(page, i, frames_of(page, i))) for i in chosen]
    if not cues:
        return []
    grid = Grid(page, weights.vocabulary)
    found: list[Tagged] = []
    for k in range(0, len(cues), CHUNK):
        some = cues[k : k + CHUNK]
        windows = windows_of(page, grid, some, likely, weights.vocabulary)
        found += _tagged(some, windows, weights)
    return found


def _tagged(cues: Sequence[Cue], windows: Windows, weights: Weights) -> Iterator[Tagged]:
    keys = keys_of(windows.values, windows.first)
    labels = weights.label_probabilities(keys, windows.end - windows.start)
    bounds = zip(windows.start.tolist(), windows.end.tolist(), windows.first.tolist(), strict=True)
    for cue, (start, end, first) in zip(cues, bounds, strict=True):
        yield Tagged(cue, start, end, labels[first : first + end - start])
