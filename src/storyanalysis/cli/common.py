"""What several commands share: the options that describe an article, and how it is analysed."""

from __future__ import annotations

import argparse
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyanalysis.errors import LanguageWarning, StoryError

if TYPE_CHECKING:
    from storyanalysis.story import Story

    # the type that argparse gives its subparsers has no public name
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = Any

__all__ = ["Commands", "add_article", "add_out", "opened", "say", "say_notes"]

# options that say how an article is read; a saved story has been read
READING = ("published", "outlet", "title", "url", "corrections", "model")


def say(text: str) -> None:
    """One line to the terminal, beside the results."""
    print(text, file=sys.stderr)  # noqa: T201


def say_notes(story: Story) -> None:
    """What the analysis has to say of the article, such as that no day was given."""
    for note in story.notes:
        say(f"note: {note}")


def add_article(parser: argparse.ArgumentParser) -> None:
    """Add FILE, its metadata, and how it is analysed."""
    parser.add_argument(
        "file",
        metavar="FILE",
        help="the article: plain text, Markdown, HTML or MHTML (saved page), JSON (schema.org or "
        "ninjs), .eml, PDF; an http(s) address, which is then fetched; or a folder that "
        "analyze --out wrote",
    )
    parser.add_argument(
        "--published",
        metavar="DATE",
        help="day of publication, YYYY-MM-DD; without it, words like 'Sunday' get no date",
    )
    parser.add_argument("--outlet", metavar="NAME", help="who published it")
    parser.add_argument("--title", metavar="TEXT", help="the headline, if known apart")
    parser.add_argument("--url", metavar="URL", help="where it was published")
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument(
        "--corrections",
        metavar="PATH",
        help="an analyst's corrections (YAML); without it, NAME.corrections.yaml beside FILE",
    )
    chosen.add_argument(
        "--no-corrections",
        dest="corrections",
        action="store_const",
        const=False,
        help="the tables as computed, whatever stands beside FILE",
    )
    parser.add_argument(
        "--model", metavar="NAME", help="an installed English spaCy pipeline to use"
    )


def add_out(
    parser: argparse.ArgumentParser, metavar: str, told: str, *, required: bool = True
) -> None:
    """Add --out, the place that is written to."""
    parser.add_argument("--out", metavar=metavar, type=Path, required=required, help=told)


def opened(options: argparse.Namespace) -> Story:
    """The story that the options of :func:`add_article` name: a saved one, or analysed now.

    Raises
    ------
    StoryError
        If it cannot be read, or options for an article are given with a saved story.
    """
    from storyanalysis.keep.folder import is_saved_story
    from storyanalysis.story import load_story

    if not is_saved_story(options.file):
        return _analyzed(options)
    for name in READING:
        if (value := getattr(options, name)) is not None:
            flag = f"--no-{name}" if value is False else f"--{name}"
            raise StoryError(
                f"{options.file} is a saved story, which {flag} cannot change: "
                "leave the option out, or give the article's file"
            )
    return load_story(options.file)


def _analyzed(options: argparse.Namespace) -> Story:
    """The story of an article; warnings become lines."""
    from storyanalysis.analysis import analyze
    from storyanalysis.article import read_article

    article = read_article(
        options.file,
        published=options.published,
        outlet=options.outlet,
        title=options.title,
        url=options.url,
    )
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", LanguageWarning)
        story = analyze(article, model=options.model, corrections=options.corrections)
    for warning in caught:
        if issubclass(warning.category, LanguageWarning):
            say(f"warning: {warning.message}")
    return story
