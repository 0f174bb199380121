"""What is known before reading: places, known bodies, titles, nouns for actors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from storyanalysis import lexicons
from storyanalysis.errors import LexiconError

__all__ = [
    "Entry",
    "Title",
    "first_name_gender",
    "longest_entry",
    "longest_title",
    "name_word_kind",
    "noun_kind",
    "outlet_country",
    "place_name",
    "pronouns",
    "region_country",
    "short_title",
    "small_numbers",
    "word_set",
]

GLUED = re.compile(r"(\w*[a-z]{2})([A-Z][a-z]{2,})")
# endings by which English makes nouns of persons
PERSON_ENDINGS = (
    "ologist",
    "graphist",
    "icist",
    "omist",
    "ician",
    "woman",
    "person",
    "arian",
    "eteer",
    "ineer",
    "keeper",
    "fighter",
)
LONGEST = 8  # tokens of the longest form we look up


@dataclass(frozen=True)
class Entry:
    """A name known beforehand.

    `kind` is one of the actor kinds, or ``demonym`` or ``capital``.
    """

    name: str
    kind: str
    country: str = ""
    side: str = ""
    wikidata: str = ""


@dataclass(frozen=True)
class Title:
    """A title that stands before a person's name."""

    field: str
    gender: str


def _key(words: Sequence[str]) -> str:
    return " ".join(words).replace("’", "'")


@cache
def _entries() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for row in lexicons.rows("places"):
        kind = "country" if row["kind"] == "name" else row["kind"]
        qid = row.get("wikidata", "")
        found[row["form"]] = Entry(row["name"], kind, row["country"], row["name"], qid)
        if row["kind"] == "demonym" and row["form"][-1] not in "sehz":
            plural = row["form"] + "s"
            found.setdefault(plural, Entry(row["name"], "people", row["country"], row["name"]))
    for row in lexicons.rows("known_actors"):
        found[row["form"]] = Entry(
            row["name"], row["kind"], row["country"], row["side"], row["wikidata"]
        )
    for row in lexicons.rows("public_figures"):
        forms = row["forms"].split("|") if row["forms"] and not row["common"] else []
        for form in forms:  # a surname that stands alone means the full name
            name = form if " " in form else forms[0]
            found.setdefault(form, Entry(name, "person", row["country"], row["side"]))
    return {_spread(form): entry for form, entry in found.items()}


def _spread(form: str) -> str:
    """A form as its tokens would be joined: hyphens and possessives stand apart."""
    return form.replace("-", " - ").replace("'s ", " 's ").replace("’s ", " 's ").replace(",", " ,")


@cache
def _titles() -> dict[str, Title]:
    return {
        _spread(row["title"]).lower().rstrip("."): Title(row["field"], row["gender"])
        for row in lexicons.rows("titles")
    }


@cache
def _nouns() -> dict[str, str]:
    return {row["noun"]: row["kind"] for row in lexicons.rows("actor_nouns")}


@cache
def _name_words() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in lexicons.rows("name_words")}


@cache
def _regions() -> dict[str, str]:
    return {row["form"]: row["country"] for row in lexicons.rows("regions")}


@cache
def _first_names() -> dict[str, str]:
    return {row["name"]: row["gender"] for row in lexicons.rows("first_names")}


def longest_entry(words: Sequence[str]) -> tuple[int, Entry] | None:
    """The known name that most of the first words spell, and how many they are."""
    entries = _entries()
    for n in range(min(LONGEST, len(words)), 0, -1):
        entry = entries.get(_key(words[:n])) or entries.get(_key(_unglued(words[:n])))
        if entry is None and all(w.isupper() and len(w) > 3 for w in words[:n]):
            entry = entries.get(_key([w.title() for w in words[:n]]))  # "KENYA", "N'DJAMENA"
        if entry:
            return n, entry
    return None


def _unglued(words: Sequence[str]) -> list[str]:
    """The words without what was run into the last one: "Joint Chiefs of StaffArmy"."""
    glued = GLUED.fullmatch(words[-1])
    return [*words[:-1], glued[1]] if glued and len(words) > 1 else list(words)


def longest_title(words: Sequence[str]) -> tuple[int, Title] | None:
    """The title that most of the first words spell, and how many they are."""
    titles = _titles()
    for n in range(min(LONGEST, len(words)), 0, -1):
        title = titles.get(_key(words[:n]).lower().rstrip("."))
        if title:
            known = longest_entry(words)  # "Justice Department" has no Justice in it
            return None if known and known[0] > n and known[1].kind != "person" else (n, title)
    return None


def noun_kind(word: str) -> str:
    """Kind of actor that a common noun names ("bureau": government), or ""."""
    word = word.lower()
    nouns = _nouns()
    if word in nouns:
        return nouns[word]
    for ending, other in (("ies", "y"), ("es", ""), ("s", ""), ("men", "man")):
        if word.endswith(ending) and (kind := nouns.get(word.removesuffix(ending) + other)):
            return "group" if kind == "person" else kind
    return "person" if word.endswith(PERSON_ENDINGS) and len(word) > 6 else ""


def name_word_kind(word: str) -> str:
    """Kind of body that a word tells as the last word of its name ("Inc": company), or ""."""
    return _name_words().get(word.rstrip(".").lower(), "")


def region_country(form: str) -> str:
    """Country (alpha-3) of a state, province or city, or ""."""
    return _regions().get(form, "")


def first_name_gender(word: str) -> str:
    """ "f" or "m" for a common first name, "" for any other word."""
    return _first_names().get(word, "")


@cache
def _place_names() -> dict[str, str]:
    return {row["country"]: row["name"] for row in lexicons.rows("places")}


def place_name(country: str) -> str:
    """Usual name of a country by its alpha-3 code."""
    return _place_names().get(country, country)


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of one set of ``lexicons/actor_words.csv``."""
    found = frozenset(row["word"] for row in lexicons.rows("actor_words") if row["set"] == name)
    if not found:
        raise LexiconError(f"lexicon 'actor_words' has no set {name!r}")
    return found


@cache
def pronouns() -> dict[str, tuple[int, str, bool]]:
    """Pronoun -> (person, 0 for relatives; gender m, f, n or ""; is it plural)."""
    return {
        row["word"]: (int(row["person"]), row["gender"], row["number"] == "plural")
        for row in lexicons.rows("pronouns")
    }


@cache
def _short_titles() -> dict[str, str]:
    return {row["noun"]: row["short"] for row in lexicons.rows("title_short_forms")}


def short_title(noun: str) -> str:
    """How a title is abbreviated before a name ("general": "gen"), or the noun itself."""
    return _short_titles().get(noun, noun)


def outlet_country(outlet: str | None) -> str | None:
    """Country (alpha-3) of a known news outlet, which tells how it writes 03/04/2020."""
    hit = longest_entry((outlet or "").split())
    known = hit is not None and hit[0] == len((outlet or "").split()) and hit[1].kind == "media"
    return (hit[1].country or None) if hit is not None and known else None


@cache
def small_numbers() -> frozenset[str]:
    """Words for a few ("two", "several"), as in "two officials"."""
    return frozenset(row["word"] for row in lexicons.rows("small_numbers"))
