"""The quotations that a cue introduces, interrupts or follows."""

from __future__ import annotations

from collections.abc import Iterator

from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.tree import trim, unmarked

__all__ = ["quoted_content", "same_turn"]

CLAUSES = frozenset(["ccomp", "xcomp", "oprd", "pcomp"])
OWN = frozenset(["dobj", "xcomp", "ccomp", "oprd"])
NO_CLAUSE = frozenset(["aux", "relcl", "compound", "amod"])  # verbs, or taken for such
FAR = 25  # words between a verb and the quotation it introduces
NEAR = 14  # words between a quotation and the verb after it


def quoted_content(page: Page, verb: int, *, only_after: bool = False) -> list[int]:
    """The quotations that a verb introduces, interrupts, or follows."""
    before = None if only_after else _quote_before(page, verb)
    if before is not None and _says_more(page, verb, before):
        before = None
    after = _quote_after(page, verb, resumed=before is not None)
    if before is None and after is None:
        return []
    if after is not None and before is None:
        mixed = _mixed_clause(page, verb, after)
        if mixed:
            return mixed
    first = before if before is not None else after
    last = after if after is not None else before
    assert first is not None
    assert last is not None
    return _run(page, verb, first, last)


def _states(page: Page, verb: int) -> list[int]:
    """Quotations that count for a cue: inner ones, if it is itself quoted."""
    return page.inner if page.outer[verb] >= 0 else page.outer


def _quote_before(page: Page, verb: int) -> int | None:
    states, home = _states(page, verb), page.outer[verb]
    words = 0
    for i in range(verb - 1, page.paras[page.para[verb]][0] - 1, -1):
        if states[i] >= 0:
            return states[i] if _ends_like_speech(page, states[i]) else None
        if page.outer[i] != home or page.word[i] in (".", ";", ":", "that"):
            return None
        words += page.is_word[i]
        if words > NEAR or (page.lemma[i] != "quote" and _is_verb(page, i)):
            return None  # "the report quotes him as saying" looks back
    return None


def _is_verb(page: Page, i: int) -> bool:
    return page.pos[i] in ("VERB", "AUX") and page.dep[i] not in NO_CLAUSE


def _says_more(page: Page, verb: int, quote: int) -> bool:
    """ "“It is safe.” She demanded a report": a sentence after it, with an object of its own."""
    if page.text[page.quotes[quote].inner_end - 1] not in ".?!":
        return False
    if page.sent[page.spans[quote][1] - 1] == page.sent[verb]:
        return False
    own = (k for k in page.kids[verb] if page.dep[k] in OWN and k > verb)
    return any(page.outer[k] == page.outer[verb] for k in own)


def _ends_like_speech(page: Page, quote: int) -> bool:
    """A whole quotation ends with a mark of its own, or a comma follows it."""
    found = page.quotes[quote]
    last = page.text[found.inner_end - 1]
    behind = page.text[found.end : found.end + 1]
    return last in ",.?!…—–-" or behind in (",", "—", "–")


def _quote_after(page: Page, verb: int, *, resumed: bool) -> int | None:
    """The next quotation; one of a new sentence counts if the verb interrupts a turn."""
    states, home = _states(page, verb), page.outer[verb]
    words = 0
    for i in range(verb + 1, page.paras[page.para[verb]][1]):
        if states[i] >= 0:
            return states[i]
        if page.outer[i] != home or _stops(page, states, i, resumed):
            return None
        words += page.is_word[i]
        if words > FAR:
            return None
    return None


def _stops(page: Page, states: list[int], i: int, resumed: bool) -> bool:
    if resumed and page.pos[i] == "VERB" and page.dep[i] == "conj":
        return True  # ", he said, and accused them of ..."
    resumes = resumed and i + 1 < len(page) and states[i + 1] >= 0
    ends = page.word[i] in (".", ";") or (page.word[i][-1] == "." and _is_last(page, i))
    return ends and not resumes


def _is_last(page: Page, i: int) -> bool:
    return page.sents[page.sent[i]][1] == i + 1


def _mixed_clause(page: Page, verb: int, quote: int) -> list[int]:
    """The complement that begins outside the quotation and runs into it."""
    a, b = page.spans[quote]
    tops = [k for k in page.kids[verb] if page.dep[k] in CLAUSES | {"dobj"} and k > verb]
    tops = [k for k in tops if page.left[k] < a and page.right[k] >= a - 1]
    tops = [k for k in tops if page.dep[k] != "dobj" or page.right[k] >= a]
    if not tops:
        return []
    left = min(page.left[k] for k in tops)
    right = max(b - 1, *(page.right[k] for k in tops))
    return unmarked(page, trim(page, list(range(max(left, verb + 1), right + 1))))


def _run(page: Page, verb: int, first: int, last: int) -> list[int]:
    """All the quotations from `first` on that belong to the same turn."""
    states, tokens = _states(page, verb), set()
    chosen = {first, last}
    if page.outer[verb] < 0:
        chosen |= set(same_turn(page, first, last))
    for quote in chosen:
        a, b = page.spans[quote]
        tokens |= {i for i in range(a, b) if states[i] == quote}
    return sorted(tokens)


def same_turn(page: Page, first: int, last: int) -> Iterator[int]:
    """Whole quoted sentences before and after, and paragraphs that carry on."""
    for step, quote in ((-1, first), (1, last)):
        here = quote
        while (there := _next_outer(page, here, step)) is not None:
            a, b = sorted((here, there))
            gap = range(page.spans[a][1], page.spans[b][0])
            carries = page.quotes[b].continues
            same = page.para[page.spans[a][0]] == page.para[page.spans[b][0]]
            if any(page.is_word[i] for i in gap) or not (carries or same):
                break
            yield there
            here = there


def _next_outer(page: Page, quote: int, step: int) -> int | None:
    quote += step
    while 0 <= quote < len(page.quotes):
        if not page.quotes[quote].level:
            return quote
        quote += step
    return None
