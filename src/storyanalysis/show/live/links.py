"""What every row has to do with: actors, speakers, a section, days, and other rows.

A choice is made of such properties, and what is chosen are the rows that have
all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis.inquire.records import null, records

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["NOBODY", "Choice", "Linked", "linked_rows"]

NOBODY = "(nobody named)"  # the speaker of what has none; no actor's key has brackets
Days = tuple[str, str]


@dataclass
class Linked:
    """A row and what it has to do with.

    `days` are the first and last days of dates, as ISO strings; `rows` are keys of
    this row and of those it belongs to.
    """

    key: str
    start: int
    end: int
    section: str = ""
    actors: set[str] = field(default_factory=set)
    speakers: set[str] = field(default_factory=set)
    days: set[Days] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Choice:
    """What to choose; empty strings choose everything."""

    actor: str = ""
    speaker: str = ""
    section: str = ""
    first: str = ""
    last: str = ""
    row: str = ""

    def fits(self, linked: Linked) -> bool:
        """Whether a row has all that was chosen."""
        return (
            (not self.actor or self.actor in linked.actors)
            and (not self.speaker or self.speaker in linked.speakers)
            and (not self.section or self.section == linked.section)
            and (not self.row or self.row in linked.rows)
            and (not (self.first or self.last) or any(map(self._overlaps, linked.days)))
        )

    def _overlaps(self, days: Days) -> bool:
        # days in ISO form are in the order of the alphabet
        return (not self.last or days[0] <= self.last) and (not self.first or days[1] >= self.first)


def linked_rows(story: Story) -> dict[str, list[Linked]]:
    """The rows of every table that can be chosen from, with what they have to do with.

    A statement has to do with its speaker, its addressee and those who pass it
    on; a relation with its two ends, the actor whose claim it is and the
    speaker of the statement it stands in; a mention with the statements,
    relations and dates in whose words it stands. A date brings its days to the
    statement and the relation it dates.
    """
    statements = _statements(story)
    relations = _relations(story, statements)
    dates = _dates(story, statements, relations)
    wholes = [*_spans(story, statements), *((r, r.start, r.end) for r in relations.values())]
    mentions = _mentions(story, [*wholes, *((d, d.start, d.end) for d in dates.values())])
    tables = {"mentions": mentions, "statements": statements, "dates": dates,
              "relations": relations}  # fmt: skip
    for linked in (row for table in tables.values() for row in table.values()):
        linked.rows.add(linked.key)
        linked.section = _section(story, linked.start)
    return {name: list(table.values()) for name, table in tables.items()}


def _some(*values: Any) -> set[str]:
    return {str(value) for value in values if not pd.isna(value)}


def _section(story: Story, place: int) -> str:
    sections = story.sections
    inside = sections[(sections["start"] <= place) & (sections["end"] > place)]
    return str(inside["section_id"].iloc[0]) if len(inside) else ""


def _statements(story: Story) -> dict[str, Linked]:
    found = {}
    for row in records(story.statements):
        linked = Linked(str(row.statement_id), int(row.start), int(row.end))
        linked.actors = _some(row.speaker_id, row.addressee_id)
        linked.speakers = {null(row.speaker_id) or NOBODY}
        found[linked.key] = linked
    for relay in records(story.relays):
        if relay.statement_id in found:
            found[relay.statement_id].actors |= _some(relay.actor_id)
    return found


def _relations(story: Story, statements: dict[str, Linked]) -> dict[str, Linked]:
    found = {}
    for row in records(story.relations):
        linked = Linked(str(row.relation_id), int(row.start), int(row.end))
        linked.actors = _some(row.source_id, row.target_id, row.claimed_by)
        linked.speakers = _some(row.claimed_by)
        if statement := statements.get(null(row.statement_id) or ""):
            linked.speakers |= statement.speakers
            linked.rows.add(statement.key)
        found[linked.key] = linked
    return found


def _dates(
    story: Story, statements: dict[str, Linked], relations: dict[str, Linked]
) -> dict[str, Linked]:
    """Dates, which give their days to the statements and relations they date."""
    dating = {str(row.date_id): set(_some(row.relation_id)) for row in records(story.dates)}
    for row in records(story.relations):
        if row.date_id in dating:
            dating[row.date_id].add(str(row.relation_id))
    found = {}
    for row in records(story.dates):
        linked = Linked(str(row.date_id), int(row.start), int(row.end), rows={str(row.date_id)})
        if not pd.isna(row.first) and not pd.isna(row.last):
            linked.days = {(f"{row.first:%Y-%m-%d}", f"{row.last:%Y-%m-%d}")}
        wholes = [relations.get(key) for key in sorted(dating[linked.key])]
        for whole in filter(None, [*wholes, statements.get(null(row.statement_id) or "")]):
            whole.days |= linked.days
            whole.rows.add(linked.key)
            linked.actors |= whole.actors
            linked.speakers |= whole.speakers
            linked.rows.add(whole.key)
        found[linked.key] = linked
    return found


def _spans(story: Story, statements: dict[str, Linked]) -> list[tuple[Linked, int, int]]:
    return [
        (statements[span.statement_id], int(span.start), int(span.end))
        for span in records(story.spans)
        if span.statement_id in statements
    ]


def _mentions(story: Story, wholes: list[tuple[Linked, int, int]]) -> dict[str, Linked]:
    found = {}
    for row in records(story.mentions):
        linked = Linked(str(row.mention_id), int(row.start), int(row.end))
        linked.actors = _some(row.actor_id)
        for whole, start, end in wholes:
            if start < linked.end and linked.start < end:
                linked.speakers |= whole.speakers
                linked.days |= whole.days
                linked.rows |= {whole.key}
        found[linked.key] = linked
    return found
