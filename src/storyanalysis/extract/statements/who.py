"""Which actor stands at a place in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from storyanalysis import lexicons
from storyanalysis.extract.words import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from storyanalysis.extract.words import Word

__all__ = ["Who"]

FIRMS = frozenset(["firm", "company", "bank", "brokerage", "consultancy", "employer"])
NEAR = 40  # mentions looked at to find a person
RELATIVE = frozenset(["that", "which", "who"])


class Who:
    """Which actor stands at a place in the text."""

    def __init__(
        self, doc: Doc, mentions: pd.DataFrame, actors: pd.DataFrame, outlet: str | None = None
    ) -> None:
        self.words = words_of(doc)
        self.text = self.words.text
        self.outlet = _plain(outlet or "")
        self.names = dict(zip(actors["actor_id"], actors["name"], strict=True))
        columns = (mentions[name].tolist() for name in ("start", "end", "actor_id", "kind"))
        self.rows: list[tuple[int, int, str, str]] = [
            row for row in zip(*columns, strict=True) if not pd.isna(row[2])
        ]
        self.starts = [row[0] for row in self.rows]
        self.kind = dict(zip(actors["actor_id"], actors["kind"], strict=True))
        self.named: dict[str, list[str]] = {}
        for actor, name in self.names.items():
            self.named.setdefault(name, []).append(actor)
        self.called = {
            (actor, self.text[a:b].lower()) for a, b, actor, kind in self.rows if kind == "pronoun"
        }
        self.side = dict(zip(actors["actor_id"], actors["side"], strict=True))
        self.lines = [m.start() for m in re.finditer("\n", self.text)]

    def at(self, offset: int) -> str | None:
        """The actor of the shortest mention that holds the character."""
        best = None
        for start, end, actor, _ in self._near(offset, offset + 1):
            if start <= offset < end and (best is None or end - start < best[0]):
                best = (end - start, actor)
        return best[1] if best else None

    def paragraph(self, offset: int) -> int:
        """Number of the line that holds the character."""
        return bisect_right(self.lines, offset)

    def body_of(self, actor: str | None, kinds: Collection[str]) -> str | None:
        """The body of one of the kinds that the actor belongs to."""
        side = self.side.get(actor or "")
        if not isinstance(side, str):
            return None
        bodies = (a for a in self.named.get(side, ()) if a != actor)
        found: str | None = next((a for a in bodies if self.kind[a] in kinds), None)
        return found

    def may_be(self, actor: str | None, pronoun: str) -> bool:
        """Is the actor a person whom nobody calls by the other pronoun?"""
        if self.kind.get(actor or "") not in ("person", "unnamed"):
            return False
        other = "she" if pronoun == "he" else "he"
        return (actor, other) not in self.called

    def person_before(self, offset: int, pronoun: str, *, but: str) -> str | None:
        """The last person mentioned before the place in its line, other than `but`."""
        last = bisect_right(self.starts, offset - 1)
        for place in range(last - 1, max(last - NEAR, 0) - 1, -1):
            start, _, actor, _ = self.rows[place]
            if self.paragraph(start) != self.paragraph(offset):
                return None
            if actor != but and self.kind.get(actor) == "person" and self.may_be(actor, pronoun):
                return actor
        return None

    def sentence(self, index: int) -> str:
        """The sentence that holds a token."""
        start, end = self.words.sentence(index)
        last = self.words[end - 1]
        return self.text[self.words[start].idx : last.idx + len(last)]

    def is_other_outlet(self, actor: str) -> bool:
        """Is the actor a news outlet other than the story's own?"""
        return self.kind.get(actor) == "media" and not self.is_own_outlet(actor)

    def is_outside(self, actor: str) -> bool:
        """Is the actor an organization of no other known kind, and not the story's outlet?"""
        return self.kind.get(actor) == "organization" and not self.is_own_outlet(actor)

    def is_own_outlet(self, actor: str) -> bool:
        """Is the actor who published the story, and no document in his hands?"""
        name, own = _plain(self.names[actor]), self.outlet
        if not own or self.kind.get(actor) in ("document", "unnamed"):
            return False
        letters = "".join(word[0] for word in own.split())
        return f" {name} " in f" {own} " or f" {own} " in f" {name} " or name == letters

    def _near(self, start: int, end: int) -> list[tuple[int, int, str, str]]:
        first = bisect_right(self.starts, start - 200)
        last = bisect_right(self.starts, end)
        return [row for row in self.rows[first:last] if row[1] > start and row[0] < end]

    def of(self, spans: Sequence[tuple[int, int]]) -> str | None:
        """The actor that a source names: at its head, else a person in it, else any."""
        for start, end in spans:
            root = self.words.at(start, end)
            if root.lower_ in RELATIVE and root.head.dep_ == "relcl":
                return self.at(root.idx) or self._antecedent(root.head.head)
            if (body := self._employer(root)) is not None:
                return body
            inside = self._near(start, end)
            people = [r for r in inside if r[3] == "name" and self.kind.get(r[2]) == "person"]
            head = next((r for r in inside if r[0] <= root.idx < r[1]), None)
            if head and not (
                head[3] in ("description", "title")
                and len(people) == 1
                and _beside(root, self.words.at(*people[0][:2]))
            ):
                return _speaking_owner(root, head, self) or head[2]
            if people:
                return people[-1][2]
            if inside:
                apart = _in_clauses(root)
                own = [r for r in inside if not any(a <= r[0] < b for a, b in apart)]
                return (own or inside)[-1][2]
        return self._labelled(spans)

    def _employer(self, noun: Word) -> str | None:
        """ "His firm": the company of the person."""
        if noun.lemma_ not in FIRMS:
            return None
        owner = next((c for c in noun.children if c.dep_ == "poss" and c.pos_ == "PRON"), None)
        return None if owner is None else self.body_of(self.at(owner.idx), ("company",))

    def _antecedent(self, noun: Word) -> str | None:
        """ "Nefrotek, a company that hopes": the noun, or the name that it describes."""
        return self.at(noun.idx) or (self.at(noun.head.idx) if noun.dep_ == "appos" else None)

    def _labelled(self, spans: Sequence[tuple[int, int]]) -> str | None:
        """The one person whose name ends in a transcript's label ("WALLACE:")."""
        if len(spans) != 1 or not self.text[slice(*spans[0])].isupper():
            return None
        label = self.text[slice(*spans[0])].casefold().split()
        people = (a for a, kind in self.kind.items() if kind == "person")
        named = [a for a in people if self.names[a].casefold().split()[-len(label) :] == label]
        return named[0] if len(named) == 1 else None


