"""``storyanalysis archive``: many articles in; one Parquet dataset a table out."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from storyanalysis.cli.common import Commands, add_out, say
from storyanalysis.errors import StoryError
from storyanalysis.readers.reading import counted

if TYPE_CHECKING:
    from storyanalysis.archive import Archive

__all__ = ["add", "run"]

FAILED = 1  # exit code where nothing could be analysed


def add(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "archive",
        help="analyse many articles into Parquet tables for pandas, Dask and DuckDB",
        description="Analyse many articles: folders, patterns such as 'news/**/*.txt' (in "
        "quotation marks), text files with NAME.meta.yaml beside them, JSONL, CSV and Parquet with "
        "the columns text, title, published, outlet, url and perhaps id, zip and tar files. Run "
        "it again after any stop: it goes on where it was, and later adds only what is new. "
        "Articles that fail are rows of table errors.",
    )
    parser.add_argument("inputs", metavar="INPUT", nargs="+", help="where the articles are")
    add_out(parser, "DATASET", "the folder of the dataset: a new one, or one to add to")
    parser.add_argument(
        "--column",
        metavar="FIELD=NAME",
        action="append",
        default=[],
        help="which column holds a field, as in published=date; 'url=' says there is none",
    )
    parser.add_argument(
        "--model", metavar="NAME", help="an installed English spaCy pipeline to use"
    )
    _add_workers(parser)
    parser.set_defaults(run=run)


def _add_workers(parser: argparse.ArgumentParser) -> None:
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--workers", metavar="N", type=int, help="processes on this machine; one a core by default"
    )
    where.add_argument(
        "--scheduler", metavar="ADDRESS", help="a Dask scheduler whose workers do it: tcp://..."
    )
    parser.add_argument(
        "--batch",
        metavar="N",
        type=int,
        default=100,
        help="articles written together, as one file a table (100); more for large archives",
    )
    parser.add_argument("--quiet", action="store_true", help="show no progress")


def run(options: argparse.Namespace) -> int:
    """Build the archive, tell what became of it."""
    from storyanalysis import archive

    built = archive.build(
        options.inputs,
        options.out,
        workers=options.workers,
        scheduler=options.scheduler,
        batch=options.batch,
        model=options.model,
        columns=_columns(options.column),
        progress=False if options.quiet else None,
    )
    return _tell(built)


def _columns(given: list[str]) -> dict[str, str | None]:
    """``FIELD=NAME`` as a mapping; an empty name is none."""
    if wrong := [text for text in given if "=" not in text]:
        raise StoryError(f"--column {wrong[0]}: write FIELD=NAME, as in published=date")
    pairs = (text.partition("=") for text in given)
    return {field.strip(): name.strip() or None for field, _, name in pairs}


def _tell(built: Archive) -> int:
    pace = built.pace
    assert pace is not None  # it was just built
    known = f", {pace.known:,} were there" if pace.known else ""
    added = counted(pace.added, "article")
    say(f"{added} added to {built.path}{known} ({pace.seconds:,.0f} seconds)")
    if pace.failed:
        first = built.errors.iloc[-1]
        say(f"{pace.failed:,} failed, see table errors; one of them: {first['message']}")
    return FAILED if pace.failed and not pace.added + pace.known else 0
