"""What surrounds an event: its sentence, the statement it stands in, its date."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import pandas as pd

from storyanalysis.extract.relations.phrases import clause_root

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Context"]


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
        self.doc = doc
        self.starts = [int(start) for start in sentences["start"]]
        self.ends = [int(end) for end in sentences["end"]]
        self.ids = [str(key) for key in sentences["sentence_id"]]
        speakers = zip(statements["statement_id"], statements["speaker_id"], strict=True)
        self.speakers = {str(k): None if pd.isna(v) else str(v) for k, v in speakers}
        content = spans[spans["role"] == "content"]
        columns = (content[name].tolist() for name in ("start", "end", "statement_id"))
        self.contents = sorted(zip(*columns, strict=True), key=lambda row: row[1] - row[0])
        self.dates = self._dates(dates)

    def _dates(self, dates: pd.DataFrame) -> list[tuple[int, int, str]]:
        """(token, clause's verb, id) of the dates that say when."""
        found = []
        columns = (dates[name].tolist() for name in ("start", "end", "type", "date_id"))
        for start, end, kind, key in zip(*columns, strict=True):
            span = self.doc.char_span(int(start), int(end), alignment_mode="expand")
            if span is not None and len(span) and kind in ("DATE", "TIME"):
                found.append((span.root.i, clause_root(span.root).i, str(key)))
        return found

    def sentence(self, offset: int) -> int:
        """Index of the sentence that holds a character, -1 if there is none."""
        index = bisect_right(self.starts, offset) - 1
        return index if index >= 0 and offset < self.ends[index] else -1

    def statement(self, offset: int) -> str | None:
        """The innermost statement whose content holds a character."""
        for start, end, key in self.contents:
            if start <= offset < end:
                return str(key)
        return None

    def speaker_before(self, offset: int, other_than: str | None) -> str | None:
        """Who spoke last before a character, apart from one actor."""
        found = [
            (end, -start, speaker)
            for start, end, key in self.contents
            if end <= offset and (speaker := self.speakers[key]) not in (None, other_than)
        ]
        return max(found)[2] if found else None

    def date(self, trigger: Token) -> str | None:
        """The date expression of the trigger's own clause, the nearest if several."""
        verb = clause_root(trigger)
        clause = {trigger.i, verb.i}
        while verb.dep_ in ("xcomp", "pcomp", "acl") and verb.head.i != verb.i:
            verb = clause_root(verb.head)
            clause.add(verb.i)
        near = [(abs(token - trigger.i), key) for token, root, key in self.dates if root in clause]
        return min(near)[1] if near else None