def _in_clauses(root: Word) -> list[tuple[int, int]]:
    """Stretches of the clauses that describe a noun: "a report cited by the Herald"."""
    clauses = [c for c in root.rights if c.dep_ in ("acl", "relcl")]
    return [(c.left_edge.idx, c.right_edge.idx + len(c.right_edge)) for c in clauses]


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _beside(noun: Word, name: Word) -> bool:
    """Is the person named in apposition to the noun: "its president, Marcus Dole"?"""
    if name.dep_ == "poss":
        return False  # "Gov. Reese's office": the office speaks
    return noun in name.ancestors or name.dep_ == "appos" or name.head is noun


@cache
def _speech_nouns() -> frozenset[str]:
    return frozenset(r["lemma"] for r in lexicons.rows("reporting_cues") if r["pos"] == "NOUN")


def _speaking_owner(root: Word, head: tuple[int, int, str, str], who: Who) -> str | None:
    """ "Parliament's resolution demanding ...": the owner of a speech act speaks."""
    if head[3] != "description" or root.lemma_ not in _speech_nouns():
        return None
    if who.kind.get(head[2]) == "document" and root.dep_ == "nsubj":
        return None  # a document that is the subject speaks itself
    owner = next((c for c in root.children if c.dep_ == "poss"), None)
    return who.at(owner.idx) if owner is not None else None
