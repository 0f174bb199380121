"""Where the rules for revisions look: what of a later claim points at an earlier one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.cues import cues, has_cue
from storyanalysis.inquire.outcomes import outcomes
from storyanalysis.inquire.strength import strength
from storyanalysis.inquire.words import Word, plain_words, read_words, stem, telling

__all__ = [
    "ADMITS_NOT",
    "NO_CLAIM",
    "OPEN",
    "PROSPECTS",
    "contexts",
    "corrects",
    "highest",
    "outcome_context",
    "own_text",
    "prospect",
    "replaced_in",
    "retracting",
    "stands_by",
    "topic",
    "topics",
    "unsure",
    "withdrawn_claim",
]

NO_CLAIM = ("demand", "emotion")  # what is wished is not said to be so
OPEN = ("condition", "hedge")
PROSPECTS = frozenset(
    "will shall going plans plan expects expected expect due predict predicts predicted forecast "
    "forecasts".split()
)
HIGHEST = re.compile(
    r"\b(?:the|its|his|her|their|our)(?: [\w-]+)? (?!west|east|north|latest|forest|interest|rest|"
    r"protest|request|guest|harvest|arrest|test|contest|quest|chest)"
    r"((?:[a-z]{3,}est)|first|last|only|worst|best|most|least)\b"
)
# who admits that a thing is not so takes back that it is, and nothing else
ADMITS_NOT = re.compile(
    r"(?:conceded|admitted|acknowledged|accepted|confessed)\b.*\b(?:not|never|nobody)$", re.I
)
PRONOUNS = ("he", "she", "they", "it", "his", "her", "their", "its")
LEANING = 4  # telling words of a claim whose subject may stand in the sentence before


def corrects(claim: Claim) -> bool:
    """Does the outlet put something right here?"""
    return claim.kind == "correction" or claim.label == "editors note"


def unsure(claim: Claim) -> bool:
    """A claim that says only what may be cannot be denied."""
    return any(kind in OPEN for kind, _ in strength(claim.text))


def prospect(claim: Claim) -> bool:
    """Does it tell what is to come?"""
    return _to_come(claim.text, claim.cue)


@lru_cache(maxsize=8_192)
def _to_come(text: str, cue: str) -> bool:
    words = {*plain_words(text), *plain_words(cue)}
    return bool(words & PROSPECTS) or any(kind == "prospect" for kind, _ in strength(text))


@lru_cache(maxsize=4_096)
def _highest(text: str) -> str | None:
    found = HIGHEST.search(text)
    return stem(found.group(1)) if found else None


def highest(claim: Claim) -> str | None:
    """The superlative of a claim: "the heaviest", "not the first"."""
    return _highest(own_text(claim))


def retracting(new: Claim) -> str | None:
    return has_cue("retracts", f"{new.cue} {new.text}" if new.said else new.sentence_text)


def stands_by(new: Claim) -> bool:
    """Does somebody stand by what he said, whatever it was?"""
    cue = has_cue("stands", new.sentence_text)
    return cue is not None and cue.casefold().endswith("by")


def withdrawn_claim(text: str) -> tuple[str, str] | None:
    """The words that take a claim back, and what it was: "withdrew its claim that ..."."""
    return _quoting("claim withdrawn", text)


@lru_cache(maxsize=4_096)
def _quoting(kind: str, text: str) -> tuple[str, str] | None:
    for pattern in cues(kind):
        if found := pattern.search(text):
            return found["cue"].strip(), found["what"]
    return None


def topic(old: Claim) -> Sequence[Word]:
    """Its words, and those of the sentence before it that a pronoun refers to."""
    if old.words and old.words[0].text.casefold() in PRONOUNS:
        return (*old.words, *read_words(old.before))
    return old.words


def outcome_context(new: Claim) -> Sequence[Word]:
    """Its words, and those of the sentence before it where it leans on that one."""
    leans = len(telling(new.words)) <= LEANING
    if leans or (new.words and new.words[0].text.casefold() in PRONOUNS):
        return (*new.words, *read_words(new.before))
    return new.words


def own_text(claim: Claim) -> str:
    """Its words; of a sentence that reports a statement, the outlet's own."""
    return claim.text if claim.own is None else claim.own


def topics(claim: Claim) -> set[str]:
    """What it tells the outcome of."""
    return {outcome.topic for outcome in outcomes(own_text(claim))}


def replaced_in(new: Claim, end: int) -> Sequence[Word]:
    """What a correction says before "not four", and of what, where it says only a number."""
    words = read_words(new.sentence_text[:end])
    if any(word.kind == "content" for word in words):
        return words
    return (*read_words(new.before), *words)


def contexts(new: Claim) -> Iterator[Sequence[Word]]:
    """What the rules look for in earlier claims, beside all the words of a later one."""
    text = new.sentence_text
    if cue := has_cue("turned out", text):
        yield read_words(text.partition(cue)[0])
    if corrects(new):
        yield read_words(text)
        yield read_words(new.before)
    if has_cue("disputes", new.text):
        yield new.words
    if retracting(new):
        yield read_words(new.around)
        yield read_words(text)
    for pattern in cues("replaces"):
        for found in pattern.finditer(text):
            yield replaced_in(new, found.start())
    if cue := has_cue("quotes wrong", text):
        yield read_words(text.partition(cue)[2])
    if told := withdrawn_claim(text):
        yield read_words(told[1])
    if cue := has_cue("stands", text):
        yield read_words(text.replace(cue, " "))
    if has_cue("undecided", text):
        yield read_words(f"{new.before} {text}")
    if has_cue("called off", text) or has_cue("lifted", text):
        yield read_words(text)
    if _agreeing(new) or highest(new) or has_cue("realised", text) or len(telling(new.words)) == 1:
        yield new.words


def _agreeing(new: Claim) -> bool:
    """May it bear out a claim with which it shares few words?"""
    told = f"still {new.cue}" if new.said else ""
    return bool(
        has_cue("agrees", new.cue) or has_cue("insists", told) or has_cue("emphatic", own_text(new))
    )
