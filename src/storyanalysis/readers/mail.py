"""E-mail newsletters (.eml) and pages that a browser saved as one file (.mhtml)."""

from __future__ import annotations

import datetime as dt
import email.policy
import re
from email.message import EmailMessage
from typing import Any

from storyanalysis.errors import ArticleError
from storyanalysis.readers.decode import decode_declared
from storyanalysis.readers.fragment import read_fragment
from storyanalysis.readers.html import read_html
from storyanalysis.readers.reading import (
    Reading,
    Source,
    counted,
    join,
    left_out,
    need_text,
    one_line,
    sound,
)

__all__ = ["read_mail", "read_saved_page"]

FIX = "save the message whole, as .eml, or its text as .txt"
WORD = re.compile(r"\w+")
THIN = 2  # a text version with fewer words than the HTML version, this many times, is a stub
MOST_CONTAINERS = 50
LONGEST_HEADER = 5000
ADDRESS = re.compile(r"https?://[^\s<>\"]{1,500}$")


class ShortHeaders(email.policy.EmailPolicy):
    """The usual policy, with headers cut: its parser's time grows with their square."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_HEADER]


def read_mail(source: Source) -> Reading:
    """Subject and body of a message; the text version, unless only the HTML one is whole.

    Raises
    ------
    ArticleError
        If it is no message, or none with a text.
    """
    message = _parse(source)
    plain, rich, others = _parts(message, source.where)
    text, dropped = _body(plain, rich)
    subject = one_line(_header(message, "subject"))
    if subject and text.strip() and one_line(text.strip().partition("\n")[0]) != subject:
        text = f"{subject}\n\n{text}"
    need_text(text, source.where, FIX)
    if others:
        dropped.append(counted(others, "attachment"))
    return Reading(text, _metadata(message, subject), None, left_out(dropped))


def read_saved_page(source: Source) -> Reading:
    """The page in a file that a browser saved with its pictures (MHTML, RFC 2557).

    Raises
    ------
    ArticleError
        If there is no page in it.
    """
    message = _parse(source)
    _, rich, _ = _parts(message, source.where)
    if rich is None:
        raise ArticleError(f"{source.where} has no page in it: save the page as HTML only")
    address = one_line(_header(message, "snapshot-content-location")) or ""
    url = address if ADDRESS.match(address) else None
    page = Source(rich.encode("utf-8"), source.where, url=url, charset="utf-8")
    reading = read_html(page)
    return Reading(reading.text, reading.metadata, None, reading.notes)


def _parse(source: Source) -> EmailMessage:
    if source.data.lower().count(b"multipart/") > MOST_CONTAINERS:
        raise ArticleError(f"{source.where} is a message of too many parts: {FIX}")
    try:
        message = email.message_from_bytes(source.data, policy=ShortHeaders())
    # the parser raises what it raises; a hostile message must end here
    except Exception as error:
        raise ArticleError(f"{source.where} cannot be read as e-mail: {FIX}") from error
    if not isinstance(message, EmailMessage) or not message.keys():
        raise ArticleError(f"{source.where} has no mail headers: {FIX}")
    return message


def _parts(message: EmailMessage, where: str) -> tuple[str | None, str | None, int]:
    """First text and first HTML part, and how many parts are neither."""
    found: dict[str, str] = {}
    others = 0
    try:
        for part in message.walk():
            kind = part.get_content_type()
            if part.is_multipart() or kind.startswith("message/"):
                continue
            if kind in ("text/plain", "text/html") and kind not in found and not _attached(part):
                found[kind] = _content(part, where)
            elif kind not in ("text/plain", "text/html") or _attached(part):
                others += 1
    except ArticleError:
        raise
    except Exception as error:  # parts of a hostile message, as above
        raise ArticleError(f"{where} cannot be read as e-mail: {FIX}") from error
    return found.get("text/plain"), found.get("text/html"), others


def _attached(part: Any) -> bool:
    return bool(part.get_content_disposition() == "attachment")


def _content(part: Any, where: str) -> str:
    data = part.get_payload(decode=True) or b""
    if not data.strip():
        return ""
    text, _ = decode_declared(data, where, part.get_content_charset())
    text = sound(text)
    flowed = str(part.get_param("format", "")).lower() == "flowed"
    return _unfold(text) if flowed and part.get_content_type() == "text/plain" else text


def _unfold(text: str) -> str:
    """Lines that end in a blank go on in the next one (RFC 3676)."""
    lines: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        line = line.removeprefix(" ") if line.startswith((" >", " From", "  ")) else line
        if goes_on:
            lines[-1] += line
        else:
            lines.append(line)
        goes_on = line.endswith(" ") and line != "-- "
    return "\n".join(line.rstrip() for line in lines)


def _body(plain: str | None, rich: str | None) -> tuple[str, list[str]]:
    """The version to read, and what is left out with the other one."""
    plain = plain or ""
    if not rich:
        return plain, []
    fragment = read_fragment(rich)
    text, _ = join(fragment.passages)
    if len(WORD.findall(plain)) * THIN >= len(WORD.findall(text)):
        return plain, ["the HTML version of the message"]
    return text, [*fragment.dropped, *(["the text version of the message"] if plain else [])]


def _header(message: EmailMessage, name: str) -> str | None:
    """A header as text; what cannot be parsed is no header."""
    try:
        value = message[name]
        return None if value is None else str(value)
    except Exception:  # the header parsers raise many things for malformed values
        return None


def _metadata(message: EmailMessage, subject: str | None) -> dict[str, Any]:
    found = {
        "title": subject,
        "published": _day(message),
        "outlet": _sender(message),
        "url": _address(message),
    }
    return {key: value for key, value in found.items() if value is not None}


def _day(message: EmailMessage) -> dt.date | None:
    """The day in the sender's own time zone, as the header writes it."""
    try:
        when = message["date"].datetime
    except Exception:  # no header, or one that is no date
        return None
    return when.date() if isinstance(when, dt.datetime) else None


def _sender(message: EmailMessage) -> str | None:
    try:
        sender = message["from"].addresses[0]
        return one_line(sender.display_name) or one_line(sender.domain)
    except Exception:  # no header, or no address in it
        return None


def _address(message: EmailMessage) -> str | None:
    """Where the message stands on the web (RFC 5064)."""
    line = (_header(message, "archived-at") or "").strip(" <>")
    return line if ADDRESS.match(line) else None
