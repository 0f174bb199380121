"""From label probabilities to proposals, and from proposals to attributions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np

from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.quoted import same_turn
from storyanalysis.extract.attribution.tagger import Tagged
from storyanalysis.extract.attribution.tree import trim, unmarked
from storyanalysis.extract.attribution.weights import Weights, logistic

__all__ = ["Proposal", "choose", "confidence_features", "propose"]

SHARE = 0.6  # a quotation is taken whole if so much of it is chosen
RULES_STEP_IN = 0.5  # a cue so likely takes the rules' content, if the tagger saw none
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
    features: tuple[tuple[str, float], ...] = ()


def propose(page: Page, tagged: Tagged) -> Proposal | None:
    """Read source and content off the label probabilities; None without content."""
    best = tagged.labels.argmax(axis=1)
    spans = tagged.cue.spans
    taken = set(spans.cue)
    content = [tagged.start + k for k in np.flatnonzero(best == 2).tolist()]
    source = [tagged.start + k for k in np.flatnonzero(best == 1).tolist()]
    content = _whole_quotations(page, tagged.cue.token, content)
    source = _without_dateline(page, _nearest_run(page, tagged.cue.token, source))
    gone = taken | set(source)
    content = unmarked(page, trim(page, [i for i in content if i not in gone]))
    if not any(page.is_word[i] for i in content) and tagged.cue.score >= RULES_STEP_IN:
        content = [i for i in spans.content if i not in gone]
        source = source or list(spans.source)
    if not any(page.is_word[i] for i in content):
        return None
    features = tuple(confidence_features(page, tagged, source, content).items())
    return Proposal(
        tagged.cue.token, spans.cue, tuple(source), tuple(content), spans.rule, 0.0, features
    )


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


def confidence_features(
    page: Page, tagged: Tagged, source: Sequence[int], content: Sequence[int]
) -> dict[str, float]:
    """What tells how sure the whole proposal is; weighed by a logistic regression."""
    labels, start = tagged.labels, tagged.start
    inside = [i - start for i in content if start <= i < tagged.end]
    mean = float(labels[inside, 2].mean()) if inside else 0.5
    certain = float(labels[[i - start for i in source], 1].mean()) if source else 0.0
    none = float(labels[:, 1].max(initial=0.0))
    words = sum(page.is_word[i] for i in content)
    states = page.outer if page.outer[tagged.cue.token] < 0 else page.inner
    quoted = sum(states[i] >= 0 for i in content if page.is_word[i])
    rules = set(tagged.cue.spans.content) & set(content)
    agree = 2 * len(rules) / (len(tagged.cue.spans.content) + len(content))
    p = min(max(tagged.cue.score, 1e-4), 1 - 1e-4)
    form = "d" if quoted == words else "m" if quoted else "i"
    return {
        "logit": log(p / (1 - p)),
        "content": mean,
        "source": certain,
        "no source": float(not source),
        "no source at best": none if not source else 0.0,
        "agree": agree,
        "same source": float(bool(source) and set(source) == set(tagged.cue.spans.source)),
        f"words {min(words, 6)}": 1.0,
        f"form {form}": 1.0,
        f"pos {page.pos[tagged.cue.token]}": 1.0,
    }


def weigh(proposals: Iterable[Proposal], weights: Weights) -> list[Proposal]:
    """Set the calibrated probability of each proposal that was tagged."""
    table = weights.confidence
    found = []
    for proposal in proposals:
        total = table.get("", 0.0)
        for name, value in proposal.features:
            total += table.get(name, 0.0) * value
        found.append(replace(proposal, confidence=logistic(total)))
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
