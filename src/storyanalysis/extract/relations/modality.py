"""Whether an event happened: negation, condition, intent, and who vouches for it.

Read after the lexicon, from the verb's own auxiliaries and from the words that
govern it: future cooperation is AGREE, a promise of conflict THREATEN, what
one must do REQUEST; what is denied is negated, what is feared or planned
hypothetical; the content of a demand or promise is no event of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyanalysis.extract.relations.clauses import (
    clause_root,
    complements,
    governors,
    is_negated,
    marks,
    modals,
)
from storyanalysis.extract.relations.events import Event
from storyanalysis.extract.relations.lexicon import words_with
from storyanalysis.extract.relations.predicates import effects_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["read_modality"]

LATER = {"AID", "SUPPORT", "COOPERATE", "CONCEDE"}
DROPPING = {"agree", "request", "refuse", "force", "allow"}
NO_EVENT = "dropped"


def read_modality(event: Event) -> Event | None:
    """The event with its status, or None where it is only somebody's wish."""
    predicate = _predicate(event)
    if is_negated(predicate) or _no_such(event.trigger):
        event.status = "negated"
    own = modals(predicate)
    if own & words_with("modal") or marks(predicate) or _in_condition(predicate):
        if event.status != "negated":
            event.status = "hypothetical"
    elif own & words_with("future"):
        _future(event, own)
    return _governed(event, predicate)


def _predicate(event: Event) -> Token:
    """The verb whose auxiliaries count: the trigger, or what carries the noun."""
    trigger = event.trigger
    if trigger.pos_ in ("VERB", "AUX"):
        return trigger
    if (
        trigger.dep_ in ("acomp", "dobj", "nsubjpass", "attr", "oprd", "conj")
        or trigger.pos_ == "ADJ"
    ):
        return clause_root(trigger.head)
    return trigger


def _no_such(trigger: Token) -> bool:
    return trigger.pos_ == "NOUN" and any(
        c.dep_ in ("det", "neg") and c.lower_ in ("no", "neither") for c in trigger.children
    )


def _future(event: Event, own: set[str]) -> None:
    if event.event in LATER or (event.event == "CONSULT" and own & {"would", "'d"}):
        event.event = "AGREE"
        event.rule += ", future"
    elif event.event in ("SANCTION", "COERCE", "ASSAULT", "MOBILIZE"):
        event.event = "THREATEN"
        event.rule += ", future"


def _in_condition(predicate: Token) -> bool:
    """Does it stand inside an if-clause further up?"""
    at = predicate
    while at.head.i != at.i:
        if at.dep_ == "advcl" and marks(at):
            return True
        if at.dep_ in ("ccomp", "relcl", "appos", "ROOT"):
            return False
        at = at.head
    return False


def _governed(event: Event, predicate: Token) -> Event | None:
    """What the words above the predicate make of it."""
    for governor, complement in governors(predicate):
        found = effects_of(governor)
        if governor.i == event.trigger.i or not found:
            continue
        verdict = _verdict(found, governor, complement, event)
        if verdict == NO_EVENT:
            return None
        if verdict:
            event.status = verdict
    return event


def _verdict(found: set[str], governor: Token, complement: Token, event: Event) -> str:
    clause = complement.dep_ in ("ccomp", "pcomp", "acl")
    if "deny" in found and clause:
        return "negated"
    if "threaten" in found:
        return "hypothetical" if _conditional(governor, complement) else NO_EVENT
    if "accuse" in found and complement.dep_ == "pcomp":
        event.claimant = governor
        return "reported" if event.status == "asserted" else ""
    if found & DROPPING and not ("report" in found and complement.dep_ == "ccomp"):
        return NO_EVENT
    if "negate" in found:
        return "negated"
    if is_negated(governor) and found & {"through", "hypothetical"}:
        return "negated" if event.status == "asserted" else ""
    if "hypothetical" in found and event.status != "negated":
        return "hypothetical"
    return ""


def _conditional(governor: Token, complement: Token) -> bool:
    parts = [governor, complement, *complements(complement)]
    below = [c for part in parts for c in part.children if c.dep_ == "advcl"]
    return any(marks(clause) for clause in below) or bool(modals(complement) & {"could", "would"})
