"""Active or passive, and whose a second verb is: what tells where a verb's doer stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storyanalysis.extract.words import Word

__all__ = ["is_passive", "sayer_of"]


def is_passive(verb: Word) -> bool:
    """Is the verb a passive (full, reduced or coordinated)?"""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    deps = {child.dep_ for child in verb.children}
    if deps & {"auxpass", "nsubjpass"} or ("agent" in deps and not _is_finite(verb, deps)):
        return True
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod"):
        return not _is_main(verb)
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and not deps & {"nsubj", "aux", "dobj"}:
        return True  # "banned from the games, Ecuador"
    if verb.dep_ == "conj" and not deps & {"nsubj", "aux", "dobj"}:
        return sayer_of(verb) is None and is_passive(verb.head)
    return False


def _is_main(verb: Word) -> bool:
    """Is a "participle" the verb of a sentence without one ("The union, ..., called on")?

    Such a verb stands behind the comma that ends the clause between it and its noun.
    """
    noun = verb.head
    if verb.dep_ != "acl" or noun.head.i != noun.i or noun.i > verb.i:
        return False
    if any(c.dep_ == "agent" for c in verb.children):
        return False
    between = any(c.dep_ in ("relcl", "appos") and c.i < verb.i for c in noun.children)
    return between and verb.doc[verb.left_edge.i - 1].lower_ == ","


def _is_finite(verb: Word, deps: set[str]) -> bool:
    """ "Spoke by telephone": an active verb whatever stands after its "by"."""
    return verb.tag_ == "VBD" and "nsubj" in deps


def sayer_of(verb: Word) -> Word | None:
    """The verb of saying that a second verb is coordinated with, not with what is said.

    "She said it had refused to talk and blamed him": what is coordinated shares
    the auxiliary, a past tense beside a participle or infinitive does not.
    """
    first = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or first.tag_ not in ("VBN", "VB", "VBG"):
        return None
    while first.dep_ == "xcomp":
        first = first.head
    split = first.dep_ == "ccomp" and first.head.i < first.i
    if split and any(c.dep_ in ("aux", "auxpass") for c in first.children):
        return first.head
    return None
