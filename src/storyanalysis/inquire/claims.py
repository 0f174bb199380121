"""The claims of a story, each with its age: what was said before, what came later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import pandas as pd

from storyanalysis.inquire.ages import section_ages
from storyanalysis.inquire.outlets import name_words
from storyanalysis.inquire.records import records
from storyanalysis.inquire.words import Word, plain_words, read_words

__all__ = ["Claim", "find_claims", "narrow", "tight"]

EDGES = " \t\n\"'“”‘’,;:.!?–—-()[]"
SEGMENT = re.compile(r"[,;:–—()]\s|[,;:()]$|\s[-–—]\s")
MARK = re.compile(r"(?:update|editor|note|correct|clarif|errat)[^\n]{0,50}?:\s", re.IGNORECASE)
POINTER = re.compile(r"[^.]*\b(?:story|version|article|report|post|coverage)\b", re.IGNORECASE)
POINTER_WORDS = 14
PRONOUNS = ("he", "she", "they", "it")
LONG = 14  # words above which a statement makes more than one claim
LEFT_OVER = 2  # telling words that make the rest of a sentence a claim of its own
CLAUSE = 5  # words of the shortest piece that can stand for itself
FINITE = frozenset(
    "is are was were will would has have had does did can could may might must shall should".split()
)
SAID_NOTHING = re.compile(
    r"\b(?:declin|refus|would not|did not|could not be).{0,30}\bcomment", re.I
)


@dataclass(frozen=True)
class Claim:
    """A stretch of the story that says something.

    Attributes
    ----------
    age : int
        0 for the first version, higher for what came later.
    before, after : str
        The sentences beside it; `around` is the paragraph near it.
    speaker : str or None
        Actor who says it; None where it is the outlet.
    voices : frozenset of str
        Whose act the sentence may be: its speaker, or the actors it names.
    own : str or None
        The text with blanks in place of what is said in it.
    described : bool
        It is no sentence but what the outlet calls a speaker ("his third wife").
    """

    start: int
    end: int
    text: str
    age: int
    kind: str
    label: str
    sentence: str
    sentence_text: str
    before: str
    after: str
    around: str
    voices: frozenset[str] = frozenset()
    speaker: str | None = None
    anonymous: bool = False
    stance: str | None = None
    cue: str = ""
    statement_id: str | None = None
    described: bool = False
    own: str | None = None

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words; of a sentence that reports a statement, the outlet's own."""
        return read_words(self.text if self.own is None else self.own)

    @property
    def standing(self) -> bool:
        """Does it stand in the headline or the deck?"""
        return self.kind in ("headline", "deck")

    @property
    def said(self) -> bool:
        return self.statement_id is not None


def find_claims(
    sections: pd.DataFrame,
    sentences: pd.DataFrame,
    statements: pd.DataFrame,
    spans: pd.DataFrame,
    actors: pd.DataFrame,
) -> list[Claim]:
    """Everything that the parts of known age say, in the order of the text.

    A statement's content is a claim, sentence by sentence; so is what the
    outlet says itself: a sentence, or the rest of one that reports a statement.
    """
    ages = section_ages(sections)
    kinds = {row.section_id: row for row in records(sections.fillna({"label": ""}))}
    parts = _parts(statements, spans)
    names = _surnames(actors)
    ordered = [row for row in records(sentences.sort_values("start")) if row.section_id in ages]
    found: list[Claim] = []
    for at, sentence in enumerate(ordered):
        section = kinds[sentence.section_id]
        if _is_pointer(sentence, section) or _is_clock(sentence, section):
            continue
        near = [row.text for row in ordered[max(at - 2, 0) : at + 3] if _beside(row, sentence)]
        place = {
            "age": ages[sentence.section_id],
            "kind": section.kind,
            "label": section.label,
            "sentence": sentence.sentence_id,
            "sentence_text": sentence.text,
            "before": ordered[at - 1].text if at and ordered[at - 1].text in near else "",
            "after": ordered[at + 1].text if at + 1 < len(ordered) else "",
            "around": " ".join(near),
            "voices": _voices(sentence, found, names),
        }
        found += _of_sentence(sentence, parts, place)
    return found


def _beside(row: Any, sentence: Any) -> bool:
    return bool(row.paragraph == sentence.paragraph and row.section_id == sentence.section_id)


def _is_pointer(sentence: Any, section: Any) -> bool:
    """A line like "The original story follows." says nothing."""
    first = section.kind == "original" and section.label and sentence.start == section.start
    return bool(
        first and len(plain_words(sentence.text)) <= POINTER_WORDS and POINTER.match(sentence.text)
    )


def _is_clock(sentence: Any, section: Any) -> bool:
    """The line that gives a live entry its time."""
    rest = sentence.text.removeprefix(section.label).strip(EDGES)
    return bool(section.kind == "entry" and sentence.start == section.start and len(rest) < 3)


