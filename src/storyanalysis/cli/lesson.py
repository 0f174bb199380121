"""``storyanalysis lesson``: one article in; notebooks, answers and sheets for a class out."""

from __future__ import annotations

import argparse
from pathlib import Path

from storyanalysis.cli.common import Commands, add_article, add_out, opened, say, say_notes
from storyanalysis.readers.reading import counted

__all__ = ["add", "run"]


def add(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "lesson",
        help="make a lesson of one article: notebooks with and without the key, sheets to print",
        description="Make a lesson of one English news article: a student notebook, a teacher "
        "notebook with the key, a worksheet and its key to print, and the answers as a file that "
        "you may edit. The folder is a course of nbgrader's.",
    )
    add_article(parser)
    add_out(parser, "DIR", "write it there")
    parser.add_argument(
        "--questions", metavar="N", type=int, default=12, help="at most so many (default 12)"
    )
    parser.add_argument(
        "--kinds",
        metavar="KINDS",
        help="only these kinds, with commas between: speaker, form, chain, date, edge, revision, "
        "imvain, open",
    )
    parser.add_argument(
        "--answers",
        metavar="PATH",
        type=Path,
        help="an answers.yaml that you edited: it says what is asked and what is right",
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="replace other answers that are in DIR"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Analyse, make the lesson, write the folder."""
    from storyanalysis.teach.lesson import make_lesson
    from storyanalysis.teach.schema import KINDS

    kinds = KINDS if options.kinds is None else [k.strip() for k in options.kinds.split(",")]
    story = opened(options)
    say_notes(story)
    lesson = make_lesson(story, n=options.questions, kinds=kinds, answers=options.answers)
    folder = lesson.save(options.out, overwrite=options.overwrite)
    for note in lesson.notes:
        say(f"note: {note}")
    questions, points = counted(len(lesson.items), "question"), counted(lesson.points, "point")
    say(f"{questions}, {points} in {folder}")
