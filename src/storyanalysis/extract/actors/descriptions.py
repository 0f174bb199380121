"""Descriptions: noun phrases that stand for an actor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.epithets import stands_for_aged
from storyanalysis.extract.actors.evidence import Proof
from storyanalysis.extract.actors.gazetteer import noun_kind, word_set
from storyanalysis.extract.actors.kinds import ORG_KINDS
from storyanalysis.extract.actors.phrases import backs, left_edge, right_edge

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["find_descriptions"]

DEFINITE = {
    "the",
    "this",
    "that",
    "these",
    "those",
    "its",
    "his",
    "her",
    "their",
    "my",
    "our",
    "your",
    "both",
}
PERSONAL_OWNERS = {"his", "her", "their", "my", "our", "your", "its"}
DROPPED = {"the", "this", "that", "these", "those", "every", "each"}  # before a name in the table
COMPLETE = {"organization", "media", "company", "thing", ""}  # labels of names that need no noun
OWN_PAGE = {"story", "article", "report", "post", "page", "piece", "column", "blog"}


def find_descriptions(
    doc: Doc,
    names: list[Candidate],
    sources: Sequence[tuple[int, int]],
    skipped: Sequence[tuple[int, int]],
) -> list[Candidate]:
    """Noun phrases whose head noun names an actor, and the heads of sources.

    A body told by a name before it ("Iraqi parliament", "Trump
    administration") comes as a mention of kind name.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    names : list of Candidate
        From :func:`~storyanalysis.extract.actors.names.find_names`, labelled.
    sources : sequence of (start, end)
        Character spans of the sources of attributions.
    skipped : sequence of (start, end)
        Character spans to leave out (page furniture).
    """
    at = {i: name for name in names for i in range(name.start, name.end)}
    roles = {i for name in names for i in range(name.role_start, name.role_end) if i >= 0}
    speaking = _source_heads(doc, sources)
    found = []
    nouns = {doc.vocab.strings["NOUN"], doc.vocab.strings["PROPN"]}
    for i, pos in enumerate(doc.to_array("POS").tolist()):
        if i in at or not (pos in nouns or i in speaking or i - 1 in at):
            continue
        token = doc[i]
        if not (_may_head(token, speaking) or _ends_body_name(token, at)):
            continue
        if any(start <= token.idx < end for start, end in skipped):
            continue
        kind = _kind_of(token)
        if not kind and token.i not in speaking:
            continue
        if kind == "document" and token.i not in speaking and not _is_definite(token):
            continue
        if token.i not in speaking and _is_where(token):
            continue
        if _belongs_to_several(token, at):
            continue  # "Greek and Turkish sides": each country is a mention of its own
        hidden = token.i in roles and token.dep_ != "poss"  # but "the trust's treasurer"
        if not hidden and not _describes_name(token, at) and not _is_this_page(token):
            found.append(_description(doc, token, kind, at, token.i in speaking))
    return found


def _kind_of(token: Token) -> str:
    """Kind of the noun, together with the noun before it where that tells more."""
    if stands_for_aged(token):
        return "person" if token.lower_ == "old" else "group"
    pair = ""
    if token.i and token.nbor(-1).pos_ in ("NOUN", "ADJ", "PROPN"):
        pair = noun_kind(f"{token.nbor(-1).lower_} {token.lower_}")
    return pair or noun_kind(token.text) or noun_kind(token.lemma_)


def _source_heads(doc: Doc, sources: Sequence[tuple[int, int]]) -> set[int]:
    heads = set()
    for start, end in sources:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and len(span):
            heads.add(span.root.i)
    return heads


def _may_head(token: Token, speaking: set[int]) -> bool:
    if any(c.lower_ == "no" for c in token.lefts):
        return False
    if token.i + 1 < len(token.doc) and token.nbor().text == ":" and token.is_upper:
        return False  # "UPDATE: ..."
    if token.i in speaking:
        owned = any(c.dep_ == "poss" for c in token.lefts) and not noun_kind(token.text)
        return token.pos_ in ("NOUN", "PROPN", "ADJ") and token.is_alpha and not owned
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    return token.dep_ not in ("compound", "amod", "npadvmod") or token.head.pos_ == "VERB"


def _ends_body_name(token: Token, at: dict[int, Candidate]) -> bool:
    """ "Harrow Falls council votes": a body in a headline that the parser took for a modifier."""
    if (
        token.i - 1 not in at
        or noun_kind(token.text) not in ORG_KINDS
        or token.i + 1 >= len(token.doc)
    ):
        return False
    after = token.nbor()
    return not (after.text in ("'s", "’s") or noun_kind(after.text) or after.text[0].isupper())


def _is_this_page(token: Token) -> bool:
    """A story or an article called "this": the page itself, no actor in it."""
    return token.lower_ in OWN_PAGE and any(c.lower_ == "this" for c in token.lefts)


def _is_where(token: Token) -> bool:
    """ "Left the town", "in the port", "flew to the island": a place, nobody."""
    if token.lower_ not in word_set("noun of a place") or noun_kind(token.text) not in ORG_KINDS:
        return False
    head = token.head
    if token.dep_ == "dobj":
        return head.lemma_ in word_set("verb of leaving")
    if token.dep_ != "pobj":
        return False
    moved = head.lower_ in ("to", "into") and head.head.lemma_ in word_set("verb of motion")
    return moved or head.lower_ in word_set("preposition of place")


def _is_definite(token: Token) -> bool:
    return any(c.lower_ in DEFINITE for c in token.lefts)


def _belongs_to_several(token: Token, at: dict[int, Candidate]) -> bool:
    owners = {at[i].country for i in range(left_edge(token), token.i) if i in at}
    return len(owners - {""}) > 1


def _describes_name(token: Token, at: dict[int, Candidate]) -> bool:
    """Is the noun a description beside a name, which is no mention of its own?"""
    following = token.i + 1
    if following in at and at[following].descriptors and token.lower_ in at[following].descriptors:
        return True
    behind = token.i + 2  # "the commissioner, Ana Brown"
    if behind in at and token.nbor().text == "," and token.lower_ in at[behind].descriptors:
        return True
    related = [c for c in token.children if c.dep_ == "appos"]
    if token.dep_ == "appos":
        related.append(token.head)
    return any(other.i in at and token.lower_ in at[other.i].descriptors for other in related)


def _description(
    doc: Doc, token: Token, kind: str, at: dict[int, Candidate], speaks: bool
) -> Candidate:
    start = left_edge(token)
    first = doc[start]
    determiner = first.lower_
    named = _naming_modifier(token, start, at)
    plural = token.tag_ in ("NNS", "NNPS") or "Number=Plur" in str(token.morph)
    text_start = min(start + 1, token.i) if determiner in DROPPED else start
    candidate = Candidate(
        start,
        token.i + 1,
        token.i,
        "description",
        Proof.PHRASE,
        label=kind,
        name=_lower_first(doc[text_start : right_edge(token, speaks)].text, determiner),
        noun=token.lower_,
        plural=plural,
        definite=determiner in DEFINITE or named is not None or _is_bare(token, start, kind),
        speaks=speaks,
    )
    if named is not None:
        candidate.owner, candidate.owner_name = named.start, named.name
        of_country = named.label in ("demonym", "country", "capital")
        candidate.country = named.country if of_country and not backs(doc, named.head) else ""
        if kind in ORG_KINDS and not _is_possessive(doc, named):
            candidate.kind, candidate.proof = "name", Proof.BODY
            candidate.name = _body_name(doc, named, token)
    elif determiner in PERSONAL_OWNERS:
        candidate.proof = Proof.POSSESSED
    return candidate


def _body_name(doc: Doc, name: Candidate, noun: Token) -> str:
    """ "Iraqi parliament", but the GMB for "the GMB union": its name is complete without."""
    whole = name.label in COMPLETE and not (name.label == "company" and noun.lower_ == "union")
    vague = noun.i == name.end and noun.lower_ in word_set("what a body is")
    end = name.end if whole and vague else noun.i + 1
    return doc[name.start : end].text.replace("\n", " ")


def _lower_first(phrase: str, determiner: str) -> str:
    """The phrase as it would stand in the middle of a sentence."""
    phrase = phrase.replace("\n", " ")
    small = determiner in ("a", "an", "some") or determiner in PERSONAL_OWNERS
    return phrase[0].lower() + phrase[1:] if small else phrase


def _is_bare(token: Token, start: int, kind: str) -> bool:
    """ "Says General", "police said": one that needs no article to be meant."""
    if kind in ORG_KINDS and start == token.i and token.tag_ not in ("NNS", "NNPS"):
        return True
    return kind == "person" and token.text[0].isupper() and not token.is_sent_start


def _naming_modifier(token: Token, start: int, at: dict[int, Candidate]) -> Candidate | None:
    for i in range(start, token.i):
        if i in at:
            return at[i]
    return None


def _is_possessive(doc: Doc, name: Candidate) -> bool:
    return name.end < len(doc) and doc[name.end].text in ("'s", "’s", "'", "’")
