"""From parse and actors to the table of relations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis.extract.relations.cast import Cast
from storyanalysis.extract.relations.choose import choose
from storyanalysis.extract.relations.claims import charge_event, claim_event
from storyanalysis.extract.relations.complete import complete
from storyanalysis.extract.relations.context import Context
from storyanalysis.extract.relations.events import Event
from storyanalysis.extract.relations.joint import joint_event
from storyanalysis.extract.relations.lexicon import (
    frames,
    noun_frames,
    nouns_of,
    words_with,
    wrongs,
)
from storyanalysis.extract.relations.modality import read_modality
from storyanalysis.extract.relations.neighbours import fill_from_neighbours
from storyanalysis.extract.relations.nominals import noun_event
from storyanalysis.extract.relations.obligation import obligation_event, ultimatum_event
from storyanalysis.extract.relations.predicates import verb_event
from storyanalysis.extract.relations.rows import make_row, with_ids
from storyanalysis.tables import RELATIONS

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from storyanalysis.extract.words import Word, Words

__all__ = ["find_relations"]

# events whose objects are requests, offers, claims, limits: no events of their own
CLOSING = {"REJECT", "REQUEST", "CONCEDE", "AGREE", "RETREAT", "THREATEN", "CONSULT"}
PURPOSE = ("advcl", "xcomp", "acl", "dobj", "pobj", "prep", "relcl", "npadvmod")
NOUN_DEPS = ("nsubj", "nsubjpass", "dobj", "pobj", "compound")
APART = ("relcl", "appos", "nsubj", "nsubjpass", "advcl")
VERBAL = ("VERB", "AUX", "ADJ")


def find_relations(
    doc: Doc,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    actors: pd.DataFrame,
    statements: pd.DataFrame,
    spans: pd.DataFrame,
    dates: pd.DataFrame,
) -> pd.DataFrame:
    """Relations between actors, as PLOVER events.

    Parameters
    ----------
    doc : Doc
        The parsed article; ``doc.text`` is the article's text.
    sentences, mentions, actors, statements, spans, dates : DataFrame
        The article's tables of these names.

    Returns
    -------
    DataFrame
        Table ``relations``.

    Notes
    -----
    Event types after the PLOVER manual (Open Event Data Alliance); verbs and
    nouns in ``lexicons/relation_*.csv``. Actors come first, then the predicate,
    roles by syntax, modality last. Mention order is a back-off only.
    """
    cast = Cast(doc, mentions, actors)
    context = Context(doc, sentences, statements, spans, dates)
    rows: list[dict[str, Any]] = []
    for sentence, triggers in _triggers(cast.words):
        events = list(_events(cast, triggers))
        for event, source, target in choose(cast, events, sentence):
            if source and target:
                cast.dealings.append((source.actor, target.actor))
            row = make_row(cast, context, event, (source, target))
            rows += [row] if row else []
    return RELATIONS.frame(with_ids(complete(cast, context, rows)))


def _triggers(words: Words) -> Iterator[tuple[list[Word], list[Word]]]:
    """Sentences, and the tokens in them that may name an event."""
    names = ("lemma", "pos", "lower", "sent_start")
    verbs = frames().keys() | wrongs().keys()
    nouns = noun_frames().keys() | nouns_of("joint activity")
    marks = words_with("duty") | words_with("jointly") | words_with("paired") | {"unless"}
    start = 0
    hits: list[int] = []
    rows = zip(*(words.columns[name] for name in names), strict=True)
    for i, (lemma, pos, lower, first) in enumerate(rows):
        if first == 1:
            if hits:
                yield words[start:i], [words[k] for k in hits]
            start, hits = i, []
        if (
            (pos in VERBAL and lemma in verbs)
            or (pos == "NOUN" and lemma in nouns)
            or lower in marks
        ):
            hits.append(i)
    if hits:
        yield words[start:], [words[k] for k in hits]


def _events(cast: Cast, triggers: list[Word]) -> Iterator[Event]:
    """Events of one sentence with their modality, verbs before nouns."""
    found: list[Event] = []
    closed: set[int] = set()
    for token in triggers:
        event = _marked(cast, token)
        if event is None and not _is_noun(token):
            event = _of_clause(cast, token)
        if event is not None and not _is_known(event, found):
            closed.update(event.cue)
            found.append(event)
        charge = charge_event(cast, token) if token.pos_ == "VERB" else None
        if charge is not None and (event is None or event.event != "ACCUSE"):
            found.append(charge)
    for token in triggers:
        if _is_noun(token) and token.i not in closed:
            event = noun_event(cast, token)
            found += [event] if event else []
    fill_from_neighbours(cast, found)
    for event in found:
        if not _is_inside(event, found) and not _is_purpose(cast, event, found):
            yield from read_modality(cast, event)


def _marked(cast: Cast, token: Word) -> Event | None:
    """What a small word makes of the clause it stands in, whatever the verb is."""
    if token.dep_ == "aux":
        return obligation_event(cast, token) if token.lower_ in words_with("duty") else None
    if token.lower_ == "unless":
        return ultimatum_event(cast, token)
    if token.lower_ in words_with("jointly") or token.lower_ in words_with("paired"):
        return joint_event(cast, token)
    return None


def _is_known(event: Event, others: list[Event]) -> bool:
    """Does the verb itself tell what a small word beside it would make of it?"""
    if event.rule not in ("joint", "unless"):
        return False
    return any(
        other.trigger.i == event.trigger.i or other.event == event.event
        for other in others
        if other.sources and (other.targets or len(other.sources) > 1)
    )


def _of_clause(cast: Cast, verb: Word) -> Event | None:
    """What the verb says; failing both its ends, what saying so of somebody amounts to."""
    event = verb_event(cast, verb)
    if event is not None and event.sources and event.targets:
        return event
    return claim_event(cast, verb) or event


def _is_noun(token: Word) -> bool:
    """Is it an event noun, tagged as one or not ("a U.N. offer was turned down")?"""
    if token.pos_ == "NOUN":
        return True
    return token.pos_ == "VERB" and token.dep_ in NOUN_DEPS


def _is_purpose(cast: Cast, event: Event, others: list[Event]) -> bool:
    """Is it the demand a protest makes ("marched to demand"), or the same event once more?"""
    if event.trigger.pos_ != "VERB":
        return False
    if event.trigger.dep_ == "relcl" and event.event in ("SANCTION", "COERCE"):
        lifted = (e for e in others if e.event in ("CONCEDE", "RETREAT"))
        if any(event.trigger.head.i in e.cue for e in lifted):
            return True  # "lifted the ban it had put on Iran"
    protests = {e.trigger.i for e in others if e.event == "PROTEST" and event.event == "REQUEST"}
    same = {e.trigger.i for e in others if e is not event and _is_same(cast, event, e)}
    if any(c.i in same for c in event.trigger.children if c.dep_ == "nsubj"):
        return True  # "an attack on X killed nine people"
    at = event.trigger
    close = at.tag_ in ("VB", "VBG")
    while at.head.i != at.i and at.dep_ in PURPOSE:
        at = at.head
        if at.i in protests or (close and at.i in same):
            return True
    return False


def _is_same(cast: Cast, event: Event, other: Event) -> bool:
    """ "Attacked the camp, killing 15", "summoned the envoy to protest": one thing, told twice."""
    if event.event != other.event or not other.targets:
        return False
    if {f.actor for f in event.sources} != {f.actor for f in other.sources}:
        return False
    told = any(cast.has_country(f) for f in other.targets)
    return told or not any(cast.has_country(f) for f in event.targets)


def _is_whole(event: Event) -> bool:
    """Will it become a row? One that names too few ends takes nothing in."""
    if event.sources and event.targets:
        return True
    several = event.reciprocal and len(event.sources) > 1
    return several or bool(event.sources and event.flags & {"alone", "answer"})


def _is_inside(event: Event, others: list[Event]) -> bool:
    """Is a noun's event only what another event is about ("rejected the call for talks")?"""
    if not event.rule.startswith("noun") or event.rule == "noun: within":
        return False
    takers = {e.trigger.i for e in others if e is not event and e.event in CLOSING and _is_whole(e)}
    at = event.trigger
    while at.head.i != at.i and at.dep_ not in APART:
        at = at.head
        if at.i in takers:
            return True
    return False
