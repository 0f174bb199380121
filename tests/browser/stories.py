"""Stories for the browser, made without a language model, and notebooks that show them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.made_story import PLAIN, TEXT, made_story

if TYPE_CHECKING:
    from pathlib import Path

SET = "window.ran=true"
# each would set the flag if it ran as HTML, as Markdown, or as a formula
BAIT = {
    "mayor": f"<script>{SET}</script>",
    "radio": f'Vale" onerror="{SET}" onmouseover="{SET}" autofocus onfocus=\'{SET}\' x="',
    "north": f"<img src=x onerror={SET}>",
    "south": f"[South](javascript:{SET})![x](http://example.org/x.png)",
    "union": f"$$\\href{{javascript:{SET}}}{{\\text{{Union}}}}$$ \\(\\unicode{{<b>}}\\)",
    "memo": f"</pre></style></textarea><svg onload={SET}><!-- {{{{ x }}}} `memo` </script>",
    "money": "$5 million to $6 million",
}
METADATA = {
    "title": f"<img src=t onerror={SET}></title><script>{SET}</script>",
    "outlet": f"<iframe srcdoc='<script>parent.{SET}</script>'></iframe>",
    "url": f"javascript:{SET}",
}
TABLES = ("sections", "sentences", "actors", "mentions", "statements", "spans", "relays", "dates",
          "relations", "revisions", "sources")  # fmt: skip
TOLD = ("voices", "dates", "relations", "revisions", "sources", "chains")
PLOTS = ("plot_voices(story)", "plot_timeline(story)", "plot_chains(story)", "plot_shape(story)",
         "plot_graph(story.graph())", "plot_sides(story.graph(by='side'))")  # fmt: skip
START = ["import storyanalysis as sa", "sa.setup_notebook()"]


def save_stories(root: Path) -> None:
    """Two saved stories: `plain` and `hostile`."""
    made_story(PLAIN).save(root / "plain")
    hostile = made_story(BAIT)
    article = replace(hostile.article, **METADATA)
    replace(hostile, article=article, notes=(BAIT["north"],)).save(root / "hostile")


def write_notebook(path: Path, cells: list[str]) -> Path:
    """A notebook of code cells without outputs."""
    made: list[dict[str, Any]] = [
        {"cell_type": "code", "id": f"cell{n}", "source": source, "metadata": {},
         "execution_count": None, "outputs": []}
        for n, source in enumerate(cells)
    ]  # fmt: skip
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook = {"cells": made, "metadata": {"kernelspec": kernel}, "nbformat": 4,
                "nbformat_minor": 5}  # fmt: skip
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def everything(name: str) -> list[str]:
    """Cells that show all that can be shown of a saved story."""
    return [
        "\n".join([*START, f"story = sa.load_story({name!r})"]),
        "story",
        "story.article",
        "story.read()",
        "live = story.explore()\nlive",
        *(f"story.evidence(story.{table})" for table in TABLES),
        *(f"story.{table}" for table in TABLES),
        "story.statements.style",
        "story.actors.set_index('name').T.style.format(precision=1).set_caption(story.notes[0])",
        "story.chains()",
        *(f"sa.tell_{told}(story)" for told in TOLD),
        *(f"sa.show_figure(sa.{plot})" for plot in PLOTS),
    ]


__all__ = ["BAIT", "SET", "TEXT", "everything", "save_stories", "write_notebook"]
