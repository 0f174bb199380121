"""What surrounds an event: its sentence, the statement it stands in, its date."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis.extract.places import ByPlace
from storyanalysis.extract.relations.phrases import clause_root
from storyanalysis.extract.words import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from storyanalysis.extract.words import Word

__all__ = ["Context"]

CONTENT = ("NOUN", "VERB", "PROPN", "ADJ", "NUM")
NEAR = 600  # characters within which "that account" looks back for who gave it
SHARED = 2  # content words that a denial and the claim it denies have at least in common


class Context:
    """Sentences, statements and dates by place in the text."""

    def __init__(
        self,
        doc: Doc,
        sentences: pd.DataFrame,
        statements: pd.DataFrame,
        spans: pd.DataFrame,
        dates: pd.DataFrame,
    ) -> None:
        self.words = words_of(doc)
        self.starts: list[int] = sentences["start"].tolist()
        self.ends: list[int] = sentences["end"].tolist()
        self.ids: list[str] = sentences["sentence_id"].tolist()
        speakers = zip(*_columns(statements, "statement_id", "speaker_id"), strict=True)
        self.speakers = {k: None if pd.isna(v) else str(v) for k, v in speakers}
        rows = zip(*_columns(spans, "start", "end", "statement_id", "role"), strict=True)
        contents: list[tuple[int, int, str]] = [row[:3] for row in rows if row[3] == "content"]
        self.contents = sorted(contents, key=lambda row: row[1] - row[0])
        self.by_place = ByPlace((*row[:2], row) for row in self.contents)
        self.dates = self._dates(dates)

    def _dates(self, dates: pd.DataFrame) -> dict[int, list[tuple[int, str]]]:
        """(token, id) of the dates that say when, by the verb of their clause."""
        found: dict[int, list[tuple[int, str]]] = {}
        columns = _columns(dates, "start", "end", "type", "date_id")
        for start, end, kind, key in zip(*columns, strict=True):
            tokens = self.words.touching(start, end)
            if tokens and kind in ("DATE", "TIME"):
                root = self.words.root(tokens)
                found.setdefault(clause_root(root).i, []).append((root.i, key))
        return found

    def sentence(self, offset: int) -> int:
        """Index of the sentence that holds a character, -1 if there is none."""
        index = bisect_right(self.starts, offset) - 1
        return index if index >= 0 and offset < self.ends[index] else -1

    def statement(self, offset: int) -> str | None:
        """The innermost statement whose content holds a character."""
        for start, end, key in self.by_place.near(offset, offset):
            if start <= offset < end:
                return key
        return None

    def said_before(self, offset: int) -> list[tuple[int, int, str]]:
        """What was said shortly before a character, and by whom: (start, end, speaker)."""
        return [
            (start, end, speaker)
            for start, end, key in self.by_place.near(offset - NEAR, offset)
            if offset - NEAR <= end <= offset and (speaker := self.speakers[key]) is not None
        ]

    def claimant(self, offset: int, other_than: str | None) -> str | None:
        """Who says elsewhere what the sentence at a character denies, by the words they share."""
        index = self.sentence(offset)
        if index < 0:
            return None
        first, last = self.starts[index], self.ends[index]
        denied = self._words(first, last)
        shared = Counter(i for word in sorted(denied) for i in self._holding.get(word, ()))
        found = []
        for i, count in shared.items():
            start, end, key = self.contents[i]
            speaker = self.speakers[key]
            if speaker in (None, other_than) or (start < last and first < end):
                continue
            if count >= SHARED and 2 * count >= min(self._sizes[i], len(denied)):
                found.append((count / self._sizes[i], -start, str(speaker)))
        return max(found)[2] if found else None

    @cached_property
    def _sizes(self) -> list[int]:
        return [len(self._words(start, end)) for start, end, _ in self.contents]

    @cached_property
    def _holding(self) -> dict[str, list[int]]:
        """The contents that hold a word."""
        found: dict[str, list[int]] = {}
        for i, (start, end, _) in enumerate(self.contents):
            for word in sorted(self._words(start, end)):
                found.setdefault(word, []).append(i)
        return found

    def _words(self, start: int, end: int) -> set[str]:
        """Lemmas of the content words of a stretch."""
        words = (self.words[i] for i in self.words.touching(start, end))
        return {t.lemma_.lower() for t in words if t.pos_ in CONTENT and not t.is_stop}

    def date(self, trigger: Word) -> str | None:
        """The date expression of the trigger's own clause, the nearest if several."""
        verb = clause_root(trigger)
        clause = {trigger.i, verb.i}
        while verb.dep_ in ("xcomp", "pcomp", "acl") and verb.head.i != verb.i:
            verb = clause_root(verb.head)
            clause.add(verb.i)
        near = [
            (abs(token - trigger.i), key)
            for root in clause
            for token, key in self.dates.get(root, ())
        ]
        return min(near)[1] if near else None


def _columns(frame: pd.DataFrame, *names: str) -> Iterator[list[Any]]:
    """Columns of a table as lists."""
    return (frame[name].tolist() for name in names)
