"""What changed between two wordings of a claim: a fact, its strength, or only words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache

from storyanalysis import lexicons
from storyanalysis.inquire.polarity import polarity_clash
from storyanalysis.inquire.strength import Strength, missing_kinds, strength, weakness
from storyanalysis.inquire.words import Word, plain_words, read_words, stem

__all__ = ["judge_change", "named_words", "quoted", "word_changes"]

MARKS = {"“": "”", '"': '"', "‘": "’", "«": "»"}
SAME_QUOTE = 0.34  # share of equal words above which two quotations are one, changed
MEASURES = frozenset(
    "metre metres meter meters kilometre kilometres kilometer kilometers mile miles foot feet inch "
    "inches tonne tonnes ton tons kilo kilos kilogram kilograms gram grams pound pounds dollar "
    "dollars euro euros percent litre litres hectare hectares acre acres degrees".split()
)
TIMES = ("MONTH", "WEEKDAY", "WEEKDAYS", "DAYWORD", "SEASON", "NOON", "PART")


def judge_change(old: str, new: str) -> tuple[str, str]:
    """Kind of change between two wordings, and the reason in words.

    Returns
    -------
    (str, str)
        *corrected*, *softened*, *hardened* or *reworded*; a changed fact goes
        before everything else.
    """
    for check in (_quotation, _numbers, _times, _names, _polarity, _roles):
        if reason := check(old, new):
            return "corrected", reason
    before, after = _without_backshift(strength(old), strength(new))
    change = weakness(after) - weakness(before)
    added, dropped = missing_kinds(after, before), missing_kinds(before, after)
    told = "; ".join(
        f"{what}: {', '.join(words)}"
        for what, words in (("added", added), ("dropped", dropped))
        if words
    )
    if change > 0:
        return "softened", told
    if change < 0:
        return "hardened", told
    return "reworded", "the same claim in other words"


def _without_backshift(old: Strength, new: Strength) -> tuple[Strength, Strength]:
    """Behind "said" a plain "will" may stand as "would": no hedge where both report."""
    if not all(any(kind == "attribution" for kind, _ in side) for side in (old, new)):
        return old, new
    kept = [Counter({k: n for k, n in side.items() if k[0] != "modal"}) for side in (old, new)]
    return kept[0], kept[1]


def _quotation(old: str, new: str) -> str | None:
    """A quotation whose words were replaced (one that was only cut is still right)."""
    for before in quoted(old):
        for after in quoted(new):
            left, right = plain_words(before), plain_words(after)
            if left == right:
                break
            if SequenceMatcher(None, left, right, autojunk=False).ratio() < SAME_QUOTE:
                continue
            if _inside(left, right) or _inside(right, left):
                break
            return f"wording of a quotation: {word_changes(before, after)}"
    return None


def quoted(text: str) -> list[str]:
    """The words between quotation marks, stretch by stretch."""
    found, at = [], 0
    while at < len(text):
        closing = MARKS.get(text[at])
        opens = closing and (at == 0 or not text[at - 1].isalnum())
        end = text.find(closing, at + 1) if closing and opens else -1
        # an apostrophe is no closing mark
        while 0 < end < len(text) - 1 and closing == "’" and text[end + 1].isalnum():
            end = text.find("’", end + 1)
        if end > at:
            found.append(text[at + 1 : end])
            at = end
        at += 1
    return found


def _inside(part: Sequence[str], whole: Sequence[str]) -> bool:
    size = len(part)
    return any(list(whole[at : at + size]) == list(part) for at in range(len(whole) - size + 1))


def word_changes(old: str, new: str) -> str:
    """What a change replaced, word by word: "crossed -> came down to"."""
    left, right = old.split(), new.split()
    plain = [[" ".join(plain_words(word)) for word in words] for words in (left, right)]
    steps = SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes()
    told = [
        f"{' '.join(left[a:b]) or '(nothing)'} -> {' '.join(right[c:d]) or '(nothing)'}"
        for step, a, b, c, d in steps
        if step != "equal"
    ]
    return "; ".join(told)


def _numbers(old: str, new: str) -> str | None:
    """Another number, or the same number of another unit, told with what it counts."""
    left, right = ({_amount(w, words): w for w in words if w.number is not None}
                   for words in (read_words(old), read_words(new)))  # fmt: skip
    values = {word.number for word in left.values()}, {word.number for word in right.values()}
    gone = [k for k, w in left.items() if w.number not in values[1]]
    came = [k for k, w in right.items() if w.number not in values[0]]
    if not (gone and came):
        gone = [k for k in left if k not in right and k[1] in _units()]
        came = [k for k in right if k not in left and k[1] in _units()]
    if not (gone and came):
        return None
    told = (
        ", ".join(" ".join(part for part in key if part) for key in keys) for keys in (gone, came)
    )
    return "number: " + " -> ".join(told)


def _amount(number: Word, words: Sequence[Word]) -> tuple[str, str]:
    """A number as written, and the unit of time or measure behind it."""
    at = words.index(number) + 1
    follows = words[at].text.casefold() if at < len(words) else ""
    return number.text, follows if follows in _units() else ""


@cache
def _units() -> frozenset[str]:
    rows = lexicons.rows("date_words")
    times = {row["word"].casefold() for row in rows if row["class"] in ("UNIT", "UNITS")}
    return frozenset(times | MEASURES)


def _times(old: str, new: str) -> str | None:
    left, right = (
        {w.stem: w.text for w in read_words(text) if w.text.casefold() in _time_words()}
        for text in (old, new)
    )
    return _replaced(left, right, "date")


@cache
def _time_words() -> frozenset[str]:
    rows = lexicons.rows("date_words")
    return frozenset(row["word"].casefold() for row in rows if row["class"] in TIMES)


def _names(old: str, new: str) -> str | None:
    left, right = named_words(old), named_words(new)
    shortened = {key for key in left | right if _short_for(key, left) or _short_for(key, right)}
    kept = {word.stem for text in (old, new) for word in read_words(text) if word.text.islower()}
    left, right = (
        {k: v for k, v in side.items() if k not in shortened and k not in kept}
        for side in (left, right)
    )
    return _replaced(left, right, "name")


def named_words(text: str) -> dict[str, str]:
    """Words with a capital that do not owe it to their place, stem to word."""
    found = {}
    after_mark = True
    done = 0
    for word in read_words(text):
        between = text[done : word.start]
        after_mark = after_mark or any(mark in between for mark in '.!?:“"‘')
        capital = word.text[0].isupper() and word.text.casefold() not in _time_words()
        if capital and not after_mark and word.kind == "content":
            found[word.stem] = word.text
        after_mark, done = False, word.end
    return found


def _short_for(key: str, names: Mapping[str, str]) -> bool:
    """Is `key` made of the initials of the other names?"""
    initials = "".join(name[0] for name in names.values()).casefold()
    return len(key) > 1 and key in initials


def _replaced(old: Mapping[str, str], new: Mapping[str, str], what: str) -> str | None:
    """Told only where both sides have something that the other lacks."""
    gone = [text for key, text in old.items() if key not in new]
    came = [text for key, text in new.items() if key not in old]
    return f"{what}: {', '.join(gone)} -> {', '.join(came)}" if gone and came else None


def _polarity(old: str, new: str) -> str | None:
    return polarity_clash(read_words(old), read_words(new))


@cache
def _people() -> frozenset[str]:
    return frozenset(
        stem(row["noun"]) for row in lexicons.rows("actor_nouns") if row["kind"] == "person"
    )


def _roles(old: str, new: str) -> str | None:
    """What somebody is: "a nurse" became "a teacher"."""
    left, right = read_words(old), read_words(new)
    steps = SequenceMatcher(
        None, [w.stem for w in left], [w.stem for w in right], autojunk=False
    ).get_opcodes()
    for step, a, b, c, d in steps:
        if step != "replace":
            continue
        gone = {w.stem: w.text for w in left[a:b] if w.stem in _people()}
        came = {w.stem: w.text for w in right[c:d] if w.stem in _people()}
        senses = [w.senses for w in left[a:b]], [w.senses for w in right[c:d]]
        if gone and came and not frozenset().union(*senses[0]) & frozenset().union(*senses[1]):
            return _replaced(gone, came, "what somebody is")
    return None
