"""What later news undoes without a word of correction: it has come out otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from storyanalysis import lexicons
from storyanalysis.inquire.ages import run_out
from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.contexts import (
    NO_CLAIM,
    outcome_context,
    own_text,
    prospect,
    retracting,
    withdrawn_claim,
)
from storyanalysis.inquire.cues import cues, has_cue
from storyanalysis.inquire.outcomes import Outcome, clashing_outcomes, words_within
from storyanalysis.inquire.pairs import Finding, Pair, core, finding, status_of, tell, words_of
from storyanalysis.inquire.people import of_two
from storyanalysis.inquire.similarity import likeness
from storyanalysis.inquire.strength import strength
from storyanalysis.inquire.words import Word, read_words, stem, telling

__all__ = [
    "called_off",
    "came_out_otherwise",
    "denial_undone",
    "lifted",
    "turned_out",
    "undecided",
]

PASSING = ("WEEKDAY", "WEEKDAYS", "MONTH", "UNIT", "UNITS", "DAYWORD", "PART", "PARTS", "SEASON")
NAMED = 0.35  # the same, where both share nothing but names
OBJECT = 2  # telling words that name what is called off
HALF = 0.4  # part of them that the claim has too
ALL_OF_IT = 0.7  # of what was denied is told now, where words of one sense count less
ANCHORED = 0.14  # part of the shorter claim that both are about


def came_out_otherwise(pair: Pair) -> Iterator[Finding]:
    """The later text tells an outcome that cannot hold together with the earlier one."""
    old, new = pair.old, pair.new
    if old.stance in (*NO_CLAIM, "denial") or new.stance in (*NO_CLAIM, "denial"):
        return
    if new.stance == "doubt" and old.stance != "doubt":  # what both only believe can differ
        return
    if retracting(new):
        return
    clash = clashing_outcomes(own_text(old), own_text(new), headline=old.standing)
    if clash is None or _open(old) or _open(new) or has_cue("replaces", new.sentence_text):
        return
    anchors = _anchors(pair, clash)
    if not anchors or of_two(old, clash[0].start, new, clash[1].start):
        return
    words = [*(old for old, _ in anchors), *words_within(clash[0], old.words)]
    if over := run_out(old.text, new.label or new.sentence_text):
        reason = f"it was to be so {over}, and then came {clash[1].text!r} ({tell(anchors)})"
        yield finding(pair, ("confirmed", 0.6, "run out", reason), words)
        return
    status, who = status_of(pair, newer=_supersedes(pair))
    if old.standing and status == "contradicted":
        return
    reason = f"outcome: {clash[0].text} -> {clash[1].text} ({tell(anchors)}); {who}"
    yield finding(pair, (status, 0.45 + pair.alike.old, "outcome", reason), words)


def undecided(pair: Pair) -> Iterator[Finding]:
    """What is said to come has not been decided yet."""
    old, new = pair.old, pair.new
    cue = has_cue("undecided", new.sentence_text)
    if not cue or old.stance in NO_CLAIM or _open(old):
        return
    if not prospect(old) and "would" not in old.text.split():
        return
    alike = likeness(old.words, read_words(f"{new.before} {new.sentence_text}"), pair.weights)
    if not core(alike) or len(alike.shared) < 2 or alike.old < 0.3:
        return
    status, who = status_of(pair)
    reason = f"it is not decided yet ({cue!r}), shared words: {tell(alike.shared)}; {who}"
    yield finding(pair, (status, 0.4 + alike.old / 2, "undecided", reason), words_of(alike))


def called_off(pair: Pair) -> Iterator[Finding]:
    """What was to come is called off by its name: "the union has called off its picket"."""
    old, new = pair.old, pair.new
    found = next((m for p in cues("called off") for m in p.finditer(new.sentence_text)), None)
    if found is None or old.stance in NO_CLAIM or not prospect(old) or _open(new):
        return
    what = telling(read_words(new.sentence_text[found.end() :].partition(",")[0]))[:OBJECT]
    alike = likeness(old.words, what, pair.weights)
    if not core(alike) or alike.new < HALF:
        return
    status, who = status_of(pair, newer=_supersedes(pair))
    reason = f"called off ({found.group()!r}), shared words: {tell(alike.shared)}; {who}"
    yield finding(pair, (status, 0.5 + alike.new / 4, "called off", reason), words_of(alike))


def lifted(pair: Pair) -> Iterator[Finding]:
    """What was ordered or to come is undone by its name: "the evacuation order has been lifted"."""
    old, new = pair.old, pair.new
    found = next((m for p in cues("lifted") for m in p.finditer(new.sentence_text)), None)
    if found is None or old.stance in NO_CLAIM or _open(new) or withdrawn_claim(new.sentence_text):
        return
    what = telling(read_words(found["what"]))[: OBJECT + OBJECT]
    alike = likeness(old.words, what, pair.weights)
    if not core(alike) or alike.new < HALF or not (_coming(old) or len(alike.shared) >= OBJECT):
        return
    if retracting(old) or next((p for p in cues("lifted") if p.search(old.sentence_text)), None):
        return
    status, who = status_of(pair, newer=_supersedes(pair))
    reason = f"undone ({found.group().strip()!r}), shared words: {tell(alike.shared)}; {who}"
    yield finding(pair, (status, 0.5 + alike.new / 4, "lifted", reason), words_of(alike))


def _coming(claim: Claim) -> bool:
    """Does it tell what is to come, as headlines do: "Drivers to strike"?"""
    return prospect(claim) or (claim.standing and " to " in claim.text)


def _supersedes(pair: Pair) -> bool:
    """News by the outlet, or by whoever has it, and no quarrel of two speakers."""
    rivals = pair.new.speaker and (pair.old.speaker or pair.old.standing)
    return pair.new.kind in ("update", "entry") and not rivals


def _open(claim: Claim) -> bool:
    """What is said only under a condition cannot be undone, nor undo."""
    return any(kind == "condition" for kind, _ in strength(claim.text))


def _anchors(pair: Pair, clash: tuple[Outcome, Outcome]) -> list[tuple[Word, Word]]:
    """Shared words that show that both are about the same thing; none if too few."""
    own = words_within(clash[0], pair.old.words)
    turned = {stem(part) for part in re.findall(r"\w+", clash[1].text)}
    # what both outcomes name is what they are about: "search goes on", "search called off"
    topics = turned & {word.stem for word in own}
    turned -= topics
    left = [word for word in pair.old.words if word not in own or word.stem in topics]
    right = [word for word in outcome_context(pair.new) if word.stem not in turned]
    numbers = [_counts(left), _counts(right)]
    if all(numbers) and not numbers[0] & numbers[1]:
        return []
    alike = likeness(left, right, pair.weights)
    anchors = [(a, b) for a, b in alike.shared if not {a.stem, b.stem} & _passing()]
    if not pair.alike.shared and not any(a.stem == b.stem and _is_core(a, b) for a, b in anchors):
        return []  # of the sentence before only the very words count
    firm = clash[0].topic in _personal() or any(_is_core(a, b) for a, b in anchors)
    if not anchors or max(alike.old, alike.new) < (ANCHORED if firm else NAMED):
        return []
    return anchors


def _is_core(old: Word, new: Word) -> bool:
    return not (old.text[0].isupper() and new.text[0].isupper())


@cache
def _personal() -> frozenset[str]:
    """Topics in which somebody's name is enough to tell that both mean the same."""
    rows = lexicons.rows("outcomes")
    return frozenset(row["topic"] for row in rows if row["about"] == "person")


