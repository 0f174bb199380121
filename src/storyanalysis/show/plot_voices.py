"""A picture of who is heard, and in which form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from storyanalysis.inquire.measures import FORMS, forms_by_speaker
from storyanalysis.show.legend import legend_below
from storyanalysis.show.style import (
    BASE_SIZE,
    FORM_LOOKS,
    INK,
    WIDTH,
    bare,
    finish,
    new_axes,
    printable,
    say_empty,
    title,
)
from storyanalysis.show.words import clip, count, listed_forms

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from storyanalysis.story import Story

__all__ = ["plot_voices"]

MOST = 24
NOBODY = "(nobody named)"


def plot_voices(story: Story, *, ax: Axes | None = None) -> Axes:
    """Draw how many statements each speaker has, by form.

    Parameters
    ----------
    story : Story
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        One bar a speaker, most heard on top, with its side; statements that
        name no speaker are the last bar. Past 24 speakers, the rest is one bar.
    """
    voices = _shortened(forms_by_speaker(story.statements, story.actors))
    if voices.empty:
        return say_empty(new_axes(ax, WIDTH, 1.5), "No statement was found in this story.")
    ax = new_axes(ax, WIDTH, 1.25 + 0.29 * len(voices))
    left = [0] * len(voices)
    for form in FORMS:
        _bars(ax, form, voices[form].tolist(), left)
        left = [a + b for a, b in zip(left, voices[form], strict=True)]
    labels = [printable(_label(who, side)) for who, side in zip(*_names(voices), strict=True)]
    ax.set_yticks(range(len(voices)), labels)
    ax.set(ylim=(len(voices) - 0.45, -0.55), xlim=(0, max(left) * 1.02), xticks=[])
    bare(ax)
    ax.spines["bottom"].set_visible(False)
    title(ax, "Who is heard")
    legend_below(ax, ax.get_legend_handles_labels()[0])
    return finish(ax, *_described(voices, labels, story.statements))


def _bars(ax: Axes, form: str, widths: list[int], left: list[int]) -> None:
    look = FORM_LOOKS[form]
    ax.barh(
        range(len(widths)), widths, left=left, height=0.68, label=look.word,
        color=look.color, edgecolor=INK, hatch=look.hatch, linewidth=0.7,
    )  # fmt: skip
    for row, (width, start) in enumerate(zip(widths, left, strict=True)):
        if width:
            ax.text(
                start + width / 2, row, str(width), ha="center", va="center",
                size=BASE_SIZE - 1, color=INK if look.hatch else "white",
                bbox={"boxstyle": "round,pad=0.2", "fc": "white", "ec": "none"} if look.hatch
                else None,
            )  # fmt: skip


def _shortened(voices: pd.DataFrame) -> pd.DataFrame:
    """The most heard speakers; the others added up in one row."""
    if len(voices) <= MOST:
        return voices
    named, nobody = voices[voices["speaker_id"].notna()], voices[voices["speaker_id"].isna()]
    rest = named.iloc[MOST - 2 :]
    summed = rest[[*FORMS, "n_statements"]].sum().to_dict()
    named_so = {"speaker_id": "", "speaker": f"{len(rest)} further speakers"}
    row = pd.DataFrame([named_so | summed], columns=voices.columns).astype(voices.dtypes.to_dict())
    parts = [named.iloc[: MOST - 2], row, nobody]
    return pd.concat([part for part in parts if len(part)], ignore_index=True)


def _names(voices: pd.DataFrame) -> tuple[list[str], list[str]]:
    return voices["speaker"].fillna(NOBODY).tolist(), voices["side"].fillna("").tolist()


def _label(who: str, side: str) -> str:
    """Name and side; "Iraqi parliament" tells its side by its name."""
    known = not side or side.casefold() in who.casefold()
    return clip(who, 40) if known else f"{clip(who, 32)} · {clip(side, 22)}"


def _described(
    voices: pd.DataFrame, labels: list[str], statements: pd.DataFrame
) -> tuple[str, str]:
    told = [f"{who} {n}" for who, n in zip(labels, voices["n_statements"], strict=True)]
    nobody = int(voices.loc[voices["speaker_id"].isna(), "n_statements"].sum())
    caption = f"{count(len(statements), 'statement')}: {listed_forms(statements['form'])}."
    if nobody:
        caption += f" {count(nobody, 'statement')} without a speaker."
    return f"Bar chart of statements a speaker. {'; '.join(told)}.", caption
