"""Cue candidates and what tells a cue from a word that reports nothing."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cache

from storyanalysis import lexicons
from storyanalysis.extract.attribution.page import Page

__all__ = [
    "CUE_POS",
    "configuration",
    "cue_features",
    "cue_lexicon",
    "is_candidate",
    "person_of",
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
CLOSED_DEPS = frozenset(["prep", "prt", "aux", "auxpass", "neg", "mark", "advmod", "det", "expl"])


def cue_features(page: Page, i: int, *, apart: bool = False) -> list[str]:
    """Binary features of token `i` as a cue; names of people and places are left out.

    With `apart`, the quotation that holds the token is read as a text of its own, as
    for a report inside somebody's speech.
    """
    lemma, dep, tag = page.lemma[i], page.dep[i], page.tag[i]
    near = near_quotes(page, i)
    if apart:
        near = near.rstrip("q")
    config = configuration(page, i, near)
    found = [
        f"l={lemma}",
        f"l={lemma} c={config}",
        f"c={config}",
        f"t={tag}",
        f"t={tag} l={lemma}",
        f"d={dep}",
        f"d={dep} l={lemma}",
        f"d={dep} t={tag} c={config}",
    ]
    found += _lexicon(page, i, config)
    found += _governor(page, i)
    found += _children(page, i)
    found += _subject(page, i)
    found += _around(page, i)
    found += _quotation(page, i, near, apart)
    return found


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


def _lexicon(page: Page, i: int, config: str) -> Iterator[str]:
    """Class of the word, which carries over to words that training saw rarely."""
    frames, stance = cue_lexicon().get((page.lemma[i], page.pos[i]), ("", ""))
    yield f"lex={stance} c={config}"
    yield f"lex={stance} f={frames}"
    yield f"f={frames} c={config}"
    yield f"lex={stance} d={page.dep[i]} t={page.tag[i]}"


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


def _open_word(page: Page, i: int) -> str:
    """Lemma of a word that is no name."""
    if page.pos[i] in ("PROPN", "NUM") or page.ent[i]:
        return page.pos[i] + page.ent[i]
    return page.lemma[i]


def _governor(page: Page, i: int) -> Iterator[str]:
    h = page.head[i]
    if h == i:
        yield "g=ROOT"
        return
    yield f"g={_open_word(page, h)} d={page.dep[i]}"
    yield f"gp={page.pos[h]} d={page.dep[i]}"
    yield f"gp={page.pos[h]} d={page.dep[i]} l={page.lemma[i]}"


def _children(page: Page, i: int) -> Iterator[str]:
    kids, lemma = page.kids[i], page.lemma[i]
    yield "k=" + " ".join(sorted({page.dep[k] for k in kids} - {"punct"}))
    for k in kids:
        dep, side = page.dep[k], "<" if k < i else ">"
        yield f"k:{dep}{side}{page.pos[k]}"
        yield f"k:{dep}{side} l={lemma}"
        if dep in CLOSED_DEPS:
            yield f"w:{dep}={page.word[k]}"
            yield f"w:{dep}={page.word[k]} l={lemma}"
        elif dep in ("dobj", "pobj", "attr", "acomp", "oprd"):
            yield f"w:{dep}={_open_word(page, k)}"
            yield f"w:{dep}={_open_word(page, k)} l={lemma}"
        if dep in ("ccomp", "xcomp", "acl", "relcl", "pcomp"):
            first = page.word[page.left[k]]
            mark = first if first in ("that", "to", "if", "whether") else page.pos[page.left[k]]
            yield f"x:{dep}{side}{page.tag[k]} {mark}"
            yield f"x:{dep}{side}{mark} l={lemma}"
        if dep == "prep":
            for j in page.kids[k]:
                if page.dep[j] in ("pobj", "pcomp"):
                    yield f"w:{page.word[k]}+{_open_word(page, j)}"
                    yield f"w:{page.word[k]}+{page.pos[j]} l={lemma}"


def _subject(page: Page, i: int) -> Iterator[str]:
    top, steps = i, 0
    subject = None
    while subject is None and steps < 4:
        subject = next((k for k in page.kids[top] if page.dep[k].startswith("nsubj")), None)
        if subject is None and page.dep[top] in ("conj", "xcomp", "advcl", "acl", "relcl"):
            top = page.head[top]
            steps += 1
            if page.dep[top] == "ROOT" and page.pos[top] not in ("VERB", "AUX"):
                break
        else:
            break
    if subject is None:
        subject = next((k for k in page.kids[i] if page.dep[k] == "poss"), None)
        steps = 9
    if subject is None:
        yield "s=none"
        yield f"s=none l={page.lemma[i]}"
        return
    kind = person_of(page, subject)
    yield f"s={kind}{min(steps, 1)}"
    yield f"s={kind} l={page.lemma[i]}"
    yield f"se={page.ent[subject]} {page.pos[subject]} {page.dep[subject]}"
    if page.pos[subject] == "NOUN":
        yield f"sw={page.lemma[subject]}"


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


def _around(page: Page, i: int) -> Iterator[str]:
    n = len(page)
    for step in (-2, -1, 1, 2):
        k = i + step
        inside = 0 <= k < n and page.para[k] == page.para[i]
        yield f"{step}w={_open_word(page, k) if inside else '#'}"
        yield f"{step}t={page.tag[k] if inside else '#'}"
        if abs(step) == 1:
            yield f"{step}w={_open_word(page, k) if inside else '#'} l={page.lemma[i]}"
            yield f"{step}t={page.tag[k] if inside else '#'} l={page.lemma[i]}"
    a = page.paras[page.para[i]][0]
    before = [page.word[k] for k in range(max(a, i - 4), i)]
    for name, words in (("modal", MODALS), ("neg", NEGATIONS), ("if", CONDITIONS)):
        if any(word in words for word in before):
            yield name
            yield f"{name} l={page.lemma[i]}"
    yield f"caps={_caps(page, i)}"


def _caps(page: Page, i: int) -> str:
    """Headline case, all capitals, or prose, told from the sentence around."""
    a, b = page.sents[page.sent[i]]
    words = [page.shape[k] for k in range(max(a, i - 8), min(b, i + 8)) if page.is_word[k]]
    upper = sum(word[0].isupper() for word in words)
    if words and all(word.isupper() for word in words):
        return "all"
    return "title" if len(words) > 3 and upper > 0.7 * len(words) else "prose"


def _quotation(page: Page, i: int, near: str, apart: bool) -> Iterator[str]:
    s = page.sent[i]
    yield f"q={near}"
    yield f"q={near} l={page.lemma[i]}"
    mix = ["n", "p" if near else "n", "n"]
    if not apart:
        mix = [sentence_mix(page, s + step) for step in (-1, 0, 1)]
    quoted = page.outer[i] >= 0 and not apart
    yield f"qm={mix[1]}"
    yield f"qm={mix} in={quoted}"
    if quoted:
        yield f"in l={page.lemma[i]}"


def sentence_mix(page: Page, s: int) -> str:
    """How much of sentence `s` is quoted ("-" where there is no such sentence)."""
    return page.mix[s] if 0 <= s < len(page.mix) else "-"
