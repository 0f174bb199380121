"""Where a noun's phrase begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyanalysis.extract.actors.gazetteer import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["age_behind", "backs", "backs_or_leads", "left_edge", "right_edge"]

MODIFIER_DEPS = {
    "det",
    "amod",
    "compound",
    "nummod",
    "poss",
    "nmod",
    "predet",
    "quantmod",
    "advmod",
    "punct",
    "case",
    "npadvmod",
    "neg",
}
NAMING = {"of", "in", "at", "for", "from", "on", "close", "near", "behind", "to", "inside"}
LONGEST_PHRASE = 10
DASHES = ("-", "–", "—")


def backs(doc: Doc, i: int) -> bool:
    """Does the name at a token back somebody: "Iran-backed militias", not "Iran-based"?"""
    return _verb_behind(doc, i) in word_set("backing verb")


def backs_or_leads(doc: Doc, i: int) -> bool:
    """Or does it lead somebody, who is then its own: "U.S.-led forces"?"""
    return _verb_behind(doc, i) in word_set("backing verb") | word_set("leading verb")


def _verb_behind(doc: Doc, i: int) -> str:
    """Lemma of the participle that a hyphen joins to a token, or ""."""
    hyphened = i + 1 < len(doc) and doc[i + 1].tag_ == "HYPH"
    return doc[i].head.lemma_ if hyphened else ""


def age_behind(doc: Doc, end: int) -> str:
    """ "Gordon Brown, 45, of Leeds": the number between commas behind a name, or ""."""
    after = doc[end : end + 3]
    if len(after) < 3 or not after[1].is_digit:
        return ""
    return after[1].text if after[0].text == after[2].text == "," else ""


def left_edge(token: Token) -> int:
    """First token of the noun's phrase: modifiers that stand before it, unbroken."""
    start = token.i
    own = {t.i for child in token.lefts if child.dep_ in MODIFIER_DEPS for t in child.subtree}
    while start - 1 in own and token.i - start < LONGEST_PHRASE:
        if token.doc[start - 1].text in DASHES and token.doc[start - 2].whitespace_:
            break  # behind a dateline
        start -= 1
    while start < token.i and (token.doc[start].is_punct or token.doc[start].is_space):
        start += 1
    return start


def right_edge(token: Token, speaks: bool) -> int:
    """End of the phrase with short phrases after the noun, without relative clauses."""
    end = token.i + 1
    for child in token.rights:
        follows = child.dep_ == "prep" or (child.dep_ == "acl" and speaks)
        if child.i != end or not follows or _tells_more(child, speaks):
            break
        edge = child.right_edge.i + 1
        if edge - token.i > 7 or any(
            t.is_punct or t.dep_ == "relcl" for t in token.doc[child.i : edge]
        ):
            break
        end = edge
    return end


def _tells_more(preposition: Token, speaks: bool) -> bool:
    """Is it no part of a name: "the jury on Wednesday", "accused clinics of selling it"?"""
    if not speaks and preposition.lower_ not in NAMING:
        return True
    return any(c.dep_ == "pcomp" or c.ent_type_ in ("DATE", "TIME") for c in preposition.children)
