"""Stories to Arrow tables: all articles of a batch in one table a kind."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from storyanalysis.archive.items import Item, Unread
from storyanalysis.archive.schemas import ARCHIVE_TABLES, ARTICLES, ERRORS, arrow_schema
from storyanalysis.story import Story
from storyanalysis.tables import TABLES

__all__ = ["Collector"]

AT_ONCE = 32  # stories held as frames; as Arrow they take a tenth of the room


class Collector:
    """Takes stories and failures one by one, and gives the tables of a batch."""

    def __init__(self) -> None:
        self._stories: list[tuple[Item, Story, tuple[str, ...]]] = []
        self._failed: list[Unread] = []
        self._parts: dict[str, list[pa.Table]] = {name: [] for name in ARCHIVE_TABLES}

    def add(self, item: Item, story: Story, notes: tuple[str, ...] = ()) -> None:
        """Take the story of an article, and notes beside its own."""
        self._stories.append((item, story, (*story.notes, *notes)))
        if len(self._stories) >= AT_ONCE:
            self._flush()

    def fail(self, failed: Unread) -> None:
        """Take an article that has no story."""
        self._failed.append(failed)

    def tables(self) -> dict[str, pa.Table]:
        """Every table of an archive with the rows taken, each in its declared schema."""
        self._flush()
        rows = [
            {c.name: getattr(failed, c.name) for c in ERRORS.columns} for failed in self._failed
        ]
        errors = _to_arrow(ERRORS.frame(rows), "errors")
        empty = {name: arrow_schema(name).empty_table() for name in ARCHIVE_TABLES}
        joined = {
            name: pa.concat_tables(parts).combine_chunks() if parts else empty[name]
            for name, parts in self._parts.items()
        }
        return joined | {"errors": errors}

    def _flush(self) -> None:
        taken, self._stories = self._stories, []
        if not taken:
            return
        rows = [_article_row(*one) for one in taken]
        self._parts["articles"].append(_to_arrow(ARTICLES.frame(rows), "articles"))
        ids = np.array([item.article_id for item, *_ in taken], dtype=object)
        for name in TABLES:
            frames = [story.frames[name] for _, story, _ in taken]
            joined = pd.concat(frames, ignore_index=True)
            lengths = [len(frame) for frame in frames]
            joined.insert(0, "article_id", pd.Series(np.repeat(ids, lengths), dtype="string"))
            self._parts[name].append(_to_arrow(joined, name))


def _article_row(item: Item, story: Story, notes: tuple[str, ...]) -> dict[str, Any]:
    article = item.article
    counts = {f"n_{name}": len(frame) for name, frame in story.frames.items()}
    return {
        "article_id": item.article_id,
        "source": item.source,
        "given_id": item.given_id,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "url": article.url,
        "published": article.published,
        "n_characters": len(article.text),
        "n_words": len(article.text.split()),
        **counts,
        "notes": "\n".join(notes) or None,
        "text": article.text,
    }


def _to_arrow(frame: pd.DataFrame, name: str) -> pa.Table:
    schema = arrow_schema(name)
    return pa.Table.from_pandas(frame, schema=schema, preserve_index=False).cast(schema)
