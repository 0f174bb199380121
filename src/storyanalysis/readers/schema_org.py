"""schema.org articles in JSON-LD: files of their own, and the metadata inside pages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from storyanalysis.readers.fragment import looks_like_html, read_fragment
from storyanalysis.readers.metadata import day_or_none
from storyanalysis.readers.reading import (
    Passage,
    Reading,
    below_headline,
    left_out,
    one_line,
    sound,
)

__all__ = ["find_article", "metadata_of", "parse_json", "read_schema_org"]

# subtypes of Article that tell news (schema.org, release 28)
TYPES = frozenset(
    "Article NewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle "
    "OpinionNewsArticle ReportageNewsArticle ReviewNewsArticle AdvertiserContentArticle "
    "SatiricalArticle Report BlogPosting LiveBlogPosting SocialMediaPosting".split()
)
HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item")
MEDIA = ("image", "video", "audio", "associatedMedia", "comment")
DEEPEST = 8


def parse_json(text: str) -> Any:
    """JSON, with control characters in strings as pages have them.

    Raises
    ------
    ValueError
        If it is not JSON, or nested so deeply that no news item is.
    """
    try:
        return json.loads(text, strict=False)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def find_article(data: Any) -> Mapping[str, Any] | None:
    """The first article in a JSON-LD document; one with a text wins over one without."""
    found = list(_articles(data, 0))
    return next((a for a in found if _body(a) or _entries(a)), found[0] if found else None)


def _articles(data: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(data, list):
        for item in data[:1000]:
            yield from _articles(item, depth + 1)
    elif isinstance(data, dict):
        if _types(data) & TYPES:
            yield data
        for key in HOLDERS:
            yield from _articles(data.get(key), depth + 1)


def _types(node: Mapping[str, Any]) -> set[str]:
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return {str(name).rpartition("/")[2].rpartition(":")[2] for name in names if name}


def metadata_of(article: Mapping[str, Any]) -> dict[str, Any]:
    """Title, day, outlet, address and authors, as far as the article has them."""
    page = article.get("mainEntityOfPage")
    address = article.get("url") or (page.get("@id") if isinstance(page, dict) else page)
    found = {
        "title": one_line(article.get("headline")) or one_line(article.get("name")),
        "published": day_or_none(article.get("datePublished") or article.get("dateCreated")),
        "outlet": _names(article.get("publisher") or article.get("sourceOrganization")),
        "url": one_line(address),
        "author": _names(article.get("author") or article.get("creator")),
    }
    return {key: value for key, value in found.items() if value is not None}


def _names(value: Any) -> str | None:
    items = value if isinstance(value, list) else [value]
    names = (one_line(item.get("name") if isinstance(item, dict) else item) for item in items)
    return ", ".join(dict.fromkeys(name for name in names if name))[:500] or None


def read_schema_org(article: Mapping[str, Any]) -> Reading:
    """The text of an article: headline, deck, body, entries of a live page, corrections."""
    metadata = metadata_of(article)
    dropped: list[str] = []
    deck = article.get("alternativeHeadline") or article.get("description")
    head, deck_lines = _lines(metadata.get("title"), dropped), _lines(deck, dropped)
    body = [*_lines(article.get("backstory"), dropped), *_lines(_body(article), dropped)]
    for entry in _entries(article):
        for key in ("headline", "articleBody", "text"):
            body += _lines(entry.get(key), dropped)
    body += _corrections(article, dropped)
    dropped += [key for key in MEDIA if article.get(key)]
    text = below_headline(head, deck_lines, body)
    return Reading(text, metadata, None, left_out(dict.fromkeys(dropped)))


def _body(article: Mapping[str, Any]) -> str | None:
    value = article.get("articleBody") or article.get("text")
    return value if isinstance(value, str) and value.strip() else None


def _entries(article: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    entries = article.get("liveBlogUpdate")
    entries = entries if isinstance(entries, list) else [entries]
    return [entry for entry in entries if isinstance(entry, dict)]


def _corrections(article: Mapping[str, Any], dropped: list[str]) -> list[Passage]:
    """``correction``: a text, or comments with a text (schema.org, CorrectionComment)."""
    given = article.get("correction")
    passages: list[Passage] = []
    for item in given if isinstance(given, list) else [given]:
        value = item.get("text") if isinstance(item, dict) else item
        for n, passage in enumerate(_lines(value, dropped)):
            marked = n > 0 or passage.text.lower().startswith(("correct", "clarif", "retract"))
            passages.append(passage if marked else Passage(f"Correction: {passage.text}"))
    return passages


def _lines(value: Any, dropped: list[str]) -> list[Passage]:
    """A value as paragraphs: of HTML if it has tags, or else of lines."""
    if not isinstance(value, str):
        return []
    if looks_like_html(value):
        fragment = read_fragment(sound(value))
        dropped += fragment.dropped
        return [Passage(passage.text) for passage in fragment.passages]
    return [Passage(line.strip()) for line in sound(value).split("\n") if line.strip()]
