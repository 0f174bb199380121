"""Referents and their mentions as rows of the tables ``actors`` and ``mentions``."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.evidence import Use
from storyanalysis.extract.actors.profile import Profile
from storyanalysis.extract.actors.referents import Referent, Roster
from storyanalysis.extract.sentences import row_at

if TYPE_CHECKING:
    import pandas as pd
    from spacy.tokens import Doc

__all__ = ["actor_ids", "actor_rows", "mention_rows"]


def actor_ids(profiles: Sequence[Profile]) -> list[str]:
    """A readable key for each actor, made of its name."""
    ids: list[str] = []
    used: Counter[str] = Counter()
    for profile in profiles:
        plain = unicodedata.normalize("NFKD", profile.name).encode("ascii", "ignore").decode()
        slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60] or "actor"
        used[slug] += 1
        while used[slug] > 1 and f"{slug}-{used[slug]}" in used:
            used[slug] += 1
        key = slug if used[slug] == 1 else f"{slug}-{used[slug]}"
        used[key] += key != slug
        ids.append(key)
    return ids


def mention_rows(
    doc: Doc, candidates: list[Candidate], ids: list[str], sentences: pd.DataFrame
) -> list[dict[str, Any]]:
    starts, keys = sentences["start"].tolist(), sentences["sentence_id"].tolist()
    rows: dict[tuple[int, int], dict[str, Any]] = {}
    for candidate in sorted(candidates, key=lambda c: (c.start, c.end)):
        if candidate.actor is None and candidate.status == "unlinked":
            continue
        span = doc[candidate.start : candidate.end]
        start, end = span.start_char, span.end_char
        rows.setdefault(
            (start, end),
            {
                "mention_id": f"m{start}_{end}",
                "actor_id": None if candidate.actor is None else ids[candidate.actor],
                "kind": candidate.kind,
                "start": start,
                "end": end,
                "text": span.text,
                "sentence_id": keys[row_at(starts, start)],
                "status": candidate.status,
                "rule": candidate.rule,
            },
        )
    return list(rows.values())


def actor_rows(
    doc: Doc, roster: Roster, profiles: list[Profile], ids: list[str]
) -> list[dict[str, Any]]:
    rows = []
    for referent, profile, key in zip(roster.all, profiles, ids, strict=True):
        first = min(m.start for m in referent.mentions)
        rows.append(
            {
                "actor_id": key,
                "name": profile.name,
                "kind": profile.kind,
                "side": profile.side,
                "country": profile.country,
                "role": profile.role,
                "wikidata": profile.wikidata,
                "n_mentions": len(referent.mentions),
                "n_statements": 0,
                "start": doc[first].idx,
                "rule": f"{_rule(referent)}; side: {profile.rule or 'not told'}",
            }
        )
    return sorted(rows, key=lambda row: (row["start"], row["actor_id"]))


def _rule(referent: Referent) -> str:
    """What made the first mention that does more than tell a place."""
    telling = (m for m in referent.mentions if m.use not in (Use.PLACE, Use.UNTOLD))
    return next(telling, referent.mentions[0]).rule
