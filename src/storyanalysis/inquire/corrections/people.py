"""Corrections of who is who: merging, splitting, renaming, and moving mentions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from storyanalysis.inquire.corrections.forms import Entry, Pointer
from storyanalysis.inquire.corrections.point import (
    find_actor,
    place_of,
    remember,
    same_name,
)
from storyanalysis.inquire.corrections.rows import LINKS, MisfitError, Row, Rows
from storyanalysis.inquire.corrections.ways import renumber

__all__ = ["merge", "move_mentions", "set_actor", "split"]

TOLD = ("side", "country", "role", "wikidata")


def merge(rows: Rows, entry: Entry) -> str:
    """Make several actors one; what points at them points at the one that stays."""
    kept = find_actor(rows, entry.target or Pointer(""))
    found = {row["actor_id"]: row for row in (find_actor(rows, p) for p in entry.points)}
    others = [row for key, row in found.items() if key != kept["actor_id"]]
    if not others:
        raise MisfitError("stale", f"they are one actor already: {kept['name']!r}")
    keys = {row["actor_id"] for row in others}
    told = {c: next((r[c] for r in [kept, *others] if r[c] is not None), None) for c in TOLD}
    among = _among_themselves(rows, keys | {kept["actor_id"]})
    for table, column in LINKS:
        for row in rows[table]:
            if row[column] in keys:
                rows.change(table, row, entry.note, **{column: kept["actor_id"]})
    names = ", ".join(row["name"] for row in others)
    rows.change("actors", kept, entry.note, before=f"without {names}", **told)
    _forget(rows, others, kept["actor_id"])
    rows.remove("relations", among)
    for row in rows["dates"]:
        if row["relation_id"] in {r["relation_id"] for r in among}:
            rows.change("dates", row, entry.note, relation_id=None)
    drop_self_links(rows, entry.note)
    lost = f"; {_count(len(among), 'relation')} between them dropped" if among else ""
    return f"{names} merged into {kept['name']}{lost}"


def _among_themselves(rows: Rows, keys: set[str]) -> list[Row]:
    """Relations that two of the merged had with each other."""
    return [
        row
        for row in rows["relations"]
        if row["source_id"] != row["target_id"] and {row["source_id"], row["target_id"]} <= keys
    ]


def _forget(rows: Rows, others: list[Row], kept: str) -> None:
    gone = {row["actor_id"] for row in others}
    for name, key in rows.also_called.items():
        if key in gone:
            rows.also_called[name] = kept
    for row in others:
        remember(rows, row["name"], kept)
    rows.remove("actors", others)


def drop_self_links(rows: Rows, note: str) -> None:
    """Nobody passes on his own words or speaks to himself."""
    speakers = {row["statement_id"]: row["speaker_id"] for row in rows["statements"]}
    own, seen = [], set()
    for row in rows["relays"]:
        actor, statement = row["actor_id"], row["statement_id"]
        if actor is not None and (actor == speakers[statement] or (statement, actor) in seen):
            own.append(row)
        seen.add((statement, actor))
    if own:
        rows.remove("relays", own)
        renumber(rows, {row["statement_id"] for row in own}, note)
    for row in rows["statements"]:
        if row["addressee_id"] is not None and row["addressee_id"] == row["speaker_id"]:
            rows.change("statements", row, note, addressee_id=None)


def set_actor(rows: Rows, row: Row, values: Mapping[str, Any], note: str) -> None:
    """Fix an actor's own columns; the former name goes on pointing at it."""
    if values.get("name"):
        remember(rows, row["name"], row["actor_id"])
    rows.change("actors", row, note, **values)


