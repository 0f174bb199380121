"""What an event takes from the events beside it: an end that its own clause does not tell.

"Condemned the police and demanded an inquiry" demands it of the police;
"thanked Oman for its help" tells whom Oman helped; those who "blamed each
other" are both ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storyanalysis.extract.relations.cast import Cast, Filler
from storyanalysis.extract.relations.clauses import objects
from storyanalysis.extract.relations.events import Event
from storyanalysis.extract.relations.lexicon import nouns_of
from storyanalysis.extract.relations.roles import DIRECT, without

if TYPE_CHECKING:
    from storyanalysis.extract.words import Word

__all__ = ["fill_from_neighbours"]

PASSED_ON = {"REQUEST", "THREATEN"}
GIVEN = {"AID", "SUPPORT", "COOPERATE"}
HARMFUL = {"COERCE", "ASSAULT", "SANCTION"}
BLAMED = ("for", "of", "over", "with", "after")
HOSTILE = {"ACCUSE", "REJECT", "THREATEN", "SANCTION", "PROTEST", "COERCE", "ASSAULT"}
THIRD = ("it", "they", "them", "he", "she")
EACH = ("each", "one")
OTHER = ("other", "another")


def fill_from_neighbours(cast: Cast, events: Sequence[Event]) -> None:
    """Complete the events of one sentence by one another."""
    for event in events:
        if len(event.sources) > 1 and _is_mutual(event.trigger):
            event.reciprocal, event.targets = True, []
        elif event.event in PASSED_ON and event.trigger.dep_ == "conj":
            _share_target(cast, event, events)
        elif event.event in GIVEN and not event.targets:
            _take_thanks(event, events)
        elif event.event in HARMFUL and not event.sources and event.targets:
            _take_blame(event, events)


def _is_mutual(verb: Word) -> bool:
    """ "Blamed each other", "fired on one another"."""
    places = [c for c in verb.children if c.dep_ == "prep"]
    held = [p for prep in places for p in prep.children if p.dep_ == "pobj"]
    for token in (*objects(verb), *held):
        if token.lower_ in OTHER and token.i and token.nbor(-1).lower_ in EACH:
            return True
    return False


def _share_target(cast: Cast, event: Event, events: Sequence[Event]) -> None:
    """Give a demand or threat the target of the predicate it is coordinated with."""
    own = [f for f in event.targets if not _is_own_people(cast, event, f)]
    if own and not _frees(event.trigger):
        return
    head = event.trigger.head
    for other in events:
        if other.trigger.i == head.i and other.event in HOSTILE:
            shared = [f for f in other.targets if f.how in DIRECT]
            event.targets = without(shared, [f.actor for f in event.sources])
            event.rule = "shared target" if event.targets else event.rule
            return


def _is_own_people(cast: Cast, event: Event, target: Filler) -> bool:
    """Is a pronoun taken for the demander's own side ("accused X and demanded that it")?"""
    pronoun = cast.words[target.token].lower_ in THIRD
    return pronoun and any(cast.same_side(f.actor, target.actor) for f in event.sources)


def _frees(verb: Word) -> bool:
    """ "Demanded the release of 11 students": they are no party to the demand."""
    return any(token.lemma_.lower() in nouns_of("release") for token in objects(verb))


def _take_thanks(event: Event, events: Sequence[Event]) -> None:
    """ "Thanked Oman for its help": the help was for who thanks."""
    preposition = event.trigger.head
    if preposition.lower_ != "for" or event.trigger.dep_ != "pobj":
        return
    for other in events:
        if other.event == "SUPPORT" and other.trigger.i == preposition.head.i:
            helpers = {f.actor for f in other.targets}
            event.sources = [f for f in event.sources if f.actor in helpers] or list(other.targets)
            event.targets = without(other.sources, [f.actor for f in event.sources])
            event.rule = "thanked for"


def _take_blame(event: Event, events: Sequence[Event]) -> None:
    """ "Blamed Oman for the killing of": whoever is accused of a deed is said to have done it."""
    preposition = event.trigger.head
    if event.trigger.dep_ != "pobj" or preposition.lower_ not in BLAMED:
        return
    for other in events:
        if other.event == "ACCUSE" and other.trigger.i == preposition.head.i and other.sources:
            named = [f for f in other.targets if f.how in DIRECT]
            event.sources = without(named, [f.actor for f in event.targets])
            event.status, event.claimant = "reported", other.trigger
            event.rule = "blamed for" if event.sources else event.rule
            return
