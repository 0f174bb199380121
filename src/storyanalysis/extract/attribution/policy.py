"""Which attributions are statements of the tables.

Corpora also count acts and attitudes as attributions ("voted for", "focuses on").
A statement is something said, written, feared, planned or demanded, in a frame
that the cue lexicon allows (its column ``statement``).
"""

from __future__ import annotations

from functools import cache

from storyanalysis import lexicons
from storyanalysis.extract.attribution.cues import (
    FIRST_PERSON,
    cue_lexicon,
    statement_frames,
)
from storyanalysis.extract.attribution.decode import Proposal
from storyanalysis.extract.attribution.nouns import is_document
from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.tree import FINITE
from storyanalysis.extract.attribution.unsaid import FRAGMENT, calls_on, is_unsaid

__all__ = [
    "act_of",
    "frame_of",
    "is_statement",
    "may_state",
    "page_labels",
    "quotation_states",
    "speaks",
]

ALWAYS = frozenset(["say", "accuse"])
WISHING = frozenset(["ask", "beg", "call", "appeal", "press", "plead", "petition"])
SUBORDINATORS = frozenset(["because", "if", "while", "when", "after", "before", "until", "unless"])
QUOTED = 0.3  # share of quoted words from which the frame is a quotation
ATTITUDES = frozenset(["intent", "emotion", "support"])


def is_statement(page: Page, proposal: Proposal) -> bool:
    """Does the proposal report a statement, as the tables understand it?"""
    cue = proposal.token
    if cue is None:
        return True
    lemma = page.lemma[cue]
    allowed = statement_frames().get((lemma, page.pos[cue]))
    share = _quoted_share(page, proposal)
    if allowed is None:  # an unknown verb reports only what is quoted as a whole
        whole = share == 1.0 and len(proposal.content) > FRAGMENT
        return page.pos[cue] == "VERB" and whole and not _is_reported(page, cue)
    frame = "q" if share >= QUOTED and "q" in allowed else frame_of(page, proposal)
    if lemma == "call" and not calls_on(page, cue):
        allowed = allowed.replace("x", "")
    if frame not in allowed and not (allowed and _near_enough(frame, lemma, allowed)):
        if not _is_special(page, proposal, frame, allowed):
            return False
        frame = "c" if frame == "c" and "t" in allowed else "o"
    if is_unsaid(page, proposal, frame, speech=act_of(page, proposal) == "speech"):
        return False
    return page.outer[cue] < 0 or _holds_when_quoted(page, proposal, frame)


@cache
def _acts() -> dict[tuple[str, str], str]:
    return {(row["lemma"], row["pos"]): row["act"] for row in lexicons.rows("reporting_cues")}


def speaks(page: Page, cue: int) -> bool:
    """Does the lexicon count the word among those that report words?"""
    return _acts().get((page.lemma[cue], page.pos[cue])) == "speech"


def act_of(page: Page, proposal: Proposal) -> str:
    """Are words reported ("speech") or what somebody thinks, wants or does ("thought")?

    Words that the lexicon does not know report speech if the content is quoted, or if
    their object is an act of speech ("made the claim").
    """
    cue = proposal.token
    if cue is None:
        return "speech"
    known = _acts().get((page.lemma[cue], page.pos[cue]))
    if known is not None:
        return known
    objects = [k for k in page.kids[cue] if page.dep[k] in ("dobj", "pobj", "attr")]
    if any(_acts().get((page.lemma[k], page.pos[k])) == "speech" for k in objects):
        return "speech"
    return "speech" if _quoted_share(page, proposal) > QUOTED else "thought"


def may_state(page: Page, cue: int) -> bool:
    """Could any proposal of this cue be a statement? Saves reading those that cannot."""
    allowed = statement_frames().get((page.lemma[cue], page.pos[cue]))
    if allowed is not None:
        return bool(allowed) or any(page.word[k] == "as" for k in page.kids[cue])
    first, last = page.paras[page.para[cue]]
    return page.pos[cue] == "VERB" and page.n_outer[last] > page.n_outer[first]


def _near_enough(frame: str, lemma: str, allowed: str) -> bool:
    """Parsers take a clause for an infinitive or an object, and the reverse."""
    return lemma in ALWAYS or (frame == "c" and "x" in allowed) or (frame == "x" and "p" in allowed)


def _is_special(page: Page, proposal: Proposal, frame: str, allowed: str) -> bool:
    """Frames with a condition: "t", a clause behind "that"; "r", what a record shows; or an
    object that looks like a clause.
    """
    if frame == "c" and "t" in allowed:
        return _is_announced(page, proposal.content)
    if frame == "o" and "r" in allowed:
        return is_document(page, proposal.source)
    return "o" in allowed and _is_object(page, proposal)


def _is_announced(page: Page, content: tuple[int, ...]) -> bool:
    before = content[0] - 1
    return page.word[before] == "that" and page.dep[before] == "mark"


def _is_object(page: Page, proposal: Proposal) -> bool:
    """ "Rejects the suggestion that they lied": a noun phrase with all that hangs on it."""
    cue, content = proposal.token, proposal.content
    assert cue is not None
    return any(
        page.left[k] <= content[0] <= k and content[-1] <= page.right[k]
        for k in page.kids[cue]
        if page.dep[k] == "dobj" and k > cue
    )


def _is_reported(page: Page, cue: int) -> bool:
    """Is the verb that of a reported clause: "said the boxes held “a great deal of sand”"?"""
    above = page.head[cue]
    if page.dep[cue] != "ccomp" or page.outer[above] != page.outer[cue]:
        return False
    return "c" in statement_frames().get((page.lemma[above], page.pos[above]), "")


def _quoted_share(page: Page, proposal: Proposal) -> float:
    states = quotation_states(page, proposal.token)
    words = [states[i] >= 0 for i in proposal.content if page.is_word[i]]
    return sum(words) / max(len(words), 1)


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
    if _is_announced(page, content) or any(_finite(page, i) for i in content):
        return "c"
    if page.word[content[0] - 1] == "for" and page.lemma[cue] in WISHING:
        return "p"
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
    if page.dep[top] == "advcl":  # "recalls the toy because it breaks"
        marks = {page.word[k] for k in page.kids[top] if page.dep[k] == "mark"}
        return marks.isdisjoint(SUBORDINATORS)
    return page.dep[top] not in ("relcl", "acl")


def quotation_states(page: Page, cue: int | None) -> list[int]:
    """The level of quotations that counts for a cue: the inner ones, if it is quoted."""
    return page.inner if cue is not None and page.outer[cue] >= 0 else page.outer


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
    if frame in "opx" and (stance == "demand" or page.lemma[cue] in ("ask", "promise", "pledge")):
        return bool(proposal.source) and page.tag[cue] in FINITE  # "Canada demanded six million"
    return bool(proposal.source) and stance not in ATTITUDES and frame in "cnd"
