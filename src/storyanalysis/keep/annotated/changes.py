"""Standoff before and after: what differs, as entries of corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyanalysis.keep.annotated.change_people import (
    added_people,
    changed_actors,
    dropped_mentions,
    merged_actors,
)
from storyanalysis.keep.annotated.change_rows import (
    changed_dates,
    changed_relations,
    changed_statements,
)
from storyanalysis.keep.annotated.sides import Entry, sides_of
from storyanalysis.keep.standoff import Standoff

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["changes"]

WHY = "changed by an annotator"
STEPS = (
    changed_actors,
    merged_actors,
    added_people,
    changed_statements,
    changed_dates,
    changed_relations,
    dropped_mentions,
)


def changes(story: Story, before: Standoff, after: Standoff) -> list[Entry]:
    """Entries that make of the story what the annotators made of its export.

    Actors are changed first, then statements, dates and relations; mentions are
    dropped last, as an actor without mentions goes.
    """
    sides = sides_of(story, before, after)
    return [entry | {"note": WHY} for step in STEPS for entry in step(sides)]
