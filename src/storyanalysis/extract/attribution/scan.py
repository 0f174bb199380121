"""Attributions whose cue is no word: transcripts, names below a quotation, headlines."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache

from storyanalysis import lexicons
from storyanalysis.extract.attribution.decode import Proposal
from storyanalysis.extract.attribution.page import MARKS, Page
from storyanalysis.extract.attribution.policy import page_labels
from storyanalysis.extract.attribution.tree import trim

__all__ = ["colon_headlines", "signed_quotations", "transcript_turns"]

NAME = r"[^\W\d_][\w.’'&-]*"
CAPITALS = re.compile(r"((?:[A-Z][A-Z.’'&-]*)(?:[ ,]+[A-Z(][A-Z.’'&()-]*){0,6}):(?=\s|$)")
TITLED = re.compile(rf"((?=[A-Z])(?:{NAME})(?: (?=[A-Z(]){NAME}){{0,4}}):(?=\s)")
SIGNED = re.compile(
    r"\s*(?:[―—–]|--|-)\s*"
    r"((?:[^\W\d_][\w.’'-]*)(?: [\w.’'-]+){0,6})((?:[,(][^\n]{0,120})?)[^\S\n]*(?=\n|$)"
)
ASIDE = re.compile(r"""["“]?[(\[][^)\]]*[)\]][."”]*""")
SURE, FAIRLY_SURE = 0.93, 0.8
LONGEST_LABEL = 5  # words before the colon of a headline
TURN_LINES = 6  # paragraphs of one turn
HEADLINE_TOKENS = 40


def transcript_turns(page: Page) -> list[Proposal]:
    """ "WALLACE: ..." and, in an interview, "Smith: ..."; a text needs two such turns."""
    turns = _turns(page, CAPITALS, least=2)
    if not turns:
        turns = _turns(page, TITLED, least=4)
    found = []
    starts = {line for line, _ in turns}
    last = max(starts, default=-1)
    for line, match in turns:
        source = _tokens(page, match.start(1), match.end(1))
        colon = _tokens(page, match.end(1), match.end(1) + 1)
        stop = line + 1
        while stop not in starts and stop < last and stop - line < TURN_LINES:
            if _is_aside(page, stop):
                break
            stop += 1
        content = range((colon or source)[-1] + 1, page.lines[stop - 1][1])
        spoken = trim(page, [i for i in content if _solid(page, i)])
        if any(page.is_word[i] for i in spoken):
            found.append(_proposal(colon, source, spoken, "speaker label", SURE))
    return found


def _turns(page: Page, pattern: re.Pattern[str], least: int) -> list[tuple[int, re.Match[str]]]:
    """Lines that begin with a speaker's label, if there are at least `least`."""
    found = []
    for k, (a, b) in enumerate(page.lines):
        if a >= b:
            continue
        first = page.start[a] + (page.shape[a] in MARKS)  # a transcript in quotation marks
        match = pattern.match(page.text, first, page.end[b - 1])
        if match and match.group(1).split()[0].lower().rstrip(".") not in page_labels():
            found.append((k, match))
    names = [match.group(1) for _, match in found]
    repeated = len(set(names)) < len(names)
    return found if len(found) >= least and (repeated or pattern is CAPITALS) else []


def _is_aside(page: Page, line: int) -> bool:
    """A line in brackets: "(CROSSTALK)"."""
    a, b = page.lines[line]
    return ASIDE.fullmatch(page.text[page.start[a] : page.end[b - 1]].strip()) is not None


def signed_quotations(page: Page) -> list[Proposal]:
    """A quotation, a dash, a name: the name's owner says it."""
    found = []
    firsts = {page.start[a] for a, b in page.lines if a < b}
    for k, quote in enumerate(page.quotes):
        match = None if quote.level else SIGNED.match(page.text, quote.end)
        if not match or match.group(1).split()[0].islower():
            continue
        whole = quote.start in firsts
        source = _tokens(page, *match.span(1))
        if source and whole:
            content = range(*page.spans[k])
            dash = [i for i in range(page.spans[k][1], source[0]) if _solid(page, i)]
            found.append(_proposal(dash, source, list(content), "name below a quotation", SURE))
    return found


