"""TimeML: the article with its time expressions tagged in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis.inquire.records import records
from storyanalysis.keep.folder import digest
from storyanalysis.keep.xmltext import xml_attribute, xml_text

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["timeml"]

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">\n'
)
# TimeML asks for a value; X stands for what the text does not say
UNKNOWN = {"DATE": "XXXX-XX-XX", "TIME": "XXXX-XX-XXTXX:XX", "DURATION": "PXX", "SET": "XXXX"}
CREATED = "t0"


def timeml(story: Story) -> bytes:
    """The document of TempEval's layout: DOCID, DCT, TITLE and the text with TIMEX3 tags.

    Notes
    -----
    TimeML 1.2.1. The text in `TEXT` is the article's, character by character
    (``�`` where XML has no such character). An expression inside of another one
    is an empty tag behind it, as TIMEX3 does not nest.
    """
    article = story.article
    day = article.published
    created = _timex(
        {
            "tid": CREATED,
            "type": "DATE",
            "value": day.isoformat() if day else UNKNOWN["DATE"],
            "temporalFunction": "false",
            "functionInDocument": "CREATION_TIME",
        },
        day.isoformat() if day else "",
    )
    body = (
        f"<DOCID>{digest(article.text)[:16]}</DOCID>\n\n<DCT>{created}</DCT>\n\n"
        f"<TITLE>{xml_text(article.title or '')}</TITLE>\n\n"
        f"<TEXT>{_tagged(article.text, story.dates)}</TEXT>\n\n"
    )
    return f"{HEAD}{body}</TimeML>\n".encode()


def _tagged(text: str, dates: pd.DataFrame) -> str:
    parts, reached = [], 0
    ordered = dates.sort_values(["start", "end"], ascending=[True, False], kind="stable")
    for n, date in enumerate(records(ordered), start=1):
        start, end = int(date.start), int(date.end)
        if start < reached:
            parts.append(_timex(_attributes(date, n), ""))
            continue
        inner = text[start:end]
        parts += [xml_text(text[reached:start]), _timex(_attributes(date, n), inner)]
        reached = end
    return "".join([*parts, xml_text(text[reached:])])


def _attributes(date: Any, n: int) -> dict[str, str]:
    value = UNKNOWN[date.type] if pd.isna(date.value) else str(date.value)
    found = {"tid": f"t{n}", "type": str(date.type), "value": value}
    if not pd.isna(date.mod):
        found["mod"] = str(date.mod)
    found["temporalFunction"] = "true" if date.anchor in ("published", "context") else "false"
    if date.anchor == "published":
        found["anchorTimeID"] = CREATED
    return found


def _timex(attributes: dict[str, str], inner: str) -> str:
    written = "".join(f" {name}={xml_attribute(value)}" for name, value in attributes.items())
    return f"<TIMEX3{written}>{xml_text(inner)}</TIMEX3>" if inner else f"<TIMEX3{written}/>"
