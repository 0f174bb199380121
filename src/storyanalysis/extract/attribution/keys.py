"""Feature keys of the tagger: integers made of a template and its attributes' values.

A whole article is looked up with a few numpy calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["ATTRIBUTES", "TEMPLATES", "Ints", "KeyIndex", "Vocabulary", "keys_of"]

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
HASH = np.uint64(0x9E3779B97F4A7C15)  # 2**64 by the golden ratio (Knuth's multiplicative hash)
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

    def numbers(self, name: str, words: Sequence[str]) -> list[int]:
        table = self.ids[name]
        return [table.get(word, 0) for word in words]


class KeyIndex:
    """Weights by feature key, found for many keys at once by a hash table.

    Each template has slots of its own, so that a look-up template by template stays
    within the processor's cache.

    Parameters
    ----------
    keys : array
    values : array (keys, labels)
    """

    def __init__(self, keys: Ints, values: npt.NDArray[np.float32]) -> None:
        sizes = np.bincount(keys >> TEMPLATE_SHIFT, minlength=len(TEMPLATES))
        bits = np.ceil(np.log2(np.maximum(sizes, 1))).astype(np.int64) + 1
        self.shift = (64 - bits).astype(np.uint64)
        self.base = np.cumsum(1 << bits) - (1 << bits)
        slots = self._slots(keys, keys >> TEMPLATE_SHIFT)
        order = np.argsort(slots)
        self.values = values[order].T.astype(np.float64)
        self.keys = np.append(keys[order], -1)  # where the last, empty slots point to
        self.slots = np.append(slots[order], -1)
        counts = np.bincount(slots, minlength=int((1 << bits).sum()))
        first = np.cumsum(counts) - counts
        self.table = first << 1 | (counts > 1)  # where a slot begins, and: is it shared?

    def _slots(self, keys: Ints, template: Ints) -> Ints:
        mixed = keys.astype(np.uint64) * HASH >> self.shift[template]
        slots: Ints = self.base[template] + mixed.astype(np.int64)
        return slots

    def sums(self, keys: Ints) -> npt.NDArray[np.float64]:
        """Sums (tokens, labels) of the weights of `keys` (tokens, templates)."""
        asked = keys.T.ravel()
        entry = self.table[self._slots(keys.T, np.arange(len(TEMPLATES))[:, None]).ravel()]
        place = entry >> 1
        hit = self.keys[place] == asked
        left = np.flatnonzero(~hit & (entry & 1 > 0))
        while len(left):
            place[left] += 1
            hit[left] = self.keys[place[left]] == asked[left]
            going_on = self.slots[place[left]] == self.slots[place[left] + 1]
            left = left[~hit[left] & going_on]
        known = np.flatnonzero(hit)  # ascending by template: sums keep the templates' order
        found, token = self.values[:, place[known]], known % len(keys)
        return np.stack([np.bincount(token, w, minlength=len(keys)) for w in found], axis=1)


def keys_of(values: Ints, firsts: Ints) -> Ints:
    """Feature keys, (tokens, templates), of windows laid end to end.

    Parameters
    ----------
    values : array (attributes, tokens)
    firsts : array
        Where each window begins.
    """
    edges = {"-": np.zeros(values.shape[1], dtype=bool)}
    edges["-"][firsts] = True
    edges["+"] = np.roll(edges["-"], -1)
    column = dict(zip(ATTRIBUTES, values, strict=True))
    keys = np.empty((len(TEMPLATES), values.shape[1]), dtype=np.int64)
    for number, template in enumerate(TEMPLATES):
        key: Ints | int = number << TEMPLATE_SHIFT - _bits(template)
        for name in template:
            if name not in column:  # of the token beside it; all bits set beyond the window
                beside = np.roll(column[name[1:]], 1 if name[0] == "-" else -1)
                column[name] = np.where(edges[name[0]], (1 << _bits([name])) - 1, beside)
            key = key << _bits([name]) | column[name]
        keys[number] = key
    return keys.T


def _bits(names: Iterable[str]) -> int:
    return sum(BITS.get(name.lstrip("+-"), DEFAULT_BITS) for name in names)