def colon_headlines(page: Page) -> list[Proposal]:
    """ "Mayor: 'We tried'" and "'We were robbed': Doyle"."""
    found = []
    for k, quote in enumerate(page.quotes):
        a, b = page.spans[k]
        if quote.level or a >= b:
            continue
        first, last = page.paras[page.para[a]]
        if last - first > HEADLINE_TOKENS:
            continue
        before = [i for i in range(first, a) if _solid(page, i)]
        behind = [i for i in range(b, last) if _solid(page, i)]
        if _is_label(page, before[:-1]) and page.word[before[-1]] == ":" and not behind:
            found.append(_proposal(before[-1:], before[:-1], range(a, b), "label", FAIRLY_SURE))
        elif _is_label(page, behind[1:]) and page.word[behind[0]] == ":" and not before:
            found.append(_proposal(behind[:1], behind[1:], range(a, b), "label", FAIRLY_SURE))
    return found


def _headline_label(page: Page) -> Iterator[Proposal]:
    """ "Poll: Wealthy voters abandon party" on the first line: a label, a colon, a clause."""
    first, last = page.paras[0] if page.paras else (0, 0)
    tokens = [i for i in range(first, min(last, first + HEADLINE_TOKENS)) if _solid(page, i)]
    colon = next((k for k, i in enumerate(tokens) if page.word[i] == ":"), 0)
    before, behind = tokens[:colon], tokens[colon + 1 :]
    if not _is_label(page, before) or len(tokens) == HEADLINE_TOKENS or not behind:
        return
    speaks = _is_speaker(page, before) or page.lemma[before[-1]] in _telling()
    if speaks and _is_clause(page, behind) and not all(page.outer[i] >= 0 for i in behind):
        found = behind[:-1] if page.word[behind[-1]] == "." else behind
        yield _proposal([tokens[colon]], before, found, "label", FAIRLY_SURE)


def _is_speaker(page: Page, label: list[int]) -> bool:
    """A person's name, or one word that the body names as a person or a body of people."""
    if all(page.ent[i] == "PERSON" for i in label):
        return True
    if len(label) > 1 or not page.shape[label[0]][0].isupper():
        return False
    again = (i for i, word in enumerate(page.shape) if word == page.shape[label[0]])
    return any(page.ent[i] in ("PERSON", "ORG") for i in again if i not in label)


def _is_clause(page: Page, tokens: list[int]) -> bool:
    """Words with a verb; where each begins with a capital, taggers see none."""
    words = [i for i in tokens if page.is_word[i]]
    titled = sum(page.shape[i][0].isupper() for i in words) > 0.6 * len(words)
    return any(page.pos[i] in ("VERB", "AUX") for i in words) or (titled and len(words) > 3)


@cache
def _telling() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicons.rows("headline_speakers"))


def _is_label(page: Page, tokens: list[int]) -> bool:
    """A few words without a verb that name someone."""
    if not 0 < len(tokens) <= LONGEST_LABEL or page.word[tokens[0]] in page_labels():
        return False
    verb = any(page.pos[i] in ("VERB", "AUX") for i in tokens)
    return not verb and any(page.pos[i] in ("PROPN", "NOUN") for i in tokens)


def _solid(page: Page, i: int) -> bool:
    return not page.shape[i].isspace()


def _tokens(page: Page, start: int, end: int) -> list[int]:
    found = range(bisect_right(page.end, start), bisect_left(page.start, end))
    return [i for i in found if _solid(page, i)]


def _proposal(
    cue: list[int], source: list[int], content: range | list[int], rule: str, confidence: float
) -> Proposal:
    return Proposal(None, tuple(cue), tuple(source), tuple(content), rule, confidence)


def without_verbal_cue(page: Page) -> Iterator[Proposal]:
    """All of them."""
    yield from transcript_turns(page)
    yield from signed_quotations(page)
    yield from colon_headlines(page)
    yield from _headline_label(page)
