"""What was found in an article, as marks in its text: the one way in which it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis.inquire.records import null, records
from storyanalysis.show.css import inline
from storyanalysis.show.marks import Mark
from storyanalysis.show.words import one_line

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["about_actor", "about_date", "story_marks"]

VAGUE = {"PAST_REF": "earlier", "PRESENT_REF": "now", "FUTURE_REF": "later"}  # TIMEX3 -> words
ANCHORS = {
    "explicit": "as written",
    "published": "reckoned from the day of publication",
    "context": "reckoned from another date of the text",
}


def story_marks(story: Story, ways: list[Any]) -> list[Mark]:
    """Statements, actors and dates as marks, each with the key of its row.

    Parameters
    ----------
    story : Story
    ways : list
        The rows of ``story.chains()``, by which the statements are numbered.
    """
    return [*_statements(story, ways), *_actors(story), *_dates(story)]


def _mark(row: Any, classes: str, title: str, *, stop: bool, **more: str) -> Mark:
    """A mark of a row with `start` and `end`; a `stop` is reached by the tab key."""
    extra = {"tabindex": "0", "role": "group", "aria-label": title} if stop else {}
    return Mark(int(row.start), int(row.end), classes, title, extra, inline(classes), **more)


def _statements(story: Story, ways: list[Any]) -> list[Mark]:
    told = {
        way.statement_id: (str(n), str(way.form), one_line(way.path))
        for n, way in enumerate(ways, start=1)
    }
    marks, numbered = [], set()
    for span in records(story.spans.sort_values(["start", "end"])):
        if span.statement_id not in told:
            continue
        key, (n, form, path) = str(span.statement_id), told[span.statement_id]
        if span.role == "source":
            speaker = f"Speaker of statement {n}: {path}"
            marks.append(_mark(span, "sa-source", speaker, stop=False, key=key))
            continue
        classes = f"sa-content sa-{form}" if span.role == "content" else "sa-cue"
        before = "" if (key, span.role) in numbered else n
        numbered.add((key, span.role))
        title = f"Statement {n}, {form}: {path}"
        marks.append(_mark(span, classes, title, stop=True, before=before, key=key))
    return marks


def _actors(story: Story) -> list[Mark]:
    numbers = {actor: n for n, actor in enumerate(story.actors["actor_id"], start=1)}
    known = {actor.actor_id: about_actor(actor) for actor in records(story.actors)}
    marks, met = [], set()
    for mention in records(story.mentions.sort_values("start")):
        actor = null(mention.actor_id)
        if actor not in numbers:
            continue
        n, key = str(numbers[actor]), str(mention.mention_id)
        first = actor not in met  # one stop for each actor, not one for each mention
        met.add(actor)
        title = f"Actor {n}: {known[actor]}"
        marks.append(_mark(mention, "sa-actor", title, stop=first, after=n, key=key))
    return marks


def _dates(story: Story) -> list[Mark]:
    return [
        _mark(date, "sa-date", about_date(date), stop=True, after=_value(date),
              key=str(date.date_id))
        for date in records(story.dates)
    ]  # fmt: skip


def about_actor(actor: Any) -> str:
    """An actor in a few words, from its row."""
    side = "" if pd.isna(actor.side) else f", {one_line(actor.side)}"
    return f"{one_line(actor.name)} ({actor.kind}{side})"


def about_date(date: Any) -> str:
    """A date's type, value and where the value comes from, from its row."""
    status = "" if date.status == "resolved" else str(date.status)
    how = ANCHORS.get(str(date.anchor), "")
    return ", ".join(filter(None, (f"{str(date.type).capitalize()}: {_value(date)}", status, how)))


def _value(date: Any) -> str:
    return "not known" if pd.isna(date.value) else VAGUE.get(date.value, str(date.value))
