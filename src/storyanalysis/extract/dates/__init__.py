"""Time expressions and their values (TIMEX3).

>>> [rule.name for rule in rulebook().rules][:2]
['iso date', 'numeric date']
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from storyanalysis.extract.dates.anchor import Context
from storyanalysis.extract.dates.find import Found, find_expressions
from storyanalysis.extract.dates.frames import rulebook
from storyanalysis.extract.dates.hint import publication_hint
from storyanalysis.extract.dates.link import link_dates
from storyanalysis.extract.dates.reader import Reader
from storyanalysis.extract.dates.tense import Directions
from storyanalysis.extract.dates.tokens import Alphabet, Tokens, tokenize
from storyanalysis.tables import DATES

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_dates", "link_dates", "publication_hint"]


def find_dates(
    doc: Doc,
    sentences: pd.DataFrame,
    *,
    published: dt.date | None = None,
    country: str | None = None,
) -> pd.DataFrame:
    """Time expressions and their values.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    sentences : DataFrame
        Table ``sentences`` of the same article.
    published : datetime.date, optional
        Day of publication; without it relative expressions have no value.
    country : str, optional
        The outlet's country (ISO 3166 alpha-3), which settles 03/04/2020 and holidays.

    Returns
    -------
    DataFrame
        Table ``dates``; `event`, `relation_id` and `statement_id` are filled by
        :func:`link_dates`.
    """
    text = doc.text
    found = tag(doc, text, paragraphs_of(sentences), published, country)
    return DATES.frame(rows(found, text, sentences))


def tag(
    doc: Doc,
    text: str,
    paragraphs: list[tuple[int, int]],
    published: dt.date | None,
    country: str | None,
) -> list[Found]:
    """Time expressions and their values, before they become a table."""
    rules = rulebook()
    tokens = tokenize(text, paragraphs, rules.alphabet)
    reader = Reader(doc)
    business = tokens.words.count("quarter") > 1
    narrative = not business and is_narrative(tokens, rules.alphabet, published)
    context = Context(published, country, narrative, Directions(reader), reader, business=business)
    return list(find_expressions(tokens, context, rules))


def is_narrative(tokens: Tokens, alphabet: Alphabet, published: dt.date | None) -> bool:
    """Whether the text tells of years past: many years, hardly a weekday or "today"."""
    now = dt.MAXYEAR if published is None else published.year
    shapes = frozenset(alphabet.characters("YEAR"))
    pairs = zip(tokens.words, tokens.code, strict=True)
    years = [word for word, shape in pairs if shape in shapes and int(word) < now - 1]
    deictic = "".join(alphabet.characters(name) for name in ("WEEKDAY", "DAYWORD", "ago"))
    n_deictic = sum(tokens.code.count(character) for character in deictic)
    return len(years) >= 5 and n_deictic * 20 < len(years)


def paragraphs_of(sentences: pd.DataFrame) -> list[tuple[int, int]]:
    """The paragraphs as (start, end), from the sentences in them."""
    spans: dict[int, tuple[int, int]] = {}
    columns = (sentences[name].tolist() for name in ("paragraph", "start", "end"))
    for paragraph, start, end in zip(*columns, strict=True):
        spans[paragraph] = (spans.get(paragraph, (start, end))[0], end)
    return list(spans.values())


def rows(found: list[Found], text: str, sentences: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Rows of table ``dates``."""
    starts = sentences["start"].tolist()
    ids = sentences["sentence_id"].tolist()
    for item in found:
        timex = item.timex
        yield {
            "date_id": f"d{item.start}_{item.end}",
            "type": timex.type,
            "value": timex.value,
            "first": timex.point and timex.point.first,
            "last": timex.point and (timex.last or timex.point.last),
            "precision": timex.precision,
            "anchor": timex.anchor,
            "mod": timex.mod,
            "status": timex.status,
            "start": item.start,
            "end": item.end,
            "text": text[item.start : item.end],
            "sentence_id": ids[max(bisect_right(starts, item.start) - 1, 0)],
            "rule": item.rule,
        }
