"""Which outlet a story has each of its statements from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis import lexicons
from storyanalysis.inquire.outlets import is_outlet
from storyanalysis.inquire.words import plain_words

if TYPE_CHECKING:
    from storyanalysis.story import Story
from storyanalysis.inquire.records import null, records

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
    outlet named last before; where they say nothing, to the one that the
    statement around it, or the same speaker's in the same paragraph, is owed
    to. The story's own outlet is no relay.
    """
    reader = _Reader(story, outlets, own)
    table = story.statements.sort_values(["start", "end", "statement_id"])
    reporting = set(table["inside_id"].dropna())
    found = [reader.read(row) for row in records(table)]
    known = ("attributed", "anonymous")
    return [
        reliance
        for row, reliance in zip(records(table), found, strict=True)
        if row.statement_id not in reporting and (row.status in known or reliance.outlet)
    ]


class _Reader:
    """One story's statements against the names of the other outlets."""

    def __init__(self, story: Story, outlets: Sequence[str], own: int) -> None:
        self.outlets, self.own = outlets, outlets[own]
        self.text = story.article.text
        self.names = dict(zip(story.actors["actor_id"], story.actors["name"], strict=True))
        self.relays = _by_statement(story.relays)
        self.spans = _by_statement(story.spans)
        self.places = records(story.sentences[["start", "end", "paragraph"]])
        self.named = self._named(story.mentions)
        self.owed: dict[str, str] = {}  # statement -> outlet, as far as read
        self.heard: dict[tuple[str, int], str] = {}  # (speaker, paragraph) -> outlet

    def read(self, row: Any) -> Reliance:
        """Where one statement comes from; statements are read in the order of the text."""
        rules = (self._handed, self._in_source, self._unnamed, self._passed_on, self._carried_over)
        for rule in rules:
            if found := rule(row):
                outlet, reason = found
                break
        else:
            outlet, reason = None, "no other outlet named"
        outlet = None if outlet == self.own else outlet
        if outlet is not None:
            self.owed[row.statement_id] = outlet
            if (speaker := null(row.speaker_id)) is not None:
                self.heard[speaker, self._place(row).paragraph] = outlet
        return Reliance(row.statement_id, outlet, reason)

    def _handed(self, row: Any) -> tuple[str, str] | None:
        """An outlet that the tables name on the statement's way."""
        for relay in self.relays.get(row.statement_id, ()):
            if outlet := self._outlet(null(relay.actor_id), relay.text):
                return outlet, f"relayed by {relay.text}"
        for words, actor in (("said by", row.speaker_id), ("told to", row.addressee_id)):
            known = null(actor)
            if known is not None and (outlet := self._outlet(known, known)):
                return outlet, f"{words} {self.names.get(known, known)}"
        return None

    def _in_source(self, row: Any) -> tuple[str, str] | None:
        for span in self._outer(row):
            for name in self.named:
                if span.start <= name.start and name.end <= span.end and name.outlet != self.own:
                    return name.outlet, f"attributed in {span.text!r}"
        return None

    def _unnamed(self, row: Any) -> tuple[str, str] | None:
        """The source is "the newspaper", or "it" after a statement owed to an outlet."""
        outlet = self._last_named(row.start)
        if outlet is None:
            return None
        sources = [s for s in self._outer(row) if s.role == "source"]
        relays = [*self.relays.get(row.statement_id, ()), *sources]
        for source in relays:
            words = plain_words(source.text)
            if words and words[-1] in _passing("outlet"):
                return outlet, f"attributed to {source.text!r}, the outlet named last"
            if words == ["it"] and source.start > row.start and outlet in self.owed.values():
                return outlet, "attributed to 'it', the outlet named last"
        return None

    def _passed_on(self, row: Any) -> tuple[str, str] | None:
        """He is "quoted as saying", or the newspaper quotes him."""
        frame, names = self._frame(row)
        words = plain_words(frame)
        verbs = set(words) & _passing("verb")
        if not verbs or (names and names[-1].outlet == self.own):
            return None
        passive = "quoted as" in " ".join(words) or words[:1] == ["it"]
        if names or passive or set(words) & _passing("outlet"):
            outlet = names[-1].outlet if names else self._last_named(row.start)
            return (outlet, f"passed on: {' '.join(frame.split())!r}") if outlet else None
        return None

    def _carried_over(self, row: Any) -> tuple[str, str] | None:
        around = null(row.inside_id)
        if around in self.owed:
            return self.owed[around], "part of a statement owed to it"
        speaker = null(row.speaker_id)
        outlet = self.heard.get((speaker or "", self._place(row).paragraph))
        return (outlet, "the same speaker, heard through it in this paragraph") if outlet else None

    def _outlet(self, actor: str | None, name: str) -> str | None:
        names = [name] if actor is None else [self.names.get(actor, name), name]
        for outlet in (self.own, *self.outlets):
            if any(is_outlet(text, outlet) for text in names):
                return outlet
        return None

    def _outer(self, row: Any) -> list[Any]:
        return [span for span in self.spans.get(row.statement_id, ()) if span.role != "content"]

    def _place(self, row: Any) -> Any:
        before = [place for place in self.places if place.start <= row.start]
        return before[-1] if before else self.places[0]

    def _frame(self, row: Any) -> tuple[str, list[Named]]:
        """The sentences of a statement without what is said, and outlets named there."""
        first = self._place(row)
        end = max([first.end, *(p.end for p in self.places if p.start < row.end)])
        outside = [(first.start, row.start), (row.end, end)]
        frame = " ".join(self.text[a:b] for a, b in outside if a < b)
        names = [n for n in self.named if any(a <= n.start and n.end <= b for a, b in outside)]
        return frame, names

    def _last_named(self, offset: int) -> str | None:
        before = [n for n in self.named if n.start < offset and n.outlet != self.own]
        return before[-1].outlet if before else None

    def _named(self, mentions: pd.DataFrame) -> list[Named]:
        rows = mentions[mentions["kind"].isin(["name", "title"])].sort_values("start")
        found = []
        for row in records(rows):
            outlet = self._outlet(null(row.actor_id), row.text)
            if outlet is not None:
                found.append(Named(row.start, row.end, outlet))
        return found


def _by_statement(table: pd.DataFrame) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in records(table):
        found.setdefault(str(row.statement_id), []).append(row)
    return found


@cache
def _passing(kind: str) -> frozenset[str]:
    rows = lexicons.rows("passing_words")
    return frozenset(row["word"] for row in rows if row["class"] == kind)
