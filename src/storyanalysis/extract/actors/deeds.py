"""Who does something in the story, as far as the grammar shows.

A noun phrase that is the subject of a deed is somebody in the story ("residents
blocked the road"), though nobody quotes it. A capitalised word that the story never
lets act, nor says of what it is, is a place, a thing or a brand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.context import Context
from storyanalysis.extract.actors.evidence import Use, Why
from storyanalysis.extract.actors.gazetteer import word_set
from storyanalysis.extract.actors.kinds import ORG_KINDS
from storyanalysis.extract.actors.referents import Referent, Roster

if TYPE_CHECKING:
    from spacy.tokens import Token

    from storyanalysis.extract.actors.stage import Stage

__all__ = ["mark_deeds", "stay_anyway", "tell_employers"]

SUBJECTS = ("nsubj", "nsubjpass", "agent")
NO_DEED = frozenset(("be", "have", "seem", "become", "remain", "look", "appear"))


def mark_deeds(roster: Roster, context: Context) -> None:
    """Note in the rules of mentions which phrases act, and which names never do."""
    people = {m.head for r in roster.all if r.label == "person" for m in r.mentions if m.title}
    for referent in roster.all:
        if referent.names:
            if _is_idle(referent, context):
                for mention in referent.mentions:
                    if mention.kind == "name":
                        mention.use = Use.UNTOLD
            continue
        for mention in referent.mentions:
            if _acts(mention, context) and not _is_named_behind(mention, context, people):
                mention.use = Use.DEED


def tell_employers(stage: Stage) -> None:
    """A capitalised word to which a person belongs is a body after all."""
    employers = {
        profile.side
        for referent, profile in stage.pairs
        if referent.label == "person" and profile.why is Why.BELONGS
    }
    for referent, profile in stage.pairs:
        if profile.name not in employers or referent.label not in ORG_KINDS:
            continue
        for mention in referent.mentions:
            opens = mention.end - mention.start == 1 and stage.doc[mention.start].is_sent_start
            titled = mention.in_title or opens  # "Marathon champion X" opens a sentence
            if mention.use is Use.UNTOLD and not titled:
                mention.use = Use.PLAIN


def stay_anyway(roster: Roster) -> list[bool]:
    """Who has a name that is more than a place or a word of no kind, or does something."""
    return [any(_shows_somebody(m) for m in referent.mentions) for referent in roster.all]


def _shows_somebody(mention: Candidate) -> bool:
    named = mention.kind in ("name", "title") and mention.use is Use.PLAIN
    return named or mention.use is Use.DEED


def _acts(mention: Candidate, context: Context) -> bool:
    """Does a phrase in the reporter's own words stand for who does what the verb says?"""
    if mention.kind != "description" or mention.label == "document":
        return False
    if context.holder[mention.head] >= 0 or context.section[mention.head] in ("headline", "deck"):
        return False
    head = context.doc[mention.head]
    verb = head.head
    if head.dep_ != "nsubj" or verb.pos_ != "VERB" or verb.lemma_ in NO_DEED:
        return False
    return not (mention.noun in word_set("anybody") and _is_bare(mention, head))


def _is_named_behind(mention: Candidate, context: Context, people: set[int]) -> bool:
    """ "Chairman of the Joint Chiefs Gen. Smith said": the name is in the same phrase."""
    head = context.doc[mention.head]
    return any(i in people for i in range(mention.end, head.right_edge.i + 1))


def _is_bare(mention: Candidate, head: Token) -> bool:
    return mention.end - mention.start == 1 and not any(c.dep_ == "prep" for c in head.rights)


def _is_idle(referent: Referent, context: Context) -> bool:
    """Is it nothing but a capitalised word that never acts and that nothing describes?"""
    if referent.label == "person" and any(len(name.split()) > 1 for name in referent.names):
        return False
    for mention in referent.mentions:
        if mention.kind == "pronoun":
            continue
        if mention.kind != "name" or mention.descriptors or not mention.is_weak:
            return False
        if mention.title or _is_subject(context.doc[mention.head]):
            return False
    return True


def _is_subject(head: Token) -> bool:
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    if head.dep_ == "pobj":
        return head.head.dep_ == "agent"
    return head.dep_ in SUBJECTS and head.head.lemma_ not in NO_DEED
