"""Where grammar is plain and the model was unsure, the rules speak.

The weights come from political news. A cue that the lexicon knows, with a
subject and a clause or quotation of its own, is a statement in any news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from storyanalysis.extract.attribution.cues import CUE_POS, statement_frames
from storyanalysis.extract.attribution.decode import Proposal
from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.rules import spans_of
from storyanalysis.extract.attribution.tagger import frames_of
from storyanalysis.extract.attribution.tree import phrase, subject_of, trim

__all__ = ["with_backup"]

PLAIN = ("verb and clause", "quotation beside a verb", "verb in parenthesis", "noun and clause")
FINITE = ("VBD", "VBZ", "VBP", "MD")
LINKING = ("mark", "nsubj", "dobj")  # what the parser makes of "that"
REACH = 12  # tokens between cue and "that"
CONFIDENCE = 0.35  # below what the model gives to most of what it finds


def with_backup(page: Page, proposals: Sequence[Proposal], threshold: float) -> list[Proposal]:
    """Proposals with sources filled in, and with plain ones that the model missed."""
    filled = [_with_source(page, p) for p in proposals]
    sure = {p.token for p in filled if p.confidence >= threshold}
    missed = [
        found
        for i in range(len(page))
        if i not in sure and page.pos[i] in CUE_POS and (found := _plain(page, i))
    ]
    return [*(p for p in filled if p.token not in {m.token for m in missed}), *missed]


def _with_source(page: Page, proposal: Proposal) -> Proposal:
    """The cue's own subject, where the tagger saw no source or only a part behind its head."""
    cue = proposal.token
    if cue is None or proposal.rule in ("adverb", "passive"):
        return proposal
    source = spans_of(page, cue, frames_of(page, cue)).source
    source = tuple(i for i in source if i not in proposal.content)
    if proposal.source and not _hides(page, source, proposal.source):
        return proposal
    return replace(proposal, source=source or proposal.source or _shared_subject(page, proposal))


def _hides(page: Page, source: Sequence[int], seen: Sequence[int]) -> bool:
    """Is what the tagger saw a modifier of the subject: "neighbors who swam in the '60s"?"""
    head = next((i for i in source if page.head[i] not in source), None)
    if head is None or head in seen:
        return False
    return all(head < i <= page.right[head] for i in seen)


def _shared_subject(page: Page, proposal: Proposal) -> tuple[int, ...]:
    """ "The firm recalls blankets, says nobody was hurt": the subject of the verb before."""
    cue = proposal.token
    assert cue is not None
    start, _ = page.sents[page.sent[cue]]
    if page.pos[cue] != "VERB" or page.tag[cue] == "VBN" or proposal.content[0] < cue:
        return ()
    for verb in range(cue - 1, start - 1, -1):
        if page.tag[verb] in FINITE and page.outer[verb] < 0:
            found = subject_of(page, verb)
            if found is not None and found < verb:
                return tuple(i for i in phrase(page, found) if i < verb)
    return ()


def _plain(page: Page, cue: int) -> Proposal | None:
    """What grammar alone says of a cue that the lexicon knows."""
    allowed = statement_frames().get((page.lemma[cue], page.pos[cue]))
    if not allowed:
        return None
    spans = spans_of(page, cue, frames_of(page, cue))
    if not spans.source:
        return None
    if spans.rule in PLAIN and spans.content:
        return Proposal(cue, spans.cue, spans.source, spans.content, spans.rule, CONFIDENCE)
    if spans.content or page.pos[cue] != "VERB" or "c" not in allowed:
        return None
    content, rule = _that_clause(page, cue), "verb, phrase and clause"
    if not content:
        content, rule = _clause_before(page, spans.source[0]), "clause before speaker and verb"
    content = tuple(i for i in content if i not in spans.source and i not in spans.cue)
    return Proposal(cue, spans.cue, spans.source, content, rule, CONFIDENCE) if content else None


def _that_clause(page: Page, cue: int) -> tuple[int, ...]:
    """ "Said in a letter that ...": parsers give the clause to the letter."""
    end = page.sents[page.sent[cue]][1]
    for i in range(cue + 2, min(end, cue + REACH)):
        if page.word[i] == "that" and page.dep[i] in LINKING and _in_phrase(page, i):
            return tuple(trim(page, list(range(i + 1, end))))
    return ()


def _in_phrase(page: Page, that: int) -> bool:
    """Does the clause of `that` hang on a noun in a phrase of place or way?"""
    noun = page.head[page.head[that]]
    return page.pos[noun] in ("NOUN", "PROPN") and page.dep[noun] == "pobj"


def _clause_before(page: Page, subject: int) -> tuple[int, ...]:
    """ "The bridge is safe, the mayor said": a clause and a comma before the subject."""
    start, _ = page.sents[page.sent[subject]]
    comma = subject - 1
    if comma <= start + 2 or page.word[comma] != ",":
        return ()
    finite = any(page.tag[i] in FINITE for i in range(start, comma))
    return tuple(trim(page, list(range(start, comma)))) if finite else ()
