"""To whom and by what channel something is said, read off the cue's phrases."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from storyanalysis import lexicons

if TYPE_CHECKING:
    from storyanalysis.extract.words import Word

__all__ = ["addressee", "channel", "interviewer"]

TO = ("to", "with")
TALKS = frozenset(["interview", "conversation", "call", "chat", "talk", "appearance"])
WITH = ("with", "by", "on", "to")


@cache
def _telling() -> frozenset[str]:
    return frozenset(row["lemma"] for row in lexicons.rows("telling_verbs"))


def addressee(cue: Word) -> Word | None:
    """The noun or pronoun that is spoken to."""
    if cue.lower_ == "according":
        return None
    for child in cue.children:
        if child.dep_ == "dative" and child.pos_ != "ADP":
            return child
        if child.dep_ == "dobj" and child.i > cue.i and cue.lemma_ in _telling():
            return child
    for child in cue.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in TO:
            for target in child.children:
                if target.dep_ == "pobj":
                    return target
    return None


def interviewer(cue: Word) -> Word | None:
    """ "Said in an interview with the Herald": whom the speaker talked to."""
    for phrase in (c for c in cue.children if c.dep_ == "prep" and c.lower_ in ("in", "during")):
        for talk in (n for n in phrase.children if n.dep_ == "pobj" and n.lemma_ in TALKS):
            for link in (c for c in talk.children if c.dep_ == "prep" and c.lower_ in WITH):
                return next((n for n in link.children if n.dep_ == "pobj"), None)
    return None


@cache
def _channel_nouns() -> frozenset[str]:
    return frozenset(row["noun"] for row in lexicons.rows("channels"))


def channel(cue: Word) -> str | None:
    """Where it was said: "in a letter", "on Twitter", "at a rally"."""
    for child in cue.children:
        if child.dep_ != "prep" or child.lower_ not in (
            "in",
            "on",
            "at",
            "during",
            "via",
            "through",
        ):
            continue
        for noun in child.children:
            if noun.dep_ == "pobj" and noun.lemma_.lower() in _channel_nouns():
                words = cue.doc[child.i : noun.i]
                return "".join(w.text + w.whitespace_ for w in words) + noun.text
    return None
