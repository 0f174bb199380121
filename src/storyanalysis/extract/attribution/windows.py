"""The tokens around a cue as numbers: what the source-and-content tagger sees."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from storyanalysis.extract.attribution.cues import configuration, sentence_mix
from storyanalysis.extract.attribution.keys import ATTRIBUTES, Vocabulary
from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.rules import Spans

__all__ = ["Cue", "attributes_of", "window_of"]

SENTENCES_BEFORE, SENTENCES_AFTER = 2, 6
TOKENS_BEFORE, TOKENS_AFTER = 150, 250
SHORTEST_HOST = 8  # tokens of a quotation that may hold a report of its own
INNER_REACH = 60
RIVALS = 12  # other likely cues looked at on each side
CROWD, NARROW = 30, 40  # more likely cues than this in a window: look so many tokens far
MIXES = {"-": 0, "n": 1, "p": 2, "f": 3}

Path = tuple[int, int, int, int, int]


@dataclass(frozen=True)
class Cue:
    """A cue candidate: token, probability, and what the rules say."""

    token: int
    score: float
    spans: Spans


def window_of(page: Page, i: int) -> tuple[int, int]:
    """The cue's sentence with the quoted sentences next to it, within the paragraph.

    A cue in a quotation of some length sees that quotation only.
    """
    if speaks_within(page, i):
        return _quoted_window(page, i)
    low = high = page.sent[i]
    first, last = page.paras[page.para[i]]
    for _ in range(SENTENCES_BEFORE):
        if low == 0 or page.sents[low - 1][0] < first or not _quoted(page, low - 1):
            break
        low -= 1
    for _ in range(SENTENCES_AFTER):
        after = high + 1
        if after >= len(page.sents) or page.sents[after][0] >= last or not _quoted(page, after):
            break
        high += 1
    start = max(page.sents[low][0], first, i - TOKENS_BEFORE)
    return start, min(page.sents[high][1], last, i + TOKENS_AFTER)


def _uncrowded(i: int, start: int, end: int, others: Sequence[int]) -> tuple[int, int]:
    """A narrower window where cue stands beside cue, as in no prose: keeps the time linear."""
    if bisect_left(others, end) - bisect_left(others, start) > CROWD:
        return max(start, i - NARROW), min(end, i + NARROW)
    return start, end


def speaks_within(page: Page, i: int) -> bool:
    """Is the token in a quotation long enough to report something itself?"""
    home = page.outer[i]
    return home >= 0 and page.spans[home][1] - page.spans[home][0] >= SHORTEST_HOST


def _quoted_window(page: Page, i: int) -> tuple[int, int]:
    a, b = page.spans[page.outer[i]]
    start, end = page.sents[page.sent[i]]
    if page.n_inner[b] > page.n_inner[a]:  # it quotes somebody: look as far as that
        start, end = max(a, i - INNER_REACH), min(b, i + INNER_REACH)
    return max(a, start), min(b, end)


def _quoted(page: Page, sentence: int) -> bool:
    a, b = page.sents[sentence]
    return page.n_outer[b] > page.n_outer[a]


def attributes_of(
    page: Page, cue: Cue, others: Sequence[int], vocabulary: Vocabulary
) -> tuple[int, int, list[list[int]]]:
    """Window and attribute values (one list an attribute) of a cue's tokens."""
    i = cue.token
    start, end = _uncrowded(i, *window_of(page, i), others)
    paths = _paths(page, i, start, end, vocabulary)
    one = [p[0] for p in paths]
    size = end - start
    source, content = set(cue.spans.source), set(cue.spans.content)
    rule = [1 if t in source else 2 if t in content else 0 for t in range(start, end)]
    within = speaks_within(page, i)
    places = range(page.sent[start], page.sent[end - 1] + 1)
    mixes = {s: 1 if within else MIXES[sentence_mix(page, s)] for s in places}
    home = page.sent[i]
    values: dict[str, list[int]] = {
        "side": [0 if t < i else 2 if t > i else 1 for t in range(start, end)],
        "rule": rule,
        "quote": _quote_relation(page, i, start, end),
        "one": one,
        "two": [p[0] << 7 | p[1] for p in paths],
        "three": [p[0] << 14 | p[1] << 7 | p[2] for p in paths],
        "depth": [min(p[3], 9) for p in paths],
        "far": [_bucket(abs(t - i)) for t in range(start, end)],
        "mark": [p[4] for p in paths],
    }
    values["sentence"] = [
        0 if page.sent[t] == home else _beside(page.sent[t] - home, mixes[page.sent[t]])
        for t in range(start, end)
    ]
    values["cues"], values["under"] = _other_cues(page, i, (start, end), others)
    values["commas"] = _commas(page, i, start, end)
    values["dep"] = vocabulary.numbers("dep", page.dep[start:end])
    values["tag"] = vocabulary.numbers("tag", page.tag[start:end])
    values["word"] = vocabulary.numbers("word", page.word[start:end])
    values["ent"] = vocabulary.numbers("ent", page.ent[start:end])
    values["config"] = [vocabulary.number("config", configuration(page, i))] * size
    values["lemma"] = [vocabulary.number("lemma", page.lemma[i])] * size
    values["mix"] = [mixes[home]] * size
    return start, end, [values[name] for name in ATTRIBUTES]


