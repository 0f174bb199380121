"""The day of publication, where byline, time line or dateline name it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pandas as pd

from storyanalysis.extract.dates.anchor import Context
from storyanalysis.extract.dates.find import Found, find_expressions
from storyanalysis.extract.dates.frames import rulebook
from storyanalysis.extract.dates.reader import Reader
from storyanalysis.extract.dates.tokens import tokenize

__all__ = ["publication_hint"]

PUBLISHED = re.compile(r"\b(?:published|posted|issued|filed|first published)\b", re.IGNORECASE)
CHANGED = re.compile(r"\b(?:updated|modified|corrected|©|copyright)\b|©", re.IGNORECASE)
DATELINE = 90  # characters of the first paragraph in which a dateline ends
DASH = re.compile(r"\s*(?:\([^)\n]{1,40}\)\s*)?(?:—|–|--| - )")
TOP = ("headline", "deck", "byline", "boilerplate")


def publication_hint(text: str, sections: pd.DataFrame) -> dt.date | None:
    """The day of publication that the page itself names, if it does.

    Parameters
    ----------
    text : str
        The article's text.
    sections : DataFrame
        Table ``sections``.

    Returns
    -------
    datetime.date or None
        The day after "Published" or "Posted" wherever that stands in the
        page's furniture, else a full date in a line above the story or in its
        dateline. A date without a year, and one that was only "updated", is no
        hint.
    """
    found = list(_furniture(text, sections))
    for is_published in (True, False):
        for day, published in found:
            if published is is_published:
                return day
    return _dateline(text, sections)


def _furniture(text: str, sections: pd.DataFrame) -> Iterator[tuple[dt.date, bool]]:
    """Full dates outside the story, and whether "published" stands before each."""
    above = True
    columns = (sections[name].tolist() for name in ("kind", "start", "end"))
    for kind, start, end in zip(*columns, strict=True):
        above = above and kind in TOP
        if kind not in TOP:
            continue
        furniture = kind in ("byline", "boilerplate")
        done = start
        for item in _full_dates(text, start, end):
            before, done = text[done : item.start], item.end
            said = _last(PUBLISHED, before) > _last(CHANGED, before)
            if item.timex.point and (said or (above and furniture and not CHANGED.search(before))):
                yield item.timex.point.first, said


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _dateline(text: str, sections: pd.DataFrame) -> dt.date | None:
    """ "VIENNA, Oct. 6, 2022 (Reuters) —" at the top of the story."""
    story = sections[~sections["kind"].isin(TOP)]
    if story.empty:
        return None
    start = int(story["start"].iloc[0])
    for item in _full_dates(text, start, min(start + DATELINE, len(text))):
        if item.timex.point and DASH.match(text, item.end):
            return item.timex.point.first
    return None


def _full_dates(text: str, start: int, end: int) -> list[Found]:
    rules = rulebook()
    context = Context(None, None, False, lambda a, b: "", Reader(None))
    tokens = tokenize(text, [(start, end)], rules.alphabet)
    return [
        item
        for item in find_expressions(tokens, context, rules)
        if item.timex.anchor == "explicit" and item.timex.precision in ("day", "time")
    ]
