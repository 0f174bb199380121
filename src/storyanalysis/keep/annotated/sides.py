"""What was exported beside what came back: which marks are the same, and who is meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from storyanalysis.inquire.records import null, records
from storyanalysis.keep.annotated.pointers import pointer
from storyanalysis.keep.standoff import UNKNOWN, Mark, Standoff
from storyanalysis.tables import ACTOR_KINDS

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["PEOPLE", "TIMES", "Entry", "Sides", "read_note", "sides_of"]

PEOPLE = (*ACTOR_KINDS, UNKNOWN)
TIMES = ("DATE", "TIME", "DURATION", "SET")
Entry = dict[str, Any]


@dataclass
class Sides:
    """The story, what was exported and what came back, and which marks are the same."""

    story: Story
    before: Standoff
    after: Standoff
    same: dict[str, str] = field(default_factory=dict)  # name after -> name before
    actors: dict[str, Any] = field(default_factory=dict)  # key -> row
    meant: dict[str, str] = field(default_factory=dict)  # name of a mark before -> actor's key
    whose: dict[str, str] = field(default_factory=dict)  # name of a mark after -> actor's name

    def words(self, mark: Mark) -> tuple[int, int]:
        """The hull of a mark."""
        return min(s for s, _ in mark.places), max(e for _, e in mark.places)

    def at(self, mark: Mark) -> dict[str, str]:
        return pointer(self.story.article.text, *self.words(mark))

    def gone(self, kinds: Iterable[str]) -> list[str]:
        """Names of the marks before that are not there any more."""
        kept = set(self.same.values())
        return [n for n, m in self.before.marks.items() if m.kind in kinds and n not in kept]

    def new(self, kinds: Iterable[str]) -> list[str]:
        return [n for n, m in self.after.marks.items() if m.kind in kinds and n not in self.same]


def sides_of(story: Story, before: Standoff, after: Standoff) -> Sides:
    """Both sides, with the marks they share and the actors that are meant."""
    sides = Sides(story, before, after)
    sides.same = _same(before, after)
    sides.actors = {actor.actor_id: actor for actor in records(story.actors)}
    keys = {m.mention_id: null(m.actor_id) or "" for m in records(story.mentions)}
    meant = {name: keys.get(row, "") for name, row in before.rows.items()}
    sides.meant = {name: key for name, key in meant.items() if key in sides.actors}
    sides.whose = _whose(sides)
    return sides


def family(kind: str) -> str:
    return "person" if kind in PEOPLE else "DATE" if kind in TIMES else kind


def _same(before: Standoff, after: Standoff) -> dict[str, str]:
    """Marks with the same places and a kind of one family; of several the first goes first."""
    waiting: dict[Any, list[str]] = {}
    for name, mark in before.marks.items():
        waiting.setdefault((family(mark.kind), mark.places), []).append(name)
    same = {}
    for name, mark in after.marks.items():
        if found := waiting.get((family(mark.kind), mark.places)):
            same[name] = found.pop(found.index(name) if name in found else 0)
    return same


def _whose(sides: Sides) -> dict[str, str]:
    """The actor's name for every mention after, by what it was, its group, or its words."""
    text, whose = sides.story.article.text, {}
    known = {actor.name for actor in sides.actors.values()}
    for name, old in sides.same.items():
        if old in sides.meant:
            whose[name] = sides.actors[sides.meant[old]].name
    for group in sides.after.same:
        first = next((whose[name] for name in group if name in whose), None)
        for name in group if first else ():
            whose.setdefault(name, str(first))
    for name, mark in sides.after.marks.items():
        if mark.kind in PEOPLE and name not in whose:
            called = read_note(mark.note).get("name") or " ".join(
                text[slice(*sides.words(mark))].split()
            )
            if called in known:
                whose[name] = called
    return whose


def read_note(note: str) -> dict[str, str]:
    """``name: Ana Ruiz | side: Northland`` as pairs."""
    parts = (part.partition(":") for part in note.split("|"))
    return {key.strip(): value.strip() for key, mark, value in parts if mark}
