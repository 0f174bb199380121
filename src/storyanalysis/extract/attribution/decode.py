"""From label probabilities to proposals, and from proposals to attributions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from storyanalysis.extract.attribution.confidence import (
    Doubts,
    Feature,
    confidence_features,
    cue_confidence,
)
from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.quoted import same_turn
from storyanalysis.extract.attribution.tagger import Tagged
from storyanalysis.extract.attribution.tree import trim, unmarked
from storyanalysis.extract.attribution.weights import Weights, logistic

__all__ = ["Proposal", "choose", "propose", "weigh"]

SHARE = 0.6  # a quotation is taken whole if so much of it is chosen
OVERLAP = 0.5  # a proposal that loses more of its content than this to a surer one is dropped


@dataclass(frozen=True)
class Proposal:
    """A possible attribution, in tokens."""

    token: int | None
    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    rule: str
    confidence: float
    features: tuple[Feature, ...] = ()
    by_rules: tuple[int, ...] | None = None  # the source that grammar gives
    passer: tuple[int, ...] = ()  # who cites the source


def propose(page: Page, tagged: Tagged) -> list[Proposal]:
    """Readings of a cue: source and content as the tagger sees them, or as the rules do."""
    rules, cue = tagged.cue.spans, tagged.cue.token
    seen, own, doubts = _seen(page, tagged), tuple(cue_confidence(page, tagged)), Doubts.of(tagged)
    found: dict[tuple[tuple[int, ...], tuple[int, ...]], Proposal] = {}
    sources = dict.fromkeys((seen[0], rules.source))
    for content in dict.fromkeys((seen[1], _main_run(page, cue, seen[1]), rules.content)):
        for source in sources:
            gone = {*rules.cue, *source}
            said = tuple(unmarked(page, trim(page, [i for i in content if i not in gone])))
            if (source, said) in found or not any(page.is_word[i] for i in said):
                continue
            features = own + confidence_features(page, tagged, doubts, source, said)
            found[source, said] = Proposal(
                cue, rules.cue, source, said, rules.rule, 0.0, features, rules.source
            )
    return list(found.values())


def _seen(page: Page, tagged: Tagged) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Source and content off the label probabilities."""
    best = tagged.labels.argmax(axis=1)
    content = [tagged.start + k for k in np.flatnonzero(best == 2).tolist()]
    source = [tagged.start + k for k in np.flatnonzero(best == 1).tolist()]
    content = _whole_quotations(page, tagged.cue.token, content)
    source = _without_dateline(page, _nearest_run(page, tagged.cue.token, source))
    return tuple(source), tuple(content)


def _main_run(page: Page, cue: int, content: tuple[int, ...]) -> tuple[int, ...]:
    """Without what is torn off by other words, unless a quotation is resumed there."""
    states = page.outer if page.outer[cue] < 0 else page.inner
    cuts = [0]
    for k in range(1, len(content)):
        gap = range(content[k - 1] + 1, content[k])
        if states[content[k]] < 0 and any(page.is_word[i] for i in gap if i != cue):
            cuts.append(k)
    a, b = max(pairwise([*cuts, len(content)]), key=lambda run: run[1] - run[0])
    return content[a:b]


def _nearest_run(page: Page, cue: int, tokens: Sequence[int]) -> list[int]:
    """Of several runs the one nearest the cue; punctuation does not part a run."""
    runs: list[list[int]] = []
    for i in tokens:
        near = runs and (i - runs[-1][-1] == 1 or not any(page.is_word[runs[-1][-1] + 1 : i]))
        if near:
            runs[-1].extend(range(runs[-1][-1] + 1, i + 1))
        else:
            runs.append([i])
    runs = [run for run in runs if any(page.is_word[i] for i in run)]
    if not runs:
        return []
    return trim(page, min(runs, key=lambda run: min(abs(run[0] - cue), abs(run[-1] - cue))))


