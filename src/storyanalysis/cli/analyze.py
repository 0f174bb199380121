"""``storyanalysis analyze``: one article in; tables, graph and figures out."""

from __future__ import annotations

import argparse

from storyanalysis.cli.common import Commands, add_article, add_out, opened
from storyanalysis.errors import StoredError

__all__ = ["add", "run"]


def add(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "analyze",
        help="analyse one article; print a summary, and write everything with --out",
        description="Analyse one English news article. Metadata may stand "
        "beside it in NAME.meta.yaml (title, published, outlet, url), in YAML front matter, "
        "or be given here.",
    )
    add_article(parser)
    told = "write tables (CSV, Parquet), graphs (GraphML, GEXF) and figures (PNG, SVG) there"
    add_out(parser, "DIR", told, required=False)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Analyse, print the summary, write the folder."""
    from rich.console import Console
    from rich.markup import escape

    from storyanalysis.keep.output import save_all
    from storyanalysis.show.summary import print_summary

    if options.out is not None and options.out.is_file():
        raise StoredError(f"{options.out} cannot be written: it is a file, --out wants a folder")
    story = opened(options)
    console = Console()
    print_summary(story, console)
    if options.out is not None:
        save_all(story, options.out)
        console.print(f"Tables, graphs and figures are in [bold]{escape(str(options.out))}[/bold]")
