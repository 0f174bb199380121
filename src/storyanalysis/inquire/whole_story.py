"""Notes about the whole story: that it stands, that it is withdrawn, what it no longer says."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from storyanalysis.inquire.ages import LATER
from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.cues import has_cue
from storyanalysis.inquire.pairs import Finding
from storyanalysis.inquire.records import records
from storyanalysis.inquire.words import read_words, telling

__all__ = ["left_standing", "mended_notes", "quotes_wrong", "withdrawn"]

SHORT = 2  # telling words that say nothing: "has been updated"
LEADING = 8  # claims that can stand for a story


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


def left_standing(claims: Sequence[Claim]) -> list[Finding]:
    """Where "the rest of the story stands", its first claim does."""
    found = []
    for new in claims:
        cue = has_cue("whole story", new.sentence_text) if new.age and not new.said else None
        if not cue or not has_cue("stands", new.sentence_text):
            continue
        earlier = [c for c in claims if c.age < new.age and not (c.standing or c.described)]
        for place, old in enumerate(earlier[:LEADING]):
            reason = f"the text lets the story stand ({cue!r}); this is its first such claim"
            judged = ("unchanged", 0.5 - place / 100, "story stands", reason)
            found.append(Finding(old, new, *judged, old.start, old.end))
    return found


def withdrawn(claims: Sequence[Claim]) -> list[Finding]:
    """Where the outlet withdraws the story, its first claim goes."""
    found = []
    for new in claims:
        cue = has_cue("whole withdrawn", new.sentence_text) if new.age and not new.said else None
        if not cue:
            continue
        earlier = [c for c in claims if c.age < new.age and not (c.standing or c.described)]
        for place, old in enumerate(earlier[:LEADING]):
            reason = f"the outlet takes the story back ({cue!r}); this is its first claim"
            judged = ("retracted", 0.5 - place / 100, "story withdrawn", reason)
            found.append(Finding(old, new, *judged, old.start, old.end))
    return found
