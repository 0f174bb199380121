"""From an article to a story: the steps, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from storyanalysis.article import Article, read_article
from storyanalysis.story import Story

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language

    from storyanalysis.inquire.versions import VersionDiff

__all__ = ["analyze", "compare_versions"]


def analyze(
    article: Article | str | Path,
    *,
    model: str | Language | None = None,
    corrections: str | Path | Sequence[Mapping[str, Any]] | Literal[False] | None = None,
) -> Story:
    """Take a news story apart.

    Parameters
    ----------
    article : Article, str or Path
        The article, or the path of a text file with one.
    model : str or spaCy Language, optional
        An installed English pipeline to use instead of the default one.
    corrections : str, Path, list of dict or False, optional
        Corrections by an analyst, as a YAML file or a list of its entries. Without
        it, ``NAME.corrections.yaml`` beside the article's file ``NAME.txt`` is
        used if there is one; with False, none.

    Returns
    -------
    Story

    Raises
    ------
    ArticleError
        If the path cannot be read as an article.
    CorrectionError
        If the corrections cannot be read or one is malformed.
    ModelError
        If no English spaCy pipeline can be loaded.

    Warns
    -----
    LanguageWarning
        If the text does not look like English.
    """
    from storyanalysis.extract.actors import find_actors, outlet_country, settle_actors
    from storyanalysis.extract.attribution import find_attributions
    from storyanalysis.extract.dates import find_dates, link_dates, publication_hint
    from storyanalysis.extract.layout import find_paragraphs, find_sections
    from storyanalysis.extract.relations import find_relations
    from storyanalysis.extract.sentences import find_sentences
    from storyanalysis.extract.statements import find_statements
    from storyanalysis.inquire.revisions import find_revisions
    from storyanalysis.inquire.sources import judge_sources
    from storyanalysis.inquire.whole_story import mended_notes
    from storyanalysis.language import load_model, model_name, parse, warn_unless_english

    if not isinstance(article, Article):
        article = read_article(article)
    text = article.text
    warn_unless_english(text, article.path or "the text")
    nlp = load_model(model) if model is None or isinstance(model, str) else model

    paragraphs = find_paragraphs(text)
    sections = find_sections(text, paragraphs, title=article.title, outlet=article.outlet)
    doc = parse(text, paragraphs, nlp)
    sentences = find_sentences(doc, paragraphs, sections)
    attributions = find_attributions(doc, paragraphs)
    mentions, actors = find_actors(doc, sections, sentences, attributions)
    statements, spans, relays = find_statements(
        doc, sections, sentences, attributions, mentions, actors, outlet=article.outlet
    )
    country = outlet_country(article.outlet)
    dates = find_dates(doc, sentences, sections, published=article.published, country=country)
    relations = find_relations(doc, sentences, mentions, actors, statements, spans, dates)
    dates = link_dates(dates, doc, sentences, statements, relations)
    mentions, actors, statements = settle_actors(actors, mentions, statements, relays, relations)
    revisions = find_revisions(sections, sentences, statements, spans, relations, actors, text)
    sources = judge_sources(actors, statements, spans, relays, relations, sections, mentions)
    frames = {
        "sections": sections,
        "sentences": sentences,
        "mentions": mentions,
        "actors": actors,
        "statements": statements,
        "spans": spans,
        "relays": relays,
        "dates": dates,
        "relations": relations,
        "revisions": revisions,
        "sources": sources,
    }
    hint = publication_hint(text, sections) if article.published is None else None
    notes = _notes(article, hint) + mended_notes(sections, sentences, revisions)
    story = Story(article, frames, model_name(nlp), notes)
    return _corrected(story, corrections)


def _corrected(
    story: Story, corrections: str | Path | Sequence[Mapping[str, Any]] | Literal[False] | None
) -> Story:
    """With the corrections given, or those beside the article's file."""
    from storyanalysis.inquire.corrections import sidecar_of

    if corrections is None:
        corrections = sidecar_of(story.article.path) or False
    return story if corrections is False else story.correct(corrections)


def _notes(article: Article, hint: object) -> tuple[str, ...]:
    """What a reader of the tables should know."""
    if article.published is not None:
        return ()
    if hint is None:
        return ("no publication date: relative dates such as 'Sunday' have no value",)
    note = (
        f"no publication date was given; the page itself says {hint}: "
        f"pass published='{hint}' to date relative expressions"
    )
    return (note,)


def compare_versions(
    old: Article | str | Path, new: Article | str | Path, *, model: str | Language | None = None
) -> VersionDiff:
    """What became of a story from one version to the next, sentence by sentence.

    Parameters
    ----------
    old, new : Article, str or Path
        The two versions, as articles or files.
    model : str or spaCy Language, optional
        An installed English pipeline to use instead of the default one.

    Returns
    -------
    VersionDiff

    Raises
    ------
    ArticleError
        If a path cannot be read as an article.
    ModelError
        If no English spaCy pipeline can be loaded.
    """
    from storyanalysis.inquire.versions import diff_versions

    before, after = (v if isinstance(v, Article) else read_article(v) for v in (old, new))
    return diff_versions(
        before.text, _sentences(before, model), after.text, _sentences(after, model)
    )


def _sentences(article: Article, model: str | Language | None) -> pd.DataFrame:
    from storyanalysis.extract.layout import find_paragraphs, find_sections
    from storyanalysis.extract.sentences import find_sentences
    from storyanalysis.language import load_model, parse

    nlp = load_model(model) if model is None or isinstance(model, str) else model
    paragraphs = find_paragraphs(article.text)
    sections = find_sections(article.text, paragraphs, title=article.title, outlet=article.outlet)
    return find_sentences(parse(article.text, paragraphs, nlp), paragraphs, sections)
