"""Attributions of a parsed article, from cue candidates to rows that fit together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from storyanalysis.extract.attribution.cues import CUE_POS
from storyanalysis.extract.attribution.decode import Proposal, choose, nested, propose, weigh
from storyanalysis.extract.attribution.page import Page, read_page
from storyanalysis.extract.attribution.rules import spans_of
from storyanalysis.extract.attribution.tagger import frames_of, likely_cues, tag
from storyanalysis.extract.attribution.weights import Weights, packaged_weights

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["DEFAULT", "PACKAGED", "Attribution", "find_attributions", "proposals_of"]

DEFAULT = 0.42
RULE_CONFIDENCE = 0.6
PACKAGED = "packaged"


@dataclass(frozen=True)
class Attribution:
    """Who says what, by half-open character offsets.

    `source`, `cue` and `content` are spans in reading order; source and cue may be
    empty. `inside` is the index, in the list returned, of the attribution whose
    content holds this one. `closed` is false if the content rests on a quotation
    whose end mark is missing. `confidence` is a calibrated probability.
    """

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    cue_token: int | None
    cue_lemma: str | None
    form: str
    confidence: float
    inside: int | None
    closed: bool
    rule: str


def find_attributions(
    doc: Doc,
    paragraphs: Sequence[tuple[int, int]],
    *,
    threshold: float = DEFAULT,
    weights: Weights | str | None = PACKAGED,
) -> list[Attribution]:
    """Find who says what.

    Parameters
    ----------
    doc : Doc
        The parsed article, ``doc.text`` being its text.
    paragraphs : sequence of (start, end)
        From :func:`storyanalysis.extract.layout.find_paragraphs`.
    threshold : float
        Least probability of an attribution to be kept.
    weights : Weights, "packaged" or None
        Trained weights; None leaves the work to the rules.

    Returns
    -------
    list of Attribution
        By start of content.
    """
    page = read_page(doc, paragraphs)
    model = packaged_weights() if isinstance(weights, str) else weights
    proposals = proposals_of(page, model)
    return rows_of(page, choose(page, proposals, threshold))


def proposals_of(page: Page, weights: Weights | None) -> list[Proposal]:
    """Possible attributions with their probabilities, not yet freed of conflicts."""
    if weights is None:
        return _by_rules(page)
    tagged = tag(page, likely_cues(page, weights), weights)
    found = [proposal for item in tagged if (proposal := propose(page, item))]
    return weigh(found, weights)


def _by_rules(page: Page) -> list[Proposal]:
    found = []
    for i in range(len(page)):
        if page.pos[i] not in CUE_POS:
            continue
        frames = frames_of(page, i, known_only=True)
        spans = spans_of(page, i, frames) if frames else None
        if spans and spans.content and (spans.source or spans.rule in ("adverb", "passive")):
            found.append(
                Proposal(i, spans.cue, spans.source, spans.content, spans.rule, RULE_CONFIDENCE)
            )
    return found


def rows_of(page: Page, chosen: Sequence[Proposal]) -> list[Attribution]:
    """Chosen proposals as rows, sorted, each knowing the one that holds it."""
    ordered = sorted(chosen, key=lambda p: (p.content[0], -p.content[-1], p.token or -1))
    rows = []
    for k, proposal in enumerate(ordered):
        rows.append(_row(page, proposal, _holder(ordered, k)))
    return rows


def _holder(ordered: Sequence[Proposal], index: int) -> int | None:
    """The innermost attribution whose content holds the one at `index`."""
    holders = [
        k
        for k in range(max(0, index - 40), min(len(ordered), index + 10))
        if k != index
        and nested(ordered[index], ordered[k])
        and not nested(ordered[k], ordered[index])
    ]
    return min(holders, key=lambda k: len(ordered[k].content), default=None)


def _row(page: Page, proposal: Proposal, inside: int | None) -> Attribution:
    quotes = {page.outer[i] for i in proposal.content} - {-1}
    row = Attribution(
        source=merge(page, proposal.source),
        cue=merge(page, proposal.cue),
        content=merge(page, proposal.content),
        cue_token=proposal.token,
        cue_lemma=None if proposal.token is None else page.lemma[proposal.token],
        form=form_of(page, proposal),
        confidence=proposal.confidence,
        inside=None,
        closed=all(page.quotes[q].closed for q in quotes),
        rule=proposal.rule,
    )
    return replace(row, inside=inside)


def form_of(page: Page, proposal: Proposal) -> str:
    """direct, mixed or indirect; a fragment quoted in the reporter's sentence is mixed."""
    states = page.outer
    if proposal.token is not None and page.outer[proposal.token] >= 0:
        states = page.inner
    words = [states[i] >= 0 for i in proposal.content if page.is_word[i]]
    if not any(words):
        return "indirect"
    return "direct" if all(words) else "mixed"


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
