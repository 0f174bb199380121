"""Gold attributions as token roles on a page."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from storyanalysis.extract.attribution.cues import CUE_POS
from storyanalysis.extract.attribution.page import Page


@dataclass(frozen=True)
class Gold:
    """Tokens of the roles; `head` is the cue's topmost content word, or None."""

    head: int | None
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


def read_gold(page: Page, attributions: list[dict[str, Any]]) -> list[Gold]:
    return [
        Gold(
            cue_head(page, tokens_of(page, item["cue"])),
            frozenset(tokens_of(page, item["source"])),
            frozenset(tokens_of(page, item["cue"])),
            frozenset(tokens_of(page, item["content"])),
        )
        for item in attributions
    ]


def tokens_of(page: Page, spans: list[list[int]]) -> list[int]:
    found: list[int] = []
    for start, end in spans or ():
        i = bisect_right(page.end, start)
        while i < len(page) and page.start[i] < end:
            found.append(i)
            i += 1
    return found


def cue_head(page: Page, cue: list[int]) -> int | None:
    if not cue:
        return None
    inside = set(cue)
    tops = [i for i in cue if page.head[i] not in inside or page.head[i] == i]
    good = [i for i in tops if page.pos[i] in CUE_POS and page.pos[i] != "PUNCT"]
    good = good or [i for i in cue if page.pos[i] in ("VERB", "NOUN", "ADJ")]
    good = good or [i for i in tops if page.pos[i] in CUE_POS]
    return good[0] if good else None
