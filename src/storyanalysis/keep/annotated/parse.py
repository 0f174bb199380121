"""Files of annotation tools to standoff annotation."""

from __future__ import annotations

import json
import re
from typing import Any

from storyanalysis.errors import CorrectionError
from storyanalysis.keep.standoff import Event, Link, Mark, Places, Standoff

__all__ = ["parse_ann", "parse_doccano"]

SPAN = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
ARGUMENTS = re.compile(r"(?<!\S)([^\s:]+):(\S+)")


def parse_ann(ann: str, where: str, size: int) -> Standoff:
    """The lines T, E, R, A, ``*`` and ``#`` of a brat file; other lines are passed over.

    Parameters
    ----------
    ann : str
    where : str
        Its file, for messages.
    size : int
        Characters of the text, which no span may leave.

    Raises
    ------
    CorrectionError
        If a line is malformed; the message names file and line.
    """
    layer, notes = Standoff(), {}
    attributes: dict[str, list[tuple[str, str]]] = {}
    for number, line in enumerate(ann.split("\n"), start=1):
        name, _, rest = line.partition("\t")
        body, _, words = rest.partition("\t")
        try:
            if name.startswith("#") and body.startswith("AnnotatorNotes "):
                notes[body.split()[1]] = words
            elif name.startswith(("A", "M")):
                key, target, value = f"{body} true".split()[:3]  # without a value it is a flag
                attributes.setdefault(target, []).append((key, value))
            else:
                _line(layer, name, body, size)
        except (ValueError, IndexError, TypeError) as error:
            raise CorrectionError(
                f"{where}, line {number}: {line[:60]!r} is no line of brat ({error})"
            ) from None
    _attach(layer, notes, attributes)
    _check(layer, where)
    return layer


def _line(layer: Standoff, name: str, body: str, size: int) -> None:
    if name.startswith("T"):
        kind, places = _span(body, size)
        layer.marks[name] = Mark(kind, places)
    elif name.startswith("E"):
        (kind, trigger), *arguments = ARGUMENTS.findall(body)
        roles = tuple((role.rstrip("0123456789"), mark) for role, mark in arguments)
        layer.events[name] = Event(kind, trigger, roles)
    elif name.startswith("R"):
        (_, source), (_, target) = ARGUMENTS.findall(body)
        layer.links[name] = Link(body.split()[0], source, target)
    elif name == "*":
        layer.same.append(tuple(body.split()[1:]))


def _span(body: str, size: int) -> tuple[str, Places]:
    found = SPAN.fullmatch(body)
    if found is None:
        raise ValueError("a type and offsets are expected")
    pairs = [part.split() for part in found[2].split(";")]
    places = tuple((int(start), int(end)) for start, end in pairs)
    if any(not start < end <= size for start, end in places):
        raise ValueError(f"the text has {size} characters")
    return found[1], places


def _attach(
    layer: Standoff, notes: dict[str, str], attributes: dict[str, list[tuple[str, str]]]
) -> None:
    """Put notes and attributes where they belong; several of one mark stand in one file only."""
    for name, note in notes.items():
        if name in layer.marks:
            layer.marks[name] = layer.marks[name]._replace(note=note)
        elif name in layer.links:
            layer.links[name] = layer.links[name]._replace(note=note)
    for name, found in attributes.items():
        if name in layer.events:
            layer.events[name] = layer.events[name]._replace(attributes=tuple(found))


def _check(layer: Standoff, where: str) -> None:
    """Arguments must be there; events as arguments stand for their triggers."""
    named = [(n, m) for n, e in layer.events.items() for _, m in (("", e.trigger), *e.arguments)]
    named += [(n, m) for n, link in layer.links.items() for m in (link.source, link.target)]
    named += [("*", m) for group in layer.same for m in group]
    for name, mark in named:
        if mark not in layer.marks and mark not in layer.events:
            raise CorrectionError(f"{where}: {name} names {mark}, which is not in the file")


def parse_doccano(lines: str, where: str, text: str) -> Standoff:
    """The line of a doccano file that has the text; labels as lists or as ``entities``.

    Raises
    ------
    CorrectionError
        If a line is no JSON, or none has the text.
    """
    for number, line in enumerate(filter(str.strip, lines.split("\n")), start=1):
        try:
            found = json.loads(line)
            if isinstance(found, dict) and found.get("text", found.get("data")) == text:
                return _from_doccano(found, len(text))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise CorrectionError(f"{where}, line {number} is none of doccano ({error})") from None
    raise CorrectionError(f"{where} has no line with the text of this story")


def _from_doccano(found: dict[str, Any], size: int) -> Standoff:
    layer, names = Standoff(), {}
    entities = found.get("entities") or [
        {"id": n, "start_offset": start, "end_offset": end, "label": kind}
        for n, (start, end, kind) in enumerate(found.get("label") or [], start=1)
    ]
    for n, entity in enumerate(entities, start=1):
        start, end = entity["start_offset"], entity["end_offset"]
        if not (type(start) is type(end) is int and 0 <= start < end <= size):
            raise ValueError(f"{[start, end]} is no stretch of the text")
        names[entity["id"]] = f"T{n}"
        layer.marks[f"T{n}"] = Mark(str(entity["label"]), ((start, end),))
    for n, link in enumerate(found.get("relations") or [], start=1):
        source, target = names[link["from_id"]], names[link["to_id"]]
        layer.links[f"R{n}"] = Link(str(link["type"]), source, target)
    return layer
