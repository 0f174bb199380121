"""The sources of a story, judged one by one by the news-literacy test IMVAIN.

Independent, multiple, verifying, authoritative or informed, named: five
answers with their reasons, never one score (Center for News Literacy, Stony
Brook University). Null means that the text does not tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import pandas as pd

from storyanalysis import lexicons
from storyanalysis.inquire.cues import has_cue
from storyanalysis.inquire.likely import LikelyMatches
from storyanalysis.inquire.records import records
from storyanalysis.inquire.shared import Said, match_statement
from storyanalysis.inquire.ties import Ties
from storyanalysis.inquire.words import plain_words, read_words
from storyanalysis.tables import SOURCES

__all__ = ["judge_sources"]

FIRST_PERSON = frozenset(("i", "we", "my", "our", "me", "us", "i'm", "we're", "i've", "we've"))
NAMELESS = ("unnamed", "group")
CORROBORATES = 0.6  # likeness at which two sources of one story say the same
OFFICES = ("court", "military", "police", "political", "religious", "royal")
INSTITUTIONS = {
    "government": "it speaks as a government body",
    "military": "it speaks as a military body",
    "legislature": "it speaks as a legislature",
    "court": "it speaks as a court",
    "country": "it speaks as a state",
}
OF_SAID = ("statement_id", "speaker_id", "content", "form", "start", "end", "section_id", "hops",
           "channel")  # fmt: skip
LONGEST = 60  # characters of words that are shown
OF_ACTORS = ("actor_id", "name", "kind", "side", "role", "start")


def judge_sources(
    actors: pd.DataFrame,
    statements: pd.DataFrame,
    relays: pd.DataFrame,
    relations: pd.DataFrame,
    sections: pd.DataFrame,
    mentions: pd.DataFrame,
) -> pd.DataFrame:
    """Judge everyone who speaks in a story or passes a statement on.

    Parameters
    ----------
    actors, statements, relays, relations, sections, mentions : DataFrame
        The story's tables.

    Returns
    -------
    DataFrame
        Table ``sources``, one row a source in the order of first mention; every
        judgement stands beside its reason in words.

    Notes
    -----
    *Independent* is false for a source that speaks about itself, its own side
    or somebody it is in conflict with, true where it speaks about others only.
    *Corroborating* are sources of no common side, neither relaying the other,
    with a statement that matches. *Verifies* needs a document, data, or having
    seen it. *Authoritative* asks for an office, expertise or presence that the
    text names. Both lists of words are lexicons.
    """
    kinds = records(sections, "section_id", "kind")
    furniture = {row.section_id for row in kinds if row.kind == "boilerplate"}
    said = [row for row in records(statements, *OF_SAID) if row.section_id not in furniture]
    ties = Ties(actors, said, relays, relations, mentions)
    own: dict[str, list[Any]] = {actor: [] for actor in relays["actor_id"].dropna()}
    for row in said:
        if not pd.isna(row.speaker_id):
            own.setdefault(row.speaker_id, []).append(row)
    agreed = _corroborations(said, ties)
    judged = sorted(
        (actor for actor in records(actors, *OF_ACTORS) if actor.actor_id in own),
        key=lambda actor: (actor.start, actor.actor_id),
    )
    return SOURCES.frame(
        _judge(actor, own[actor.actor_id], ties, agreed.get(actor.actor_id, {})) for actor in judged
    )


def _judge(actor: Any, own: Sequence[Any], ties: Ties, agreed: dict[str, str]) -> dict[str, Any]:
    judged = {
        "independent": _independent(actor, own, ties),
        "verifies": _verifies(actor, own),
        "authoritative": _authoritative(actor),
        "named": _named(actor),
    }
    row: dict[str, Any] = {"actor_id": actor.actor_id}
    for part, (verdict, reason) in judged.items():
        row |= {part: verdict, f"{part}_reason": reason}
    told = "; ".join(f"{ties.name(other)}: {words!r}" for other, words in agreed.items())
    return row | {
        "n_corroborating": len(agreed),
        "corroborating_reason": told or "no unconnected source says the same",
        "n_statements": len(own),
        "max_hops": ties.longest_way(actor.actor_id),
    }


def _independent(actor: Any, own: Sequence[Any], ties: Ties) -> tuple[bool | None, str]:
    if not own:
        return None, "it only passes on what others say"
    about = ties.spoken_of(own)
    if foe := ties.conflict(actor.actor_id, about):
        return False, foe
    for row in own:
        words = [word for word in plain_words(row.content) if word in FIRST_PERSON]
        if words and row.form != "indirect":
            return False, f"it speaks about itself ({words[0]!r} in {_short(row.content)!r})"
    if kin := [other for other in about if ties.same_side(actor.actor_id, other)]:
        return False, f"it speaks about its own side: {ties.names(kin)}"
    if actor.kind in NAMELESS:
        return None, "the text does not say who it is"
    if not about:
        return None, "the text does not say on whom its words bear"
    if pd.isna(actor.side):
        return None, f"it speaks about {ties.names(about)}; the text does not give its own side"
    return True, f"it speaks about others ({ties.names(about)}), and no conflict with them is told"


def _verifies(actor: Any, own: Sequence[Any]) -> tuple[bool, str]:
    if actor.kind == "document":
        return True, f"it is a document: {actor.name}"
    for row in own:
        reason = _evidence(row)
        # who speaks against the paper does not speak from it
        if reason and not (has_cue("retracts", row.content) or has_cue("disputes", row.content)):
            return True, reason
    return False, "no document, data or first-hand seeing is told"


def _evidence(row: Any) -> str | None:
    """What a statement rests on, in words."""
    channel = "" if pd.isna(row.channel) else row.channel
    words = read_words(f"{channel} {row.content}")
    for at, word in enumerate(words):
        kind = _kind_of(word.text, "verification")
        denied = any(before.kind == "negation" for before in words[max(at - 2, 0) : at])
        if kind in ("document", "data") and not denied:
            return f"it refers to {kind}: {word.text!r} in {_short(row.content)!r}"
        if kind == "witness" and _first_hand(row.content, word.text):
            return f"it tells what it has {word.text} itself: {_short(row.content)!r}"
    return None


def _first_hand(content: str, verb: str) -> bool:
    """Did the speaker do it: "I saw", "we have counted"?"""
    words = plain_words(content)
    if verb.casefold() not in words:
        return False
    at = words.index(verb.casefold())
    return any(word in ("i", "we", "i've", "we've") for word in words[max(at - 3, 0) : at])


def _authoritative(actor: Any) -> tuple[bool | None, str]:
    if actor.kind == "document":
        return None, "what the document is worth depends on who made it"
    if actor.kind in INSTITUTIONS:
        return True, INSTITUTIONS[actor.kind]
    described = actor.name if pd.isna(actor.role) else f"{actor.role} {actor.name}"
    for word in plain_words(described):
        kind = _kind_of(word, "authority") or _titles().get(word)
        if kind == "spokesman":
            return True, f"it speaks for those concerned: {described}"
        if kind == "witness":
            return True, f"it was there: {described}"
        if kind is not None:
            return True, f"its {'office' if kind == 'office' else 'expertise'}: {described}"
    if pd.isna(actor.role):
        return None, "the text gives it no role"
    return None, f"the text does not tell whether this role is one to know: {actor.role}"


def _named(actor: Any) -> tuple[bool, str]:
    if actor.kind in NAMELESS:
        return False, f"only described: {actor.name}"
    if not any(word[:1].isupper() for word in actor.name.split()):
        return False, f"no proper name: {actor.name}"
    return True, f"named: {actor.name}"


def _corroborations(said: Sequence[Any], ties: Ties) -> dict[str, dict[str, str]]:
    """For each source, the unconnected ones that say the same, with their words."""
    rows = [row for row in said if not pd.isna(row.speaker_id)]
    read = [Said(r.statement_id, r.content, None, r.form, read_words(r.content)) for r in rows]
    likely = LikelyMatches(read, CORROBORATES)
    found: dict[str, dict[str, str]] = {}
    for at, row in enumerate(rows):
        for other in likely.after(at):
            pair = (row.speaker_id, rows[other].speaker_id)
            if pair[1] in found.get(pair[0], {}) or ties.connected(*pair):
                continue
            match = match_statement(read[at], read[other])
            if match and (match.kind != "reworded" or match.score >= CORROBORATES):
                found.setdefault(pair[0], {})[pair[1]] = _short(rows[other].content)
                found.setdefault(pair[1], {})[pair[0]] = _short(row.content)
    return found


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _kind_of(word: str, lexicon: str) -> str | None:
    """What a word or its plural is in a lexicon; other endings make other words."""
    known, word = _kinds(lexicon), word.casefold()
    return known.get(word) or known.get(word.removesuffix("s"))


@cache
def _titles() -> dict[str, str]:
    """Last words of titles of office: "Vice President", "Gen."."""
    rows = [row for row in lexicons.rows("titles") if row["field"] in OFFICES]
    return {row["title"].split()[-1].strip(".").casefold(): "office" for row in rows}


@cache
def _kinds(lexicon: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in lexicons.rows(lexicon):
        found.setdefault(row["word"].casefold(), row["kind"])
    return found
