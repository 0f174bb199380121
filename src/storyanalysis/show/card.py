"""A story on a card: what was read, who is heard, and what was found, at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from storyanalysis.inquire.measures import attribution_summary, share_of_voice
from storyanalysis.inquire.records import records
from storyanalysis.inquire.sides import edge_class
from storyanalysis.markup import card, tag
from storyanalysis.show.words import (
    CLASS_WORDS,
    clip,
    count,
    listed,
    listed_forms,
    number,
    one_line,
)

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["story_card"]

VOICES = 5  # speakers named on the card
REVISIONS = 3
WIDEST = 9.0  # em, the bar of who is heard most
# on the bar itself, for notebooks that are not trusted, out of which style sheets are taken
BAR = "display:inline-block;height:.6em;margin-right:.5em;background-color:#2a8fc7"
CLAIMED = "as somebody's claim"
HOW = (
    "story.read() shows the annotated article, story.explore() a live one, "
    "story.evidence(rows) the words behind any rows."
)


def story_card(story: Story) -> str:
    """The story as a card of static HTML, with every word of the article escaped.

    Parameters
    ----------
    story : Story

    Returns
    -------
    str
        HTML without scripts. Facts of which the story has none are left out,
        but for statements and relations, where none is news.
    """
    article = story.article
    headline = story.sections["text"].iloc[0] if len(story.sections) else article.text
    facts = [
        ("Published", _published(story)),
        ("Parts", _parts(story)),
        ("Actors", _text(_actors(story.actors))),
        ("Most heard", _voices(story)),
        ("Statements", _text(_statements(story))),
        ("Relations", _text(_relations(story))),
        ("Dates", _text(_dates(story.dates))),
        ("Taken up later", _revisions(story.revisions)),
        ("Notes", _list("ul", [escape(note) for note in story.notes])),
    ]
    foot = tag("p", escape(HOW), class_="sa-foot")
    return card("News story", clip(article.title or headline, 200), facts, foot)


def _text(words: str) -> str:
    return escape(one_line(words))


def _list(name: str, items: Iterable[str]) -> str:
    inner = "".join(tag("li", item) for item in items)
    return tag(name, inner) if inner else ""


def _published(story: Story) -> str:
    article = story.article
    day = str(article.published) if article.published else "day not known"
    length = count(len(article.text.split()), "word")
    return _text(", ".join(filter(None, (article.outlet, day, length, article.url))))


def _parts(story: Story) -> str:
    """The kinds of sections in their order, with the words of all sections of a kind."""
    words: dict[str, list[int]] = {}
    for section in records(story.sections.sort_values("start")):
        words.setdefault(str(section.kind), []).append(len(str(section.text).split()))
    return _text(
        ", ".join(
            f"{kind}{f' ×{len(each)}' if each[1:] else ''} ({count(sum(each), 'word')})"
            for kind, each in words.items()
        )
    )


def _actors(actors: pd.DataFrame) -> str:
    """How many, and of which kinds, most first: "24 actors: person 7, country 3"."""
    counts = actors["kind"].value_counts(sort=False)
    order = sorted(counts.index, key=lambda kind: (-int(counts[kind]), str(kind)))
    kinds = ", ".join(f"{kind} {counts[kind]}" for kind in order)
    return f"{count(len(actors), 'actor')}{': ' if kinds else ''}{kinds}"


def _voices(story: Story) -> str:
    """Speakers with a bar as long as their share; the number is written beside it."""
    voices = share_of_voice(story.statements, story.actors)
    named = voices[voices["speaker_id"].notna()]
    most = int(named["n_statements"].max()) if len(named) else 1
    items = []
    for voice in records(named.head(VOICES)):
        side = "" if pd.isna(voice.side) or voice.side == voice.speaker else f", {voice.side}"
        width = f"{BAR};width:{WIDEST * int(voice.n_statements) / most:.1f}em"
        bar = tag("span", "", class_="sa-bar", style=width, aria_hidden="true")
        who = f"{tag('bdi', _text(voice.speaker))} ({tag('bdi', _text(voice.kind + side))})"
        items.append(f"{bar}{voice.n_statements} {who}")
    return _list("ol", items) + _more(len(named) - VOICES, "speaker")


def _statements(story: Story) -> str:
    statements = story.statements
    forms = listed_forms(statements["form"])
    told = [f"{count(len(statements), 'statement')}{': ' if forms else ''}{forms}"]
    if relayed := int(statements["hops"].gt(0).sum()):
        told.append(f"{relayed} passed on by others")
    summary = attribution_summary(statements).set_index("status")["n_statements"]
    without = {"anonymous": "by somebody not named", "unattributed": "by nobody"}
    told += [f"{summary[status]} {words}" for status, words in without.items() if summary[status]]
    return "; ".join(told)


def _relations(story: Story) -> str:
    relations = story.relations
    told = count(len(relations), "relation")
    if relations.empty:
        return told
    pairs = zip(relations["sign"], relations["status"], strict=True)
    found = Counter(edge_class(*pair) for pair in pairs)
    kinds = listed(f"{found[name]} {words}" for name, words in CLASS_WORDS.items() if found[name])
    return f"{told}: {kinds}; {number(int(relations['claimed_by'].notna().sum()))} {CLAIMED}"


def _dates(dates: pd.DataFrame) -> str:
    if dates.empty:
        return ""
    first, last = dates["first"].min(), dates["last"].max()
    span = "" if pd.isna(first) else f", from {first:%Y-%m-%d} to {last:%Y-%m-%d}"
    return f"{count(len(dates), 'time expression')}{span}"


def _revisions(revisions: pd.DataFrame) -> str:
    """The first claims that the later part takes back or confirms."""
    taken = revisions[revisions["status"].ne("unchanged")]
    if taken.empty:
        return ""
    items = [
        f"{escape(str(row.status))}: {tag('q', _text(clip(str(row.claim), 120)))}"
        for row in records(taken.head(REVISIONS))
    ]
    return _list("ul", items) + _more(len(taken) - REVISIONS, "claim")


def _more(n: int, noun: str) -> str:
    return tag("p", f"and {count(n, f'more {noun}')}") if n > 0 else ""
