"""Take a news story apart: who speaks, on whose authority, when, and who does what to whom.

>>> import storyanalysis as sa
>>> article = sa.Article.from_text("Rain fell, the mayor said on Sunday.", published="2020-01-06")
>>> story = sa.analyze(article)
>>> story.dates["value"].tolist()
['2020-01-05']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storyanalysis.analysis import analyze
    from storyanalysis.article import Article, read_article
    from storyanalysis.story import Story, load_story

__version__ = "0.1.0"

# name -> module; loaded when first asked for, so that importing the package is quick
_LAZY = {
    "Article": "storyanalysis.article",
    "Story": "storyanalysis.story",
    "analyze": "storyanalysis.analysis",
    "load_story": "storyanalysis.story",
    "read_article": "storyanalysis.article",
}

__all__ = ["Article", "Story", "__version__", "analyze", "load_story", "read_article"]


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'storyanalysis' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
