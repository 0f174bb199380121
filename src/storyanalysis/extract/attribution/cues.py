"""Cue candidates, and how they stand to the words and quotations around them."""

from __future__ import annotations

from collections.abc import Container
from functools import cache

from storyanalysis import lexicons
from storyanalysis.extract.attribution.page import Page

__all__ = [
    "CUE_POS",
    "configuration",
    "cue_lexicon",
    "is_candidate",
    "near_quotes",
    "person_of",
    "sentence_mix",
    "statement_frames",
]

CUE_POS = frozenset(["VERB", "AUX", "NOUN", "ADJ", "ADV", "PUNCT"])
FIRST_PERSON = frozenset(["i", "we", "us", "me", "my", "our"])
THIRD_PERSON = frozenset(["he", "she", "they", "his", "her", "their", "him", "them"])
RELATIVE = frozenset(["who", "which", "that", "whom", "whose"])
MODALS = frozenset(
    ["would", "could", "should", "might", "may", "must", "can", "will", "'ll", "’ll"]
)
NEGATIONS = frozenset(["not", "n't", "n’t", "never", "no", "nor", "without"])
CONDITIONS = frozenset(["if", "whether", "unless"])


@cache
def cue_lexicon() -> dict[tuple[str, str], tuple[str, str]]:
    """(frames, stance) of each word in the cue lexicon."""
    rows = lexicons.rows("reporting_cues")
    return {(row["lemma"], row["pos"]): (row["frames"], row["stance"]) for row in rows}


@cache
def statement_frames() -> dict[tuple[str, str], str]:
    """The frames in which each word of the cue lexicon reports a statement."""
    rows = lexicons.rows("reporting_cues")
    return {(row["lemma"], row["pos"]): row["statement"] for row in rows}


def is_candidate(page: Page, i: int, known: Container[str]) -> bool:
    """Could the token be a cue: one of the known words, or a verb built like a report?"""
    pos = page.pos[i]
    if pos not in CUE_POS:
        return False
    if f"{page.lemma[i]} {pos}" in known or (page.lemma[i], pos) in cue_lexicon():
        return True
    if pos != "VERB":
        return False
    return any(page.dep[k] == "ccomp" for k in page.kids[i]) or bool(near_quotes(page, i))


def configuration(page: Page, i: int, near: str | None = None) -> str:
    """How the token could report: the kind of complement and the quotations near it."""
    near = near_quotes(page, i) if near is None else near
    kids = page.kids[i]
    deps = {page.dep[k] for k in kids}
    clause = next((k for k in kids if page.dep[k] == "ccomp"), None)
    form = "0"
    if clause is not None:
        form = "L" if clause < i else "R"
    elif "xcomp" in deps:
        form = "x"
    elif "oprd" in deps:
        form = "p"
    elif "dobj" in deps:
        form = "o"
    elif "acl" in deps:
        form = "a"
    elif "prep" in deps:
        form = "r"
    elif page.dep[i] in ("parataxis", "ccomp"):
        form = "i"
    passive = "b" if "auxpass" in deps or "nsubjpass" in deps else ""
    owned = "s" if "poss" in deps else ""
    return f"{page.pos[i][0]}{form}{passive}{owned}{near}"


def near_quotes(page: Page, i: int) -> str:
    """Is there quoted text before and behind the token, in its sentence or beside it?"""
    a, b = page.sents[page.sent[i]]
    counts, home = page.n_outer, page.outer[i]
    if home >= 0:
        counts = page.n_inner
        if page.inner[i] >= 0:
            return "Q"
    first, last = page.paras[page.para[i]]
    low, high = max(a - 2, i - 40, first), min(b + 3, i + 40, last)
    before = "<" if counts[i] > counts[min(low, i)] else ""
    after = ">" if counts[max(high, i + 1)] > counts[i + 1] else ""
    return before + after + ("q" if home >= 0 else "")


def person_of(page: Page, k: int) -> str:
    word = page.word[k]
    if word in FIRST_PERSON:
        return "1"
    if word in ("you", "your"):
        return "2"
    if word in THIRD_PERSON:
        return "3"
    if word in RELATIVE:
        return "rel"
    if word in ("it", "this", "these", "its", "there"):
        return "it"
    if page.ent[k] in ("PERSON", "ORG", "GPE", "NORP"):
        return page.ent[k]
    return page.pos[k]


def sentence_mix(page: Page, s: int) -> str:
    """How much of sentence `s` is quoted ("-" where there is no such sentence)."""
    return page.mix[s] if 0 <= s < len(page.mix) else "-"
