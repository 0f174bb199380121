"""Names of outlets and people, matched loosely: "the Herald" is "The Fenwick Herald"."""

from __future__ import annotations

import re

__all__ = ["is_outlet", "name_words", "same_name"]

WORD = re.compile(r"[^\W_]+(?:['’&-][^\W_]+)*")
DROPPED = frozenset(("the", "a", "an", "mr", "mrs", "ms", "dr", "sir", "prof", "professor"))
# words that name no outlet by themselves
COMMON = frozenset("daily weekly evening morning sunday national local international city".split())


def name_words(name: str) -> list[str]:
    """The words of a name, without article, title and possessive, in lower case."""
    words = [word.casefold().replace("’", "'").removesuffix("'s") for word in WORD.findall(name)]
    return [word for word in words if word not in DROPPED]


def same_name(name: str, other: str, *, short: bool = False) -> bool:
    """Do two names have the same words, or, with `short`, is one the other's last part?"""
    left, right = sorted((name_words(name), name_words(other)), key=len)
    if not left:
        return False
    if left == right:
        return True
    return short and right[-len(left) :] == left


def is_outlet(name: str, outlet: str) -> bool:
    """Does `name` stand for `outlet`?

    The whole name, its initials, or a part that tells it ("the Echo" for the
    Tarn Valley Echo, "the Daily" for the Kestrel Daily), capitals as in names.
    """
    words, whole = name_words(name), name_words(outlet)
    if not words or not whole:
        return False
    if words == whole:
        return True
    if len(words) == 1 and len(whole) > 1 and words[0] == "".join(word[0] for word in whole):
        return True
    if len(words) > len(whole):  # "The Echo newspaper", "Northern Wire news agency"
        return words[: len(whole)] == whole and len(whole) > 1
    starts = [at for at in range(len(whole)) if whole[at : at + len(words)] == words]
    if not starts or not any(word[:1].isupper() for word in WORD.findall(name)):
        return False
    return words != whole[:1] or whole[0] not in COMMON
