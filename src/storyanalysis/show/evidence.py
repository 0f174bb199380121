"""The words that a row rests on, in their context."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis.errors import TableError
from storyanalysis.inquire.records import records
from storyanalysis.markup import NO_MATHS, tag
from storyanalysis.show.css import STYLE, inline
from storyanalysis.show.display import Shown, as_written
from storyanalysis.show.marks import Mark, bracketed, marked
from storyanalysis.show.words import one_line
from storyanalysis.tables import TABLES

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["evidence"]

# columns that say in a word what a row claims, in the order in which they are shown
TELLING = ("action", "name", "speaker", "event", "form", "kind", "role", "type", "value", "status",
           "rule")  # fmt: skip
KEYS = frozenset(
    {"relation_id", "revision_id", "date_id", "mention_id", "statement_id", "section_id",
     "sentence_id", "actor_id", "speaker_id", "entry"}
)  # fmt: skip
AROUND = 100  # characters of context where there is no sentence


def evidence(story: Story, rows: pd.DataFrame | pd.Series[Any]) -> Shown:
    """Show the words in context for any rows of any table of the story.

    Parameters
    ----------
    story : Story
    rows : DataFrame or Series
        Rows of one of the story's tables or of an answer made of them: a
        filtered table, ``.head()``, or one row. Statements show source, cue and
        content; revisions show the claim and what changes it; actors and
        sources show their mentions; counts of a speaker, what they count;
        corrections, the rows they changed.

    Returns
    -------
    Shown
        The sentences around the words, with the words marked.

    Raises
    ------
    TableError
        If the rows point to no words, or to words of another story.

    Examples
    --------
    ``evidence(story, story.relations.query("event == 'THREATEN'"))``
    """
    frame = rows.to_frame().T if isinstance(rows, pd.Series) else rows
    if not isinstance(frame, pd.DataFrame):
        raise TableError(f"evidence takes rows of a table, not {type(rows).__name__}")
    if frame.empty:
        return Shown(tag("p", "No rows.", class_="sa-evidence"), "No rows.")
    items, plain = [], []
    for record in frame.to_dict("records"):
        row = {str(name): value for name, value in record.items()}
        marks = _marks(story, row)
        windows = _windows(story, marks)
        label = _label(row, " ".join(story.article.text[slice(*window)] for window in windows))
        items.append(_item(story.article.text, label, windows, marks))
        plain.append(f"{label}\n    {_plain(story.article.text, windows, marks)}")
    html = tag("style", STYLE) + tag("ol", "".join(items), class_=f"sa-page sa-evidence {NO_MATHS}")
    return Shown(html, "\n".join(plain))


def _item(text: str, label: str, windows: list[tuple[int, int]], marks: list[Mark]) -> str:
    words = ""
    for (_, reached), (start, end) in pairwise([(0, 0), *windows]):
        if words:
            gap = _between(text, reached, start)
            words += tag("span", gap, class_="sa-gap") if gap.strip() else gap
        words += marked(text, start, end, marks)
    quoted = tag("blockquote", as_written(words, "sa-quote"))
    return tag("li", tag("p", escape(label), class_="sa-label") + quoted)


def _plain(text: str, windows: list[tuple[int, int]], marks: list[Mark]) -> str:
    words = ""
    for (_, reached), (start, end) in pairwise([(0, 0), *windows]):
        words += _between(text, reached, start) if words else ""
        words += bracketed(text, start, end, marks)
    return one_line(words)


def _between(text: str, start: int, end: int) -> str:
    """What to put between two stretches: dots where words are left out."""
    left_out = text[start:end]
    return " … " if left_out.strip() else "\n" if "\n" in left_out else " "


def _marks(story: Story, row: dict[str, Any]) -> list[Mark]:
    """The stretches that a row points to, whichever table it is of."""
    return [
        _mark(story.article.text, int(start), int(end), role, words)
        for start, end, role, words in _stretches(story, row)
        if not pd.isna(start)
    ]


def _stretches(story: Story, row: dict[str, Any]) -> list[tuple[Any, Any, str, Any]]:
    if "claim_start" in row:
        claim = (row["claim_start"], row["claim_end"], "claim", row.get("claim"))
        return [claim, (row["by_start"], row["by_end"], "by", row.get("by"))]
    if "statement_id" in row and ("content" in row or "start" not in row):
        return _spans(story, story.statements["statement_id"].eq(row["statement_id"]))
    if "start" in row and "end" in row:
        return [(row["start"], row["end"], str(row.get("role", "words")), row.get("text"))]
    if "actor_id" in row:
        named = story.mentions[story.mentions["actor_id"].eq(row["actor_id"]).fillna(False)]
        return [(m.start, m.end, "words", m.text) for m in records(named)]
    if "row_ids" in row:
        return _changed(story, str(row["row_ids"]).split())
    if "speaker_id" in row:
        speakers, who = story.statements["speaker_id"], row["speaker_id"]
        nobody = who is None or who is pd.NA
        return _spans(story, speakers.isna() if nobody else speakers.eq(who).fillna(False))
    raise TableError(f"these rows point to no words of the story (columns: {', '.join(row)})")


def _changed(story: Story, keys: list[str]) -> list[tuple[Any, Any, str, Any]]:
    """What the rows of these keys point to, whichever tables they are of."""
    found = []
    for name, table in TABLES.items():
        if table.key is None or name == "sources":  # whose rows are actors again
            continue
        rows = story.table(name)
        for changed in rows[rows[table.key].isin(keys)].to_dict("records"):
            found += _stretches(story, {str(column): value for column, value in changed.items()})
    return list(dict.fromkeys(found))


def _spans(story: Story, chosen: pd.Series[bool]) -> list[tuple[Any, Any, str, Any]]:
    """Source, cue and content of some of the story's statements."""
    known = set(story.statements.loc[chosen, "statement_id"])
    return [
        (span.start, span.end, span.role, span.text)
        for span in records(story.spans)
        if span.statement_id in known
    ]


