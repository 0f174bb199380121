"""Names to referents: one actor for every spelling of a name."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.spelling import (
    body_key,
    coalition_key,
    initials,
    letters_of,
    opening,
    same_body,
    same_person,
    words_of,
)

__all__ = ["Referent", "Roster"]


@dataclass
class Referent:
    """Someone the story speaks of, with all that it says of them.

    Attributes
    ----------
    mentions : list of Candidate
        In the order in which they were linked.
    names : list of str
        Of the mentions that are names.
    nouns : set of str
        Nouns the story has used for it: in roles, titles and the name's last word.
    """

    label: str
    key: str = ""
    mentions: list[Candidate] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    gender: str = ""
    _ordered: list[tuple[int, int]] = field(default_factory=list)  # (start, place in mentions)

    def add(self, candidate: Candidate, number: int) -> None:
        candidate.actor = number
        insort(self._ordered, (candidate.start, len(self.mentions)))
        self.mentions.append(candidate)
        self.nouns |= self.nouns_of(candidate)
        if candidate.kind == "name":
            self.names.append(candidate.name)
        if not self.gender and candidate.gender in ("f", "m"):
            self.gender = candidate.gender

    @property
    def plural(self) -> bool:
        return bool(self.mentions) and self.mentions[0].plural

    def nouns_of(self, mention: Candidate) -> set[str]:
        words = f"{mention.title} {mention.role}".lower().replace(".", "").split()
        found = {*words, *mention.descriptors}
        if mention.kind == "name" and self.label != "person":
            words = mention.name.lower().split()
            found.add(words[-1])
            if "of" in words[1:2] or "for" in words[1:2]:
                found.add(words[0])  # "the bureau" for "Bureau of Meteorology"
        if mention.noun:
            found.add(mention.noun)
        return found

    def before(self, position: float) -> tuple[int, Candidate | None]:
        """How many mentions begin before `position`, and the last of them."""
        at = bisect_left(self._ordered, (position, -1))
        if not at:
            return 0, None
        first = bisect_left(self._ordered, (self._ordered[at - 1][0], -1))
        return at, self.mentions[self._ordered[first][1]]

    def last_before(self, position: int) -> int:
        """Token index of the last mention that begins before `position`, or -1."""
        at = bisect_left(self._ordered, (position, -1))
        return self._ordered[at - 1][0] if at else -1


Test: TypeAlias = Callable[[Referent], bool]


class Roster:
    """The referents found so far, and where to find them: by key, words and place.

    What finds them returns their numbers, in the order in which they came up.
    """

    def __init__(self) -> None:
        self.all: list[Referent] = []
        self.with_country: list[Candidate] = []  # mentions that name a country
        self._linked: list[Candidate] = []
        self._trail: list[tuple[int, int]] = []  # (start, place in linked)
        self._by: dict[tuple[str, str], list[int]] = {}  # ("noun", "mayor") -> numbers

    def new(self, candidate: Candidate, label: str, key: str = "") -> int:
        """Open a referent with its first mention; returns its number."""
        self.all.append(Referent(label, key=key))
        number = len(self.all) - 1
        self._note(number, "key", key)
        self._note(number, "label", label)
        for tail in (key, key.rsplit(":", 1)[-1]):
            self._note(number, "tail", tail)
        return self.join(candidate, number)

    def join(self, candidate: Candidate, number: int) -> int:
        """Add a mention to a referent; returns its number."""
        referent = self.all[number]
        first_name = not referent.names
        referent.add(candidate, number)
        insort(self._trail, (candidate.start, len(self._linked)))
        self._linked.append(candidate)
        for noun in referent.nouns_of(candidate):
            self._note(number, "noun", noun)
        if candidate.country:
            self.with_country.append(candidate)
        if candidate.kind == "name":
            self._note_name(number, candidate.name, first=first_name)
        return number

    def _note(self, number: int, way: str, word: str) -> None:
        known = self._by.setdefault((way, word), [])
        at = bisect_left(known, number)
        if known[at : at + 1] != [number]:
            known.insert(at, number)

    def _note_name(self, number: int, name: str, *, first: bool) -> None:
        words = words_of(name)
        self._note(number, "opening", words[0])
        self._note(number, "plain opening", opening(name))
        for letters in initials(name):
            self._note(number, "acronym", letters)
        if first:
            self._note(number, "first word", words[0])
            self._note(number, "last word", words[-1])

    def _known(self, way: str, words: Iterable[str], test: Test) -> list[int]:
        found = {number for word in words for number in self._by.get((way, word), ())}
        return [number for number in sorted(found) if test(self.all[number])]

    def of_key(self, key: str, test: Test = bool) -> list[int]:
        return self._known("key", (key,), test)

    def of_tail(self, key: str, test: Test = bool) -> list[int]:
        """Those with this key, or with one that ends in it ("IRQ:parliament")."""
        return self._known("tail", (key,), test)

    def of_labels(self, labels: Iterable[str], test: Test) -> list[int]:
        return self._known("label", labels, test)

    def of_nouns(self, nouns: Iterable[str], test: Test) -> list[int]:
        return self._known("noun", nouns, test)

    def with_opening(self, name: str, test: Test) -> list[int]:
        """Those with a name that begins with the same word."""
        return self._known("plain opening", (opening(name),), test)

    def starting(self, position: int, test: Test) -> list[int]:
        """Those with a mention that begins at a token."""
        at = bisect_left(self._trail, (position, -1))
        until = bisect_left(self._trail, (position + 1, -1))
        found = {self._linked[place].actor for _, place in self._trail[at:until]}
        return [n for n in sorted(n for n in found if n is not None) if test(self.all[n])]

    def mentions_before(
        self, position: int, near: Callable[[int], bool]
    ) -> dict[int, list[Candidate]]:
        """Mentions before a token and still near, by actor, the last one first."""
        found: dict[int, list[Candidate]] = {}
        at = bisect_left(self._trail, (position, -1)) - 1
        while at >= 0 and near(self._trail[at][0]):
            mention = self._linked[self._trail[at][1]]
            if mention.actor is not None:
                found.setdefault(mention.actor, []).append(mention)
            at -= 1
        return found

    def add_names(self, names: list[Candidate], bracketed: dict[str, Candidate]) -> None:
        """Link every name: long names first, so that short ones find them.

        `bracketed` has the long name of each short form that stands in brackets behind it.
        """
        ordered = sorted(names, key=lambda n: (-len(words_of(n.name)), n.start))
        for name in ordered:
            long = bracketed.get(name.name)
            if long is not None and long.actor is not None:
                self.join(name, long.actor)
            elif name.label in ("country", "demonym", "capital") and name.country:
                self._add_keyed(name, "country", name.country)
            elif name.known and name.label not in ("people", "person"):
                self._add_keyed(name, name.label, name.name)
            elif name.label == "person":
                self._add_person(name)
            else:
                self._add_body(name)

    def _add_keyed(self, name: Candidate, label: str, key: str) -> None:
        key = coalition_key(key) or key
        same = self.of_key(key, lambda r: r.label == label)
        self.join(name, same[0]) if same else self.new(name, label, key)

    def _add_person(self, name: Candidate) -> None:
        words = words_of(name.name)
        same = self._known("last word", (words[-1],), lambda r: r.label == "person")
        if len(words) > 1:
            same = [i for i in same if same_person(words, words_of(self.all[i].names[0]))]
        else:
            same = same or self._known("first word", words, lambda r: r.label == "person")
        if not same:
            self.new(name, "person")
        elif len(same) == 1:
            self.join(name, same[0])
        else:
            self._choose(name, same)

    def _choose(self, name: Candidate, same: list[int]) -> None:
        """Two people of one surname: title and gender decide, then the last one named."""
        fitting = [i for i in same if _fits(name, self.all[i])] or same
        before = [(self.all[i].last_before(name.start), i) for i in fitting]
        last = max(before)
        if last[0] >= 0 and (len(fitting) == 1 or _is_near(name.start, last[0], before)):
            self.join(name, last[1])
        elif len(fitting) == 1:
            self.join(name, fitting[0])
        else:
            name.status, name.actor = "ambiguous", None

    def _add_body(self, name: Candidate) -> None:
        key = body_key(name)
        same = self.of_key(key, _is_body) or self._same_bodies(name)
        if same:
            self.join(name, same[0])
        else:
            self.new(name, name.label or "organization", key)

    def _same_bodies(self, name: Candidate) -> list[int]:
        words = words_of(name.name)
        like = self._known("opening", words[:1], _is_body)
        if len(words) == 1:  # only one word is short for the last one of a name
            like += self._known("last word", words, _is_private)
        like += self._known("acronym", (letters_of(name.name),), _is_body)
        return [i for i in sorted(set(like)) if same_body(name, self.all[i])]


def _is_body(referent: Referent) -> bool:
    return referent.label not in ("person", "country")


def _is_private(referent: Referent) -> bool:
    return referent.label in ("media", "organization", "company")


def _fits(name: Candidate, referent: Referent) -> bool:
    """Does the title or gender of a short name agree with a full one?"""
    if name.gender and referent.gender and name.gender != referent.gender:
        return False
    if name.title_field and name.title_field != "honorific":
        titles = {m.title for m in referent.mentions if m.title}
        return not titles or name.title in titles
    return True


def _is_near(position: int, last: int, others: list[tuple[int, int]]) -> bool:
    """Was one of them named clearly later than the others?"""
    second = sorted(others)[-2][0] if len(others) > 1 else -1
    return second < 0 or (position - last) * 3 < (position - second)
