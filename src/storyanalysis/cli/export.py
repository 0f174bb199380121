"""``storyanalysis export``: a story in the format of another program."""

from __future__ import annotations

import argparse

from storyanalysis.cli.common import Commands, add_article, add_out, opened, say, say_notes
from storyanalysis.keep.formats import FORMATS

__all__ = ["add", "run"]


def add(commands: Commands) -> None:
    """Add the command and its options."""
    told = "; ".join(f"{name}: {chosen.about}" for name, chosen in FORMATS.items())
    parser = commands.add_parser(
        "export",
        help="write a story for another program: spreadsheets, annotation tools, graphs, RDF",
        description=f"Write a story in another format. {told}.",
    )
    add_article(parser)
    parser.add_argument(
        "--to",
        metavar="FORMAT",
        choices=list(FORMATS),
        help=f"one of {', '.join(FORMATS)}; without it, the ending of PATH tells",
    )
    add_out(parser, "PATH", "the file to write; for csv, parquet and brat a folder")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Analyse or open the story, and write it."""
    story = opened(options)
    say_notes(story)
    written = story.export(options.out, format=options.to)
    say(f"written: {written}")
