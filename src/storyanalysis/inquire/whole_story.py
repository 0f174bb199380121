"""Notes about the whole story: that it stands, that it is withdrawn, what it no longer says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from storyanalysis.inquire.ages import LATER
from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.cues import has_cue
from storyanalysis.inquire.pairs import Finding
from storyanalysis.inquire.records import records
from storyanalysis.inquire.words import read_words, telling

__all__ = ["VERDICTS", "mended_notes", "of_whole_story", "quotes_wrong"]

SHORT = 2  # telling words that say nothing: "has been updated"
LEADING = 8  # claims that can stand for a story


class Verdict(NamedTuple):
    """What a note does to the whole story: by which cue, and by which other beside it."""

    cue: str
    also: str
    status: str
    rule: str
    reason: str


VERDICTS = (
    Verdict("whole story", "stands", "unchanged", "story stands",
            "the text lets the story stand (%r); this is its first such claim"),
    Verdict("whole withdrawn", "", "retracted", "story withdrawn",
            "the outlet takes the story back (%r); this is its first claim"),
)  # fmt: skip


def quotes_wrong(claim: Claim) -> bool:
    """Does it tell what an earlier version said? Then it is not what holds now."""
    return has_cue("quotes wrong", claim.sentence_text) is not None


def mended_notes(
    sections: pd.DataFrame, sentences: pd.DataFrame, revisions: pd.DataFrame
) -> tuple[str, ...]:
    """Corrections of what the page no longer says, as notes for the reader of the tables.

    Parameters
    ----------
    sections, sentences, revisions : DataFrame
        The story's tables.

    Returns
    -------
    tuple of str
        One note for each correction that tells what an earlier version said and
        bears on no claim of the text, because that was mended in place.
    """
    notes = []
    for section in records(sections[sections["kind"].isin(LATER)]):
        own = sentences[sentences["section_id"] == section.section_id]
        quoted = [text for text in own["text"].tolist() if _quotes(text)]
        if quoted and not revisions["by_start"].between(section.start, section.end).any():
            told = " ".join(quoted[0].split())
            notes.append(f"a correction bears on nothing that still stands in the text: {told!r}")
    return tuple(notes)


def _quotes(text: str) -> bool:
    """Does it tell in some words what was wrong?"""
    cue = has_cue("quotes wrong", text)
    return bool(cue) and len(telling(read_words(text.partition(cue or "")[2]))) > SHORT


def of_whole_story(claims: Sequence[Claim]) -> list[Finding]:
    """Where "the rest of the story stands" its first claim does; withdrawn with it, it goes."""
    found = []
    for new in claims:
        if not new.age or new.said:
            continue
        for verdict in VERDICTS:
            cue = has_cue(verdict.cue, new.sentence_text)
            if not cue or (verdict.also and not has_cue(verdict.also, new.sentence_text)):
                continue
            earlier = [c for c in claims if c.age < new.age and not (c.standing or c.described)]
            for place, old in enumerate(earlier[:LEADING]):
                judged = (verdict.status, 0.5 - place / 100, verdict.rule, verdict.reason % cue)
                found.append(Finding(old, new, *judged, old.start, old.end))
    return found
