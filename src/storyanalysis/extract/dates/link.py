"""What each date dates: the clause, the statement and the relation it stands with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from storyanalysis.extract.dates.reader import Reader
from storyanalysis.extract.places import ByPlace
from storyanalysis.tables import DATES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["link_dates"]

# clauses that have a time of their own; what is said or wanted stays with its verb
OTHER_CLAUSES = frozenset(("advcl", "relcl", "acl", "conj", "parataxis"))
JOINTS = frozenset(("cc", "mark", "punct", "dep"))
TRIM = " \t\n,;:—–-|•"


class Row(NamedTuple):
    """A date, statement or relation, as far as linking needs it."""

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
    clauses = Clauses(doc, sentences)
    said = Shelves(_rows(statements, "statement_id"))
    done = Shelves(_rows(relations, "relation_id"))
    filled: dict[str, list[str | None]] = {"event": [], "statement_id": [], "relation_id": []}
    for date in _rows(dates, "date_id"):
        start, end = clauses.around(date)
        clause = clauses.text[start:end]
        filled["event"].append(clause or None)
        filled["statement_id"].append(statement_of(date, said, clause))
        filled["relation_id"].append(relation_of(date, done, (start, end)))
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


class Shelves:
    """Rows by place and by sentence, so that no date has to look at all of them."""

    def __init__(self, rows: Iterable[Row]) -> None:
        kept = list(rows)
        self.near = ByPlace((row.start, row.end, row) for row in kept).near
        self._sentences: dict[str, list[Row]] = {}
        for row in kept:
            self._sentences.setdefault(row.sentence, []).append(row)

    def of_sentence(self, sentence: str) -> list[Row]:
        """The rows of one sentence."""
        return self._sentences.get(sentence, [])


class Clauses:
    """The clauses of the sentences asked for; each sentence is taken apart once."""

    def __init__(self, doc: Doc, sentences: pd.DataFrame) -> None:
        self.text = doc.text
        self._doc = doc
        self._reader = Reader(doc)
        names = ("sentence_id", "start", "end")
        columns = (sentences[name].tolist() for name in names)
        self._bounds = {key: (start, end) for key, start, end in zip(*columns, strict=True)}
        self._clauses: dict[str, dict[int, list[Token]]] = {}

    def around(self, date: Row) -> tuple[int, int]:
        """Where the clause that the date stands in begins and ends, inside its sentence."""
        sentence = self._bounds.get(date.sentence, (date.start, date.end))
        token = self._reader.token(date.start)
        if token is None:
            return sentence
        if date.sentence not in self._clauses:
            self._clauses[date.sentence] = self._take_apart(*sentence)
        kept = self._clauses[date.sentence].get(token.i, [token])
        first, last = _without_joints(kept, date)
        start = max(min(first.idx, date.start), sentence[0])
        end = min(max(last.idx + len(last), date.end), sentence[1])
        piece = self.text[start:end]
        return (
            start + len(piece) - len(piece.lstrip(TRIM)),
            max(end - len(piece) + len(piece.rstrip(TRIM)), start),
        )

    def _take_apart(self, start: int, end: int) -> dict[int, list[Token]]:
        """Token number -> the tokens of its clause, in order (one list for all of them)."""
        first, last = self._reader.token(start), self._reader.token(max(end - 1, start))
        if first is None or last is None:
            return {}
        heads: dict[int, int] = {}
        clauses: dict[int, list[Token]] = {}
        for token in self._doc[first.i : last.i + 1]:
            head = _clause_head(token, heads, (first.i, last.i))
            clauses.setdefault(head, []).append(token)
        for number, tokens in clauses.items():
            verb = self._doc[number]
            if verb.dep_ == "acl" and first.i <= verb.head.i < number:
                # "a study published on Tuesday": the noun belongs to it
                tokens.insert(0, self._doc[max(verb.head.left_edge.i, first.i)])
        return {number: clauses[head] for number, head in heads.items()}


def _clause_head(token: Token, heads: dict[int, int], bounds: tuple[int, int]) -> int:
    """Number of the verb of the clause a token stands in, or of the top of its sentence."""
    path = []
    while token.i not in heads:
        path.append(token.i)
        top = token.head.i == token.i or not bounds[0] <= token.head.i <= bounds[1]
        if top or (token.dep_ in OTHER_CLAUSES and token.pos_ in ("VERB", "AUX")):
            heads[token.i] = token.i
            break
        token = token.head
    head = heads[token.i]
    heads.update(dict.fromkeys(path, head))
    return head


def _without_joints(tokens: list[Token], date: Row) -> tuple[Token, Token]:
    """First and last token, "and", "that" and marks at the edges left out."""
    first, last = 0, len(tokens) - 1
    while first < last and tokens[first].dep_ in JOINTS and tokens[first].idx < date.start:
        first += 1
    while last > first and tokens[last].dep_ in JOINTS and tokens[last].idx >= date.end:
        last -= 1
    return tokens[first], tokens[last]


def statement_of(date: Row, statements: Shelves, clause: str) -> str | None:
    """The innermost statement around the date, else the one whose cue stands in its clause."""
    near = statements.near(date.start, date.end)
    around = [row for row in near if row.start <= date.start and date.end <= row.end]
    if around:
        return min(around, key=lambda row: (row.end - row.start, row.key)).key
    cued = [row for row in statements.of_sentence(date.sentence) if row.cue and row.cue in clause]
    return min(cued, key=lambda row: (_gap(row, date), row.key)).key if cued else None


def relation_of(date: Row, relations: Shelves, clause: tuple[int, int]) -> str | None:
    """The nearest relation that shares the clause, else the nearest of the sentence."""
    shared = [
        row for row in relations.near(*clause) if row.start < clause[1] and clause[0] < row.end
    ]
    found = shared or relations.of_sentence(date.sentence)
    return min(found, key=lambda row: (_gap(row, date), row.key)).key if found else None


def _gap(row: Row, date: Row) -> int:
    """Characters between two spans; 0 if they touch."""
    return max(row.start - date.end, date.start - row.end, 0)
