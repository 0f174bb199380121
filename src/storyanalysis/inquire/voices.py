"""Whose words a sentence may tell: actors by their names, and those that others speak for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from storyanalysis.inquire.heads import speaks_for
from storyanalysis.inquire.outlets import name_words
from storyanalysis.inquire.records import records
from storyanalysis.inquire.words import plain_words

__all__ = ["Names"]

# a company speaks through its people, other bodies through those whose work it is to speak
BODIES = frozenset(("company", "organization", "group", "government", "military", "media"))


class Names:
    """The actors of a story, to be found by name.

    Parameters
    ----------
    actors : DataFrame
        Table ``actors``.
    """

    def __init__(self, actors: pd.DataFrame) -> None:
        self._bodies, self._speaking = _bodies(actors)
        self._ending: dict[str, list[tuple[str, list[str]]]] = {}
        for actor, name in zip(actors["actor_id"], actors["name"], strict=True):
            if words := name_words(name):
                self._ending.setdefault(words[-1], []).append((actor, words))

    def body(self, speaker: str) -> str | None:
        """The company or body that a person works for."""
        return None if pd.isna(speaker) else self._bodies.get(speaker)

    def speaks(self, speaker: str) -> bool:
        """Does a person speak in the name of the body, whatever he says?"""
        return pd.notna(speaker) and speaker in self._speaking

    def named(self, text: str) -> frozenset[str]:
        """Actors whose last name stands in a text, also in the genitive."""
        words = {_bare(word) for word in plain_words(text)}
        return frozenset(a for word in words for a, _ in self._ending.get(word, ()))

    def behind(self, sources: Iterable[str]) -> frozenset[str]:
        """Actors in whose name somebody speaks: "a spokesman for the port" for the port.

        A source that is nothing but a name stands for the actor of that name.
        """
        found: set[str] = set()
        for source in sources:
            words = [_bare(word) for word in plain_words(source)]
            for actor, name in self._within(words):
                if speaks_for(source) or name == name_words(source):
                    found.add(actor)
        return frozenset(found)

    def _within(self, words: Sequence[str]) -> Iterable[tuple[str, list[str]]]:
        """Actors whose whole name stands in a row of words."""
        for at, word in enumerate(words, start=1):
            for actor, name in self._ending.get(word, ()):
                if list(words[max(at - len(name), 0) : at]) == name:
                    yield actor, name


def _bodies(actors: pd.DataFrame) -> tuple[dict[str, str], frozenset[str]]:
    """The body that each person works for, and who speaks for it."""
    rows = records(actors[["actor_id", "name", "kind", "side", "role"]].fillna({"role": ""}))
    bodies = {row.name: row for row in rows if row.kind in BODIES}
    people = [row for row in rows if row.kind == "person" and pd.notna(row.side)]
    found = {row.actor_id: bodies[row.side] for row in people if row.side in bodies}
    speaking = (
        row.actor_id
        for row in people
        if row.actor_id in found and (found[row.actor_id].kind == "company" or speaks_for(row.role))
    )
    return {actor: body.actor_id for actor, body in found.items()}, frozenset(speaking)


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")
