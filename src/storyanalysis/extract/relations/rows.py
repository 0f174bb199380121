"""From events to rows of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storyanalysis.extract.relations.cast import Cast, Filler
from storyanalysis.extract.relations.clauses import complements, objects
from storyanalysis.extract.relations.context import Context
from storyanalysis.extract.relations.events import Event
from storyanalysis.extract.relations.lexicon import nouns_of
from storyanalysis.extract.relations.predicates import deed_of, effects_of
from storyanalysis.extract.relations.roles import sources_of
from storyanalysis.tables import PLOVER_EVENTS

if TYPE_CHECKING:
    from storyanalysis.extract.words import Word

__all__ = ["make_row", "with_ids"]

PERFORMED = {"THREATEN", "AGREE", "REJECT", "ACCUSE", "REQUEST"}


def make_row(
    cast: Cast, context: Context, event: Event, ends: tuple[Filler | None, Filler | None]
) -> dict[str, Any] | None:
    """One row of the table, or None outside every sentence."""
    source, target = ends
    index = context.sentence(event.trigger.idx)
    if index < 0:
        return None
    start, end = _stretch(cast, event, ends, (context.starts[index], context.ends[index]))
    quad = PLOVER_EVENTS[event.event]
    row = {
        "source_id": source.actor if source else None,
        "target_id": target.actor if target else None,
        "event": event.event,
        "quad": quad,
        "sign": 1 if quad.endswith("cooperation") else -1,
        "date_id": context.date(event.trigger),
        "cue": " ".join(cast.words[i].text for i in sorted(set(event.cue))),
        "reciprocal": event.reciprocal,
        "start": start,
        "end": end,
        "text": cast.text(start, end),
        "sentence_id": context.ids[index],
        "confidence": round(event.confidence, 2),
        "rule": event.rule,
        "answers": _answers(cast, event),
        "deed": next(filter(None, map(deed_of, objects(event.trigger))), None),
    }
    return row | _voice(cast, context, event, source)


def _answers(cast: Cast, event: Event) -> str:
    """What a denial or judgement answers: a charge, blame, words, a report, a claim; "" nothing."""
    denied = objects(event.trigger)
    denied += [c for c in event.trigger.children if c.dep_ == "dobj" and c.pos_ == "SCONJ"]
    cue = [cast.words[i] for i in event.cue]
    if any(token.lemma_.lower() in nouns_of("accused of") for token in (*denied, *cue)):
        return "charge"
    if "rejoin" in event.flags:
        return "blame"
    effects = effects_of(event.trigger)
    if not denied and effects & {"deny", "refuse"} and not complements(event.trigger):
        return "words"  # "she refused", "he disagreed"
    if any(token.lemma_.lower() in nouns_of("report") for token in denied):
        return "report"
    if event.anaphoric or any(map(_is_anaphoric, denied)):
        return "words"
    return "claim" if "deny" in effects else ""


def _is_anaphoric(token: Word) -> bool:
    """ "Denied it", "rejected that account": is the object what was just said?"""
    if token.lower_ in ("it", "that", "this", "them", "those"):
        return True
    said = token.lemma_.lower() in nouns_of("claim") | nouns_of("deed")
    return said and any(c.lower_ in ("the", "that", "this") for c in token.children)


def _voice(
    cast: Cast, context: Context, event: Event, source: Filler | None
) -> dict[str, str | None]:
    """Who vouches for it: the reporter, the innermost speaker, or whoever accuses."""
    statement = context.statement(event.trigger.idx)
    speaker = context.speakers.get(statement) if statement else None
    status, claimant = event.status, speaker
    if event.claimant is not None:
        claimants = sources_of(cast, event.claimant)
        claimant = claimants[0].actor if claimants else speaker
    if statement and status == "asserted":
        own = source is not None and speaker is not None and _is_own(cast, speaker, source)
        status = "asserted" if own and event.event in PERFORMED else "reported"
    return {"status": status, "claimed_by": claimant, "statement_id": statement}


def _is_own(cast: Cast, speaker: str, source: Filler) -> bool:
    """Does the speaker perform the act by saying it?"""
    country = cast.countries.get(speaker)
    return speaker == source.actor or (
        country is not None and country == cast.countries.get(source.actor)
    )


def _stretch(
    cast: Cast, event: Event, ends: tuple[Filler | None, Filler | None], sentence: tuple[int, int]
) -> tuple[int, int]:
    """From the first to the last of cue, source and target, inside the sentence."""
    tokens = [cast.words[i] for i in event.cue]
    starts = [token.idx for token in tokens]
    stops = [token.idx + len(token) for token in tokens]
    for end in ends:
        if end and sentence[0] <= end.start and end.end <= sentence[1]:
            starts.append(end.start)
            stops.append(end.end)
    return max(min(starts), sentence[0]), min(max(stops), sentence[1])


def with_ids(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with a key of their span."""
    seen: dict[str, int] = {}
    for row in rows:
        key = f"r{row['start']}_{row['end']}"
        count = seen.get(key, 0)
        seen[key] = count + 1
        row["relation_id"] = key + _letters(count)
    return rows


def _letters(count: int) -> str:
    """0 -> "", 1 -> a, 26 -> z, 27 -> aa."""
    word = ""
    while count > 0:
        count, rest = divmod(count - 1, 26)
        word = chr(ord("a") + rest) + word
    return word
