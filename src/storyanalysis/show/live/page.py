"""What the live view draws: the text in pieces, its marks, and lists to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis.inquire.chains import chains
from storyanalysis.inquire.measures import share_of_voice
from storyanalysis.inquire.records import null, records
from storyanalysis.show.live.links import NOBODY
from storyanalysis.show.marks import Mark
from storyanalysis.show.story_marks import about_actor, story_marks
from storyanalysis.show.words import clip, count, one_line

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["page_of", "pieces"]

Piece = tuple[str, list[int]]


def page_of(story: Story) -> dict[str, Any]:
    """Everything that the view draws, as plain lists and texts (no HTML).

    Returns
    -------
    dict
        ``title``; ``parts``, the text cut at every mark's ends, part by part of
        the page, each piece with the numbers of the marks it lies in; ``marks``;
        and what one can choose: ``actors``, ``speakers``, ``sections``,
        ``relations`` and the ``days`` from the first date to the last.
    """
    ways = records(chains(story.statements, story.relays, story.actors))
    lines = _relations(story)
    marks = [*story_marks(story, ways), *_relation_marks(story, lines)]
    whose = {str(m.mention_id): null(m.actor_id) or "" for m in records(story.mentions)}
    article = story.article
    return {
        "title": clip(article.title or article.text, 120),
        "parts": _parts(story, marks),
        "marks": [_mark(mark, whose.get(mark.key, "")) for mark in marks],
        "actors": _actors(story),
        "speakers": _speakers(story),
        "sections": _sections(story),
        "relations": [{"id": key, "label": line} for key, line in lines.items()],
        "days": _days(story.dates),
    }


def pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Piece]:
    """``text[start:end]`` cut at the ends of all marks; each piece with the marks around it.

    Examples
    --------
    >>> pieces("Ana said so", 0, 11, [Mark(0, 3, "actor"), Mark(0, 11, "said")])
    [('Ana', [0, 1]), (' said so', [1])]
    """
    inside = [n for n, mark in enumerate(marks) if mark.start < end and mark.end > start]
    inside = [n for n in inside if marks[n].start < marks[n].end]
    edges = {start, end}
    for n in inside:
        edges |= {max(marks[n].start, start), min(marks[n].end, end)}
    waiting = sorted(inside, key=lambda n: (-marks[n].start, -n))
    around: list[int] = []
    found = []
    for here, there in pairwise(sorted(edges)):
        while waiting and marks[waiting[-1]].start <= here:
            around.append(waiting.pop())
        around = [n for n in around if marks[n].end > here]
        found.append((text[here:there], sorted(around)))
    return found


def _parts(story: Story, marks: Sequence[Mark]) -> list[dict[str, Any]]:
    """The page from top to bottom; what stands between two sections has no kind."""
    text, reached = story.article.text, 0
    parts: list[dict[str, Any]] = []
    for section in records(story.sections.sort_values("start")):
        start, end = max(int(section.start), reached), int(section.end)
        if start < end:
            parts.append({"kind": "", "pieces": pieces(text, reached, start, marks)})
            parts.append({"kind": str(section.kind), "pieces": pieces(text, start, end, marks)})
            reached = end
    parts.append({"kind": "", "pieces": pieces(text, reached, len(text), marks)})
    return [part for part in parts if part["pieces"]]


def _mark(mark: Mark, actor: str) -> dict[str, str]:
    return {
        "row": mark.key, "classes": mark.classes, "label": mark.title, "actor": actor,
        "before": mark.before, "after": mark.after,
    }  # fmt: skip


def _relations(story: Story) -> dict[str, str]:
    """Every relation in a line: key -> "United States AGREE Iraq, says Mark A. Milley"."""
    names = {str(actor.actor_id): one_line(actor.name) for actor in records(story.actors)}

    def named(key: Any) -> str:
        return "somebody" if pd.isna(key) else names.get(str(key), str(key))

    lines = {}
    for row in records(story.relations):
        line = f"{named(row.source_id)} → {row.event} → {named(row.target_id)}, {row.status}"
        says = "" if pd.isna(row.claimed_by) else f", says {named(row.claimed_by)}"
        lines[str(row.relation_id)] = line + says
    return lines


def _relation_marks(story: Story, lines: dict[str, str]) -> Iterable[Mark]:
    for row in records(story.relations):
        key = str(row.relation_id)
        title = f"Relation: {lines[key]}"
        yield Mark(int(row.start), int(row.end), "sa-relation", title, key=key)


def _actors(story: Story) -> list[dict[str, str]]:
    return [
        {
            "id": str(actor.actor_id),
            "label": about_actor(actor),
            "counts": f"{count(actor.n_mentions, 'mention')}, "
            f"{count(actor.n_statements, 'statement')}",
        }
        for actor in records(story.actors)
    ]


def _speakers(story: Story) -> list[dict[str, str]]:
    """Speakers, most heard first."""
    voices = share_of_voice(story.statements, story.actors)
    return [
        {
            "id": null(voice.speaker_id) or NOBODY,
            "label": one_line(null(voice.speaker) or "nobody named"),
            "counts": count(voice.n_statements, "statement"),
        }
        for voice in records(voices)
    ]


def _sections(story: Story) -> list[dict[str, str]]:
    """Parts of the page; those of the same kind are numbered."""
    sections = story.sections.sort_values("start")
    same = sections.groupby("kind").cumcount().add(1).tolist()
    many = sections["kind"].map(sections["kind"].value_counts()).gt(1).tolist()
    return [
        {"id": str(row.section_id), "label": f"{row.kind} {n}" if numbered else str(row.kind)}
        for row, n, numbered in zip(records(sections), same, many, strict=True)
    ]


def _days(dates: pd.DataFrame) -> list[str]:
    """The first and the last day that any date of the story covers, if there are any."""
    first, last = dates["first"].min(), dates["last"].max()
    return [] if pd.isna(first) or pd.isna(last) else [f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}"]
