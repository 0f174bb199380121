"""What is not said: asked for, wanted, held back, or nobody's."""

from __future__ import annotations

from itertools import pairwise

from storyanalysis.extract.attribution.cues import MODALS, statement_frames
from storyanalysis.extract.attribution.decode import Proposal
from storyanalysis.extract.attribution.nouns import account_nouns
from storyanalysis.extract.attribution.page import Page

__all__ = ["FRAGMENT", "calls_on", "is_unsaid"]

FRAGMENT = 4  # tokens, marks included, of what may be a mere term in quotation marks
ASKING = frozenset(["ask", "call", "appeal"])
PRESSING = frozenset(["ask", "press", "question", "challenge", "pressure", "push"])
SILENT = frozenset(["decline", "refuse", "fail", "hesitate", "decide"])
NOBODY = frozenset(["nobody", "none", "neither", "no-one"])
PROMISES = frozenset(["promise", "offer", "pledge", "demand", "ask"])
DECIDES = frozenset(["reject", "dismiss", "deny", "accept", "turn"])
DECIDED = frozenset(["bid", "offer", "appeal", "application", "petition", "lawsuit", "bail"])
WISHES = frozenset(["call", "demand", "request", "appeal", "plea"])
TIMES = frozenset(["after", "before", "when", "while", "since", "until", "once", "because"])
SHORTENED = frozenset(["'d", "’d"])
OPINIONS = frozenset(["think", "believe", "expect", "want", "plan", "intend", "agree", "doubt"])


def is_unsaid(page: Page, proposal: Proposal, frame: str, *, speech: bool) -> bool:
    """Does the cue, in this frame, tell of words that were never said?

    With `speech` the cue is a word for speaking and not for wishing or thinking.
    """
    cue = proposal.token
    assert cue is not None
    asks = frame in "xop" or proposal.rule in ("verb and xcomp", "verb and oprd")
    if asks and speech and _will(page, cue):
        return True  # "will ask", "could order"
    if frame == "p" and page.lemma[cue] in ASKING and page.word[proposal.content[0] - 1] != "for":
        return True  # what is asked about is not said
    if page.lemma[cue] == "call" and _is_visit(page, cue):
        return True
    if frame == "o" and not proposal.source and _says_nothing_yet(page, cue):
        return True
    if _conditional(page, cue) or _is_asked(page, cue) or _only_wanted(page, cue):
        return True
    if frame != "q" and (_withheld(page, cue) or _says_nothing(page, cue, proposal.content)):
        return True
    if _is_reference(page, proposal) or (frame == "o" and _is_deed(page, cue)):
        return True
    return _of_nobody(page, proposal) or _refers_back(page, proposal, frame)


def _is_visit(page: Page, cue: int) -> bool:
    """ "Called her to say that", "was called to testify", but not "called on her to resign"."""
    verbs = (k for k in page.kids[cue] if page.dep[k] in ("xcomp", "advcl") and k > cue)
    purpose = any(page.tag[j] == "TO" for k in verbs for j in page.kids[k])
    return purpose and not _has_preposition(page, cue, ("on", "upon", "for"))


def calls_on(page: Page, cue: int) -> bool:
    """ "Called on the council to wait", "calls upon them to act"."""
    return page.lemma[cue] == "call" and _has_preposition(page, cue, ("on", "upon"))


def _has_preposition(page: Page, cue: int, words: tuple[str, ...]) -> bool:
    found = (k for k in page.kids[cue] if page.dep[k] == "prep" and page.word[k] in words)
    return any(page.ent[j] not in ("DATE", "TIME") for k in found for j in page.kids[k])


def _only_wanted(page: Page, cue: int) -> bool:
    """ "Asked him to explain why", "hopes to say": not said yet."""
    kids, above = page.kids[cue], page.head[cue]
    if page.dep[cue] not in ("xcomp", "ccomp") or page.tag[cue] != "VB":
        return False
    if any(page.dep[k] == "aux" and page.word[k] != "to" for k in kids):
        return False
    verb = (page.lemma[above], page.pos[above])
    infinitive = any(page.word[k] == "to" for k in kids)
    return infinitive and bool(set(statement_frames().get(verb, "")) & set("xp"))


def _of_nobody(page: Page, proposal: Proposal) -> bool:
    """ "The trial is expected to last two weeks": an opinion that is nobody's."""
    cue = proposal.token
    assert cue is not None
    return page.lemma[cue] in OPINIONS and page.tag[cue] == "VBN" and not proposal.source


