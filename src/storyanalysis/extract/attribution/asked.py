"""What somebody is asked or told to do, without those who are asked or told."""

from __future__ import annotations

from functools import cache

from storyanalysis import lexicons
from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.tree import FINITE, subtree, trim, unmarked

__all__ = ["is_told", "what_is_asked", "what_is_told"]

COMPLEMENTS = frozenset(["dobj", "oprd", "xcomp", "ccomp"])
ASKING = frozenset(["call", "appeal"])  # on, to somebody
TELLING = frozenset(["tell", "order", "urge", "instruct", "advise", "warn", "remind"])
LONGEST_ADDRESSEE = 15  # tokens between "asked" and "to"


@cache
def _telling() -> frozenset[str]:
    return frozenset(row["lemma"] for row in lexicons.rows("telling_verbs"))


def what_is_asked(page: Page, cue: int, content: tuple[int, ...]) -> tuple[int, ...]:
    """ "Asked the residents to leave": what they are to do, without those who are asked."""
    asks = page.lemma[cue] in _telling() or page.lemma[cue] in ASKING
    if not asks or content[0] < cue:
        return content
    for place, i in enumerate(content[:LONGEST_ADDRESSEE]):
        if page.tag[i] == "TO" and place:
            verb = page.head[i]
            if page.head[verb] == cue and page.dep[verb] in ("xcomp", "ccomp", "advcl"):
                negated = page.dep[content[place - 1]] == "neg"
                return content[place - 1 :] if negated else content[place + 1 :] or content
        if page.tag[i] in FINITE or page.pos[i] == "SCONJ":
            break
    return content


def what_is_told(page: Page, cue: int, content: tuple[int, ...]) -> tuple[int, ...]:
    """ "Drivers were told to wait": what they were told, without those who were."""
    if page.lemma[cue] not in _telling() or content[0] > cue:
        return content
    told = next((k for k in page.kids[cue] if page.dep[k] == "nsubjpass"), None)
    if told is None or page.outer[cue] != page.outer[told]:
        return content
    rest = [i for i in content if i > cue]
    if not any(page.is_word[i] for i in rest) and content[-1] < cue:
        rest = _complement(page, cue)
    return tuple(unmarked(page, trim(page, rest))) or content


def is_told(page: Page, cue: int) -> bool:
    """ "Parents told to throw them away": a headline's passive has no auxiliary."""
    if page.lemma[cue] not in TELLING or page.tag[cue] not in ("VBD", "VBN"):
        return False
    behind = page.word[cue + 1 : cue + 2] == ["to"] and page.tag[cue + 1] == "TO"
    return behind and not any(page.dep[k] in ("agent", "dobj") for k in page.kids[cue])


def _complement(page: Page, cue: int) -> list[int]:
    """ "Unions were promised a meeting", "she was told of the plan"."""
    for k in page.kids[cue]:
        if k > cue and page.dep[k] in COMPLEMENTS:
            return subtree(page, k)
        if k > cue and page.dep[k] == "prep" and page.word[k] in ("of", "about"):
            return [i for i in subtree(page, k) if i != k]
    return []
