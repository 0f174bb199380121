"""brat standoff: ``article.txt``, ``article.ann`` and the ``annotation.conf`` they need."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storyanalysis.keep.standoff import Standoff, standoff_of
from storyanalysis.tables import ACTOR_KINDS, PLOVER_EVENTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storyanalysis.story import Story

__all__ = ["brat_files", "fragments"]

BREAK = re.compile(r"[^\n]+")
KINDS = "\n".join(ACTOR_KINDS)
TIMES = "\n".join(("DATE", "TIME", "DURATION", "SET"))
LINKS = "\n".join(f"{event}\tArg1:<ENTITY>, Arg2:<ENTITY>" for event in PLOVER_EVENTS)
CONF = f"""# Types of storyanalysis; see docs/formats-out.md
[entities]
mention
{KINDS}
Statement
Source
Cue
{TIMES}

[relations]
{LINKS}

[events]
Statement\tSource*:Source, Cue*:Cue

[attributes]
Form\tArg:Statement, Value:direct|mixed|indirect
"""


def brat_files(story: Story) -> dict[str, bytes]:
    """The files of a brat folder by name.

    Notes
    -----
    brat's marks may not cross a line: where one does, it is written as one mark
    of several fragments. Offsets count characters of ``article.txt``, which is
    the article's text as it is.
    """
    text = story.article.text
    written = "".join(f"{line}\n" for line in _lines(standoff_of(story), text))
    files = {"article.txt": text, "article.ann": written, "annotation.conf": CONF}
    return {name: data.encode("utf-8") for name, data in files.items()}


def fragments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of lines that a span is made of, without the breaks between them."""
    found = [m.span() for m in BREAK.finditer(text, start, end)]
    return [(a, b) for a, b in found if text[a:b].strip()] or [(start, end)]


def _lines(layer: Standoff, text: str) -> Iterable[str]:
    notes: list[tuple[str, str]] = []
    for name, mark in layer.marks.items():
        places = [part for start, end in mark.places for part in fragments(text, start, end)]
        where = ";".join(f"{start} {end}" for start, end in places)
        words = " ".join(text[start:end] for start, end in places)
        yield f"{name}\t{mark.kind} {where}\t{words}"
        notes += [(name, mark.note)] if mark.note else []
    attribute = 0
    for name, event in layer.events.items():
        roles = "".join(f" {role}:{mark}" for role, mark in _numbered(event.arguments))
        yield f"{name}\t{event.kind}:{event.trigger}{roles}"
        for key, value in event.attributes:
            attribute += 1
            yield f"A{attribute}\t{key} {name} {value}"
    for name, link in layer.links.items():
        yield f"{name}\t{link.kind} Arg1:{link.source} Arg2:{link.target}"
        notes += [(name, link.note)] if link.note else []
    yield from (f"*\tEquiv {' '.join(names)}" for names in layer.same)
    for n, (name, note) in enumerate(notes, start=1):
        yield f"#{n}\tAnnotatorNotes {name}\t{note}"


def _numbered(arguments: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """Roles as brat wants them: Cue, Cue2, Cue3."""
    met: dict[str, int] = {}
    for role, mark in arguments:
        met[role] = met.get(role, 0) + 1
        yield role if met[role] == 1 else f"{role}{met[role]}", mark
