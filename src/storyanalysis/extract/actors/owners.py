"""Where the text says whose person or body a mention is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.capitals import PARTY
from storyanalysis.extract.actors.evidence import Proof
from storyanalysis.extract.actors.gazetteer import (
    longest_entry,
    noun_kind,
    region_country,
    word_set,
)
from storyanalysis.extract.actors.phrases import backs

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = [
    "clients",
    "country_at",
    "country_told",
    "descriptive_spans",
    "named_in_role",
    "possessors",
]

FINITE = ("VBD", "VBZ", "VBP", "MD")


def named_in_role(mention: Candidate, doc: Doc, at: dict[int, int]) -> str:
    """ "The Aldermoor manager": the name before the noun, though it does nothing in the story."""
    words = []
    for token in doc[mention.role_start : mention.role_end]:
        if token.dep_ == "prep" and token.lower_ not in ("of", "at", "for"):
            break  # "a doctor in Ohio"
        named = token.ent_type_ in ("ORG", "GPE", "LOC", "FAC") and token.text[0].isupper()
        named = named and token.i not in at
        if named and not (noun_kind(token.text) or token.lower_ in word_set("field of an office")):
            words.append(token.text)
        elif words:
            break
    return " ".join(words)


def possessors(mention: Candidate, doc: Doc) -> list[int]:
    """Tokens that own what a person is called: "its director", "the trust's treasurer"."""
    first, last = (
        (mention.role_start, mention.role_end)
        if mention.role_start >= 0
        else (mention.start, mention.end)
    )
    if mention.role_start < 0 and mention.kind != "description":
        return []
    found = [t.i for t in doc[first:last] if t.dep_ == "poss" or t.tag_ == "PRP$"]
    heads = [doc[mention.head]] if mention.kind == "description" else list(doc[first:last])
    for prep in (c for t in heads for c in t.children if c.dep_ == "prep" and c.lower_ == "for"):
        found += [c.i for c in prep.children if c.dep_ == "pobj"]
    before = doc[first - 1] if first else None
    if before is not None and before.tag_ == "PRP$":
        found.append(before.i)
    elif before is not None and before.text in ("'s", "’s", "'", "’") and first > 1:
        found.append(first - 2)
    return found


def clients(mention: Candidate, doc: Doc) -> list[int]:
    """ "Hana Novak, who represents Ferri": tokens of those somebody speaks for."""
    clauses = (c for c in doc[mention.head].rights if c.dep_ == "relcl")
    return [n.i for c in clauses if c.lemma_ == "represent" for n in c.rights if n.dep_ == "dobj"]


def descriptive_spans(mention: Candidate, doc: Doc) -> list[tuple[int, int]]:
    """Token ranges that describe the mention: title, role, owner, "of Ohio" after it."""
    spans = []
    if mention.belongs_to >= 0:
        spans.append((mention.belongs_to, mention.belongs_to + 1))
    if mention.role_start >= 0:
        spans.append((mention.role_start, mention.role_end))
    if mention.title:
        first = _contiguous_capitals(doc, mention.start)[0]
        if first > 1 and doc[first - 1].text in ("'s", "’s"):
            spans.append((first - 2, first - 1))  # "Jordan's King Abdullah"
        n_title = len(mention.title.replace("-", " - ").split())
        spans.append((first, mention.start - n_title))
    if mention.start > 1 and doc[mention.start - 1].text in ("'s", "’s"):
        spans.append((mention.start - 2, mention.start - 1))  # "the brokerage's Amit Sorel"
    followed = mention.end + 1 < len(doc) and doc[mention.end].lower_ in ("in", "of", "from", "at")
    if followed and (mention.kind == "description" or mention.proof is Proof.BODY):
        spans.append(_phrase_from(doc, mention.end + 1, 4))
    if mention.kind == "description":
        spans.append((mention.start, mention.end - 1))
    tag = doc[mention.end : mention.end + 4]
    if len(tag) == 4 and tag[0].text in (",", "(") and tag[1].text in PARTY and tag[2].text == "-":
        spans.append((mention.end + 3, mention.end + 4))  # "Tom Blake, R-Ohio"
    if mention.label == "person":
        spans += _bodies_served(mention, doc)
    if mention.kind != "pronoun" and mention.end + 1 < len(doc):
        after = doc[mention.end]
        if after.lower_ in ("of", "from", "at", "with") and mention.label == "person":
            spans.append(_phrase_from(doc, mention.end + 1, 3))
        elif after.lower_ == "of" and after.head.i == mention.head:
            spans.append((mention.end + 1, mention.end + 2))
    return spans


def country_told(mention: Candidate, doc: Doc) -> str:
    """Country of a body, from what stands beside its name.

    "Its French rival Castelane", "Ridgeline, a Boston-based buyout group", "Lakeside
    Hospital in Kisumu".
    """
    spans = list(mention.told)
    if mention.end + 1 < len(doc) and doc[mention.end].lower_ in ("of", "in"):
        spans.append((mention.end + 1, mention.end + 2))
    places = (i for span in spans for i in range(*span))
    return next(filter(None, (country_at(doc, i) for i in places)), "")


def _phrase_from(doc: Doc, start: int, most: int) -> tuple[int, int]:
    """The next tokens, as far as the sentence goes."""
    end = start
    while end < min(start + most, len(doc)) and doc[end].text not in (".", ";", ":"):
        if end > start and (doc[end].is_sent_start or doc[end].tag_ in FINITE):
            break
        end += 1
    return start, end


def _bodies_served(mention: Candidate, doc: Doc) -> list[tuple[int, int]]:
    """ "Jon Bell, who heads the Union", "who studies frogs at the Institute", as token ranges."""
    found = []
    for clause in (c for c in doc[mention.head].rights if c.dep_ == "relcl"):
        if clause.lemma_ in word_set("verb of leading"):
            found += [(n.left_edge.i, n.i + 1) for n in clause.rights if n.dep_ == "dobj"]
        now = clause.tag_ in ("VBZ", "VBP") or any(
            c.lower_ in ("has", "have") for c in clause.lefts
        )
        last = clause.right_edge.i
        for token in doc[clause.i + 1 : last] if now else ():
            if token.is_punct:
                break
            if token.dep_ == "prep" and token.lower_ in ("at", "for"):
                found.append(_phrase_from(doc, token.i + 1, 4))
                break
    return found


def _contiguous_capitals(doc: Doc, end: int) -> tuple[int, int]:
    """The capitalised words right before a name: "U.S. Marine Corps Brigadier General"."""
    start = end
    while start > 0 and doc[start - 1].text[:1].isupper() and not doc[start - 1].is_sent_start:
        start -= 1
    if start > 0 and doc[start - 1].text[:1].isupper():
        start -= 1
    return start, end


def country_at(doc: Doc, i: int) -> str:
    if backs(doc, i):
        return ""
    words = [t.text for t in doc[i : i + 5]]
    hit = longest_entry(words)
    if (
        hit
        and hit[1].country
        and hit[1].kind
        in ("demonym", "country", "capital", "military", "government", "legislature")
    ):
        return hit[1].country
    return region_country(doc[i].text) or region_country(" ".join(words[:2]))
