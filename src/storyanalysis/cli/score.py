"""``storyanalysis score``: how far a story's tables agree with an analyst's."""

from __future__ import annotations

import argparse
from pathlib import Path

from storyanalysis.cli.common import Commands, add_article, opened, say

__all__ = ["add", "run"]


def add(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "score",
        help="measure a story against an analyst's tables, or against another annotator",
        description="Print precision, recall and F1 of every table. GOLD is a folder that analyze "
        "--out wrote, with corrected tables, or a JSON file of an analyst's rows "
        "(docs/agreement.md), whose day and outlet are used where none are given.",
    )
    add_article(parser)
    parser.add_argument("gold", metavar="GOLD", type=Path, help="what is right")
    parser.add_argument(
        "--misses", metavar="PATH", type=Path, help="write every difference, with its words, as CSV"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Analyse or open the story, compare, print the figures, write the differences."""
    from rich.console import Console

    from storyanalysis.keep.files import write_file
    from storyanalysis.keep.folder import is_saved_story
    from storyanalysis.keep.gold import gold_metadata
    from storyanalysis.keep.sheets import csv_bytes

    if not is_saved_story(options.file):
        for name, value in gold_metadata(options.gold).items():
            if getattr(options, name) is None:
                setattr(options, name, value)
    found = opened(options).agreement(options.gold)
    console = Console(highlight=False)
    console.print(found, markup=False, soft_wrap=True)
    if options.misses is not None:
        say(f"written: {write_file(options.misses, csv_bytes(found.misses))}")
