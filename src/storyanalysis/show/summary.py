"""A story in the terminal: its tables, short enough to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis.show.words import clip, count, one_line

if TYPE_CHECKING:
    from rich.console import Console

    from storyanalysis.story import Story

__all__ = ["print_summary", "summary_frames"]

WORDS = 90  # characters of the article shown in one cell


def summary_frames(story: Story) -> dict[str, pd.DataFrame]:
    """The tables with names instead of keys and only the columns that one reads first.

    Returns
    -------
    dict of str to DataFrame
        Title of each part -> its rows, all as text.
    """
    names = dict(zip(story.actors["actor_id"], story.actors["name"], strict=True))
    paths = story.chains().set_index("statement_id")["path"]
    statements, relations, revisions = story.statements, story.relations, story.revisions
    parts = {
        "Who appears": story.actors[["name", "kind", "side", "role", "n_statements", "n_mentions"]],
        "Who says what": pd.DataFrame(
            {
                "who, by what way": statements["statement_id"].map(paths),
                "cue": statements["cue"],
                "form": statements["form"],
                "words": statements["content"],
            }
        ),
        "When": story.dates[["text", "value", "type", "anchor", "event"]],
        "Who does what to whom": pd.DataFrame(
            {
                "source": relations["source_id"].map(names),
                "event": relations["event"],
                "target": relations["target_id"].map(names),
                "status": relations["status"],
                "claimed by": relations["claimed_by"].map(names),
                "words": relations["text"],
            }
        ),
        "What the later part does to the earlier": revisions[["status", "claim", "by"]],
    }
    return {title: _as_text(frame) for title, frame in parts.items()}


def _as_text(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype("object").map(lambda value: "" if pd.isna(value) else one_line(str(value)))


def print_summary(story: Story, console: Console) -> None:
    """Print the story's tables and notes to a rich console."""
    from rich.markup import escape
    from rich.table import Table

    article = story.article
    title = article.title or (story.sections["text"].iloc[0] if len(story.sections) else "")
    console.print(f"[bold]{escape(clip(one_line(title), 160))}[/bold]")
    known = [article.outlet or "", str(article.published or ""), count_words(story)]
    console.print(escape(", ".join(part for part in known if part)))
    for heading, frame in summary_frames(story).items():
        table = Table(title=f"{heading} ({len(frame)})", title_justify="left", expand=False)
        for column in frame.columns:
            table.add_column(column, overflow="fold")
        for row in frame.itertuples(index=False):
            table.add_row(*(escape(clip(value, WORDS)) for value in _texts(row)))
        console.print()
        console.print(table)
    for note in story.notes:
        console.print(f"[yellow]Note:[/yellow] {escape(note)}")


def _texts(row: Sequence[Any]) -> list[str]:
    return [str(value) for value in row]


def count_words(story: Story) -> str:
    """Length of the article, in words."""
    return count(len(story.article.text.split()), "word")
