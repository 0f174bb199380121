"""Does one claim say the opposite of another?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from storyanalysis import lexicons
from storyanalysis.inquire.words import Word, stem

__all__ = ["denied_words", "polarity_clash"]


@cache
def _antonyms() -> Mapping[str, frozenset[str]]:
    """The opposites of each word that has any."""
    found: dict[str, set[str]] = {}
    for row in lexicons.rows("antonyms"):
        found.setdefault(stem(row["word"]), set()).add(stem(row["opposite"]))
    return {word: frozenset(opposites) for word, opposites in found.items()}


@cache
def _clausal_negations() -> frozenset[str]:
    return frozenset(
        stem(row["word"]) for row in lexicons.rows("negations") if row["class"] == "word"
    )


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
    found: list[Word] = []
    places = [at for at, word in enumerate(words) if word.kind == "negation"]
    if not places:
        return found
    highest = {w.text[:-3].casefold() for w in other if w.text.endswith("est")}
    for at in places:
        word = words[at]
        if word.stem not in _clausal_negations():
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
    """Opposites that stand beside the same word on both sides."""
    stems = [{word.stem for word in words} for words in (old, new)]
    left = [w for w in old if w.stem in _antonyms() and w.stem not in stems[1]]
    if not left:
        return []
    right = [w for w in new if w.stem not in stems[0]]
    return [
        (a, b)
        for a in left
        for b in right
        if b.stem in _antonyms()[a.stem] and _beside(a, old) & _beside(b, new)
    ]


def _beside(word: Word, words: Sequence[Word]) -> set[str]:
    """The telling words next to one, before and after."""
    telling = [w for w in words if w is word or w.kind in ("content", "number")]
    at = telling.index(word)
    return {w.stem for w in telling[max(at - 1, 0) : at + 2] if w is not word}
