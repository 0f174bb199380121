"""A story that is analysed now, or opened where it was saved."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from storyanalysis.cli.common import analyzed
from storyanalysis.errors import StoryError

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["opened"]

# options that say how an article is read; a saved story has been read
READING = ("published", "outlet", "title", "url", "corrections", "model")


def opened(options: argparse.Namespace) -> Story:
    """The story in the folder FILE, or the one analysed of the article FILE.

    Raises
    ------
    StoryError
        If it cannot be read, or options for an article are given with a saved story.
    """
    from storyanalysis.keep.folder import is_saved_story
    from storyanalysis.story import load_story

    if not is_saved_story(options.file):
        return analyzed(options)
    given = [name for name in READING if getattr(options, name) is not None]
    if given:
        raise StoryError(
            f"{options.file} is a saved story, which --{given[0]} cannot change: "
            "leave the option out, or give the article's file"
        )
    return load_story(options.file)
