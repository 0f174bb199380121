"""Which outlet a story has each of its statements from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

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
    in its source or cue; where these only say "the newspaper" or "the agency",
    to the outlet named last before. The story's own outlet is no relay.
    """
    named = list(_named_outlets(story, outlets, own))
    table = story.statements.sort_values(["start", "end", "statement_id"])
    inner = set(table["inside_id"].dropna())
    return [
        _reliance(story, row, named, outlets, own)
        for row in table.itertuples()
        if row.status in ("attributed", "anonymous") or row.hops
        if row.statement_id not in inner
    ]
