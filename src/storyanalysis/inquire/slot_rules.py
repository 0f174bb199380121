"""Corrections that only give the right word: another day, number or name in the same place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from storyanalysis import lexicons
from storyanalysis.inquire.contexts import corrects
from storyanalysis.inquire.pairs import Finding, Pair, core, finding, has_cue, tell
from storyanalysis.inquire.similarity import is_year, likeness
from storyanalysis.inquire.words import Word, read_words, telling

__all__ = ["replaced_in_place", "wrong_word_quoted"]

SHARED = 0.34  # part of the correction, without what it changes, that the claim says too
FEW = 3  # telling words of a quotation that only gives the wrong number or name


def replaced_in_place(pair: Pair) -> Iterator[Finding]:
    """A correction says the same of the same thing, with another day, number or name."""
    old, new = pair.old, pair.new
    if not corrects(new) or has_cue("replaces", new.sentence_text):
        return
    for kind in ("day", "month", "year", "number", "name"):
        gone, put = _only(kind, old.words, new.words), _only(kind, new.words, old.words)
        if not gone or not put:
            continue
        rest = [[w for w in side if w not in (*gone, *put)] for side in (old.words, new.words)]
        alike = likeness(rest[0], rest[1], pair.weights)
        firm = core(alike) if kind in ("number", "name") else alike.shared
        least = SHARED if kind != "name" else 0.6
        if not firm or alike.new < least:
            continue
        told = f"{_said(gone)} -> {_said(put)}"
        reason = f"corrected in place: {told} ({tell(alike.shared)}); the outlet corrects it"
        words = [*gone, *(a for a, _ in firm)]
        judged = ("retracted", 0.55 + alike.new / 2, "corrected in place", reason)
        yield finding(pair, judged, words, close=True)
        return


def _said(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _only(kind: str, words: Sequence[Word], other: Sequence[Word]) -> list[Word]:
    """Words of a kind that only the first claim has."""
    known = {word.stem for word in other}
    return [w for at, w in enumerate(words) if w.stem not in known and _kind(w, at) == kind]


def _kind(word: Word, at: int) -> str | None:
    if word.number is not None:
        return "year" if is_year(word) else "number"
    for kind, names in (("day", "WEEKDAY"), ("month", "MONTH")):
        if word.text.casefold() in _names(names) and word.text[0].isupper():
            return kind
    return "name" if at and word.kind == "content" and word.text[0].isupper() else None


@cache
def _names(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in lexicons.rows("date_words") if row["class"] == kind)


def wrong_word_quoted(pair: Pair) -> Iterator[Finding]:
    """A correction tells the wrong number or name alone: "we said 140"."""
    cue = has_cue("quotes wrong", pair.new.sentence_text)
    if not cue or not corrects(pair.new) or pair.old.described:
        return
    before, _, after = pair.new.sentence_text.partition(cue)
    wrong = telling(read_words(after.partition(",")[0].partition(";")[0]))
    if not 0 < len(wrong) <= FEW:
        return
    marks = {w.stem for w in wrong if w.number is not None or w.text[0].isupper()}
    gone = [word for word in pair.old.words if word.stem in marks]
    about = [word for word in (*read_words(before), *wrong) if word.stem not in marks]
    alike = likeness(pair.old.words, about, pair.weights)
    if not gone or not alike.shared or {word.stem for word in gone} != marks:
        return
    reason = f"the outlet corrects it ({cue!r}): {_said(gone)} ({tell(alike.shared)})"
    words = [*gone, *(a for a, _ in alike.shared)]
    judged = ("retracted", 0.6 + alike.new, "misstated", reason)
    yield finding(pair, judged, words, close=True)
