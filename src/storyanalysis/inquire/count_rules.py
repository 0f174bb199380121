"""Numbers that change: another count, one more, a second one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.contexts import NO_CLAIM, own_text, prospect, unsure
from storyanalysis.inquire.pairs import Finding, Pair, core, finding, status_of, tell
from storyanalysis.inquire.people import of_two
from storyanalysis.inquire.similarity import likeness
from storyanalysis.inquire.words import Word, read_words, stem, telling

__all__ = [
    "COUNTED",
    "PEOPLE",
    "TALLY",
    "adds",
    "counted_on",
    "number_changed",
]

FEW = 4  # telling words of a claim that says one thing
# (least, most) parts that two claims with different numbers share, without which no rule takes
# them: a likeness of 0.3, or most of one of them
COUNTED = ((0.176, 0.3), (0.08, 0.5))
TALLY = frozenset(("death", "hurt", "number", "disappear", "dark", "arrest", "power"))
PEOPLE = frozenset(("death", "hurt", "disappear", "arrest"))  # of whom there can be one more
ANYBODY = frozenset(map(stem, "person people man woman child men women more others dead".split()))
ORDINAL = re.compile(
    r"\b(?:an?|the|another) (?P<nth>[a-z]+|\d+(?:st|nd|rd|th)) (?P<noun>\w+)", re.I
)
MORE = re.compile(
    r"\b(?:another|an additional|a further|(?:\w+) (?:more|further|additional))\b", re.IGNORECASE
)
# a count of what was counted before
RECOUNT = re.compile(
    r"\b(?:now|estimate[ds]?|figures?|numbers?|count(?:s|ed)?|recount|totals?|tally|toll|revis\w+|"
    r"rais(?:es|ed|ing)|doubl\w+|trebl\w+|halv\w+|lower(?:s|ed)|(?:up|down) from|instead|correct\w*"
    r"|in fact|so far|at least|rather|risen|grown|climbed|fallen|wrong|mis\w+)\b",
    re.IGNORECASE,
)
# of something else than before
OTHER = re.compile(
    r"\b(?:separate|separately|unrelated|elsewhere|different|last (?:year|month|week)|years? ago"
    r"|earlier this (?:year|month)|since \d{4}|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def number_changed(pair: Pair) -> Iterator[Finding]:
    """The same thing counted, another number."""
    if not pair.changed or pair.old.stance in NO_CLAIM or _of_another(pair):
        return
    if of_two(pair.old, pair.changed[0][0].start, pair.new, pair.changed[0][1].start):
        return
    alike = pair.alike
    near = {sense for a, b in alike.shared for sense in a.senses & b.senses}
    tally = bool(near & TALLY) and not _other_kind(pair)
    corrected = pair.new.kind == "correction" and core(alike)
    if not (tally or corrected or _one_thing(pair)):
        return
    rivals = pair.old.speaker and pair.new.speaker
    newer = tally or (pair.new.kind in ("update", "entry") and not rivals)
    status, who = status_of(pair, newer=newer)
    told = ", ".join(f"{a.text} -> {b.text}" for a, b in pair.changed)
    reason = f"number changed: {told} ({tell(alike.shared)}); {who}"
    words = [old for old, _ in (*core(alike), *pair.changed)]
    judged = (status, 0.6 + alike.score, "number changed", reason)
    yield finding(pair, judged, words, close=True)


def _other_kind(pair: Pair) -> bool:
    """Are different things counted: nine cows, seven sailors?"""
    for old, new in pair.changed:
        nouns = [_after(n, c.words, 1) for n, c in ((old, pair.old), (new, pair.new))]
        if all(nouns) and not any(_is_anybody(noun[0]) for noun in nouns):
            return not likeness(nouns[0], nouns[1]).shared
    return False


def _is_anybody(noun: Word) -> bool:
    """Does it stand for people of any kind, or is it no noun of what is counted?"""
    verbal = noun.text.endswith(("ed", "ing"))
    return verbal or noun.stem in ANYBODY or bool(noun.senses & {*TALLY, "crowd"})


def _of_another(pair: Pair) -> bool:
    """Does the later claim tell of another time or place: "in 2019", "will sell 90"?"""
    if pair.new.kind == "correction":
        return False
    if _to_come(pair.new) and not _to_come(pair.old):
        return True
    return bool(OTHER.search(own_text(pair.new))) and not OTHER.search(own_text(pair.old))


def _to_come(claim: Claim) -> bool:
    """Is it a prospect, or "would" in reported speech?"""
    return prospect(claim) or (claim.said and "would" in claim.text.split())


def _one_thing(pair: Pair) -> bool:
    """Do both claims count one thing, and say enough the same of it?"""
    alike, least = pair.alike, min(pair.alike.old, pair.alike.new)
    sizes = sorted(len(telling(claim.words)) for claim in (pair.old, pair.new))
    short = sizes[1] <= FEW or (sizes[0] <= FEW and _told_of(pair))
    again = pair.same_voice and bool(RECOUNT.search(pair.new.sentence_text))
    few = short or again
    if not pair.same_voice and _only_price(pair):
        return False
    if len(core(alike)) >= (1 if few else 2) and alike.score >= 0.3:
        return True
    if again and pair.old.speaker is not None and len(core(alike)) > 1:
        return True
    if pair.same_voice and pair.old.speaker is not None and _same_noun(pair, 1):
        return bool(few) or len(core(alike)) > 1
    most = max(alike.old, alike.new)
    return len(core(alike)) >= 2 and most >= 0.5 and least >= 0.08 and _same_noun(pair, 2)


def _told_of(pair: Pair) -> bool:
    """Do both say the same of what they count, not only what it is: "lost", "its loss"?"""
    counted = {w.stem for n, c in _sides(pair) for w in _after(n, c.words, 2)}
    return any(a.stem not in counted and b.stem not in counted for a, b in core(pair.alike))


def _only_price(pair: Pair) -> bool:
    """Do both only name a price in the same money?"""
    units = {w.stem for n, c in _sides(pair) for w in _after(n, c.words, 1)}
    shared = core(pair.alike)
    priced = any("price" in a.senses & b.senses for a, b in shared)
    return priced and all("price" in a.senses or a.stem in units for a, _ in shared)


def _sides(pair: Pair) -> list[tuple[Word, Claim]]:
    return [side for old, new in pair.changed for side in ((old, pair.old), (new, pair.new))]


def _same_noun(pair: Pair, reach: int) -> bool:
    """Does the same word follow both numbers: "12,000 homes", "25,000 new homes"?"""
    for old, new in pair.changed:
        left, right = (
            _after(n, claim.words, reach) for n, claim in ((old, pair.old), (new, pair.new))
        )
        if {word.stem for word in left} & {word.stem for word in right}:
            return True
    return False


def _after(number: Word, words: Sequence[Word], reach: int) -> list[Word]:
    found = []
    for word in words[words.index(number) + 1 :][:reach]:
        if word.kind != "content":
            break
        found.append(word)
    return found


@cache
def _ordinals() -> dict[str, int]:
    """From "second" up; "first" adds to no count."""
    names = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
    return {name: value for value, name in enumerate(names, start=2)}


@lru_cache(maxsize=4_096)
def adds(text: str) -> tuple[int | None, frozenset[str]] | None:
    """That a text tells of a second (third) one, or of more, and which senses it counts.

    Returns
    -------
    tuple of (int or None, frozenset of str), or None
        The least number that there are now, None for "more than before".

    Examples
    --------
    >>> adds("A second victim was found.")[0]
    2
    >>> adds("Rain fell.") is None
    True
    """
    if OTHER.search(text):
        return None
    senses = frozenset(s for word in read_words(text) for s in word.senses) & PEOPLE
    for found in ORDINAL.finditer(text):
        nth = found["nth"].casefold()
        value = _ordinals().get(nth) or (int(nth[:-2]) if nth[0].isdigit() else None)
        counted = read_words(found["noun"])
        own = frozenset(s for word in counted for s in word.senses) & PEOPLE
        if value and own | senses:
            return value, own or senses
    return (None, senses) if senses and MORE.search(text) else None


def counted_on(pair: Pair) -> Iterator[Finding]:
    """One was killed, and now there is a second victim; or two more."""
    old, new = pair.old, pair.new
    more = adds(own_text(new))
    if not more or old.stance in NO_CLAIM or new.stance in NO_CLAIM or unsure(new):
        return
    least, senses = more
    told = [word for word in old.words if word.senses & senses]
    counts = [w for w in old.words if w.number is not None and _is_count(w, old)]
    if not told or not counts or pair.clash:
        return
    number = counts[0]
    if least is not None and (number.number or 0) >= least:
        return
    status, who = status_of(pair, newer=True)
    now = f"at least {least}" if least else "more"
    reason = f"number changed: {number.text} -> {now} ({told[0].text}); {who}"
    judged = (status, 0.7 + pair.alike.new / 2, "number changed", reason)
    yield finding(pair, judged, [number, *told], close=True)


def _is_count(number: Word, claim: Claim) -> bool:
    """Does it count people: a small whole number, no age and no day?"""
    value = number.number or 0
    before = own_text(claim)[: number.start].rstrip()
    small = float(value).is_integer() and value < 1_000
    return small and not before.endswith((",", "aged", "age", "May", "June", "July"))
