"""A JSON file: a schema.org article or an IPTC ninjs item, told by what is in it."""

from __future__ import annotations

from storyanalysis.errors import ArticleError
from storyanalysis.readers.decode import decode
from storyanalysis.readers.ninjs import is_ninjs, read_ninjs
from storyanalysis.readers.reading import Reading, Source, need_text
from storyanalysis.readers.schema_org import find_article, parse_json, read_schema_org

__all__ = ["read_json"]

FORMS = "a schema.org article (JSON-LD with articleBody) or an IPTC ninjs item"


def read_json(source: Source) -> Reading:
    """The article in a JSON file.

    Raises
    ------
    ArticleError
        If it is not JSON, or JSON of another kind, or an article without a text.
    """
    try:
        data = parse_json(decode(source.data, source.where))
    except ValueError as error:
        raise ArticleError(
            f"{source.where} is not JSON ({str(error)[:80]}): give the whole file"
        ) from error
    if is_ninjs(data):
        reading = read_ninjs(data)
    elif article := find_article(data):
        reading = read_schema_org(article)
    else:
        raise ArticleError(f"{source.where} is JSON, but not {FORMS}: give one of these")
    need_text(reading.text, source.where, f"give {FORMS} with its text")
    return reading
