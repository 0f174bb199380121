"""Is it the same statement? Same words, a part of them, or the same claim reworded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from storyanalysis.inquire.facts import quoted
from storyanalysis.inquire.outlets import same_name
from storyanalysis.inquire.polarity import polarity_clash
from storyanalysis.inquire.similarity import Likeness, likeness
from storyanalysis.inquire.words import Word, plain_words, read_words, telling

if TYPE_CHECKING:
    from storyanalysis.story import Story
from storyanalysis.inquire.records import records

__all__ = ["Match", "Said", "cut_content", "cut_quotes", "match_statement", "read_statements"]

REWORDED = 0.45  # likeness of two wordings of one claim
BY_THE_SAME = 0.1  # what a common speaker is worth
BY_ANOTHER = 0.15  # what two known, different speakers cost
ONE_WORD = 0.7  # likeness that one shared word must make up
RUN = 5  # words in a row that are no chance
NAME = 0.5  # weight of a name: the same people do many things
CUT_WORDS = 3  # a shorter part is a coincidence, unless it is quoted
CUT_QUOTE = 1
FRAME = 4  # words that a reporter may put before a quoted fragment


@dataclass(frozen=True)
class Said:
    """A statement, as much of it as a comparison needs."""

    statement_id: str
    content: str
    speaker: str | None
    form: str
    words: tuple[Word, ...]
    start: int = 0
    end: int = 0

    @cached_property
    def plain(self) -> list[str]:
        return plain_words(self.content)

    @cached_property
    def quotes(self) -> list[list[str]]:
        """The words of each of its quotations."""
        return [plain_words(text) for text in quoted(self.content)]

    @cached_property
    def quoted_words(self) -> list[str]:
        return [word for quote in self.quotes for word in quote]

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Its runs of so many words that they are no chance."""
        return frozenset(zip(*(self.plain[at:] for at in range(RUN)), strict=False))

    @cached_property
    def numbers(self) -> frozenset[float]:
        return frozenset(word.number for word in self.words if word.number is not None)

    @cached_property
    def telling(self) -> list[Word]:
        return telling(self.words)


@dataclass(frozen=True)
class Match:
    kind: str
    score: float
    reason: str


def read_statements(story: Story) -> list[Said]:
    """The statements of a story, in the order of the text."""
    names = dict(zip(story.actors["actor_id"], story.actors["name"], strict=True))
    kinds = dict(zip(story.actors["actor_id"], story.actors["kind"], strict=True))
    statements = story.statements.sort_values(["start", "end", "statement_id"])
    found = []
    for row in records(statements):
        who = None if pd.isna(row.speaker_id) else row.speaker_id
        named = names.get(who) if kinds.get(who) not in ("unnamed", "group", "media") else None
        words = read_words(row.content)
        place = (row.start, row.end)
        found.append(Said(row.statement_id, row.content, named, row.form, words, *place))
    return found


def match_statement(a: Said, b: Said) -> Match | None:
    """How two statements match, or None.

    Notes
    -----
    *same*: the same words, whatever their case, punctuation and quotation
    marks; *cut*: the words of one, or what it quotes, stand in the other in one
    piece; *reworded*: most of the telling words are shared, no number differs,
    and neither denies the other.
    """
    left, right = a.plain, b.plain
    if not left or not right:
        return None
    if left == right:
        return Match("same", 3.0, "the same words")
    if _same_quotes(a, b):
        return Match("same", 2.9, "the same words are quoted")
    if reason := _cut(a, b) or _cut(b, a):
        return Match("cut", 2.0 + likeness(a.words, b.words).score, reason)
    if _contradict(a, b):
        return None
    alike = likeness(a.words, b.words, _lighter_names(a, b))
    score = alike.score + _speakers(a, b)
    if not a.runs.isdisjoint(b.runs):
        score = max(score, REWORDED + alike.score / 2)
    few = len(alike.shared) < 2 and (score < ONE_WORD or min(len(left), len(right)) < CUT_WORDS)
    if score < REWORDED or not alike.shared or few:
        return None
    return Match("reworded", score, f"shared words: {_told(alike)}")


def _cut(part: Said, whole: Said) -> str | None:
    """The part's words, or one of its quotations, inside the whole's."""
    words, content = whole.plain, part.plain
    for quote in cut_quotes(part):
        if len(quote) < len(words) and whole.form != "indirect" and holds(words, quote):
            return f"only a part is quoted: {' '.join(quote)}"
    if cut_content(part) and len(content) < len(words) and holds(words, content):
        return "the words of one are a part of the other's"
    return None


def cut_quotes(part: Said) -> list[list[str]]:
    """What it quotes, wherever another has the words too."""
    quotes = part.quotes or ([part.plain] if part.form == "direct" else [])
    return [quote for quote in quotes if len(quote) >= CUT_QUOTE]


def cut_content(part: Said) -> bool:
    """Does it say enough to be a part of another on purpose?"""
    return len(part.plain) >= CUT_WORDS and len(part.telling) > 1


def _same_quotes(a: Said, b: Said) -> bool:
    """Both quote the same words, with a few of the reporter's own beside them."""
    left, right = a.quoted_words, b.quoted_words
    rest = (len(a.plain) - len(left), len(b.plain) - len(right))
    return bool(left) and left == right and max(rest) <= FRAME


def _lighter_names(a: Said, b: Said) -> dict[str, float]:
    """Weights in which capitalised words count less than what is told of them."""
    return {word.stem: NAME for word in (*a.words, *b.words) if word.text[0].isupper()}


def holds(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Do the words of `part` stand in `whole`, in one piece?"""
    size, first = len(part), part[0]
    places = (at for at in range(len(whole) - size + 1) if whole[at] == first)
    return any(whole[at : at + size] == part for at in places)


def _speakers(a: Said, b: Said) -> float:
    if a.speaker is None or b.speaker is None:
        return 0.0
    return BY_THE_SAME if same_name(a.speaker, b.speaker, short=True) else -BY_ANOTHER


def _contradict(a: Said, b: Said) -> bool:
    """Another number on either side, or a negation on one side only."""
    left, right = a.numbers, b.numbers
    return bool(left - right and right - left) or polarity_clash(a.words, b.words) is not None


def _told(alike: Likeness) -> str:
    pairs = [
        left.text if left.stem == right.stem else f"{left.text} / {right.text}"
        for left, right in alike.shared
    ]
    return ", ".join(pairs)
