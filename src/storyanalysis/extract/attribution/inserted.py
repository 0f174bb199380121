"""Reports inside the sentence they report: "She hopes, she said, to return"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from storyanalysis.extract.attribution.decode import Proposal
from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.tree import trim, unmarked

__all__ = ["with_inserted"]

NEAR = 3  # chosen proposals looked at on each side, by place


def with_inserted(page: Page, chosen: Sequence[Proposal]) -> list[Proposal]:
    """The proposals; where one cuts another's verb from its clause, both get the clause."""
    found = sorted(chosen, key=lambda p: (p.content[0], p.content[-1], p.cue[:1]))
    for k, report in enumerate(found):
        aside = _aside(page, report)
        if aside is None:
            continue
        for j in range(max(k - NEAR, 0), min(k + NEAR + 1, len(found))):
            if j != k and _is_cut(page, found[j], aside):
                rest = trim(page, [i for i in found[j].content if i > aside[-1]])
                if any(page.is_word[i] for i in rest):
                    found[j] = replace(found[j], content=tuple(unmarked(page, rest)))
                    found[k] = replace(report, content=(*report.content, *rest))
                break
    return found


def _aside(page: Page, report: Proposal) -> range | None:
    """ ", she said," behind what it reports."""
    if report.token is None or not report.source or page.outer[report.token] >= 0:
        return None
    spoken = sorted({*report.source, *report.cue})
    first, last = spoken[0], spoken[-1]
    inside = first > 0 and last + 1 < len(page)
    if not inside or page.word[first - 1] != "," or page.word[last + 1] != ",":
        return None
    return range(first, last + 1) if report.content[-1] < first else None


def _is_cut(page: Page, other: Proposal, aside: range) -> bool:
    """Does the other's content begin with the words put in between?"""
    if other.token is None or other.token >= aside[0]:
        return False
    begins = other.content[0] in (aside[0] - 1, aside[0])
    return begins and page.sent[other.token] == page.sent[aside[0]]