def _without_dateline(page: Page, source: list[int]) -> list[int]:
    """A source at the head of a paragraph without the "DAYTON, Ohio —" before it."""
    if not source or source[0] != page.paras[page.para[source[0]]][0]:
        return source
    dash = next((k for k, i in enumerate(source) if page.word[i] in ("—", "–", "--")), None)
    if dash is None or not page.shape[source[0]].isupper():
        return source
    return source[dash + 1 :]


def _whole_quotations(page: Page, cue: int, tokens: Sequence[int]) -> list[int]:
    """Quotations chosen for the most part are taken whole, with those that carry on."""
    states = page.outer if page.outer[cue] < 0 else page.inner
    chosen = set(tokens)
    counts: dict[int, int] = {}
    for i in tokens:
        if states[i] >= 0 and page.is_word[i]:
            counts[states[i]] = counts.get(states[i], 0) + 1
    for quote in sorted(counts):
        a, b = page.spans[quote]
        words = sum(page.is_word[a:b])
        if counts[quote] < SHARE * min(words, counts[quote] + 400) or a <= cue < b:
            continue
        chosen.update(range(a, b))
        if states is page.outer:
            for other in same_turn(page, quote, quote):
                if page.quotes[other].continues or other in counts:
                    chosen.update(range(*page.spans[other]))
    return sorted(chosen)


def weigh(readings: Iterable[Sequence[Proposal]], weights: Weights) -> list[Proposal]:
    """The likeliest reading of each cue, with its calibrated probability."""
    table = weights.confidence
    found = []
    for proposals in readings:
        if not proposals:
            continue
        totals = [
            table.get("", 0.0) + sum(table.get(name, 0.0) * value for name, value in p.features)
            for p in proposals
        ]
        best = max(range(len(totals)), key=lambda k: (totals[k], -k))
        found.append(replace(proposals[best], confidence=logistic(totals[best])))
    return found


def choose(page: Page, proposals: Iterable[Proposal], threshold: float) -> list[Proposal]:
    """The surest first; a source may be shared, content may not, unless one report is
    nested in the other (its cue lies in the other's content).
    """
    chosen: list[Proposal] = []
    owners: dict[int, list[int]] = {}
    ranked = sorted(
        proposals, key=lambda p: (-p.confidence, p.content[0], -1 if p.token is None else p.token)
    )
    for proposal in ranked:
        if proposal.confidence < threshold:
            break
        kept = _free(page, proposal, chosen, owners)
        if kept is None:
            continue
        for i in kept.content:
            owners.setdefault(i, []).append(len(chosen))
        chosen.append(kept)
    return chosen


def _free(
    page: Page, proposal: Proposal, chosen: Sequence[Proposal], owners: dict[int, list[int]]
) -> Proposal | None:
    """The proposal without what surer ones own; None if too little is left."""
    rivals = {k for i in proposal.content for k in owners.get(i, ())}
    lost: set[int] = set()
    for k in sorted(rivals):
        other = chosen[k]
        if nested(proposal, other) or nested(other, proposal):
            continue
        lost |= set(other.content)
    if not lost:
        return proposal
    left = trim(page, [i for i in proposal.content if i not in lost])
    before = sum(page.is_word[i] for i in proposal.content)
    if sum(page.is_word[i] for i in left) <= OVERLAP * before:
        return None
    return replace(proposal, content=tuple(left))


def nested(inner: Proposal, outer: Proposal) -> bool:
    """Does `inner`, cue and all, lie in the content of `outer`?"""
    if not inner.cue or inner.token is None:
        return False  # a quotation without a verb stands for itself
    ends = (inner.cue[0], inner.content[0], inner.content[-1])
    return all(_holds(outer.content, token) for token in ends)


def _holds(tokens: Sequence[int], token: int) -> bool:
    """Is `token` among the ascending `tokens`?"""
    place = bisect_left(tokens, token)
    return place < len(tokens) and tokens[place] == token
