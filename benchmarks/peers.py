"""Other packages that do a part of the work, on the same parsed texts; each is optional.

    pip install textacy dateparser recognizers-text-suite

A package that is not installed is left out with the reason. None of them makes the
tables that this package makes; the ratios say what the part costs in either.
"""

from __future__ import annotations

import datetime as dt
import importlib
import warnings
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from spacy.tokens import Doc
from timing import cpu_of

from storyanalysis.extract.attribution import find_attributions
from storyanalysis.extract.dates import paragraphs_of, tag
from storyanalysis.extract.layout import find_paragraphs, find_sections
from storyanalysis.extract.sentences import find_sentences

DAY = dt.date(2024, 5, 8)
Work = Callable[[], list[Any]]  # what it finds in each text


class Peer(NamedTuple):
    """What a peer does, and how long it and we take; or why it was not measured."""

    task: str
    package: str
    theirs: float | None
    ours: float | None
    note: str


def direct_quotations(docs: list[Doc]) -> Work:
    """Direct quotations by textacy."""
    extract = importlib.import_module("textacy.extract").direct_quotations
    return lambda: [_quotations(extract, doc) for doc in docs]


def _quotations(extract: Callable[[Doc], Iterator[object]], doc: Doc) -> list[object]:
    try:
        return list(extract(doc))
    except ValueError:  # textacy gives up on a text with an odd number of marks
        return []


def search_dates(docs: list[Doc]) -> Work:
    """Dates by dateparser."""
    search = importlib.import_module("dateparser.search").search_dates
    base = dt.datetime.combine(DAY, dt.time())
    settings = {"RELATIVE_BASE": base}
    return lambda: [search(doc.text, languages=["en"], settings=settings) for doc in docs]


def recognizers(docs: list[Doc]) -> Work:
    """Dates by Microsoft's recognizers."""
    recognize = importlib.import_module("recognizers_date_time").recognize_datetime
    day = dt.datetime.combine(DAY, dt.time())
    return lambda: [recognize(doc.text, "en-us", reference=day) for doc in docs]


PEERS = (
    ("quotations and who said them", "textacy", direct_quotations),
    ("time expressions and their values", "dateparser", search_dates),
    ("time expressions and their values", "recognizers-text", recognizers),
)


def our_quotations(docs: list[Doc]) -> Work:
    """Direct and indirect speech with speaker and cue."""
    return lambda: [find_attributions(doc, find_paragraphs(doc.text)) for doc in docs]


def our_dates(docs: list[Doc]) -> Work:
    """TIMEX3 expressions with values."""
    paragraphs = [_paragraphs(doc) for doc in docs]
    return lambda: [
        tag(doc, doc.text, found, DAY, None) for doc, found in zip(docs, paragraphs, strict=True)
    ]


def _paragraphs(doc: Doc) -> Any:
    paragraphs = find_paragraphs(doc.text)
    return paragraphs_of(find_sentences(doc, paragraphs, find_sections(doc.text, paragraphs)))


def against_peers(docs: list[Doc]) -> list[Peer]:
    """Every peer that is installed, beside the same part of ours."""
    found = []
    for task, package, make in PEERS:
        own = our_quotations if "quotations" in task else our_dates
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                works = [make(docs), own(docs)]
                theirs, ours = cpu_of(works, times=2)
                counts = [sum(len(rows or ()) for rows in work()) for work in works]
        except ImportError as error:
            found.append(Peer(task, package, None, None, f"not measured: {error}"))
        else:
            note = f"{counts[0]:,} found by it, {counts[1]:,} by ours"
            found.append(Peer(task, package, theirs, ours, note))
    return found
