"""A story as one web page that needs nothing else: to send, to keep, to print."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from storyanalysis.markup import NO_MATHS, tag
from storyanalysis.show.figure import show_figure
from storyanalysis.show.narrate import (
    tell_chains,
    tell_dates,
    tell_relations,
    tell_revisions,
    tell_sources,
    tell_voices,
)
from storyanalysis.show.plot_chains import plot_chains
from storyanalysis.show.plot_graph import plot_graph
from storyanalysis.show.plot_shape import plot_shape
from storyanalysis.show.plot_timeline import plot_timeline
from storyanalysis.show.plot_voices import plot_voices
from storyanalysis.show.reader import read
from storyanalysis.show.report_css import REPORT_STYLE
from storyanalysis.show.report_tables import report_tables
from storyanalysis.show.words import clip, count

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from storyanalysis.story import Story

__all__ = ["report_page"]

# no script, and nothing from elsewhere, whatever words the article holds
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
WEB = re.compile(r"https?://\S+")
# marks that turn the direction of writing: elsewhere they are shut in, within a sentence they
# would turn what follows
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
LIMITS = (
    "The tables are made by rules, word lists and small trained models, not by a reader.",
    "Some rows are wrong and some are missing: look at the words before you rely on one.",
    "Relations and revisions are the weakest tables on new text: read them as leads.",
    "Confidence is an estimate from other texts, not a promise about this one.",
    "Sources are judged from what the article says of them, not from knowledge about them.",
    "An empty cell means that the text does not say, or that it was not found.",
)
# title of a part, the name of its narration and figure, and its table
PARTS = (
    ("What changed", "revisions", "revisions"),
    ("Who appears", "", "actors"),
    ("Who says what", "voices", "statements"),
    ("By what way it came", "chains", "chains"),
    ("How good the sources are", "sources", "sources"),
    ("Who does what to whom", "relations", "relations"),
    ("When", "dates", "dates"),
)


def report_page(story: Story) -> str:
    """The whole story as static HTML.

    Parameters
    ----------
    story : Story

    Returns
    -------
    str
        A page without scripts or outside resources, with figures inside of it.
        Every word of the article in it is escaped.
    """
    title, tables = clip(_headline(story), 200), report_tables(story)
    parts = [
        ("The article", read(story).html + tables["sections"]),
        *((name, _part(story, what, tables[table])) for name, what, table in _told(story)),
        ("Limits", _limits(story)),
        ("How it was made", _made(story)),
    ]
    main = "".join(
        tag("section", tag("h2", escape(name)) + inner, id=_anchor(name)) for name, inner in parts
    )
    links = "".join(
        tag("li", tag("a", escape(name), href=f"#{_anchor(name)}")) for name, _ in parts
    )
    nav = tag("nav", tag("ol", links), aria_label="Contents")
    head = tag("header", tag("h1", tag("bdi", escape(title))) + _origin(story) + nav)
    body = tag("body", head + tag("main", main), class_=f"sa-report {NO_MATHS}")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escape(title)}</title><style>{REPORT_STYLE}</style></head>\n{body}</html>\n"
    )


def _anchor(name: str) -> str:
    return name.lower().replace(" ", "-")


def _headline(story: Story) -> str:
    """The title known, or else the headline found, or else the first line."""
    found = story.sections.loc[story.sections["kind"].eq("headline"), "text"]
    lines = (line for line in story.article.text.splitlines() if line.strip())
    return story.article.title or next(iter(found), None) or next(lines, "A story")


def _origin(story: Story) -> str:
    article = story.article
    day = str(article.published) if article.published else "day not known"
    said = ", ".join(filter(None, (article.outlet, article.author, day)))
    link = ""
    if article.url and WEB.fullmatch(article.url):
        link = " · " + tag("a", escape(article.url), href=article.url, rel="noreferrer nofollow")
    return tag("p", tag("bdi", escape(said)) + link, class_="sa-about")


def _told(story: Story) -> list[tuple[str, str, str]]:
    """The parts of this story; corrections only where there are any."""
    if story.corrections.empty:
        return list(PARTS)
    return [*PARTS, ("Corrections", "", "corrections")]


def _part(story: Story, what: str, table: str) -> str:
    """What is told, drawn and listed of one matter."""
    told = NARRATIONS[what](story) if what in NARRATIONS else ""
    if what not in FIGURES:
        return _prose(told or ("" if table else "None was found.")) + table
    drawn, plot = FIGURES[what]
    figure = "" if story.frames[drawn].empty else show_figure(plot(story)).html
    return _prose(told) + TURNS.sub("", figure) + table


NARRATIONS: dict[str, Callable[[Story], str]] = {
    # of the revisions the table below tells all but the first line
    "revisions": lambda story: tell_revisions(story).partition("\n")[0],
    "voices": tell_voices,
    "chains": tell_chains,
    "sources": tell_sources,
    "relations": tell_relations,
    "dates": tell_dates,
}
# with the table that a figure draws: of an empty one there is none
FIGURES: dict[str, tuple[str, Callable[[Story], Axes]]] = {
    "revisions": ("sections", plot_shape),
    "voices": ("statements", plot_voices),
    "chains": ("statements", plot_chains),
    "relations": ("relations", lambda story: plot_graph(story.graph())),
    "dates": ("dates", plot_timeline),
}


def _prose(markdown: str) -> str:
    """Our own Markdown, in which words of the article are escaped already, as HTML."""
    if not markdown:
        return ""
    from markdown_it import MarkdownIt

    rendered: str = MarkdownIt("commonmark").render(TURNS.sub("", markdown))
    return rendered


def _limits(story: Story) -> str:
    items = [*LIMITS, *story.notes]
    return tag("ul", "".join(tag("li", tag("bdi", escape(item))) for item in items))


def _made(story: Story) -> str:
    from storyanalysis import __version__

    article = story.article
    words = f"{count(len(article.text.split()), 'word')}, {count(len(article.text), 'character')}"
    applied = int(story.corrections["status"].eq("applied").sum())
    facts = {
        "Made by": f"storyanalysis {__version__}",
        "Model": story.model or "not known",
        "Text": words,
        "SHA-256 of the text": hashlib.sha256(article.text.encode("utf-8")).hexdigest(),
        "Published": str(article.published or "not known; relative dates have no value"),
        # the name only: the folders of whoever made it are nobody's business
        "Read from": Path(article.path).name if article.path else article.url or "a text given",
        "Corrections by hand": f"{applied} applied of {len(story.corrections)}",
    }
    rows = "".join(
        tag("dt", escape(name)) + tag("dd", tag("bdi", escape(value)))
        for name, value in facts.items()
    )
    return tag("dl", rows)
