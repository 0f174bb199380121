"""From an article to a story: the steps, in order."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from storyanalysis.article import Article, read_article
from storyanalysis.frames import Frames
from storyanalysis.story import Story

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language
    from spacy.tokens import Doc

    from storyanalysis.inquire.versions import VersionDiff
    from storyanalysis.keep.cache import Corrections, Shelf

__all__ = ["analyze", "compare_versions", "story_of", "tables_of"]


def analyze(
    article: Article | str | Path,
    *,
    model: str | Language | None = None,
    corrections: Corrections | None = None,
    cache: bool | str | Path = True,
) -> Story:
    """Take a news story apart.

    Parameters
    ----------
    article : Article, str or Path
        The article, or the path of a file with one.
    model : str or spaCy Language, optional
        An installed English pipeline to use instead of the default one.
    corrections : str, Path, list of dict or False, optional
        Corrections by an analyst, as a YAML file or a list of its entries. Without
        it, ``NAME.corrections.yaml`` beside the article's file ``NAME.txt`` is
        used if there is one; with False, none.
    cache : bool, str or Path, default True
        Keep the analysis in the user's cache folder, and take it from there if this
        very text was analysed before in the same way: a story that was read once
        opens within milliseconds. False neither looks there nor keeps anything; a
        path is another folder to use. The variable ``STORYANALYSIS_CACHE`` names
        another folder too, or turns the cache off (``off``). Analyses with a
        pipeline given as an object or a folder are not kept.

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

    See Also
    --------
    storyanalysis.analyze_many : many articles, one after the other
    """
    from storyanalysis.keep.cache import open_shelf
    from storyanalysis.language import warn_unless_english

    if not isinstance(article, Article):
        article = read_article(article)
    warn_unless_english(article.text, article.path or "the text")
    shelf = open_shelf(cache, model)
    wanted = corrections_for(article, corrections)
    story = recalled(article, wanted, shelf)
    return finished(computed(article, model), wanted, shelf) if story is None else story


def computed(article: Article, model: str | Language | None) -> Story:
    """The story of an article, parsed and computed now, before any correction."""
    from storyanalysis.extract.layout import find_paragraphs
    from storyanalysis.language import parse, pipeline_of

    nlp = pipeline_of(model)
    doc = parse(article.text, find_paragraphs(article.text), nlp)
    return story_of(article, doc, nlp)


def story_of(article: Article, doc: Doc, nlp: Language) -> Story:
    """The story of an article that `nlp` has parsed, before any correction."""
    from storyanalysis.language import model_name

    frames = Frames(tables_of(article, doc))  # each was checked by the step that made it
    return Story(article, frames, model_name(nlp), _notes(article, frames))


def tables_of(article: Article, doc: Doc) -> dict[str, pd.DataFrame]:
    """The eleven tables of a parsed article: the steps, in order.

    Parameters
    ----------
    article : Article
    doc : spaCy Doc
        What :func:`storyanalysis.language.parse` makes of its text.

    Returns
    -------
    dict of str to DataFrame
        By name of table, as in :data:`storyanalysis.TABLES`.
    """
    from storyanalysis.extract.actors import find_actors, outlet_country, settle_actors
    from storyanalysis.extract.attribution import find_attributions
    from storyanalysis.extract.dates import find_dates, link_dates
    from storyanalysis.extract.layout import find_paragraphs, find_sections
    from storyanalysis.extract.relations import find_relations
    from storyanalysis.extract.sentences import find_sentences
    from storyanalysis.extract.statements import find_statements
    from storyanalysis.inquire.revisions import find_revisions
    from storyanalysis.inquire.sources import judge_sources

    text = article.text
    paragraphs = find_paragraphs(text)
    sections = find_sections(text, paragraphs, title=article.title, outlet=article.outlet)
    sentences = find_sentences(doc, paragraphs, sections)
    attributions = find_attributions(doc, paragraphs)
    mentions, actors, staying = find_actors(doc, sections, sentences, attributions)
    statements, spans, relays = find_statements(
        doc, sections, sentences, attributions, mentions, actors, outlet=article.outlet
    )
    country = outlet_country(article.outlet)
    dates = find_dates(doc, sentences, published=article.published, country=country)
    relations = find_relations(doc, sentences, mentions, actors, statements, spans, dates)
    dates = link_dates(dates, doc, sentences, statements, relations)
    mentions, actors, statements = settle_actors(
        actors, mentions, statements, relays, relations, staying=staying
    )
    revisions = find_revisions(
        sections, sentences, statements, spans, actors, text, mentions=mentions
    )
    sources = judge_sources(actors, statements, relays, relations, sections, mentions)
    return {
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


def corrections_for(article: Article, given: Corrections | None) -> Corrections:
    """The corrections given, or those beside the article's file; False if there are none."""
    from storyanalysis.inquire.corrections import sidecar_of

    return (sidecar_of(article.path) or False) if given is None else given


def recalled(article: Article, corrections: Corrections, shelf: Shelf) -> Story | None:
    """The story as it was kept, with corrections on top; None if it was not."""
    if kept := shelf.load(article, corrections):
        return Story(*kept)
    plain = None if corrections is False else shelf.load(article)
    return _corrected(Story(*plain), corrections, shelf) if plain else None


def finished(story: Story, corrections: Corrections, shelf: Shelf) -> Story:
    """A computed story with corrections on top; both are kept."""
    shelf.store(story)
    return _corrected(story, corrections, shelf)


def _corrected(story: Story, corrections: Corrections, shelf: Shelf) -> Story:
    if corrections is False:
        return story
    story = story.correct(corrections)
    shelf.store(story, corrections)
    return story


def _notes(article: Article, frames: Mapping[str, pd.DataFrame]) -> tuple[str, ...]:
    """What a reader of the tables should know."""
    from storyanalysis.inquire.whole_story import mended_notes

    mended = mended_notes(frames["sections"], frames["sentences"], frames["revisions"])
    return (*article.notes, *_undated(article, frames["sections"]), *mended)


def _undated(article: Article, sections: pd.DataFrame) -> tuple[str, ...]:
    """That there is no date of publication, and which one the page itself names."""
    from storyanalysis.extract.dates import publication_hint

    if article.published is not None:
        return ()
    hint = publication_hint(article.text, sections)
    if hint is None:
        return ("no publication date: relative dates such as 'Sunday' have no value",)
    note = (
        f"no publication date was given; the page itself says {hint}: "
        f"give it to date words like 'Sunday' (published='{hint}', --published {hint})"
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
    from storyanalysis.language import parse, pipeline_of

    paragraphs = find_paragraphs(article.text)
    sections = find_sections(article.text, paragraphs, title=article.title, outlet=article.outlet)
    doc = parse(article.text, paragraphs, pipeline_of(model))
    return find_sentences(doc, paragraphs, sections)
