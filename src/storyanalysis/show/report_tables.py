"""The story's tables as they stand in a report: names instead of keys, the words beside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis.inquire.records import null, records
from storyanalysis.markup import tag
from storyanalysis.show.words import clip, one_line

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["report_tables"]

Rows = list[tuple[Any, ...]]
LONG = frozenset(
    {"words", "what is said", "claim", "changed by", "reason", "way to the reader", "what it dates"}
)
WORDS = frozenset({"part", "kind", "form", "status", "event", "anchor", "action", "table",
                   "value", "characters"})  # fmt: skip
NUMBERS = frozenset({"no.", "mentions", "statements", "confidence"})
JUDGED = {
    "independent": "independent",
    "corroborating": "corroborated",
    "verifies": "verifies",
    "authoritative": "authoritative",
    "named": "named",
}


# caption and columns
HEADS: dict[str, tuple[str, tuple[str, ...]]] = {
    "sections": ("Parts of the page", ("part", "characters", "words")),
    "actors": (
        "Who appears; numbers as in the article above",
        ("no.", "name", "kind", "side", "role", "mentions", "statements"),
    ),
    "statements": (
        "Who says what; numbers as in the article above",
        ("no.", "speaker", "form", "what is said", "by the words", "status", "confidence"),
    ),
    "chains": (
        "Statements that came through others",
        ("no.", "way to the reader", "what is said"),
    ),
    "dates": (
        "Time expressions",
        ("words", "value", "days", "anchor", "status", "what it dates"),
    ),
    "relations": (
        "Who does what to whom",
        ("source", "event", "target", "status", "claimed by", "words", "confidence"),
    ),
    "revisions": (
        "What the later part does to the earlier",
        ("status", "claim", "changed by", "reason"),
    ),
    "sources": (
        "Sources, judged from the text alone (IMVAIN)",
        ("source", *JUDGED.values()),
    ),
    "corrections": (
        "Corrections by hand, and what became of them",
        ("action", "table", "words", "note", "status", "reason"),
    ),
}


def report_tables(story: Story) -> dict[str, str]:
    """HTML tables by name; one without rows is empty."""
    names = dict(zip(story.actors["actor_id"], story.actors["name"], strict=True))
    ways = records(story.chains())
    relayed = [(n, way.path, way.content) for n, way in enumerate(ways, start=1) if way.hops]
    corrections = story.corrections[["action", "table", "words", "note", "status", "reason"]]
    rows = {
        "sections": _sections(story),
        "actors": _actors(story),
        "statements": _statements(story, names, ways),
        "chains": relayed,
        "dates": _dates(story),
        "relations": _relations(story, names),
        "revisions": [(r.status, r.claim, r.by, r.reason) for r in records(story.revisions)],
        "sources": _sources(story, names),
        "corrections": [tuple(row) for row in records(corrections)],
    }
    return {name: _table(*HEADS[name], found) for name, found in rows.items()}


def _table(caption: str, columns: tuple[str, ...], rows: Rows) -> str:
    if not rows:
        return ""
    head = "".join(tag("th", escape(name), scope="col", **_look(name)) for name in columns)
    body = "".join(
        tag("tr", "".join(_cell(value, name) for name, value in zip(columns, row, strict=True)))
        for row in rows
    )
    inner = tag("caption", escape(caption)) + tag("thead", tag("tr", head)) + tag("tbody", body)
    return tag("div", tag("table", inner), class_="sa-scroll")


def _cell(value: Any, name: str) -> str:
    """A cell; words of the article keep to their own direction of writing."""
    if value is None or value is pd.NA or value is pd.NaT:
        return tag("td", "", **_look(name))
    text = f"{value:.2f}" if isinstance(value, float) else one_line(str(value))
    return tag("td", tag("bdi", escape(text)), **_look(name))


def _look(name: str) -> dict[str, str]:
    if name in NUMBERS:
        return {"class_": "sa-no"}
    if name in WORDS:  # of our own, short, never cut
        return {"class_": "sa-word"}
    return {"class_": "sa-long"} if name in LONG else {}


def _sections(story: Story) -> Rows:
    return [
        (s.kind, f"{s.start}–{s.end}", clip(s.text, 120))
        for s in records(story.sections.sort_values("start"))
    ]


def _actors(story: Story) -> Rows:
    return [
        (n, a.name, a.kind, a.side, a.role, a.n_mentions, a.n_statements)
        for n, a in enumerate(records(story.actors), start=1)
    ]


def _statements(story: Story, names: Mapping[str, str], ways: Iterable[Any]) -> Rows:
    known = {s.statement_id: s for s in records(story.statements)}
    rows = []
    for n, way in enumerate(ways, start=1):
        s = known[way.statement_id]
        speaker = names.get(null(s.speaker_id) or "", "nobody named")
        rows.append((n, speaker, s.form, s.content, s.cue, s.status, float(s.confidence)))
    return rows


def _dates(story: Story) -> Rows:
    return [
        (d.text, d.value, _days(d.first, d.last), d.anchor, d.status, d.event)
        for d in records(story.dates)
    ]


def _days(first: Any, last: Any) -> str:
    if pd.isna(first) or pd.isna(last):
        return ""
    return f"{first:%Y-%m-%d}" if first == last else f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"


def _relations(story: Story, names: Mapping[str, str]) -> Rows:
    return [
        (
            names.get(null(r.source_id) or "", "nobody named"),
            r.event,
            names.get(null(r.target_id) or "", "nobody named"),
            r.status,
            names.get(null(r.claimed_by) or ""),
            r.text,
            float(r.confidence),
        )
        for r in records(story.relations)
    ]


def _sources(story: Story, names: Mapping[str, str]) -> Rows:
    return [
        (names.get(s.actor_id, s.actor_id), *(_judged(s, name) for name in JUDGED))
        for s in records(story.sources)
    ]


def _judged(source: Any, name: str) -> str:
    value = source.n_corroborating if name == "corroborating" else getattr(source, name)
    said = "unclear" if pd.isna(value) else "yes" if value else "no"
    reason = one_line(str(getattr(source, f"{name}_reason")))
    return f"{said}: {reason}" if reason else said
