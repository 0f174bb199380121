"""Whom a denial, a refusal, a judgement or a threat to respond answers, if its clause is silent."""

from __future__ import annotations

from typing import Any

from storyanalysis.extract.relations.cast import Cast
from storyanalysis.extract.relations.context import Context

__all__ = ["whom_it_answers"]

BLAMING = {"ACCUSE", "THREATEN", "REQUEST", "ASSAULT", "COERCE", "SANCTION"}
HARMING = {"ASSAULT", "COERCE", "SANCTION"}
JUDGING = {"ACCUSE", "SUPPORT"}


def whom_it_answers(
    cast: Cast, context: Context, rows: list[dict[str, Any]], row: dict[str, Any]
) -> str | None:
    """Who said or did what the row answers.

    Parameters
    ----------
    cast : Cast
    context : Context
    rows : list of dict
        The rows before it, in the order of the text.
    row : dict
        The row without a target; `answers` says what it answers: a charge,
        words just said, some claim, or nothing known.
    """
    opponent = _opponent(cast, rows, row["source_id"])
    speaker = _speaker(cast, context, row)
    if row["event"] in JUDGING:
        return speaker
    if row["event"] != "REJECT" or row["answers"] == "charge":
        return opponent or (speaker if row["event"] == "REJECT" else None)
    if row["answers"] == "words":
        return speaker or opponent
    if row["answers"] == "claim":
        return context.claimant(row["start"], row["source_id"]) or opponent
    return None


def _speaker(cast: Cast, context: Context, row: dict[str, Any]) -> str | None:
    """Who spoke last before the row, best one who does not speak for the same side."""
    own = row["source_id"]
    side = cast.sides.get(own or "", own)
    found = [
        (cast.sides.get(speaker, speaker) != side, end, -start, speaker)
        for start, end, speaker in context.said_before(row["start"])
        if speaker != own
    ]
    return max(found)[-1] if found else None


def _opponent(cast: Cast, rows: list[dict[str, Any]], accused: str | None) -> str | None:
    """Who last blamed, threatened or harmed the actor, failing that its side."""
    if accused is None:
        return None
    near = None
    for row in reversed(rows):
        blamer, victim = row["source_id"], row["target_id"]
        if row["event"] not in BLAMING or not blamer:
            continue
        if victim == accused:
            return str(blamer)
        if row["event"] in HARMING and row["claimed_by"] and cast.same_side(blamer, accused):
            blamer, victim = row["claimed_by"], blamer  # "he said officers had beaten a barman"
        if near is None and victim and cast.same_side(victim, accused):
            near = None if cast.same_side(blamer, accused) else str(blamer)
    return near
