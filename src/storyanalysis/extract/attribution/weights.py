"""The trained weights: read from the package's data file, applied with numpy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from storyanalysis.errors import ModelError
from storyanalysis.extract.attribution.chain import Floats, posteriors
from storyanalysis.extract.attribution.keys import TEMPLATE_SHIFT, Ints, Vocabulary

__all__ = ["Weights", "load_weights", "packaged_weights", "save_weights"]

VERSION = 1
FILE = "attribution.npz"


@dataclass(frozen=True)
class Weights:
    """What the three steps know: cue classifier, tagger, confidence."""

    candidates: dict[str, float]  # "lemma POS": share of its occurrences that are cues
    cue: dict[str, float]  # feature: weight; "" is the bias
    vocabulary: Vocabulary
    keys: Ints
    tagger: npt.NDArray[np.float32]  # (keys, labels)
    moves: Floats
    confidence: dict[str, float]

    def cue_probability(self, features: Iterable[str]) -> float:
        """Probability that a token with these features is a cue."""
        get = self.cue.get
        total = get("", 0.0)
        for feature in dict.fromkeys(features):  # each once, in an order that never changes
            total += get(feature, 0.0)
        return logistic(total)

    def label_probabilities(self, keys: Ints, sizes: Ints) -> Floats:
        """(tokens, labels) of windows laid end to end; labels: none, source, content."""
        scores = np.zeros((len(keys), self.tagger.shape[1]))
        for number, column in enumerate(keys.T):
            # each template has its own stretch of the sorted keys
            edges = np.array([number << TEMPLATE_SHIFT, (number + 1) << TEMPLATE_SHIFT])
            first, last = np.searchsorted(self.keys, edges).tolist()
            if first == last:
                continue
            known = self.keys[first:last]
            place = np.minimum(np.searchsorted(known, column), last - first - 1)
            hit = np.flatnonzero(known[place] == column)
            scores[hit] += self.tagger[first + place[hit]]
        return posteriors(scores, sizes, self.moves)[0]


def logistic(x: float) -> float:
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, x))))


@cache
def packaged_weights() -> Weights | None:
    """The weights that ship with the package, or None where the file is missing."""
    path = files("storyanalysis") / "models" / FILE
    return load_weights(Path(str(path))) if path.is_file() else None


def load_weights(path: Path) -> Weights:
    """Read weights from a file.

    Raises
    ------
    ModelError
        If it is missing or not such a file.
    """
    try:
        with np.load(path, allow_pickle=False) as data:
            if int(data["version"]) != VERSION:
                raise ModelError(f"{path} holds weights of another version; train them again")
            return _unpack(data)
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(f"{path} cannot be read as attribution weights: {error}") from error


def _unpack(data: Any) -> Weights:
    names = [str(name) for name in _words(data["vocabulary_names"])]
    return Weights(
        candidates=_table(data, "candidates"),
        cue=_table(data, "cue"),
        vocabulary=Vocabulary({name: _words(data[f"vocabulary_{name}"]) for name in names}),
        keys=np.cumsum(data["keys"].astype(np.int64)),
        tagger=data["tagger"].astype(np.float32) * np.float32(data["tagger_scale"]),
        moves=data["moves"].astype(np.float64),
        confidence=_table(data, "confidence"),
    )


def save_weights(path: Path, weights: Weights) -> None:
    """Write weights: keys as differences, the tagger's weights in 8 bits."""
    scale = max(float(np.abs(weights.tagger).max(initial=0.0)), 1e-6) / 127
    out: dict[str, Any] = {
        "version": np.array(VERSION),
        "vocabulary_names": _bytes(list(weights.vocabulary.words)),
        "keys": np.diff(weights.keys, prepend=0),
        "tagger": np.round(weights.tagger / scale).astype(np.int8),
        "tagger_scale": np.array(scale),
        "moves": weights.moves.astype(np.float64),
    }
    for name, words in weights.vocabulary.words.items():
        out[f"vocabulary_{name}"] = _bytes(words)
    for name in ("candidates", "cue", "confidence"):
        table: dict[str, float] = getattr(weights, name)
        out[f"{name}_words"] = _bytes(sorted(table))
        values = np.array([table[k] for k in sorted(table)])
        out[f"{name}_values"] = values.astype(np.float16 if name == "cue" else np.float32)
    np.savez_compressed(path, **out)


def _bytes(words: Sequence[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8)


def _words(raw: npt.NDArray[np.uint8]) -> list[str]:
    return raw.tobytes().decode("utf-8").split("\n")


def _table(data: Any, name: str) -> dict[str, float]:
    words, values = _words(data[f"{name}_words"]), data[f"{name}_values"].tolist()
    return dict(zip(words, values, strict=True))
