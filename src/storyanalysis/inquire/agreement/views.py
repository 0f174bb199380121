"""Both sides of a comparison in one plain form, whether they come from tables or from JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from storyanalysis.errors import StoryError
from storyanalysis.inquire.records import null, records

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Actor", "Claim", "Date", "Part", "Places", "Said", "Tie", "View", "view_of_gold",
           "view_of_story"]  # fmt: skip

Places = tuple[tuple[int, int], ...]


class Part(NamedTuple):
    kind: str
    start: int
    end: int


class Actor(NamedTuple):
    name: str
    aliases: tuple[str, ...]
    kind: str | None
    side: str | None


class Said(NamedTuple):
    content: Places
    source: Places
    cue: Places
    speaker: str | None
    form: str | None
    via: tuple[str, ...]


class Date(NamedTuple):
    places: Places
    type: str | None
    value: str | None


class Tie(NamedTuple):
    source: str | None
    target: str | None
    event: str
    status: str | None
    places: Places


class Claim(NamedTuple):
    places: Places
    status: str


class Mention(NamedTuple):
    start: int
    end: int
    actor: str | None


class View(NamedTuple):
    """What is compared of a story; tables that nobody filled in are `open`."""

    text: str
    sections: list[Part]
    actors: list[Actor]
    statements: list[Said]
    dates: list[Date]
    relations: list[Tie]
    revisions: list[Claim]
    mentions: list[Mention]
    open: frozenset[str] = frozenset()


def view_of_story(text: str, frames: Mapping[str, pd.DataFrame]) -> View:
    """A story's tables in that form; keys of actors become their names."""
    names = dict(zip(frames["actors"]["actor_id"], frames["actors"]["name"], strict=True))

    def name(key: Any) -> str | None:
        return names.get(null(key) or "")

    relations = [
        Tie(name(r.source_id), name(r.target_id), r.event, r.status, ((r.start, r.end),))
        for r in records(frames["relations"])
    ]
    return View(
        text,
        [Part(r.kind, r.start, r.end) for r in records(frames["sections"])],
        _actors(frames),
        _statements(frames, names),
        [Date(((r.start, r.end),), r.type, null(r.value)) for r in records(frames["dates"])],
        relations,
        [Claim(((r.claim_start, r.claim_end),), r.status) for r in records(frames["revisions"])],
        [Mention(r.start, r.end, name(r.actor_id)) for r in records(frames["mentions"])],
    )


def _actors(frames: Mapping[str, pd.DataFrame]) -> list[Actor]:
    aliases: dict[str, set[str]] = {}
    for mention in records(frames["mentions"]):
        if mention.kind != "pronoun" and null(mention.actor_id):
            aliases.setdefault(mention.actor_id, set()).add(mention.text)
    return [
        Actor(r.name, tuple(sorted(aliases.get(r.actor_id, ()))), r.kind, null(r.side))
        for r in records(frames["actors"])
    ]


def _statements(frames: Mapping[str, pd.DataFrame], names: Mapping[str, str]) -> list[Said]:
    spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for span in records(frames["spans"]):
        spans.setdefault((span.statement_id, span.role), []).append((span.start, span.end))
    via: dict[str, list[str]] = {}
    for relay in records(frames["relays"].sort_values(["statement_id", "hop"])):
        known = names.get(null(relay.actor_id) or "", relay.text)
        via.setdefault(relay.statement_id, []).append(known)
    found = []
    for row in records(frames["statements"]):
        key = row.statement_id
        content, source, cue = (
            tuple(spans.get((key, role), ())) for role in ("content", "source", "cue")
        )
        speaker = names.get(null(row.speaker_id) or "")
        found.append(Said(content, source, cue, speaker, row.form, tuple(via.get(key, ()))))
    return found


def view_of_gold(text: str, gold: Any, where: str) -> View:
    """The same of a gold file: a mapping with lists called like the tables.

    Parameters
    ----------
    text : str
        The text that its offsets point into.
    gold : mapping
        ``sections``, ``actors``, ``statements``, ``dates``, ``relations`` and
        ``revisions``; those left out are not scored (``docs/agreement.md``).
    where : str
        Its file, for messages.

    Raises
    ------
    StoryError
        If an entry lacks something or points outside of the text.
    """
    if not isinstance(gold, Mapping):
        raise StoryError(f"{where} holds no tables: it must be a JSON object with lists of rows")
    rows = {name: _rows(gold, name, where) for name in READERS}
    found: dict[str, list[Any]] = {}
    for name, entries in rows.items():
        found[name] = []
        for n, entry in enumerate(entries, start=1):
            try:
                found[name].append(READERS[name](entry, len(text)))
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                told = f"it has no {error}" if isinstance(error, KeyError) else str(error)
                raise StoryError(f"{where}, {name}, entry {n}: {told}") from None
    left = {"mentions", *(name for name in READERS if gold.get(name) is None)}
    return View(text, **found, mentions=[], open=frozenset(left))


def _rows(gold: Mapping[str, Any], name: str, where: str) -> list[Any]:
    rows = gold.get(name) or []
    if not isinstance(rows, list):
        raise StoryError(f"{where}: {name} must be a list of rows")
    return rows


def _part(row: Any, length: int) -> Part:
    ((start, end),) = _places([row["start"], row["end"]], length)
    return Part(str(row["kind"]), start, end)


def _actor(row: Any, length: int) -> Actor:
    return Actor(
        str(row["name"]), tuple(_texts(row.get("aliases"))), row.get("kind"), row.get("side")
    )


def _said(row: Any, length: int) -> Said:
    content, source, cue = (_places(row.get(k), length) for k in ("content", "source", "cue"))
    via = tuple(_texts(row.get("via")))
    return Said(content, source, cue, row.get("speaker"), row.get("form"), via)


def _date(row: Any, length: int) -> Date:
    return Date(_places(row["span"], length), row.get("type"), row.get("value"))


def _tie(row: Any, length: int) -> Tie:
    places = _places(row.get("evidence"), length)
    return Tie(row.get("source"), row.get("target"), str(row["event"]), row.get("status"), places)


def _claim(row: Any, length: int) -> Claim:
    return Claim(_places(row["claim"], length), str(row["status"]))


READERS = {
    "sections": _part,
    "actors": _actor,
    "statements": _said,
    "dates": _date,
    "relations": _tie,
    "revisions": _claim,
}


def _texts(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [str(item) for item in value or ()]


def _places(value: Any, length: int) -> Places:
    """``[start, end]`` or a list of such, checked against the text; empty ones are left out."""
    if not value:
        return ()
    pairs = [value] if isinstance(value[0], int) else value
    for start, end in pairs:
        if not (type(start) is type(end) is int and 0 <= start <= end <= length):
            raise ValueError(f"{[start, end]} is no stretch of the text ({length} characters)")
    return tuple((start, end) for start, end in pairs if start < end)
