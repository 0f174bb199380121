"""The question that a page with an update asks: which of its claims was taken back?"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from storyanalysis.inquire.ages import LATER
from storyanalysis.inquire.records import null, records
from storyanalysis.inquire.words import read_words
from storyanalysis.teach.schema import Part, Question
from storyanalysis.teach.seen import Seen

__all__ = ["ask_revision"]

LETTERS = "abcd"
OPTION = (30, 320)  # letters of a sentence that can be offered as a claim
ALIKE = 3  # word kins that an offered claim may share with what was taken back
NO_CLAIMS = (*LATER, "headline", "deck", "byline", "boilerplate")  # kinds of sections
UNDONE = ("retracted", "contradicted")


def ask_revision(seen: Seen) -> list[Question]:
    """Which claim of the earlier story does the later part take back?"""
    earlier = _Earlier(seen)
    asked = []
    for row in earlier.undone:
        claim = _sentence_of(seen, int(row.claim_start))
        if claim is not None and null(row.by) is not None:
            others = earlier.offered_beside(row, claim)
            if len(others) > 1:
                asked.append(_revision(seen, row, claim, others[:3]))
    return asked


def _sentence_of(seen: Seen, at: int) -> Any:
    """The sentence of a claim, unless it is too long to offer."""
    found = [seen.sentences[n] for n in seen.near((at, at + 1))]
    return found[0] if found and len(found[0].text) <= OPTION[1] else None


@dataclass(frozen=True)
class _Earlier:
    """The sentences of the earlier story that an update leaves alone."""

    seen: Seen

    @cached_property
    def undone(self) -> list[Any]:
        return [row for row in records(self.seen.story.revisions) if row.status in UNDONE]

    @cached_property
    def events(self) -> dict[str, set[str]]:
        """The events that each sentence tells of."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in records(self.seen.story.relations):
            found[row.sentence_id].add(row.event)
        return found

    @cached_property
    def left_alone(self) -> list[Any]:
        """Whole sentences outside the paragraphs and the events of any claim undone."""
        stretches = [(int(row.claim_start), int(row.claim_end)) for row in self.undone]
        touched = [self.seen.sentences[n] for n in self.seen.near(*stretches)]
        paragraphs = {sentence.paragraph for sentence in touched}
        events = {event for sentence in touched for event in self.events[sentence.sentence_id]}
        return [
            sentence
            for sentence in self.seen.sentences
            if self.seen.kinds[sentence.section_id] not in NO_CLAIMS
            and sentence.paragraph not in paragraphs
            and OPTION[0] <= len(sentence.text) <= OPTION[1]
            and _is_whole(sentence.text)
            and not events & self.events[sentence.sentence_id]
        ]

    def offered_beside(self, row: Any, claim: Any) -> list[Any]:
        """Those least like a claim and what undoes it, one a paragraph."""
        kin = _kin(f"{claim.text} {row.claim} {row.by}")
        alike = [(len(kin & _kin(s.text)), int(s.start), s) for s in self.left_alone]
        one_each: dict[int, Any] = {}
        for shared, _, sentence in sorted(alike, key=lambda item: item[:2]):
            if shared <= ALIKE:
                one_each.setdefault(sentence.paragraph, sentence)
        return list(one_each.values())


def _is_whole(sentence: str) -> bool:
    """No quotation that began before it or goes on after it."""
    return sentence.count("“") == sentence.count("”") and sentence.count('"') % 2 == 0


@lru_cache(maxsize=2_000)
def _kin(text: str) -> frozenset[str]:
    return frozenset(kin for w in read_words(text) if w.kind == "content" for kin in w.kin)


def _revision(seen: Seen, row: Any, claim: Any, others: list[Any]) -> Question:
    key = hashlib.sha256(row.revision_id.encode()).hexdigest()
    offered = sorted(others, key=lambda sentence: int(sentence.start))
    offered.insert(int(key, 16) % (len(offered) + 1), claim)
    options = tuple(
        (letter, " ".join(sentence.text.split()))
        for letter, sentence in zip(LETTERS, offered, strict=False)
    )
    letter = LETTERS[offered.index(claim)]
    later = (int(row.by_start), int(row.by_end))
    return Question(
        f"revision-{row.revision_id}",
        "revision",
        "The marked words came later than the rest of the story. Which earlier claim do they take "
        f"back or contradict? (paragraph {seen.paragraph(later[0])})",
        (Part("answer", "One letter", "choice", letter, points=2, options=options),),
        f"{row.status}: “{' '.join(row.claim.split())}”. {row.reason}",
        level=3,
        windows=seen.window(later),
        marks=(later,),
        sure=1.0 if row.status == "retracted" else 0.9,
        variety=str(later),
    )
