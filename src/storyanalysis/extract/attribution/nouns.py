"""What kind of actor a noun names: a person, a document, a news outlet ..."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from storyanalysis import lexicons
from storyanalysis.extract.attribution.page import Page

__all__ = ["account_nouns", "is_document", "kind_of"]

RECORDS = frozenset(["document", "media"])


@cache
def _kinds() -> dict[str, str]:
    return {row["noun"]: row["kind"] for row in lexicons.rows("actor_nouns")}


def kind_of(page: Page, i: int) -> str | None:
    """Kind of the actors that the word at `i` names, if it is a noun for actors."""
    kinds = _kinds()
    return kinds.get(page.word[i]) or kinds.get(page.lemma[i])


def is_document(page: Page, source: Sequence[int]) -> bool:
    """Is a source something that is read: records, a survey, a website?"""
    inside = set(source)
    head = next((i for i in source if page.head[i] not in inside and page.is_word[i]), None)
    return head is not None and kind_of(page, head) in RECORDS


@cache
def account_nouns() -> frozenset[str]:
    """What newspapers call somebody's words: claim, report, estimate ..."""
    return frozenset(row["word"] for row in lexicons.rows("nouns_of_account"))
