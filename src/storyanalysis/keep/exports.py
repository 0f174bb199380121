"""Graphs for Gephi, Cytoscape and others; figures for print."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyanalysis.errors import StoryError
from storyanalysis.keep.files import write_file
from storyanalysis.keep.xmltext import xml_safe
from storyanalysis.show.figure import figure_bytes

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

__all__ = ["graph_text", "save_figure", "write_graph"]

# GEXF reads these as points in time
RENAMED = {"start": "text_start", "end": "text_end"}


def write_graph(graph: nx.MultiDiGraph[str], path: str | Path) -> Path:
    """Write a relation graph in the format that the ending names.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        Of actors or of sides.
    path : str or Path
        ``.graphml`` (yEd, Gephi, Cytoscape), ``.gexf`` (Gephi; `start` and
        `end` are called `text_start` and `text_end` there, as GEXF takes them
        for times), ``.json`` or ``.cyjs`` (Cytoscape).

    Returns
    -------
    Path

    Raises
    ------
    StoryError
        If the ending is none of these or the file cannot be written.
    """
    path = Path(path)
    if path.suffix.lower() not in WRITERS:
        raise StoryError(f"{path}: graphs are written as {', '.join(WRITERS)}; name such a file")
    return write_file(path, graph_text(graph, path.suffix.lower()))


def graph_text(graph: nx.MultiDiGraph[str], ending: str) -> str:
    """A relation graph as it stands in a file of that ending (see :func:`write_graph`)."""
    return WRITERS[ending](graph)


def _graphml(graph: nx.MultiDiGraph[str]) -> str:
    import networkx as nx

    return "\n".join(nx.generate_graphml(_for_xml(graph, {}))) + "\n"


def _gexf(graph: nx.MultiDiGraph[str]) -> str:
    import networkx as nx

    written = "\n".join(nx.generate_gexf(_for_xml(graph, RENAMED))) + "\n"
    # networkx writes today's date; the same graph is to give the same file
    return re.sub(r' lastmodifieddate="[^"]*"', "", written, count=1)


def _cytoscape(graph: nx.MultiDiGraph[str]) -> str:
    import networkx as nx

    return json.dumps(nx.cytoscape_data(graph), ensure_ascii=False, indent=1) + "\n"


WRITERS: Mapping[str, Callable[[nx.MultiDiGraph[str]], str]] = {
    ".graphml": _graphml,
    ".gexf": _gexf,
    ".json": _cytoscape,
    ".cyjs": _cytoscape,
}


def _for_xml(graph: nx.MultiDiGraph[str], renamed: Mapping[str, str]) -> nx.MultiDiGraph[str]:
    """A copy whose texts XML can hold; other control characters become '�'."""
    import networkx as nx

    def clean(data: Mapping[str, Any]) -> dict[str, Any]:
        return {
            renamed.get(name, name): xml_safe(value) if isinstance(value, str) else value
            for name, value in data.items()
        }

    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph(**clean(graph.graph))
    for node, data in graph.nodes(data=True):
        copy.add_node(xml_safe(node), **clean(data))
    for u, v, key, data in graph.edges(keys=True, data=True):
        copy.add_edge(xml_safe(u), xml_safe(v), key=key, **clean(data))
    return copy


def save_figure(ax: Axes, path: str | Path) -> tuple[Path, Path]:
    """Save a figure as PNG and as SVG, side by side, without date or version.

    Parameters
    ----------
    ax : matplotlib Axes
        From any of the plotting functions (or your own).
    path : str or Path
        Name of either file, or without an ending.

    Returns
    -------
    tuple of Path
        The PNG and the SVG; both carry the alt text as their description.

    Raises
    ------
    StoryError
        If the files cannot be written.
    """
    path = Path(path)
    stem = path.with_suffix("") if path.suffix in (".png", ".svg") else path
    png, svg = (
        write_file(stem.with_name(f"{stem.name}.{kind}"), figure_bytes(ax, kind))
        for kind in ("png", "svg")
    )
    return png, svg
