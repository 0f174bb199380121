"""All entries in order, and the counts and judgements that follow from the rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from storyanalysis.inquire.corrections.add import add
from storyanalysis.inquire.corrections.drop import drop
from storyanalysis.inquire.corrections.fix import set_values
from storyanalysis.inquire.corrections.forms import Entry
from storyanalysis.inquire.corrections.people import merge, split
from storyanalysis.inquire.corrections.rows import LINKS, MisfitError, Rows
from storyanalysis.inquire.revisions import find_revisions
from storyanalysis.inquire.sources import judge_sources
from storyanalysis.tables import CORRECTIONS

__all__ = ["Corrected", "apply_corrections", "notes_of"]

CLAIMS = ("sections", "sentences", "statements", "spans", "actors", "mentions")
VOICES = ("actors", "statements", "relays", "relations", "sections", "mentions")
DERIVED = ("revisions", "sources")  # made of the other tables, so corrected after them
ACTIONS: dict[str, Callable[[Rows, Entry], str]] = {
    "merge": merge,
    "split": split,
    "set": set_values,
    "drop": drop,
    "add": add,
}


class Corrected(NamedTuple):
    """Tables after the corrections, and what became of each."""

    frames: dict[str, pd.DataFrame]
    corrections: pd.DataFrame


def apply_corrections(
    frames: Mapping[str, pd.DataFrame], entries: Sequence[Entry], text: str, *, first: int = 1
) -> Corrected:
    """Apply entries one after another; each sees what those before it left.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        A story's tables; they are not changed.
    entries : sequence of Entry
        From :func:`storyanalysis.inquire.corrections.read_corrections`.
    text : str
        The article.
    first : int, optional
        Number of the first entry in the table that is returned.

    Returns
    -------
    Corrected
        The tables, checked, and table ``corrections``. An entry is applied as a
        whole or not at all. Revisions and sources are worked out anew from the
        corrected tables; entries that drop rows of these two come last.
    """
    rows = Rows(frames, text)
    done = {entry.number: _apply(rows, entry) for entry in entries if entry.table not in DERIVED}
    if any(row["status"] == "applied" for row in done.values()):
        rows = _settled(rows, frames)
    done |= {entry.number: _apply(rows, entry) for entry in entries if entry.table in DERIVED}
    report = [done[entry.number] | {"entry": first + n} for n, entry in enumerate(entries)]
    changed = any(row["status"] == "applied" for row in report)
    return Corrected(rows.frames() if changed else dict(frames), CORRECTIONS.frame(report))


def _apply(rows: Rows, entry: Entry) -> dict[str, Any]:
    """One entry; the tables stay as they were if it does not fit."""
    before = rows.snapshot()
    rows.touched = []
    try:
        status, reason = "applied", ACTIONS[entry.action](rows, entry)
    except MisfitError as misfit:
        rows.restore(before)
        rows.touched = []
        status, reason = misfit.status, misfit.reason
    return {
        "action": entry.action,
        "table": entry.table,
        "words": entry.words,
        "note": entry.note,
        "status": status,
        "reason": reason,
        "row_ids": " ".join(rows.touched),
    }


def _settled(rows: Rows, frames: Mapping[str, pd.DataFrame]) -> Rows:
    """Count anew, drop actors that nothing speaks of any more, judge sources and revisions."""
    _settle_actors(rows, Rows(frames, rows.text))
    tables = rows.frames()
    tables["revisions"] = find_revisions(**_named(tables, CLAIMS), text=rows.text)
    tables["sources"] = judge_sources(**_named(tables, VOICES))
    settled = Rows(tables, rows.text)
    settled.also_called = rows.also_called
    return settled


def _named(tables: Mapping[str, pd.DataFrame], names: Sequence[str]) -> dict[str, Any]:
    return {name: tables[name] for name in names}


def _settle_actors(rows: Rows, computed: Rows) -> None:
    seen, seen_before = _first_seen(rows), _first_seen(computed)
    used = {row[column] for table, column in LINKS for row in rows[table]}
    forsaken = [
        r for r in rows["actors"] if r["actor_id"] not in used and r["actor_id"] in seen_before
    ]
    rows.remove("actors", forsaken)
    for row in rows["actors"]:
        key = row["actor_id"]
        row["n_mentions"] = len(rows.of("mentions", actor_id=key))
        row["n_statements"] = len(rows.of("statements", speaker_id=key))
        if key in seen and seen[key] != seen_before.get(key):
            row["start"] = seen[key]
    rows["actors"].sort(key=lambda row: (row["start"], row["actor_id"]))


def _first_seen(rows: Rows) -> dict[str, int]:
    """Where each actor is mentioned first."""
    first: dict[str, int] = {}
    for row in rows["mentions"]:
        if row["actor_id"] is not None:
            first.setdefault(row["actor_id"], row["start"])
    return first


def notes_of(corrections: pd.DataFrame) -> tuple[str, ...]:
    """What a reader of the tables should know of the corrections."""
    notes = []
    applied = int(corrections["status"].eq("applied").sum())
    if applied:
        plural = "correction by hand is" if applied == 1 else "corrections by hand are"
        notes.append(f"{applied} {plural} applied: see story.corrections and story.computed")
    notes += [
        f"correction {row.entry} ({row.words}) is {row.status}: {row.reason}"
        for row in corrections[corrections["status"].ne("applied")].itertuples()
    ]
    return tuple(notes)
