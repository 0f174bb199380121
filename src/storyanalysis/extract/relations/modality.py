"""Whether an event happened: negation, condition, intent, and who vouches for it.

Read after the lexicon, from the verb's own auxiliaries and from the words that
govern it: future cooperation is AGREE, announced conflict THREATEN; what is
denied is negated, what is feared or planned hypothetical; the content of a
demand or promise is no event of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storyanalysis.extract.relations.cast import Cast, Filler
from storyanalysis.extract.relations.clauses import (
    complements,
    conditions,
    governors,
    is_conditional,
    is_infinitive,
    is_negated,
    modals,
)
from storyanalysis.extract.relations.events import COOPERATION, Event
from storyanalysis.extract.relations.lexicon import words_with
from storyanalysis.extract.relations.phrases import clause_root
from storyanalysis.extract.relations.predicates import effects_of
from storyanalysis.extract.relations.roles import conditional_actors, sources_of, without
from storyanalysis.extract.relations.voice import is_passive

if TYPE_CHECKING:
    from storyanalysis.extract.words import Word

__all__ = ["read_modality"]

PROMISED = {"AID", "SUPPORT", "COOPERATE", "CONCEDE"}
ANNOUNCED = {"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"}
DROPPING = {"agree", "request", "refuse", "force", "allow"}
YET = ("xcomp", "ccomp", "advcl")
CARRIED = ("acomp", "dobj", "nsubjpass", "attr", "oprd", "conj")
NO_EVENT = "dropped"


def read_modality(cast: Cast, event: Event) -> list[Event]:
    """The event with its status; none where it is only a wish, two where it is a threat."""
    predicate = _predicate(event)
    verdict = _governed(cast, event, predicate)
    if verdict == NO_EVENT:
        return []
    own = modals(predicate)
    if own & words_with("duty"):
        return []  # what one must do is not done; the demand is an event of its own
    if _is_denied(event, predicate):
        event.status = "negated"
    elif verdict or _is_proposed(event):
        event.status = verdict or "hypothetical"
        if verdict == "hypothetical" and not event.targets:
            found = conditional_actors(cast, predicate)
            event.targets = without(found, [f.actor for f in event.sources])
    elif own & words_with("modal") or _in_condition(predicate):
        event.status = "hypothetical"
    elif own & words_with("future"):
        return _future(cast, event, predicate)
    return [event]


def _is_proposed(event: Event) -> bool:
    """ "Discussed sanctions on Russia": an event noun that is only talked about."""
    noun, verb = event.trigger, event.trigger.head
    if verb.lower_ == "considering" and verb.dep_ in ("prep", "advcl"):
        return False  # "considering the threat": in view of it
    carried = noun.pos_ == "NOUN" and noun.dep_ in ("dobj", "nsubjpass")
    return carried and "hypothetical" in effects_of(verb)


def _is_denied(event: Event, predicate: Word) -> bool:
    """Does the text say it did not happen? In "wants no part in" the "no" is the event."""
    if "no" in event.flags:
        return False
    if is_negated(predicate) or is_negated(event.trigger) or _no_such(event.trigger):
        return True
    head = predicate.head  # "has yet to sign"
    parts = (*predicate.children, *(head.children if predicate.dep_ in YET else ()))
    return is_infinitive(predicate) and any(c.lower_ == "yet" for c in parts)


def _predicate(event: Event) -> Word:
    """The verb whose auxiliaries count: the trigger, or what carries it."""
    trigger = event.trigger
    if trigger.pos_ in ("VERB", "AUX"):
        return trigger
    if trigger.dep_ in CARRIED or trigger.pos_ == "ADJ":
        return clause_root(trigger.head)
    return trigger


def _no_such(trigger: Word) -> bool:
    return trigger.pos_ == "NOUN" and any(
        c.dep_ in ("det", "neg") and c.lower_ in ("no", "neither") for c in trigger.children
    )


def _future(cast: Cast, event: Event, predicate: Word) -> list[Event]:
    """Cooperation to come is agreed, conflict to come is threatened by who announces it."""
    would = bool(modals(predicate) & {"would", "'d", "’d"})
    handed = "give" in event.flags
    if handed or event.event in PROMISED or (event.event == "CONSULT" and would):
        event.targets = event.targets or conditional_actors(cast, predicate)
        return [replace(event, event="AGREE", rule=event.rule + ", future")]
    if event.event not in ANNOUNCED and "legal" not in event.flags:
        return [event]
    if not event.sources and is_passive(predicate) and not would:
        said = [g for g, _ in governors(predicate) if "report" in effects_of(g)]
        event.sources = [f for g in said[:1] for f in sources_of(cast, g)]
    if not _announces(cast, event, predicate, would):
        return [replace(event, status="hypothetical")]
    threat = replace(event, event="THREATEN", rule=event.rule + ", future")
    if not conditions(predicate):
        return [threat]
    targets = conditional_actors(cast, predicate)
    targets = event.targets or without(targets, [f.actor for f in event.sources])
    act = replace(event, status="hypothetical", targets=targets)
    return [replace(threat, targets=targets), act]


def _announces(cast: Cast, event: Event, predicate: Word, would: bool) -> bool:
    """Is it the doer's own side that says what will be done?"""
    for governor, _ in governors(predicate):
        if "report" in effects_of(governor):
            speakers = sources_of(cast, governor)
            return any(_same_side(cast, a, b) for a in speakers for b in event.sources)
    return not would


