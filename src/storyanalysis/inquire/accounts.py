"""What a note calls somebody's words: "the accusation", "his figures", "her remarks about it"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from storyanalysis import lexicons
from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.cues import has_cue
from storyanalysis.inquire.pairs import core
from storyanalysis.inquire.similarity import Likeness, likeness
from storyanalysis.inquire.words import read_words

__all__ = ["Account", "account_of", "retracts", "topic_fits"]

ABOUT = r"(?: (?:about|on|over|of|that|for|regarding|concerning|against) (?P<topic>[^,.;:—–]*))?"
WHOSE = r"(?:(?P<whose>(?<![\w.&-])(?:[\w.&-]+ ){0,4}[\w.&-]+(?:['’]s|s['’])) (?:[\w-]+ ){0,2}?)?"
ENDS = re.compile(
    r" (?:and|but|because|after|as|saying|which|who|when|while|before|in (?:an?|the|its) )\b"
)
HALF = 0.5  # of the words that tell what an account is about stand in the claim


@dataclass(frozen=True)
class Account:
    """What a sentence calls somebody's words, and what they were about."""

    kind: str  # any, number, accuse, promise, prospect
    noun: str
    topic: str
    whose: str = ""
    many: bool = False


@cache
def _nouns() -> Mapping[str, str]:
    return {row["word"]: row["kind"] for row in lexicons.rows("nouns_of_account")}


@cache
def _pattern() -> re.Pattern[str]:
    nouns = "|".join(sorted(map(re.escape, _nouns()), key=lambda noun: (-len(noun), noun)))
    # "a": a Turkish dotted or dotless i is no i, for the noun is looked up
    return re.compile(rf"{WHOSE}\b(?P<noun>(?a:{nouns}))(?P<many>s?)\b{ABOUT}", re.IGNORECASE)


@lru_cache(maxsize=4_096)
def account_of(sentence: str, cue: str) -> Account | None:
    """The account that a cue bears on: the first one from it on, else before it.

    Examples
    --------
    >>> account_of("He withdrew his remarks about the grass and left.", "withdrew")
    Account(kind='any', noun='remark', topic='the grass', whose='', many=True)
    """
    before = sentence.partition(cue)[0]
    found = _pattern().search(sentence, len(before)) if retracts(cue) else None
    found = found or _pattern().search(before)
    # what a relative clause only names is not it: "the profit, taken from the report, is right"
    if found is None or (not found["topic"] and "," in before[: found.start()]):
        return None
    noun = found["noun"].casefold()
    topic = ENDS.split(found["topic"] or "", maxsplit=1)[0]
    whose, many = found["whose"] or "", bool(found["many"])
    return Account(_nouns()[noun], noun, topic.strip(), whose, many)


def retracts(cue: str) -> bool:
    """Is it a cue of taking back?"""
    return has_cue("retracts", cue) is not None


def topic_fits(
    old: Claim, account: Account, weights: Mapping[str, float], *, least: float = HALF
) -> Likeness | None:
    """What a claim shares with the topic of an account; None if it is about something else."""
    alike = likeness(old.words, read_words(account.topic), weights)
    return alike if core(alike) and alike.new >= least else None
