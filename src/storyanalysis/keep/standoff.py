"""Standoff annotation, as brat and doccano have it: one layer of marks beside a text.

What a story is in this form, in the terms that annotators see:

- a mention of an actor is a span of the actor's kind (``person``, ``armed-group`` ...), or
  ``mention`` where nobody is known to be meant; the first mention of an actor has the note
  ``name: ... | side: ...``, and ``same`` lists the mentions of one actor;
- a statement is an event ``Statement`` with its content as trigger, and its ``Source`` and
  ``Cue`` as arguments; ``Form`` is an attribute;
- a date is a span ``DATE``, ``TIME``, ``DURATION`` or ``SET`` with the note ``value: ...``;
- a relation is a link between two mentions, named by its PLOVER event.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from storyanalysis.inquire.records import null, records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storyanalysis.story import Story

__all__ = ["UNKNOWN", "Event", "Link", "Mark", "Places", "Standoff", "note_of", "standoff_of"]

UNKNOWN = "mention"  # type of a mention of nobody known
Places = tuple[tuple[int, int], ...]


class Mark(NamedTuple):
    """A span of one or more stretches, its type, and a note."""

    kind: str
    places: Places
    note: str = ""


class Event(NamedTuple):
    """A marked trigger with arguments (role, mark) and attributes."""

    kind: str
    trigger: str
    arguments: tuple[tuple[str, str], ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


class Link(NamedTuple):
    """A relation from one mark to another, and a note."""

    kind: str
    source: str
    target: str
    note: str = ""


@dataclass
class Standoff:
    """Marks, events and links by their names (T1, E1, R1), and which marks are of one actor."""

    marks: dict[str, Mark] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    same: list[tuple[str, ...]] = field(default_factory=list)
    rows: dict[str, str] = field(default_factory=dict)  # name -> key of the story's row

    def mark(self, row: str, kind: str, places: Places, note: str = "") -> str:
        """Add a mark; returns its name."""
        name = f"T{len(self.marks) + 1}"
        self.marks[name] = Mark(kind, places, note)
        self.rows[name] = row
        return name


def standoff_of(story: Story) -> Standoff:
    """The story's mentions, statements, dates and relations as standoff annotation."""
    layer = Standoff()
    mentions = _mentions(story, layer)
    _statements(story, layer)
    for date in records(story.dates):
        note = "" if pd.isna(date.value) else f"value: {one_line(date.value)}"
        layer.mark(date.date_id, date.type, _place(date), note)
    _relations(story, layer, mentions)
    return layer


def one_line(text: str) -> str:
    """A text for a note: one line, without the bar that parts the entries of a note."""
    return " ".join(str(text).replace("|", "/").split())


def note_of(actor: Any) -> str:
    """The note at an actor's first mention."""
    side = "" if pd.isna(actor.side) else f" | side: {one_line(actor.side)}"
    return f"name: {one_line(actor.name)}{side}"


def _place(row: Any) -> Places:
    return ((int(row.start), int(row.end)),)


def _mentions(story: Story, layer: Standoff) -> dict[str, list[tuple[int, str]]]:
    """Mentions as marks; returns those of each actor, with where they begin."""
    actors = {actor.actor_id: actor for actor in records(story.actors)}
    known: dict[str, list[tuple[int, str]]] = {}
    for row in records(story.mentions.sort_values(["start", "end"], kind="stable")):
        actor = actors.get(null(row.actor_id))
        if actor is None:
            layer.mark(row.mention_id, UNKNOWN, _place(row))
            continue
        note = "" if actor.actor_id in known else note_of(actor)
        name = layer.mark(row.mention_id, actor.kind, _place(row), note)
        known.setdefault(actor.actor_id, []).append((int(row.start), name))
    layer.same = [tuple(name for _, name in names) for names in known.values() if len(names) > 1]
    return known


def _statements(story: Story, layer: Standoff) -> None:
    spans: dict[str, dict[str, list[Any]]] = {}
    for span in records(story.spans.sort_values(["start", "end"], kind="stable")):
        spans.setdefault(span.statement_id, {}).setdefault(span.role, []).append(span)
    for n, row in enumerate(records(story.statements), start=1):
        parts = spans.get(row.statement_id, {})
        content = tuple(p for span in parts.get("content", []) for p in _place(span))
        trigger = layer.mark(row.statement_id, "Statement", content or _place(row))
        arguments = [
            (role, layer.mark(row.statement_id, role, _place(span)))
            for role in ("Source", "Cue")
            for span in parts.get(role.lower(), [])
        ]
        event = Event("Statement", trigger, tuple(arguments), (("Form", row.form),))
        layer.events[f"E{n}"] = event
        layer.rows[f"E{n}"] = row.statement_id


def _relations(
    story: Story, layer: Standoff, mentions: Mapping[str, list[tuple[int, str]]]
) -> None:
    """Links between the mentions nearest to the words a relation rests on.

    A relation without a source or a target, or with an end that is never
    mentioned, has no place in standoff annotation and is left out.
    """
    for row in records(story.relations):
        sources, targets = (mentions.get(null(end) or "") for end in (row.source_id, row.target_id))
        if sources and targets:
            source, target = (
                _nearest(names, int(row.start), int(row.end)) for names in (sources, targets)
            )
            name = f"R{len(layer.links) + 1}"
            layer.links[name] = Link(row.event, source, target, f"status: {row.status}")
            layer.rows[name] = row.relation_id


def _nearest(names: list[tuple[int, str]], start: int, end: int) -> str:
    """The mention inside of a stretch, or the nearest one outside of it; of two, the earlier."""
    return min(names, key=lambda it: (max(start - it[0], it[0] - end + 1, 0), it[0]))[1]
