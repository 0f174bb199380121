"""The words by which news takes back, denies, confirms or lets stand what was said."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from storyanalysis import lexicons

__all__ = ["cues", "has_cue"]


@cache
def cues(kind: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a kind, in the lexicon's order."""
    return tuple(
        re.compile(row["pattern"], re.IGNORECASE)
        for row in lexicons.rows("revision_cues")
        if row["kind"] == kind
    )


@lru_cache(maxsize=20_000)
def has_cue(kind: str, text: str) -> str | None:
    """The words of the first cue of a kind in a text."""
    for pattern in cues(kind):
        if found := pattern.search(text):
            return found.group().strip(" ,")
    return None
