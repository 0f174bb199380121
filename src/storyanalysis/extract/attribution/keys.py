"""Feature keys of the tagger: integers made of a template and its attributes' values.

A whole article is looked up with a few numpy calls.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["ATTRIBUTES", "TEMPLATES", "TEMPLATE_SHIFT", "Ints", "Vocabulary", "keys_of", "stack"]

Ints = npt.NDArray[np.int64]
# attribute: number of values it can take (a power of two at least as large is used)
ATTRIBUTES = (
    "side",
    "rule",
    "quote",
    "sentence",
    "one",
    "two",
    "three",
    "depth",
    "far",
    "cues",
    "under",
    "mark",
    "commas",
    "dep",
    "tag",
    "word",
    "ent",
    "config",
    "lemma",
    "mix",
)
BITS = {"one": 7, "two": 14, "three": 21, "config": 9, "lemma": 10, "word": 9, "mark": 9}
BITS |= {"dep": 6, "tag": 6}
DEFAULT_BITS = 5
TEMPLATE_SHIFT = 48  # the template's number stands above all its values
# "+" and "-" take the value of the next and the last token
TEMPLATES: tuple[tuple[str, ...], ...] = (
    ("side",),
    ("rule", "side", "quote"),
    ("rule", "config"),
    ("rule", "lemma"),
    ("rule", "one"),
    ("rule", "depth", "side"),
    ("three", "side"),
    ("three", "config"),
    ("three", "quote"),
    ("three", "under", "rule"),
    ("three", "dep"),
    ("two", "side"),
    ("two", "lemma"),
    ("two", "config"),
    ("two", "mark"),
    ("one", "side", "quote"),
    ("one", "lemma"),
    ("one", "config"),
    ("one", "tag"),
    ("one", "word"),
    ("one", "mark", "side"),
    ("one", "ent"),
    ("one", "under", "cues"),
    ("one", "commas", "side"),
    ("quote", "side", "config"),
    ("quote", "sentence", "config"),
    ("quote", "sentence", "mix", "side"),
    ("quote", "side", "far"),
    ("quote", "side", "cues"),
    ("quote", "side", "lemma"),
    ("quote", "side", "dep"),
    ("word", "side", "quote"),
    ("word", "two"),
    ("tag", "side", "far"),
    ("-word", "side", "quote"),
    ("+word", "side", "quote"),
    ("-tag", "tag"),
    ("+tag", "tag"),
    ("-rule", "rule", "side"),
    ("+rule", "rule", "side"),
    ("-quote", "quote", "side"),
    ("+quote", "quote", "side"),
    ("-two", "two"),
)


class Vocabulary:
    """Numbers of the words that features may name; an unknown word is 0."""

    def __init__(self, words: dict[str, Sequence[str]]) -> None:
        self.words = {name: list(items) for name, items in words.items()}
        self.ids = {
            name: {word: k for k, word in enumerate(items, start=1)}
            for name, items in self.words.items()
        }

    def number(self, name: str, word: str) -> int:
        return self.ids[name].get(word, 0)

    def numbers(self, name: str, words: Sequence[str]) -> list[int]:
        table = self.ids[name]
        return [table.get(word, 0) for word in words]


def keys_of(values: Ints, firsts: Ints) -> Ints:
    """Feature keys, (tokens, templates), of windows laid end to end.

    Parameters
    ----------
    values : array (attributes, tokens)
    firsts : array
        Where each window begins.
    """
    edge_before = np.zeros(values.shape[1], dtype=bool)
    edge_before[firsts] = True
    edge_after = np.roll(edge_before, -1)
    column = {name: k for k, name in enumerate(ATTRIBUTES)}
    keys = np.empty((values.shape[1], len(TEMPLATES)), dtype=np.int64)
    for number, template in enumerate(TEMPLATES):
        key = np.zeros(values.shape[1], dtype=np.int64)
        for name in template:
            plain = name.lstrip("+-")
            value = values[column[plain]]
            bits = BITS.get(plain, DEFAULT_BITS)
            if name != plain:
                value = np.roll(value, -1 if name[0] == "+" else 1)
                value = np.where(
                    edge_after if name[0] == "+" else edge_before, (1 << bits) - 1, value
                )
            key = (key << bits) | value
        keys[:, number] = number << TEMPLATE_SHIFT | key
    return keys


def stack(parts: list[list[list[int]]]) -> tuple[Ints, Ints]:
    """Attribute lists of several windows, end to end, and where each begins."""
    sizes = [len(part[0]) for part in parts]
    firsts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    joined: list[Any] = [[v for part in parts for v in part[k]] for k in range(len(ATTRIBUTES))]
    return np.array(joined, dtype=np.int64), firsts
