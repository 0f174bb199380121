"""Quotations that no cue explains: part of the turn before, or said by nobody named."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from storyanalysis.extract.attribution.decode import Proposal
from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.policy import speaks

__all__ = ["with_orphans"]

LEAST_WORDS = 6  # fewer are a term, a title, or words held at arm's length
CONFIDENCE = 0.5
RULE = "quotation without a cue"
NEAR = 8  # statements looked at
GOES_ON = "speaker goes on"
LONGEST_GAP = 8  # words between a statement and more of it: "She laughed."
RESUMED = 4  # words that may stand between a turn and ": '...'"


def with_orphans(page: Page, chosen: Sequence[Proposal]) -> list[Proposal]:
    """The proposals, with what quotations add that are in none of them."""
    found = list(chosen)
    covered = {i for proposal in found for i in proposal.content}
    owner = {i: k for k, proposal in enumerate(found) for i in proposal.content}
    turns = _Turns(page, found)
    for number, quote in enumerate(page.quotes):
        tokens = range(*page.spans[number])
        words = [i for i in tokens if page.is_word[i]]
        if quote.level or not words or sum(i in covered for i in words) * 2 >= len(words):
            continue
        before = _turn_before(page, number, owner)
        speaker = turns.before(number) if before is None else None
        if before is None and speaker is not None and turns.goes_on(speaker, tokens[0]):
            before = speaker
        if before is not None:
            turns.more.setdefault(before, []).extend(tokens)
        elif speaker is not None:
            source = found[speaker].source
            found.append(Proposal(None, (), source, tuple(tokens), GOES_ON, CONFIDENCE))
        elif _says_something(page, words):
            found.append(Proposal(None, (), (), tuple(tokens), RULE, CONFIDENCE))
    for k, added in turns.more.items():
        found[k] = replace(found[k], content=tuple(sorted({*found[k].content, *added})))
    return found


def _turn_before(page: Page, number: int, owner: dict[int, int]) -> int | None:
    """Index of the proposal whose quotation this one resumes (""Then, quietly: 'No.'")."""
    a = page.spans[number][0]
    first = page.paras[page.para[a]][0]
    if page.quotes[number].continues and a and a - 1 in owner:
        return owner[a - 1]
    if a <= first or page.word[a - 1] != ":":
        return None
    last = next((i for i in range(a - 1, first - 1, -1) if page.outer[i] >= 0), None)
    if last is None or last not in owner:
        return None
    gap = [i for i in range(last + 1, a) if page.is_word[i]]
    stop = next((k for k in range(a - 1, last, -1) if page.word[k] in (".", "!", "?")), last)
    words = [i for i in range(stop + 1, a) if page.is_word[i]]
    names = any(page.pos[i] in ("PROPN", "PRON", "VERB", "NOUN") for i in words)
    return owner[last] if gap and len(words) <= RESUMED and not names else None


def _is_sentence(page: Page, number: int) -> bool:
    """Does the quotation stand as a sentence, not as a term in one?"""
    a, _ = page.spans[number]
    quote = page.quotes[number]
    first = page.text[quote.inner_start].isupper() and page.sents[page.sent[a]][0] == a
    said = page.text[quote.inner_start : quote.inner_end].rstrip("'’”\"")
    return first and said[-1:] in (".", "?", "!", "…")


def _is_spoken(page: Page, cue: int) -> bool:
    return page.outer[cue] < 0 and speaks(page, cue)


class _Turns:
    """What the reporter says that somebody said, and what is added to it."""

    def __init__(self, page: Page, found: Sequence[Proposal]) -> None:
        self.page, self.found = page, found
        self.more: dict[int, list[int]] = {}
        spoken = [
            (p.cue[0], k)
            for k, p in enumerate(found)
            if p.token is not None and p.source and _is_spoken(page, p.token)
        ]
        self.cues = sorted(spoken)

    def before(self, number: int) -> int | None:
        """Index of the statement just before a quotation in its paragraph, if it stands as a
        sentence: its speaker goes on speaking.
        """
        page, (start, _) = self.page, self.page.spans[number]
        if not _is_sentence(page, number):
            return None
        first, _ = page.paras[page.para[start]]
        place = bisect_left(self.cues, (start,))
        near = [
            (self._end(k), k) for cue, k in self.cues[max(place - NEAR, 0) : place] if cue >= first
        ]
        end, k = max(near, default=(-1, -1))
        gap = sum(page.is_word[end + 1 : start])
        return k if 0 <= end < start and gap <= LONGEST_GAP else None

    def goes_on(self, k: int, start: int) -> bool:
        """Is it more of the same statement: quoted before too, or with nothing between?"""
        quoted = self.page.outer[self.found[k].content[-1]] >= 0
        return quoted or not any(self.page.is_word[self._end(k) + 1 : start])

    def _end(self, k: int) -> int:
        p = self.found[k]
        return max(p.content[-1], p.cue[-1], p.source[-1], *self.more.get(k, (-1,))[-1:])


def _says_something(page: Page, words: Sequence[int]) -> bool:
    """A verb and some length, and not the capitals of a title."""
    if len(words) < LEAST_WORDS:
        return False
    capitals = sum(page.shape[i][0].isupper() for i in words)
    verb = any(page.pos[i] in ("VERB", "AUX") for i in words)
    return verb and capitals <= 0.6 * len(words)
