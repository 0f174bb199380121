"""Words taken back or stood by: "withdrew its statement", "stood by the figure".

An update says so of what was said before. The verbs do much else ("withdrew its troops"),
so what they take must be an account of something.
"""

from __future__ import annotations

from collections.abc import Sequence

from storyanalysis.extract.attribution.decode import Proposal
from storyanalysis.extract.attribution.nouns import account_nouns
from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.tree import phrase, subject_of, subtree, trim

__all__ = ["with_positions"]

RULE = "words taken back or stood by"
CONFIDENCE = 0.45
TAKES_BACK = frozenset(["withdraw", "retract", "recant", "take"])
STANDS = frozenset(["stand", "stick"])
FINITE = frozenset(["VBD", "VBZ", "VBP"])
# one takes them back or stands by them, but they are no accounts of what happened
MORE = frozenset(["advice", "message", "apology", "position", "assurance"])


def with_positions(page: Page, proposals: Sequence[Proposal], threshold: float) -> list[Proposal]:
    """The proposals, with those who take back or stand by what was said."""
    taken = {p.token for p in proposals if p.confidence >= threshold}
    found = list(proposals)
    for i, lemma in enumerate(page.lemma):
        if page.pos[i] == "VERB" and i not in taken and page.outer[i] < 0:
            thing = None
            if lemma in TAKES_BACK:
                thing = _taken_back(page, i)
            elif lemma in STANDS:
                thing = _stood_by(page, i)
            if thing is not None and (proposal := _position(page, i, thing)):
                found.append(proposal)
    return found


def _is_account(page: Page, i: int) -> bool:
    return page.lemma[i] in account_nouns() or page.lemma[i] in MORE


def _taken_back(page: Page, verb: int) -> int | None:
    """The account that is withdrawn; "take" needs its "back"."""
    back = any(page.word[k] == "back" for k in page.kids[verb])
    if page.lemma[verb] == "take" and not back:
        return None
    things = (k for k in page.kids[verb] if page.dep[k] == "dobj" and k > verb)
    return next((k for k in things if _is_account(page, k)), None)


def _stood_by(page: Page, verb: int) -> int | None:
    """An account or a number; whoever stands by a friend says nothing."""
    word = "by" if page.lemma[verb] == "stand" else "to"
    for k in page.kids[verb]:
        if page.word[k] != word or page.dep[k] not in ("prep", "agent", "prt"):
            continue
        for thing in page.kids[k]:
            number = any(page.pos[i] == "NUM" for i in subtree(page, thing))
            if page.dep[thing] == "pobj" and (_is_account(page, thing) or number):
                return thing
    return None


def _position(page: Page, verb: int, thing: int) -> Proposal | None:
    finite = page.tag[verb] in FINITE or any(
        page.dep[k] == "aux" and page.lemma[k] == "have" for k in page.kids[verb]
    )
    top = subject_of(page, verb)
    if not finite or top is None or top > verb:
        return None
    if any(page.dep[k] in ("neg", "nsubjpass", "mark") for k in page.kids[verb]):
        return None
    source, content = phrase(page, top), trim(page, _with_clause(page, verb, thing))
    particles = ("back", "by", "to") if page.lemma[verb] in STANDS else ("back",)
    cue = (verb, *(k for k in page.kids[verb] if page.word[k] in particles))
    return Proposal(verb, cue, tuple(source), tuple(content), RULE, CONFIDENCE)


def _with_clause(page: Page, verb: int, thing: int) -> list[int]:
    """ "Its advice to boil water": parsers give the clause to the verb."""
    last = page.right[thing]
    for k in page.kids[verb]:
        if page.left[k] == last + 1 and page.word[last + 1] in ("that", "to"):
            last = page.right[k]
    return list(range(page.left[thing], last + 1))
