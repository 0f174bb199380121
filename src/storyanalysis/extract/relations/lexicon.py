"""Which words name which event: verb frames, event nouns, operators."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from storyanalysis import lexicons

__all__ = [
    "Frame",
    "NounFrame",
    "effects",
    "frames",
    "noun_frames",
    "nouns_of",
    "words_with",
    "wrongs",
]

KIN = {
    "in": ("inside", "within"),
    "on": ("upon",),
    "toward": ("towards",),
    "towards": ("toward",),
    "into": ("onto",),
}
WRONG = "wrong"  # in place of an event: what the verb tells is blame where somebody says it


@dataclass(frozen=True)
class Frame:
    """One use of a verb: what must stand beside it, where its target is, the event.

    `particles` must include a child of the verb; `nouns` names what the object
    (or, by preposition, a prepositional object) must be; `slots` are the places
    of the target, best first.
    """

    particles: tuple[tuple[str, ...], ...]
    nouns: tuple[tuple[str, frozenset[str]], ...]
    slots: tuple[str, ...]
    event: str
    flags: frozenset[str]

    @property
    def weight(self) -> int:
        """How much the frame asks for: the most demanding one that fits wins."""
        asked = bool(self.nouns) + bool(self.particles) + ("must" in self.flags)
        general = any(noun[0] == "@" for _, nouns in self.nouns for noun in nouns)
        asked = 2 * asked - general  # a named noun goes before "any actor"
        asked += len(self.flags & {"harm", "police"})
        return asked + len(
            self.flags
            & {"comp", "inf", "subjunctive", "insult", "false", "guilt", "praise", "harm", "no"}
        )


@dataclass(frozen=True)
class NounFrame:
    """An event noun: its event and the prepositions before its target."""

    event: str
    slots: tuple[str, ...]
    flags: frozenset[str]


def _slots(cell: str) -> tuple[str, ...]:
    """Slots of a cell, each with the prepositions that mean the same place."""
    found = [kin for slot in _split(cell) for kin in (slot, *KIN.get(slot, ()))]
    return tuple(dict.fromkeys(found))


def _split(cell: str, mark: str = ",") -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(mark) if part.strip())


@cache
def nouns_of(name: str) -> frozenset[str]:
    """Lemmas of one class of nouns."""
    return frozenset(row["noun"] for row in lexicons.rows("relation_nouns") if row["class"] == name)


def _objects(cell: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """An object cell, by preposition ("" = direct object)."""
    wanted: dict[str, set[str]] = {}
    for part in _split(cell, "|"):
        preposition, _, noun = part.rpartition(":")
        nouns = nouns_of(noun[1:]) if noun.startswith("@") else {noun}
        wanted.setdefault(preposition, set()).update(nouns or {noun})
    return tuple((key, frozenset(value)) for key, value in sorted(wanted.items()))


@cache
def _all_frames() -> dict[str, tuple[Frame, ...]]:
    """Verb lemma to its frames, those of wrongs included, the most demanding first."""
    found: dict[str, list[Frame]] = {}
    for row in lexicons.rows("relation_verbs"):
        frame = Frame(
            tuple(tuple(particle.split()) for particle in _split(row["with"], "|")),
            _objects(row["object"]),
            _slots(row["slots"]),
            row["event"],
            frozenset(_split(row["flags"])),
        )
        found.setdefault(row["verb"], []).append(frame)
    return {verb: tuple(sorted(uses, key=lambda use: -use.weight)) for verb, uses in found.items()}


@cache
def frames() -> dict[str, tuple[Frame, ...]]:
    """Verb lemma to the frames that name an event (or an idiom), the most demanding first."""
    return _of_event(lambda event: event != WRONG)


@cache
def wrongs() -> dict[str, tuple[Frame, ...]]:
    """Verb lemma to the frames of wrongs ("lie", "break a treaty")."""
    return _of_event(lambda event: event == WRONG)


def _of_event(wanted: Callable[[str], bool]) -> dict[str, tuple[Frame, ...]]:
    kept = {v: tuple(u for u in uses if wanted(u.event)) for v, uses in _all_frames().items()}
    return {verb: uses for verb, uses in kept.items() if uses}


@cache
def noun_frames() -> dict[str, NounFrame]:
    """Noun lemma to its frame; the first row of a noun wins."""
    found: dict[str, NounFrame] = {}
    for row in lexicons.rows("relation_nouns"):
        if row["event"]:
            frame = NounFrame(row["event"], _slots(row["slots"]), frozenset(_split(row["flags"])))
            found.setdefault(row["noun"], frame)
    return found


@cache
def effects() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """(lemma, part of speech) to its effects, each with the particle it needs."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in lexicons.rows("relation_operators"):
        found.setdefault((row["word"], row["pos"]), []).append((row["effect"], row["with"]))
    return {key: tuple(value) for key, value in found.items()}


@cache
def words_with(effect: str) -> frozenset[str]:
    """Every operator word of one effect."""
    return frozenset(
        r["word"] for r in lexicons.rows("relation_operators") if r["effect"] == effect
    )
