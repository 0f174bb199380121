"""Names to referents: one actor for every spelling of a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.gazetteer import longest_entry, word_set
from storyanalysis.extract.actors.labels import ORG_KINDS

__all__ = ["Referent", "Roster"]

SMALL = {"of", "the", "and", "for", "on", "in", "de", "&", "-", "–"}


@dataclass
class Referent:
    """Someone the story speaks of, with all that it says of them."""

    label: str
    mentions: list[Candidate] = field(default_factory=list)
    key: str = ""

    def add(self, candidate: Candidate, number: int) -> None:
        candidate.actor = number
        self.mentions.append(candidate)

    @property
    def names(self) -> list[str]:
        return [m.name for m in self.mentions if m.kind == "name"]

    @property
    def gender(self) -> str:
        return next((m.gender for m in self.mentions if m.gender in ("f", "m")), "")

    @property
    def plural(self) -> bool:
        return bool(self.mentions) and self.mentions[0].plural

    @property
    def nouns(self) -> set[str]:
        """Nouns the story has used for it: in roles, titles and the name's last word."""
        found: set[str] = set()
        for m in self.mentions:
            words = f"{m.title} {m.role}".lower().replace(".", "").split()
            found.update(words, m.descriptors)
            if m.kind == "name" and self.label != "person":
                words = m.name.lower().split()
                found.add(words[-1])
                if "of" in words[1:2] or "for" in words[1:2]:
                    found.add(words[0])  # "the bureau" for "Bureau of Meteorology"
            if m.noun:
                found.add(m.noun)
        return found

    def last_before(self, position: int) -> int:
        """Token index of the last mention that begins before `position`, or -1."""
        return max((m.start for m in self.mentions if m.start < position), default=-1)


class Roster:
    """The referents found so far."""

    def __init__(self) -> None:
        self.all: list[Referent] = []

    def new(self, candidate: Candidate, label: str, key: str = "") -> int:
        """Open a referent with its first mention; returns its number."""
        self.all.append(Referent(label, key=key))
        number = len(self.all) - 1
        self.all[number].add(candidate, number)
        return number

    def join(self, candidate: Candidate, number: int) -> int:
        """Add a mention to a referent; returns its number."""
        self.all[number].add(candidate, number)
        return number

    def find(self, test: Callable[[Referent], bool]) -> list[int]:
        return [i for i, referent in enumerate(self.all) if test(referent)]

    def add_names(self, names: list[Candidate]) -> None:
        """Link every name: long names first, so that short ones find them."""
        ordered = sorted(names, key=lambda n: (-len(_words(n.name)), n.start))
        for name in ordered:
            if name.label in ("country", "demonym", "capital") and name.country:
                self._add_keyed(name, "country", name.country)
            elif name.known and name.label != "people":
                self._add_keyed(name, name.label, name.name)
            elif name.label == "person":
                self._add_person(name)
            else:
                self._add_body(name)

    def _add_keyed(self, name: Candidate, label: str, key: str) -> None:
        key = coalition_key(key) or key
        same = self.find(lambda r: r.key == key and r.label == label)
        self.join(name, same[0]) if same else self.new(name, label, key)

    def _add_person(self, name: Candidate) -> None:
        words = _words(name.name)
        people = self.find(lambda r: r.label == "person" and bool(r.names))
        if len(words) > 1:
            same = [i for i in people if _same_person(words, _words(self.all[i].names[0]))]
        else:
            same = [i for i in people if words[0] == _words(self.all[i].names[0])[-1]]
            same = same or [i for i in people if words[0] == _words(self.all[i].names[0])[0]]
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
        bodies = self.find(lambda r: r.label not in ("person", "country"))
        same = [i for i in bodies if self.all[i].key == key]
        same = same or [i for i in bodies if _same_body(name, self.all[i])]
        if same:
            self.join(name, same[0])
        else:
            self.new(name, name.label or "organization", key)


def _words(name: str) -> list[str]:
    words = [w.strip(".,").casefold() for w in name.replace("’", "'").split()]
    kept = [w for w in words if w and w not in word_set("suffix left out of comparison")]
    return kept or words


def _same_person(a: list[str], b: list[str]) -> bool:
    if a[-1] != b[-1] or len(b) < 2:
        return False
    first, other = a[0], b[0]
    return first == other or (min(len(first), len(other)) == 1 and first[0] == other[0])


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


def coalition_key(name: str) -> str:
    """ "U.S.-led coalition", "United States-led military coalition": one key, or ""."""
    words = name.replace("-", " - ").split()
    hit = longest_entry(words)
    if words[-1].lower() == "coalition" and hit and hit[1].country:
        return f"{hit[1].country}-led coalition"
    return ""


def body_key(name: Candidate) -> str:
    """What makes two spellings of a body one: country and head noun, or the words."""
    if coalition := coalition_key(name.name):
        return coalition
    words = _words(name.name)
    if words and words[0] == "the":
        words = words[1:]
    if name.country and len(words) > 1:
        tail = words[-1]
        if tail in word_set("forces"):
            return f"{name.country}:forces"
        rest = [w for w in words[1:] if w not in ("national", "armed")]
        return f"{name.country}:{' '.join(rest) or tail}"
    return " ".join(words)


def _same_body(name: Candidate, referent: Referent) -> bool:
    short = _words(name.name)
    for other_name in referent.names:
        long = _words(other_name)
        if short == long:
            return True
        if len(short) < len(long) and short[0] == long[0] and _is_subsequence(short, long):
            return name.label == referent.label or referent.label in ORG_KINDS
        if _is_acronym(name.name, other_name):
            return True
    return False


def _is_subsequence(short: list[str], long: list[str]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


def _is_acronym(short: str, long: str) -> bool:
    letters = short.replace(".", "").replace("-", "")
    capitals = sum(c.isupper() for c in letters)
    if not (letters.isalpha() and 2 <= len(letters) <= 8 and capitals * 2 > len(letters)):
        return False
    letters = letters.upper()
    words = [w for w in long.replace("-", " ").split() if w.lower() not in SMALL]
    initials = "".join(w[0] for w in words if w[0].isupper())
    every = "".join(w[0].upper() for w in long.replace("-", " ").split() if w[0].isalpha())
    return len(words) > 1 and letters in (initials, every)
