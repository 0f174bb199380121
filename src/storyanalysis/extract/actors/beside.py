"""What stands beside a name and describes it: "public works director Hal Pruitt"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.gazetteer import noun_kind, word_set
from storyanalysis.extract.actors.kinds import ORG_KINDS
from storyanalysis.language import sentence_at

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["describe_names"]

# kinds that a noun beside a name can prove
TELLING = ORG_KINDS | {"person"}
PHRASE_ENDS = (",", ".", ";", ":", "(", ")", "—", "–", '"', "“", "”", "``", "''")
MODIFIERS = ("compound", "amod", "nmod", "poss", "nummod", "det", "advmod", "punct", "npadvmod")


def describe_names(doc: Doc, names: list[Candidate]) -> None:
    """Note the descriptions beside each name: its role and the nouns that tell its kind."""
    at = {i: name for name in names for i in range(name.start, name.end)}
    for name in names:
        _describe_before(doc, name, at)
        _describe_before_title(doc, name, at)
        _describe_apposition(doc, name, at)


def _describe_before(doc: Doc, name: Candidate, at: dict[int, Candidate]) -> None:
    """ "Retail chain Coldwater", "public works director Hal Pruitt"."""
    last = name.start - 1
    first = name.start
    while first > 0 and _is_plain_noun(doc[first - 1], at):
        first -= 1
    if first == name.start or name.title:
        return
    noun = doc[last]
    kind = _hyphened_kind(doc, last) or _kind_beside(noun, name)
    if kind == "group" and noun.tag_ == "NNS":
        return  # "told reporters Smith": no description of one
    if kind == "person" and name.label in ORG_KINDS:
        return
    if (
        kind in TELLING
        and not doc[first].is_sent_end
        and sentence_at(doc, last) == sentence_at(doc, name.head)
    ):
        name.descriptors.append(noun.lower_)
        _own(name, doc, first, at)
        if kind == "person":
            _set_role(name, doc, first, last + 1)
        else:
            _tell_body(name, kind, (noun.left_edge.i, last + 1))


def _describe_before_title(doc: Doc, name: Candidate, at: dict[int, Candidate]) -> None:
    """ "Chairman of the Joint Chiefs of Staff Gen. Mark A. Milley": the office before the title."""
    end = name.start - len(name.title.replace("-", " - ").split())
    i = end - 1
    while i > 0 and doc[i].text[0].isupper() and i not in at:
        i -= 1
    if not name.title or name.role or i < 1 or i not in at or at[i].label not in ORG_KINDS:
        return
    first = at[i].start - 1
    first -= doc[first].lower_ == "the"
    noun = doc[first - 1]
    if first > 0 and doc[first].lower_ == "of" and noun_kind(noun.text) == "person":
        _set_role(name, doc, noun.i, at[i].end)
        name.role = f"{doc[noun.i : at[i].start].text} {at[i].name}"


def _tell_body(name: Candidate, kind: str, span: tuple[int, int]) -> None:
    """Note the words that describe a body, and its kind where its last noun alone tells another."""
    name.told.append(span)
    if noun_kind(name.descriptors[-1]) != kind:
        name.kind_told = kind  # "steel group": a company


def _kind_beside(noun: Token, name: Candidate) -> str:
    """What the noun beside a name means; beside a person's, any common noun tells a person."""
    kind = noun_kind(noun.text)
    if noun.i and noun.lower_ == "group" and noun.nbor(-1).lower_ in word_set("field of business"):
        return "company"
    common = noun.tag_ == "NN" and noun.is_lower and noun.ent_type_ == ""
    attached = noun.dep_ in ("compound", "nmod", "appos") or any(
        name.start <= child.i < name.end and child.dep_ == "appos" for child in noun.rights
    )
    return "person" if not kind and name.label == "person" and common and attached else kind


def _hyphened_kind(doc: Doc, last: int) -> str:
    """ "The former full-back X": what the noun means with the word before its hyphen."""
    if last < 2 or doc[last - 1].text != "-":
        return ""
    return noun_kind(f"{doc[last - 2].lower_}-{doc[last].lower_}")


def _is_plain_noun(token: Token, at: dict[int, Candidate]) -> bool:
    if token.i in at or token.is_punct or token.is_space:
        return token.text == "-" and token.i > 0 and token.nbor(-1).is_alpha
    if token.pos_ == "ADJ":
        return token.i + 1 < len(token.doc) and not token.is_stop
    return token.pos_ in ("NOUN", "PROPN") and token.dep_ in (
        *MODIFIERS,
        "nsubj",
        "appos",
        "ROOT",
        "dobj",
        "pobj",
    )


def _own(person: Candidate, doc: Doc, first: int, at: dict[int, Candidate]) -> None:
    """ "Lumenest spokesman X", "the brokerage's X": whose person it is."""
    i = first - 1
    if i >= 0 and doc[i].text in ("'s", "’s", "'", "’"):
        i -= 1
    if i >= 0 and i in at and at[i] is not person:
        person.belongs_to = i


def _set_role(name: Candidate, doc: Doc, start: int, end: int) -> None:
    name.role, name.role_start, name.role_end = doc[start:end].text.replace("\n", " "), start, end


