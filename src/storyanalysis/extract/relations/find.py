"""From parse and actors to the table of relations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis.extract.relations.cast import Cast, Filler
from storyanalysis.extract.relations.choose import choose
from storyanalysis.extract.relations.context import Context
from storyanalysis.extract.relations.events import Event
from storyanalysis.extract.relations.lexicon import frames, noun_frames
from storyanalysis.extract.relations.modality import read_modality
from storyanalysis.extract.relations.nominals import noun_event
from storyanalysis.extract.relations.obligation import is_duty, obligation_event
from storyanalysis.extract.relations.predicates import verb_event
from storyanalysis.extract.relations.roles import Roles
from storyanalysis.tables import PLOVER_EVENTS, RELATIONS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["find_relations"]

# events whose objects are requests, offers, claims, limits: no events of their own
CLOSING = {"REJECT", "REQUEST", "CONCEDE", "AGREE", "RETREAT", "THREATEN"}


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
    for span in doc.sents:
        events = [e for e in _events(cast, span) if e is not None]
        for event, source, target in choose(cast, events, span):
            row = _row(cast, context, event, (source, target))
            rows += [row] if row else []
    return RELATIONS.frame(_with_ids(rows))


def _events(cast: Cast, sentence: Span) -> Iterator[Event]:
    """Events of a sentence with their modality, in order."""
    verbs, nouns = frames(), noun_frames()
    closed: set[int] = set()
    found: list[Event] = []
    for token in sentence:
        lemma = token.lemma_.lower()
        event = None
        if token.pos_ in ("VERB", "ADJ", "AUX") and lemma in verbs:
            event = verb_event(cast, token)
        if event is None and is_duty(token):
            event = obligation_event(cast, token)
        if event is not None:
            closed.update(event.cue)
            found.append(event)
    for token in sentence:
        if token.pos_ == "NOUN" and token.i not in closed and token.lemma_.lower() in nouns:
            event = noun_event(cast, token)
            if event is not None:
                found.append(event)
    for event in found:
        read = read_modality(event)
        if read is not None and not _is_inside(read, found):
            yield read


def _is_inside(event: Event, others: list[Event]) -> bool:
    """Is a noun's event only what another event is about ("rejected the call for talks")?"""
    if not event.rule.startswith("noun"):
        return False
    takers = {e.trigger.i for e in others if e is not event and e.event in CLOSING}
    at = event.trigger
    while at.head.i != at.i and at.dep_ not in ("relcl", "appos", "nsubj", "nsubjpass", "advcl"):
        at = at.head
        if at.i in takers:
            return True
    return False


def _row(
    cast: Cast, context: Context, event: Event, ends: tuple[Filler | None, Filler | None]
) -> dict[str, Any] | None:
    source, target = ends
    doc = cast.doc
    index = context.sentence(event.trigger.idx)
    if index < 0:
        return None
    start, end = _stretch(doc, event, ends, (context.starts[index], context.ends[index]))
    statement = context.statement(event.trigger.idx)
    status, claimed_by = event.status, _claimant(cast, event)
    if statement is not None:
        speaker = context.speakers.get(statement)
        claimed_by = claimed_by or speaker
        if status == "asserted":
            status = "reported"
    return {
        "source_id": source.actor if source else None,
        "target_id": target.actor if target else None,
        "event": event.event,
        "quad": PLOVER_EVENTS[event.event],
        "sign": 1 if PLOVER_EVENTS[event.event].endswith("cooperation") else -1,
        "status": status,
        "claimed_by": claimed_by,
        "statement_id": statement,
        "date_id": context.date(event.trigger),
        "cue": " ".join(doc[i].text for i in sorted(set(event.cue))),
        "reciprocal": event.reciprocal,
        "start": start,
        "end": end,
        "text": doc.text[start:end],
        "sentence_id": context.ids[index],
        "confidence": event.confidence,
        "rule": event.rule,
    }


def _claimant(cast: Cast, event: Event) -> str | None:
    """Who claims what a governing word says ("A accused B of attacking C": A)."""
    if event.claimant is None:
        return None
    found = Roles(cast).sources(event.claimant)
    return found[0].actor if found else None


def _stretch(
    doc: Doc, event: Event, ends: tuple[Filler | None, Filler | None], sentence: tuple[int, int]
) -> tuple[int, int]:
    """From the first to the last of cue, source and target, inside the sentence."""
    starts = [doc[i].idx for i in event.cue]
    stops = [doc[i].idx + len(doc[i]) for i in event.cue]
    for end in ends:
        if end and sentence[0] <= end.start and end.end <= sentence[1]:
            starts.append(end.start)
            stops.append(end.end)
    return max(min(starts), sentence[0]), min(max(stops), sentence[1])


def _with_ids(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows in order of place, each with a key of its span."""
    rows.sort(key=lambda row: (row["start"], row["end"]))
    seen: dict[str, int] = {}
    for row in rows:
        key = f"r{row['start']}_{row['end']}"
        count = seen.get(key, 0)
        seen[key] = count + 1
        row["relation_id"] = key + ("" if count == 0 else _letters(count))
    return rows


def _letters(count: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa."""
    word = ""
    while count > 0:
        count, rest = divmod(count - 1, 26)
        word = chr(ord("a") + rest) + word
    return word
