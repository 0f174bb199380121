"""Notes about the whole story: that it stands, that it is withdrawn, what it no longer says."""

from __future__ import annotations

from collections.abc import Sequence

from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.pairs import GONE, Finding, has_cue
from storyanalysis.inquire.words import read_words

__all__ = ["gone", "left_standing", "quotes_wrong", "withdrawn"]

LEADING = 8  # claims that can stand for a story


def quotes_wrong(claim: Claim) -> bool:
    """Does it tell what an earlier version said? Then it is not what holds now."""
    return has_cue("quotes wrong", claim.sentence_text) is not None


def gone(claims: Sequence[Claim], chosen: Sequence[Finding]) -> list[Finding]:
    """Wrong claims that stand in the correction only, where the text was mended in place."""
    found: dict[str, Finding] = {}
    paired = {other.new.sentence for other in chosen}
    for at, new in enumerate(claims):
        if not new.age or new.sentence in paired or not quotes_wrong(new) or new.described:
            continue
        cue = has_cue("quotes wrong", new.sentence_text) or ""
        told = new.sentence_text.partition(new.text)[0]
        wrong = new.text if new.said and cue in told else new.text.partition(cue)[2]
        if sum(word.kind in ("content", "number") for word in read_words(wrong)) < 2:
            continue
        later = next((c for c in claims[at:] if c.age and c.sentence != new.sentence), new)
        reason = f"the correction quotes it ({cue!r}); it no longer stands in the text"
        judged = ("retracted", 0.5, GONE, reason)
        start = new.end - len(wrong.lstrip(" ,:"))
        found.setdefault(new.sentence, Finding(new, later, *judged, start, new.end))
    return list(found.values())


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
