"""How sure a proposal is: what a logistic regression weighs to a calibrated probability."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from storyanalysis.extract.attribution.cues import configuration, person_of
from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.tagger import Tagged

__all__ = ["Doubts", "Feature", "confidence_features", "cue_confidence"]

Feature = tuple[str, float]
LONG = (2, 3, 4, 6, 10, 20, 40)  # edges of the classes of length and distance


@dataclass(frozen=True)
class Doubts:
    """Label probabilities of one window, with what is asked of them again and again."""

    said: list[float]
    named: list[float]
    said_sum: float
    named_sum: float
    named_most: float

    @classmethod
    def of(cls, tagged: Tagged) -> Doubts:
        named, said = tagged.labels[:, 1].tolist(), tagged.labels[:, 2].tolist()
        return cls(said, named, sum(said), sum(named), max(named, default=0.0))


def confidence_features(
    page: Page, tagged: Tagged, doubts: Doubts, source: Sequence[int], content: Sequence[int]
) -> tuple[Feature, ...]:
    """What tells how sure the source and the content are, as (name, value)."""
    return (
        *_of_labels(tagged, doubts, source, content),
        *_of_source(page, tagged, source),
        *_of_content(page, tagged, content),
    )


def _of_labels(
    tagged: Tagged, doubts: Doubts, source: Sequence[int], content: Sequence[int]
) -> Iterator[Feature]:
    """What the tagger thinks of the tokens chosen and of those beside them."""
    start, said, named = tagged.start, doubts.said, doubts.named
    inside = [i - start for i in content if start <= i < tagged.end]
    if inside:
        chosen = [said[k] for k in inside]
        total = sum(chosen)
        before, behind = inside[0] - 1, inside[-1] + 1
        yield "content", total / len(chosen)
        yield "content least", min(chosen)
        yield "content before", said[before] if before >= 0 else 0.0
        yield "content behind", said[behind] if behind < len(said) else 0.0
        yield "content edges", chosen[0] + chosen[-1]
        yield "content left", log(1.0 + max(doubts.said_sum - total, 0.0))
    place = [named[i - start] for i in source if start <= i < tagged.end]
    if place:
        yield "source", sum(place) / len(place)
        yield "source least", min(place)
        yield "source left", log(1.0 + max(doubts.named_sum - sum(place), 0.0))
    else:
        yield "no source", 1.0
        yield "no source at best", doubts.named_most


def cue_confidence(page: Page, tagged: Tagged) -> Iterator[Feature]:
    """What tells how sure the cue is, whatever is read as its source and content."""
    cue = tagged.cue.token
    yield f"l {page.lemma[cue]} {page.pos[cue]}", 1.0
    yield f"t {page.tag[cue]} {page.dep[cue]}", 1.0
    yield f"c {configuration(page, cue)}", 1.0
    yield f"r {tagged.cue.spans.rule}", 1.0
    p = min(max(tagged.cue.score, 1e-4), 1 - 1e-4)
    yield "logit", log(p / (1 - p))


def _of_source(page: Page, tagged: Tagged, source: Sequence[int]) -> Iterator[Feature]:
    cue, rules = tagged.cue.token, tagged.cue.spans
    agree = bool(source) and tuple(source) == rules.source
    yield f"s rule {agree} {bool(rules.source)} {bool(source)}", 1.0
    if not source:
        yield f"s none {page.pos[cue]} {rules.rule}", 1.0
        return
    inside = set(source)
    head = next((i for i in source if page.head[i] not in inside), source[0])
    side = "<" if source[-1] < cue else ">" if source[0] > cue else "="
    step = "self" if page.head[head] == cue else "above" if page.head[cue] == head else "far"
    yield f"s {person_of(page, head)} {step}", 1.0
    yield f"s {page.dep[head]} {step} {side}", 1.0
    yield f"s long {_class(len(source))}", 1.0
    gap = cue - source[-1] if side == "<" else source[0] - cue
    yield f"s far {_class(gap)} {side}", 1.0
    yield f"s first {page.tag[source[0]]}", 1.0
    yield f"s last {page.tag[source[-1]]}", 1.0


def _of_content(page: Page, tagged: Tagged, content: Sequence[int]) -> Iterator[Feature]:
    cue, rules = tagged.cue.token, tagged.cue.spans
    both = len(set(rules.content) & set(content))
    yield "agree", 2 * both / (len(rules.content) + len(content))
    yield f"a rule {bool(rules.content)} {tuple(content) == rules.content}", 1.0
    words = [i for i in content if page.is_word[i]]
    states = page.outer if page.outer[cue] < 0 else page.inner
    quoted = sum(states[i] >= 0 for i in words)
    form = "d" if quoted == len(words) else "m" if quoted else "i"
    side = "<" if content[-1] < cue else ">" if content[0] > cue else "="
    inside = set(content)
    head = next((i for i in words if page.head[i] not in inside), content[0])
    step = page.dep[head] if page.head[head] == cue else f"far {page.dep[head]}"
    yield f"a {form} {side} {rules.rule}", 1.0
    yield f"a {form} long {_class(len(words))}", 1.0
    yield f"a {step} {side}", 1.0
    yield f"a {step} l {page.lemma[cue]}", 1.0
    yield f"a {page.pos[head]} {form}", 1.0
    yield f"a first {page.tag[content[0]]} {form}", 1.0
    last = content[-1]
    follower = page.tag[last + 1] if last + 1 < len(page) else "#"
    yield f"a last {page.tag[last]} then {follower}", 1.0
    runs = 1 + sum(b - a > 1 for a, b in pairwise(content))
    yield f"a runs {min(runs, 4)} {side}", 1.0
    gap = cue - last if side == "<" else content[0] - cue
    yield f"a far {_class(gap)} {side}", 1.0
    verb = any(page.tag[i] in ("VBD", "VBZ", "VBP", "MD") for i in words)
    yield f"a verb {verb} {form} {page.pos[cue]}", 1.0


def _class(number: int) -> int:
    return bisect_right(LONG, number)
