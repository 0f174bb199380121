"""Which outlet a story has each of its statements from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis import lexicons
from storyanalysis.inquire.outlets import is_outlet
from storyanalysis.inquire.similarity import plain_words

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["Reliance", "reliances", "relied_on"]


@dataclass(frozen=True)
class Reliance:
    """A statement, the outlet it is owed to (None: the story's own) and why."""

    statement_id: str
    outlet: str | None
    reason: str


@dataclass(frozen=True)
class Named:
    """A place where the story names another outlet."""

    start: int
    end: int
    outlet: str


def relied_on(story: Story, outlets: Sequence[str], own: int) -> tuple[Counter[str], int]:
    """How many statements the story has from each outlet, and how many it has."""
    found = reliances(story, outlets, own)
    return Counter(row.outlet for row in found if row.outlet is not None), len(found)


def reliances(story: Story, outlets: Sequence[str], own: int) -> list[Reliance]:
    """Where each attributed statement of a story comes from.

    It is owed to the outlet that relays it, speaks it, was told it, or stands
    in its source or cue; where these only say "the newspaper" or "it", to the
    outlet named last before. The story's own outlet is no relay.
    """
    reader = _Reader(story, outlets, own)
    table = story.statements.sort_values(["start", "end", "statement_id"])
    reporting = set(table["inside_id"].dropna())
    return [
        reader.read(row)
        for row in table.itertuples()
        if row.status in ("attributed", "anonymous") and row.statement_id not in reporting
    ]


class _Reader:
    """One story's statements against the names of the other outlets."""

    def __init__(self, story: Story, outlets: Sequence[str], own: int) -> None:
        self.outlets, self.own = outlets, outlets[own]
        self.text = story.article.text
        self.names = dict(zip(story.actors["actor_id"], story.actors["name"], strict=True))
        self.kinds = dict(zip(story.actors["actor_id"], story.actors["kind"], strict=True))
        self.relays = _by_statement(story.relays)
        self.spans = _by_statement(story.spans)
        self.sentences = list(zip(story.sentences["start"], story.sentences["end"], strict=True))
        self.named = self._places(story.mentions)

    def read(self, row: Any) -> Reliance:
        for words, actor, name in self._handed(row):
            outlet = self._outlet(actor, name)
            if outlet == self.own:
                return Reliance(row.statement_id, None, f"its own: {words} {name}")
            if outlet is not None:
                return Reliance(row.statement_id, outlet, f"{words} {name}")
        return self._by_words(row)

    def _handed(self, row: Any) -> Iterator[tuple[str, str | None, str]]:
        """Those whom the tables name on the statement's way, (how, actor, name)."""
        for relay in self.relays.get(row.statement_id, ()):
            yield "relayed by", _null(relay.actor_id), relay.text
        for words, actor in (("said by", row.speaker_id), ("told to", row.addressee_id)):
            if (known := _null(actor)) is not None:
                yield words, known, self.names.get(known, known)

    def _outlet(self, actor: str | None, name: str) -> str | None:
        names = [name] if actor is None else [self.names.get(actor, name), name]
        for outlet in (self.own, *self.outlets):
            if any(is_outlet(text, outlet) for text in names):
                return outlet
        return None

    def _by_words(self, row: Any) -> Reliance:
        """Outlet in the words of source and cue, or the one meant by "the newspaper"."""
        for span in self.spans.get(row.statement_id, ()):
            if span.role == "content":
                continue
            inside = [n for n in self.named if span.start <= n.start and n.end <= span.end]
            if inside and inside[0].outlet != self.own:
                return Reliance(row.statement_id, inside[0].outlet, f"attributed in {span.text!r}")
        frame = self._frame(row)
        words = set(plain_words(frame))
        if words & _outlet_nouns() and words & _passing_words():
            if outlet := self._last_named(row.start):
                return Reliance(row.statement_id, outlet, f"passed on: {frame.strip()!r}")
        return Reliance(row.statement_id, None, "no other outlet named")

    def _frame(self, row: Any) -> str:
        """The statement's sentence without what is said."""
        start, end = next(
            ((a, b) for a, b in self.sentences if a <= row.start < b), (row.start, row.end)
        )
        return f"{self.text[start : row.start]} {self.text[row.end : max(end, row.end)]}"

    def _last_named(self, offset: int) -> str | None:
        before = [n for n in self.named if n.start < offset and n.outlet != self.own]
        return before[-1].outlet if before else None

    def _places(self, mentions: pd.DataFrame) -> list[Named]:
        rows = mentions[mentions["kind"].isin(["name", "title"])].sort_values("start")
        found = []
        for row in rows.itertuples():
            outlet = self._outlet(_null(row.actor_id), row.text)
            if outlet is not None:
                found.append(Named(row.start, row.end, outlet))
        return found


def _null(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)


def _by_statement(table: pd.DataFrame) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in table.itertuples():
        found.setdefault(str(row.statement_id), []).append(row)
    return found


@cache
def _outlet_nouns() -> frozenset[str]:
    rows = lexicons.rows("actor_nouns")
    return frozenset(row["noun"].casefold() for row in rows if row["kind"] == "media")


@cache
def _passing_words() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicons.rows("passing_words"))