def _beside(distance: int, mix: int) -> int:
    """Number of a neighbouring sentence: before or behind, next or further, how quoted."""
    place = 0 if distance < -1 else 1 if distance < 0 else 2 if distance == 1 else 3
    return 1 + place * 4 + mix


def _bucket(distance: int) -> int:
    return (
        distance
        if distance < 5
        else 5 + (distance > 7) + (distance > 12) + (distance > 20) + (distance > 40)
    )


def _paths(page: Page, i: int, start: int, end: int, vocabulary: Vocabulary) -> list[Path]:
    """First three steps of the way through the tree from the cue to each token.

    The fourth number is the length of the way, the fifth the first word of the
    branch below the cue that the token belongs to.
    """
    dep = vocabulary.ids["dep"]
    word = vocabulary.ids["word"]
    known: dict[int, Path] = {i: (0, 0, 0, 0, 0)}
    here = i
    while (above := page.head[here]) != here and len(known) < 60:
        known[above] = _step(known[here], 2 * dep.get(page.dep[here], 0) + 1, 0)
        here = above
    outside: Path = (127, 0, 0, 9, 0)
    found = []
    for t in range(start, end):
        chain: list[int] = []
        node = t
        while node not in known:
            above = page.head[node]
            if above == node or len(chain) > 60:
                known[node] = outside
                break
            chain.append(node)
            node = above
        for below in reversed(chain):
            first = word.get(page.word[page.left[below]], 0) if page.head[below] == i else 0
            known[below] = _step(
                known[page.head[below]], 2 * dep.get(page.dep[below], 0) + 2, first
            )
        found.append(known[t])
    return found


def _step(path: Path, code: int, mark: int) -> Path:
    one, two, three, length, first = path
    if one == 127:
        return path
    if not length:
        return (code, 0, 0, 1, mark)
    if length == 1:
        return (one, code, 0, 2, first)
    if length == 2:
        return (one, two, code, 3, first)
    return (one, two, three, length + 1, first)


def _quote_relation(page: Page, i: int, start: int, end: int) -> list[int]:
    """0 not quoted, 1/2 in the quotation next to the cue before/behind it, 3/4 in others,
    5 in the cue's own; 6 to 9 the same within the cue's own, 10 and 11 outside it. A
    quotation of some length is read as a text of its own.
    """
    home = page.outer[i]
    states = page.outer if home < 0 else page.inner
    within = speaks_within(page, i)
    offset = 0 if home < 0 or within else 5
    before = next((states[t] for t in range(i - 1, start - 1, -1) if states[t] >= 0), -1)
    after = next((states[t] for t in range(i + 1, end) if states[t] >= 0), -1)
    found = []
    for t in range(start, end):
        state = states[t]
        if home >= 0 and page.outer[t] != home and not within:
            found.append(10 if page.outer[t] < 0 else 11)
        elif state < 0:
            found.append(offset)
        else:
            near = state in (before, after)
            found.append(offset + (1 if t < i else 2) + (0 if near else 2))
    return found


def _other_cues(
    page: Page, i: int, window: tuple[int, int], others: Sequence[int]
) -> tuple[list[int], list[int]]:
    """For each token: likely cues between it and the cue, and is it under one of them?"""
    start, end = window
    place = bisect_left(others, i)
    near = others[max(place - RIVALS, 0) : place + RIVALS]
    inside = [t for t in near if start <= t < end and t != i]
    count, under = [0] * (end - start), [0] * (end - start)
    for t in inside:
        a, b = (start, t + 1) if t < i else (t, end)
        for k in range(a - start, b - start):
            count[k] += 1
        above = page.left[t] <= i <= page.right[t]  # the cue is itself below that one
        for k in range(max(page.left[t], start) - start, min(page.right[t] + 1, end) - start):
            under[k] = max(under[k], 2 if above else 1)
        under[t - start] = 3
    return [min(c, 3) for c in count], under


def _commas(page: Page, i: int, start: int, end: int) -> list[int]:
    found = [0] * (end - start)
    seen = 0
    for t in range(i + 1, end):
        seen += page.word[t] in (",", ";", ":", "—", "–", "--")
        found[t - start] = min(seen, 4)
    seen = 0
    for t in range(i - 1, start - 1, -1):
        seen += page.word[t] in (",", ";", ":", "—", "–", "--")
        found[t - start] = min(seen, 4)
    return found
