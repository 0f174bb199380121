"""A small invented story, its tables made by hand: for tests of everything behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from storyanalysis.article import Article
from storyanalysis.story import Story
from storyanalysis.tables import PLOVER_EVENTS, TABLES

TEXT = """Port council will close the ferry

Update, 3 p.m.: "The notice was a mistake," Mayor {mayor} said, according to {radio}. \
The ferry, she added, stays open.

Original story: The port council of {north} will close the ferry on Sunday, {memo} states. \
{union} threatened {north} with a strike that would cost {money}. {south} denied it had \
asked for the closure. "Nobody asked us."
"""
PLAIN = {
    "mayor": "Ana Ruiz",
    "radio": "Radio Vale",
    "north": "Northland",
    "south": "Southmark",
    "union": "The Ferrymen's Union",
    "memo": "a leaked memo",
    "money": "$5 million to $6 million",
}
HOSTILE = {
    "mayor": "<script>alert('a')</script>",
    "radio": 'Vale" onerror="alert(1)',
    "north": "$x_1$ & *Northland* \\frac",
    "south": "[South](javascript:alert)",
    "union": "=cmd|'/c calc'!A0",
    "memo": "<!-- `memo` \f\u202e 北 </mark>",
    "money": "$5 million to $6 million",
}
ACTORS = (
    ("mayor", "person", "north"),
    ("radio", "media", None),
    ("north", "country", "north"),
    ("south", "country", "south"),
    ("union", "organization", None),
    ("memo", "document", "north"),
)
SECTIONS = (("headline", "Port", "ferry\n"), ("update", "Update", "open."),
            ("original", "Original", 'us."'))  # fmt: skip


@dataclass
class Words:
    """The text, and where its words stand."""

    text: str

    def find(self, words: str) -> dict[str, Any]:
        start = self.text.index(words)
        return {"start": start, "end": start + len(words), "text": words}

    def between(self, first: str, last: str) -> dict[str, Any]:
        start = self.text.index(first)
        end = self.text.index(last, start) + len(last)
        stop = len(self.text[start:end].rstrip()) + start
        return {"start": start, "end": stop, "text": self.text[start:stop]}


def actor(key: str, **columns: Any) -> dict[str, Any]:
    """One row of actors."""
    row = {"actor_id": key, "name": key.title(), "kind": "person", "n_mentions": 1,
           "n_statements": 0, "start": 0, "rule": "made"}  # fmt: skip
    return row | columns


def relation(key: str, source: str | None, target: str | None, event: str, **columns: Any):
    """One row of relations."""
    quad = PLOVER_EVENTS[event]
    row = {
        "relation_id": key, "source_id": source, "target_id": target, "event": event, "quad": quad,
        "sign": 1 if "cooperation" in quad else -1, "status": "asserted", "cue": event.lower(),
        "reciprocal": False, "start": 0, "end": 1, "text": "P", "sentence_id": "n0",
        "confidence": 0.5, "rule": "made",
    }  # fmt: skip
    return row | columns


def statement(key: str, speaker: str | None, content: dict[str, Any], **columns: Any):
    """One row of statements."""
    row = {
        "statement_id": key, "speaker_id": speaker, "form": "direct", "content": content["text"],
        "start": content["start"], "end": content["end"], "section_id": "x0", "sentence_id": "n0",
        "hops": 0, "status": "attributed" if speaker else "unattributed", "confidence": 0.5,
        "rule": "made",
    }  # fmt: skip
    return row | columns


def frames_of(rows: dict[str, list[dict[str, Any]]]) -> dict[str, pd.DataFrame]:
    """Checked frames for all tables; those not given are empty."""
    return {name: table.frame(rows.get(name, [])) for name, table in TABLES.items()}


def empty_story(text: str = "Nothing here.") -> Story:
    """A story in which nothing was found."""
    return Story(Article.from_text(text), frames_of({}))


def made_story(names: dict[str, str] = PLAIN) -> Story:
    """The invented story; `names` are what its actors are called."""
    text = TEXT.format(**names)
    words = Words(text)
    rows = {
        "sections": [
            {"section_id": f"x{n}", "kind": kind, "rule": "made", **words.between(first, last)}
            for n, (kind, first, last) in enumerate(SECTIONS)
        ],
        "actors": [
            actor(key, name=" ".join(names[key].split()), kind=kind, side=side and names[side],
                  country="NTH" if side == "north" else None, start=text.index(names[key]))
            for key, kind, side in ACTORS
        ],
        "mentions": [
            {"mention_id": f"m{n}", "actor_id": key, "kind": "name", "sentence_id": "n0",
             "status": "linked", "rule": "made", **words.find(names[key])}
            for n, (key, _, _) in enumerate(ACTORS)
        ],
    }  # fmt: skip
    rows |= _said(words, names) | _rest(words, names)
    article = Article.from_text(text, title=names["union"], published="2024-05-14", outlet="Made")
    return Story(article, frames_of(rows), model="made 1", notes=("a note — with “marks”",))


def _said(words: Words, names: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    mistake = words.find("The notice was a mistake,")
    stays = words.between("The ferry", "open.")
    closing = words.between("The port council", "Sunday")
    denial = words.find("it had asked for the closure")
    nobody = words.find("Nobody asked us.")
    spans = [("s1", "content", mistake), ("s1", "cue", words.find("said")),
             ("s1", "source", words.find(names["mayor"])),
             ("s2", "content", words.find("The ferry")),
             ("s2", "content", words.find("stays open")),
             ("s2", "cue", words.find("added")), ("s3", "content", closing),
             ("s3", "cue", words.find("states")), ("s4", "content", denial),
             ("s4", "cue", words.find("denied")), ("s5", "content", nobody)]  # fmt: skip
    relay = {"statement_id": "s1", "hop": 1, "actor_id": "radio", "rule": "made"}
    return {
        "statements": [
            statement("s1", "mayor", mistake, section_id="x1", hops=1),
            statement("s2", "mayor", stays, section_id="x1", form="indirect"),
            statement("s3", "memo", closing, section_id="x2", form="indirect"),
            statement("s4", "south", denial, section_id="x2", form="mixed"),
            statement("s5", None, nobody, section_id="x2"),
        ],
        "spans": [{"statement_id": key, "role": role, **where} for key, role, where in spans],
        "relays": [relay | words.find(names["radio"])],
    }


def _rest(words: Words, names: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    claim, by = words.find("will close the ferry on Sunday"), words.find("stays open")
    threat = words.between(names["union"], names["money"])
    sunday = {"type": "DATE", "precision": "day", "anchor": "published", "status": "resolved"}
    clock = {"type": "TIME", "precision": "time", "anchor": "none", "status": "unresolved"}
    source = {"independent": None, "verifies": False, "authoritative": True, "named": True,
              "n_corroborating": 0, "n_statements": 2, "max_hops": 1}  # fmt: skip
    reasons = {f"{word}_reason": "made" for word in
               ("independent", "corroborating", "verifies", "authoritative", "named")}  # fmt: skip
    return {
        "sentences": [{"sentence_id": "n0", "section_id": "x0", "paragraph": 0,
                       **words.find("Port council will close the ferry")}],
        "relations": [
            relation("r1", "union", "north", "THREATEN", date_id="d1", **threat),
            relation("r2", "south", "north", "REQUEST", status="negated", claimed_by="south",
                     statement_id="s4", **words.find("it had asked for the closure")),
            relation("r3", "mayor", "union", "SUPPORT", status="reported", claimed_by="mayor",
                     **words.find("stays open")),
            relation("r4", None, "union", "COERCE", **words.find("will close")),
            relation("r5", "mayor", "north", "CONSULT", **words.find("said")),
        ],
        "dates": [
            sunday | {"date_id": "d1", "value": "2024-05-19", "first": "2024-05-19",
                      "last": "2024-05-19", "sentence_id": "n0", "rule": "made",
                      "event": names["money"]} | words.find("Sunday"),
            clock | {"date_id": "d2", "sentence_id": "n0", "rule": "made"} | words.find("3 p.m."),
        ],
        "revisions": [
            {"revision_id": "v1", "claim_start": claim["start"], "claim_end": claim["end"],
             "claim": claim["text"], "status": "retracted", "by_start": by["start"],
             "by_end": by["end"], "by": by["text"], "reason": "made", "rule": "made"},
            {"revision_id": "v2", "claim_start": claim["start"], "claim_end": claim["end"],
             "claim": claim["text"], "status": "unchanged", "reason": "made", "rule": "made"},
        ],
        "sources": [source | reasons | {"actor_id": "mayor"}],
    }  # fmt: skip


STORIES = {
    "plain": lambda: made_story(PLAIN),
    "hostile": lambda: made_story(HOSTILE),
    "empty": empty_story,
}
