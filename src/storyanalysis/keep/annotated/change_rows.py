"""Statements, dates and relations that annotators changed, added or took away."""

from __future__ import annotations

from collections import Counter
from typing import Any

from storyanalysis.inquire.records import records
from storyanalysis.keep.annotated.pointers import pointer
from storyanalysis.keep.annotated.sides import TIMES, Entry, Sides, read_note
from storyanalysis.keep.standoff import Mark
from storyanalysis.tables import PLOVER_EVENTS

__all__ = ["changed_dates", "changed_relations", "changed_statements"]


def changed_statements(sides: Sides) -> list[Entry]:
    entries: list[Entry] = []
    forms = {e.trigger: dict(e.attributes).get("Form") for e in sides.before.events.values()}
    for event in sides.after.events.values():
        old, form = sides.same.get(event.trigger), dict(event.attributes).get("Form")
        if event.kind != "Statement" or event.trigger not in sides.after.marks:
            continue
        trigger = sides.after.marks[event.trigger]
        if old is None:
            entries.append({"add": _new_statement(sides, event.arguments, form, trigger)})
        elif form and form != forms.get(old):
            entries.append({"statement": sides.at(trigger), "set": {"form": form}})
    kept = {event.trigger for event in sides.after.events.values()}
    kept_before = {sides.same[name] for name in kept if name in sides.same}
    gone = [t for t in forms if t not in kept_before] if forms else []
    where = [sides.at(sides.before.marks[name]) for name in gone]
    return entries + [{"drop": {"table": "statements"} | at} for at in where]


def _new_statement(
    sides: Sides, arguments: tuple[tuple[str, str], ...], form: str | None, trigger: Mark
) -> Entry:
    """A statement with the speaker named in its source and the words of its cue."""
    entry = {"table": "statements"} | sides.at(trigger) | ({"form": form} if form else {})
    marks = {role: sides.after.marks[name] for role, name in arguments[::-1]
             if name in sides.after.marks}  # fmt: skip
    if "Source" in marks:
        start, end = sides.words(marks["Source"])
        inside = [
            sides.whose[n]
            for n, m in sides.after.marks.items()
            if n in sides.whose and start <= sides.words(m)[0] and sides.words(m)[1] <= end
        ]
        entry |= {"speaker": inside[0]} if inside else {}
    if "Cue" in marks:
        text = sides.story.article.text
        entry["cue"] = " ".join(text[slice(*sides.words(marks["Cue"]))].split())
    return entry


def changed_dates(sides: Sides) -> list[Entry]:
    gone = [{"drop": {"table": "dates"} | sides.at(sides.before.marks[name])}
            for name in sides.gone(TIMES)]  # fmt: skip
    entries: list[Entry] = []
    for name, mark in sides.after.marks.items():
        if mark.kind not in TIMES:
            continue
        old, value = sides.same.get(name), read_note(mark.note).get("value")
        about = {"type": mark.kind} | ({"value": value} if value else {})
        if old is None:
            entries.append({"add": {"table": "dates"} | about | sides.at(mark)})
            continue
        was = sides.before.marks[old]
        new = {"type": mark.kind} if mark.kind != was.kind else {}
        if mark.note != was.note and value:
            new["value"] = value
        if new:
            entries.append({"date": sides.at(mark), "set": new})
    return [*gone, *entries]


def changed_relations(sides: Sides) -> list[Entry]:
    """Links that came, went, or have another event or status now."""
    rows = {row.relation_id: row for row in records(sides.story.relations)}
    waiting: dict[tuple[str, str], list[str]] = {}
    for name, link in sides.before.links.items():
        waiting.setdefault((link.source, link.target), []).append(name)
    entries: list[Entry] = []
    for name, link in sides.after.links.items():
        ends = (sides.same.get(link.source, ""), sides.same.get(link.target, ""))
        found = waiting.get(ends, [])
        if not found:
            entries += _new_relation(sides, link.source, link.target, link.kind)
            continue
        alike = [n for n in found if sides.before.links[n].kind == link.kind]
        old = found.pop(found.index(name if name in found else [*alike, *found][0]))
        new = {} if link.kind == sides.before.links[old].kind else {"event": link.kind}
        status = read_note(link.note).get("status")
        if status and link.note != sides.before.links[old].note:
            new["status"] = status
        if new:
            row = rows[sides.before.rows[old]]
            entries.append({"relation": _relation_at(sides, row), "set": new})
    gone = [rows[sides.before.rows[name]] for names in waiting.values() for name in names]
    drops: list[Entry] = [
        {"drop": {"table": "relations"} | _relation_at(sides, row)} for row in gone
    ]
    return [*drops, *entries]


def _relation_at(sides: Sides, row: Any) -> dict[str, str]:
    """A relation by its words, its event, and its ends where their names are nobody else's."""
    where = pointer(sides.story.article.text, int(row.start), int(row.end))
    names = Counter(actor.name for actor in sides.actors.values())
    ends = {"source": row.source_id, "target": row.target_id}
    called = {end: sides.actors[key].name for end, key in ends.items()}
    return where | {"event": row.event} | {k: v for k, v in called.items() if names[v] == 1}


def _new_relation(sides: Sides, source: str, target: str, kind: str) -> list[Entry]:
    """A relation between two mentions, resting on the words from the one to the other."""
    names = [sides.whose.get(end) for end in (source, target)]
    if kind not in PLOVER_EVENTS or not all(names) or names[0] == names[1]:
        return []
    marks = [sides.words(sides.after.marks[end]) for end in (source, target)]
    start, end = min(m[0] for m in marks), max(m[1] for m in marks)
    where = pointer(sides.story.article.text, start, end)
    about = {"table": "relations", "source": names[0], "target": names[1], "event": kind}
    return [{"add": about | where}]