def _counts(words: Sequence[Word]) -> set[float]:
    """Numbers that count something: no days of a month, no clock times."""
    found = set()
    for at, word in enumerate(words):
        near = words[max(at - 1, 0)].stem, words[min(at + 1, len(words) - 1)].stem
        if word.number is not None and not set(near) & _passing():
            found.add(word.number)
    return found


@cache
def _passing() -> frozenset[str]:
    """Days, months and units of time: any two sentences of a story may share them."""
    rows = lexicons.rows("date_words")
    return frozenset(stem(row["word"]) for row in rows if row["class"] in PASSING)


def turned_out(pair: Pair) -> Iterator[Finding]:
    """What was so, the later sentence says, turned out to be something else."""
    old, new = pair.old, pair.new
    cue = has_cue("turned out", new.sentence_text)
    if not cue or old.stance in NO_CLAIM or old.standing or _open(old):
        return
    about = read_words(new.sentence_text.partition(cue)[0])
    alike = likeness(old.words, about, pair.weights)
    shared = [(a, b) for a, b in alike.shared if not {a.stem, b.stem} & _passing()]
    if not shared or alike.new < 0.4 or pair.alike.score >= 0.6:
        return
    status, who = status_of(pair, newer=_supersedes(pair))
    reason = f"it turned out otherwise ({cue!r}), about {tell(shared)}; {who}"
    judged = (status, 0.35 + alike.new / 2, "turned out", reason)
    yield finding(pair, judged, [a for a, _ in shared])


def _denies(claim: Claim) -> bool:
    """Does it deny, or call something fiction?"""
    return claim.stance == "denial" or has_cue("called untrue", claim.text) is not None


def _whole_denial(pair: Pair) -> bool:
    """Is all that was called fiction confirmed: "reports of a dismissal", "the sacking"?"""
    old = pair.old.text
    if not has_cue("called untrue", old) or not has_cue("agrees", pair.new.cue):
        return False
    for pattern in (*cues("called untrue"), *cues("hearsay")):
        old = pattern.sub(" ", old)
    denied = read_words(old)
    return likeness(denied, pair.new.words, pair.weights).old >= ALL_OF_IT


def denial_undone(pair: Pair) -> Iterator[Finding]:
    """What was denied is now said to be so."""
    old, new = pair.old, pair.new
    if not _denies(old) or new.stance in ("denial", "doubt", *NO_CLAIM) or pair.clash:
        return
    alike = pair.alike
    if not old.cue or not core(alike) or _open(new):
        return
    whole = _whole_denial(pair)
    if not whole and (alike.old < 0.6 or alike.new < 0.2 or len(alike.shared) < 2):
        return
    status, who = status_of(pair, newer=pair.same_voice)
    reason = f"denied ({old.cue}), now said to be so ({tell(alike.shared)}); {who}"
    at = old.sentence_text.find(old.cue)
    inside = old.sentence_text.find(old.text)
    start = old.start - (inside - at) if 0 <= at < inside else old.start
    judged = (status, 0.5 + alike.old, "denial undone", reason)
    yield Finding(old, new, *judged, start, old.end)
    if cue := has_cue("was reported", old.sentence_text):
        reason = f"reported before ({cue!r}), denied, and now said to be so ({tell(alike.shared)})"
        yield finding(pair, ("confirmed", 0.5 + alike.old, "borne out", reason), ())
