"""The page of the docs that shows every rule; made from the rules table.

``python -m storyanalysis.extract.dates.page > docs/date-rules.md`` writes it.
"""

from __future__ import annotations

import sys

from storyanalysis import lexicons

__all__ = ["rules_page"]

HEAD = """# Date rules

Every time expression in the table `dates` names the rule that made it (column `rule`).
The rules are rows of `lexicons/date_rules.csv`; this page is made from them by
`python -m storyanalysis.extract.dates.page`. The examples are tested, read as if published
on the day given. A value is written as TIMEX3 writes it.

A frame is a row of items: `UPPER` is a word class (`lexicons/date_words.csv`, or a shape of
number), `a|the` are words, `name:` names a part, `?`, `*` and `+` repeat, `( ... | ... )` groups,
`{ ... }` holds the expression where the frame also asks for words around it, and `@name`
stands for the frame of another row.

"""


def rules_page() -> str:
    """The page as Markdown."""
    rows = lexicons.rows("date_rules")
    rules = [row for row in rows if row["make"]]
    macros = [row for row in rows if not row["make"]]
    lines = ["## Rules", "", "| rule | type | example | published | value | frame | source |"]
    lines.append("|---|---|---|---|---|---|---|")
    lines += [_line(row) for row in rules]
    lines += [
        "",
        "## Frames used by several rules",
        "",
        "| name | frame | source |",
        "|---|---|---|",
    ]
    lines += [f"| `@{row['name']}` | {_code(row['pattern'])} | {row['source']} |" for row in macros]
    return HEAD + "\n".join(lines) + "\n"


def _line(row: dict[str, str]) -> str:
    cells = (
        row["name"],
        row["type"],
        row["example"].replace("[", "**").replace("]", "**"),
        row["published"],
        f"`{row['value']}`",
        _code(row["pattern"]),
        row["source"],
    )
    return f"| {' | '.join(cells)} |"


def _code(frame: str) -> str:
    return "`" + frame.replace("|", "\\|") + "`"


if __name__ == "__main__":
    sys.stdout.write(rules_page())
