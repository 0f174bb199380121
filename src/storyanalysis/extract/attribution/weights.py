"""The trained weights: read from the package's data file, applied with numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from math import exp
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from storyanalysis.errors import ModelError
from storyanalysis.extract.attribution.chain import Floats, marginals
from storyanalysis.extract.attribution.keys import Ints, KeyIndex, Vocabulary
from storyanalysis.extract.attribution.signs import Signs, lemma_and_sign

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

    def cue_probability(self, signs: Signs) -> float:
        """Probability that a token with these signs is a cue."""
        plain, own = self._cue_tables[None], self._cue_tables.get(signs.lemma, {})
        # each sign once, in an order that never changes
        total = plain.get("", 0.0) + sum(filter(None, map(plain.get, dict.fromkeys(signs.plain))))
        total += sum(filter(None, map(own.get, dict.fromkeys(signs.joined))))
        return logistic(total)

    @cached_property
    def _cue_tables(self) -> dict[str | None, dict[str, float]]:
        """Weights of signs on their own (None) and joined with each lemma."""
        tables: dict[str | None, dict[str, float]] = {None: {}}
        for name, weight in self.cue.items():
            lemma, sign = lemma_and_sign(name)
            tables.setdefault(lemma, {})[sign] = weight
        return tables

    def label_probabilities(self, keys: Ints, sizes: Ints) -> Floats:
        """(tokens, labels) of windows laid end to end; labels: none, source, content."""
        return marginals(self._index.sums(keys), sizes, self.moves)

    @cached_property
    def _index(self) -> KeyIndex:
        return KeyIndex(self.keys, self.tagger)


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
