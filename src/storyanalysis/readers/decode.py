"""Bytes to text."""

from __future__ import annotations

import codecs
import re

from storyanalysis.errors import ArticleError

__all__ = ["decode", "decode_declared", "known_charset"]

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# control characters that no text file needs (tab, newlines and form feed are fine)
CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13, 27} | {127}
# encodings of the web (WHATWG Encoding Standard); Python knows others that are no text
WEB = re.compile(
    r"utf-8|cp125\d|cp874|cp866|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)|gbk|gb2312|gb18030"
    r"|big5|euc_jp|iso2022_jp|shift_jis|euc_kr|utf-16(?:-[lb]e)?"
)
# what calls itself Latin-1 on the web is Windows-1252 (the same standard)
ALIASES = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
BAD_SHARE = 0.01


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


def decode_declared(data: bytes, where: str, charset: str | None) -> tuple[str, int]:
    """Bytes to text by a declared encoding, as browsers do.

    Returns
    -------
    (str, int)
        The text, and how many characters could not be read (they became U+FFFD).

    Raises
    ------
    ArticleError
        If it is no text, or the declaration is plainly wrong.
    """
    encoding = next((name for bom, name in BOMS if data.startswith(bom)), None)
    encoding = encoding or known_charset(charset)
    if encoding is None or not data.strip():
        return decode(data, where), 0
    try:
        return data.decode(encoding), 0
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    bad = text.count("\ufffd")
    if bad > max(1, len(text) * BAD_SHARE):
        raise ArticleError(
            f"{where} is not in {encoding}, as it says ({bad:,} characters cannot be read): "
            "save it as UTF-8"
        )
    return text, bad


def known_charset(label: str | None) -> str | None:
    """Python's name of a declared encoding of the web; None if it is not one."""
    try:
        name = codecs.lookup((label or "").strip(" \t\"'")).name
    except (LookupError, ValueError):
        return None
    name = ALIASES.get(name, name)
    return name if WEB.fullmatch(name) else None


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
