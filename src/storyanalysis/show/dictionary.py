"""The page of the docs that explains every table and column; made from the schemas.

``python -m storyanalysis.show.dictionary > docs/tables.md`` writes it.
"""

from __future__ import annotations

import sys

from storyanalysis.tables import CORRECTIONS, TABLES, Column, Table

__all__ = ["dictionary_page"]

HEAD = """# The tables

Every table of a story with all its columns, made from the schemas in `storyanalysis/tables.py` by
`python -m storyanalysis.show.dictionary`. The same is in `sa.TABLES["statements"].dictionary()`.

Every offset is a half-open character offset into `article.text`; `article.text[start:end]` is the
row's `text`. Keys are strings and stable from run to run. *May be null* means that the text need
not say it: null is "not told", never a guess. A table that is empty has its columns and dtypes
all the same.
"""


def dictionary_page() -> str:
    """The page as Markdown."""
    return HEAD + "".join(_section(table) for table in (*TABLES.values(), CORRECTIONS))


def _section(table: Table) -> str:
    key = f" Its key is `{table.key}`." if table.key else ""
    lines = [
        f"\n## {table.name}\n",
        f"One row is {table.row}.{key}\n",
        "| column | dtype | may be null | meaning |",
        "|---|---|---|---|",
        *(_line(column) for column in table.columns),
    ]
    return "\n".join(lines) + "\n"


def _line(column: Column) -> str:
    words = f" One of: {', '.join(f'`{word}`' for word in column.words)}." if column.words else ""
    meaning = column.meaning.replace("|", "\\|") + ("." if words else "") + words
    null = "yes" if column.null else ""
    return f"| `{column.name}` | `{column.dtype}` | {null} | {meaning} |"


if __name__ == "__main__":
    sys.stdout.write(dictionary_page())
