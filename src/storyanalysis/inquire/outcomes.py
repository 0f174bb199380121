"""Outcomes that cannot both hold: found alive and feared dead, closed and reopened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from storyanalysis import lexicons
from storyanalysis.inquire.words import TOKEN, Word, stem

__all__ = ["Outcome", "clashing_outcomes", "outcomes"]

LEAD = 3  # words before an outcome that can negate it or make it the main thing said
NEGATING = frozenset(
    "not no never nobody none nothing neither nor without n't cannot deny denied denies refused "
    "refuses refusing declined declines".split()
)
AUXILIARY = frozenset("is are was were be been being am has have had will would 's ’s to".split())
TOLD = frozenset("reported report feared thought believed presumed said earlier".split())
LASTING = frozenset(
    "is are am be being will shall remain remains still plan plans due expected set has have "
    "must may to continue continues 's".split()
)


@dataclass(frozen=True)
class Outcome:
    """One outcome that a text tells; `start` and `end` count from its first character.

    Attributes
    ----------
    pole : str
        "a" or "b": the two poles of a topic cannot both hold.
    state : bool
        It can pass; what has once happened cannot.
    main : bool
        An auxiliary leads up to it, so that it is no mere description.
    lasting : bool
        The text says that it is or will be so, not that it once was.
    """

    start: int
    end: int
    text: str
    topic: str
    pole: str
    state: bool
    main: bool
    lasting: bool


@cache
def _known() -> Mapping[str, list[tuple[tuple[str, ...], str, str, bool, str]]]:
    """Outcomes by their first stem, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, str, bool, str]]] = {}
    for row in lexicons.rows("outcomes"):
        stems = tuple(root for root, _, _ in _stems(row["words"]))
        shown = row["words"] if len(stems) == 1 else ""
        found.setdefault(stems[0], []).append(
            (stems, row["topic"], row["pole"], row["course"] == "state", shown)
        )
    for rows in found.values():
        rows.sort(key=lambda row: (-len(row[0]), row))
    return found


def _stems(text: str) -> list[tuple[str, int, int]]:
    found = []
    for match in TOKEN.finditer(text):
        token = match.group().casefold().replace("’", "'")
        if token.endswith("n't"):
            found.append((stem(token[:-3]), match.start(), match.end() - 3))
            found.append(("not", match.end() - 3, match.end()))
        else:
            found.append((stem(token), match.start(), match.end()))
    return found


@lru_cache(maxsize=8_192)
def outcomes(text: str) -> tuple[Outcome, ...]:
    """Every outcome that a text tells, in its order; of each topic the longest words."""
    read = _stems(text)
    stems = [root for root, _, _ in read]
    taken: dict[str, int] = {}
    found: list[Outcome] = []
    for at, root in enumerate(stems):
        for words, topic, pole, state, shown in _known().get(root, ()):
            if taken.get(topic, 0) > at or tuple(stems[at : at + len(words)]) != words:
                continue
            # one word counts in the listed forms only: "objected", not "objects"
            if shown and text[read[at][1] : read[at][2]].casefold() != shown:
                continue
            taken[topic] = at + len(words)
            start, end = read[at][1], read[at + len(words) - 1][2]
            lead = {text[a:b].casefold() for _, a, b in read[max(at - LEAD, 0) : at]}
            if at and text[read[at - 1][1] : read[at - 1][2]].casefold() in TOLD:
                continue
            told = lead | set(text[start:end].casefold().split()[:-1])
            main, lasting = bool(told & AUXILIARY), bool(told & LASTING)
            turned = _turned(pole, lead)
            found.append(Outcome(start, end, text[start:end], topic, turned, state, main, lasting))
    return tuple(found)


def _turned(pole: str, lead: set[str]) -> str:
    """The other pole, if the words before negate it."""
    if not lead & NEGATING:
        return pole
    return "b" if pole == "a" else "a"


def clashing_outcomes(
    old: str, new: str, *, headline: bool = False
) -> tuple[Outcome, Outcome] | None:
    """An outcome of each text that cannot hold together with the other's.

    Notes
    -----
    What only was so ("the road was closed") and has passed is not undone by
    what came after it. In a headline a participle tells a state ("teenager
    held"), the present tense what has happened ("fair opens").
    """
    found = outcomes(new)
    if not found:
        return None
    for told in outcomes(old):
        lasts = told.lasting or (headline and not told.text.endswith("s"))
        if told.state and not lasts:
            continue
        mine = _decisive(outcomes(old), told.topic)
        theirs = _decisive(found, told.topic)
        if mine and theirs and mine.pole != theirs.pole:
            return mine, theirs
    return None


def _decisive(found: Sequence[Outcome], topic: str) -> Outcome | None:
    """The one a text comes down to; None where it names both poles alike."""
    mine = [outcome for outcome in found if outcome.topic == topic]
    if len({outcome.pole for outcome in mine}) > 1:
        mine = [outcome for outcome in mine if outcome.main]
    return mine[-1] if len({outcome.pole for outcome in mine}) == 1 else None


def words_within(outcome: Outcome, words: Sequence[Word]) -> list[Word]:
    """The words of a claim that an outcome is made of."""
    return [word for word in words if word.start < outcome.end and word.end > outcome.start]