def _refers_back(page: Page, proposal: Proposal, frame: str) -> bool:
    """ "Which first reported the plan" says who passed it on, and nothing new."""
    content = proposal.content
    if frame != "o" or page.dep[proposal.token or 0] != "relcl" or len(content) > FRAGMENT:
        return False
    return page.word[content[0]] in ("the", "this", "that", "it", "them")


def _says_nothing(page: Page, cue: int, content: tuple[int, ...]) -> bool:
    """ "Said he had no comment", "promised nothing of the kind"."""
    words = [page.word[i] for i in content if page.is_word[i]][:5]
    promised = words[:1] == ["nothing"] and page.lemma[cue] in PROMISES
    return promised or ("no", "comment") in pairwise(words)


def _is_deed(page: Page, cue: int) -> bool:
    """ "Rejected a bid", "dismissed the appeal": a decision, where a claim is a reply."""
    things = [page.lemma[k] for k in page.kids[cue] if page.dep[k] == "dobj"]
    if page.lemma[cue] == "withdraw":  # troops, an offer
        return bool(things) and not any(thing in account_nouns() for thing in things)
    return page.lemma[cue] in DECIDES and any(thing in DECIDED for thing in things)


def _is_reference(page: Page, proposal: Proposal) -> bool:
    """ "What he said was quoted", "after they had asked about it": told of, not told."""
    cue = proposal.token
    assert cue is not None
    kids = page.kids[cue]
    what = any(page.word[k] == "what" and page.dep[k] == "dobj" and k < cue for k in kids)
    if what and page.lemma[cue] in ("say", "tell", "report") and proposal.content[0] != cue + 1:
        return True
    if page.dep[cue] == "advcl" and proposal.content[-1] > cue > proposal.content[0]:
        marks = {page.word[k] for k in kids if page.dep[k] in ("mark", "advmod") and k < cue}
        return bool(marks & TIMES) and not page.left[cue] <= proposal.content[0]
    if page.pos[cue] == "NOUN" and page.lemma[cue] in WISHES:
        return page.word[proposal.content[0] - 1] in ("of", "on", "in")
    return False


def _withheld(page: Page, cue: int) -> bool:
    """ "would not say", "declined to comment", "nobody would explain", "nor confirm"."""
    if page.dep[cue] == "conj" and _joined(page, cue) and _withheld(page, page.head[cue]):
        return True
    if page.dep[cue] == "xcomp" and page.lemma[page.head[cue]] in SILENT:
        return True
    if page.pos[cue] != "VERB" or page.lemma[cue] in OPINIONS:
        return False
    kids = page.kids[cue]
    if any(page.word[k] in NOBODY for k in kids if page.dep[k] in ("nsubj", "preconj", "cc")):
        return True
    return any(page.dep[k] == "neg" for k in kids)


def _joined(page: Page, cue: int) -> bool:
    """Is the verb tied to the one before by "or" or "nor"?"""
    words = (page.word[k] for k in page.kids[page.head[cue]] if page.dep[k] in ("cc", "preconj"))
    return any(word in ("or", "nor") for word in words)


def _says_nothing_yet(page: Page, cue: int) -> bool:
    """ "The sale will be announced", "the results reported below", "a meeting was called"."""
    if page.dep[cue] in ("acl", "amod"):
        return True
    if _will(page, cue):
        return True
    return page.lemma[cue] == "call" and not any(page.dep[k] == "oprd" for k in page.kids[cue])


def _will(page: Page, cue: int) -> bool:
    known = MODALS | SHORTENED
    return any(page.word[k] in known for k in page.kids[cue] if page.tag[k] == "MD")


def _is_asked(page: Page, cue: int) -> bool:
    """ "Asked who had made that decision, he smiled": nobody is named who says it."""
    if page.tag[cue] != "VBN" or page.dep[cue] not in ("advcl", "acl"):
        return False
    return page.lemma[cue] in PRESSING and not any(
        page.dep[k] in ("agent", "aux", "auxpass") for k in page.kids[cue]
    )


def _conditional(page: Page, cue: int) -> bool:
    words = {page.word[k] for k in page.kids[cue] if page.dep[k] == "mark"}
    return bool(words & {"if", "unless", "whether"})
