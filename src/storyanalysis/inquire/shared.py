"""Is it the same statement? Same words, a part of them, or the same claim reworded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from storyanalysis.inquire.facts import polarity_clash, quoted
from storyanalysis.inquire.outlets import same_name
from storyanalysis.inquire.similarity import Likeness, Word, likeness, plain_words, read_words

if TYPE_CHECKING:
    from storyanalysis.story import Story

__all__ = ["Match", "Said", "match_statement", "read_statements"]

REWORDED = 0.45  # likeness of two wordings of one claim
BY_THE_SAME = 0.1  # what a common speaker is worth
BY_ANOTHER = 0.15  # what two known, different speakers cost
CUT_WORDS = 3  # a shorter part is a coincidence, unless it is quoted
CUT_QUOTE = 1


@dataclass(frozen=True)
class Said:
    """A statement, as much of it as a comparison needs."""

    statement_id: str
    content: str
    speaker: str | None
    form: str
    words: tuple[Word, ...]


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
    for row in statements.itertuples():
        who = None if pd.isna(row.speaker_id) else row.speaker_id
        named = names.get(who) if kinds.get(who) not in ("unnamed", "group", "media") else None
        words = read_words(row.content)
        found.append(Said(row.statement_id, row.content, named, row.form, words))
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
    left, right = plain_words(a.content), plain_words(b.content)
    if not left or not right:
        return None
    if left == right:
        return Match("same", 3.0, "the same words")
    if reason := _cut(a, b) or _cut(b, a):
        return Match("cut", 2.0 + likeness(a.words, b.words).score, reason)
    alike = likeness(a.words, b.words)
    score = alike.score + _speakers(a, b)
    if score < REWORDED or len(alike.shared) < 2 or _contradict(a, b):
        return None
    return Match("reworded", score, f"shared words: {_told(alike)}")


def _cut(part: Said, whole: Said) -> str | None:
    """The part's words, or one of its quotations, inside the whole's."""
    words = plain_words(whole.content)
    content = plain_words(part.content)
    quotes = [plain_words(text) for text in quoted(part.content)]
    if part.form == "direct" and not quotes:
        quotes = [content]
    for quote in quotes:
        if (
            CUT_QUOTE <= len(quote) < len(words)
            and holds(words, quote)
            and whole.form != "indirect"
        ):
            return f"only a part is quoted: {' '.join(quote)}"
    telling = sum(word.kind in ("content", "number") for word in part.words)
    if CUT_WORDS <= len(content) < len(words) and telling > 1 and holds(words, content):
        return "the words of one are a part of the other's"
    return None


def holds(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Do the words of `part` stand in `whole`, in one piece?"""
    size = len(part)
    return any(list(whole[at : at + size]) == list(part) for at in range(len(whole) - size + 1))


def _speakers(a: Said, b: Said) -> float:
    if a.speaker is None or b.speaker is None:
        return 0.0
    return BY_THE_SAME if same_name(a.speaker, b.speaker, short=True) else -BY_ANOTHER


def _contradict(a: Said, b: Said) -> bool:
    """Another number on either side, or a negation on one side only."""
    left, right = ({w.number for w in s.words if w.number is not None} for s in (a, b))
    return bool(left - right and right - left) or polarity_clash(a.words, b.words) is not None


def _told(alike: Likeness) -> str:
    pairs = [
        left.text if left.stem == right.stem else f"{left.text} / {right.text}"
        for left, right in alike.shared
    ]
    return ", ".join(pairs)
