"""Attributions to statements: whose words, to whom, passed on by whom."""

from __future__ import annotations

import string
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis import lexicons
from storyanalysis.extract.sentences import row_at
from storyanalysis.language import span_at
from storyanalysis.tables import RELAYS, SPANS, STATEMENTS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from storyanalysis.extract.attribution import Attribution

__all__ = ["find_statements"]

CONFIDENTIAL = (
    "condition of anonymity",
    "asked not to be named",
    "not to be identified",
    "declined to be named",
    "declined to be identified",
    "not authorized to",
    "not authorised to",
    "requested anonymity",
)
TO = ("to", "with")


@dataclass(frozen=True)
class Link:
    """One who passes a statement on, with the words that say so."""

    actor_id: str | None
    start: int
    end: int
    rule: str


class Who:
    """Which actor stands at a place in the text."""

    def __init__(self, doc: Doc, mentions: pd.DataFrame, actors: pd.DataFrame) -> None:
        self.doc = doc
        linked = mentions[mentions["actor_id"].notna()]
        self.rows = list(
            zip(linked["start"], linked["end"], linked["actor_id"], linked["kind"], strict=True)
        )
        self.starts = [row[0] for row in self.rows]
        self.kind = dict(zip(actors["actor_id"], actors["kind"], strict=True))

    def at(self, offset: int) -> str | None:
        """The actor of the shortest mention that holds the character."""
        best = None
        for start, end, actor, _ in self._near(offset, offset + 1):
            if start <= offset < end and (best is None or end - start < best[0]):
                best = (end - start, actor)
        return best[1] if best else None

    def _near(self, start: int, end: int) -> list[tuple[int, int, str, str]]:
        first = bisect_right(self.starts, start - 200)
        last = bisect_right(self.starts, end)
        return [row for row in self.rows[first:last] if row[1] > start and row[0] < end]

    def of(self, spans: Sequence[tuple[int, int]]) -> str | None:
        """The actor that a source names: at its head, else a person in it, else any."""
        for start, end in spans:
            root = span_at(self.doc, start, end).root
            inside = self._near(start, end)
            people = [r for r in inside if r[3] == "name" and self.kind.get(r[2]) == "person"]
            head = next((r for r in inside if r[0] <= root.idx < r[1]), None)
            if head and not (
                head[3] == "description" and len(people) == 1 and _beside(root, people[0], self.doc)
            ):
                return _speaking_owner(root, head, self) or head[2]
            if people:
                return people[-1][2]
            if inside:
                return inside[-1][2]
        return None


def _beside(noun: Token, person: tuple[int, int, str, str], doc: Doc) -> bool:
    """Is the person named in apposition to the noun: "its president, Marcus Dole"?"""
    name = span_at(doc, person[0], person[1])
    if name.root.dep_ == "poss":
        return False  # "Gov. Reese's office": the office speaks
    return noun in name.root.ancestors or name.root.dep_ == "appos" or name.root.head == noun


@cache
def _speech_nouns() -> frozenset[str]:
    return frozenset(r["lemma"] for r in lexicons.rows("reporting_cues") if r["pos"] == "NOUN")


def _speaking_owner(root: Token, head: tuple[int, int, str, str], who: Who) -> str | None:
    """ "Parliament's resolution demanding ...": the owner of a speech act speaks."""
    if head[3] != "description" or root.lemma_ not in _speech_nouns():
        return None
    owner = next((c for c in root.children if c.dep_ == "poss"), None)
    return who.at(owner.idx) if owner is not None else None


