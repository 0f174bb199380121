"""Coarse tags, morphology and lemmas: what spaCy's own components say, remembered by word.

The attribute ruler tries some two hundred patterns on every token, and the lemmatizer
asks several tables about it; together they take a third of the parse. Nearly all of
what they decide depends on nothing but the token's word, tag and dependency, so each
such triple is put to them once. The few patterns that look at a neighbour ("let's",
"there is") are searched for, and the words around go through the components.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["LEMMATIZER", "RULER", "WordForms"]

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
# what a pattern may ask of a token and still depend on the triple alone
ASKED = frozenset({"ORTH", "TEXT", "LOWER", "TAG", "DEP", "IS_SPACE"})
GIVEN: list[int | str] = ["ORTH", "TAG", "DEP"]
MADE: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
MOST = 50_000  # triples, some 30 MB; a long run over many articles starts anew then

Triple = tuple[int, int, int]


class WordForms:
    """Stands in for the attribute ruler and the lemmatizer of a pipeline.

    Parameters
    ----------
    nlp : spaCy Language
        A pipeline for which :meth:`fits` is true.
    """

    def __init__(self, nlp: Language) -> None:
        from spacy.pipeline import AttributeRuler

        self._vocab = nlp.vocab
        self._ruler, self._lemmatizer = _component(nlp, RULER), _component(nlp, LEMMATIZER)
        self._alone = AttributeRuler(nlp.vocab)
        self._joint = AttributeRuler(nlp.vocab)
        for rule in self._ruler.patterns:
            alone = all(len(pattern) == 1 for pattern in _patterns(rule))
            (self._alone if alone else self._joint).add_patterns([rule])
        # how far a joint pattern looks to either side
        lengths = [len(found) for rule in self._joint.patterns for found in _patterns(rule)]
        self._reach = max(lengths, default=1) - 1
        self._forget()

    @staticmethod
    def fits(nlp: Language) -> bool:
        """Whether the pipeline decides tags and lemmas by word, tag and dependency."""
        from spacy.pipeline import AttributeRuler, Lemmatizer

        if not {RULER, LEMMATIZER} <= set(nlp.pipe_names):
            return False
        ruler, lemmatizer = _component(nlp, RULER), _component(nlp, LEMMATIZER)
        return (
            type(ruler) is AttributeRuler
            and isinstance(lemmatizer, Lemmatizer)
            and lemmatizer.mode in ("rule", "lookup")
            and all(_is_plain(rule) for rule in ruler.patterns)
        )

    def add_to(self, docs: Iterable[Doc]) -> None:
        """Give each of the docs, which has tags and dependencies, the rest."""
        if len(self._row) > MOST:
            self._forget()
        for doc in docs:
            if len(doc):
                doc.from_array(MADE, self._values(doc))

    def _forget(self) -> None:
        self._row: dict[Triple, int] = {}  # triple -> its row in what follows
        self._made: Any = np.empty((0, len(MADE)), dtype=np.uint64)
        self._lemmas: list[str] = []

    def _values(self, doc: Doc) -> Any:
        """Of every token the attributes of :data:`MADE`."""
        given = doc.to_array(GIVEN)
        triples: list[Triple] = list(zip(*given.T.tolist(), strict=True))
        if unknown := set(triples).difference(self._row):
            self._learn(sorted(unknown))
        rows = [self._row[triple] for triple in triples]
        # spaCy may have forgotten a lemma since (``nlp.memory_zone``)
        for row in set(rows):
            self._vocab.strings.add(self._lemmas[row])
        values = self._made[rows]
        for *_, start, end in self._joint.match(doc):
            first, last = max(start - self._reach, 0), end + self._reach
            near = self._decided(given[first:last], self._ruler).to_array(MADE)
            values[start:end] = near[start - first : end - first]
        return values

    def _learn(self, triples: list[Triple]) -> None:
        doc = self._decided(np.array(triples, dtype=np.uint64), self._alone)
        self._row.update(zip(triples, itertools.count(len(self._row)), strict=False))
        self._made = np.concatenate([self._made, doc.to_array(MADE)])
        self._lemmas += [token.lemma_ for token in doc]

    def _decided(self, given: Any, ruler: Any) -> Doc:
        """What the components say of tokens of which the attributes of :data:`GIVEN` are known."""
        from spacy.tokens import Doc

        doc = Doc(self._vocab, words=[self._vocab.strings[word] for word in given[:, 0].tolist()])
        doc.from_array(GIVEN[1:], given[:, 1:])
        decided: Doc = self._lemmatizer(ruler(doc))
        return decided


def _component(nlp: Language, name: str) -> Any:
    """A part of the pipeline; its type says only that it can be called."""
    return nlp.get_pipe(name)


def _patterns(rule: Any) -> list[list[dict[str, Any]]]:
    """The patterns of a rule of the attribute ruler."""
    patterns: list[list[dict[str, Any]]] = rule["patterns"]
    return patterns


def _is_plain(rule: Any) -> bool:
    """Whether it asks of a token nothing but what the triple says."""
    return all(ASKED.issuperset(token) for pattern in _patterns(rule) for token in pattern)
