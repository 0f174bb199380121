"""Walks over the dependency tree: subtrees, subjects, noun phrases, complements."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from storyanalysis.extract.attribution.page import Page

__all__ = [
    "FINITE",
    "OBJECT_PREPOSITIONS",
    "SUBJECTS",
    "all_quoted",
    "closed",
    "complement",
    "inverted_subject",
    "is_inserted",
    "phrase",
    "subject_of",
    "subtree",
    "trim",
    "unmarked",
]

FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj"])
REACH = 300  # tokens; sentences that are longer on one side are none
CLIMB = frozenset(["conj", "xcomp", "advcl", "ccomp", "pcomp", "dep", "parataxis"])
NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM"])
OBJECT_PREPOSITIONS = frozenset(["for", "on", "of", "about", "against", "to", "at", "with", "over"])


def subtree(page: Page, top: int, without: Iterable[int] = ()) -> list[int]:
    """Tokens under `top`, less those under each of `without`."""
    tokens = range(max(page.left[top], top - REACH), min(page.right[top], top + REACH) + 1)
    holes = [(page.left[i], page.right[i]) for i in without]
    if not holes:
        return list(tokens)
    return [i for i in tokens if not any(a <= i <= b for a, b in holes)]


def subject_of(page: Page, verb: int) -> int | None:
    """Head of the verb's subject, its own or the one it shares with its governor."""
    for _ in range(5):
        own = [k for k in page.kids[verb] if page.dep[k] in SUBJECTS]
        if own:
            return own[-1] if page.dep[own[-1]] != "csubj" else None
        if page.dep[verb] in ("acl", "relcl"):
            return page.head[verb] if page.pos[page.head[verb]] in NOMINAL else None
        if page.dep[verb] == "pcomp" and page.word[page.head[verb]] == "as":
            return _quoted_person(page, page.head[page.head[verb]])
        if page.dep[verb] not in CLIMB or page.head[verb] == verb:
            return None
        verb = _clause_before(page, verb) or page.head[verb]
    return None


def _clause_before(page: Page, verb: int) -> int | None:
    """ "The firm hired none, and Mr Wendell would not say, but warned": the nearest subject."""
    if page.dep[verb] != "conj":
        return None
    clauses = (k for k in reversed(page.kids[page.head[verb]]) if k < verb)
    beside = (k for k in clauses if page.dep[k] == "conj")
    return next((k for k in beside if any(page.dep[j] in SUBJECTS for j in page.kids[k])), None)


def _quoted_person(page: Page, verb: int) -> int | None:
    """ "The Herald quoted Mr Brown as saying": the object speaks."""
    own = [k for k in page.kids[verb] if page.dep[k] in ("dobj", "nsubjpass")]
    return own[-1] if own else None


def inverted_subject(page: Page, verb: int) -> int | None:
    """ "says General": a noun right behind the cue, taken for an object by the parser."""
    for k in page.kids[verb]:
        near = verb < page.left[k] <= verb + 2
        if near and page.pos[k] in NOMINAL and page.dep[k] in ("dobj", "attr", "npadvmod", "dep"):
            return k
    return None


def phrase(page: Page, top: int) -> list[int]:
    """A noun phrase without its loose ends (a clause after a comma, marks)."""
    holes = [k for k in page.kids[top] if k > top and page.dep[k] in ("punct", "relcl", "cc")]
    conjuncts = any(page.dep[k] == "conj" for k in page.kids[top])
    holes = [k for k in holes if page.dep[k] != "cc" or not conjuncts]
    inner = [k for k in holes if page.dep[k] == "relcl" and page.head[k] == top]
    after = [k for k in inner if page.left[k] > 0 and page.word[page.left[k] - 1] == ","]
    holes = [k for k in holes if page.dep[k] != "relcl" or k in after]
    return closed(page, trim(page, subtree(page, top, holes)))


def closed(page: Page, tokens: list[int]) -> list[int]:
    """With the marks between: "its president, Marcus Dole" is one phrase."""
    found = tokens[:1]
    for a, b in pairwise(tokens):
        if not any(page.is_word[a + 1 : b]):
            found += range(a + 1, b)
        found.append(b)
    return found


def trim(page: Page, tokens: list[int]) -> list[int]:
    """Without punctuation at the ends; quotation marks stay."""
    kept = [i for i in tokens if page.is_word[i] or not page.shape[i].isspace()]
    first, last = 0, len(kept)
    while first < last and _loose(page, kept[first]):
        first += 1
    while first < last and _loose(page, kept[last - 1]):
        last -= 1
    return kept[first:last]


def _loose(page: Page, token: int) -> bool:
    return page.pos[token] == "PUNCT" and page.word[token] in (",", ":", ";", "-", "–", "—", "--")


def unmarked(page: Page, tokens: list[int]) -> list[int]:
    """Without the "that" or "to" in front."""
    if len(tokens) > 1 and page.word[tokens[0]] in ("that", "to") and page.pos[tokens[0]] != "PRON":
        return tokens[1:]
    return tokens


def all_quoted(page: Page, clause: int) -> bool:
    return all(page.outer[i] >= 0 for i in subtree(page, clause) if page.is_word[i])


def complement(page: Page, verb: int, dep: str) -> list[int]:
    tops = [k for k in page.kids[verb] if page.dep[k] == dep and k > verb]
    if dep == "prep":
        tops = [
            j
            for k in tops
            if page.word[k] in OBJECT_PREPOSITIONS
            for j in page.kids[k]
            if page.dep[j] in ("pobj", "pcomp")
        ]
    if dep in ("xcomp", "oprd"):
        tops += [k for k in page.kids[verb] if page.dep[k] == "dobj" and k > verb and dep == "oprd"]
    tokens = sorted({i for k in tops[:2] for i in subtree(page, k)})
    return unmarked(page, trim(page, tokens))


def is_inserted(page: Page, verb: int) -> bool:
    """ ", he said," inside or behind the clause it reports."""
    left = page.left[verb] - 1
    comma = left >= 0 and page.word[left] in (",", "—", "–", "--", "(")
    return comma or page.word[page.left[verb]] in (",", "—", "–", "--", "(")
