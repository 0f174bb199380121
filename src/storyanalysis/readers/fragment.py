"""HTML without a page around it: the body of a mail, of a JSON item, of a Markdown file."""

from __future__ import annotations

import re
from typing import NamedTuple

from storyanalysis.readers.blocks import find_blocks
from storyanalysis.readers.reading import Passage, counted

__all__ = ["Fragment", "looks_like_html", "not_shown", "read_fragment"]

MARKUP = re.compile(
    r"</(?:p|div|b|i|em|strong|a|span|ul|ol|li|h[1-6]|blockquote|td|body|html)\s*>|<br\s*/?>|<p>",
    re.IGNORECASE,
)


class Fragment(NamedTuple):
    """Paragraphs, and what was left out of them."""

    passages: list[Passage]
    dropped: list[str]


def looks_like_html(text: str) -> bool:
    """Does it have tags, rather than a sign for 'less than'?"""
    return MARKUP.search(text) is not None


def read_fragment(source: str) -> Fragment:
    """All of its text but what hides itself; images, addresses of links and scripts go."""
    page = find_blocks(source)
    shown = [block.passage for block in page.blocks if not block.place.hidden]
    hidden = len(page.blocks) - len(shown)
    dropped = [counted(hidden, "hidden line")] if hidden else []
    return Fragment(shown, not_shown(page.images, page.links) + dropped)


def not_shown(images: int, links: int) -> list[str]:
    """Images, and addresses of links whose text is kept, in words."""
    parts = [counted(images, "image")] if images else []
    if links:
        parts.append(f"the address{'es' * (links > 1)} of {counted(links, 'link')}")
    return parts
