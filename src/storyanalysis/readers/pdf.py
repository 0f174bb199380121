"""The text layer of a PDF: lines by their place on the page, joined to paragraphs."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from typing import Any

from storyanalysis.errors import ArticleError
from storyanalysis.readers.reading import Passage, Reading, Source, counted, join, left_out, sound
from storyanalysis.readers.typeset import Line, find_lines, make_paragraphs

__all__ = ["read_pdf"]

INSTALL = 'pip install "storyanalysis[pdf]"'
MOST_PAGES = 200
DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(
    r"(?:page\s{0,9})?[-–—]?\s{0,9}\d{1,4}\s{0,9}(?:(?:/|of)\s{0,9}\d{1,4})?\s{0,9}[-–—]?", re.I
)


def read_pdf(source: Source) -> Reading:
    """The text of a PDF; lines are joined, words broken at the end of a line made whole.

    Raises
    ------
    ArticleError
        If the extra ``pdf`` is not installed, or the file is damaged, protected by
        a password, or has no text layer.

    Notes
    -----
    Neither the day a PDF was made nor the title its maker gave it are those of the
    article, so neither is read. A PDF tells no place of a word in the file.
    """
    pypdf = _library(source.where)
    try:
        pages, images = _pages(pypdf, source)
    except ArticleError:
        raise
    # the library meets broken objects deep inside and raises what it raises
    except Exception as error:
        raise ArticleError(
            f"{source.where} is damaged or no PDF: open it in a reader and save it again"
        ) from error
    furniture = _furniture(pages)
    lines = [line for page in pages for line in page if line not in furniture]
    text, _ = join([Passage(paragraph) for paragraph in make_paragraphs(lines)])
    if not text.strip():
        raise ArticleError(
            f"{source.where} has no text layer, only pictures of pages: "
            "run text recognition (OCR) over it first"
        )
    dropped = [
        counted(len(furniture), "line") + " at the head or foot of pages" if furniture else "",
        counted(images, "image") if images else "",
    ]
    return Reading(sound(text), {}, None, left_out(dropped))


def _library(where: str) -> Any:
    try:
        import pypdf
    except ImportError as error:
        raise ArticleError(f"{where}: reading PDF needs more: {INSTALL}") from error
    logger = logging.getLogger("pypdf")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())  # its complaints are not for the terminal
    return pypdf


def _pages(pypdf: Any, source: Source) -> tuple[list[list[Line]], int]:
    """The lines of every page, and how many pictures there are."""
    where = source.where
    reader = pypdf.PdfReader(io.BytesIO(source.data))
    if reader.is_encrypted and not _opened(reader):
        raise ArticleError(f"{where} is protected by a password: save it without one")
    if len(reader.pages) > MOST_PAGES:
        raise ArticleError(f"{where} has more than {MOST_PAGES} pages: save those of one article")
    pages = [find_lines(page, number) for number, page in enumerate(reader.pages)]
    return pages, sum(_n_images(page) for page in reader.pages)


def _opened(reader: Any) -> bool:
    """Some files are encrypted but open without a password."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # a cipher that needs a library which is not there
        return False


def _n_images(page: Any) -> int:
    """Pictures among a page's resources; they are counted, never decoded."""
    try:
        objects = page["/Resources"]["/XObject"]
        return sum(objects[name].get("/Subtype") == "/Image" for name in objects)
    except Exception:  # no pictures, or resources that are not as they should be
        return 0


def _furniture(pages: list[list[Line]]) -> set[Line]:
    """Page numbers, and first and last lines that come back on other pages."""
    edges = [(page, [*page[:2], *page[-2:]]) for page in pages if page]
    times = Counter(key for _, lines in edges for key in {_key(line) for line in lines})
    often = max(2, len(pages) // 2)
    return {
        line
        for _, lines in edges
        for line in lines
        if PAGE_NUMBER.fullmatch(line.text) or (len(pages) > 1 and times[_key(line)] >= often)
    }


def _key(line: Line) -> str:
    return DIGITS.sub("0", line.text.casefold())
