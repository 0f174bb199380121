"""Marks in a text: overlapping stretches turned into well-nested HTML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

from storyanalysis.markup import tag

__all__ = ["Mark", "bracketed", "marked"]


@dataclass(frozen=True)
class Mark:
    """A stretch of text to mark: half-open offsets, CSS classes, and attributes.

    `before` and `after` are small signs at its two ends, such as a number; `key`
    is that of the row it stands for.
    `attributes` stand on the first piece only when the mark has to be cut where
    another one crosses it; `classes`, `style` and `title` stand on every piece.
    """

    start: int
    end: int
    classes: str
    title: str = ""
    attributes: dict[str, str] = field(default_factory=dict, hash=False)
    style: str = ""
    before: str = ""
    after: str = ""
    key: str = ""


def marked(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """``text[start:end]`` as escaped HTML with `marks` around their stretches.

    The text is the text given, whatever the marks: the signs at their ends are
    in ``sup`` elements of their own. A mark that crosses another is closed and
    opened again.
    """
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    inside = [mark for mark in inside if mark.start < mark.end]
    waiting = sorted(inside, key=lambda mark: (mark.start, -mark.end, mark.classes))
    edges = {max(mark.start, start) for mark in inside} | {min(mark.end, end) for mark in inside}
    stops = sorted(edges | {start, end})
    html: list[str] = []
    open_marks: list[Mark] = []
    for here, there in pairwise(stops):
        _close(html, open_marks, here)
        while waiting and max(waiting[0].start, start) == here:
            mark = waiting.pop(0)
            open_marks.append(mark)
            html.append(_opening(mark, first=mark.start >= start))
        html.append(escape(text[here:there], quote=False))
    _close(html, open_marks, end)
    html.append("</span>" * len(open_marks))
    return "".join(html)


def _close(html: list[str], open_marks: list[Mark], here: int) -> None:
    """Close the marks that end here; the others around them go on."""
    outermost = next((n for n, mark in enumerate(open_marks) if mark.end <= here), None)
    if outermost is None:
        return
    cut = open_marks[outermost:]
    html.extend(f"{_sign(mark.after) if mark.end <= here else ''}</span>" for mark in cut[::-1])
    open_marks[outermost:] = [mark for mark in cut if mark.end > here]
    html.extend(_opening(mark, first=False) for mark in open_marks[outermost:])


def _opening(mark: Mark, *, first: bool) -> str:
    attributes = {"class_": f"sa-m {mark.classes}" + ("" if first else " sa-more")}
    if mark.style:
        attributes["style"] = mark.style
    if mark.title:
        attributes["title"] = mark.title
    if first:
        attributes |= mark.attributes
    # not `mark`: where no style sheet is allowed, browsers print those black, on any page
    opened = tag("span", **attributes).removesuffix("</span>")
    return opened + (_sign(mark.before) if first else "")


def _sign(words: str) -> str:
    return tag("sup", escape(words), class_="sa-n") if words else ""


def bracketed(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """The same for a terminal: each marked stretch between ⟦ and ⟧."""
    found = [(max(m.start, start), min(m.end, end)) for m in marks]
    inside = [(first, last) for first, last in found if first < last]
    signs = [(last, 0, "⟧") for _, last in inside] + [(first, 1, "⟦") for first, _ in inside]
    parts, reached = [], start
    for place, _, sign in sorted(signs):
        parts += [text[reached:place], sign]
        reached = place
    return "".join([*parts, text[reached:end]])
