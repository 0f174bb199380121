"""Which attributions are statements of the tables.

Corpora also count acts and attitudes as attributions ("voted for", "focuses on").
A statement is something said, written, feared, planned or demanded, in a frame
that the cue lexicon allows (its column ``statement``).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from storyanalysis import lexicons
from storyanalysis.extract.attribution.cues import FIRST_PERSON, cue_lexicon, statement_frames
from storyanalysis.extract.attribution.decode import Proposal
from storyanalysis.extract.attribution.page import Page

__all__ = [
    "frame_of",
    "is_statement",
    "narrowed",
    "page_labels",
    "quotation_states",
]

FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
ALWAYS = frozenset(["say", "accuse"])
QUOTED = 0.3  # share of quoted words from which the frame is a quotation
FRAGMENT = 4  # tokens, marks included, of what may be a mere term in quotation marks
SILENT = frozenset(["decline", "refuse", "fail", "hesitate", "decide"])
ATTITUDES = frozenset(["intent", "emotion", "support"])
NOBODY = frozenset(["nobody", "none", "neither", "no-one"])
OPINIONS = frozenset(["think", "believe", "expect", "want", "plan", "intend", "agree", "doubt"])


def is_statement(page: Page, proposal: Proposal) -> bool:
    """Does the proposal report a statement, as the tables understand it?"""
    cue = proposal.token
    if cue is None:
        return True
    lemma = page.lemma[cue]
    allowed = statement_frames().get((lemma, page.pos[cue]))
    share = _quoted_share(page, proposal)
    if allowed is None:  # an unknown verb reports only what is quoted as a whole
        return page.pos[cue] == "VERB" and share == 1.0 and len(proposal.content) > FRAGMENT
    frame = "q" if share >= QUOTED and "q" in allowed else frame_of(page, proposal)
    if frame not in allowed and not (allowed and _near_enough(frame, lemma, allowed)):
        return False
    if frame != "q" and (_withheld(page, cue) or _conditional(page, cue)):
        return False
    return page.outer[cue] < 0 or _holds_when_quoted(page, proposal, frame)


def _near_enough(frame: str, lemma: str, allowed: str) -> bool:
    """Parsers take a clause for an infinitive or an object, and the reverse."""
    return lemma in ALWAYS or (frame == "c" and "x" in allowed) or (frame == "x" and "p" in allowed)


def _quoted_share(page: Page, proposal: Proposal) -> float:
    states = quotation_states(page, proposal.token)
    words = [states[i] >= 0 for i in proposal.content if page.is_word[i]]
    return sum(words) / max(len(words), 1)


def narrowed(page: Page, proposal: Proposal) -> Proposal:
    """Without a page label ("UPDATE:") before the content, and without the accused."""
    content = proposal.content
    if len(content) > 2 and page.word[content[1]] == ":" and page.word[content[0]] in page_labels():
        content = content[2:]
    cue = proposal.token
    if cue is not None and page.lemma[cue] == "accuse":
        behind = (k for k, i in enumerate(content) if page.word[i] == "of" and page.head[i] == cue)
        place = next(behind, len(content)) + 1
        content = content[place:] or content
    return replace(proposal, content=content)


@cache
def page_labels() -> frozenset[str]:
    """Words that stand before a colon without speaking."""
    return frozenset(row["word"] for row in lexicons.rows("not_speakers"))


def frame_of(page: Page, proposal: Proposal) -> str:
    """Letter of the complement: clause, infinitive, object, preposition's, noun's, adverb's."""
    cue, content = proposal.token, proposal.content
    assert cue is not None
    if page.pos[cue] in ("NOUN", "ADV"):
        return page.pos[cue][0].lower() if page.pos[cue] == "NOUN" else "a"
    if proposal.rule == "according to":
        return "d"
    if any(_finite(page, i) for i in content):
        return "c"
    inside = set(content)
    deps = {page.dep[k] for k in page.kids[cue] if k in inside}
    through = [k for k in page.kids[cue] if page.dep[k] == "prep" and page.right[k] in inside]
    if any(page.dep[j] == "pcomp" for k in through for j in page.kids[k]):
        return "p"
    if through and not deps & {"dobj", "xcomp", "ccomp"}:
        return "p"
    loose = ("amod", "relcl", "acl", "compound")
    verb = any(page.pos[i] in ("VERB", "AUX") and page.dep[i] not in loose for i in content)
    return "x" if verb else "o"


def _finite(page: Page, i: int) -> bool:
    """A verb that makes a clause, other than one that describes a noun."""
    if page.tag[i] not in FINITE:
        return False
    top = page.head[i] if page.dep[i] in ("aux", "auxpass") else i
    return page.dep[top] not in ("relcl", "acl")


def quotation_states(page: Page, cue: int | None) -> list[int]:
    """The level of quotations that counts for a cue: the inner ones, if it is quoted."""
    return page.inner if cue is not None and page.outer[cue] >= 0 else page.outer


def _withheld(page: Page, cue: int) -> bool:
    """ "would not say", "declined to comment", "nobody would explain"."""
    if page.dep[cue] == "xcomp" and page.lemma[page.head[cue]] in SILENT:
        return True
    if page.pos[cue] != "VERB" or page.lemma[cue] in OPINIONS:
        return False
    kids = page.kids[cue]
    if any(page.word[k] in NOBODY for k in kids if page.dep[k] == "nsubj"):
        return True
    return any(page.dep[k] == "neg" for k in kids)


def _conditional(page: Page, cue: int) -> bool:
    words = {page.word[k] for k in page.kids[cue] if page.dep[k] == "mark"}
    return bool(words & {"if", "unless", "whether"})


def _holds_when_quoted(page: Page, proposal: Proposal, frame: str) -> bool:
    """Within a quotation only reports of speech count, and "I" must quote itself."""
    cue = proposal.token
    assert cue is not None
    if frame == "q":
        return True
    stance = cue_lexicon().get((page.lemma[cue], page.pos[cue]), ("", ""))[1]
    own = any(page.word[i] in FIRST_PERSON | {"you"} for i in proposal.source)
    if own and not (stance == "neutral" and page.tag[cue] == "VBD"):
        return False
    return bool(proposal.source) and stance not in ATTITUDES and frame in "cnd"
