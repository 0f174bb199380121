"""An event on its way to a row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from storyanalysis.extract.relations.cast import Filler

if TYPE_CHECKING:
    from storyanalysis.extract.words import Word

__all__ = ["COOPERATION", "MATERIAL_CONFLICT", "Event"]

COOPERATION = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"}
MATERIAL_CONFLICT = {"SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST"}


@dataclass
class Event:
    """A predicate with its roles.

    `cue` holds token indices; `status` is asserted, negated, hypothetical or
    reported.
    """

    trigger: Word
    event: str
    sources: list[Filler]
    targets: list[Filler]
    rule: str
    cue: list[int] = field(default_factory=list)
    reciprocal: bool = False
    status: str = "asserted"
    claimant: Word | None = None  # the word whose subject vouches for it
    confidence: float = 0.6
    flags: frozenset[str] = frozenset()
    anaphoric: bool = False  # answers what was just said
