"""How the sources of a story are tied to one another and to those they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from storyanalysis.inquire.records import records

__all__ = ["Ties"]


class Ties:
    """Sides, relays and conflicts among the actors of one story.

    Parameters
    ----------
    actors, statements, relays, relations, mentions : DataFrame
        The story's tables.
    """

    def __init__(
        self,
        actors: pd.DataFrame,
        statements: pd.DataFrame,
        relays: pd.DataFrame,
        relations: pd.DataFrame,
        mentions: pd.DataFrame,
    ) -> None:
        self._names = dict(zip(actors["actor_id"], actors["name"], strict=True))
        sides = zip(actors["actor_id"], actors["side"], strict=True)
        self._sides = {actor: side for actor, side in sides if not pd.isna(side)}
        self._relays = relays[relays["actor_id"].notna()]
        self._speakers = dict(
            zip(statements["statement_id"], statements["speaker_id"], strict=True)
        )
        self._hops = statements[["speaker_id", "hops"]]
        self._fights = relations[relations["sign"].eq(-1) & ~relations["status"].eq("negated")]
        linked = mentions[mentions["actor_id"].notna()]
        self._mentions = sorted(
            zip(linked["start"], linked["end"], linked["actor_id"], strict=True)
        )

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
        """Actors mentioned inside the statements, in the order of the text."""
        found = (
            actor
            for start, end, actor in self._mentions
            if any(row.start <= start and end <= row.end for row in statements)
        )
        return list(dict.fromkeys(found))

    def conflict(self, actor: str, statements: Sequence[Any]) -> str | None:
        """The conflict that a source has with somebody it speaks of, in words."""
        about = set(self.spoken_of(statements)) - {actor}
        for row in records(self._fights.sort_values("start")):
            ends = [row.source_id, row.target_id]
            if any(pd.isna(end) for end in ends) or ends[0] == ends[1]:
                continue
            mine = [self.same_side(actor, end) for end in ends]
            if mine[0] == mine[1]:
                continue
            foe = ends[0] if mine[1] else ends[1]
            if foe in about or any(self.same_side(other, foe) for other in about):
                return (
                    f"it speaks about {self.name(foe)}, "
                    f"with whom its side is in conflict: {row.text!r}"
                )
        return None

    def connected(self, actor: str, other: str) -> bool:
        """One side, or one passes on the other."""
        if self.same_side(actor, other) or self.same_side(other, actor):
            return True
        pair = {actor, other}
        for row in records(self._relays):
            speaker = self._speakers.get(row.statement_id)
            if not pd.isna(speaker) and {row.actor_id, speaker} == pair:
                return True
        return False

    def longest_way(self, actor: str) -> int:
        """Most relays between this source and the reader."""
        spoken = self._hops.loc[self._hops["speaker_id"].eq(actor).fillna(False), "hops"]
        passed = self._relays.loc[self._relays["actor_id"].eq(actor), "hop"] - 1
        return int(max([0, *spoken.tolist(), *passed.tolist()]))
