r"""What is read: one article's text and what is known about it.

The text is kept as its reader gives it; newlines are ``\n``. Every offset of
every table points into it, so it is never altered afterwards. The readers, one a
format, are in :mod:`storyanalysis.readers`; :func:`read_article` finds the right one.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storyanalysis.errors import ArticleError
from storyanalysis.readers import read_file, read_url
from storyanalysis.readers.address import looks_like_url
from storyanalysis.readers.decode import decode
from storyanalysis.readers.metadata import read_day, read_sidecar
from storyanalysis.readers.reading import Piece, Reading, sound

__all__ = ["Article", "decode", "read_article"]


@dataclass(frozen=True)
class Article:
    """A news text and its metadata.

    Parameters
    ----------
    text : str
        The text; every offset in every table points into it.
    title : str, optional
        Headline, where it is known apart from the text.
    published : datetime.date, optional
        Day of publication. Without it, relative dates have no value.
    outlet : str, optional
        Who published it.
    url : str, optional
        Where it was published.
    path : str, optional
        The file it was read from.
    author : str, optional
        Who wrote it; several names are separated by commas.
    source_map : tuple of (int, int, int, int), optional
        Which characters of the text stand where in the file, as ``(start, end,
        source_start, source_end)``; see :meth:`in_source`. None if the format does
        not tell.
    notes : tuple of str
        What the reader left out of the text, and what it could not read.

    Examples
    --------
    >>> article = Article.from_text("Rain fell on Sunday.", published="2020-01-06")
    >>> article.published
    datetime.date(2020, 1, 6)
    """

    text: str
    title: str | None = None
    published: dt.date | None = None
    outlet: str | None = None
    url: str | None = None
    path: str | None = None
    author: str | None = None
    source_map: tuple[Piece, ...] | None = field(default=None, repr=False)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        # arguments and names of files may hold half characters, which no file can
        for name in ("title", "outlet", "url", "path", "author"):
            if isinstance(value := getattr(self, name), str):
                object.__setattr__(self, name, sound(value))

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        title: str | None = None,
        published: str | dt.date | None = None,
        outlet: str | None = None,
        url: str | None = None,
        path: str | None = None,
        author: str | None = None,
    ) -> Article:
        r"""Make an article of a string.

        Parameters
        ----------
        text : str
            Newlines become ``\n``, and half characters (lone surrogates) ``�``;
            nothing else is changed.
        title, outlet, url, path, author : str, optional
            As of :class:`Article`.
        published : str or datetime.date, optional
            Day of publication; a string as ``YYYY-MM-DD``.

        Returns
        -------
        Article

        Raises
        ------
        ArticleError
            If the text is blank or the date is no date.
        """
        where = path or "the text given"
        if not isinstance(text, str):
            raise ArticleError(f"an article's text is a str, not {type(text).__name__}")
        text = sound(text)
        if not text.strip():
            raise ArticleError(f"{where} is empty: give a file or text with an article in it")
        day = None if published is None else read_day(published, where)
        return cls(text, title, day, outlet, url, path, author)

    def in_source(self, start: int, end: int) -> tuple[int, int] | None:
        r"""Where the characters from `start` to `end` stand in the file.

        Parameters
        ----------
        start, end : int
            Half-open offsets into `text`.

        Returns
        -------
        (int, int) or None
            Half-open offsets into the file's decoded text, with newlines as ``\n``;
            None if the format does not tell, or if none of the characters are there
            (a headline taken from a page's metadata).

        Examples
        --------
        >>> article = Article("Rain fell.", source_map=((0, 4, 3, 7), (5, 10, 12, 17)))
        >>> article.in_source(2, 7)  # of "<p>Rain <b>fell.</b></p>"
        (5, 14)
        """
        found = []
        for first, last, source_first, source_last in self.source_map or ():
            a, b = max(first, start), min(last, end)
            if a < b and last - first == source_last - source_first:
                found.append((source_first + a - first, source_first + b - first))
            elif a < b:  # an entity such as &amp; has another length than what it stands for
                found.append((source_first, source_last))
        if not found:
            return None
        return min(a for a, _ in found), max(b for _, b in found)

    def _repr_html_(self) -> str:
        from storyanalysis.markup import article_card

        known = {
            "Published": self.published,
            "Outlet": self.outlet,
            "Author": self.author,
            "Address": self.url,
            "File": self.path and Path(self.path).name,
            "Notes": "; ".join(self.notes),
        }
        return article_card(self.text, self.title, known)

    def __repr__(self) -> str:
        shown = self.title or " ".join(self.text.split())[:60]
        return f"<Article {shown!r}, {len(self.text):,} characters, published {self.published}>"


def read_article(
    path: str | Path,
    *,
    published: str | dt.date | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
) -> Article:
    """Read an article and its metadata from a file, or from the web.

    Metadata come from the file itself (YAML front matter, a page's own metadata,
    mail headers), from a sidecar ``NAME.meta.yaml`` beside ``NAME.txt``, or from
    the arguments; the later wins over the earlier.

    Parameters
    ----------
    path : str or Path
        A file of plain text (UTF-8, UTF-16 or Windows-1252), Markdown, HTML, MHTML,
        schema.org JSON-LD, IPTC ninjs, e-mail or PDF; or an http or https address.
        The name's ending tells the format, or else the content.
    published, outlet, url, title : optional
        Metadata that win over those in files; `published` as ``YYYY-MM-DD``.

    Returns
    -------
    Article
        Its ``notes`` say what was left out.

    Raises
    ------
    ArticleError
        If the file is missing, a folder, empty, damaged or of another format, if its
        metadata have an unknown key or a bad date, if a format needs an extra that
        is not installed, or if an address cannot or may not be opened.

    Notes
    -----
    The network is used only for an address, and only for that page and the
    ``robots.txt`` of its host; see :mod:`storyanalysis.readers.web`.
    """
    given = {"published": published, "outlet": outlet, "url": url, "title": title}
    given = {key: value for key, value in given.items() if value is not None}
    if not isinstance(path, (str, os.PathLike)):
        raise ArticleError(
            f"an article is read from a file's path or a web address, not {type(path).__name__}; "
            "Article.from_text takes a text"
        )
    if isinstance(path, str) and looks_like_url(path):
        return _article(read_url(path), None, given, path.strip()[:200])
    file = Path(path)
    reading = read_file(file)
    return _article(reading, str(file), read_sidecar(file) | given, str(file))


def _article(reading: Reading, path: str | None, metadata: dict[str, Any], where: str) -> Article:
    """The article of a reading; `metadata` win over those that the reader found."""
    if not reading.text.strip():
        raise ArticleError(f"{where} has no text: give a file with an article in it")
    known = {**reading.metadata, **metadata}
    if "published" in known:
        known["published"] = read_day(known["published"], where)
    return Article(
        reading.text, path=path, source_map=reading.source_map, notes=reading.notes, **known
    )
