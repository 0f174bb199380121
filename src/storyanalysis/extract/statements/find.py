"""Attributions to the tables ``statements``, ``spans`` and ``relays``."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from storyanalysis import lexicons
from storyanalysis.extract.sentences import row_at
from storyanalysis.extract.statements.address import addressee, channel
from storyanalysis.extract.statements.context import with_context
from storyanalysis.extract.statements.relays import Link, chain, outer_of, wrappers
from storyanalysis.extract.statements.turns import with_addressed
from storyanalysis.extract.statements.who import Who
from storyanalysis.tables import RELAYS, SPANS, STATEMENTS

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from storyanalysis.extract.attribution import Attribution
    from storyanalysis.extract.words import Word

__all__ = ["find_statements"]

AT_ONCE = 15  # characters between "asked" and "not to be named"


def find_statements(
    doc: Doc,
    sections: pd.DataFrame,
    sentences: pd.DataFrame,
    attributions: Sequence[Attribution],
    mentions: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    outlet: str | None = None,
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
    outlet : str, optional
        Who published the story; being told something is no relay for it.

    Returns
    -------
    statements, spans, relays : DataFrame
        The tables of those names.
    """
    who = Who(doc, mentions, actors, outlet)
    speakers = with_addressed(who.text, attributions, [who.of(a.source) for a in attributions])
    speakers = with_context(attributions, speakers, who)
    passed_on = wrappers(attributions, speakers, who)
    text = who.text
    kept = [
        i
        for i, attribution in enumerate(attributions)
        if i not in passed_on
        and not _asks_for_anonymity(text, attribution)
        and not _own_thought(attributions, speakers, i)
    ]
    ids = _ids([attributions[i] for i in kept])
    key_of = dict(zip(kept, ids, strict=True))
    chains = [chain(i, attributions, speakers, passed_on, who) for i in kept]
    rows, spans, relays = [], [], []
    for i, links in zip(kept, chains, strict=True):
        inside = outer_of(i, attributions, passed_on)
        rows.append(
            _row(text, attributions[i], key_of[i], speakers[i], who)
            | {"hops": len(links), "inside_id": key_of.get(inside) if inside is not None else None}
        )
        spans += _span_rows(text, attributions[i], key_of[i])
        relays += _relay_rows(text, links, key_of[i])
    _place(rows, sections, sentences)
    return STATEMENTS.frame(rows), SPANS.frame(spans), RELAYS.frame(relays)


@cache
def _stances() -> dict[str, str]:
    return {row["lemma"]: row["stance"] for row in lexicons.rows("reporting_cues")}


def _row(
    text: str, attribution: Attribution, key: str, speaker: str | None, who: Who
) -> dict[str, Any]:
    cue = None if attribution.cue_token is None else who.words[attribution.cue_token]
    addressed = None if cue is None else addressee(cue)
    lemma = attribution.cue_lemma
    told = who.at(addressed.idx) if addressed is not None else None
    return {
        "statement_id": key,
        "speaker_id": speaker,
        "addressee_id": told if told != speaker else None,
        "addressee": None if addressed is None else _phrase(text, addressed),
        "cue": " … ".join(text[a:b] for a, b in attribution.cue) or None,
        "cue_lemma": lemma,
        "cue_stance": _stances().get(lemma or "", "neutral") if lemma else None,
        "form": attribution.form,
        "content": " … ".join(text[a:b] for a, b in attribution.content),
        "start": attribution.content[0][0],
        "end": max(b for _, b in attribution.content),
        "channel": None if cue is None else channel(cue),
        "status": _status(attribution, speaker, who),
        "confidence": attribution.confidence,
        "rule": attribution.rule,
    }


@cache
def _anonymity() -> tuple[str, ...]:
    return tuple(row["phrase"] for row in lexicons.rows("anonymity_phrases"))


def _phrase(text: str, noun: Word) -> str:
    """The noun with what stands before it."""
    return text[noun.left_edge.idx : noun.idx + len(noun)]


def _asks_for_anonymity(text: str, attribution: Attribution) -> bool:
    """ "Who asked not to be named" tells of the source and is no statement."""
    if not attribution.cue:
        return False
    end = max(b for _, b in attribution.content)
    words = text[attribution.cue[0][0] : end].lower()
    return any(0 <= words.find(phrase) < AT_ONCE for phrase in _anonymity())


def _own_thought(
    attributions: Sequence[Attribution], speakers: Sequence[str | None], i: int
) -> bool:
    """ "She said she hoped to return": what she hopes is what she said."""
    outer = attributions[i].inside
    if outer is None or attributions[i].act == "speech":
        return False
    return speakers[i] is not None and speakers[i] == speakers[outer]


def _status(attribution: Attribution, speaker: str | None, who: Who) -> str:
    if not attribution.closed:
        return "unclosed"
    if not attribution.source:
        return "unattributed"
    sentence = who.sentence(who.words.touching(*attribution.source[0])[0])
    if who.kind.get(speaker or "") == "unnamed":
        return "anonymous"
    if any(words in sentence.lower() for words in _anonymity()):
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
