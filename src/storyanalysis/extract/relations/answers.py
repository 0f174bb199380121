"""Whom a denial, a refusal, a judgement or a threat to respond answers, if its clause is silent."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from storyanalysis.extract.relations.cast import Cast
from storyanalysis.extract.relations.context import NEAR, Context
from storyanalysis.extract.relations.events import MATERIAL_CONFLICT

__all__ = ["whom_it_answers"]

BLAMING = {"ACCUSE", "THREATEN", "REQUEST", "ASSAULT", "COERCE", "SANCTION"}
HARMING = {"ASSAULT", "COERCE", "SANCTION"}
FORCE = {"ASSAULT", "COERCE"}
JUDGING = {"ACCUSE", "SUPPORT"}
STATES = {"country", "government"}
FEW = 8  # mentions of papers around a denial that are looked at
REACH = 200  # rows back within which a deed is looked for
SPOKEN = "spokes"  # spokesman, spokeswoman, spokesperson


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
        The row without a target; `answers` says what it answers: a charge, blame,
        a report, words just said, some claim, or nothing known; `deed` the event
        that its object names.
    """
    answered = _answered(cast, context, rows, row)
    return _principal(cast, row["source_id"], answered) if answered else None


def _answered(
    cast: Cast, context: Context, rows: list[dict[str, Any]], row: dict[str, Any]
) -> str | None:
    own, event, kind = row["source_id"], row["event"], row["answers"]
    if event == "AGREE":
        return _asker(rows, row)
    opponent = _opponent(cast, rows, own)
    if event not in JUDGING and event != "REJECT":
        return opponent
    speaker = _speaker(cast, context, row)
    if event in JUDGING:
        told = _doer(rows, row)
        return told or (speaker if event == "SUPPORT" else None)
    if kind == "charge":
        return _prosecution(cast, own) or opponent or speaker
    if kind == "report":
        return _reporter(cast, row) or speaker or opponent
    if kind == "words":
        told = _reporter(cast, row) if _is_of_paper(cast, context, row) else None
        return told or speaker or opponent
    if kind == "claim":
        said = context.claimant(row["start"], own)
        told = said or opponent or _speaker(cast, context, row, of_it=True)
        return told or _prosecution(cast, own)
    return opponent if kind == "blame" else None


def _speaker(
    cast: Cast, context: Context, row: dict[str, Any], *, of_it: bool = False
) -> str | None:
    """Who spoke last before the row, best one of another side; with `of_it`, about the doer."""
    own = row["source_id"]
    found = [
        (not cast.same_side(own or "", speaker), end, -start, speaker)
        for start, end, speaker in context.said_before(row["start"])
        if cast.kinds[speaker] != "document"
        and not _is_own(cast, own or "", speaker)
        and (not of_it or _names(cast, start, end, own))
    ]
    return max(found)[-1] if found else None


def _is_own(cast: Cast, own: str, speaker: str) -> bool:
    """Is it somebody of the same body, or for a spokesman of the same country?"""
    if _is_spokesman(cast, own):
        return cast.same_side(own, speaker)
    return cast.is_part(own, speaker)


def _names(cast: Cast, start: int, end: int, actor: str | None) -> bool:
    """Does a stretch name the actor or its people?"""
    words = cast.words.touching(start, end)
    return any(i in cast.at and cast.is_part(cast.at[i].actor, actor or "") for i in words)


def _doer(rows: list[dict[str, Any]], row: dict[str, Any]) -> str | None:
    """Who did the deed that is judged ("welcomed the raid"), if it was told."""
    if row["deed"] not in MATERIAL_CONFLICT:
        return None
    alike = FORCE if row["deed"] in FORCE else {row["deed"]}
    for other in reversed(rows[-REACH:]):
        if other["event"] in alike and other["source_id"] not in (None, row["source_id"]):
            return str(other["source_id"])
    return None


def _asker(rows: list[dict[str, Any]], row: dict[str, Any]) -> str | None:
    """Whose request somebody agreed to just before."""
    for other in reversed(rows):
        if other["start"] < row["start"] - NEAR:
            return None
        if other["event"] == "REQUEST" and other["target_id"] == row["source_id"]:
            return str(other["source_id"])
    return None


def _reporter(cast: Cast, row: dict[str, Any]) -> str | None:
    """The paper or station named last before the row; where a story opens with it, the next."""
    own, start = row["source_id"], row["start"]
    place = bisect_left(cast.media, (start, ""))
    near = [key for at, key in cast.media[max(place - FEW, 0) : place] if at >= start - NEAR]
    next_ = [key for at, key in cast.media[place : place + FEW] if at < start + NEAR]
    return next((key for key in (*near[::-1], *next_) if key != own), None)


def _is_of_paper(cast: Cast, context: Context, row: dict[str, Any]) -> bool:
    """Was it a document that spoke last, so that whoever showed it is answered?"""
    said = [(end, start, speaker) for start, end, speaker in context.said_before(row["start"])]
    return bool(said) and cast.kinds[max(said)[-1]] == "document"


def _prosecution(cast: Cast, accused: str | None) -> str | None:
    """Who brings the charges, if the story has a prosecution."""
    return next((key for key in cast.prosecution if key != accused), None)


def _principal(cast: Cast, own: str | None, answered: str) -> str:
    """For whom the answered speaks: a spokesman for others, to a state every official."""
    side = cast.ids.get(cast.sides.get(answered, ""))
    if side is None or cast.kinds.get(side) == "person" or side == own:
        return answered
    official = cast.kinds.get(own or "") in STATES and cast.kinds[answered] == "person"
    return side if official or _is_spokesman(cast, answered) else answered


def _is_spokesman(cast: Cast, actor: str) -> bool:
    return SPOKEN in f"{cast.roles.get(actor, '')} {cast.names.get(actor, '')}".lower()


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
