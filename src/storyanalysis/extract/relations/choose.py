"""Which events become rows: pairs of actors, guards against false friends, back-off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import TYPE_CHECKING

from storyanalysis.extract.relations.cast import ARMED, BODIES, Cast, Filler
from storyanalysis.extract.relations.events import Event
from storyanalysis.extract.relations.lexicon import nouns_of, words_with
from storyanalysis.extract.relations.order import fill_by_order
from storyanalysis.extract.relations.roles import DIRECT

if TYPE_CHECKING:
    from storyanalysis.extract.words import Word

__all__ = ["Choice", "choose"]

Choice = tuple[Event, Filler | None, Filler | None]
AT_MOST = 4  # actors of one coordinated role
SCORE = re.compile(r"(?<![\d-])\d{1,2}[-–]\d{1,2}(?![\d-])")
STATE = {"country", "government", "legislature"}
CROWD = {"group", "unnamed", "organization"}
VIOLENT = {"ASSAULT", "MOBILIZE", "COERCE"}
UNSPORTING = {*VIOLENT, "AID", "CONCEDE"}  # "helped by a goalkeeper"
VICTIMS = ("COERCE", "ASSAULT")
COMPLYING = ("agree", "comply", "consent", "promise", "accept", "oblige")


def choose(cast: Cast, events: Sequence[Event], sentence: Sequence[Word]) -> list[Choice]:
    """Events with one source and one target each, the surest of every kind of pair."""
    best: dict[tuple[object, ...], Choice] = {}
    scene = _scene(sentence) if events else ""
    for event in events:
        if not _passes(cast, event, scene, sentence):
            continue
        fill_by_order(cast, event, sentence)
        for source, target in _pairs(event):
            if _is_enough(cast, event, source, target):
                key = _key(event, source, target)
                known = best.get(key)
                if known is None or known[0].confidence < event.confidence:
                    best[key] = (event, source, target)
    return _without_halves(_without_denials(list(best.values())))


def _key(event: Event, source: Filler | None, target: Filler | None) -> tuple[object, ...]:
    ends = (source.actor if source else "", target.actor if target else "")
    if event.reciprocal:
        ends = (min(ends), max(ends))
    return (event.event, event.status, *ends)


def _without_denials(choices: list[Choice]) -> list[Choice]:
    """ "Agreed to talk but failed to settle": what they did stands, what they did not is no row."""
    done = {(e.event, s and s.actor, t and t.actor) for e, s, t in choices if e.status != "negated"}
    return [
        (e, s, t)
        for e, s, t in choices
        if e.status != "negated" or (e.event, s and s.actor, t and t.actor) not in done
    ]


def _without_halves(choices: list[Choice]) -> list[Choice]:
    """Drop a one-ended relation where a fuller one tells the same."""
    full = {(e.event, end.actor) for e, s, t in choices if s and t for end in (s, t)}
    return [
        (e, s, t)
        for e, s, t in choices
        if (s and t) or not any(end and (e.event, end.actor) in full for end in (s, t))
    ]


def _scene(sentence: Sequence[Word]) -> str:
    """Is the sentence about games or prices, where fights are none?"""
    lemmas = {token.lemma_.lower() for token in sentence}
    text = "".join(token.text + token.whitespace_ for token in sentence)
    if lemmas & words_with("sport") or SCORE.search(text):
        return "sport"
    return "market" if lemmas & words_with("market") else ""


def _passes(cast: Cast, event: Event, scene: str, sentence: Sequence[Word]) -> bool:
    flags = event.flags
    if event.event == "ASSAULT" and _is_cyber(cast, event):
        event.event = "COERCE"  # PLOVER keeps force for bodies and things
    if event.event == "PROTEST" and event.sources and _is_official(cast, event):
        event.event = "ACCUSE"  # a state's protest is a note
    if "foreign" in flags and _is_at_home(cast, event):
        event.event = "COERCE"  # what a state forbids its own people
    if scene == "sport" and event.event in UNSPORTING:
        return False
    if scene and flags & {"weak", "both"}:
        return False
    if "speech" in flags and not _is_violent(event, sentence):
        event.event, event.rule = "ACCUSE", event.rule + ", in words"
        return scene != "sport"
    if "physical" in flags and not _is_violent(event, sentence):
        return False
    _settle_ends(cast, event)
    if event.event == "ACCUSE" and event.rule == "verb: with" and _is_heard(event):
        return False  # "filed a claim with a court": against whom is not told
    several = {"recip", "must"} <= flags and not event.targets  # "Smith and Jones argued that"
    if several and ("actor" in flags or (_says_more(event) and _are_one_side(cast, event))):
        return False
    for flag, kinds in (("force", ARMED), ("crowd", CROWD)):
        if flag in flags:
            event.sources = [f for f in event.sources if f.kind in kinds]
            if not event.sources:
                return False
    return "state" not in flags or _is_state_visit(cast, event)


def _settle_ends(cast: Cast, event: Event) -> None:
    """Leave out who is no party to such an event, and put holders for their premises."""
    if "both" in event.flags:
        event.targets = [f for f in event.targets if f.how in DIRECT]
        event.sources = [f for f in event.sources if f.how in DIRECT]
    if event.event == "PROTEST":
        event.targets = [cast.holder_of(f) for f in event.targets]
    if event.event == "CONSULT":
        event.targets = [f for f in event.targets if not _is_audience(cast, f)]


def _is_violent(event: Event, sentence: Sequence[Word]) -> bool:
    """Is an attack one of force, by its doer or by the words beside it?"""
    if any(filler.kind in ARMED for filler in event.sources):
        return True
    words = words_with("violence")
    return any(t.lemma_.lower() in words for t in sentence if t.i != event.trigger.i)


def _is_at_home(cast: Cast, event: Event) -> bool:
    """Is every target of the doer's own country?"""
    ends = [(s.actor, t.actor) for s in event.sources for t in event.targets]
    return bool(ends) and all(cast.same_side(source, target) for source, target in ends)


