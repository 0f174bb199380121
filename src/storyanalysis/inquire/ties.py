"""How the sources of a story are tied to one another and to those they speak of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import pandas as pd

from storyanalysis import lexicons
from storyanalysis.inquire.records import records

__all__ = ["Ties"]

OF_FIGHTS = ("source_id", "target_id", "sign", "status", "start", "text")


class Ties:
    """Sides, relays and conflicts among the actors of one story.

    Parameters
    ----------
    actors, relays, relations, mentions : DataFrame
        The story's tables.
    said : sequence
        Rows of its statements, as :func:`~storyanalysis.inquire.records.records` gives them.
    """

    def __init__(
        self,
        actors: pd.DataFrame,
        said: Sequence[Any],
        relays: pd.DataFrame,
        relations: pd.DataFrame,
        mentions: pd.DataFrame,
    ) -> None:
        people = records(actors, "actor_id", "name", "side", "kind")
        self._countries = {row.actor_id for row in people if row.kind == "country"}
        self._names = {row.actor_id: row.name for row in people}
        self._sides = {row.actor_id: row.side for row in people if not pd.isna(row.side)}
        self._longest: dict[str, int] = {}
        self._passes: set[frozenset[str]] = set()
        passing = records(relays, "statement_id", "actor_id", "hop")
        self._note_ways(said, [row for row in passing if not pd.isna(row.actor_id)])
        fights = [row for row in records(relations, *OF_FIGHTS) if _is_fight(row)]
        self._fights = sorted(fights, key=lambda row: row.start)
        self._fights_of: dict[str, set[int]] = {}
        for at, row in enumerate(self._fights):
            for end in (row.source_id, row.target_id):
                for key in (end, f"={self._sides.get(end)}", f"={self._names.get(end)}"):
                    self._fights_of.setdefault(key, set()).add(at)
        columns = (mentions[name].tolist() for name in ("start", "end", "actor_id", "text"))
        found = zip(*columns, strict=True)
        self._mentions = sorted(row for row in found if not pd.isna(row[2]))
        self._starts = [start for start, *_ in self._mentions]

    def _note_ways(self, said: Sequence[Any], relays: Sequence[Any]) -> None:
        """Who passes on whom, and the longest way from each to the reader."""
        speakers = {row.statement_id: row.speaker_id for row in said}
        ways = [(row.speaker_id, row.hops) for row in said]
        ways += [(row.actor_id, row.hop - 1) for row in relays]
        for actor, way in ways:
            if not pd.isna(actor):
                self._longest[actor] = max(self._longest.get(actor, 0), way)
        for row in relays:
            speaker = speakers.get(row.statement_id)
            if not pd.isna(speaker):
                self._passes.add(frozenset((row.actor_id, speaker)))

    def name(self, actor: str) -> str:
        return str(self._names.get(actor, actor))

    def names(self, actors: Iterable[str]) -> str:
        return ", ".join(self.name(actor) for actor in actors)

    def same_side(self, actor: str, other: str) -> bool:
        """Itself, its side by name, or somebody of the same side."""
        side = self._sides.get(actor)
        if actor == other:
            return True
        return side is not None and side in (self._sides.get(other), self._names.get(other))

    def spoken_of(self, statements: Sequence[Any]) -> list[str]:
        """Actors mentioned inside the statements, in the order of the text.

        A country that a statement names as the place only ("a fire in Chile") is not
        spoken of.
        """
        inside = set()
        for row in statements:
            at = bisect_left(self._starts, row.start)
            while at < len(self._starts) and self._starts[at] <= row.end:
                _, end, actor, text = self._mentions[at]
                if end <= row.end and not (
                    actor in self._countries and _is_place(text, row.content)
                ):
                    inside.add(at)
                at += 1
        return list(dict.fromkeys(self._mentions[at][2] for at in sorted(inside)))

    def conflict(self, actor: str, about: Iterable[str]) -> str | None:
        """The conflict that a source has with somebody it speaks about, in words."""
        others = set(about) - {actor}
        own = self._fights_of.get(actor, set())
        if actor in self._sides:
            own = own | self._fights_of.get(f"={self._sides[actor]}", set())
        for row in (self._fights[at] for at in sorted(own)) if others else ():
            mine = [self.same_side(actor, end) for end in (row.source_id, row.target_id)]
            if mine[0] == mine[1]:
                continue
            foe = row.source_id if mine[1] else row.target_id
            if foe in others or any(self.same_side(other, foe) for other in others):
                return (
                    f"it speaks about {self.name(foe)}, "
                    f"with whom its side is in conflict: {row.text!r}"
                )
        return None

    def connected(self, actor: str, other: str) -> bool:
        """One side, or one passes on the other."""
        if self.same_side(actor, other) or self.same_side(other, actor):
            return True
        return frozenset((actor, other)) in self._passes

    def longest_way(self, actor: str) -> int:
        """Most relays between this source and the reader."""
        return self._longest.get(actor, 0)


def _is_place(name: str, content: str) -> bool:
    """Does a statement name a country nowhere but in words like "in Chile"?"""
    where = rf"\b(?:{_of_place()})(?: the)? {re.escape(name)}\b(?!['’])"
    return 0 < content.count(name) == len(re.findall(where, content))


@cache
def _of_place() -> str:
    rows = lexicons.rows("actor_words")
    return "|".join(row["word"] for row in rows if row["set"] == "preposition of place")


def _is_fight(row: Any) -> bool:
    """A conflict between two actors that the text does not deny."""
    if row.sign != -1 or row.status == "negated":
        return False
    ends = (row.source_id, row.target_id)
    return not any(pd.isna(end) for end in ends) and ends[0] != ends[1]
