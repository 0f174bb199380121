"""The claims of a story, each with its age: what was said before, what came later."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from storyanalysis.inquire.ages import section_ages
from storyanalysis.inquire.cuts import EDGES, clauses, trim
from storyanalysis.inquire.heads import mark_end, pieces, tells
from storyanalysis.inquire.records import records
from storyanalysis.inquire.spoken_parts import is_act, joined, parts_of, sources_of
from storyanalysis.inquire.voices import Names
from storyanalysis.inquire.words import Word, plain_words, read_words, telling_count

__all__ = ["Claim", "find_claims"]

POINTER = re.compile(
    r"[^.]*\b(?:story|version|article|report|post|coverage|text)\b|[^.]*:$", re.IGNORECASE
)
POINTER_WORDS = 14
PRONOUNS = ("he", "she", "they", "it")
LABEL = 2  # words of a dateline that the sentence splitter sets apart
LEFT_OVER = 2  # telling words that make the rest of a sentence a claim of its own
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
    source : str
        What the sentence calls whoever says it.
    own : str or None
        The text with blanks in place of what is said in it.
    described : bool
        It is no sentence but what the outlet calls a speaker ("his third wife").
    act : str
        The verb by which something is done in words: "ordered" of "were ordered to leave".
    body : str or None
        The company or other body that a person who says it works for.
    official : bool
        What he says, that body says: he is its spokesman, or one of a company's people.
    people : tuple of (int, str)
        Places and identifiers of the people that it names, in its order.
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
    source: str = ""
    described: bool = False
    own: str | None = None
    act: str = ""
    body: str | None = None
    official: bool = False
    people: tuple[tuple[int, str], ...] = ()

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
    names = Names(actors)
    ordered = [row for row in records(sentences.sort_values("start")) if row.section_id in ages]
    parts = parts_of(ordered, statements, spans)
    found: list[Claim] = []
    for at, sentence in enumerate(ordered):
        section = kinds[sentence.section_id]
        if _is_pointer(sentence, section) or _is_clock(sentence, section) or _is_label(sentence):
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
        found += _of_sentence(sentence, parts[at], place, names)
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


def _is_label(sentence: Any) -> bool:
    """A place or a word of the desk in capitals: "LUCKNOW:", "UPDATE:"; or only a mark."""
    words = plain_words(sentence.text)
    return (sentence.text.isupper() and len(words) <= LABEL) or not words


def _voices(sentence: Any, found: Sequence[Claim], names: Names) -> frozenset[str]:
    """Actors that the sentence names; a pronoun stands for those of the one before."""
    words, named = plain_words(sentence.text), names.named(sentence.text)
    if words and words[0] in PRONOUNS and found and found[-1].sentence_text:
        return named | found[-1].voices
    return named


def _of_sentence(
    sentence: Any, parts: Sequence[tuple[Any, Any]], place: dict[str, Any], names: Names
) -> Iterator[Claim]:
    text, offset = sentence.text, sentence.start
    sources = sources_of(parts)

    def later(a: int, b: int) -> Iterable[tuple[int, int]]:
        return pieces(text, a, b) if place["age"] else ()

    covered = bytearray(len(text))
    head = mark_end(text, place["kind"], place["label"])
    act = next((row.cue for _, row in parts if is_act(row)), "")
    for span, row in joined(parts, text, offset):
        start, end = max(span.start - offset, 0), min(span.end - offset, len(text))
        covered[start:end] = b"\1" * (end - start)
        a, b = trim(text, max(start, head), end)
        if span.role == "content" and a < b:
            for c, d in dict.fromkeys([(a, b), *clauses(text, a, b), *later(a, b)]):
                called = sources.get(row.statement_id, [])
                said = _said(row, place, names.behind(called)) | {"source": " ".join(called)}
                said["body"] = names.body(row.speaker_id)
                said["official"] = names.speaks(row.speaker_id)
                yield Claim(offset + c, offset + d, text[c:d], **(place | said))
        elif span.role == "source" and telling_count(text[a:b]) > LEFT_OVER:
            # a description of the speaker says something as well
            described = not tells(text[a:b])
            yield Claim(offset + a, offset + b, text[a:b], **place, described=described)
    left = "".join(" " if covered[at] else letter for at, letter in enumerate(text))
    # "residents were ordered to leave": the rest tells who, and not something else
    whole = telling_count(left[head:]) < LEFT_OVER or not sources
    if act and whole and not SAID_NOTHING.search(text):
        a, b = trim(text, head, len(text))
        yield Claim(offset + a, offset + b, text[a:b], **place, own=text[a:b], act=act)
        return
    if (any(covered) and telling_count(left[head:]) < LEFT_OVER) or SAID_NOTHING.search(text):
        return
    a, b = trim(text, head, len(text))
    if a < b:
        yield Claim(offset + a, offset + b, text[a:b], **place, own=left[a:b])
        for c, d in later(a, b):
            if telling_count(left[c:d]) >= LEFT_OVER:
                yield Claim(offset + c, offset + d, text[c:d], **place, own=left[c:d])


def _said(row: Any, place: Mapping[str, Any], behind: frozenset[str]) -> dict[str, Any]:
    """Who says a statement, and how."""
    speaker = None if pd.isna(row.speaker_id) else row.speaker_id
    return {
        "speaker": speaker,
        "voices": place["voices"] if speaker is None else behind | {speaker},
        "anonymous": row.status == "anonymous",
        "stance": None if pd.isna(row.cue_stance) else row.cue_stance,
        "cue": "" if pd.isna(row.cue) else row.cue,
        "statement_id": row.statement_id,
    }
