"""Which attributions are statements of the tables.

Corpora also count acts and attitudes as attributions ("voted for", "focuses on").
A statement is something said, written, feared, planned or demanded, in a frame
that the cue lexicon allows (its column ``statement``).
"""

from __future__ import annotations

from storyanalysis.extract.attribution.cues import FIRST_PERSON, cue_lexicon, statement_frames
from storyanalysis.extract.attribution.decode import Proposal
from storyanalysis.extract.attribution.page import Page

__all__ = ["frame_of", "is_statement", "quotation_states"]

SUBJECTS = frozenset(["nsubj", "nsubjpass", "expl"])
SILENT = frozenset(["decline", "refuse", "fail", "hesitate", "decide"])
ATTITUDES = frozenset(["intent", "emotion", "support"])
NOBODY = frozenset(["nobody", "none", "neither", "no-one"])
OPINIONS = frozenset(["think", "believe", "expect", "want", "plan", "intend", "agree", "doubt"])


def is_statement(page: Page, proposal: Proposal) -> bool:
    """Does the proposal report a statement, as the tables understand it?"""
    cue = proposal.token
    if cue is None:
        return True
    frame = frame_of(page, proposal)
    allowed = statement_frames().get((page.lemma[cue], page.pos[cue]))
    if allowed is None:
        allowed = "q" if page.pos[cue] == "VERB" else ""
    if frame not in allowed:
        return False
    if frame != "q" and (_withheld(page, cue) or _conditional(page, cue)):
        return False
    return page.outer[cue] < 0 or _holds_when_quoted(page, proposal, frame)


def frame_of(page: Page, proposal: Proposal) -> str:
    """Letter of the complement: quotation, clause, infinitive, object, noun's, adverb's."""
    cue, content = proposal.token, proposal.content
    assert cue is not None
    if page.pos[cue] == "NOUN":
        return "n"
    if page.pos[cue] == "ADV":
        return "a"
    if proposal.rule == "according to":
        return "d"
    states = quotation_states(page, cue)
    if any(states[i] >= 0 for i in content if page.is_word[i]):
        return "q"
    inside = set(content)
    if any(page.dep[i] in SUBJECTS and page.head[i] in inside for i in content):
        return "c"
    preposition = any(page.dep[k] == "prep" and page.right[k] in inside for k in page.kids[cue])
    verb = any(page.pos[i] in ("VERB", "AUX") and page.dep[i] not in ("amod", "relcl", "acl")
               for i in content)  # fmt: skip
    if (
        preposition
        and page.kids[cue]
        and not any(
            page.dep[k] in ("dobj", "xcomp", "ccomp") and k in inside for k in page.kids[cue]
        )
    ):
        return "p"
    return "x" if verb else "o"


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
    return bool(proposal.source) and not own and stance not in ATTITUDES and frame in "cnd"
