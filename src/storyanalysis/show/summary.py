"""A story in the terminal: its tables, short enough to read in 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis.inquire.chains import ARROW, READER
from storyanalysis.inquire.records import records
from storyanalysis.show.words import clip, count, one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from storyanalysis.story import Story

__all__ = ["print_summary", "summary_frames"]

MOST = 12  # rows of each table
LINES = 2  # of the article's words in one cell
# columns that hold the article's words and may take several lines; the others are cut
LONG = frozenset({"words", "what it dates", "earlier claim", "words that change it"})
GAP = 2  # between two columns
LEAST = 8  # letters of a column
WIDE = 120  # columns from which on there is room for the words of a relation
NUMBERS = frozenset({"says", "named"})
STATUS = {"asserted": "", "reported": "", "negated": "not so", "hypothetical": "only possible"}


def summary_frames(story: Story) -> dict[str, pd.DataFrame]:
    """The tables with names instead of keys and only the columns that one reads first.

    Returns
    -------
    dict of str to DataFrame
        Title of each part -> its rows, all as text; actors with the most heard
        and most often mentioned first, everything else in the order of the story.
    """
    parts = {
        "Who appears": _actors(story),
        "Who says what": _statements(story),
        "When": story.dates[["text", "value", "event"]].set_axis(
            ["date", "value", "what it dates"], axis="columns"
        ),
        "Who does what to whom": _relations(story),
        "What the later part does to the earlier": story.revisions[["status", "claim", "by"]]
        .set_axis(["status", "earlier claim", "words that change it"], axis="columns"),
    }  # fmt: skip
    return {title: _as_text(frame) for title, frame in parts.items()}


def _actors(story: Story) -> pd.DataFrame:
    order = ["n_statements", "n_mentions", "start"]
    actors = story.actors.sort_values(order, ascending=[False, False, True], kind="stable")
    return pd.DataFrame(
        {
            "who": actors["name"],
            "what": actors["role"].fillna(actors["kind"]),
            "side": actors["side"].where(actors["side"].ne(actors["name"]).fillna(False)),
            "says": actors["n_statements"],
            "mentioned": actors["n_mentions"],
        }
    )


def _statements(story: Story) -> pd.DataFrame:
    paths = story.chains().set_index("statement_id")["path"]
    statements = story.statements
    return pd.DataFrame(
        {
            "who, by what way": statements["statement_id"]
            .map(paths)
            .str.removesuffix(f"{ARROW}{READER}"),
            "cue": statements["cue"],
            "words": statements["content"],
        }
    )


def _relations(story: Story) -> pd.DataFrame:
    names = dict(zip(story.actors["actor_id"], story.actors["name"], strict=True))
    relations = story.relations
    said = [
        ", ".join(filter(None, (STATUS[str(row.status)], _claim(row.claimed_by, names))))
        for row in records(relations)
    ]
    return pd.DataFrame(
        {
            "who": relations["source_id"].map(names),
            "does": relations["event"].str.lower(),
            "to whom": relations["target_id"].map(names),
            "how it is told": said,
            "words": relations["text"],
        }
    )


def _claim(who: Any, names: dict[str, str]) -> str:
    return "" if pd.isna(who) else f"says {names.get(str(who), who)}"


def _as_text(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype("object").map(lambda value: "" if pd.isna(value) else _safe(str(value)))


def _safe(text: str) -> str:
    """One line without the characters that steer a terminal or turn the direction of writing."""
    return "".join(letter for letter in one_line(text) if letter.isprintable())


def print_summary(story: Story, console: Console) -> None:
    """Print the story's tables and notes to a rich console, to its width."""
    from rich.markup import escape

    article = story.article
    title = article.title or (story.sections["text"].iloc[0] if len(story.sections) else "")
    console.print(f"[bold]{escape(clip(_safe(title), 160))}[/bold]")
    known = [article.outlet or "", str(article.published or ""), count_words(story)]
    console.print(escape(_safe(", ".join(part for part in known if part))))
    for heading, frame in summary_frames(story).items():
        if frame.empty:
            console.print(f"\n[bold]{heading}[/bold]: none found")
            continue
        console.print(f"\n[bold]{heading}[/bold] ({len(frame)})")
        console.print(_table(frame, console.width))
        if len(frame) > MOST:
            console.print(f"... and {len(frame) - MOST} more (in the files that --out writes)")
    for note in story.notes:
        console.print(f"\n[yellow]Note:[/yellow] {escape(_safe(note))}")


def _table(frame: pd.DataFrame, width: int) -> Table:
    """The first rows, with columns that share the width; words are left out where it is narrow."""
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    if len(frame.columns) > 4 and width < WIDE and "words" in frame:
        frame = frame.drop(columns="words")
    shown = frame.head(MOST)
    widths = _widths(shown, width)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for name, room in widths.items():
        right = name in NUMBERS
        table.add_column(
            name, justify="right" if right else "left", no_wrap=name not in LONG,
            overflow="ellipsis", width=room,
        )  # fmt: skip
    for row in shown.itertuples(index=False):
        cells = zip(widths.items(), map(str, row), strict=True)
        table.add_row(*(escape(_cut(value, name, room)) for (name, room), value in cells))
    return table


def _cut(value: str, name: str, room: int) -> str:
    # lines break between words, so not every letter of every line is used
    return clip(value, LINES * room - 8 if name in LONG else room)


def _widths(frame: pd.DataFrame, width: int) -> dict[str, int]:
    """Widths of the columns: what they need, the widest of the names cut until all fit.

    Columns of the article's words get at least two fifths of the width together.
    """
    needed = {str(name): max(len(str(name)), int(frame[name].str.len().max())) for name in frame}
    long = [name for name in needed if name in LONG]
    names = {name: room for name, room in needed.items() if name not in LONG}
    free = width - GAP * (len(needed) - 1)
    kept = min(sum(needed[name] for name in long), 2 * free // 5)
    while sum(names.values()) > free - kept and max(names.values()) > LEAST:
        names[max(names, key=names.__getitem__)] -= 1
    share = max((free - sum(names.values())) // max(len(long), 1), LEAST)
    return {name: names.get(name, min(room, share)) for name, room in needed.items()}


def count_words(story: Story) -> str:
    """Length of the article, in words."""
    return count(len(story.article.text.split()), "word")