def _surnames(actors: pd.DataFrame) -> dict[str, str]:
    """The last word of each actor's name, as it must stand in a sentence that names it."""
    pairs = zip(actors["actor_id"], actors["name"], strict=True)
    return {actor: words[-1] for actor, name in pairs if (words := name_words(name))}


def _voices(sentence: Any, found: Sequence[Claim], names: Mapping[str, str]) -> frozenset[str]:
    """Actors that the sentence names; a pronoun stands for those of the one before."""
    words = plain_words(sentence.text)
    named = frozenset(actor for actor, name in names.items() if name in words)
    if words and words[0] in PRONOUNS and found and found[-1].sentence_text:
        return named | found[-1].voices
    return named


def _parts(statements: pd.DataFrame, spans: pd.DataFrame) -> list[tuple[Any, Any]]:
    """(span, statement) pairs, in the order of the text."""
    by_id = {row.statement_id: row for row in records(statements)}
    ordered = records(spans.sort_values(["start", "end", "statement_id"]))
    return [(span, by_id[span.statement_id]) for span in ordered if span.statement_id in by_id]


def _of_sentence(
    sentence: Any, parts: Sequence[tuple[Any, Any]], place: dict[str, Any]
) -> Iterator[Claim]:
    text, offset = sentence.text, sentence.start
    covered = bytearray(len(text))
    head = _mark_end(text, place["kind"])
    for span, row in parts:
        if span.start >= sentence.end or span.end <= sentence.start:
            continue
        start, end = max(span.start - offset, 0), min(span.end - offset, len(text))
        covered[start:end] = b"\1" * (end - start)
        a, b = _trim(text, max(start, head), end)
        if span.role == "content" and a < b:
            for c, d in [(a, b), *_clauses(text, a, b)]:
                yield Claim(offset + c, offset + d, text[c:d], **(place | _said(row, place)))
        elif span.role == "source" and _telling(text[a:b]) > LEFT_OVER:
            # a description of the speaker says something as well
            yield Claim(offset + a, offset + b, text[a:b], **place, described=True)
    left = "".join(" " if covered[at] else letter for at, letter in enumerate(text))
    if (any(covered) and _telling(left[head:]) < LEFT_OVER) or SAID_NOTHING.search(text):
        return
    a, b = _trim(text, head, len(text))
    if a < b:
        yield Claim(offset + a, offset + b, text[a:b], **place, own=left[a:b])


def _mark_end(text: str, kind: str) -> int:
    """Where "UPDATE, 9 p.m.:" ends, if the sentence begins so."""
    mark = MARK.match(text) if kind in ("update", "correction") else None
    return mark.end() if mark else 0


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces of a long statement that have a verb of their own."""
    if len(read_words(text[start:end])) <= LONG:
        return
    cuts = [start, *(start + m.end() for m in SEGMENT.finditer(text[start:end])), end]
    for a, b in pairwise(cuts):
        words = plain_words(text[a:b])
        if len(words) >= CLAUSE and FINITE & set(words):
            yield _trim(text, a, b)


def _telling(text: str) -> int:
    return sum(word.kind in ("content", "number") for word in read_words(text))


def _said(row: Any, place: Mapping[str, Any]) -> dict[str, Any]:
    """Who says a statement, and how."""
    speaker = None if pd.isna(row.speaker_id) else row.speaker_id
    return {
        "speaker": speaker,
        "voices": place["voices"] if speaker is None else frozenset((speaker,)),
        "anonymous": row.status == "anonymous",
        "stance": None if pd.isna(row.cue_stance) else row.cue_stance,
        "cue": "" if pd.isna(row.cue) else row.cue,
        "statement_id": row.statement_id,
    }


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the blanks and marks at both ends."""
    while start < end and text[start] in EDGES:
        start += 1
    while start < end and text[end - 1] in EDGES:
        end -= 1
    return start, end


def narrow(claim: Claim, words: Sequence[Word]) -> tuple[int, int]:
    """The part of a claim between commas that holds `words`, as offsets of the text.

    A statement of usual length stays whole; a long one and a sentence of the
    outlet's are cut down to the pieces that the change bears on.
    """
    if not words or claim.described or (claim.said and len(claim.words) <= LONG):
        return claim.start, claim.end
    cuts = [0, *(match.end() for match in SEGMENT.finditer(claim.text)), len(claim.text)]
    start = max(cut for cut in cuts if cut <= min(word.start for word in words))
    end = min(cut for cut in cuts if cut >= max(word.end for word in words))
    start, end = _trim(claim.text, start, end)
    if len(read_words(claim.text[start:end])) < 2:
        return claim.start, claim.end
    return claim.start + start, claim.start + end


def tight(claim: Claim, words: Sequence[Word]) -> tuple[int, int]:
    """From the first to the last of `words`, inside the piece that :func:`narrow` gives."""
    start, end = narrow(claim, words)
    if len(words) < 2 or claim.described or (claim.said and len(claim.words) <= LONG):
        return start, end
    return (
        max(start, claim.start + min(word.start for word in words)),
        min(end, claim.start + max(word.end for word in words)),
    )
