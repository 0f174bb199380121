"""What a worker does: analyse the articles of a batch, and write the batch itself."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storyanalysis import __version__
from storyanalysis.archive.commit import commit, is_committed, read_manifest
from storyanalysis.archive.inputs import SETTINGS
from storyanalysis.archive.items import Entry, Item, Unread, brief
from storyanalysis.errors import ArchiveError, LanguageWarning, LexiconError, ModelError

if TYPE_CHECKING:
    from storyanalysis.archive.collect import Collector
    from storyanalysis.article import Article
    from storyanalysis.story import Story

__all__ = ["Job", "Outcome", "analyse_batch", "installed_model", "write_failed"]

# a spaCy pipeline is for one thread at a time, and a worker may have several
ONE_AT_A_TIME = threading.Lock()
FAILED = "the analysis of this article failed"
# errors that are not the article's, and would befall the next one too
INSTALLATION = (ImportError, LexiconError, ModelError)


@dataclass(frozen=True)
class Job:
    """What all batches of a run have in common.

    Parameters
    ----------
    root : Path
        The dataset, on a file system that all workers share.
    run : str
        The run that hands out the batches.
    model : str, optional
        The spaCy pipeline to load.
    made_with : tuple of str
        Version of the package, name and version of the pipeline.
    """

    root: Path
    run: str
    model: str | None
    made_with: tuple[str, str]


@dataclass(frozen=True)
class Outcome:
    """What became of a batch."""

    articles: int
    errors: int


def installed_model(model: str | None) -> tuple[str, str]:
    """Version of the package, and name and version of the pipeline, on a worker."""
    from storyanalysis.language import load_model, model_name

    with ONE_AT_A_TIME:
        return __version__, model_name(load_model(model))


def analyse_batch(job: Job, batch: str, entries: Sequence[Entry]) -> Outcome:
    """Analyse and commit a batch; an article that fails becomes a row of `errors`.

    Raises
    ------
    ArchiveError
        If this worker cannot write the dataset or would analyse otherwise.
    OSError
        If the files cannot be written.
    """
    if not (job.root / SETTINGS).is_file():
        raise ArchiveError(f"{job.root} is not there on a worker: give a folder that all share")
    if not is_committed(job.root, batch):
        _commit(job, batch, entries)
    done = read_manifest(job.root, batch)
    return Outcome(done.get("articles", 0), done.get("errors", 0))


def write_failed(job: Job, batch: str, entry: Unread) -> Outcome:
    """Commit a batch of one failed article."""
    from storyanalysis.archive.collect import Collector

    collector = Collector()
    collector.fail(entry)
    _write(job, batch, collector)
    return Outcome(0, 1)


def _commit(job: Job, batch: str, entries: Sequence[Entry]) -> None:
    from storyanalysis.archive.collect import Collector

    collector = Collector()
    with ONE_AT_A_TIME:
        _analyse(job, entries, collector)
    _write(job, batch, collector)


def _write(job: Job, batch: str, collector: Collector) -> None:
    tables = collector.tables()
    about = {name: tables[name].num_rows for name in ("articles", "errors")}
    try:
        commit(job.root, job.run, batch, tables, about)
    except FileNotFoundError as error:
        raise ArchiveError(f"{job.root} was taken over by another run") from error


def _analyse(job: Job, entries: Sequence[Entry], collector: Collector) -> None:
    from storyanalysis.language import load_model, model_name

    nlp = load_model(job.model)
    if (__version__, model_name(nlp)) != job.made_with:
        raise ArchiveError(
            f"a worker has storyanalysis {__version__} with {model_name(nlp)}, not "
            f"{job.made_with[0]} with {job.made_with[1]}: install the same on all of them"
        )
    for entry in entries:
        if isinstance(entry, Unread):
            collector.fail(entry)
    items = [entry for entry in entries if isinstance(entry, Item)]
    # new words of a batch are forgotten after it, so that memory does not grow
    with nlp.memory_zone():
        for item, story in _stories(items, job.model, collector):
            collector.add(item, story, _language_note(item))


def _stories(
    items: Sequence[Item], model: str | None, collector: Collector
) -> Iterator[tuple[Item, Story]]:
    """The stories of those that can be analysed; the others are failures."""
    from storyanalysis.many import analyze_many

    by_article = {id(item.article): item for item in items}

    def fail(article: Article | str | Path, error: Exception) -> None:
        if isinstance(error, INSTALLATION):
            raise ArchiveError(f"a worker cannot analyse anything: {brief(error)}") from error
        collector.fail(_failed(by_article[id(article)], error))

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", LanguageWarning)
        articles = [item.article for item in items]
        for story in analyze_many(
            articles, model=model, corrections=False, cache=False, progress=False, on_error=fail
        ):
            yield by_article[id(story.article)], story


def _language_note(item: Item) -> tuple[str, ...]:
    """A warning that it is not English becomes a note."""
    from storyanalysis.language import warn_unless_english

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", LanguageWarning)
        warn_unless_english(item.article.text, "the text")
    return tuple(str(warning.message) for warning in caught)


def _failed(item: Item, error: BaseException) -> Unread:
    kind = type(error).__name__
    return Unread(item.article_id, item.source, kind, brief(error), FAILED)