def split(rows: Rows, entry: Entry) -> str:
    """Take mentions away from an actor and give them to a new one."""
    whole = find_actor(rows, entry.target or Pointer(""))
    name = str(entry.values["name"])
    for other in rows["actors"]:
        if other is not whole and same_name(other["name"], name):
            raise MisfitError(
                "refused", f"there is a {name!r} already; set the 'actor' of each 'mention' instead"
            )
    own = rows.of("mentions", actor_id=whole["actor_id"])
    moved = _chosen(rows, own, whole, entry.points)
    if len(moved) == len(own):
        raise MisfitError(
            "refused", f"these are all mentions of {whole['name']!r}; set its name instead"
        )
    key = rows.new_actor_key(name)
    fresh = {"actor_id": key, "kind": whole["kind"], "n_mentions": 0, "n_statements": 0}
    first = min(row["start"] for row in moved)
    rule = f"added: {entry.note} (split from {whole['name']})"
    rows.insert("actors", fresh | dict(entry.values) | {"start": first, "rule": rule})
    open_rows = move_mentions(rows, moved, key, entry.note)
    left = f"; {_count(open_rows, 'row')} may be of either and stayed" if open_rows else ""
    return f"{_count(len(moved), 'mention')} moved from {whole['name']} to {name}{left}"


def _chosen(rows: Rows, own: list[Row], whole: Row, points: Iterable[Pointer]) -> list[Row]:
    """Mentions by their form (all of them), or by a stretch of the article around them."""
    chosen: dict[str, Row] = {}
    for point in points:
        if point.near is None:
            found = [row for row in own if same_name(row["text"], point.words)]
        else:
            start, end = place_of(rows, point)
            found = [row for row in own if row["start"] < end and start < row["end"]]
        if not found and point.near is None:
            start, end = place_of(rows, point)
            found = [row for row in own if start <= row["start"] and row["end"] <= end]
        if not found:
            raise MisfitError("stale", f"{point.words!r} is no mention of {whole['name']!r}")
        chosen |= {row["mention_id"]: row for row in found}
    return list(chosen.values())


def move_mentions(rows: Rows, moved: list[Row], key: str, note: str) -> int:
    """Give mentions to an actor, and what rests on these mentions alone with them.

    Returns
    -------
    int
        Rows that rest on mentions of both and stay with the former actor.
    """
    spans = {(row["start"], row["end"]) for row in moved}
    old = {row["actor_id"] for row in moved} - {None, key}
    for row in moved:
        rows.change("mentions", row, note, actor_id=key, status="linked")
    stay = [
        (row["start"], row["end"], row["actor_id"])
        for row in rows["mentions"]
        if row["actor_id"] in old
    ]
    undecided = 0
    for table, row, column, where in list(_resting(rows, old)):
        mine = any(_overlap(span, where) for span in spans)
        theirs = any(_overlap(other[:2], where) for other in stay if other[2] == row[column])
        if mine and not theirs:
            _hand_over(rows, table, row, column, key, note)
        undecided += mine and theirs
    drop_self_links(rows, note)
    return undecided


def _resting(rows: Rows, old: set[Any]) -> Iterable[tuple[str, Row, str, list[tuple[int, int]]]]:
    """Rows that name one of these actors, and the places where they name it."""
    sources: dict[str, list[tuple[int, int]]] = {}
    for span in rows["spans"]:
        if span["role"] == "source":
            sources.setdefault(span["statement_id"], []).append((span["start"], span["end"]))
    for row in rows["statements"]:
        if row["speaker_id"] in old:
            yield "statements", row, "speaker_id", sources.get(row["statement_id"], [])
    for row in rows["relays"]:
        if row["actor_id"] in old:
            yield "relays", row, "actor_id", [(row["start"], row["end"])]
    for row in rows["relations"]:
        for column in ("source_id", "target_id"):
            if row[column] in old:
                yield "relations", row, column, [(row["start"], row["end"])]


def _overlap(span: tuple[int, int], where: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in where)


def _hand_over(rows: Rows, table: str, row: Row, column: str, key: str, note: str) -> None:
    before = row[column]
    rows.change(table, row, note, **{column: key})
    if table == "statements":
        for claim in rows.of("relations", statement_id=row["statement_id"], claimed_by=before):
            rows.change("relations", claim, note, claimed_by=key)


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
