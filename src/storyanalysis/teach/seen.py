"""A story as the questions need it: names, spans, and sentences around words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from storyanalysis.inquire.records import null, records
from storyanalysis.story import Story
from storyanalysis.teach.checker import FILLERS, telling

__all__ = ["Seen", "sureness"]

SURE = 0.85  # confidence below which no question rests on a statement
BY_HAND = ("corrected:", "added:")  # rules of rows that an analyst vouches for
PRONOUNS = ("he", "she", "who", "which")  # "it" and "they" stand for more
OWNER = re.compile(r"['’]s?")
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
OWN_WORDS = ("document", "unnamed", "group")  # kinds that have a description for a name


def sureness(row: Any) -> float:
    """The confidence of a row; 1 where an analyst put it right."""
    return 1.0 if str(row.rule).startswith(BY_HAND) else float(row.confidence)


@dataclass(frozen=True)
class Seen:
    """Look-ups in a story's tables."""

    story: Story

    @property
    def text(self) -> str:
        return self.story.article.text

    @cached_property
    def actors(self) -> dict[str, Any]:
        return {row.actor_id: row for row in records(self.story.actors)}

    @cached_property
    def mentions(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = defaultdict(list)
        for row in records(self.story.mentions):
            if (actor := null(row.actor_id)) is not None and row.status == "linked":
                found[actor].append(row)
        return found

    @cached_property
    def spans(self) -> dict[tuple[str, str], list[tuple[int, int]]]:
        found: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for row in records(self.story.spans):
            found[row.statement_id, row.role].append((int(row.start), int(row.end)))
        return found

    @cached_property
    def sure_statements(self) -> list[Any]:
        """Statements of a speaker, named or not, that are surely read and no report of a report."""
        return [
            row
            for row in records(self.story.statements)
            if row.status in ("attributed", "anonymous")
            and null(row.speaker_id) in self.actors
            and null(row.inside_id) is None
            and self.kinds[row.section_id] not in ("headline", "byline", "boilerplate")
            and sureness(row) >= SURE
        ]

    def surely_named(self, row: Any) -> bool:
        """Does a statement's source show its speaker so that it is read in one way?

        By a name that no owner's 's follows ("Ivana Trump's brief" is not she), or by a
        pronoun after that name, with no other person between the two.
        """
        for start, end in self.spans[row.statement_id, "source"][:1]:
            for mention in self.mentions[row.speaker_id]:
                if start <= mention.start < end and self._is_plain(mention, end):
                    return True
        return False

    def _is_plain(self, mention: Any, end: int) -> bool:
        if mention.kind == "pronoun":
            return mention.text.casefold() in PRONOUNS and self._follows_name(mention)
        nameless = self.actors[mention.actor_id].kind in OWN_WORDS
        if mention.kind == "description" and not nameless:
            return False
        return not OWNER.match(self.text, int(mention.end), min(end, int(mention.end) + 2))

    def _follows_name(self, pronoun: Any) -> bool:
        """Is its person the last one named before it in the paragraph?"""
        first = self.paragraphs[self.paragraph(int(pronoun.start)) - 1][0]
        named = [m for m in self.people_named if first <= m.start < pronoun.start]
        return bool(named) and {m.actor_id for m in named} == {pronoun.actor_id}

    @cached_property
    def people_named(self) -> list[Any]:
        return [
            mention
            for actor, mentions in self.mentions.items()
            if self.actors[actor].kind in ("person", "unnamed")
            for mention in mentions
            if mention.kind != "pronoun"
        ]

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kind of every section."""
        return {row.section_id: row.kind for row in records(self.story.sections)}

    @cached_property
    def sentences(self) -> list[Any]:
        return sorted(records(self.story.sentences), key=lambda row: int(row.start))

    @cached_property
    def starts(self) -> list[int]:
        return [int(row.start) for row in self.sentences]

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """Stretches of the text, one a paragraph; together they leave no word out."""
        starts: dict[int, int] = {}
        for row in self.sentences:
            starts.setdefault(row.paragraph, int(row.start))
        edges = sorted(starts.values()) or [0]
        edges[0] = 0
        return list(zip(edges, [*edges[1:], len(self.text)], strict=True))

    def paragraph(self, start: int) -> int:
        """Number of the paragraph that a character stands in, from 1."""
        return bisect_right(self.paragraphs, (start, len(self.text)))

    def near(self, *stretches: tuple[int, int]) -> list[int]:
        """Places in `sentences` of those that some stretches touch."""
        found: set[int] = set()
        for start, end in stretches:
            first = max(bisect_right(self.starts, start) - 1, 0)
            last = bisect_left(self.starts, end)
            found |= {n for n in range(first, last) if self.sentences[n].end > start}
        return sorted(found)

    def window(self, *stretches: tuple[int, int]) -> tuple[tuple[int, int], ...]:
        """The sentences around some stretches."""
        found: list[tuple[int, int]] = []
        for n in self.near(*stretches):
            start, end = int(self.sentences[n].start), int(self.sentences[n].end)
            if found and not self.text[found[-1][1] : start].strip():
                start, _ = found.pop()
            found.append((start, end))
        return tuple(found) or tuple(sorted(stretches))

    def name(self, actor_id: str) -> str:
        return str(self.actors[actor_id].name)

    def forms(self, actor_id: str) -> tuple[str, ...]:
        """Names under which the story knows an actor, and no one else."""
        taken = self._owners
        own = self._forms[actor_id]
        alone = [form for form in own[1:] if taken[telling(form)] == {actor_id}]
        return (own[0], *alone)

    @cached_property
    def _owners(self) -> dict[frozenset[str], set[str]]:
        owners: dict[frozenset[str], set[str]] = defaultdict(set)
        for actor, forms in self._forms.items():
            for form in forms:
                owners[telling(form)].add(actor)
        return owners

    @cached_property
    def _forms(self) -> dict[str, list[str]]:
        return {actor: _forms(row, self.mentions[actor]) for actor, row in self.actors.items()}


def _forms(actor: Any, mentions: list[Any]) -> list[str]:
    """Everything the story calls an actor, fullest name first, each wording once."""
    name = str(actor.name)
    found = [name]
    if actor.kind == "person":
        parts = [part for part in name.split() if part.strip(".").casefold() not in SUFFIXES]
        found += [parts[-1], f"{parts[0]} {parts[-1]}"] if parts else []
        office = null(actor.role) or ""
        found += [f"{office} {parts[-1]}"] if parts and _is_title(office) else []
    elif actor.kind not in ("company", "country"):
        found += name.split()[-1:]
    found += ["America"] if name == "United States" else []
    own = ("name", "title", "description") if actor.kind in OWN_WORDS else ("name", "title")
    found += [" ".join(row.text.split()) for row in mentions if row.kind in own]
    if actor.kind in OWN_WORDS:
        found += [form.split(" who ")[0].split(" that ")[0] for form in found]
    once = {telling(form): form for form in reversed(found) if telling(form) - FILLERS}
    return list(dict.fromkeys([name, *reversed(once.values())]))


def _is_title(role: str) -> bool:
    """Does a name follow it: "Councilman", but not "a spokesman for the hotel"?"""
    return role[:1].isupper() and len(role.split()) < 4
