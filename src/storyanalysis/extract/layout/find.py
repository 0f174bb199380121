"""From paragraphs to the table ``sections``."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from storyanalysis.extract.layout.history import mark_entries, mark_footnotes, mark_history
from storyanalysis.extract.layout.parts import HISTORY, Part, match_mark
from storyanalysis.extract.layout.top import mark_top
from storyanalysis.tables import SECTIONS

__all__ = ["find_sections"]

LABEL_WORDS = 8


def find_sections(
    text: str,
    paragraphs: list[tuple[int, int]],
    *,
    title: str | None = None,
    outlet: str | None = None,
) -> pd.DataFrame:
    """The parts of the page.

    Parameters
    ----------
    text : str
        The article's text.
    paragraphs : list of (start, end)
        From :func:`find_paragraphs`.
    title, outlet : str, optional
        The article's metadata, which help to tell a headline and a sign-off.

    Returns
    -------
    DataFrame
        Table ``sections``; together they cover every character that is not blank.
    """
    parts = [Part(start, end, text[start:end]) for start, end in paragraphs]
    _mark_end(parts, outlet)
    body = mark_top(parts, text, title)
    mark_entries(parts[body:])
    mark_history(parts)
    mark_footnotes(parts)
    _mark_furniture(parts[body:])
    changed = any(part.kind in HISTORY for part in parts)
    for part in parts:
        if not part.kind:
            part.become("original" if changed else "body", "rest of the page")
    return SECTIONS.frame(_merge(parts, text))


def _mark_end(parts: list[Part], outlet: str | None) -> None:
    """Sign-offs: walk up from the last paragraph while it is page furniture."""
    floor = 1  # a headline is never a sign-off
    pending: list[Part] = []
    for part in reversed(parts[floor:]):
        marker = match_mark(part, {"boilerplate"}, {"end", "any"})
        if marker and part.n_words <= 60:
            part.become("boilerplate", f"sign-off: {marker.label}", marker.label)
            for label in pending:
                label.become("boilerplate", "label below a sign-off", "label")
            pending = []
        elif outlet and part.text.strip(" .—–-|").casefold() == outlet.casefold():
            part.become("boilerplate", "outlet's name below the story", "outlet")
        elif part.n_words <= LABEL_WORDS and not part.is_closed and part.text[0] not in "\"“'‘•-":
            pending.append(part)
        else:
            return


def _mark_furniture(parts: list[Part]) -> None:
    """Links and adverts between the paragraphs."""
    for part in parts:
        if part.kind in ("", "entry", "original", "update") and not part.opens:
            marker = match_mark(part, {"boilerplate"}, {"any"})
            if marker and part.n_words <= 30:
                part.become("boilerplate", f"page furniture: {marker.label}", marker.label)


def _merge(parts: list[Part], text: str) -> Iterator[dict[str, object]]:
    """Neighbours of one kind become one section."""
    runs: list[list[Part]] = []
    for part in parts:
        previous = runs[-1][-1] if runs else None
        joins = previous is not None and previous.kind == part.kind and not part.opens
        if joins and (part.kind != "boilerplate" or previous.label == part.label):  # type: ignore[union-attr]
            runs[-1].append(part)
        else:
            runs.append([part])
    for run in runs:
        start, end = run[0].start, run[-1].end
        yield {
            "section_id": f"c{start}_{end}",
            "kind": run[0].kind,
            "start": start,
            "end": end,
            "text": text[start:end],
            "label": run[0].label,
            "rule": run[0].rule,
        }
