"""What shows that a stretch is a mention, what it does there, and what tells a side.

The rules ask for these values; the column ``rule`` of the tables is their words.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = ["WEAK", "Proof", "Use", "Why"]


class Proof(StrEnum):
    """What made a mention of a stretch of text."""

    CAPITALS = "capitalised name"
    KNOWN = "known name"
    REGION = "known region"
    FIGURE = "public figure"
    TITLE = "title and name"
    HONORIFIC = "honorific and name"
    TITLE_ALONE = "title without a name"
    FIRST_NAME = "first name"
    FIRST_WORD = "first word of the name"
    LAST_WORD = "last word of the name"
    LAST_WORDS = "last words of the name"
    HEAD_WORD = "head word of the name"
    PLACE_AT_END = "place at the end of the name"
    SPEAKS = "it speaks"
    DATELINE = "dateline"
    BODY = "name and body"
    PHRASE = "noun phrase"
    POSSESSED = "possessed noun"
    NATIONALITY = "nationality"
    PRONOUN = "pronoun"


class Use(StrEnum):
    """What a mention does in the story, where that decides who is in it."""

    PLAIN = ""
    PLACE = "as a place"
    UNTOLD = "of no kind told"
    DEED = "doing something"


class Why(StrEnum):
    """What tells an actor's side; "of" whom stands behind it where that is somebody."""

    UNKNOWN = ""
    COUNTRY = "a country"
    COALITION = "a coalition of countries"
    KNOWN = "known name"
    IN_NAME = "country in the name"
    IN_DESCRIPTION = "country in the description"
    PLACE_IN_NAME = "place in the name"
    IN_ROLE = "named in the role"
    OWN = "a side of its own"
    OPPOSITION = "opposition"
    LOCAL_OFFICE = "local office"
    HOME = "home of the story"
    STATE_NEAR = "state spoken of there"
    BELONGS = "belongs to"
    SPEAKS_FOR = "speaks for"
    WRITTEN = "written by"
    LED = "led by"
    OFFICER = "officer of"
    OFFICE = "office in"


WEAK = (Why.UNKNOWN, Why.HOME)  # a name beside the noun goes before these
