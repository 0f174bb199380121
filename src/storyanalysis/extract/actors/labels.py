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
    region_country,
    word_set,
)
from storyanalysis.extract.actors.kinds import ORG_KINDS, PUBLIC
from storyanalysis.language import sentence_at

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["label_names"]

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
        elif key in openings and name.end - name.start < 3 and not region_country(name.name):
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
        if name.kind_told:
            votes[key][name.kind_told] += 8
        for noun in name.descriptors:
            kind = noun_kind(noun)
            vague = kind == "organization" and (name.label in ORG_KINDS or name.kind_told)
            if noun not in word_set("noun for persons and bodies") and not vague:
                votes[key][kind] += 8
        if _acts_like_person(doc, name):
            votes[key]["person"] += 4
        if name.label not in ORG_KINDS and (kind := _kind_by_clause(doc, name)):
            votes[key][kind] += 4
        if _is_told(doc, name):
            votes[key]["media"] += 4
        if name.start and doc[name.start - 1].lower_ in (
            "in",
            "near",
            "at",
            "from",
            "outside",
            "around",
        ):
            votes[key]["place"] += 2
        if _is_part_of(doc, name):
            votes[key]["place"] += 4
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
        elif label in ORG_KINDS and label != "media" and not name.known:
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


def _is_part_of(doc: Doc, name: Candidate) -> bool:
    """ "Residents of Cave Creek", "the mayor of Bamban": what stands behind "of" is a place."""
    if name.start < 2 or doc[name.start - 1].lower_ != "of":
        return False
    return doc[name.start - 2].lower_ in word_set("noun of a place")


def _is_told(doc: Doc, name: Candidate) -> bool:
    """ "He told the Mail": a name that tells no kind and to which people speak is a paper."""
    head = doc[name.head]
    if name.label or head.dep_ not in ("dobj", "dative") or head.head.lemma_ != "tell":
        return False
    article = name.start > 0 and doc[name.start - 1].lower_ == "the"
    return article or head.ent_type_ not in ("PERSON", "GPE", "NORP")


def _kind_by_clause(doc: Doc, name: Candidate) -> str:
    """ "Tyggo, which makes gum", "Sunny Carrot, based in Oregon", "NTB, citing the police"."""
    after = doc[name.end : name.end + 3]
    if len(after) < 3 or after[0].text != ",":
        return ""
    if after[1].lower_ == "which":
        return "company" if after[2].lemma_ in word_set("verb of business") else "organization"
    if [t.lower_ for t in after[1:]] == ["based", "in"]:
        return "organization"
    return "media" if after[1].lower_ in ("citing", "quoting") else ""


def _acts_like_person(doc: Doc, name: Candidate) -> bool:
    """An age or "who" follows, as after a person's name."""
    after = doc[name.end : name.end + 3]
    if len(after) < 2 or after[0].text != ",":
        return bool(len(after) and after[0].lower_ == "who")
    return after[1].lower_ == "who" or (after[1].is_digit and len(after[1].text) == 2)
