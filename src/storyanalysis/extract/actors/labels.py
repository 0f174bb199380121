"""What a name is, by all that the article tells of it.

Witnesses, strongest first: the noun beside the name ("lifeguard Kiki Tran",
"Aisle Nine, a newsletter"), the name's own words, a longer name it begins or
ends, and the entity recogniser's labels over all places where it stands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.gazetteer import (
    first_name_gender,
    longest_entry,
    noun_kind,
    word_set,
)
from storyanalysis.language import sentence_at

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["ORG_KINDS", "describe_names", "label_names"]

ENTITY_LABEL = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
    "EVENT": "thing",
    "LAW": "thing",
    "WORK_OF_ART": "thing",
    "PRODUCT": "thing",
}
ORG_KINDS = frozenset(
    "government military legislature court company media armed-group organization".split()
)
PUBLIC = frozenset(("government", "military", "legislature", "court"))
# kinds that a noun beside a name can prove
TELLING = ORG_KINDS | {"person"}
PHRASE_ENDS = (",", ".", ";", ":", "(", ")", "—", "–", '"', "“", "”", "``", "''")
MODIFIERS = ("compound", "amod", "nmod", "poss", "nummod", "det", "advmod", "punct", "npadvmod")


def describe_names(doc: Doc, names: list[Candidate]) -> None:
    """Note the descriptions beside each name: its role and the nouns that tell its kind."""
    at = {i: name for name in names for i in range(name.start, name.end)}
    for name in names:
        _describe_before(doc, name, at)
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


def _kind_beside(noun: Token, name: Candidate) -> str:
    """What the noun beside a name means; beside a person's, any common noun tells a person."""
    kind = noun_kind(noun.text)
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
        if noun.i in at or noun.pos_ not in ("NOUN", "PROPN") or not _near(doc, noun, name):
            continue
        kind = _kind_beside(noun, name)
        nearer = (i for i in range(name.end, noun.i) if i in at and at[i] is not name)
        if any(not noun.is_ancestor(doc[i]) for i in nearer):
            continue  # it stands beside a nearer name
        if kind == "person" and name.label in ORG_KINDS:
            _describe_member(doc, name, noun, at)  # "Dufresne of the Trust, author of ..."
        elif kind in TELLING and noun.tag_ not in ("NNS", "NNPS"):
            name.descriptors.append(noun.lower_)
            if kind == "person" and (not name.role or noun.i < name.start):
                left, right = _phrase(noun, name)
                _set_role(name, doc, left, right)


def _before_comma(doc: Doc, name: Candidate) -> list[Token]:
    """ "Its director, Imani Boateng": the noun that stands before the comma."""
    if name.start < 2 or doc[name.start - 1].text != ",":
        return []
    noun = doc[name.start - 2]
    return [noun] if noun.pos_ == "NOUN" and _kind_beside(noun, name) == "person" else []


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
        if token.is_punct or token.pos_ in ("VERB", "AUX", "PRON", "SCONJ", "CCONJ"):
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
    return len(between) <= 8 and not any(t.pos_ == "VERB" for t in between)


def _phrase(noun: Token, name: Candidate) -> tuple[int, int]:
    """The noun's phrase without the name and without relative clauses."""
    left = noun.left_edge.i
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


def label_names(doc: Doc, names: list[Candidate]) -> None:
    """Give every name its kind, the same for the same words."""
    votes = _count_votes(doc, names)
    surnames, openings = _parts_of_longer_names(names, votes)
    common = {t.text for t in doc if t.is_lower}
    for name in names:
        if name.known:
            continue
        key = name.name.casefold()
        single = " " not in name.name
        if single and key in surnames and not name.descriptors:
            name.label = "person"
        elif single and doc[name.start].is_sent_start and key in common:
            name.label = "thing"  # a common word at the head of a sentence
        elif name.title and name.label == "person":
            continue
        elif key in openings and name.end - name.start < 3:
            name.label = openings[key]
        else:
            name.label = _winner(votes[key])
        if name.label == "person" and _is_given_name(doc[name.start].text):
            name.country = ""  # "Chad Brown" is no Chadian
    _doubt_single_names(doc, names, surnames)
    owners: dict[int, Candidate] = {}
    for name in names:
        if name.label == "country":
            owners.setdefault(name.end, name)
    for name in names:
        _take_owner_country(doc, name, owners)


def _is_given_name(word: str) -> bool:
    """May a word that begins a person's name be a given name, though a country has it too?"""
    hit = longest_entry([word])
    return bool(first_name_gender(word)) or (hit is not None and hit[1].kind == "country")