def _same_side(cast: Cast, one: Filler, other: Filler) -> bool:
    if one.actor == other.actor:
        return True
    country = cast.countries.get(one.actor)
    return country is not None and country == cast.countries.get(other.actor)


def _in_condition(predicate: Word) -> bool:
    """Does it stand in an if-clause, its own or one further up?"""
    at = predicate
    while at.head.i != at.i:
        if is_conditional(at):
            return True
        if at.dep_ in ("relcl", "appos"):
            return False
        at = at.head
        if at.pos_ not in ("VERB", "AUX", "NOUN", "ADP"):
            return False
        if at.dep_ not in ("advcl", "conj", "xcomp", "pcomp", "prep", "dobj", "pobj"):
            return is_conditional(at)
    return False


def _governed(cast: Cast, event: Event, predicate: Word) -> str:
    """What the words above the predicate make of it: a status, dropped, or nothing."""
    for governor, complement in governors(predicate):
        if _is_own_act(governor, complement):
            return ""
        found = effects_of(governor)
        if _of_object(governor, complement) & DROPPING:
            return NO_EVENT
        if governor.i == event.trigger.i or not found:
            continue
        verdict = _verdict(found, governor, complement)
        if verdict == "reported":
            event.claimant = governor
        if "stop" in found and governor.pos_ == "VERB":  # "stopped supplying weapons"
            event.event = "SANCTION" if event.event in COOPERATION else "RETREAT"
            event.rule += ", stopped"
        if verdict == "hypothetical" and "threaten" in found and not event.sources:
            event.sources = sources_of(cast, governor)
        if verdict:
            return verdict
    return ""


def _is_own_act(noun: Word, complement: Word) -> bool:
    """ "A petition urging the council": what the noun does, not what it asks for."""
    return noun.pos_ == "NOUN" and complement.dep_ == "acl" and complement.tag_ == "VBG"


def _of_object(governor: Word, complement: Word) -> set[str]:
    """ "Reiterated its demand that": the clause belongs to the object."""
    if complement.dep_ != "ccomp":
        return set()
    nouns = [c for c in governor.children if c.dep_ == "dobj" and c.i < complement.i]
    return {effect for noun in nouns for effect in effects_of(noun)}


def _verdict(found: set[str], governor: Word, complement: Word) -> str:
    """The effect of one governing word."""
    clause = complement.dep_ in ("ccomp", "pcomp", "acl", "dobj", "nsubjpass", "pobj")
    negated = is_negated(governor)
    if "deny" in found and clause:
        return "negated"
    if "threaten" in found:
        return "hypothetical" if _is_open(governor, complement) else NO_EVENT
    if "accuse" in found and complement.dep_ in ("pcomp", "acl"):
        return "reported"
    if found & DROPPING and ("report" not in found or complement.dep_ == "xcomp"):
        return NO_EVENT
    if "negate" in found or (negated and "through" in found):
        return "negated"
    if "hypothetical" in found or negated or _few_say(governor):
        return "hypothetical"
    return ""


def _few_say(governor: Word) -> bool:
    subjects = [c for c in governor.children if c.dep_ == "nsubj"]
    return any(c.lower_ in ("few", "nobody", "none", "neither") for c in subjects)


def _is_open(governor: Word, complement: Word) -> bool:
    """Does the threat depend on something?"""
    parts = [governor, complement, *complements(complement)]
    if any(conditions(part) for part in parts):
        return True
    return bool(modals(complement) & {"could", "would", "might", "may"})
