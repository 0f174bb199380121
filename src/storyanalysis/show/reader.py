"""The annotated article: who says what, by which word, and when, in the text itself."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis.inquire.chains import chains
from storyanalysis.inquire.records import records
from storyanalysis.show.css import STYLE
from storyanalysis.show.display import NO_MATHS, Shown, as_written, tag
from storyanalysis.show.marks import Mark, marked
from storyanalysis.show.words import count, one_line

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["read"]

HOW = (
    "Point at a mark to read what was found. The tab key goes from mark to mark: to every "
    "statement and date, and to the first mention of every actor."
)


def read(story: Story) -> Shown:
    """The article with its statements, speakers, dates and actors marked.

    Static HTML without scripts or outside resources: it works in an exported
    notebook and offline. Each kind of mark has a colour and a second sign;
    pointing at a mark, or reaching it with the tab key, tells what was found;
    of an actor's mentions the tab key reaches the first.
    The numbers are drawn by the style sheet, so that the text stays the
    article's text.

    Parameters
    ----------
    story : Story

    Returns
    -------
    Shown
    """
    text = story.article.text
    marks = [*_statements(story), *_actors(story), *_dates(story)]
    parts, reached = [], 0
    for section in records(story.sections.sort_values("start")):
        start, end = max(int(section.start), reached), int(section.end)
        if start >= end:
            continue
        parts.append(marked(text, reached, start, marks))
        inner = marked(text, start, end, marks)
        kind = str(section.kind)
        parts.append(
            tag("span", inner, class_="sa-section", role="group", data_label=kind, aria_label=kind)
        )
        reached = end
    parts.append(marked(text, reached, len(text), marks))
    body = as_written("".join(parts), "sa-text")
    page = tag("article", body + _legend(story), class_=f"sa-page {NO_MATHS}", lang="en")
    return Shown(tag("style", STYLE) + page, text)


def _statements(story: Story) -> list[Mark]:
    ways = chains(story.statements, story.relays, story.actors)
    told = {
        way.statement_id: (n, str(way.form), str(way.path))
        for n, way in enumerate(records(ways), start=1)
    }
    marks, numbered = [], set()
    for span in records(story.spans.sort_values(["start", "end"])):
        if span.statement_id not in told or span.role == "source":
            continue
        n, form, path = told[span.statement_id]
        title = f"Statement {n}, {form}: {one_line(path)}"
        extra = {"tabindex": "0"}
        if (span.statement_id, span.role) not in numbered:
            numbered.add((span.statement_id, span.role))
            extra["data-n"] = str(n)
        classes = f"sa-content sa-{form}" if span.role == "content" else "sa-cue"
        marks.append(Mark(int(span.start), int(span.end), classes, title, extra))
    return marks


def _actors(story: Story) -> list[Mark]:
    numbers = {who: n for n, who in enumerate(story.actors["actor_id"], start=1)}
    known = {actor.actor_id: _who(actor) for actor in records(story.actors)}
    marks, met = [], set()
    for mention in records(story.mentions.sort_values("start")):
        who = None if pd.isna(mention.actor_id) else str(mention.actor_id)
        if who not in numbers:
            continue
        title = f"Actor {numbers[who]}: {known[who]}"
        extra = {"data-after": f"{numbers[who]}"}
        if who not in met:  # one stop for each actor, not one for each mention
            met.add(who)
            extra["tabindex"] = "0"
        marks.append(Mark(int(mention.start), int(mention.end), "sa-actor", title, extra))
    return marks


def _who(actor: Any) -> str:
    side = "" if pd.isna(actor.side) else f", {one_line(actor.side)}"
    return f"{one_line(actor.name)} ({actor.kind}{side})"


def _dates(story: Story) -> list[Mark]:
    marks = []
    for date in records(story.dates):
        value = "no value" if pd.isna(date.value) else str(date.value)
        title = f"{date.type}: {value}, {date.status}, anchor {date.anchor}"
        extra = {"tabindex": "0", "data-after": value}
        marks.append(Mark(int(date.start), int(date.end), "sa-date", title, extra))
    return marks


def _legend(story: Story) -> str:
    samples = [
        ("sa-content", "direct quotation"),
        ("sa-content sa-mixed", "partly quoted"),
        ("sa-content sa-indirect", "in the reporter's words"),
        ("sa-cue", "word that attributes it"),
        ("sa-actor", "actor"),
        ("sa-date", "date"),
    ]
    key = " · ".join(tag("mark", escape(words), class_=classes) for classes, words in samples)
    found = (
        f"{count(len(story.statements), 'statement')}, {count(len(story.actors), 'actor')}, "
        f"{count(len(story.dates), 'date')}"
    )
    actors = "".join(tag("li", escape(_who(actor))) for actor in records(story.actors))
    inner = tag("p", f"{found}. {key}") + tag("p", HOW) + (tag("ol", actors) if actors else "")
    return tag("div", inner, class_="sa-legend")
