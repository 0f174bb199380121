"""Which reader a source needs: by the server's word, by the name, by what is in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from storyanalysis.errors import ArticleError
from storyanalysis.readers.html import read_html
from storyanalysis.readers.jsons import read_json
from storyanalysis.readers.mail import read_mail, read_saved_page
from storyanalysis.readers.markdown import read_markdown
from storyanalysis.readers.pdf import read_pdf
from storyanalysis.readers.plain import read_plain
from storyanalysis.readers.reading import Reading, Source

__all__ = ["FORMATS", "Format", "find_format"]


@dataclass(frozen=True)
class Format:
    """A format that can be read.

    Attributes
    ----------
    name : str
        What it is called in messages.
    read : callable
        Its reader.
    endings, types : tuple of str
        Endings of file names; media types.
    begins : pattern, optional
        What its first bytes look like.
    """

    name: str
    read: Callable[[Source], Reading]
    endings: tuple[str, ...]
    types: tuple[str, ...]
    begins: re.Pattern[bytes] | None = None


MAIL_HEAD = re.compile(
    rb"(?:(?:Return-Path|Received|Delivered-To|From|To|Subject|Date|Message-ID|MIME-Version|"
    rb"Reply-To|X-[\w-]{1,40}|DKIM-Signature|Content-Type|List-[\w-]{1,40}):[^\n]{0,2000}\n"
    rb"(?:[ \t][^\n]{0,2000}\n){0,50}){3}",
    re.IGNORECASE,
)
HTML_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,999}(?:<\?xml[^>]{0,200}>\s{0,999})?(?:<!--.{0,2000}?-->\s{0,999}){0,3}"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
FORMATS = (
    Format("PDF", read_pdf, (".pdf",), ("application/pdf",), re.compile(rb"\s{0,99}%PDF-")),
    Format(
        "saved page",
        read_saved_page,
        (".mhtml", ".mht"),
        ("multipart/related",),
        re.compile(rb"From: <Saved by ", re.IGNORECASE),
    ),
    Format(
        "HTML",
        read_html,
        (".html", ".htm", ".xhtml"),
        ("text/html", "application/xhtml+xml"),
        HTML_HEAD,
    ),
    Format(
        "JSON",
        read_json,
        (".json", ".jsonld", ".ninjs"),
        ("application/json", "application/ld+json"),
        re.compile(rb"(?:\xef\xbb\xbf)?\s{0,999}(?:\{\s{0,999}\"|\[\s{0,999}\{\s{0,999}\")"),
    ),
    Format("e-mail", read_mail, (".eml",), ("message/rfc822",), MAIL_HEAD),
    Format("Markdown", read_markdown, (".md", ".markdown"), ("text/markdown",)),
)
PLAIN = Format("plain text", read_plain, (".txt", ".text"), ("text/plain",))
# what people try to give, and what to do instead
OTHERS = (
    (re.compile(rb"PK\x03\x04"), "a packed file (Word, e-book or archive)"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old Word file"),
    (re.compile(rb"\{\\rtf"), "an RTF file"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s{0,999}<\?xml"), "an XML file that is no page"),
)
SAVE_AS = "save the article as HTML, PDF or plain text"


def find_format(source: Source) -> Format:
    """The format of a source.

    A server's media type wins over the name, the name over the content; so a
    text that shows HTML is read as text if it is called ``.txt``.

    Raises
    ------
    ArticleError
        If it is of a known format that no reader reads.
    """
    ending = ("." + source.name.rpartition(".")[2]).lower() if "." in source.name else ""
    for form in (*FORMATS, PLAIN):
        if source.content_type in form.types and source.content_type != "text/plain":
            return form
    for form in (*FORMATS, PLAIN):
        if ending in form.endings:
            return form
    if source.content_type == "text/plain":
        return PLAIN
    head = source.data[:20_000]
    for form in FORMATS:
        if form.begins and form.begins.match(head):
            return form
    for pattern, what in OTHERS:
        if pattern.match(head):
            raise ArticleError(f"{source.where} is {what}: {SAVE_AS}")
    return PLAIN
