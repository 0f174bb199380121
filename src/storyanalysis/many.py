"""Many articles, one story after the other."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from storyanalysis.analysis import computed, corrections_for, finished, recalled, story_of
from storyanalysis.article import Article, read_article
from storyanalysis.extract.layout import find_paragraphs
from storyanalysis.keep.cache import Corrections, Shelf, open_shelf
from storyanalysis.language import parse_many, pipeline_of, warn_unless_english
from storyanalysis.story import Story

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["analyze_many"]

Source = Article | str | Path
OnError = Callable[[Source, Exception], object]
Result = TypeVar("Result")


def analyze_many(
    articles: Iterable[Source],
    *,
    model: str | Language | None = None,
    corrections: Literal[False] | None = None,
    batch_size: int = 16,
    cache: bool | str | Path = True,
    progress: bool | None = None,
    on_error: OnError | None = None,
) -> Iterator[Story]:
    """Analyse articles as a stream: the same stories as by :func:`storyanalysis.analyze`.

    Parameters
    ----------
    articles : iterable of Article, str or Path
        Articles or paths, as many as one likes; they are read as they are needed.
    model : str or spaCy Language, optional
        An installed English pipeline to use instead of the default one.
    corrections : False, optional
        With False, the corrections beside the articles' files are left aside.
    batch_size : int, default 16
        Articles that are parsed at a time. No more of them are held in memory.
    cache : bool, str or Path, default True
        As for :func:`storyanalysis.analyze`.
    progress : bool, optional
        Whether to show a bar; by default where somebody looks on (a terminal, a
        notebook) and ``TQDM_DISABLE`` is not set.
    on_error : callable, optional
        Called with an article, or its path, and the exception, where an article
        cannot be read or analysed; it is then left out. Without it, the exception
        is raised.

    Yields
    ------
    Story
        In the order of the articles.

    Raises
    ------
    ArticleError, CorrectionError
        If a path cannot be read, or the corrections beside it, and there is no `on_error`.
    ModelError
        If no English spaCy pipeline can be loaded.
    ValueError
        If `batch_size` is less than 1.
    """
    if batch_size < 1:
        raise ValueError(f"batch_size is {batch_size}: give 1 or more")
    run = _Run(model, corrections, open_shelf(cache, model), on_error)
    return _stream(run, articles, batch_size, progress)


def _stream(
    run: _Run, articles: Iterable[Source], batch_size: int, progress: bool | None
) -> Iterator[Story]:
    with _bar(articles, progress) as bar:
        coming = iter(articles)
        while batch := list(islice(coming, batch_size)):
            for story in run.stories(batch):
                bar.update()
                if story is not None:
                    yield story


class _Opened(NamedTuple):
    """An article that was read."""

    article: Article
    corrections: Corrections
    story: Story | None  # if it was kept


@dataclass(frozen=True)
class _Run:
    """What is the same for every batch."""

    model: str | Language | None
    corrections: Literal[False] | None
    shelf: Shelf
    on_error: OnError | None

    def stories(self, batch: Sequence[Source]) -> Iterator[Story | None]:
        """One for each of the batch; None for one that failed."""
        opened = [self._or_none(source, self._open, source) for source in batch]
        fresh = self._parsed([found.article for found in opened if found and not found.story])
        for source, found in zip(batch, opened, strict=True):
            if found is None or found.story is not None:
                yield found and found.story
            else:
                yield self._or_none(source, self._finish, found, next(fresh))

    def _or_none(self, source: Source, work: Callable[..., Result], *given: Any) -> Result | None:
        try:
            return work(*given)
        except Exception as error:
            if self.on_error is None:
                raise
            self.on_error(source, error)
            return None

    def _open(self, source: Source) -> _Opened:
        article = source if isinstance(source, Article) else read_article(source)
        warn_unless_english(article.text, article.path or "the text")
        wanted = corrections_for(article, self.corrections)
        return _Opened(article, wanted, recalled(article, wanted, self.shelf))

    def _parsed(self, articles: Sequence[Article]) -> Iterator[Doc | None]:
        """One Doc for each; None for all of them if the parser fails at one."""
        if not articles:
            return iter(())
        nlp = pipeline_of(self.model)
        texts = ((article.text, find_paragraphs(article.text)) for article in articles)
        try:
            return iter(list(parse_many(texts, nlp)))
        except Exception:
            if self.on_error is None:
                raise
            return iter([None] * len(articles))

    def _finish(self, found: _Opened, doc: Doc | None) -> Story:
        article = found.article
        if doc is None:
            story = computed(article, self.model)
        else:
            story = story_of(article, doc, pipeline_of(self.model))
        return finished(story, found.corrections, self.shelf)


def _bar(articles: Iterable[Source], progress: bool | None) -> Any:
    """A bar for as many articles as there are, if that is known."""
    from tqdm.auto import tqdm  # type: ignore[import-untyped]

    if progress is None:
        progress = sys.stderr.isatty() or "ipykernel" in sys.modules
    total = len(articles) if isinstance(articles, Sized) else None
    # TQDM_DISABLE counts as long as `disable` is not given
    hidden = {} if progress else {"disable": True}
    return tqdm(total=total, unit=" articles", **hidden)
