"""Attributions of a parsed article, from cue candidates to rows that fit together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storyanalysis.extract.attribution.backup import with_backup
from storyanalysis.extract.attribution.citing import with_cited
from storyanalysis.extract.attribution.cues import CUE_POS
from storyanalysis.extract.attribution.decode import Proposal, choose, propose, weigh
from storyanalysis.extract.attribution.inserted import with_inserted
from storyanalysis.extract.attribution.narrow import narrowed, quoted_as_saying
from storyanalysis.extract.attribution.orphans import with_orphans
from storyanalysis.extract.attribution.page import Page, read_page
from storyanalysis.extract.attribution.policy import is_statement, may_state
from storyanalysis.extract.attribution.positions import with_positions
from storyanalysis.extract.attribution.rows import Attribution, rows_of
from storyanalysis.extract.attribution.rules import spans_of
from storyanalysis.extract.attribution.scan import without_verbal_cue
from storyanalysis.extract.attribution.tagger import frames_of, likely_cues, tag
from storyanalysis.extract.attribution.tails import with_tails
from storyanalysis.extract.attribution.weights import Weights, packaged_weights

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["DEFAULT", "PACKAGED", "Attribution", "find_attributions", "proposals_of"]

DEFAULT = 0.3
RULE_CONFIDENCE = 0.6
PACKAGED = "packaged"


def find_attributions(
    doc: Doc,
    paragraphs: Sequence[tuple[int, int]],
    *,
    threshold: float = DEFAULT,
    weights: Weights | str | None = PACKAGED,
    broad: bool = False,
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
    broad : bool
        Keep attitudes and acts that corpora count as attributions ("voted for",
        "focuses on"), and leave out quotations without a cue. By default the rows
        are statements as the tables understand them.

    Returns
    -------
    list of Attribution
        By start of content.
    """
    page = read_page(doc, paragraphs)
    model = packaged_weights() if isinstance(weights, str) else weights
    if broad:
        return rows_of(page, choose(page, proposals_of(page, model), threshold))
    proposals = proposals_of(page, model, statements=True)
    if model is not None:
        proposals = with_tails(page, with_backup(page, proposals, threshold), threshold)
    said = [narrowed(page, p) for p in proposals if is_statement(page, p)]
    chosen = choose(page, with_positions(page, said, threshold), threshold)
    chosen = with_cited(page, with_inserted(page, chosen))
    return rows_of(page, with_orphans(page, chosen))


def proposals_of(
    page: Page, weights: Weights | None, *, statements: bool = False
) -> list[Proposal]:
    """Possible attributions with their probabilities, not yet freed of conflicts.

    With `statements`, a reading of a cue that makes it a statement goes before a
    likelier one that does not, and quoted words are looked through for reports.
    """
    if weights is None:
        return _by_rules(page)
    scores = likely_cues(page, weights, nested=statements)
    cues = [i for i in sorted(scores) if not statements or may_state(page, i)]
    tagged = tag(page, scores, weights, cues)
    readings = [propose(page, item) for item in tagged]
    if statements:
        readings = [[quoted_as_saying(page, p) for p in some] for some in readings]
        readings = [[p for p in some if is_statement(page, p)] or some for some in readings]
    return [*weigh(readings, weights), *without_verbal_cue(page)]


def _by_rules(page: Page) -> list[Proposal]:
    found = list(without_verbal_cue(page))
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
