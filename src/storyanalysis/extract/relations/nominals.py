"""Event nouns: "the US strike on X", "talks between X and Y", "drew praise from".

The possessor or modifier of an event noun is its source, its prepositions
hold the target. A light verb gives the noun a subject ("launched an attack"),
an undergoing verb its target ("drew criticism from Oman"); a verb of ending
turns the noun round ("suspended the talks").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyanalysis.extract.relations.cast import Cast, Filler
from storyanalysis.extract.relations.clauses import complements, objects, subjects
from storyanalysis.extract.relations.events import COOPERATION, Event
from storyanalysis.extract.relations.fit import is_stoppage
from storyanalysis.extract.relations.lexicon import NounFrame, noun_frames, nouns_of, words_with
from storyanalysis.extract.relations.phrases import clause_root, conjuncts, preps
from storyanalysis.extract.relations.predicates import effects_of, inner_event
from storyanalysis.extract.relations.roles import DIRECT, below, sources_of, targets_of, without
from storyanalysis.extract.relations.voice import is_passive

if TYPE_CHECKING:
    from storyanalysis.extract.words import Word

__all__ = ["noun_event"]

MODIFIERS = ("poss", "amod", "compound", "nmod")
CARRYING = ("end", "do", "undergo", "cause")
FROM = ("by", "from")
WITHIN = ("under", "after", "following", "during", "at", "in", "as", "for")
FACED = ("after", "following", "amid", "despite", "under", "over", "to", "by")
CONFLICT = {"ACCUSE", "THREATEN", "REQUEST", "REJECT"}
OPEN = {"THREATEN", "REQUEST", "AGREE"}  # events whose target may stand in what they ask for
MOVING = ("MOBILIZE", "RETREAT")  # what moves stands after "of"
REVERSED = {"SANCTION": "RETREAT", "COERCE": "CONCEDE", "ASSAULT": "RETREAT",
            "MOBILIZE": "RETREAT", "PROTEST": "RETREAT", "THREATEN": "CONCEDE",
            "REQUEST": "CONCEDE", "ACCUSE": "CONCEDE"}  # fmt: skip


def noun_event(cast: Cast, noun: Word) -> Event | None:
    """The event a noun names, with the roles its phrase and its verb give it."""
    frame = _joint_frame(noun) or noun_frames().get(noun.lemma_.lower())
    if frame is None or noun.dep_ in ("compound", "nmod", "amod", "npadvmod"):
        return None
    name = "PROTEST" if noun.lemma_.lower() == "strike" and is_stoppage(noun) else frame.event
    verb, effect = _carrier(noun)
    if effect == "end":
        return _ended(cast, noun, verb, (name, frame))
    if noun.lemma_.lower() in nouns_of("behest") and noun.head.lower_ == "at":
        return _at_request(cast, noun, name)
    around = _around(noun) if not effect else None
    if "light" in frame.flags and effect != "do" and around is None:
        return None
    if "weapon" in frame.flags and not _of_weapons(cast, noun):
        return None
    if "clausal" in frame.flags and not any(c.dep_ in ("acl", "prep") for c in noun.children):
        return None
    sources, targets, how = _roles(cast, noun, (name, frame))
    if not targets and name in OPEN:
        targets = _asked(cast, noun, verb)
    if around is not None and targets and not sources:
        sources, how = [f for token in subjects(around) for f in cast.actors_of(token)], "within"
    if sources and not targets and name in CONFLICT:
        targets, how = _undergoers(cast, noun, how)
    event = Event(noun, name, sources, without(targets, [f.actor for f in sources]), f"noun: {how}")
    event.cue = [noun.i] if not effect else [verb.i, noun.i]
    event.reciprocal = "recip" in frame.flags
    event.flags = frame.flags
    return event


def _at_request(cast: Cast, noun: Word, name: str) -> Event | None:
    """ "At Jordan's request, Switzerland froze the accounts": asked of whoever acts."""
    verb = clause_root(noun.head)
    sources = _owners(cast, noun, ("of", "by", "from"))
    tokens = subjects(verb) if verb.pos_ in ("VERB", "AUX") else []
    targets = [f for token in tokens for f in cast.actors_of(token) if f.how in DIRECT]
    targets = without(targets, [f.actor for f in sources])
    return Event(noun, name, sources, targets, "noun: at request", [noun.i]) if targets else None


def _joint_frame(noun: Word) -> NounFrame | None:
    """ "Joint exercises by the Philippines and the United States"."""
    if noun.lemma_.lower() in nouns_of("joint activity"):
        words = words_with("joint")
        if any(c.dep_ == "amod" and c.lower_ in words for c in noun.children):
            return NounFrame("COOPERATE", ("with", "between", "alongside"), frozenset({"recip"}))
    return None


def _roles(
    cast: Cast, noun: Word, kind: tuple[str, NounFrame]
) -> tuple[list[Filler], list[Filler], str]:
    """Sources, targets and where they were found: in the noun's phrase, else about its verb."""
    name, frame = kind
    verb, effect = _carrier(noun)
    sources = _owners(cast, noun, FROM if name != "RETREAT" else ("by",))
    slots = frame.slots
    if name in MOVING and effect != "do":  # "the deployment of Emirati commandos in Yemen"
        if not sources:
            sources = [f for f in targets_of(cast, noun, ("of",))[0] if f.how != "aside"]
        slots = tuple(slot for slot in slots if slot != "of" or slots == ("of",))
    if name == "ASSAULT" and not sources:  # "a barrage of Israeli rockets"
        sources = _of_weapons(cast, noun)
    targets, how = targets_of(cast, noun, slots, nouns=_counted_by(noun))
    if effect == "do" and not sources:
        sources, how = sources_of(cast, verb), "light verb"
    if effect == "do" and not targets:
        targets = targets_of(cast, verb, frame.slots, nouns=[noun])[0]
    if effect in ("undergo", "cause"):
        sources = sources or targets_of(cast, verb, FROM, nouns=[noun])[0]
        if sources and (not targets or effect == "undergo") and not is_passive(verb):
            tokens = subjects(verb)
            targets = [f for token in tokens for f in cast.actors_of(token, target=True)]
        how = "undergoing verb"
    return sources, targets, how or "owner only"


