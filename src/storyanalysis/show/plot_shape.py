"""A picture of the story's shape: where its parts, voices, dates and revisions stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from storyanalysis.inquire.measures import share_of_voice
from storyanalysis.inquire.records import records
from storyanalysis.show.bands import name_sections
from storyanalysis.show.legend import legend_below
from storyanalysis.show.style import (
    BASE_SIZE,
    BLACK,
    FAINT,
    FORM_LOOKS,
    GREEN,
    INK,
    MUTED,
    VERMILLION,
    WIDTH,
    bare,
    finish,
    new_axes,
    printable,
    say_empty,
    title,
)
from storyanalysis.show.words import clip, count

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from storyanalysis.story import Story

__all__ = ["plot_shape"]

MOST = 14
OVER = -0.85  # where names stand that do not fit into their section, in rows
NOBODY = "(nobody named)"
OTHERS = "(other speakers)"
SHADES = {
    "headline": "#8C8C8C",
    "deck": "#B8B8B8",
    "update": "#FFE08A",
    "correction": "#FFE08A",
    "original": "#E3E3E3",
    "body": "#E3E3E3",
    "entry": "#E3E3E3",
}
REVISED = {"retracted": "x", "contradicted": "x", "confirmed": "+", "unchanged": "+"}
REVISED_WORDS = {"x": "claim taken back or contradicted", "+": "claim confirmed or left standing"}


def plot_shape(story: Story, *, ax: Axes | None = None) -> Axes:
    """Draw the article from its first character to its last.

    Parameters
    ----------
    story : Story
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        On top the sections of the page; below, one lane a speaker with the
        stretches that are his or her words, by form; then the dates; and, where
        the story revises itself, an arrow from what is said later to the claim
        it changes.
    """
    sections = story.sections
    if sections.empty:
        return say_empty(new_axes(ax, WIDTH, 1.5), "This story has no section.")
    lanes = _lanes(story)
    revisions = story.revisions.dropna(subset=["by_start", "by_end"])
    rows = ["Sections", *dict.fromkeys(lanes["lane"]), "Dates"]
    rows += ["Revised claims"] if len(revisions) else []
    ax = new_axes(ax, WIDTH, 1.4 + 0.3 * len(rows))
    _sections(ax, sections, len(rows))
    for words in records(lanes):
        look = FORM_LOOKS[str(words.form)]
        ax.barh(
            rows.index(str(words.lane)), words.end - words.start, left=words.start, height=0.6,
            color=look.color, hatch=look.hatch, edgecolor=INK, linewidth=0.7,
        )  # fmt: skip
    where = (story.dates["start"] + story.dates["end"]) / 2
    ax.plot(where, [rows.index("Dates")] * len(where), ls="", marker="d", color=GREEN, mec=INK)
    _revisions(ax, revisions, len(rows) - 1)
    _dress(ax, rows, len(story.article.text))
    _legend(ax, story.statements, revisions)
    name_sections(ax, sections, OVER)
    return finish(ax, *_described(story, lanes))


def _lanes(story: Story) -> pd.DataFrame:
    """Stretches of content with the lane of their speaker, first heard on top."""
    said = story.statements.set_index("statement_id")
    spans = story.spans[story.spans["role"].eq("content")]
    spans = spans[spans["statement_id"].isin(said.index)].sort_values(["start", "end"])
    names = story.actors.set_index("actor_id")["name"]
    ranked = share_of_voice(story.statements, story.actors)["speaker_id"].dropna()
    most_heard = set(ranked.head(MOST))
    lanes = [
        NOBODY if pd.isna(who)
        else clip(names.get(who, who), 40) if who in most_heard else OTHERS
        for who in spans["statement_id"].map(said["speaker_id"])
    ]  # fmt: skip
    found = spans.assign(lane=lanes, form=spans["statement_id"].map(said["form"]))
    last = found["lane"].isin([NOBODY, OTHERS])
    return pd.concat([found[~last], found[last]])


def _sections(ax: Axes, sections: pd.DataFrame, n_rows: int) -> None:
    for section in records(sections):
        width = section.end - section.start
        shade = SHADES.get(str(section.kind), "#FFFFFF")
        ax.barh(0, width, left=section.start, height=0.8, color=shade, edgecolor=INK, lw=0.7)
        ax.plot([section.start] * 2, [0.4, n_rows - 0.5], color=FAINT, lw=0.8, zorder=0)


def _revisions(ax: Axes, revisions: pd.DataFrame, row: int) -> None:
    for change in records(revisions):
        claim = (change.claim_start + change.claim_end) / 2
        by = (change.by_start + change.by_end) / 2
        ax.annotate(
            "", (claim, row), (by, row),
            arrowprops={"arrowstyle": "-|>", "color": VERMILLION, "lw": 1.3, "shrinkA": 3,
                        "shrinkB": 4, "connectionstyle": "arc3,rad=-0.12"},
        )  # fmt: skip
        mark = REVISED[str(change.status)]
        ax.plot([claim], [row], marker=mark, color=VERMILLION, ms=7, mew=2)
        ax.plot([by], [row], marker="o", color=VERMILLION, ms=5)


def _dress(ax: Axes, rows: list[str], length: int) -> None:
    ax.set_yticks(range(len(rows)), [printable(row) for row in rows])
    ax.set(ylim=(len(rows) - 0.4, OVER - 0.35), xlim=(-0.005 * length, 1.005 * length))
    bare(ax)
    ax.set_xticks([0, length], ["beginning", f"end ({count(length, 'character')})"])
    for label, side in zip(ax.get_xticklabels(), ("left", "right"), strict=True):
        label.set(ha=side, size=BASE_SIZE - 1, color=MUTED)
    for label in ax.get_yticklabels():
        special = label.get_text() in ("Sections", "Dates", "Revised claims")
        label.set_color(MUTED if special else BLACK)
    title(ax, "The shape of the story")


def _legend(ax: Axes, statements: pd.DataFrame, revisions: pd.DataFrame) -> None:
    from matplotlib.artist import Artist
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    counts = statements["form"].value_counts()
    handles: list[Artist] = [
        Patch(fc=look.color, hatch=look.hatch, ec=INK, label=f"{look.word} ({counts[form]})")
        for form, look in FORM_LOOKS.items() if form in counts
    ]  # fmt: skip
    found = dict.fromkeys(REVISED[status] for status in revisions["status"])
    handles += [
        Line2D([], [], color=VERMILLION, marker=mark, ms=6, mew=2, ls="", label=REVISED_WORDS[mark])
        for mark in found
    ]
    legend_below(ax, handles, drop=20)


def _described(story: Story, lanes: pd.DataFrame) -> tuple[str, str]:
    length = max(len(story.article.text), 1)
    parts = [
        f"{s.kind} from {100 * s.start // length} to {100 * s.end // length} percent"
        for s in records(story.sections)
    ]
    caption = (
        f"{count(len(story.sections), 'section')}, {count(len(story.statements), 'statement')} in "
        f"{count(len(lanes), 'stretch', 'stretches')}, {count(len(story.dates), 'date')}, "
        f"{count(len(story.revisions), 'revision')}."
    )
    return f"Map of the text: {'; '.join(parts[:15])}. {caption}", caption
