"""Corrections of one word: another day, number or name in the same place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from storyanalysis import lexicons
from storyanalysis.inquire.contexts import corrects, replaced_in
from storyanalysis.inquire.cues import cues, has_cue
from storyanalysis.inquire.cuts import narrow
from storyanalysis.inquire.pairs import Finding, Pair, core, finding, status_of, tell
from storyanalysis.inquire.similarity import Likeness, changed_numbers, is_year, likeness
from storyanalysis.inquire.words import Word, read_words, telling

__all__ = ["replaced", "replaced_in_place", "wrong_word_quoted"]

SHARED = 0.34  # part of the correction, without what it changes, that the claim says too
MOST = 0.6  # the same, where a name or a number without a noun is changed
FEW = 3  # telling words of a quotation that only gives the wrong number or name
PHRASE = 6  # words of a claim in which a phrase between commas stands for itself
NEAR = 40  # characters between a wrong word and what it is said of
SLOTS = ("day", "month", "year", "share", "number", "name")
SHARES = frozenset(("half", "third", "quarter", "fifth", "tenth", "thirds", "quarters", "most"))


def replaced_in_place(pair: Pair) -> Iterator[Finding]:
    """A correction says the same of the same thing, with another day, number or name."""
    old, new = pair.old, pair.new
    if not corrects(new) or new.described or has_cue("replaces", new.sentence_text):
        return
    if new.speaker is not None and not pair.same_voice:
        return
    for kind in SLOTS:
        gone, put = _only(kind, old.words, new.words), _only(kind, new.words, old.words)
        if not gone or not put:
            continue
        rest = [[w for w in side if w not in (*gone, *put)] for side in (old.words, new.words)]
        alike = likeness(rest[0], rest[1], pair.weights)
        if not _same_place(kind, pair, alike):
            continue
        told = f"{_said(gone)} -> {_said(put)}"
        _, who = status_of(pair)
        reason = f"corrected in place: {told} ({tell(alike.shared)}); {who}"
        words = [*gone, *(a for a, _ in alike.shared)]
        judged = ("retracted", 0.55 + alike.new / 2, "corrected in place", reason)
        yield finding(pair, judged, words)
        return


def _same_place(kind: str, pair: Pair, alike: Likeness) -> bool:
    """Do both say the same, but for what was changed?"""
    if kind == "name":
        return bool(core(alike)) and alike.new >= MOST
    if kind == "number" and not changed_numbers(pair.old.words, pair.new.words):
        return bool(alike.shared) and alike.new >= MOST
    return bool(alike.shared) and alike.new >= SHARED


def _said(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _only(kind: str, words: Sequence[Word], other: Sequence[Word]) -> list[Word]:
    """Words of a kind that only the first claim has."""
    known = {word.stem for word in other}
    found = [(at, word) for at, word in enumerate(words) if word.stem not in known]
    return [word for at, word in found if _kind(words, at) == kind]


def _kind(words: Sequence[Word], at: int) -> str | None:
    word = words[at]
    if word.text.casefold() in SHARES and at + 1 < len(words) and words[at + 1].stem == "of":
        return "share"
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
    """A correction tells the wrong number, name or role alone: "we said 140"."""
    cue = has_cue("quotes wrong", pair.new.sentence_text)
    if not cue or not corrects(pair.new):
        return
    before, _, after = pair.new.sentence_text.partition(cue)
    told = after.partition(",")[0].partition(";")[0]
    head, role, last = told.partition(" as ")
    wrong = telling(read_words(last if role else told))
    if not 0 < len(wrong) <= FEW:
        return
    marks = {w.stem for w in wrong if role or w.number is not None or w.text[0].isupper()}
    gone = [word for word in pair.old.words if word.stem in marks]
    context = read_words(f"{pair.new.before} {before} {head if role else told}")
    about = [word for word in context if word.stem not in marks]
    alike = likeness(pair.old.words, about, pair.weights)
    if not gone or not alike.shared or {word.stem for word in gone} != marks:
        return
    reason = f"the outlet corrects it ({cue!r}): {_said(gone)} ({tell(alike.shared)})"
    score = 0.6 + alike.new + pair.old.described / 2
    judged = ("retracted", score, "misstated", reason)
    beside = [a for a, _ in alike.shared if any(abs(a.start - w.start) < NEAR for w in gone)]
    yield finding(pair, judged, [*gone, *beside], close=True)


def _together(words: Sequence[Word], stems: Sequence[str]) -> list[Word]:
    """The words of these stems where they stand together; none where one is missing."""
    for at, word in enumerate(words):
        near = [other for other in words[at : at + len(stems) + 1] if other.stem in stems]
        if stems[:1] == [word.stem] and {other.stem for other in near} == set(stems):
            return near
    return []


def replaced(pair: Pair) -> Iterator[Finding]:
    """A correction says "X, not Y", and the claim says Y."""
    sentence = pair.new.sentence_text
    for pattern in cues("replaces"):
        for found in pattern.finditer(sentence):
            wrong = re.split(r"[.,;:()](?!\d)", sentence[found.end() :])[0]
            gone = [w for w in read_words(wrong) if w.kind in ("content", "number")][:2]
            rest = likeness(pair.old.words, replaced_in(pair.new, found.start()), pair.weights)
            mine = _together(pair.old.words, [word.stem for word in gone])
            if not mine or not rest.shared:
                continue
            status, _ = status_of(pair)
            told = f"{found.group().strip(' ,')} {wrong.strip()}"
            reason = f"corrected: {told!r} ({tell(rest.shared)})"
            beside = [a for a, _ in core(rest) or rest.shared]
            start, end = narrow(pair.old, mine)
            inside = [w for w in beside if start <= pair.old.start + w.start < end]
            apart = not inside and len(read_words(pair.old.text)) > PHRASE
            words = [*mine, *([] if apart else beside)]
            judged = (status, 1.0 + rest.score, "corrected", reason)
            yield finding(pair, judged, words, close=True)
