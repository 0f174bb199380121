"""What modals and conditions make of a clause, whatever its verb is.

"A said B must leave" is a request to B; "A said it would leave unless B paid" a threat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyanalysis.extract.relations.cast import Cast
from storyanalysis.extract.relations.clauses import is_negated, modals, objects, subjects
from storyanalysis.extract.relations.events import Event
from storyanalysis.extract.relations.lexicon import words_with
from storyanalysis.extract.relations.predicates import effects_of
from storyanalysis.extract.relations.roles import DIRECT, sources_of, without
from storyanalysis.extract.relations.voice import is_passive

if TYPE_CHECKING:
    from storyanalysis.extract.words import Word

__all__ = ["obligation_event", "ultimatum_event"]


def obligation_event(cast: Cast, modal: Word) -> Event | None:
    """The request that a modal of duty makes to its subject, by whoever says it."""
    verb = modal.head
    said = verb.head
    if verb.dep_ != "ccomp" or said.pos_ != "VERB" or "report" not in effects_of(said):
        return None
    perfect = any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children)
    if perfect or is_passive(verb) or is_negated(said):
        return None
    sources = sources_of(cast, said)
    found = [f for token in subjects(verb) for f in cast.actors_of(token)]
    targets = [f for f in without(found, [f.actor for f in sources]) if f.how in DIRECT]
    if modal.lower_ != "must":  # what people should do is mostly no more than an opinion
        targets = [f for f in targets if f.kind not in ("group", "unnamed")]
    if not sources or not targets:
        return None
    event = Event(said, "REQUEST", sources, targets, "modal of duty", [said.i, modal.i])
    event.confidence = 0.5
    return event


def ultimatum_event(cast: Cast, mark: Word) -> Event | None:
    """The threat in "unless": by whoever will act, to whoever has it in hand."""
    verb = mark.head
    main = verb.head
    if verb.dep_ != "advcl" or main.pos_ not in ("VERB", "AUX"):
        return None
    if not modals(main) & (words_with("future") | {"would"}) or is_passive(main):
        return None
    sources = [f for f in sources_of(cast, main) if f.how in DIRECT]
    parts = objects(verb) if is_passive(verb) else subjects(verb)
    named = [f for token in parts for f in cast.actors_of(token)]
    targets = without(named, [f.actor for f in sources])
    if not sources or not targets:
        return None
    event = Event(main, "THREATEN", sources, targets, "unless", [main.i, mark.i])
    event.confidence = 0.5
    return event
