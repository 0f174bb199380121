"""What notebooks need: readable tables, and the numbers of a drawn graph."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING

import pandas as pd

from storyanalysis.markup import tag
from storyanalysis.show.display import Shown
from storyanalysis.show.edges import EDGE_LOOKS, bundles
from storyanalysis.show.styled import styled_html

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["edge_table", "setup_notebook"]

# words are read from the left; JupyterLab sets every cell of a table to the right
STYLE = (
    ".jp-RenderedHTMLCommon table.dataframe tr th,.jp-RenderedHTMLCommon table.dataframe tr td"
    "{text-align:left;vertical-align:top!important;max-width:34em;overflow-wrap:break-word}"
)
COLUMNS = ("source", "target", "kind", "n", "events")
OPTIONS = {
    "display.html.use_mathjax": False,  # "$5 million to $6 million" is money, not a formula
    "styler.html.mathjax": False,
    "styler.format.escape": "html",  # a Styler would run the article's own HTML; see styled.py
    "display.max_colwidth": 220,
    "display.max_columns": 20,
    "display.max_rows": 80,
    "display.min_rows": 40,
    "display.precision": 2,
    "display.width": 120,
    "display.show_dimensions": False,
}


def setup_notebook() -> None:
    """Make the tables and figures of a notebook readable, safe and the same on every run.

    Sets pandas' display options (long texts are shown, money stays money,
    article text is escaped in styled tables too, labels and captions included),
    keeps matplotlib from reading dollar signs as formulas or writing messages into
    the page, and puts a style sheet for tables on the page. Call it in the first
    cell.
    """
    for name, value in OPTIONS.items():
        pd.set_option(name, value)
    # on a new machine the first figure would report that a font cache is built
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    import matplotlib as mpl

    mpl.rcParams["text.parse_math"] = False
    with contextlib.suppress(ImportError):  # outside notebooks there is no page to style
        from IPython.core.getipython import get_ipython
        from IPython.display import display

        shell = get_ipython()
        if shell is not None and shell.display_formatter is not None:
            html = shell.display_formatter.formatters["text/html"]
            html.for_type_by_name("pandas.io.formats.style", "Styler", styled_html)
            style = Shown(tag("style", STYLE), "Tables and figures are set up.")
            display(style)  # type: ignore[no-untyped-call]


def edge_table(graph: nx.MultiDiGraph[str]) -> pd.DataFrame:
    """The arrows of a drawn graph as a table, in the words of its legend.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        Of actors or of sides, from ``story.graph()``.

    Returns
    -------
    DataFrame
        One row an arrow of :func:`storyanalysis.plot_graph` or
        :func:`storyanalysis.plot_sides`: `source`, `target`, `kind`
        (cooperation, conflict, open, said not to be, only possible), `n` (how
        many relations it stands for) and their `events`. Most relations first.
    """
    names: dict[str, str] = dict(graph.nodes(data="label"))  # type: ignore[arg-type]
    rows = [
        {
            "source": names[bundle.source],
            "target": names[bundle.target],
            "kind": EDGE_LOOKS[bundle.name].word,
            "n": bundle.n,
            "events": bundle.label.partition(": ")[2] or bundle.label,
        }
        for bundle in bundles(graph)
    ]
    types = dict.fromkeys(COLUMNS, "string") | {"n": "int64"}
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype(types)
    return frame.sort_values("n", ascending=False, kind="stable", ignore_index=True)
