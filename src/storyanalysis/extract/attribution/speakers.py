"""The speaker of a quotation by place alone, where the parser gives the verb no subject."""

from __future__ import annotations

from collections.abc import Sequence

from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.tree import FINITE, trim

__all__ = ["speaker_beside"]

LONGEST = 14  # tokens of a speaker with what is said of him
SHORTEST_ASIDE = 4  # tokens before a verb that leave room for a name and an aside
NAMES = frozenset(["PROPN", "NOUN", "PRON"])
VERBS = frozenset(["VERB", "AUX"])
STOPS = frozenset([".", ",", ";", ":", "?", "!", "(", "—", "–", "--"])


def speaker_beside(page: Page, content: Sequence[int], verb: int) -> list[int]:
    """Tokens that name who speaks, or none.

    Parameters
    ----------
    content : sequence of int
        The quotation that the verb reports.
    """
    if not content:
        return []
    if content[0] > verb:
        return _before_an_aside(page, verb)
    before = [i for i in content if i < verb]
    return _named(page, range(before[-1] + 1, verb)) or _behind(page, verb)


def _named(page: Page, tokens: range) -> list[int]:
    """ "“...,” its head, Kofi Asare, told reporters": words that hold a noun and no verb."""
    if not 0 < len(tokens) <= LONGEST or any(page.pos[i] in VERBS for i in tokens):
        return []
    return trim(page, list(tokens)) if any(page.pos[i] in NAMES for i in tokens) else []


def _behind(page: Page, verb: int) -> list[int]:
    """ "“...,” said engineer Ana Ruiz": the noun is often taken for a verb."""
    end = verb + 1
    last = min(page.sents[page.sent[verb]][1], verb + LONGEST)
    while end < last and page.word[end] not in STOPS and page.outer[end] < 0:
        end += 1
    tokens = range(verb + 1, end)
    if any(page.tag[i] in FINITE for i in tokens) or not tokens:
        return []
    own = page.pos[tokens[-1]] == "PROPN" and page.ent[tokens[-1]] == "PERSON"
    return list(tokens) if own else []


def _before_an_aside(page: Page, verb: int) -> list[int]:
    """ "The text, a copy of which was read out, says: “...”": what the aside cuts off."""
    first, _ = page.sents[page.sent[verb]]
    if page.word[verb - 1] != "," or verb - first < SHORTEST_ASIDE:
        return []
    commas = (i for i in range(first, verb - 1) if page.word[i] == ",")
    return _named(page, range(first, next(commas, first)))
