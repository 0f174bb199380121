"""The article alive in JupyterLab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyanalysis.errors import StoryError

if TYPE_CHECKING:
    from storyanalysis.show.live.widget import Explorer
    from storyanalysis.story import Story

__all__ = ["explore"]


def explore(story: Story) -> Explorer:
    """The live view of a story; anywidget is needed for it only.

    Raises
    ------
    StoryError
        If the package ``anywidget`` is not installed.
    """
    try:
        import anywidget  # noqa: F401
    except ImportError as error:
        raise StoryError(
            "story.explore() needs the package anywidget: run "
            "pip install 'storyanalysis[notebooks]', then restart the kernel "
            "(story.read() shows the same article without it)"
        ) from error
    from storyanalysis.show.live.widget import Explorer

    return Explorer(story)
