"""The tables in sentences: Markdown with counts, article words escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from storyanalysis.inquire.chains import STARTS, chains
from storyanalysis.inquire.measures import attribution_summary, share_of_voice
from storyanalysis.inquire.records import records
from storyanalysis.inquire.sides import CLASSES, edge_class
from storyanalysis.markup import NO_MATHS, tag
from storyanalysis.show.display import Markdown
from storyanalysis.show.words import (
    CLASS_WORDS,
    START_WORDS,
    clip,
    count,
    listed,
    listed_forms,
    number,
    one_line,
)

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = [
    "escape_markdown",
    "tell_chains",
    "tell_dates",
    "tell_relations",
    "tell_revisions",
    "tell_sources",
    "tell_voices",
]

# MathJax looks for pairs of dollar signs in the page; alone in an element it finds none
DOLLAR = tag("span", "&#36;", class_=NO_MATHS)
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": DOLLAR}
SPECIAL = re.compile(r"[\\`*_\[\]{}|~^#!@<>&$]|(?<=www)\.|:(?=//)|(?<!\w)[-+=](?!\w)")


def escape_markdown(text: str) -> str:
    r"""Article words as they are, whatever Markdown or MathJax would make of them.

    >>> print(escape_markdown("a *bold* <b> [link](x)"))
    a \*bold\* &lt;b&gt; \[link\](x)
    """
    return SPECIAL.sub(lambda m: ENTITIES.get(m[0], "\\" + m[0]), one_line(text))


def tell_voices(story: Story) -> Markdown:
    """Who is heard, in which form, and how much stands on no name."""
    statements = story.statements
    if statements.empty:
        return Markdown("No statement was found in this story.")
    voices = share_of_voice(statements, story.actors)
    named = voices[voices["speaker_id"].notna()]
    forms = listed_forms(statements["form"])
    said = f"The story holds **{count(len(statements), 'statement')}** ({forms})"
    if named.empty:
        return Markdown(f"{said}; none of them names its speaker.")
    most = [f"{_name(row.speaker)} ({row.n_statements})" for row in records(named.head(3))]
    summary = attribution_summary(statements).set_index("status")["n_statements"]
    others = listed(
        f"{n} {status}" for status, n in summary.items() if n and status != "attributed"
    )
    attributed = (
        f"{summary['attributed']} are attributed, {others}"
        if others
        else ("All of them are attributed")
    )
    return Markdown(
        f"{said} by **{count(len(named), 'speaker')}**. Most heard: {listed(most)}. {attributed}."
    )


def tell_dates(story: Story) -> Markdown:
    """How many time expressions have a day, and which have none."""
    dates = story.dates
    if dates.empty:
        return Markdown("No time expression was found in this story.")
    placed = dates.dropna(subset=["first", "last"])
    said = f"**{count(len(dates), 'time expression')}**, {number(len(placed))} of them with a day"
    if len(placed):
        said += f", from {placed['first'].min():%Y-%m-%d} to {placed['last'].max():%Y-%m-%d}"
    rest = dates.drop(index=placed.index)
    if len(rest):
        said += f". Without a day: {listed(_quoted(text) for text in rest['text'].head(8))}"
        said += f" and {len(rest) - 8} more" if len(rest) > 8 else ""
    if story.article.published is None:
        said += ". The day of publication is not known, so relative dates have no value"
    return Markdown(f"{said}.")


def tell_relations(story: Story) -> Markdown:
    """How many relations there are, of which kind, and between whom most."""
    relations = story.relations
    if relations.empty:
        return Markdown("No relation was found in this story.")
    found = [edge_class(*row) for row in zip(relations["sign"], relations["status"], strict=True)]
    kinds = listed(f"{found.count(c)} {CLASS_WORDS[c]}" for c in CLASSES if c in found)
    said = f"**{count(len(relations), 'relation')}**: {kinds}."
    known = set(story.actors["actor_id"])
    ends = relations[["source_id", "target_id"]].isin(known).all(axis="columns")
    complete = relations[ends]
    names = dict(zip(story.actors["actor_id"], story.actors["name"], strict=True))
    pairs = complete.groupby(["source_id", "target_id"], sort=False).size().rename("n")
    ranked = pairs.sort_values(ascending=False, kind="stable").head(3).reset_index()
    most = [
        f"{_name(names[pair.source_id])} → {_name(names[pair.target_id])} ({pair.n})"
        for pair in records(ranked)
    ]
    said += f" Most often: {listed(most)}." if most else ""
    if missing := len(relations) - len(complete):
        said += f" {count(missing, 'relation')} without a named source or target."
    claimed = int(relations["claimed_by"].notna().sum())
    share = f"{number(claimed).capitalize()} of {len(relations)}"
    return Markdown(f"{said} {share} are what somebody in the story claims.")


def tell_revisions(story: Story) -> Markdown:
    """Which claims the story takes back, and by which words."""
    revisions = story.revisions
    if revisions.empty:
        return Markdown("This story revises none of its own claims.")
    counts = revisions["status"].value_counts(sort=False)
    kinds = listed(f"{n} {status}" for status, n in counts.items())
    claims = revisions[["claim_start", "claim_end"]].drop_duplicates()
    said = f"**{count(len(claims), 'claim')}** of the earlier version: {kinds}."
    lines = [
        f"- {_quoted(row.claim)} is **{row.status}**"
        + ("" if pd.isna(row.by) else f" by {_quoted(row.by)}")
        for row in records(revisions)
    ]
    return Markdown("\n".join([said, "", *lines]))


def tell_chains(story: Story) -> Markdown:
    """How many statements reach the reader through others, and where chains start."""
    ways = chains(story.statements, story.relays, story.actors)
    if ways.empty:
        return Markdown("No statement was found in this story.")
    relayed = ways[ways["hops"] > 0]
    counts = ways["starts"].value_counts()
    starts = listed(f"{START_WORDS[s]} ({counts[s]})" for s in STARTS if s in counts)
    said = (
        f"**{number(len(relayed)).capitalize()} of {count(len(ways), 'statement')}** came through "
        f"somebody else's hands. The chains start with {starts}."
    )
    if len(relayed):
        longest = relayed.sort_values("hops", ascending=False, kind="stable").iloc[0]
        said += f" The longest: {escape_markdown(longest['path'])}."
    return Markdown(said)


def tell_sources(story: Story) -> Markdown:
    """How the sources do in the test of news literacy (IMVAIN)."""
    sources = story.sources
    if sources.empty:
        return Markdown("This story has no source.")
    n = len(sources)
    parts = [
        f"{number(int(sources[column].eq(True).fillna(False).sum()))} {words}"
        for column, words in (
            ("independent", "independent"),
            ("verifies", "backed by documents, data or having seen it"),
            ("authoritative", "in a position to know"),
            ("named", "named"),
        )
    ]
    confirmed = number(int(sources["n_corroborating"].gt(0).sum()))
    open_ones = int(sources[["independent", "authoritative"]].isna().any(axis="columns").sum())
    said = f"**{count(n, 'source')}**: {listed([*parts, f'{confirmed} confirmed by another'])}."
    if open_ones:
        said += f" Of {open_ones} the text says too little to judge every point."
    return Markdown(said)


def _name(text: str) -> str:
    return escape_markdown(clip(text, 60))


def _quoted(text: str) -> str:
    return f"“{escape_markdown(clip(text, 160))}”"