def _describe_apposition(doc: Doc, name: Candidate, at: dict[int, Candidate]) -> None:
    """ "Imani Boateng, its director", "its director, Imani Boateng"."""
    head = doc[name.head]
    beside = [*_before_comma(doc, name), *(c for c in head.children if c.dep_ == "appos")]
    for noun in (*beside, *_appos_head(head), *_after_comma(doc, name), *_predicate(head)):
        if noun.i in at or noun.pos_ not in ("NOUN", "PROPN", "ADJ") or not _near(doc, noun, name):
            continue
        kind = _kind_beside(noun, name)
        nearer = (i for i in range(name.end, noun.i) if i in at and at[i] is not name)
        if any(not noun.is_ancestor(doc[i]) for i in nearer):
            continue  # it stands beside a nearer name
        if kind == "person" and name.label in ORG_KINDS:
            _describe_member(doc, name, noun, at)  # "Dufresne of the Trust, author of ..."
        elif kind in TELLING and noun.tag_ not in ("NNS", "NNPS"):
            name.descriptors.append(noun.lower_)
            if kind != "person":
                _tell_body(name, kind, _phrase(noun, name))
            elif not name.role or noun.i < name.start:
                left, right = _phrase(noun, name)
                if noun.i < name.start - 2 and doc[noun.i + 1].lower_ in ("of", "at", "for"):
                    right = name.start - 1  # "the owner of Petit Four"
                _set_role(name, doc, left, right)


def _before_comma(doc: Doc, name: Candidate) -> list[Token]:
    """ "Its director, Imani Boateng", "the owner of Petit Four, Yasmin Karam"."""
    if name.start < 2 or doc[name.start - 1].text != ",":
        return []
    noun = _head_before(doc, name.start - 2)
    known = noun.pos_ == "ADJ" and noun_kind(noun.text) == "person"  # "its director-general, ..."
    noun_like = noun.pos_ == "NOUN" or known
    return [noun] if noun_like and _kind_beside(noun, name) == "person" else []


def _head_before(doc: Doc, i: int) -> Token:
    """The noun that the words up to a token describe: "owner" in "the owner of Petit Four"."""
    last = i
    while i > 1 and last - i < 6 and doc[i].pos_ in ("NOUN", "PROPN", "ADJ", "DET", "NUM"):
        i -= 1
    noun = doc[i - 1]
    of = doc[i].lower_ in ("of", "at", "for") and noun.pos_ == "NOUN" and i < last
    return noun if of and noun_kind(noun.text) == "person" else doc[last]


def _describe_member(doc: Doc, body: Candidate, noun: Token, at: dict[int, Candidate]) -> None:
    """A role behind a body's name is that of the person named before "of" the body."""
    i = body.start - 1
    while i > 0 and doc[i].lower_ in ("of", "at", "from", "the", "for", "with"):
        i -= 1
    member = at.get(i)
    if member is not None and member is not body and noun.i > body.end and not member.role:
        member.descriptors.append(noun.lower_)
        _set_role(member, doc, *_phrase(noun, body))


def _after_comma(doc: Doc, name: Candidate) -> list[Token]:
    """The first noun of a phrase right after "name, ", however the parser attached it."""
    if name.end + 1 >= len(doc) or doc[name.end].text != ",":
        return []
    for token in doc[name.end + 1 : name.end + 7]:
        if token.pos_ in ("NOUN", "PROPN") and noun_kind(token.text) and token.dep_ != "compound":
            follows = token.nbor().text if token.i + 1 < len(doc) else ","
            ends = follows in (
                ",",
                ".",
                "of",
                "for",
                "at",
                "in",
                "and",
                "with",
                "from",
                "who",
                "”",
                '"',
            )
            return [token] if ends and token.dep_ not in ("nsubj", "nsubjpass") else []
        if token.is_punct or token.pos_ in ("AUX", "PRON", "SCONJ", "CCONJ") or _is_verb(token):
            break
    return []


def _appos_head(head: Token) -> list[Token]:
    return [head.head] if head.dep_ == "appos" else []


def _predicate(head: Token) -> list[Token]:
    """ "Brian Otieno is health editor of ...": the noun behind "is" or "was"."""
    if head.dep_ != "nsubj" or head.head.lemma_ != "be":
        return []
    return [c for c in head.head.rights if c.dep_ == "attr" and noun_kind(c.text) == "person"]


def _near(doc: Doc, noun: Token, name: Candidate) -> bool:
    """Nothing but a short phrase stands between noun and name."""
    gap = (name.end, noun.i) if noun.i >= name.end else (noun.i + 1, name.start)
    between = doc[gap[0] : gap[1]]
    return len(between) <= 8 and not any(_is_verb(t) for t in between)


def _is_verb(token: Token) -> bool:
    """No participle before a noun: "the managing director"."""
    return token.pos_ == "VERB" and token.dep_ not in ("amod", "compound")


def _phrase(noun: Token, name: Candidate) -> tuple[int, int]:
    """The noun's phrase without the name and without relative clauses."""
    left = noun.left_edge.i
    while left < noun.i and noun.doc[left].is_punct:
        left += 1
    if noun.i >= name.end:
        left = max(left, name.end)
        while left < noun.i and (noun.doc[left].is_punct or noun.doc[left].is_digit):
            left += 1
        right = noun.i + 1
        for child in noun.rights:
            if child.dep_ != "prep" or child.i != right:
                break
            edge = next(
                (t.i for t in child.subtree if t.text in PHRASE_ENDS), child.right_edge.i + 1
            )
            right = max(edge, right) if edge - right <= 8 else right
        return left, right
    return left, noun.i + 1