def _doubt_single_names(doc: Doc, names: list[Candidate], surnames: set[str]) -> None:
    """One word that only the recogniser calls a person, and that never acts, is none."""
    acting = {
        n.name.casefold()
        for n in names
        if doc[n.head].dep_ in ("nsubj", "nsubjpass", "agent", "poss", "appos", "ROOT")
    }
    for name in names:
        key = name.name.casefold()
        alone = name.end - name.start == 1 and not (name.title or name.known or name.descriptors)
        if alone and name.label == "person" and key not in surnames and key not in acting:
            name.label = "thing"


def _take_owner_country(doc: Doc, name: Candidate, owners: dict[int, Candidate]) -> None:
    """ "Russia's Foreign Ministry": the owner is a part of the body's name."""
    if name.label not in PUBLIC or name.known or name.start < 2 or name.country:
        return
    owner = owners.get(name.start - 1)
    if owner is not None and doc[name.start - 1].text in ("'s", "’s"):
        name.country, name.start = owner.country, owner.start
        name.name = doc[name.start : name.end].text.replace("\n", " ")


def _count_votes(doc: Doc, names: list[Candidate]) -> dict[str, Counter[str]]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    people = sorted(name.start for name in names if name.label == "person")
    for name in names:
        key = name.name.casefold()
        labels = {doc[i].ent_type_ for i in range(name.start, name.end)} - {""}
        for label in labels:
            votes[key][ENTITY_LABEL.get(label, "thing")] += 1
        if name.label:
            votes[key][name.label] += 3
        for noun in name.descriptors:
            if noun not in word_set("noun for persons and bodies"):
                votes[key][noun_kind(noun)] += 8
        if _acts_like_person(doc, name):
            votes[key]["person"] += 4
        if _acts_like_body(doc, name) and name.label not in ORG_KINDS:
            votes[key]["organization"] += 4
        if name.start and doc[name.start - 1].lower_ in (
            "in",
            "near",
            "at",
            "from",
            "outside",
            "around",
        ):
            votes[key]["place"] += 2
        if name.start and doc[name.start - 1].lower_ == "the":
            votes[key]["person"] -= 3
        if name.end - name.start > 1 and _is_he_or_she_next(doc, name, people):
            votes[key]["person"] += 3
        if name.name.isupper() and len(name.name) > 1:
            votes[key]["organization"] += 1
    return votes


def _winner(votes: Counter[str]) -> str:
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    return ranked[0][0] if ranked and ranked[0][1] > 0 else ""


def _parts_of_longer_names(
    names: list[Candidate], votes: dict[str, Counter[str]]
) -> tuple[set[str], dict[str, str]]:
    """Last words of persons' names, and first words of bodies' names with their kind."""
    surnames: set[str] = set()
    openings: dict[str, str] = {}
    for name in names:
        words = name.name.split()
        if len(words) < 2:
            continue
        label = name.label if name.known else _winner(votes[name.name.casefold()])
        if label == "person":
            surnames.add(_surname(words))
        elif label in ORG_KINDS and not name.known:
            for n in range(1, len(words)):
                openings.setdefault(" ".join(words[:n]).casefold(), label)
    return surnames, openings


def _is_he_or_she_next(doc: Doc, name: Candidate, people: list[int]) -> bool:
    """Is the only name of its sentence taken up by "he" or "she" in this one or the next?

    `people` are the first tokens of persons' names, sorted.
    """
    if doc[name.head].dep_ not in ("nsubj", "nsubjpass") or name.label != "":
        return False
    start, end = sentence_at(doc, name.head)
    if bisect_left(people, start) < bisect_left(people, end):
        return False
    last = sentence_at(doc, end)[1] if end < len(doc) else end
    return any(t.lower_ in ("he", "she") for t in doc[name.end : last])


def _surname(words: list[str]) -> str:
    """The last word of a person's name that is no suffix, in lower case."""
    plain = [w.rstrip(".").casefold() for w in words]
    return next((w for w in reversed(plain) if w not in ("jr", "sr", "ii", "iii", "iv")), plain[-1])


def _acts_like_body(doc: Doc, name: Candidate) -> bool:
    """ "Tyggo, which makes gum", "Sunny Carrot, based in Oregon"."""
    after = [token.lower_ for token in doc[name.end : name.end + 3]]
    return (
        len(after) == 3
        and after[0] == ","
        and (after[1] == "which" or after[1:] == ["based", "in"])
    )


def _acts_like_person(doc: Doc, name: Candidate) -> bool:
    """An age or "who" follows, as after a person's name."""
    after = doc[name.end : name.end + 3]
    if len(after) < 2 or after[0].text != ",":
        return bool(len(after) and after[0].lower_ == "who")
    return after[1].lower_ == "who" or (after[1].is_digit and len(after[1].text) == 2)
