"""Cue classifier and tagger together: likely cues, each with its source and content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from storyanalysis.extract.attribution.chain import Floats
from storyanalysis.extract.attribution.cues import cue_features, cue_lexicon, is_candidate
from storyanalysis.extract.attribution.keys import keys_of, stack
from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.rules import spans_of
from storyanalysis.extract.attribution.weights import Weights
from storyanalysis.extract.attribution.windows import Cue, attributes_of

__all__ = ["Tagged", "frames_of", "likely_cues", "tag"]

LEAST = 0.2  # a cue less likely than this is not tagged
LIKELY = 0.3  # a cue at least as likely as this counts as a rival of others
CHUNK = 1500  # windows looked up at once, to bound memory
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
    for i in range(len(page)):
        if is_candidate(page, i, weights.candidates):
            features = cue_features(page, i, apart=nested and page.outer[i] >= 0)
            probability = weights.cue_probability(features)
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
    found: list[Tagged] = []
    for k in range(0, len(cues), CHUNK):
        found += _tag_chunk(page, cues[k : k + CHUNK], likely, weights)
    return found


def _tag_chunk(
    page: Page, cues: Sequence[Cue], likely: Sequence[int], weights: Weights
) -> list[Tagged]:
    windows = [attributes_of(page, cue, likely, weights.vocabulary) for cue in cues]
    values, firsts = stack([window[2] for window in windows])
    sizes = np.diff(np.append(firsts, values.shape[1]))
    labels = weights.label_probabilities(keys_of(values, firsts), sizes)
    return [
        Tagged(cue, start, end, labels[first : first + end - start])
        for cue, (start, end, _), first in zip(cues, windows, firsts.tolist(), strict=True)
    ]
