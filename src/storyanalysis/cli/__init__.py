"""The command line: one module a command, each with ``add`` (its options) and ``run``."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Sequence

from storyanalysis import __version__
from storyanalysis.cli import analyze, archive, cache, export, lesson, report, score
from storyanalysis.errors import StoryError

__all__ = ["main"]

BAD_INPUT = 2  # exit code, as argparse uses it for bad arguments
STOPPED = 130  # exit code after Ctrl-C, as shells give it

# in the order of --help; every module adds one command, whose default `run` does the work
COMMANDS = (analyze, report, export, score, archive, cache, lesson)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    _let_every_character_out()
    options = _parser().parse_args(arguments)
    try:
        code: int | None = options.run(options)
        sys.stdout.flush()
    except StoryError as error:
        print(f"storyanalysis: {error}", file=sys.stderr)  # noqa: T201
        return BAD_INPUT
    except OSError as error:
        if not error.filename:
            _forget_output()
        where = error.filename or "the output"
        print(f"storyanalysis: {where}: {error.strerror}", file=sys.stderr)  # noqa: T201
        return BAD_INPUT
    except KeyboardInterrupt:
        return STOPPED
    return code or 0


def _forget_output() -> None:
    """What still waits for an output that takes no more would fail again when Python ends."""
    with contextlib.suppress(OSError):  # an output that is no file has no number
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _let_every_character_out() -> None:
    """A terminal that has no curly quotes shows a question mark; that is no error."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="storyanalysis",
        description="Take a news story apart: who speaks, on whose authority, when, "
        "and who does what to whom.",
        epilog="Example: storyanalysis analyze data/iraq-letter.txt --out out/iraq-letter",
    )
    parser.add_argument("--version", action="version", version=f"storyanalysis {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in COMMANDS:
        module.add(commands)
    return parser