def find_statements(
    doc: Doc,
    sections: pd.DataFrame,
    sentences: pd.DataFrame,
    attributions: Sequence[Attribution],
    mentions: pd.DataFrame,
    actors: pd.DataFrame,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Resolve attributions to statements with speakers, addressees and relays.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    sections, sentences, mentions, actors : DataFrame
        The tables of those names.
    attributions : sequence of Attribution
        From :func:`storyanalysis.extract.attribution.find_attributions`.

    Returns
    -------
    statements, spans, relays : DataFrame
        The tables of those names.
    """
    who = Who(doc, mentions, actors)
    speakers = [who.of(a.source) for a in attributions]
    passed_on = _wrappers(doc, attributions)
    kept = [i for i in range(len(attributions)) if i not in passed_on]
    ids = _ids([attributions[i] for i in kept])
    key_of = dict(zip(kept, ids, strict=True))
    chains = [_chain(i, attributions, speakers, passed_on, who) for i in kept]
    rows, spans, relays = [], [], []
    for i, chain in zip(kept, chains, strict=True):
        inside = _outer(i, attributions, passed_on)
        rows.append(
            _row(doc, attributions[i], key_of[i], speakers[i], who)
            | {"hops": len(chain), "inside_id": key_of.get(inside) if inside is not None else None}
        )
        spans += _span_rows(doc.text, attributions[i], key_of[i])
        relays += _relay_rows(doc.text, chain, key_of[i])
    _place(rows, sections, sentences)
    return STATEMENTS.frame(rows), SPANS.frame(spans), RELAYS.frame(relays)


def _wrappers(doc: Doc, attributions: Sequence[Attribution]) -> dict[int, int]:
    """Attributions that only pass another one on: "A said X, according to B".

    Returns
    -------
    dict
        Index of the wrapper -> index of the statement it passes on.
    """
    found: dict[int, int] = {}
    for i, outer in enumerate(attributions):
        if not _is_parenthetical(outer, doc):
            continue
        inner = [
            j
            for j, other in enumerate(attributions)
            if j != i
            and other.source
            and _holds(outer, other, doc)
            and not _is_parenthetical(other, doc)
        ]
        if inner:
            # the widest one is what the wrapper's sentence says
            found[i] = max(inner, key=lambda j: (_width(attributions[j]), -j))
    return found


@cache
def _relay_lemmas() -> frozenset[str]:
    return frozenset(r["lemma"] for r in lexicons.rows("relay_cues"))


def _is_parenthetical(attribution: Attribution, doc: Doc) -> bool:
    """According to, as reported by, citing: a phrase beside the sentence, no clause around it."""
    if attribution.cue_token is None or not attribution.source:
        return False
    cue = doc[attribution.cue_token]
    if cue.lower_ in ("according", "per"):
        return True
    if cue.lemma_ not in _relay_lemmas():
        return False
    after = attribution.content[-1][1] <= attribution.cue[0][0]
    return after and cue.dep_ in (
        "advcl",
        "acl",
        "parataxis",
        "ROOT",
        "ccomp",
        "conj",
        "prep",
        "relcl",
    )


def _holds(outer: Attribution, inner: Attribution, doc: Doc) -> bool:
    """Is `inner` what the content of `outer` says: its main clause, or most of it?"""
    if not inner.cue or not _inside(inner.cue[0], outer.content):
        return False
    covered = sum(b - a for a, b in inner.content if _inside((a, b), outer.content))
    main = inner.cue_token is not None and doc[inner.cue_token].dep_ == "ROOT"
    return covered * 2 > _width(inner) and (main or _width(inner) * 3 > _width(outer))


def _inside(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _width(attribution: Attribution) -> int:
    return sum(end - start for start, end in attribution.content)


def _outer(i: int, attributions: Sequence[Attribution], passed_on: dict[int, int]) -> int | None:
    """The statement that reports statement `i`, leaving out those that only pass on."""
    outer = attributions[i].inside
    while outer is not None and outer in passed_on:
        outer = attributions[outer].inside
    return outer


def _chain(
    i: int,
    attributions: Sequence[Attribution],
    speakers: list[str | None],
    passed_on: dict[int, int],
    who: Who,
) -> list[Link]:
    """Who stands between the speaker and the reader, nearest the reader first."""
    links: list[Link] = []
    outer = _outer(i, attributions, passed_on)
    if outer is not None:
        links += _chain(outer, attributions, speakers, passed_on, who)
        if attributions[outer].source and speakers[outer] != speakers[i]:
            start, end = attributions[outer].source[0]
            links.append(Link(speakers[outer], start, end, "reports the statement"))
    own = [
        Link(speakers[w], *attributions[w].source[0], "passes it on")
        for w, target in sorted(passed_on.items(), reverse=True)
        if target == i
    ]
    first = _first_reporter(attributions[i], who)
    return [*own, *links, *first]


def _first_reporter(attribution: Attribution, who: Who) -> list[Link]:
    """ "Told the Herald, which first reported it": the addressee passes it on."""
    if attribution.cue_token is None:
        return []
    told = _addressee(who.doc[attribution.cue_token])
    if told is None:
        return []
    for clause in (c for c in told.children if c.dep_ == "relcl"):
        if clause.lemma_ in _relay_lemmas() and any(c.lower_ == "which" for c in clause.subtree):
            actor = who.at(told.idx)
            if actor:
                return [Link(actor, told.idx, told.idx + len(told), "first reported it")]
    return []


@cache
def _telling() -> frozenset[str]:
    return frozenset(row["lemma"] for row in lexicons.rows("telling_verbs"))


def _addressee(cue: Token) -> Token | None:
    """The noun or pronoun that is spoken to."""
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


@cache
def _channel_nouns() -> frozenset[str]:
    return frozenset(row["noun"] for row in lexicons.rows("channels"))


def _channel(cue: Token) -> str | None:
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
                return cue.doc[child.i : noun.i + 1].text
    return None


@cache
def _stances() -> dict[str, str]:
    return {row["lemma"]: row["stance"] for row in lexicons.rows("reporting_cues")}


def _row(
    doc: Doc, attribution: Attribution, key: str, speaker: str | None, who: Who
) -> dict[str, Any]:
    cue = None if attribution.cue_token is None else doc[attribution.cue_token]
    addressed = None if cue is None else _addressee(cue)
    text = doc.text
    lemma = attribution.cue_lemma
    addressee = who.at(addressed.idx) if addressed is not None else None
    return {
        "statement_id": key,
        "speaker_id": speaker,
        "addressee_id": addressee if addressee != speaker else None,
        "cue": " … ".join(text[a:b] for a, b in attribution.cue) or None,
        "cue_lemma": lemma,
        "cue_stance": _stances().get(lemma or "", "neutral") if lemma else None,
        "form": attribution.form,
        "content": " … ".join(text[a:b] for a, b in attribution.content),
        "start": attribution.content[0][0],
        "end": max(b for _, b in attribution.content),
        "channel": None if cue is None else _channel(cue),
        "status": _status(attribution, speaker, who),
        "confidence": attribution.confidence,
        "rule": attribution.rule,
    }


def _status(attribution: Attribution, speaker: str | None, who: Who) -> str:
    if not attribution.closed:
        return "unclosed"
    if not attribution.source:
        return "unattributed"
    sentence: Span = span_at(who.doc, *attribution.source[0])[0].sent
    if who.kind.get(speaker or "") == "unnamed":
        return "anonymous"
    if any(words in sentence.text.lower() for words in CONFIDENTIAL):
        return "anonymous"
    return "attributed"


def _ids(attributions: Sequence[Attribution]) -> list[str]:
    """Keys from the content's place; a letter tells apart two that share it."""
    used: Counter[str] = Counter()
    plain = [f"s{a.content[0][0]}_{max(b for _, b in a.content)}" for a in attributions]
    shared = Counter(plain)
    ids = []
    for key in plain:
        letter = string.ascii_lowercase[used[key] % 26] if shared[key] > 1 else ""
        used[key] += 1
        ids.append(key + letter * (1 + (used[key] - 1) // 26))
    return ids


def _span_rows(text: str, attribution: Attribution, key: str) -> list[dict[str, Any]]:
    return [
        {"statement_id": key, "role": role, "start": start, "end": end, "text": text[start:end]}
        for role in ("source", "cue", "content")
        for start, end in getattr(attribution, role)
    ]


def _relay_rows(text: str, chain: list[Link], key: str) -> list[dict[str, Any]]:
    return [
        {
            "statement_id": key,
            "hop": hop,
            "actor_id": link.actor_id,
            "start": link.start,
            "end": link.end,
            "text": text[link.start : link.end],
            "rule": link.rule,
        }
        for hop, link in enumerate(chain, start=1)
    ]


def _place(rows: list[dict[str, Any]], sections: pd.DataFrame, sentences: pd.DataFrame) -> None:
    section_starts, section_ids = sections["start"].tolist(), sections["section_id"].tolist()
    starts, keys = sentences["start"].tolist(), sentences["sentence_id"].tolist()
    for row in rows:
        row["section_id"] = section_ids[row_at(section_starts, row["start"])]
        row["sentence_id"] = keys[row_at(starts, row["start"])]
