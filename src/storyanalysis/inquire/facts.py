"""What changed between two wordings of a claim: a fact, its strength, or only words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache

from storyanalysis import lexicons
from storyanalysis.inquire.similarity import Word, plain_words, read_words, stem

__all__ = ["denied_words", "judge_change", "named_words", "polarity_clash", "quoted", "strength"]

MARKS = {"“": "”", '"': '"', "‘": "’", "«": "»"}
WEIGHTS = {"approximation": 1, "modal": 1}  # the other kinds of hedge weigh 2
WEIGHT = 2
SAME_QUOTE = 0.34  # share of equal words above which two quotations are one, changed
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
    before, after = strength(old), strength(new)
    change = _weigh(after) - _weigh(before)
    added, dropped = _differ(after, before), _differ(before, after)
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
            return f"wording of a quotation: {_word_by_word(before, after)}"
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


def _word_by_word(old: str, new: str) -> str:
    """What a change replaced: "crossed -> came down to"."""
    left, right = read_words(old), read_words(new)
    steps = SequenceMatcher(None, plain_words(old), plain_words(new), autojunk=False).get_opcodes()
    told = [
        f"{_phrase(left[a:b])} -> {_phrase(right[c:d])}"
        for step, a, b, c, d in steps
        if step != "equal"
    ]
    return "; ".join(told)


def _phrase(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words) or "(nothing)"


def _numbers(old: str, new: str) -> str | None:
    return _replaced(
        {w.number: w.text for w in read_words(old) if w.number is not None},
        {w.number: w.text for w in read_words(new) if w.number is not None},
        "number",
    )


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


def _replaced(old: Mapping[object, str], new: Mapping[object, str], what: str) -> str | None:
    """Told only where both sides have something that the other lacks."""
    gone = [text for key, text in old.items() if key not in new]
    came = [text for key, text in new.items() if key not in old]
    return f"{what}: {', '.join(gone)} -> {', '.join(came)}" if gone and came else None


@cache
def _antonyms() -> frozenset[tuple[str, str]]:
    return frozenset((stem(r["word"]), stem(r["opposite"])) for r in lexicons.rows("antonyms"))


@cache
def _clausal_negations() -> frozenset[str]:
    return frozenset(
        stem(row["word"]) for row in lexicons.rows("negations") if row["class"] == "word"
    )


def _polarity(old: str, new: str) -> str | None:
    return polarity_clash(read_words(old), read_words(new))


def polarity_clash(old: Sequence[Word], new: Sequence[Word]) -> str | None:
    """Why one claim says the opposite of the other, or None.

    Negations and opposites are counted; two of them undo each other ("did not
    survive", "died").
    """
    negated = [_negation(old, new), _negation(new, old)]
    swapped = _opposites(old, new)
    if (bool(negated[0]) != bool(negated[1])) == (len(swapped) % 2 == 1):
        return None
    if swapped:
        return "opposite: " + ", ".join(f"{a.text} -> {b.text}" for a, b in swapped)
    words = negated[0] or negated[1]
    way = "dropped" if negated[0] else "added"
    return f"negation {way}: {', '.join(word.text for word in words)}"


def _negation(words: Sequence[Word], other: Sequence[Word]) -> list[Word]:
    """Negations of the claim; "no graver" is none where the other says "gravest"."""
    highest = {w.text[:-3].casefold() for w in other if w.text.endswith("est")}
    found = []
    for at, word in enumerate(words):
        if word.kind != "negation" or word.stem not in _clausal_negations():
            continue
        follows = words[at + 1].text.casefold() if at + 1 < len(words) else ""
        if follows.endswith("er") and follows[:-2] in highest:
            continue
        found.append(word)
    return found


def denied_words(words: Sequence[Word]) -> list[Word]:
    """What the negations of a claim bear on: the next telling words after each."""
    found: list[Word] = []
    for word in _negation(words, words):
        at = words.index(word)
        follows = [w for w in words[at + 1 : at + 7] if w.kind in ("content", "number")]
        found += [w for w in follows[:3] if w not in found]
    return found


def _opposites(old: Sequence[Word], new: Sequence[Word]) -> list[tuple[Word, Word]]:
    left = [w for w in old if not any(w.stem == other.stem for other in new)]
    right = [w for w in new if not any(w.stem == other.stem for other in old)]
    return [(a, b) for a in left for b in right if (a.stem, b.stem) in _antonyms()]


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


@cache
def _hedges() -> tuple[tuple[tuple[str, ...], str, str], ...]:
    rows = lexicons.rows("hedges")
    read = (
        (
            tuple(word.text.casefold() for word in _unjoined(row["phrase"])),
            row["kind"],
            row["phrase"],
        )
        for row in rows
    )
    return tuple(sorted(read, key=lambda hedge: (-len(hedge[0]), hedge)))


def _unjoined(text: str) -> tuple[Word, ...]:
    """Words one by one, also where two make one verb."""
    return tuple(part for piece in text.split() for part in read_words(piece))


def strength(text: str) -> Counter[tuple[str, str]]:
    """The hedges, conditions and attributions of a claim: (kind, phrase) counted."""
    words = [word.text.casefold() for word in _unjoined(text)]
    found: Counter[tuple[str, str]] = Counter()
    at = 0
    while at < len(words):
        for phrase, kind, shown in _hedges():
            if tuple(words[at : at + len(phrase)]) == phrase:
                found[kind, shown] += 1
                at += len(phrase) - 1
                break
        at += 1
    return found


def _weigh(found: Mapping[tuple[str, str], int]) -> int:
    """One attribution is as good as two: kinds count once."""
    return sum(WEIGHTS.get(kind, WEIGHT) for kind in {kind for kind, _ in found})


def _differ(more: Counter[tuple[str, str]], less: Counter[tuple[str, str]]) -> list[str]:
    kinds = {kind for kind, _ in less}
    return [f"{phrase} ({kind})" for kind, phrase in _firsts(more) if kind not in kinds]


def _firsts(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(found)
