"""The result: precision, recall and F1 of each table, and every row on which two sides differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import Any

import pandas as pd

from storyanalysis.inquire.agreement.count import Miss, Scored
from storyanalysis.inquire.records import null, records
from storyanalysis.markup import card, tag

__all__ = ["Agreement", "pooled"]

RATES = ("precision", "recall", "f1")
COUNTS = ("n_gold", "n_found", "n_matched")
SHOWN = 40  # misses in a notebook; all of them are in the table


@dataclass(frozen=True, repr=False, eq=False)
class Agreement:
    """How far two sides agree on a story; made by ``story.agreement(gold)``.

    Attributes
    ----------
    scores : mapping of str to Scored
        What was counted, by table.
    table : DataFrame
        One row a table: `n_gold`, `n_found`, `n_matched`, `precision`,
        `recall`, `f1`, and a column for every value compared among the matched
        (`form`, `speaker`, `kind` ...): the share with the same value, 0 to 1.
        Sections are counted in characters, all others in rows. Null: nothing to score.
    misses : DataFrame
        One row a row that only the gold has (`missed`), only the other side has
        (`extra`), or both have with another value (`different`): `table`,
        `kind`, `start`, `end`, `text` (the article's words), `gold`, `found`,
        `reason`.
    """

    scores: Mapping[str, Scored] = field(repr=False)

    @cached_property
    def table(self) -> pd.DataFrame:
        rows = [{"table": name} | _figures(scored) for name, scored in self.scores.items()]
        names = list(dict.fromkeys(name for row in rows for name in row))
        frame = pd.DataFrame(rows, columns=names)
        kinds = dict.fromkeys(names, "Float64") | dict.fromkeys(COUNTS, "int64")
        return frame.astype(kinds | {"table": "string"})

    @cached_property
    def misses(self) -> pd.DataFrame:
        rows = [miss for scored in self.scores.values() for miss in scored.misses]
        kinds = dict.fromkeys(Miss._fields, "string") | {"start": "Int64", "end": "Int64"}
        return pd.DataFrame(rows, columns=list(Miss._fields)).astype(kinds)

    def __repr__(self) -> str:
        lines = [f"  {row.table:<11}{_words(row)}" for row in records(self.table)]
        return "\n".join([f"<Agreement: {len(self.misses)} differences", *lines]) + ">"

    def _repr_html_(self) -> str:
        facts = [(str(row.table), escape(_words(row))) for row in records(self.table)]
        shown = self.misses.head(SHOWN)
        items = "".join(tag("li", _item(row)) for row in records(shown))
        title = f"{len(self.misses)} differences" if items else "No difference"
        more = len(self.misses) - len(shown)
        foot = tag("p", f"and {more} more in .misses", class_="sa-foot") if more > 0 else ""
        listed = tag("details", tag("summary", "What differs") + tag("ol", items)) if items else ""
        return card("Agreement", title, facts, listed + foot)


def pooled(agreements: Iterable[Agreement]) -> Agreement:
    """Several stories as one: counts are summed, then divided (micro-average).

    Parameters
    ----------
    agreements : iterable of Agreement
        One a story.

    Returns
    -------
    Agreement
        Its misses are those of all stories, in their order.
    """
    total: dict[str, Scored] = {}
    for found in agreements:
        for name, scored in found.scores.items():
            _add(total.setdefault(name, Scored()), scored)
    return Agreement(total)


def _add(total: Scored, more: Scored) -> None:
    total.n_gold += more.n_gold
    total.n_found += more.n_found
    total.n_matched += more.n_matched
    for name, (ok, n) in more.right.items():
        before = total.right.get(name, (0, 0))
        total.right[name] = (before[0] + ok, before[1] + n)
    for name, counts in more.matched_by.items():
        sums = total.matched_by.get(name, (0, 0, 0))
        total.matched_by[name] = (sums[0] + counts[0], sums[1] + counts[1], sums[2] + counts[2])
    total.misses += more.misses


def _figures(scored: Scored) -> dict[str, Any]:
    gold, found, matched = scored.n_gold, scored.n_found, scored.n_matched
    figures: dict[str, Any] = dict(zip(COUNTS, (gold, found, matched), strict=True))
    figures |= dict(zip(RATES, _rates(gold, found, matched), strict=True))
    for name, (ok, n) in scored.right.items():
        # where the gold has rows and none was found, no value of theirs was right either
        nothing = 0.0 if gold and not matched else pd.NA
        figures[name] = ok / n if n else nothing
    for name, counts in scored.matched_by.items():
        figures[f"{name}_f1"] = _rates(*counts)[2]
    return figures


def _rates(gold: int, found: int, matched: int) -> tuple[Any, Any, Any]:
    """Precision, recall, F1; null where neither side has anything, else 0 for a null one."""
    if not gold and not found:
        return pd.NA, pd.NA, pd.NA
    return (
        matched / found if found else 0.0,
        matched / gold if gold else 0.0,
        2 * matched / (gold + found),
    )


def _words(row: Any) -> str:
    """One table in words: "F1 .88 (P .90, R .86; 38 of 44, 42 found); form .97"."""
    if pd.isna(row.f1):
        return "nothing to score"
    said = (
        f"F1 {row.f1:.2f} (precision {row.precision:.2f}, recall {row.recall:.2f}; "
        f"{row.n_matched:,} of {row.n_gold:,}, {row.n_found:,} found)"
    )
    skipped = {"table", *COUNTS, *RATES}
    values = [
        f"{name.replace('_', ' ')} {value:.2f}"
        for name, value in row._asdict().items()
        if name not in skipped and not pd.isna(value)
    ]
    return "; ".join([said, *values])


def _item(row: Any) -> str:
    row_of_one = null(row.gold) or null(row.found) if row.kind != "different" else None
    where = f"{row.table}, {row.kind}: {f'{row_of_one}: ' if row_of_one else ''}{row.reason}"
    quote = null(row.text)
    return escape(where) + (tag("blockquote", escape(quote)) if quote else "")
