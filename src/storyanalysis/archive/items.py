"""One article of an archive: its id, where it came from, and what could not be read.

The id is a hash of text and metadata: the same article has the same id wherever
it lies, so it is stored once, and a rerun knows it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from storyanalysis.article import Article, read_article
from storyanalysis.errors import ArticleError
from storyanalysis.readers import Source, read_source
from storyanalysis.readers.decode import decode
from storyanalysis.readers.metadata import METADATA, read_day, read_metadata
from storyanalysis.readers.reading import sound

__all__ = [
    "LONGEST",
    "Entry",
    "Item",
    "Unread",
    "article_of",
    "brief",
    "item_of",
    "item_of_file",
    "item_of_row",
    "unread",
]

LONGEST = 5_000_000  # bytes of one article; whatever is longer is no article
MESSAGE = 500  # characters of an error's message that are kept
NAMES = ("title", "outlet", "url", "author")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Item:
    """An article to be analysed.

    Parameters
    ----------
    article_id : str
        Hash of text and metadata, 32 hexadecimal digits.
    source : str
        The file, with ``:line`` or ``!member`` behind it.
    article : Article
    given_id : str, optional
        The id that the input gives the article.
    """

    article_id: str
    source: str
    article: Article
    given_id: str | None = None

    @property
    def size(self) -> int:
        """Characters of text."""
        return len(self.article.text)


@dataclass(frozen=True)
class Unread:
    """What stands in the place of an article that could not be read or analysed."""

    article_id: str
    source: str
    error: str
    message: str
    reason: str

    @property
    def size(self) -> int:
        """No text."""
        return 0


Entry: TypeAlias = Item | Unread


def item_of(article: Article, source: str, given_id: str | None = None) -> Item:
    """An article with its id; where it lay is not part of the article."""
    # where its words stand in the file is not kept, as the file is not
    plain = replace(article, text=sound(article.text), path=None, source_map=None)
    day = plain.published and plain.published.isoformat()
    names = [getattr(plain, name) for name in NAMES]
    number = _digest(json.dumps([plain.text, day, *names], ensure_ascii=False))
    return Item(number, sound(source), plain, given_id)


def unread(source: str, error: BaseException, data: bytes | str = "") -> Unread:
    """The row of an article that could not be read; `data` is what was there.

    Its id is a hash of `data`, so that a mended file is another article.
    """
    kind = type(error).__name__
    message = brief(error)
    content = data.decode("latin-1") if isinstance(data, bytes) else data
    made_of = ["unread", content or [sound(source), kind, message]]
    number = _digest(json.dumps(made_of))
    return Unread(number, sound(source), kind, message, "it could not be read as an article")


def brief(error: BaseException) -> str:
    """An error's message on one line, fit to be shown on a terminal."""
    return CONTROL.sub("\ufffd", sound(" ".join(str(error).split())))[:MESSAGE]


def item_of_file(path: Path, source: str) -> Entry:
    """The article in a file of any format that can be read, with the metadata beside it."""
    try:
        article = read_article(path)
        if len(article.text) > LONGEST:
            raise ArticleError(_too_long(source))
        return item_of(article, source)
    except (ArticleError, OSError) as error:
        return unread(source, error, _hash_of(path))


def article_of(data: bytes, source: str, sidecar: bytes | None = None) -> Article:
    """The article in the bytes of a text file, and of the metadata file beside it.

    Raises
    ------
    ArticleError
        If either cannot be read.
    """
    reading = read_source(Source(data, source, source))
    metadata = dict(reading.metadata)
    if sidecar is not None:
        where = f"the metadata file beside {source}"
        metadata |= read_metadata(decode(sidecar, where), where)
    article = Article.from_text(reading.text, path=source, **metadata)
    return replace(article, notes=reading.notes)


def item_of_row(row: Mapping[str, Any], source: str) -> Entry:
    """The article in a row with ``text``, metadata, and perhaps ``id``."""
    text = row.get("text")
    try:
        if not isinstance(text, str):
            raise ArticleError(f"{source}: text is {_shown(text)}, not a string")
        if len(text) > LONGEST:
            raise ArticleError(_too_long(source))
        given = {key: _plain(row.get(key)) for key in METADATA}
        if given["published"] is not None:
            given["published"] = read_day(_day(given["published"]), source)
        article = Article.from_text(text, path=source, **given)
    except ArticleError as error:
        return unread(source, error, json.dumps(dict(row), default=str, sort_keys=True))
    number = _plain(row.get("id"))
    return item_of(article, source, None if number is None else sound(str(number)))


def _plain(value: Any) -> Any:
    """Null for what means nothing: blanks and not-a-number."""
    if value is None or value != value or (isinstance(value, str) and not value.strip()):
        return None
    return value if isinstance(value, str | dt.date) else str(value)


def _day(value: Any) -> Any:
    """The day before whatever time and zone stand behind it."""
    if isinstance(value, str) and (found := DAY.match(value.strip())):
        return found[0]
    return value


def _too_long(source: str) -> str:
    return f"{source} is longer than {LONGEST:,} bytes: split it into its articles"


def _shown(value: Any) -> str:
    return "missing" if value is None else type(value).__name__


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _hash_of(path: Path) -> str:
    """Of the file's content; nothing where even that cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
