"""Of whom a claim tells where: the same thing may be true of one and not of another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.records import records

__all__ = ["of_two", "with_people"]


def with_people(
    claims: Iterable[Claim], mentions: pd.DataFrame, actors: pd.DataFrame
) -> list[Claim]:
    """The claims, each with the people that it names and where, pronouns too."""
    kinds = zip(actors["actor_id"], actors["kind"], strict=True)
    people = {actor for actor, kind in kinds if kind == "person"}
    rows = [m for m in records(mentions, "start", "actor_id") if m.actor_id in people]
    rows.sort(key=lambda row: row.start)
    starts = [row.start for row in rows]
    found = []
    for claim in claims:
        own = rows[bisect_left(starts, claim.start) : bisect_left(starts, claim.end)]
        named = tuple((row.start - claim.start, row.actor_id) for row in own)
        found.append(replace(claim, people=named) if named else claim)
    return found


def of_two(old: Claim, at_old: int, new: Claim, at_new: int) -> bool:
    """Do two claims tell of two people: "Trump won", "Rubio has not won"?

    A claim tells at a place of whom it names last before it, else of the next one.
    A correction may put one name for another.
    """
    one, other = _nearest(old, at_old), _nearest(new, at_new)
    return new.kind != "correction" and None not in (one, other) and one != other


def _nearest(claim: Claim, at: int) -> str | None:
    places = [place for place, _ in claim.people]
    if not places:
        return None
    return claim.people[max(bisect_right(places, at) - 1, 0)][1]
