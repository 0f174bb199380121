"""The command line: one article in; tables, graph and figures out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from storyanalysis import __version__
from storyanalysis.errors import StoryError

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["main"]

BAD_INPUT = 2  # exit code, as argparse uses it for bad arguments


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        _analyze(options)
    except StoryError as error:
        print(f"storyanalysis: {error}", file=sys.stderr)  # noqa: T201
        return BAD_INPUT
    except OSError as error:
        print(f"storyanalysis: {error.filename}: {error.strerror}", file=sys.stderr)  # noqa: T201
        return BAD_INPUT
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="storyanalysis",
        description="Take a news story apart: who speaks, on whose authority, when, "
        "and who does what to whom.",
        epilog="Example: storyanalysis analyze data/iraq-letter.txt --out out/iraq-letter",
    )
    parser.add_argument("--version", action="version", version=f"storyanalysis {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    analyze = commands.add_parser(
        "analyze",
        help="analyse one article; print a summary, and write everything with --out",
        description="Analyse one English news article in a plain-text file. Metadata may stand "
        "beside it in NAME.meta.yaml (title, published, outlet, url), in YAML front matter, "
        "or be given here.",
    )
    analyze.add_argument("file", metavar="FILE", help="the article: plain text, any encoding")
    analyze.add_argument(
        "--published",
        metavar="DATE",
        help="day of publication, YYYY-MM-DD; without it, words like 'Sunday' get no date",
    )
    analyze.add_argument("--outlet", metavar="NAME", help="who published it")
    analyze.add_argument("--title", metavar="TEXT", help="the headline, if known apart")
    analyze.add_argument("--url", metavar="URL", help="where it was published")
    analyze.add_argument(
        "--out",
        metavar="DIR",
        type=Path,
        help="write tables (CSV, Parquet), graphs (GraphML) and figures (PNG, SVG) there",
    )
    chosen = analyze.add_mutually_exclusive_group()
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
    analyze.add_argument(
        "--model", metavar="NAME", help="an installed English spaCy pipeline to use"
    )
    return parser


def _analyze(options: argparse.Namespace) -> None:
    import warnings

    from storyanalysis.analysis import analyze
    from storyanalysis.article import read_article
    from storyanalysis.errors import LanguageWarning

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
            print(f"warning: {warning.message}", file=sys.stderr)  # noqa: T201
    _report(story, options.out)


def _report(story: Story, out: Path | None) -> None:
    from rich.console import Console
    from rich.markup import escape

    from storyanalysis.show.summary import print_summary

    console = Console()
    print_summary(story, console)
    if out is None:
        return
    from storyanalysis.keep.output import save_all

    save_all(story, out)
    console.print(f"Tables, graphs and figures are in [bold]{escape(str(out))}[/bold]")


if __name__ == "__main__":
    sys.exit(main())
