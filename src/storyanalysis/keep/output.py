"""Everything a story gives, in one folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from storyanalysis.keep.exports import save_figure, write_graph
from storyanalysis.keep.files import write_file
from storyanalysis.keep.folder import save_story
from storyanalysis.show.plot_chains import plot_chains
from storyanalysis.show.plot_graph import plot_graph, plot_sides
from storyanalysis.show.plot_shape import plot_shape
from storyanalysis.show.plot_timeline import plot_timeline
from storyanalysis.show.plot_voices import plot_voices

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from storyanalysis.story import Story

__all__ = ["FIGURES", "save_all"]

FIGURES: dict[str, Callable[[Story], Axes]] = {
    "graph": lambda story: plot_graph(story.graph()),
    "sides": lambda story: plot_sides(story.graph(by="side")),
    "voices": plot_voices,
    "timeline": plot_timeline,
    "chains": plot_chains,
    "shape": plot_shape,
}


def save_all(story: Story, folder: str | Path) -> Path:
    """Write tables, graphs and figures to a folder.

    Parameters
    ----------
    story : Story
    folder : str or Path
        Files of an earlier run are replaced; other files stay.

    Returns
    -------
    Path
        The folder: ``article.txt``, ``story.json``, every table as CSV and
        Parquet, ``graph.graphml``, ``sides.graphml``, ``graph.gexf``, the
        annotated article as ``reader.html``, and ``figures/`` as PNG and SVG.

    Raises
    ------
    StoredError
        If the folder cannot be written.
    """
    folder = save_story(story, folder)
    graph = story.graph()
    write_graph(graph, folder / "graph.graphml")
    write_graph(graph, folder / "graph.gexf")
    write_graph(story.graph(by="side"), folder / "sides.graphml")
    _save_figures(story, folder / "figures")
    write_file(folder / "reader.html", READER_PAGE.format(reader=story.read().html))
    return folder


READER_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The annotated article</title>
<meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body style="max-width:52rem;margin:2rem auto;padding:0 1rem">{reader}</body></html>
"""


def _save_figures(story: Story, folder: Path) -> None:
    import matplotlib.pyplot as plt

    for name, plot in FIGURES.items():
        ax = plot(story)
        save_figure(ax, folder / name)
        plt.close(ax.get_figure(root=True))
