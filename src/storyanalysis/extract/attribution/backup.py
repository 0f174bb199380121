"""Where grammar is plain and the model was unsure, the rules speak.

The weights come from political news. A cue that the lexicon knows, with a
subject and a clause or quotation of its own, is a statement in any news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from storyanalysis.extract.attribution.cues import CUE_POS, cue_lexicon, statement_frames
from storyanalysis.extract.attribution.decode import Proposal
from storyanalysis.extract.attribution.nouns import is_document
from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.policy import is_statement, speaks
from storyanalysis.extract.attribution.rules import Spans, spans_of
from storyanalysis.extract.attribution.tagger import frames_of
from storyanalysis.extract.attribution.tree import FINITE, phrase, subject_of, trim
from storyanalysis.extract.attribution.unsaid import calls_on

__all__ = ["with_backup"]

PLAIN = (
    "verb and clause",
    "quotation beside a verb",
    "verb in parenthesis",
    "noun and clause",
    "figure",
    "according to",
)
URGING = frozenset(["demand", "intent"])  # stances of verbs with "to" behind: urge, vow
LINKING = ("mark", "nsubj", "dobj")  # what the parser makes of "that"
REACH = 12  # tokens between cue and "that"
CONFIDENCE = 0.35  # below what the model gives to most of what it finds


def with_backup(page: Page, proposals: Sequence[Proposal], threshold: float) -> list[Proposal]:
    """Proposals with sources filled in, and with plain ones that the model missed."""
    filled = [_with_source(page, p) for p in proposals]
    sure = {p.token for p in filled if p.confidence >= threshold and is_statement(page, p)}
    known = statement_frames()
    missed = [
        found
        for i, word in enumerate(zip(page.lemma, page.pos, strict=True))
        if known.get(word)
        and i not in sure
        and (word[1] in CUE_POS or _as_per(page, i))
        and (found := _plain(page, i))
    ]
    return [*(p for p in filled if p.token not in {m.token for m in missed}), *missed]


def _as_per(page: Page, i: int) -> bool:
    """ "As per the ministry's data"."""
    return page.word[i] == "per" and i > 0 and page.word[i - 1] == "as"


def _with_source(page: Page, proposal: Proposal) -> Proposal:
    """The cue's own subject, where the tagger saw no source or only a part behind its head."""
    cue = proposal.token
    if cue is None or proposal.rule in ("adverb", "passive"):
        return proposal
    source = proposal.by_rules or ()
    source = tuple(i for i in source if i not in proposal.content)
    if _quoted_as(page, cue) and source:
        return replace(proposal, source=source)
    if proposal.source and not _hides(page, source, proposal.source):
        return proposal
    return replace(proposal, source=source or proposal.source or _shared_subject(page, proposal))


def _quoted_as(page: Page, cue: int) -> bool:
    """ "Quoted Mr Brown as saying": he speaks, not those who quote him."""
    return page.dep[cue] == "pcomp" and page.word[page.head[cue]] == "as"


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
    if (blame := _blaming(page, cue)) is not None:
        return blame
    spans = spans_of(page, cue, "x" if calls_on(page, cue) else frames_of(page, cue))
    if not spans.source:
        return None
    if _quoted_as(page, cue):
        through = (page.head[page.head[cue]], cue)
        gone = {*through, *spans.source, page.head[cue]}
        said = tuple(i for i in spans.content if i not in gone)
        return Proposal(cue, through, spans.source, said, spans.rule, CONFIDENCE) if said else None
    urges = _urges(page, cue, spans.rule) or _demands(page, cue, spans, allowed)
    if spans.content and (spans.rule in PLAIN or urges):
        return Proposal(cue, spans.cue, spans.source, spans.content, spans.rule, CONFIDENCE)
    if spans.content or page.pos[cue] != "VERB" or "c" not in allowed:
        return None
    content, rule = _that_clause(page, cue), "verb, phrase and clause"
    if not content:
        content, rule = _clause_before(page, spans.source[0]), "clause before speaker and verb"
    content = tuple(i for i in content if i not in spans.source and i not in spans.cue)
    return Proposal(cue, spans.cue, spans.source, content, rule, CONFIDENCE) if content else None


def _blaming(page: Page, cue: int) -> Proposal | None:
    """ "Sued the firm, accusing it of theft": what hangs on the participle itself."""
    stance = cue_lexicon()[page.lemma[cue], page.pos[cue]][1]
    if page.tag[cue] != "VBG" or page.dep[cue] != "advcl" or stance != "accusation":
        return None
    first = next((k for k in page.kids[cue] if page.dep[k] == "dobj" and k > cue), None)
    top = subject_of(page, cue)
    if first is None or top is None or top > cue:
        return None
    content = trim(page, list(range(page.left[first], page.right[cue] + 1)))
    source = tuple(phrase(page, top))
    return Proposal(cue, (cue,), source, tuple(content), "participle of blame", CONFIDENCE)


def _urges(page: Page, cue: int, rule: str) -> bool:
    """ "Urged the council to wait", "vowed to return"."""
    stance = cue_lexicon().get((page.lemma[cue], page.pos[cue]), ("", ""))[1]
    urging = stance in URGING or calls_on(page, cue)
    if rule != "verb and xcomp" or not urging or page.tag[cue] == "VBN":
        return False
    return speaks(page, cue)


def _demands(page: Page, cue: int, spans: Spans, allowed: str) -> bool:
    """ "Demanded an explanation", "records show four calls": a finite verb with an object."""
    stance = cue_lexicon().get((page.lemma[cue], page.pos[cue]), ("", ""))[1]
    if spans.rule not in ("verb and dobj", "verb and oprd"):
        return False
    shown = "r" in allowed and is_document(page, spans.source)
    if not shown and (stance not in URGING or "o" not in allowed):
        return False
    finite = page.tag[cue] in FINITE or any(page.dep[k] == "aux" for k in page.kids[cue])
    return finite and speaks(page, cue)


def _that_clause(page: Page, cue: int) -> tuple[int, ...]:
    """ "Said in a letter that ...": parsers give the clause to the letter."""
    end = page.sents[page.sent[cue]][1]
    for i in range(cue + 2, min(end, cue + REACH)):
        if page.word[i] == "that" and page.dep[i] in LINKING and _in_phrase(page, i):
            return tuple(trim(page, [k for k in range(i + 1, end) if page.word[k] != "."]))
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
