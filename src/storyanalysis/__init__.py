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
    from storyanalysis import archive
    from storyanalysis.analysis import analyze, compare_versions
    from storyanalysis.article import Article, read_article
    from storyanalysis.errors import (
        ArchiveError,
        ArticleError,
        CorrectionError,
        LanguageWarning,
        LessonError,
        LexiconError,
        ModelError,
        StoredError,
        StoryError,
        TableError,
    )
    from storyanalysis.inquire.agreement import Agreement
    from storyanalysis.inquire.balance import balance, compare_graphs
    from storyanalysis.inquire.compare import Comparison, compare
    from storyanalysis.inquire.graph import OWN_VOICE, as_of, collapse, relation_graph
    from storyanalysis.inquire.measures import (
        attribution_summary,
        coverage,
        forms_by_speaker,
        share_of_voice,
    )
    from storyanalysis.inquire.versions import VersionDiff
    from storyanalysis.keep.annotated import read_annotations
    from storyanalysis.keep.exports import save_figure, write_graph
    from storyanalysis.keep.output import save_all
    from storyanalysis.many import analyze_many
    from storyanalysis.show.figure import show_figure
    from storyanalysis.show.narrate import (
        tell_chains,
        tell_dates,
        tell_relations,
        tell_revisions,
        tell_sources,
        tell_voices,
    )
    from storyanalysis.show.notebook import edge_table, setup_notebook
    from storyanalysis.show.plot_chains import plot_chains
    from storyanalysis.show.plot_graph import plot_graph, plot_sides
    from storyanalysis.show.plot_shape import plot_shape
    from storyanalysis.show.plot_timeline import plot_timeline
    from storyanalysis.show.plot_voices import plot_voices
    from storyanalysis.story import Story, load_story
    from storyanalysis.tables import TABLES
    from storyanalysis.teach.lesson import Lesson, make_lesson

__version__ = "0.1.0"

# name -> module; loaded when first asked for, so that importing the package is quick
_LAZY = {
    "Agreement": "storyanalysis.inquire.agreement",
    "ArchiveError": "storyanalysis.errors",
    "Article": "storyanalysis.article",
    "ArticleError": "storyanalysis.errors",
    "Comparison": "storyanalysis.inquire.compare",
    "CorrectionError": "storyanalysis.errors",
    "LanguageWarning": "storyanalysis.errors",
    "Lesson": "storyanalysis.teach.lesson",
    "LessonError": "storyanalysis.errors",
    "LexiconError": "storyanalysis.errors",
    "ModelError": "storyanalysis.errors",
    "OWN_VOICE": "storyanalysis.inquire.graph",
    "StoredError": "storyanalysis.errors",
    "Story": "storyanalysis.story",
    "StoryError": "storyanalysis.errors",
    "TABLES": "storyanalysis.tables",
    "TableError": "storyanalysis.errors",
    "VersionDiff": "storyanalysis.inquire.versions",
    "analyze": "storyanalysis.analysis",
    "analyze_many": "storyanalysis.many",
    "archive": "storyanalysis.archive",
    "as_of": "storyanalysis.inquire.graph",
    "attribution_summary": "storyanalysis.inquire.measures",
    "balance": "storyanalysis.inquire.balance",
    "collapse": "storyanalysis.inquire.graph",
    "compare": "storyanalysis.inquire.compare",
    "compare_graphs": "storyanalysis.inquire.balance",
    "compare_versions": "storyanalysis.analysis",
    "coverage": "storyanalysis.inquire.measures",
    "edge_table": "storyanalysis.show.notebook",
    "forms_by_speaker": "storyanalysis.inquire.measures",
    "load_story": "storyanalysis.story",
    "make_lesson": "storyanalysis.teach.lesson",
    "plot_chains": "storyanalysis.show.plot_chains",
    "plot_graph": "storyanalysis.show.plot_graph",
    "plot_shape": "storyanalysis.show.plot_shape",
    "plot_sides": "storyanalysis.show.plot_graph",
    "plot_timeline": "storyanalysis.show.plot_timeline",
    "plot_voices": "storyanalysis.show.plot_voices",
    "read_annotations": "storyanalysis.keep.annotated",
    "read_article": "storyanalysis.article",
    "relation_graph": "storyanalysis.inquire.graph",
    "save_all": "storyanalysis.keep.output",
    "save_figure": "storyanalysis.keep.exports",
    "setup_notebook": "storyanalysis.show.notebook",
    "share_of_voice": "storyanalysis.inquire.measures",
    "show_figure": "storyanalysis.show.figure",
    "tell_chains": "storyanalysis.show.narrate",
    "tell_dates": "storyanalysis.show.narrate",
    "tell_relations": "storyanalysis.show.narrate",
    "tell_revisions": "storyanalysis.show.narrate",
    "tell_sources": "storyanalysis.show.narrate",
    "tell_voices": "storyanalysis.show.narrate",
    "write_graph": "storyanalysis.keep.exports",
}

__all__ = [
    "OWN_VOICE",
    "TABLES",
    "Agreement",
    "ArchiveError",
    "Article",
    "ArticleError",
    "Comparison",
    "CorrectionError",
    "LanguageWarning",
    "Lesson",
    "LessonError",
    "LexiconError",
    "ModelError",
    "StoredError",
    "Story",
    "StoryError",
    "TableError",
    "VersionDiff",
    "__version__",
    "analyze",
    "analyze_many",
    "archive",
    "as_of",
    "attribution_summary",
    "balance",
    "collapse",
    "compare",
    "compare_graphs",
    "compare_versions",
    "coverage",
    "edge_table",
    "forms_by_speaker",
    "load_story",
    "make_lesson",
    "plot_chains",
    "plot_graph",
    "plot_shape",
    "plot_sides",
    "plot_timeline",
    "plot_voices",
    "read_annotations",
    "read_article",
    "relation_graph",
    "save_all",
    "save_figure",
    "setup_notebook",
    "share_of_voice",
    "show_figure",
    "tell_chains",
    "tell_dates",
    "tell_relations",
    "tell_revisions",
    "tell_sources",
    "tell_voices",
    "write_graph",
]


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'storyanalysis' has no attribute {name!r}")
    module = import_module(_LAZY[name])
    # `archive` is a module itself
    return module if _LAZY[name] == f"{__name__}.{name}" else getattr(module, name)


def __dir__() -> list[str]:
    return sorted(__all__)
