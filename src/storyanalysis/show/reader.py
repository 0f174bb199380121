"""The annotated article: who says what, by which word, and when, in the text itself."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

from storyanalysis.inquire.chains import chains
from storyanalysis.inquire.records import records
from storyanalysis.markup import NO_MATHS, tag
from storyanalysis.show.css import STYLE, inline
from storyanalysis.show.display import Shown, as_written
from storyanalysis.show.marks import Mark, marked
from storyanalysis.show.story_marks import about_actor, about_date, story_marks
from storyanalysis.show.words import FORM_WORDS, clip, count, one_line

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["read"]

HOW = (
    "Point at a mark to read what was found. The tab key goes from mark to mark: to every "
    "statement and date, and to the first mention of every actor. The numbers are those of the "
    "lists: in front of the words the statement's, behind a name the actor's."
)


def read(story: Story) -> Shown:
    """The article with its statements, speakers, dates and actors marked.

    Static HTML without scripts or outside resources: it works in an exported
    notebook, offline, and in a notebook that is not trusted, where JupyterLab
    takes style sheets away. Each kind of mark has a colour and a second sign;
    pointing at a mark, or reaching it with the tab key, tells what was found;
    of an actor's mentions the tab key reaches the first. The lists below the
    text tell the same to who can do neither.

    Parameters
    ----------
    story : Story

    Returns
    -------
    Shown
    """
    text = story.article.text
    ways = records(chains(story.statements, story.relays, story.actors))
    marks = story_marks(story, ways)
    parts, reached = [], 0
    for section in records(story.sections.sort_values("start")):
        start, end = max(int(section.start), reached), int(section.end)
        if start >= end:
            continue
        parts.append(_between(text, reached, start, marks))
        inner = marked(text, start, end, marks)
        parts.append(_section(str(section.kind), inner))
        reached = end
    parts.append(_between(text, reached, len(text), marks))
    body = as_written("".join(parts), "sa-text")
    page = tag("article", body + _legend(story, ways), class_=f"sa-page {NO_MATHS}", lang="en")
    return Shown(tag("style", STYLE) + page, text)


def _section(kind: str, inner: str) -> str:
    label = tag("span", escape(kind), class_="sa-part", style="display:block", aria_hidden="true")
    block = {"style": "display:block", "role": "group", "aria_label": kind}
    return tag("span", label + inner, class_="sa-section", **block)


def _between(text: str, start: int, end: int, marks: list[Mark]) -> str:
    """What stands between two sections; blank lines are drawn lower than they are."""
    inner = marked(text, start, end, marks)
    blank = start < end and not text[start:end].strip()
    return tag("span", inner, class_="sa-between") if blank else inner


def _legend(story: Story, ways: list[Any]) -> str:
    samples = [
        *((f"sa-content sa-{form}", words) for form, words in FORM_WORDS.items()),
        ("sa-cue", "word that attributes it"),
        ("sa-source", "speaker"),
        ("sa-actor", "actor"),
        ("sa-date", "date"),
    ]
    key = " · ".join(
        tag("span", escape(words), class_=f"sa-m {classes}", style=inline(classes))
        for classes, words in samples
    )
    said = (
        f"{one_line(way.path)}, {FORM_WORDS[str(way.form)]}: {clip(str(way.content), 60)}"
        for way in ways
    )
    dates = (
        f"{one_line(date.text)}: {about_date(date).partition(': ')[2]}"
        for date in records(story.dates)
    )
    inner = (
        tag("p", key)
        + tag("p", HOW)
        + _list(count(len(ways), "statement"), "ol", said)
        + _list(count(len(story.actors), "actor"), "ol", map(about_actor, records(story.actors)))
        + _list(count(len(story.dates), "date"), "ul", dates)
    )
    return tag("div", inner, class_="sa-legend")


def _list(heading: str, name: str, items: Iterable[str]) -> str:
    """A list under a heading that opens and closes it; just the heading where it is empty."""
    inner = "".join(tag("li", escape(item)) for item in items)
    if not inner:
        return tag("p", escape(heading))
    return tag("details", tag("summary", escape(heading)) + tag(name, inner), open="")
