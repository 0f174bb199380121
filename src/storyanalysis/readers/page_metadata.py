"""What a page says of itself: JSON-LD first, then OpenGraph and other meta elements."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from storyanalysis.readers.markup import RAW_END, Tag, attribute, scan
from storyanalysis.readers.metadata import day_or_none
from storyanalysis.readers.reading import one_line
from storyanalysis.readers.schema_org import find_article, metadata_of, parse_json

__all__ = ["declared_charset", "page_metadata"]

JSON_LD = re.compile(r"<script[^>]{0,300}application/ld\+json[^>]{0,300}>", re.IGNORECASE)
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.I)
XML_ENCODING = re.compile(rb"^\s{0,99}<\?xml[^>]{0,99}encoding\s*=\s*[\"']([\w.:-]{1,40})", re.I)
# names of meta elements, the best first
NAMES = {
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "published": (
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dcterms.created",
        "dc.date",
        "pubdate",
        "date",
    ),
    "outlet": ("og:site_name", "dc.publisher", "publisher", "application-name"),
    "url": ("og:url",),
    "author": (
        "author",
        "article:author",
        "byl",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
    ),
    "description": ("og:description", "description", "twitter:description", "dc.description"),
}


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page declares in its first 4,096 bytes."""
    found = XML_ENCODING.search(data[:4096]) or CHARSET.search(data[:4096])
    return found[1].decode("ascii", "replace") if found else None


def page_metadata(source: str) -> dict[str, Any]:
    """Title, day, outlet, address, authors and description, as far as the page has them."""
    meta, link, time = _head(source)
    found: dict[str, Any] = {}
    for key, names in NAMES.items():
        values = (one_line(meta.get(name)) for name in names)
        found[key] = next((value for value in values if value), None)
    days = (day_or_none(meta.get(name)) for name in NAMES["published"])
    found["published"] = next((day for day in days if day), None) or time
    found["url"] = one_line(link) or found["url"]
    if found["author"] and found["author"].startswith(("http:", "https:", "@")):
        found["author"] = None
    found |= _json_ld(source)
    if found["url"] and not found["url"].startswith(("http://", "https://")):
        found["url"] = None
    return {key: value for key, value in found.items() if value}


def _head(source: str) -> tuple[dict[str, str], str | None, dt.date | None]:
    """Meta elements by name, the canonical address, and the day the page shows."""
    meta: dict[str, str] = {}
    link = None
    days: list[dt.date] = []
    published: list[dt.date] = []
    for tag in scan(source):
        if not isinstance(tag, Tag) or tag.closes:
            continue
        given = tag.attributes
        if tag.name == "meta":
            name = attribute(given, "property") or attribute(given, "name")
            name = name or attribute(given, "itemprop")
            meta.setdefault(name.lower(), attribute(given, "content"))
        elif tag.name == "link" and attribute(given, "rel").lower() == "canonical":
            link = link or attribute(given, "href")
        elif tag.name == "time" and (day := day_or_none(attribute(given, "datetime"))):
            (published if _is_published(given) else days).append(day)
    # several times are those of other stories, or of updates: then none is taken
    day = published[0] if published else days[0] if len(set(days)) == 1 else None
    return meta, link, day


def _is_published(attributes: str) -> bool:
    """A time element that says it is the day of publication."""
    says = f"{attribute(attributes, 'itemprop')} {attribute(attributes, 'class')}".lower()
    return "publish" in says or re.search(r"\spubdate\b", attributes.lower()) is not None


def _json_ld(source: str) -> dict[str, Any]:
    for opening in JSON_LD.finditer(source):
        ending = RAW_END["script"].search(source, opening.end())
        if ending is None:
            break
        try:
            article = find_article(parse_json(source[opening.end() : ending.start()]))
        except ValueError:
            continue
        if article:
            description = one_line(article.get("description"))
            return metadata_of(article) | ({"description": description} if description else {})
    return {}
