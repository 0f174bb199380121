"""What two do together: "France and Chad are jointly clearing mines" is cooperation.

It is the adverb that tells it, whatever the verb is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyanalysis.extract.relations.cast import BODIES, Cast, Filler
from storyanalysis.extract.relations.events import Event
from storyanalysis.extract.relations.lexicon import words_with
from storyanalysis.extract.relations.phrases import clause_root
from storyanalysis.extract.relations.roles import sources_of, without
from storyanalysis.extract.relations.voice import is_passive

if TYPE_CHECKING:
    from storyanalysis.extract.words import Word

__all__ = ["joint_event"]

STATIVE = ("be", "have", "seem", "remain", "live", "sit", "stand", "appear", "belong", "say")
CERTAIN = 0.5


def joint_event(cast: Cast, mark: Word) -> Event | None:
    """The cooperation that a word like "jointly", "side by side" or "alongside" makes of a verb."""
    verb = clause_root(mark) if mark.dep_ == "pobj" else mark.head  # "in tandem with"
    if verb.pos_ != "VERB" or verb.lemma_ in STATIVE or is_passive(verb) or not _is_whole(mark):
        return None
    sources = [f for f in sources_of(cast, verb) if _may_work(cast, f)]
    named = [f for token in _companions(mark, verb) for f in cast.actors_of(token)]
    taken = [f.actor for f in sources]
    beside = without([f for f in named if _may_work(cast, f)], taken)
    if not sources or len(sources + beside) < 2 or _are_one(cast, sources + beside):
        return None
    event = Event(verb, "COOPERATE", sources, beside, "joint", [verb.i, mark.i])
    event.reciprocal, event.confidence = True, CERTAIN
    event.flags = frozenset({"weak"})  # at games and on markets it says nothing
    return event


def _is_whole(mark: Word) -> bool:
    """Is "side" that of "side by side"?"""
    if mark.lower_ not in words_with("paired"):
        return True
    after = mark.doc[mark.i + 1 : mark.i + 3]
    return len(after) == 2 and after[1].lower_ == mark.lower_ and after[0].lower_ in (
        "by", "to", "in",
    )  # fmt: skip


def _companions(mark: Word, verb: Word) -> list[Word]:
    """Who stands after "alongside", "together with", "in tandem with"."""
    own = [c for c in mark.children if c.dep_ == "pobj"]
    owners = (mark, verb)
    withs = [c for word in owners for c in word.children if c.dep_ == "prep" and c.lower_ == "with"]
    return own + [c for prep in withs for c in prep.children if c.dep_ == "pobj"]


def _may_work(cast: Cast, filler: Filler) -> bool:
    return filler.kind in BODIES or cast.has_country(filler)


def _are_one(cast: Cast, parties: list[Filler]) -> bool:
    """Are they all of one side, so that nobody works with another?"""
    first = parties[0].actor
    return all(cast.same_side(first, other.actor) for other in parties[1:])
