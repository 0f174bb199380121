"""Which events become rows: pairs of actors, guards against false friends, back-off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import TYPE_CHECKING

from storyanalysis.extract.relations.cast import Cast, Filler
from storyanalysis.extract.relations.events import MATERIAL_CONFLICT, Event
from storyanalysis.extract.relations.lexicon import words_with

if TYPE_CHECKING:
    from spacy.tokens import Span

__all__ = ["Choice", "choose"]

Choice = tuple[Event, Filler | None, Filler | None]
AT_MOST = 4  # actors of one coordinated role
SCORE = re.compile(r"\b\d{1,2}[-–]\d{1,2}\b")
ORDERED = {
    "country",
    "government",
    "military",
    "armed-group",
    "legislature",
    "court",
    "organization",
    "person",
    "group",
}
STRICT = {"must", "weak", "both", "actor", "alone", "comp"}


def choose(cast: Cast, events: Sequence[Event], sentence: Span) -> list[Choice]:
    """Events with one source and one target each, best of every kind of pair."""
    best: dict[tuple[object, ...], Choice] = {}
    scene = _scene(sentence)
    for event in events:
        if not _passes(event, scene):
            continue
        _fill_by_order(cast, event, sentence)
        for source, target in _pairs(event):
            if not _is_enough(event, source, target):
                continue
            key = _key(event, source, target)
            known = best.get(key)
            if known is None or known[0].confidence < event.confidence:
                best[key] = (event, source, target)
    return _without_halves(list(best.values()))


def _key(event: Event, source: Filler | None, target: Filler | None) -> tuple[object, ...]:
    ends = (source.actor if source else "", target.actor if target else "")
    if event.reciprocal:
        ends = (min(ends), max(ends))
    return (event.event, event.status, *ends)


def _without_halves(choices: list[Choice]) -> list[Choice]:
    """Drop a one-ended relation where a fuller one tells the same."""
    full = {(e.event, end.actor) for e, s, t in choices if s and t for end in (s, t)}
    return [
        (e, s, t)
        for e, s, t in choices
        if (s and t) or not any(end and (e.event, end.actor) in full for end in (s, t))
    ]


def _scene(sentence: Span) -> str:
    """Is the sentence about games or prices?"""
    lemmas = {token.lemma_.lower() for token in sentence}
    if lemmas & words_with("sport") or SCORE.search(sentence.text):
        return "sport"
    return "market" if lemmas & words_with("market") else ""


def _passes(event: Event, scene: str) -> bool:
    flags = event.flags
    if scene == "sport" and event.event in ("ASSAULT", "MOBILIZE", "COERCE"):
        return False
    if scene and flags & {"weak", "both"}:
        return False
    if "actor" in flags:
        event.targets = [f for f in event.targets if f.how in ("head", "of")]
    if "force" in flags:
        event.sources = [
            f
            for f in event.sources
            if f.kind in ("country", "military", "armed-group", "government", "group")
        ]
        return bool(event.sources)
    return True


def _pairs(event: Event) -> Iterator[tuple[Filler | None, Filler | None]]:
    sources, targets = event.sources[:AT_MOST], event.targets[:AT_MOST]
    if event.reciprocal and not targets and len(sources) > 1:
        yield from combinations(sources, 2)
        return
    if event.reciprocal and not sources and len(targets) > 1:
        yield from combinations(targets, 2)
        return
    for source, target in product(sources or [None], targets or [None]):
        if source is None or target is None or source.actor != target.actor:
            yield source, target


def _is_enough(event: Event, source: Filler | None, target: Filler | None) -> bool:
    """Are enough ends known? Most events need both."""
    if source and target:
        return True
    if source:
        return "alone" in event.flags
    if target is None or event.rule.startswith("noun"):
        return False
    return (
        event.event in MATERIAL_CONFLICT
        and event.rule == "verb: obj"
        and not event.flags & {"weak", "both", "actor"}
        and target.how in ("head", "of")
    )


def _fill_by_order(cast: Cast, event: Event, sentence: Span) -> None:
    """Mention order: the next actor after the predicate, the last one before it."""
    if event.flags & STRICT or not event.rule.startswith("verb") or event.rule.endswith("future"):
        return
    if event.sources and event.targets:
        return
    i = event.trigger.i
    taken = {f.actor for f in event.sources + event.targets}
    if event.sources and not event.targets:
        near = [f for f in cast.between(i + 1, sentence.end) if f.actor not in taken][:1]
        event.targets = [f for f in near if f.kind in ORDERED]
    elif event.targets and not event.sources:
        near = [f for f in cast.between(sentence.start, i) if f.actor not in taken][-1:]
        event.sources = [f for f in near if f.kind in ORDERED]
    else:
        return
    if near:
        event.rule, event.confidence = "mention order", 0.3
