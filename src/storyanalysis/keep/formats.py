"""The formats a story can be written in; kept apart, so that ``--help`` loads nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["FORMATS", "Format"]


class Format(NamedTuple):
    """What a format is for, and the ending of its file; none for a folder of files."""

    about: str
    ending: str = ""


FORMATS: Mapping[str, Format] = {
    "csv": Format("every table, for spreadsheets"),
    "parquet": Format("every table, without loss"),
    "json": Format("the whole story in one document", ".json"),
    "jsonld": Format("W3C Web Annotations", ".jsonld"),
    "timeml": Format("the text with TIMEX3 tags", ".tml"),
    "brat": Format("standoff for the annotation tool brat"),
    "doccano": Format("JSONL for the annotation tool doccano", ".jsonl"),
    "conllu": Format("tokens with their annotations", ".conllu"),
    "graphml": Format("the graph of actors, for yEd, Gephi, Cytoscape", ".graphml"),
    "gexf": Format("the graph of actors, for Gephi", ".gexf"),
    "cytoscape": Format("the graph of actors, for Cytoscape", ".cyjs"),
}
