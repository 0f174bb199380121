"""What a story's update, correction or newer entry does to its earlier claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from storyanalysis.inquire.account_rules import of_accounts
from storyanalysis.inquire.ages import LATER
from storyanalysis.inquire.choose import Chosen, choose
from storyanalysis.inquire.claims import Claim, find_claims
from storyanalysis.inquire.cuts import FINITE
from storyanalysis.inquire.earlier import Earlier
from storyanalysis.inquire.pairs import UNDONE, Finding, Pair
from storyanalysis.inquire.people import with_people
from storyanalysis.inquire.rulebook import rules_for
from storyanalysis.inquire.similarity import word_weights
from storyanalysis.inquire.standing import only_told, still_standing
from storyanalysis.inquire.whole_story import of_whole_story
from storyanalysis.inquire.words import plain_words
from storyanalysis.tables import REVISIONS

__all__ = ["find_revisions"]

TELLING = frozenset(("say", "tell", "ask", "call", "know", "think"))
SHORT = 1  # telling words of a claim that leans on the one before it


def find_revisions(
    sections: pd.DataFrame,
    sentences: pd.DataFrame,
    statements: pd.DataFrame,
    spans: pd.DataFrame,
    actors: pd.DataFrame,
    text: str,
    *,
    mentions: pd.DataFrame,
) -> pd.DataFrame:
    """Pair each earlier claim with what a later part of the page says of it.

    Parameters
    ----------
    sections, sentences, statements, spans, actors : DataFrame
        The story's tables.
    text : str
        The article's text.
    mentions : DataFrame
        The story's table, which tells of whom a claim speaks.

    Returns
    -------
    DataFrame
        Table ``revisions``, in the order of the claims. Empty where the page
        has no later part, or none that touches an earlier claim.

    Notes
    -----
    *retracted*: by whoever made the claim, or the outlet; *contradicted*: by
    someone else; *confirmed*: said again or come true; *unchanged*: only where
    the text says that it stands. See ``docs/method-revisions.md``.
    """
    if not set(sections["kind"].tolist()) & set(LATER):
        return REVISIONS.frame([])
    claims = find_claims(sections, sentences, statements, spans, actors)
    claims = with_people(claims, mentions, actors)
    if len({claim.age for claim in claims}) < 2:
        return REVISIONS.frame([])
    kinds = zip(actors["actor_id"], actors["kind"], actors["name"], strict=True)
    documents = {actor: name for actor, kind, name in kinds if kind == "document"}
    weights = word_weights(claim.words for claim in claims)
    found = _apply_rules(claims, weights, documents)
    found += of_whole_story(claims) + of_accounts(claims, weights)
    chosen = choose([finding for finding in found if not only_told(finding)])
    chosen += _hanging_on(claims, chosen)
    chosen += still_standing(claims, chosen, weights)
    return REVISIONS.frame(_rows(chosen, text))


def _apply_rules(
    claims: Sequence[Claim], weights: Mapping[str, float], documents: Mapping[str, str]
) -> list[Finding]:
    """Every later claim against the earlier ones that it may bear on."""
    earlier = Earlier(claims, weights)
    found: list[Finding] = []
    for new in claims:
        if not new.age:
            continue
        every, of_described = rules_for(new)
        for old in earlier.before(new):
            pair = Pair(old, new, weights, documents)
            if not pair.of_acts:
                continue
            for rule in of_described if old.described else every:
                found += rule.judge(pair)
    return found


def _hanging_on(claims: Sequence[Claim], chosen: Sequence[Finding]) -> list[Finding]:
    """A short claim goes the way of the same speaker's claim just before it ("It's signed")."""
    found = []
    known = Chosen(chosen)
    for before, claim in pairwise(claim for claim in claims if not claim.described):
        telling = sum(word.kind in ("content", "number") for word in claim.words)
        told = {word.stem for word in claim.words} & TELLING
        if not claim.said or telling > SHORT or claim.age != before.age or told:
            continue
        if not _finite(claim):
            continue
        if claim.speaker != before.speaker or (claim.speaker is None and not claim.anonymous):
            continue
        for other in known.about(before):
            if other.status in UNDONE:
                reason = f"it goes with the claim before it ({before.text!r}): {other.reason}"
                judged = (other.status, other.score, f"{other.rule}; with the claim before", reason)
                found.append(Finding(claim, other.new, *judged, claim.start, claim.end))
    return [f for f in found if not any(o.status == f.status for o in known.beside(f))]


def _finite(claim: Claim) -> bool:
    """Has it a verb of its own: "It's signed"?"""
    words = plain_words(claim.text)
    return bool(FINITE & set(words)) or any(word.endswith(("'s", "'re", "n't")) for word in words)


def _rows(chosen: Iterable[Finding], text: str) -> list[dict[str, Any]]:
    rows: dict[tuple[int, int, str], dict[str, Any]] = {}
    for finding in chosen:
        rule, reason = finding.rule, finding.reason
        if finding.old.standing and finding.status in UNDONE:
            rule = f"{rule}; still in the {finding.old.kind}"
            reason = f"still stands in the {finding.old.kind}: {reason}"
        rows.setdefault(
            (finding.start, finding.end, finding.status),
            {
                "claim_start": finding.start,
                "claim_end": finding.end,
                "claim": text[finding.start : finding.end],
                "status": finding.status,
                "by_start": finding.new.start,
                "by_end": finding.new.end,
                "by": text[finding.new.start : finding.new.end],
                "reason": reason,
                "rule": rule,
            },
        )
    return _with_ids([rows[key] for key in sorted(rows)])


def _with_ids(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """``v12_40``, and ``v12_40b`` for a second row of the same claim."""
    seen: dict[str, int] = {}
    for row in rows:
        key = f"v{row['claim_start']}_{row['claim_end']}"
        seen[key] = seen.get(key, 0) + 1
        row["revision_id"] = key + ("" if seen[key] == 1 else chr(ord("a") + seen[key] - 1))
    return rows
