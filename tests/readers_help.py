"""What the tests of the readers share: sample files, sections, the way back."""

from __future__ import annotations

from pathlib import Path

from storyanalysis.article import Article
from storyanalysis.extract.layout import find_paragraphs, find_sections
from storyanalysis.readers import Reading, Source, read_source
from storyanalysis.readers.decode import decode

PAGES = Path(__file__).parent / "pages"


def read(data: bytes | str, name: str) -> Reading:
    return read_source(Source(data if isinstance(data, bytes) else data.encode(), name, name))


def sections(article: Article) -> list[tuple[str, str]]:
    found = find_sections(
        article.text, find_paragraphs(article.text), title=article.title, outlet=article.outlet
    )
    return list(zip(found["kind"], found["text"], strict=True))


def source_of(name: str) -> str:
    data = (PAGES / name).read_bytes()
    text = data.decode("cp1252") if name == "old.html" else decode(data, name)
    return text.replace("\r\n", "\n")


def assert_leads_back(article: Article, source: str) -> None:
    """Pieces of equal length are the same words, blanks apart; others are entities."""
    last = 0
    for start, end, first, stop in article.source_map or ():
        assert last <= start < end <= len(article.text)
        last = end
        if end - start == stop - first:
            there, here = source[first:stop], article.text[start:end]
            assert there.split() == here.split()
        else:
            assert source[first] == "&" or "\u00ad" in source[first:stop]
