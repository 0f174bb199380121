"""``storyanalysis report``: a story as one web page to read, send or print."""

from __future__ import annotations

import argparse

from storyanalysis.cli.common import Commands, add_article, add_out, opened, say, say_notes

__all__ = ["add", "run"]


def add(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "report",
        help="write one web page with everything about a story; it opens offline and prints well",
        description="Write a story as one HTML page: the annotated article, figures, tables, "
        "sources, limits, and how it was made.",
    )
    add_article(parser)
    add_out(parser, "PATH", "the page to write, like report.html")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Analyse or open the story, and write the page."""
    story = opened(options)
    say_notes(story)
    say(f"written: {story.report(options.out)}")
