"""doccano: one line of JSON with the text, the spans and the links between them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from storyanalysis.keep.standoff import standoff_of

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["doccano"]


def doccano(story: Story) -> bytes:
    """The story as doccano's JSONL for sequence labelling with relations.

    Notes
    -----
    A span of several stretches is several entities there. Notes and forms of
    statements have no place in the format and are left out.
    """
    layer = standoff_of(story)
    numbers: dict[str, int] = {}
    entities: list[dict[str, Any]] = []
    for name, mark in layer.marks.items():
        numbers[name] = len(entities) + 1
        for start, end in mark.places:
            place = {"start_offset": start, "end_offset": end}
            entities.append({"id": len(entities) + 1, "label": mark.kind} | place)
    relations = [
        {"id": n, "from_id": numbers[link.source], "to_id": numbers[link.target], "type": link.kind}
        for n, link in enumerate(layer.links.values(), start=1)
    ]
    line = {"text": story.article.text, "entities": entities, "relations": relations}
    return (json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8")
