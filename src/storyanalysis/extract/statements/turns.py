"""Questions and answers: whom "you" means in a transcript."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storyanalysis.extract.attribution import Attribution

__all__ = ["with_addressed"]

TURN = "speaker label"
ADDRESSED = frozenset(["you", "you too", "you yourself"])


def with_addressed(
    text: str, attributions: Sequence[Attribution], speakers: Sequence[str | None]
) -> list[str | None]:
    """The speakers, with "you" of a turn read as the one who takes the next turn.

    "WIREMU: You told the council that all was well. Was that true?" is for whoever answers;
    in a last turn, for whoever spoke before.
    """
    found = list(speakers)
    turns = [i for i, row in enumerate(attributions) if row.rule == TURN]
    place = {i: k for k, i in enumerate(turns)}
    for i, row in enumerate(attributions):
        if len(row.source) != 1 or text[slice(*row.source[0])].lower() not in ADDRESSED:
            continue
        turn = _turn_of(i, attributions)
        if turn is None or speakers[i] not in (None, speakers[turn]):
            continue
        behind, before = turns[place[turn] + 1 :], turns[: place[turn]][::-1]
        others = (speakers[k] for k in [*behind[:2], *before[:2]])
        found[i] = next((who for who in others if who not in (None, speakers[turn])), None)
    return found


def _turn_of(i: int, attributions: Sequence[Attribution]) -> int | None:
    """The turn that holds an attribution."""
    holder = attributions[i].inside
    while holder is not None and attributions[holder].rule != TURN:
        holder = attributions[holder].inside
    return holder
