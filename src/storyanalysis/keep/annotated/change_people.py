"""Actors and mentions that annotators changed, added or took away."""

from __future__ import annotations

from storyanalysis.keep.annotated.sides import PEOPLE, Entry, Sides, read_note
from storyanalysis.keep.standoff import UNKNOWN, Mark, note_of
from storyanalysis.tables import ACTOR_KINDS

__all__ = ["added_people", "changed_actors", "dropped_mentions", "merged_actors"]


def _pointed(sides: Sides, key: str) -> str | dict[str, str]:
    """An actor's name; where two have it, also words around the first mention."""
    actor = sides.actors[key]
    if sum(other.name == actor.name for other in sides.actors.values()) == 1:
        return str(actor.name)
    first = next(m for n, m in sides.before.marks.items() if sides.meant.get(n) == key)
    return {"name": str(actor.name), "near": sides.at(first)["near"]}


def changed_actors(sides: Sides) -> list[Entry]:
    """Kinds, names and sides that were changed at any mention."""
    told: dict[str, dict[str, str]] = {}
    for name, old in sides.same.items():
        mark, was, key = sides.after.marks[name], sides.before.marks[old], sides.meant.get(old)
        if key is None:
            continue
        if mark.kind != was.kind and mark.kind in ACTOR_KINDS:
            told.setdefault(key, {})["kind"] = mark.kind
        if mark.note != was.note and mark.note:
            given, had = read_note(mark.note), read_note(note_of(sides.actors[key]))
            new = {k: given.get(k, "") for k in ("name", "side") if given.get(k) != had.get(k)}
            if new.get("name") == "":
                del new["name"]
            told.setdefault(key, {}).update(new)
    return [{"actor": _pointed(sides, key), "set": new} for key, new in told.items() if new]


def merged_actors(sides: Sides) -> list[Entry]:
    """Groups that hold mentions of several actors: the first takes the others in."""
    entries = []
    for group in sides.after.same:
        keys = [sides.meant.get(sides.same.get(name, "")) for name in group]
        several = list(dict.fromkeys(key for key in keys if key))
        if len(several) > 1:
            first, *others = (_pointed(sides, key) for key in several)
            entries.append({"merge": {"actors": others, "into": first}})
    return entries


def added_people(sides: Sides) -> list[Entry]:
    """Mentions that are new: of somebody known, or of somebody new."""
    entries: list[Entry] = []
    for name in sides.new(PEOPLE):
        mark = sides.after.marks[name]
        if name in sides.whose:
            where = {"table": "mentions", "actor": sides.whose[name]} | sides.at(mark)
            entries.append({"add": where})
        elif mark.kind != UNKNOWN:
            entries.append({"add": _new_actor(sides, name, mark)})
    return entries


def _new_actor(sides: Sides, name: str, mark: Mark) -> Entry:
    """Somebody new, whose other new mentions (grouped, or of the same words) are now known."""
    where, note = sides.at(mark), read_note(mark.note)
    called = note.get("name") or where["text"]
    group = next((g for g in sides.after.same if name in g), ())
    text = sides.story.article.text
    for other in sides.new(PEOPLE):
        words = " ".join(text[slice(*sides.words(sides.after.marks[other]))].split())
        if other in group or other == name or words == called:
            sides.whose[other] = called
    about = {"name": called, "kind": mark.kind} | {k: note[k] for k in ("side",) if k in note}
    return {"table": "actors"} | about | where


def dropped_mentions(sides: Sides) -> list[Entry]:
    return [
        {"drop": {"table": "mentions"} | sides.at(sides.before.marks[name])}
        for name in sides.gone(PEOPLE)
    ]
