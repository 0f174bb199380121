"""What each date dates: the clause, the statement and the relation it stands with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from storyanalysis.extract.dates.traps import Reader
from storyanalysis.tables import DATES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["link_dates"]

# clauses that have a time of their own; what is said or wanted stays with its verb
OTHER_CLAUSES = frozenset(("advcl", "relcl", "acl", "conj", "parataxis"))
JOINTS = frozenset(("cc", "mark", "punct", "dep"))
TRIM = " \t\n,;:—–-|•"


class Row(NamedTuple):
    """A statement or relation, as far as linking needs it."""

    key: str
    start: int
    end: int
    sentence: str
    cue: str


def link_dates(
    dates: pd.DataFrame,
    doc: Doc,
    sentences: pd.DataFrame,
    statements: pd.DataFrame,
    relations: pd.DataFrame,
) -> pd.DataFrame:
    """Say what each date dates.

    Parameters
    ----------
    dates, sentences, statements, relations : DataFrame
        Tables of one article.
    doc : Doc
        Its parse.

    Returns
    -------
    DataFrame
        Table ``dates`` with `event` (the clause), `statement_id` (the innermost
        statement it stands in, else the one whose cue it dates) and
        `relation_id` (the nearest relation of the clause, else of the sentence).
    """
    text, reader = doc.text, Reader(doc)
    bounds = {
        key: (start, end)
        for key, start, end in zip(
            *(sentences[name].tolist() for name in ("sentence_id", "start", "end")), strict=True
        )
    }
    said, done = list(_rows(statements, "statement_id")), list(_rows(relations, "relation_id"))
    events: list[str | None] = []
    statement_ids: list[str | None] = []
    relation_ids: list[str | None] = []
    for date in _rows(dates, "date_id"):
        start, end = clause_of(reader, date, bounds.get(date.sentence, (date.start, date.end)))
        events.append(text[start:end] or None)
        statement_ids.append(statement_of(date, said, text[start:end]))
        relation_ids.append(relation_of(date, done, (start, end)))
    filled = {"event": events, "statement_id": statement_ids, "relation_id": relation_ids}
    columns = {
        name: pd.Series(values, index=dates.index, dtype="string")
        for name, values in filled.items()
    }
    return DATES.check(dates.assign(**columns))


def _rows(frame: pd.DataFrame, key: str) -> Iterator[Row]:
    names = [key, "start", "end", "sentence_id"]
    cues = frame["cue"].fillna("").tolist() if "cue" in frame else [""] * len(frame)
    for values in zip(*(frame[name].tolist() for name in names), cues, strict=True):
        yield Row(*values)


def clause_of(reader: Reader, date: Row, sentence: tuple[int, int]) -> tuple[int, int]:
    """Where the clause that the date stands in begins and ends, inside its sentence."""
    token = reader.token(date.start)
    if token is None or reader.doc is None:
        return sentence
    head = _clause_head(token)
    kept = [other for other in head.subtree if _clause_head(other) == head]
    if head.dep_ == "acl":  # "a study published on Tuesday": the noun belongs to it
        kept = [*head.head.lefts, head.head, *kept]
    while len(kept) > 1 and kept[0].dep_ in JOINTS and kept[0].idx < date.start:
        del kept[0]
    while len(kept) > 1 and kept[-1].dep_ in JOINTS and kept[-1].idx > date.start:
        del kept[-1]
    start = max(min(kept[0].idx, date.start), sentence[0])
    end = min(max(kept[-1].idx + len(kept[-1]), date.end), sentence[1])
    piece = reader.doc.text[start:end]
    start += len(piece) - len(piece.lstrip(TRIM))
    return start, max(end - (len(piece) - len(piece.rstrip(TRIM))), start)


def _clause_head(token: Token) -> Token:
    """The verb of the clause a token stands in, or the root of its sentence."""
    while token.head.i != token.i:
        if token.dep_ in OTHER_CLAUSES and token.pos_ in ("VERB", "AUX"):
            return token
        token = token.head
    return token


def statement_of(date: Row, statements: list[Row], clause: str) -> str | None:
    """The innermost statement around the date, else the one whose cue stands in its clause."""
    around = [row for row in statements if row.start <= date.start and date.end <= row.end]
    if around:
        return min(around, key=lambda row: (row.end - row.start, row.key)).key
    cued = [
        row for row in statements if row.sentence == date.sentence and row.cue and row.cue in clause
    ]
    return min(cued, key=lambda row: (_gap(row, date), row.key)).key if cued else None


def relation_of(date: Row, relations: list[Row], clause: tuple[int, int]) -> str | None:
    """The nearest relation that shares the clause, else the nearest of the sentence."""
    near = [row for row in relations if row.start < clause[1] and clause[0] < row.end]
    near = near or [row for row in relations if row.sentence == date.sentence]
    return min(near, key=lambda row: (_gap(row, date), row.key)).key if near else None


def _gap(row: Row, date: Row) -> int:
    """Characters between two spans; 0 if they touch."""
    return max(row.start - date.end, date.start - row.end, 0)