def _mark(text: str, start: int, end: int, role: str, words: Any) -> Mark:
    foreign = isinstance(words, str) and text[start:end] != words
    if foreign or not 0 <= start <= end <= len(text):
        raise TableError(
            f"characters {start} to {end} of this story are not the row's words: "
            "take the rows from this story's own tables"
        )
    return Mark(start, end, f"sa-{role}", title=role, style=inline(f"sa-{role}"))


def _windows(story: Story, marks: list[Mark]) -> list[tuple[int, int]]:
    """Whole sentences around the marks, in the order of the text."""
    starts, ends = story.sentences["start"], story.sentences["end"]
    windows: list[tuple[int, int]] = []
    for mark in sorted(marks, key=lambda mark: mark.start):
        near = (starts < max(mark.end, mark.start + 1)) & (ends > mark.start)
        first = min([mark.start, *starts[near]]) if near.any() else mark.start - AROUND
        last = max([mark.end, *ends[near]]) if near.any() else mark.end + AROUND
        first, last = max(first, 0), min(last, len(story.article.text))
        if windows and first <= windows[-1][1]:
            first, last = windows[-1][0], max(last, windows.pop()[1])
        windows.append((first, last))
    return windows


def _label(row: dict[str, Any], shown: str) -> str:
    """The row's own key, which comes before those it points to, and what it claims."""
    key = next((str(row[name]) for name in row if name in KEYS and not _missing(row[name])), "row")
    told = {name: one_line(str(row[name])) for name in TELLING if not _missing(row.get(name))}
    if told.get("event", "") in one_line(shown):  # what a date dates: no need to read it twice
        told.pop("event", None)
    return " · ".join([key, *told.values()])


def _missing(value: Any) -> bool:
    return value is None or bool(pd.isna(value))
