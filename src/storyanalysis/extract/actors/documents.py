"""Whose a document is: who owns it, sent it or speaks in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyanalysis.extract.actors.evidence import Why
from storyanalysis.extract.actors.gazetteer import word_set
from storyanalysis.extract.actors.kinds import ORG_KINDS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from storyanalysis.extract.actors.profile import Profile
    from storyanalysis.extract.actors.referents import Referent
    from storyanalysis.extract.actors.stage import Stage

__all__ = ["sides_of_documents"]

AUTHORED = ("from", "by", "of")
CHANNEL = ("in", "with")


def sides_of_documents(stage: Stage) -> None:
    """Documents of no side told are on their authors'."""
    documents = [(r, p) for r, p in stage.sideless if r.label == "document"]
    introduced = _introductions(stage.doc, {noun for r, _ in documents for noun in r.nouns})
    for referent, profile in documents:
        _side_of_author(referent, profile, stage, introduced)


def _side_of_author(
    referent: Referent, profile: Profile, stage: Stage, introduced: dict[str, list[Token]]
) -> None:
    """A document is on the side of who owns it, wrote it or speaks in it."""
    heads = [stage.doc[m.head] for m in referent.mentions if m.kind != "pronoun"]
    heads += [token for noun in sorted(referent.nouns) for token in introduced.get(noun, ())]
    for head in heads:
        for token in _authors(head):
            number = stage.at.get(token.i)
            owner = None if number is None else stage.profiles[number]
            if owner is None or owner is profile:
                continue
            if owner.kind in ORG_KINDS | {"country"} or owner.side:
                profile.side, profile.country = owner.side or owner.name, owner.country
                profile.why, profile.of = Why.WRITTEN, owner
                return


def _introductions(doc: Doc, nouns: set[str]) -> dict[str, list[Token]]:
    """Where the story brings a document in: "sent a letter"; by noun."""
    found: dict[str, list[Token]] = {}
    for token in doc if nouns else ():
        if token.lower_ in nouns and any(c.lower_ in ("a", "an") for c in token.lefts):
            found.setdefault(token.lower_, []).append(token)
    return found


def _authors(noun: Token) -> list[Token]:
    """Tokens that name an author: "its report", "a letter from X", "X said in a filing"."""
    found = [c for c in noun.children if c.dep_ == "poss"]
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in AUTHORED:
            found += [c for c in child.children if c.dep_ == "pobj"]
    if noun.dep_ == "dobj" and noun.head.lemma_ in word_set("verb of issuing"):
        found += [c for c in noun.head.children if c.dep_ == "nsubj"]
    if noun.dep_ == "pobj" and noun.head.lower_ in CHANNEL and noun.head.head.pos_ == "VERB":
        found += [c for c in noun.head.head.children if c.dep_ == "nsubj"]
    return found
