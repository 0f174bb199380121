r"""What is read: one article's text and what is known about it.

The text is kept as read; only the newlines become ``\n``. Every offset of
every table points into it, so it is never altered afterwards.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from storyanalysis.errors import ArticleError

__all__ = ["Article", "read_article"]

METADATA = ("title", "published", "outlet", "url")
SIDECAR = ".meta.yaml"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# control characters that no text file needs (tab, newlines and form feed are fine)
CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13, 27} | {127}


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
    ) -> Article:
        """Make an article of a string.

        Raises
        ------
        ArticleError
            If the text is blank or the date is no date.
        """
        where = path or "the text given"
        if not isinstance(text, str):
            raise ArticleError(f"an article's text is a str, not {type(text).__name__}")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip():
            raise ArticleError(f"{where} is empty: give a file or text with an article in it")
        day = None if published is None else read_day(published, where)
        return cls(text, title, day, outlet, url, path)

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
    """Read an article and its metadata from a text file.

    Metadata come from YAML front matter, from a sidecar ``NAME.meta.yaml``
    beside ``NAME.txt``, or from the arguments; the later wins over the earlier.

    Parameters
    ----------
    path : str or Path
        A text file in UTF-8, UTF-16 or Windows-1252.
    published, outlet, url, title : optional
        Metadata that win over those in files; `published` as ``YYYY-MM-DD``.

    Returns
    -------
    Article

    Raises
    ------
    ArticleError
        If the file is missing, a folder, empty, or not text, or if its
        metadata have an unknown key or a bad date.
    """
    path = Path(path)
    text = decode(_read_bytes(path), str(path))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front, text = split_front_matter(text, str(path))
    given = {"published": published, "outlet": outlet, "url": url, "title": title}
    metadata = front | _read_sidecar(path) | {k: v for k, v in given.items() if v is not None}
    return Article.from_text(text, path=str(path), **metadata)


def with_metadata(article: Article, **metadata: Any) -> Article:
    """The same text with other metadata."""
    return replace(article, **metadata)


def _read_bytes(path: Path) -> bytes:
    if path.is_dir():
        raise ArticleError(f"{path} is a folder: name one text file in it")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(f"{path} does not exist: check the name and the folder") from None
    except OSError as error:
        raise ArticleError(f"{path} cannot be read: {error.strerror or error}") from error


def decode(data: bytes, where: str) -> str:
    """Bytes to text: UTF-8, UTF-16 or Windows-1252, whichever they are.

    Raises
    ------
    ArticleError
        If they are none of the three, or no text at all.
    """
    if not data.strip():
        raise ArticleError(f"{where} is empty: give a file with an article in it")
    if data.startswith(UTF16_MARKS):
        return _decode_as(data, "utf-16", where)
    if guess := _utf16_without_mark(data):
        return _decode_as(data, guess, where)
    if b"\0" in data or _share_of_controls(data) > 0.01:
        raise ArticleError(f"{where} is not a text file: save the article as plain text (UTF-8)")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_as(data, "cp1252", where)


def _decode_as(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"{where} is neither UTF-8, UTF-16 nor Windows-1252 (byte {error.start}): "
            "save it as UTF-8"
        ) from error


def _utf16_without_mark(data: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in nearly every second byte."""
    sample = data[:2000]
    half = len(sample) // 2
    if half < 4:
        return None
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    if even > 0.7 and odd < 0.1:
        return "utf-16-be"
    return None


def _share_of_controls(data: bytes) -> float:
    sample = data[:100_000]
    return sum(byte in CONTROLS for byte in sample) / len(sample)


def split_front_matter(text: str, where: str) -> tuple[dict[str, Any], str]:
    """Metadata between two ``---`` lines at the top, and the text below them."""
    if not text.startswith("---\n"):
        return {}, text
    head, mark, body = text[4:].partition("\n---\n")
    # a rule of dashes above a story is no front matter
    if not mark or not any(head.lstrip().startswith(f"{key}:") for key in METADATA):
        return {}, text
    return read_metadata(head, f"front matter of {where}"), body


def _read_sidecar(path: Path) -> dict[str, Any]:
    sidecar = path.with_name(path.stem + SIDECAR)
    if not sidecar.is_file():
        return {}
    return read_metadata(decode(sidecar.read_bytes(), str(sidecar)), str(sidecar))


def read_metadata(source: str, where: str) -> dict[str, Any]:
    """Metadata from YAML, keys and date checked.

    Raises
    ------
    ArticleError
        If it is no YAML mapping, has an unknown key, or a bad date.
    """
    try:
        # the base loader keeps every value as the text it is
        data = yaml.load(source, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise ArticleError(f"{where} is not YAML: {error}") from error
    if not isinstance(data, Mapping):
        raise ArticleError(
            f"{where} holds no 'key: value' lines; known keys: {', '.join(METADATA)}"
        )
    unknown = sorted(str(key) for key in data if key not in METADATA)
    if unknown:
        raise ArticleError(
            f"{where}: unknown key {unknown[0]!r}; known keys: {', '.join(METADATA)}"
        )
    for key, value in data.items():
        if not isinstance(value, str):
            raise ArticleError(f"{where}: {key} must be one line of text")
    metadata: dict[str, Any] = {key: value for key, value in data.items() if value != ""}
    if "published" in metadata:
        metadata["published"] = read_day(metadata["published"], where)
    return metadata


def read_day(value: str | dt.date, where: str) -> dt.date:
    """A day from ``YYYY-MM-DD`` (a time after it is dropped).

    Raises
    ------
    ArticleError
        If it is no such day.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.datetime.fromisoformat(str(value)).date()
    except ValueError:
        raise ArticleError(
            f"{where}: published is {value!r}; write the day as YYYY-MM-DD, like 2020-01-06"
        ) from None