def _are_one_side(cast: Cast, event: Event) -> bool:
    """Are the doers not known to be of two countries, or bodies of none?"""
    parties = [f for f in event.sources if f.kind in BODIES or cast.has_country(f)]
    return len({cast.countries.get(filler.actor, filler.actor) for filler in parties}) < 2


def _is_heard(event: Event) -> bool:
    return any(filler.kind == "court" for filler in event.targets)


def _says_more(event: Event) -> bool:
    """ "Smith and Jones argued that": what they say, they need not say to each other."""
    return any(c.dep_ == "ccomp" for c in event.trigger.children)


def _is_cyber(cast: Cast, event: Event) -> bool:
    """Is it an attack on computers ("a cyber attack", "a hacking campaign")?"""
    words = words_with("cyber")
    parts = [c for i in event.cue for c in cast.words[i].children]
    return any(c.lower_ in words for c in parts if c.dep_ in ("compound", "amod", "nmod"))


def _is_official(cast: Cast, event: Event) -> bool:
    """Is every doer a state, a part of one or one of its officials?"""
    for filler in event.sources:
        officer = filler.kind == "person" and filler.actor in cast.roles
        if filler.how not in DIRECT or not (filler.kind in STATE or officer):
            return False
    return True


def _is_audience(cast: Cast, filler: Filler) -> bool:
    """Those spoken to only as the public's ears are no party to talks."""
    return filler.kind == "media" or cast.words[filler.token].lemma_.lower() in words_with(
        "audience"
    )


def _is_state_visit(cast: Cast, event: Event) -> bool:
    """Travelling to a country means talks only where an official goes."""
    event.sources = [f for f in event.sources if _is_of_state(cast, f)]
    event.targets = [f for f in event.targets if f.kind in ("country", "government", "person")]
    return bool(event.sources and event.targets)


def _is_of_state(cast: Cast, filler: Filler) -> bool:
    """Is it a state, a part of one, or somebody in office?"""
    office = set(cast.roles.get(filler.actor, "").lower().split())
    return filler.kind in STATE or (cast.has_country(filler) and bool(office & nouns_of("office")))


def _pairs(event: Event) -> Iterator[tuple[Filler | None, Filler | None]]:
    sources, targets = event.sources[:AT_MOST], event.targets[:AT_MOST]
    for some, others in ((sources, targets), (targets, sources)):
        if event.reciprocal and not others and len(some) > 1:
            yield from combinations(some, 2)
            return
    none: list[Filler | None] = [None]
    for source, target in product(sources or none, targets or none):
        if source is None or target is None or source.actor != target.actor:
            yield source, target


def _is_enough(cast: Cast, event: Event, source: Filler | None, target: Filler | None) -> bool:
    """Are enough ends known? Most events need both."""
    if source and target:
        return True
    if source:
        return bool(event.flags & {"alone", "answer"}) or _complies(event)
    if target is None or event.event not in VICTIMS or event.rule != "verb: obj":
        return False
    if event.trigger.dep_ == "amod" or event.flags & {"weak", "both", "actor"}:
        return False
    named = cast.words[target.token].pos_ == "PROPN" or cast.has_country(target)
    return named and target.how in ("head", "of")


def _complies(event: Event) -> bool:
    """ "Asked him to leave, and he agreed": whose request it was is told before."""
    done = event.trigger.tag_ != "VB" and event.status != "negated"
    return done and event.event == "AGREE" and event.trigger.lemma_ in COMPLYING
