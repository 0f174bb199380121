"""Text as XML can hold it."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

__all__ = ["NOT_XML", "xml_attribute", "xml_safe", "xml_text"]

# characters that XML 1.0 cannot hold, not even escaped
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BLANKS = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def xml_safe(text: str) -> str:
    """The text with '�' for every character that XML has no way to write."""
    return NOT_XML.sub("\ufffd", text)


def xml_text(text: str) -> str:
    """Escaped text of an element, character by character the same when read back."""
    return escape(xml_safe(text), {"\r": "&#13;"})


def xml_attribute(value: str) -> str:
    """An escaped value of an attribute, quotation marks included."""
    return quoteattr(xml_safe(value), BLANKS)
