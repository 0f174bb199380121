"""What is claimed about others: blame told by a clause, and claims called false.

"A said B had broken the treaty" and "A said B was a liar" are accusations by
A, whatever the verb of saying; so is A's "claim that B hid the report". "That
was nonsense, A said" and "B's claim was false, A said" reject what B said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyanalysis.extract.relations.cast import Cast, Filler
from storyanalysis.extract.relations.clauses import governors, is_negated, objects, subjects
from storyanalysis.extract.relations.events import MATERIAL_CONFLICT, Event
from storyanalysis.extract.relations.fit import fitting
from storyanalysis.extract.relations.lexicon import nouns_of, words_with, wrongs
from storyanalysis.extract.relations.predicates import effects_of, verb_event
from storyanalysis.extract.relations.roles import DIRECT, sources_of, without
from storyanalysis.extract.relations.voice import is_passive

if TYPE_CHECKING:
    from storyanalysis.extract.words import Word

__all__ = ["charge_event", "claim_event"]

CERTAIN = 0.5
STATIVE = ("be", "have", "seem", "remain", "want", "need", "deserve", "plead")
THAT = ("that", "this", "it", "those", "these", "they")
IMPERSONAL = ("it", "that", "this", "there", "what")
LABELS = ("acomp", "attr", "oprd")
QUOTES = ('"', "“", "”", "``", "''")


def claim_event(cast: Cast, verb: Word) -> Event | None:
    """The blame or rejection that a clause of somebody's words amounts to."""
    if is_negated(verb):
        return None
    noun = verb.head
    if verb.dep_ == "acl" and noun.lemma_.lower() in nouns_of("claim"):
        return _claimed(cast, verb, noun)
    sources = _tellers(cast, verb)
    if not sources:
        return None
    if verb.lemma_ == "be":
        return _labelled(cast, verb, sources)
    return _blamed(cast, verb, sources) if _is_wrong(cast, verb) else None


def charge_event(cast: Cast, verb: Word) -> Event | None:
    """ "Prosecutors said he took the money": a prosecution charges with what it tells."""
    said = _said(verb)
    if said is None or verb.lemma_ in STATIVE or is_negated(verb) or is_passive(verb):
        return None
    sources = [f for f in sources_of(cast, said) if cast.prosecutes(f.actor)]
    targets = [f for f in _actors(cast, subjects(verb)) if not cast.prosecutes(f.actor)]
    return _accusation(verb, sources, targets) if sources else None


def _tellers(cast: Cast, verb: Word) -> list[Filler]:
    """Whose words the clause is: whoever says it, or it is according to."""
    said = _said(verb)
    if said is not None:
        return [] if is_negated(said) else sources_of(cast, said)
    found = [c for c in verb.children if c.lower_ == "according" and c.dep_ == "prep"]
    return cast.under([c for p in found for c in p.children], ("to",), False, 1)


def _said(verb: Word) -> Word | None:
    """The verb of saying whose words the clause is, directly or by an "and"."""
    for governor, complement in governors(verb):
        if complement.dep_ == "ccomp" and "report" in effects_of(governor):
            return governor
        break
    for child in verb.children:  # "it was false, A said, because ..."
        if child.dep_ == "parataxis" and "report" in effects_of(child) and child.i > verb.i:
            return child
    return None


def _is_wrong(cast: Cast, verb: Word) -> bool:
    """Does the verb tell a wrong that is no event of its own ("lied", "broke the treaty")?"""
    uses = wrongs().get(verb.lemma_.lower(), ())
    return any(True for _ in fitting(cast, verb, uses))


def _blamed(cast: Cast, verb: Word, sources: list[Filler]) -> Event | None:
    """ "A said B had lied": A accuses B."""
    doers = subjects(verb)
    if any(token.pos_ == "PRON" and _is_quoted(token) for token in doers):
        return None  # who "they" are inside quotation marks is too uncertain
    return _accusation(verb, sources, _actors(cast, doers))


def _claimed(cast: Cast, verb: Word, noun: Word) -> Event | None:
    """ "A's claim that B hid it": a wrong or a material conflict that A lays on B."""
    owners = [c for c in noun.children if c.dep_ == "poss"]
    sources = [f for token in owners for f in cast.actors_of(token)]
    inner = verb_event(cast, verb)
    if not _is_wrong(cast, verb) and (inner is None or inner.event not in MATERIAL_CONFLICT):
        return None
    event = _accusation(verb, sources, _actors(cast, subjects(verb)))
    if event is not None:
        event.rule, event.cue = "noun: claim", [noun.i, verb.i]
    return event


def _labelled(cast: Cast, verb: Word, sources: list[Filler]) -> Event | None:
    """ "A said B was a liar", "A said B's plan was reckless", "A said that was nonsense"."""
    words = [token for c in verb.children if c.dep_ in LABELS for token in (c, *c.conjuncts)]
    words += [c for token in words for c in token.children if c.dep_ == "amod"]
    labels = {form for token in words for form in (token.lemma_.lower(), token.lower_)}
    owners = [c for c in verb.children if c.dep_ == "nsubj"]
    if not owners:
        return None
    subject = owners[0]
    claim = subject.lemma_.lower() in nouns_of("claim") or subject.lower_ in THAT
    if claim and labels & (words_with("false") | {"nonsense"}):
        return _rejection(cast, verb, subject, sources)
    if subject.lower_ in IMPERSONAL:
        return None  # "it has been a disaster"
    praised = bool(labels & words_with("praise"))
    if not (praised or labels & words_with("insult")) or (
        subject.pos_ == "PRON" and _is_quoted(subject)
    ):
        return None
    holders = [c for c in subject.children if c.dep_ == "poss"]
    event = _accusation(verb, sources, _actors(cast, holders or [subject]))
    if event is None or not praised:
        return event
    event.targets = [
        f for f in event.targets if not any(cast.same_side(f.actor, s.actor) for s in sources)
    ]
    event.event, event.rule = "SUPPORT", "praise in a clause"
    return event if event.targets else None


def _rejection(cast: Cast, verb: Word, subject: Word, sources: list[Filler]) -> Event:
    holders = [c for c in subject.children if c.dep_ == "poss"]
    targets = without(_actors(cast, holders), [f.actor for f in sources])
    event = Event(verb, "REJECT", sources, targets, "claim called false", [verb.i, subject.i])
    event.flags = frozenset({"answer"})
    event.anaphoric = not targets
    event.confidence = CERTAIN
    return event


def _accusation(verb: Word, sources: list[Filler], targets: list[Filler]) -> Event | None:
    targets = without(targets, [f.actor for f in sources])
    if not sources or not targets:
        return None
    event = Event(verb, "ACCUSE", sources, targets, "blame in a clause", [verb.i])
    event.cue += [token.i for token in objects(verb)[:1]]
    event.confidence = CERTAIN
    return event


def _actors(cast: Cast, tokens: list[Word]) -> list[Filler]:
    """Those the tokens name themselves, not those who only stand beside the noun."""
    return [f for token in tokens for f in cast.actors_of(token) if f.how in DIRECT]


def _is_quoted(token: Word) -> bool:
    """Does a quotation mark stand open before the token, in its own sentence?"""
    start = token.i
    while start > 0 and not token.doc[start].is_sent_start:
        start -= 1
    before = token.doc[start : token.i]
    return sum(other.text in QUOTES for other in before) % 2 == 1
