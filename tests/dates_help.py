"""Dates of a text, for the tests of the date tagger."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from storyanalysis.extract.dates import find_dates
from storyanalysis.extract.layout import find_paragraphs, find_sections
from storyanalysis.extract.sentences import find_sentences
from storyanalysis.language import parse

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MONDAY = dt.date(2020, 1, 6)


def tables(text: str, nlp: Language) -> tuple[Doc, pd.DataFrame, pd.DataFrame]:
    """Parse, sentences and sections of a text."""
    paragraphs = find_paragraphs(text)
    doc = parse(text, paragraphs, nlp)
    sections = find_sections(text, paragraphs)
    return doc, find_sentences(doc, paragraphs, sections), sections


def dates_of(
    text: str, nlp: Language, *, published: dt.date | None = MONDAY, country: str | None = None
) -> pd.DataFrame:
    """Table ``dates`` of a text."""
    doc, sentences, _ = tables(text, nlp)
    return find_dates(doc, sentences, published=published, country=country)


def values_of(text: str, nlp: Language, **options: object) -> list[tuple[str, str | None]]:
    """Expression and value of every date of a text."""
    frame = dates_of(text, nlp, **options)  # type: ignore[arg-type]
    values = frame["value"].astype(object).where(frame["value"].notna(), None)
    return list(zip(frame["text"], values, strict=True))
