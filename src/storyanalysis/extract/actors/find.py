"""The steps from a parsed article to the tables ``mentions`` and ``actors``."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from storyanalysis.extract.actors.anaphora import link_pronouns
from storyanalysis.extract.actors.beside import describe_names
from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.context import make_context
from storyanalysis.extract.actors.deeds import mark_deeds, stay_anyway, tell_employers
from storyanalysis.extract.actors.descriptions import find_descriptions
from storyanalysis.extract.actors.epithets import nationals
from storyanalysis.extract.actors.evidence import Proof, Use
from storyanalysis.extract.actors.figures import settle_figures
from storyanalysis.extract.actors.gazetteer import longest_entry, word_set
from storyanalysis.extract.actors.home import find_home
from storyanalysis.extract.actors.labels import label_names
from storyanalysis.extract.actors.names import find_names
from storyanalysis.extract.actors.phrases import backs, backs_or_leads
from storyanalysis.extract.actors.profile import profile_all
from storyanalysis.extract.actors.pronouns import find_pronouns
from storyanalysis.extract.actors.referents import Roster
from storyanalysis.extract.actors.resolve import link_descriptions
from storyanalysis.extract.actors.rows import actor_ids, actor_rows, mention_rows
from storyanalysis.extract.actors.sides import find_sides
from storyanalysis.extract.actors.spelling import is_short_for
from storyanalysis.extract.actors.stage import make_stage
from storyanalysis.extract.layout.labels import read_label
from storyanalysis.tables import ACTORS, MENTIONS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from storyanalysis.extract.attribution import Attribution

__all__ = ["find_actors"]

# what the recogniser calls so and speaks all the same is a person it does not know
NEVER_SPEAK = {"", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "PERSON"}
OF_COUNTRY = ("country", "demonym", "capital")
BESIDE = ("amod", "compound", "nmod", "poss", "appos", "npadvmod")
MARK_LENGTH = 60  # characters within which a mark's colon stands


def find_actors(
    doc: Doc,
    sections: pd.DataFrame,
    sentences: pd.DataFrame,
    attributions: Sequence[Attribution],
) -> tuple[pd.DataFrame, pd.DataFrame, frozenset[str]]:
    """Find every mention and the actor it refers to.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    sections, sentences : DataFrame
        The tables of those names.
    attributions : sequence of Attribution
        Who says what; sources are mentions, and speakers say "I".

    Returns
    -------
    mentions, actors : DataFrame
        Tables ``mentions`` and ``actors``; actors that turn out neither to
        speak nor to act are still among them, see
        :func:`~storyanalysis.extract.actors.settle.settle_actors`.
    staying : frozenset of str
        Ids of the actors that stay though they neither speak nor act.
    """
    skipped = _spans(sections, {"boilerplate", "byline"}) + _marks(sections)
    names = find_names(doc, _spans(sections, {"headline", "deck"}), skipped)
    describe_names(doc, names)
    settle_figures(doc, names)
    label_names(doc, names)
    sources = [span for a in attributions for span in a.source]
    _people_by_speech(doc, names, sources)
    home = find_home(doc, names, sentences)
    descriptions = find_descriptions(doc, names, sources, skipped)
    names = _without_absorbed(doc, names, descriptions)
    descriptions += nationals(doc, names)
    names = [name for name in names if name.kind != "description"]
    context = make_context(doc, sentences, sections, attributions)
    roster = Roster()
    roster.add_names([n for n in names if n.kind == "name"], _bracketed(doc, names))
    link_descriptions(descriptions + [n for n in names if n.kind == "title"], roster, context)
    pronouns = find_pronouns(doc, skipped)
    link_pronouns(pronouns, roster, context)
    mark_deeds(roster, context)
    profiles = profile_all(roster)
    stage = make_stage(roster, profiles, context, home)
    find_sides(stage)
    tell_employers(stage)
    ids = actor_ids(profiles)
    mentions = mention_rows(doc, [*names, *descriptions, *pronouns], ids, sentences)
    actors = ACTORS.frame(actor_rows(doc, roster, profiles, ids))
    staying = frozenset(i for i, stays in zip(ids, stay_anyway(roster), strict=True) if stays)
    return MENTIONS.frame(mentions), actors, staying


def _people_by_speech(doc: Doc, names: list[Candidate], sources: Sequence[tuple[int, int]]) -> None:
    """Two or three words that speak and are labelled as what cannot are a person.

    So is one word in capitals that opens several turns of a transcript ("WALLACE: ...").
    """
    starts = sorted(sources)
    turns = Counter(name.name for name in names if _opens_turn(doc, name))
    for name in names:
        first, last = doc[name.start], doc[name.end - 1]
        turn = turns[name.name] > 1  # one alone may be a dateline, "NASHIK: ..."
        weak = name.label in ("place", "thing", "") or (turn and name.proof is Proof.CAPITALS)
        if name.known or not weak or name.proof is Proof.REGION:
            continue
        at = bisect_right(starts, (first.idx, sys.maxsize)) - 1
        speaks = at >= 0 and last.idx < starts[at][1]
        if doc[name.head].dep_ in ("pobj", "compound", "dobj"):
            continue  # "a boy near Swift Current said"
        plain = 1 < name.end - name.start < 4 and all(
            t.is_alpha for t in doc[name.start : name.end]
        )
        never = plain and {first.ent_type_, last.ent_type_} <= NEVER_SPEAK
        if speaks and (never or turn):
            name.label, name.proof = "person", Proof.SPEAKS


def _opens_turn(doc: Doc, name: Candidate) -> bool:
    after = doc[name.end].text if name.end < len(doc) else ""
    return after == ":" and doc[name.end - 1].is_upper


def _bracketed(doc: Doc, names: list[Candidate]) -> dict[str, Candidate]:
    """ "Central Bureau of Investigation (CBI)": short forms that are told beside the long one."""
    found: dict[str, Candidate] = {}
    for long, short in pairwise(names):
        inside = short.end < len(doc) and doc[short.end].text == ")"
        if not inside or short.start != long.end + 1 or doc[long.end].text != "(":
            continue
        text = doc[long.start : long.end].text
        if "person" not in (long.label, short.label) and is_short_for(short.name, text):
            found.setdefault(short.name, long)
    return found


def _spans(sections: pd.DataFrame, kinds: set[str]) -> list[tuple[int, int]]:
    columns = (sections[name].tolist() for name in ("kind", "start", "end"))
    return [(start, end) for kind, start, end in zip(*columns, strict=True) if kind in kinds]


def _marks(sections: pd.DataFrame) -> list[tuple[int, int]]:
    """The words that mark a section ("Editor's note:") speak of nobody."""
    columns = (sections[name].tolist() for name in ("rule", "start", "text"))
    return [
        (start, start + _mark_end(text))
        for rule, start, text in zip(*columns, strict=True)
        if rule.startswith("mark: ")
    ]


def _mark_end(text: str) -> int:
    label = read_label(text)
    return label.end if label else max(text.find(":", 0, MARK_LENGTH), 0)


def _without_absorbed(
    doc: Doc, names: list[Candidate], descriptions: list[Candidate]
) -> list[Candidate]:
    """Drop names that are a part of a longer one, and places that only say where."""
    inside = {i for d in descriptions if d.kind == "name" for i in range(d.start, d.end)}
    described = {d.owner for d in descriptions}
    common = {token.text for token in doc if token.is_lower}
    kept = []
    for name in names:
        if name.proof is Proof.DATELINE or (
            name.start in inside and not backs_or_leads(doc, name.head)
        ):
            continue
        if _is_where(doc, name):
            if name.label not in ("country", "capital"):
                continue
            name.use = Use.PLACE
        told = name.start in described or _describes_person(doc, name)
        if name.label == "demonym" and told and not backs(doc, name.head):
            continue
        if name.label == "thing" and name.name.casefold() in common:
            continue  # "Dam is sound", and "the dam" elsewhere
        if name.is_weak and name.end - name.start == 1 and doc[name.head].dep_ == "amod":
            continue  # "a Western diplomat", "a Victorian library"
        if (
            name.label in OF_COUNTRY
            and doc[name.head].dep_ in BESIDE
            and not backs_or_leads(doc, name.head)
        ):
            name.use = Use.PLACE  # "a Danish trawler", "Fiji's airline": where it is from
        elif name.in_title:
            name.use = Use.UNTOLD
        elif name.label in ("thing", "", "place"):
            name.use = Use.PLACE if name.label == "place" else Use.UNTOLD
        kept.append(name)
    return kept


def _is_where(doc: Doc, name: Candidate) -> bool:
    if name.name.lower() in word_set("platform"):
        return doc[name.head].dep_ == "pobj" and doc[name.head].head.lower_ in ("on", "via", "in")
    if name.label not in ("place", "capital", "country"):
        return False
    head = doc[name.head]
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    if name.label != "country" and head.dep_ in (
        "npadvmod",
        "appos",
        "conj",
        "pobj",
        "compound",
        "nmod",
    ):
        return head.dep_ != "pobj" or _only_tells_where(head.head)
    return head.dep_ == "pobj" and head.head.lower_ in word_set("preposition of place")


def _only_tells_where(preposition: Token) -> bool:
    """ "Flew to Leeds", but "wrote to Leeds", "a deal with Leeds"."""
    if preposition.lower_ == "to":
        return preposition.head.lemma_ in word_set("verb of motion")
    return preposition.lower_ not in ("by", "with", "against")


def _describes_person(doc: Doc, name: Candidate) -> bool:
    """ "Iranian general Qassem Soleimani": the demonym is part of his description."""
    hit = longest_entry([doc[name.end].text]) if name.end < len(doc) else None
    head = doc[name.head].head
    return hit is None and head.ent_type_ == "PERSON"
