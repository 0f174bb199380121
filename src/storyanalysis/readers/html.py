"""Pages: trafilatura finds the article, the page's own paragraphs give text and place."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from typing import Any

from storyanalysis.errors import ArticleError
from storyanalysis.readers.blocks import Page, find_blocks
from storyanalysis.readers.decode import decode_declared
from storyanalysis.readers.keep import Kept, keep_found, kind_of
from storyanalysis.readers.markup import without_definitions
from storyanalysis.readers.page_metadata import declared_charset, page_metadata
from storyanalysis.readers.put_back import put_headings_back, put_notes_back, put_top_back
from storyanalysis.readers.reading import Reading, Source, counted, join, left_out, sound

__all__ = ["read_html"]

INSTALL = 'pip install "storyanalysis[web]"'
MOST_TAGS = 40_000  # no article has more; trafilatura's time grows with their square
# trafilatura's elements that are paragraphs; what else it has stands inside them
PARAGRAPHS = frozenset(
    "p head quote item cell row list table code ab div fw lb figure graphic body".split()
)
# its date is not used, as it guesses; these keep it quick, and away from the machine's clock
DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31"}


def read_html(source: Source) -> Reading:
    """The article on a page: headline, deck, paragraphs, notes of updates and corrections.

    Raises
    ------
    ArticleError
        If the extra ``web`` is not installed, or the page has no text.

    Notes
    -----
    What is an article and what is not is for trafilatura to say (A. Barbaresi,
    ACL 2021, doi 10.18653/v1/2021.acl-demo.15). It may leave out what a reader of
    news needs: the headline, the deck, a box with an update or a correction.
    :mod:`storyanalysis.readers.put_back` puts these back.
    """
    trafilatura = _library(source.where)
    charset = source.charset or declared_charset(source.data)
    text, unread = decode_declared(source.data, source.where, charset)
    text = without_definitions(sound(text))
    metadata = page_metadata(text)
    page = find_blocks(text)
    if not page.blocks:
        raise ArticleError(
            f"{source.where} has no text: a page that scripts fill must be saved from the browser"
        )
    found = _extract(trafilatura, text, source.url) if page.tags <= MOST_TAGS else None
    metadata = _completed(metadata, found, source)
    kept = keep_found(page.blocks, list(_paragraphs(found)))
    put_headings_back(kept)
    put_notes_back(kept)
    put_top_back(kept, metadata)
    metadata.pop("description", None)  # it only helped to find the deck
    words, pieces = join(kept.passages, deck=kept.has_deck)
    notes = [*left_out(_dropped(page, kept)), *kept.notes]
    if unread:
        notes.append(f"{counted(unread, 'character')} could not be decoded")
    return Reading(words, metadata, pieces, tuple(notes))


def _library(where: str) -> Any:
    try:
        import trafilatura
    except ImportError as error:
        raise ArticleError(f"{where}: reading web pages needs more: {INSTALL}") from error
    for name in ("trafilatura", "htmldate"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())  # its complaints are not for the terminal
    return trafilatura


def _extract(trafilatura: Any, text: str, url: str | None) -> Any:
    """What trafilatura takes for the article; None if it finds none."""
    try:
        return trafilatura.bare_extraction(
            text,
            url=url,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params=dict(DATES),
        )
    except Exception:  # a page that breaks it is read without it, and the notes say so
        return None


def _completed(metadata: dict[str, Any], found: Any, source: Source) -> dict[str, Any]:
    """What the page does not declare, as trafilatura reads it from the page; no guessed days."""
    if found is not None:
        outlet = (found.sitename or "").strip()
        author = (found.author or "").replace(";", ",")
        guesses = {
            "title": found.title,
            "outlet": outlet if not outlet.startswith("@") else None,
            "author": author,
        }
        metadata = {k: v for k, v in guesses.items() if v} | metadata
    return metadata | ({"url": source.url} if source.url else {})


def _paragraphs(found: Any) -> Iterator[str]:
    """The texts of the paragraphs that trafilatura found, in order."""
    words: list[str] = []
    for text, breaks in _strings(found.body) if found is not None else ():
        if breaks and words:
            yield "".join(words)
            words = []
        words.append(text)
    if words:
        yield "".join(words)


def _strings(element: Any) -> Iterator[tuple[str, bool]]:
    """Each string below an element, and whether a paragraph begins or ends before it."""
    is_paragraph = element.tag in PARAGRAPHS
    yield element.text or "", is_paragraph
    for child in element:
        yield from _strings(child)
        yield child.tail or "", child.tag in PARAGRAPHS


def _dropped(page: Page, kept: Kept) -> list[str]:
    """What of the page is not in the text, by kind."""
    have = kept.indices
    kinds = Counter(kind_of(block) for index, block in enumerate(page.blocks) if index not in have)
    parts = [f"{kind} ({counted(number, 'line')})" for kind, number in sorted(kinds.items())]
    return [*parts, *([counted(page.images, "image")] if page.images else [])]
