"""What the story tells about a row: an end its sentence left out, or that it is no relation."""

from __future__ import annotations

from typing import Any

from storyanalysis.extract.relations.answers import whom_it_answers
from storyanalysis.extract.relations.cast import ARMED, Cast
from storyanalysis.extract.relations.context import Context

__all__ = ["complete"]

# events whose target may be whom they answer
ANSWERING = {"ACCUSE", "AGREE", "REJECT", "SUPPORT", "THREATEN"}
CROWDS = ("group", "unnamed")
EXPLICIT = {"ASSAULT", "COERCE", "REQUEST"}
GUESSED = "answers who spoke"
FEW = 4  # sentences that are no story yet

Row = dict[str, Any]
Told = set[tuple[str | None, str | None, str]]


def complete(cast: Cast, context: Context, rows: list[Row]) -> list[Row]:
    """Fill targets that an earlier sentence tells; drop denials that answer nobody.

    A denial of "it" or "that account" answers the last one who spoke, any
    other the last one who accused the denier. A withdrawal without a place is
    one from where its side was said to withdraw before. In a whole story what
    still lacks an end is no relation, but for violence by nobody named; in a
    few sentences the other end may stand where nobody looked.
    """
    rows.sort(key=lambda row: (row["start"], row["end"], row["event"]))
    kept: list[Row] = []
    told: Told = set()
    story = len(context.ids) > FEW
    for row in rows:
        known = {name: row.pop(name) for name in ("answers", "deed")}
        if _is_silent(cast, row):
            row |= _answered(cast, context, kept, row | known)
        if row["rule"] == GUESSED and _key(row) in told:
            continue  # a guess made twice tells nothing new
        if row["event"] in ANSWERING and row["target_id"] is None:
            continue
        if not story or _is_listed(cast, row):
            told.add(_key(row))
            kept.append(row)
    return kept


def _key(row: Row) -> tuple[str | None, str | None, str]:
    return row["source_id"], row["target_id"], row["event"]


def _is_silent(cast: Cast, row: Row) -> bool:
    """Does the sentence name nobody as target, or only a paper?"""
    return row["target_id"] is None or cast.kinds.get(row["target_id"]) == "document"


def _answered(cast: Cast, context: Context, rows: list[Row], row: Row) -> Row:
    """What changes in a row without a target: whom it answers, or the place that is left."""
    if row["event"] == "RETREAT" and row["target_id"] is None and _is_force(cast, row):
        place = _place_left(cast, rows, row)
        told = {"target_id": place, "rule": "place told before", "confidence": 0.4}
        return told if place else {}
    if row["event"] not in ANSWERING:
        return {}
    if row["event"] == "REJECT" and row["status"] == "negated":
        return {"target_id": None}  # "did not dispute": nobody is answered
    if row["target_id"] is not None and row["answers"] != "report":
        row["answers"] = "words"
    answered = whom_it_answers(cast, context, rows, row)
    return {"target_id": answered, "rule": GUESSED, "confidence": 0.45} if answered else {}


def _is_listed(cast: Cast, row: Row) -> bool:
    """Would a reader list it: two ends known, the target somebody to whom things can be done?

    What others say was done to some unnamed group is told in passing, unless it
    was done by force or asked of it. Violence against a person is listed also
    where the text is silent on who did it: a silence that a reader should see.
    """
    kind = cast.kinds.get(row["target_id"] or "")
    if row["source_id"] is None:
        return row["event"] == "ASSAULT" and kind == "person"
    if kind in (None, "document"):
        return False
    return kind not in CROWDS or row["status"] != "reported" or row["event"] in EXPLICIT


def _is_force(cast: Cast, row: Row) -> bool:
    return cast.kinds.get(row["source_id"] or "") in ARMED


def _place_left(cast: Cast, rows: list[Row], row: Row) -> str | None:
    source = row["source_id"]
    country = cast.countries.get(source)
    for other in reversed(rows):
        same = other["source_id"] == source or (
            country is not None and cast.countries.get(other["source_id"] or "") == country
        )
        if other["event"] == "RETREAT" and same and other["target_id"] not in (None, source):
            return str(other["target_id"])
    return None
