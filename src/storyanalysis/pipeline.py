"""A spaCy pipeline's own components, run so that they take less time.

The annotations are those of ``nlp.pipe``, token by token; three things differ:

- tags and lemmas are asked for once a word form (:mod:`storyanalysis.wordforms`);
- the entity recogniser takes its steps one by one through spaCy's step model. Its own
  loop gives Python's global lock back, and the checks in it take the lock again some
  hundred times a token, which is two thirds of its time;
- a batch is not cut up by length: nothing here is padded.

A pipeline with other components than the official English ones goes through ``nlp.pipe``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from storyanalysis.wordforms import LEMMATIZER, RULER, WordForms

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["annotated"]

BATCH = 64  # texts at a time; with more, the arrays outgrow the processor's own memory
# components that read neither coarse tags nor lemmas nor entities
KNOWN = frozenset({"tok2vec", "tagger", "parser", RULER, LEMMATIZER, "ner"})


def annotated(texts: Iterable[str], nlp: Language) -> Iterator[Doc]:
    """What ``nlp.pipe`` makes of the texts, in less time where that can be had."""
    forms = _word_forms(nlp)
    return nlp.pipe(texts) if forms is None else _stream(texts, nlp, forms)


def _stream(texts: Iterable[str], nlp: Language, forms: WordForms) -> Iterator[Doc]:
    texts = iter(texts)
    while batch := [nlp.make_doc(text) for text in islice(texts, BATCH)]:
        components: list[tuple[str, Any]] = list(nlp.pipeline)
        for name, component in components:
            if name == RULER:
                forms.add_to(batch)
            elif name == "ner":
                _recognise(batch, component)
            elif name != LEMMATIZER:
                batch = list(component.pipe(batch, batch_size=BATCH))
        yield from batch


def _recognise(docs: list[Doc], ner: Any) -> None:
    """Set the entities: the greedy search of spaCy's ``Parser.greedy_parse``."""
    states = ner.moves.init_batch(docs)
    model = ner.model.predict(docs)
    hidden, scores = model.state2vec.predict, model.vec2scores.predict
    running = [state for state in states if not state.is_final()]
    while running:
        found = scores(hidden(model.get_token_ids(running)))
        running = ner.transition_states(running, found)
    model.clear_memory()
    ner.set_annotations(docs, states)


@lru_cache(maxsize=2)
def _word_forms(nlp: Language) -> WordForms | None:
    """Of a pipeline that can be run here; else None."""
    names = set(nlp.pipe_names)
    known = "ner" in names and names <= KNOWN and _is_greedy(nlp.get_pipe("ner"))
    return WordForms(nlp) if known and WordForms.fits(nlp) else None


def _is_greedy(ner: Any) -> bool:
    """Whether it searches as :func:`_recognise` does."""
    from spacy.pipeline import EntityRecognizer

    if type(ner) is not EntityRecognizer or ner.cfg["beam_width"] != 1:
        return False
    return ner.model.attrs["has_upper"] and not ner.model.attrs["unseen_classes"]