def _of_weapons(cast: Cast, noun: Word) -> list[Filler]:
    """Whose the weapons are that an attack is one of."""
    things = [p for prep in preps([noun], "of") for p in prep.children if p.dep_ == "pobj"]
    weapons = nouns_of("weapon") | nouns_of("missile")
    armed = [p for p in things if p.lemma_.lower() in weapons]
    return [f for p in armed for c in p.children if c.i in cast.inside for f in cast.actors_of(c)]


def _counted_by(noun: Word) -> list[Word]:
    """The noun that an event noun is a quantity of ("a wave of strikes on")."""
    above = noun.head.head
    counted = noun.dep_ == "pobj" and noun.head.lower_ == "of"
    return [above] if counted and above.lemma_.lower() in nouns_of("quantity") else []


def _asked(cast: Cast, noun: Word, verb: Word) -> list[Filler]:
    """Whom a demand, threat or promise concerns: who stands in what it asks for."""
    targets = targets_of(cast, verb, ("clause",))[0]
    if targets:
        return targets
    inner = inner_event(cast, noun)
    if inner and inner.targets:
        return inner.targets
    named = [f for c in complements(noun) for f in targets_of(cast, c, ("obj",))[0]]
    return [f for f in named if f.how in DIRECT] or below(cast, noun)


def _carrier(noun: Word) -> tuple[Word, str]:
    """The verb that carries the noun and what it does with it: end, do, undergo, cause."""
    first = noun.head if noun.dep_ == "conj" else noun
    verb = first.head if first.dep_ in ("dobj", "nsubjpass") else None
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            verb = child
    if verb is None:
        return noun, ""
    found = effects_of(verb)
    return verb, next((effect for effect in CARRYING if effect in found), "")


def _around(noun: Word) -> Word | None:
    """The verb of a clause that stands under an event ("under a deal with Qatar, Oman will")."""
    preposition = noun.head
    if noun.dep_ == "nsubj" and preposition.dep_ == "advcl" and _has_partner(noun):
        above = preposition.head  # "took up arms after talks with the government collapsed"
        return above if above.pos_ == "VERB" and not is_passive(above) else None
    if noun.dep_ == "pobj" and preposition.lower_ == "of" and preposition.head.dep_ == "pobj":
        preposition = preposition.head.head  # "for a second day of talks with"
    if noun.dep_ != "pobj" or preposition.lower_ not in WITHIN:
        return None
    if not _has_partner(noun):
        return None
    verb = preposition.head
    return verb if verb.pos_ in ("VERB", "AUX") and not is_passive(verb) else None


def _has_partner(noun: Word) -> bool:
    """Does the noun say with whom?"""
    visit = noun.lemma_.lower() in nouns_of("visit")
    return any(
        c.lower_ in ("with", "between") or (visit and c.lower_ == "to") for c in noun.children
    )


def _undergoers(cast: Cast, noun: Word, how: str) -> tuple[list[Filler], str]:
    """ "Halted its work after threats from the military": the clause's subject had them."""
    preposition = noun.head
    from_whom = any(c.lower_ in FROM and c.dep_ in ("prep", "agent") for c in noun.children)
    if noun.dep_ != "pobj" or preposition.lower_ not in FACED or not from_whom:
        return [], how
    verb = preposition.head
    if verb.pos_ not in ("VERB", "AUX"):
        return [], how
    tokens = objects(verb) if is_passive(verb) else subjects(verb)
    return [f for token in tokens for f in cast.actors_of(token) if f.how in DIRECT], "undergone"


def _owners(cast: Cast, noun: Word, names: tuple[str, ...]) -> list[Filler]:
    """Who does it: possessor or modifiers, else after one of the prepositions."""
    found: dict[str, Filler] = {}
    for child in noun.children:
        if child.dep_ not in MODIFIERS:
            continue
        for part in conjuncts(child):
            inner = [cast.inside[part.i]] if part.i in cast.inside else []
            for filler in inner or (cast.actors_of(part) if child.dep_ == "poss" else []):
                found.setdefault(filler.actor, filler)
    return list(found.values()) or targets_of(cast, noun, names)[0]


def _ended(cast: Cast, noun: Word, verb: Word, kind: tuple[str, NounFrame]) -> Event | None:
    """Ending a conflict is cooperation, ending cooperation a sanction."""
    name, frame = kind
    turned = "SANCTION" if name in COOPERATION else REVERSED.get(name)
    if turned is None:
        return None
    sources = sources_of(cast, verb)
    taken = [f.actor for f in sources]
    targets, how = targets_of(cast, verb, (*frame.slots, "in", "from"), nouns=[noun])
    targets = without(targets or cast.actors_of(noun, target=True), taken)
    event = Event(verb, turned, sources, targets, "noun: ended", [verb.i, noun.i])
    event.confidence = 0.6 if how else 0.5
    return event
