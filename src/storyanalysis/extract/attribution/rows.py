"""Chosen proposals as rows: character spans, form, who holds whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storyanalysis.extract.attribution.decode import Proposal, nested
from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.policy import act_of, quotation_states

__all__ = ["Attribution", "rows_of"]

INTRODUCED = frozenset([",", ":", "—", "–", "--", "…", "..."])
NEAR = 40  # rows looked at to find the one that holds another


@dataclass(frozen=True)
class Attribution:
    """Who says what, by half-open character offsets.

    `source`, `cue` and `content` are spans in reading order; source and cue may be
    empty. `inside` is the index, in the list returned, of the attribution whose
    content holds this one. `closed` is false if the content rests on a quotation
    whose end mark is missing. `act` is "speech" where words are reported, "thought" where
    attitudes, plans or deeds are. `confidence` is a calibrated probability. `passer` are
    those who cite the source for it.
    """

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    cue_token: int | None
    cue_lemma: str | None
    form: str
    act: str
    confidence: float
    inside: int | None
    closed: bool
    rule: str
    passer: tuple[tuple[int, int], ...] = ()


def rows_of(page: Page, chosen: Sequence[Proposal]) -> list[Attribution]:
    """Rows by start of content, each knowing the one that holds it."""
    ordered = sorted(
        chosen,
        key=lambda p: (p.content[0], -p.content[-1], -1 if p.token is None else p.token),
    )
    return [_row(page, proposal, _holder(ordered, k)) for k, proposal in enumerate(ordered)]


def _holder(ordered: Sequence[Proposal], index: int) -> int | None:
    """The innermost attribution whose content holds the one at `index`."""
    me = ordered[index]
    near = range(max(0, index - NEAR), min(len(ordered), index + NEAR // 4))
    first, last = me.content[0], me.content[-1]
    holders = [
        k
        for k in near
        if k != index
        and ordered[k].content[0] <= first <= last <= ordered[k].content[-1]
        and nested(me, ordered[k])
        and not nested(ordered[k], me)
    ]
    return min(holders, key=lambda k: len(ordered[k].content), default=None)


def _row(page: Page, proposal: Proposal, inside: int | None) -> Attribution:
    quotes = {page.outer[i] for i in proposal.content} - {-1}
    return Attribution(
        source=merge(page, proposal.source),
        cue=merge(page, proposal.cue),
        content=merge(page, proposal.content),
        cue_token=proposal.token,
        cue_lemma=None if proposal.token is None else page.lemma[proposal.token],
        form=form_of(page, proposal),
        act=act_of(page, proposal),
        confidence=round(proposal.confidence, 4),
        inside=inside,
        closed=all(page.quotes[q].closed for q in quotes),
        rule=proposal.rule,
        passer=merge(page, proposal.passer),
    )


def form_of(page: Page, proposal: Proposal) -> str:
    """direct, mixed or indirect; a fragment quoted in the reporter's sentence is mixed."""
    states = quotation_states(page, proposal.token)
    if proposal.token is None and proposal.cue and proposal.rule == "speaker label":
        return "direct"  # a transcript is speech without marks
    words = [states[i] >= 0 for i in proposal.content if page.is_word[i]]
    if not any(words):
        return "indirect"
    if not all(words):
        return "mixed"
    quotes = sorted({states[i] for i in proposal.content if states[i] >= 0})
    return "direct" if any(_whole(page, proposal, quote) for quote in quotes) else "mixed"


def _whole(page: Page, proposal: Proposal, quote: int) -> bool:
    """Does the quotation stand as a sentence of its own, not as words of the reporter's?"""
    found = page.quotes[quote]
    first = page.text[found.inner_start : found.inner_end].lstrip("([…. ")[:1]
    if not first.islower() or proposal.token is None:
        return True
    a, b = page.spans[quote]
    before = page.word[a - 1] if a else ":"
    if before in INTRODUCED or page.para[a - 1] != page.para[a]:
        return True
    if before not in {page.word[i] for i in proposal.cue}:
        return False
    return any(page.dep[i] in ("nsubj", "nsubjpass") for i in range(a, b))


def merge(page: Page, tokens: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Character spans of the runs of tokens."""
    spans: list[list[int]] = []
    last = -2
    for i in tokens:
        if i == last + 1 and spans:
            spans[-1][1] = page.end[i]
        else:
            spans.append([page.start[i], page.end[i]])
        last = i
    return tuple((a, b) for a, b in spans)
