"""The tables of an archive: those of a story with ``article_id`` before them, and two more.

Every Parquet file of a table has the same Arrow schema, also when it is empty.

>>> ARCHIVE_TABLES["relays"].columns[0].name
'article_id'
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pyarrow as pa

from storyanalysis.schema import Column, Table
from storyanalysis.tables import TABLES

__all__ = ["ARCHIVE_TABLES", "ARTICLES", "ERRORS", "arrow_schema"]

ARTICLE_ID = Column("article_id", "str", "the article it is of: a hash of text and metadata")
SOURCE = Column("source", "str", "the file it was read from, and the line or member of it")
# numbers without a null are plain, the others say that they may be null
ARROW = {
    "str": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "day": pa.timestamp("ms"),  # Parquet has no seconds
}

ARTICLES = Table(
    "articles",
    "an article that was analysed",
    (
        ARTICLE_ID,
        SOURCE,
        Column("given_id", "str", "the id that the input gives it", null=True),
        Column("title", "str", "headline", null=True),
        Column("outlet", "str", "who published it", null=True),
        Column("author", "str", "who wrote it", null=True),
        Column("url", "str", "where it was published", null=True),
        Column("published", "day", "day of publication", null=True),
        Column("n_characters", "int", "characters of the text"),
        Column("n_words", "int", "words of the text, as blanks part them"),
        *(Column(f"n_{name}", "int", f"rows of table {name}") for name in TABLES),
        Column("notes", "str", "what a reader of the tables should know, one a line", null=True),
        Column("text", "str", "the text that all offsets point into"),
    ),
    key="article_id",
)
ERRORS = Table(
    "errors",
    "an article that could not be read or analysed",
    (
        ARTICLE_ID,
        SOURCE,
        Column("error", "str", "kind of error"),
        Column("message", "str", "what it says"),
        Column("reason", "str", "what failed, in words"),
    ),
    key="article_id",
)
ARCHIVE_TABLES: dict[str, Table] = {
    "articles": ARTICLES,
    "errors": ERRORS,
    # a key of a story is a key within its article only
    **{n: Table(n, table.row, (ARTICLE_ID, *table.columns)) for n, table in TABLES.items()},
}


@cache
def arrow_schema(name: str) -> pa.Schema:
    """The one Arrow schema of all files of a table.

    Notes
    -----
    The metadata tell pandas which dtypes a story's tables have. They name no
    version of pandas or Arrow, so that they are the same in every file.
    """
    table = ARCHIVE_TABLES[name]
    fields = [pa.field(c.name, ARROW[c.kind], nullable=c.null) for c in table.columns]
    about = pa.Schema.from_pandas(table.frame([]), preserve_index=False).pandas_metadata
    for column in about["columns"]:
        if column["pandas_type"] == "datetime":
            column["numpy_type"] = "datetime64[ms]"
    kept: dict[str, Any] = {
        key: value for key, value in about.items() if key not in ("creator", "pandas_version")
    }
    metadata = {"pandas": json.dumps(kept | {"pandas_version": None}, sort_keys=True)}
    return pa.schema(fields, metadata=metadata)
