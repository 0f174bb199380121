"""Who stands between a speaker and the reader.

"A, according to B" is one statement by A with B as relay; "A said B said X" is
two, the inner one by B with A as relay.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyanalysis.extract.statements.outlets import outlet_told, relay_lemmas
from storyanalysis.extract.statements.who import Who

if TYPE_CHECKING:
    from storyanalysis.extract.attribution import Attribution
    from storyanalysis.extract.words import Word, Words

__all__ = ["Link", "chain", "outer_of", "wrappers"]

AS = re.compile(r"\bas\b", re.IGNORECASE)
NEAR = 40  # attributions looked at to find one that another passes on
SEEN = frozenset(["see", "view", "review", "read"])


@dataclass(frozen=True)
class Link:
    """One who passes a statement on, with the words that say so."""

    actor_id: str | None
    start: int
    end: int
    rule: str


def wrappers(
    attributions: Sequence[Attribution], speakers: Sequence[str | None], who: Who
) -> dict[int, int]:
    """Attributions that only pass another one on: "A said X, according to B".

    Of what somebody plans or hopes, and of what a record shows, an outlet is the messenger;
    anybody else is a source of his own: "A plans X, according to B" is also said by B.

    Returns
    -------
    dict
        Index of the wrapper -> index of the statement it passes on.
    """
    words = who.words
    found: dict[int, int] = {}
    cued = sorted((other.cue[0], j) for j, other in enumerate(attributions) if other.cue)
    for i, outer in enumerate(attributions):
        if not outer.content or not _is_parenthetical(outer, words):
            continue
        start, end = outer.content[0][0], max(b for _, b in outer.content)
        near = cued[bisect_left(cued, ((start,),)) : bisect_left(cued, ((end,),))]
        inner = [
            j
            for _, j in near
            if j != i
            and attributions[j].source
            and _holds(outer, attributions[j], words)
            and not _is_parenthetical(attributions[j], words)
        ]
        if inner:
            # the widest one is what the wrapper's sentence says
            widest = max(inner, key=lambda j: (_width(attributions[j]), -j))
            spoken = attributions[widest].act == "speech"
            spoken &= who.kind.get(speakers[widest] or "") != "document"
            if spoken or outer.passer or who.kind.get(speakers[i] or "") == "media":
                found[i] = widest
    return found


def _is_parenthetical(attribution: Attribution, words: Words) -> bool:
    """According to, as reported by, citing: a phrase beside the sentence, no clause around it."""
    if attribution.cue_token is None or not attribution.source:
        return False
    cue = words[attribution.cue_token]
    return cue.lower_ in ("according", "per") or _is_as_phrase(cue)


def _is_as_phrase(cue: Word) -> bool:
    """ "As reported by the Herald", "as the Herald first reported"."""
    if cue.lemma_ not in relay_lemmas():
        return False
    before = [cue.nbor(-k) for k in (1, 2) if cue.i >= k]
    marked = [c for c in cue.lefts if c.dep_ in ("mark", "advmod")]
    return any(t.lower_ == "as" for t in [*before, *marked])


def _holds(outer: Attribution, inner: Attribution, words: Words) -> bool:
    """Is `inner` what the content of `outer` says: its main clause, or most of it?"""
    if not inner.cue or not _inside(inner.cue[0], outer.content):
        return False
    spoken = [*inner.source, *inner.cue]
    hull = (min(a for a, _ in spoken), max(b for _, b in spoken))
    if all(_inside(span, [hull]) for span in outer.content):
        return True  # all that is left of it is "the mayor said"
    covered = sum(b - a for a, b in inner.content if _inside((a, b), outer.content))
    main = inner.cue_token is not None and words[inner.cue_token].dep_ == "ROOT"
    return covered * 2 > _width(inner) and (main or _width(inner) * 3 > _width(outer))


def _inside(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _width(attribution: Attribution) -> int:
    return sum(end - start for start, end in attribution.content)


def outer_of(i: int, attributions: Sequence[Attribution], passed_on: dict[int, int]) -> int | None:
    """The statement that reports statement `i`, leaving out those that only pass on."""
    outer = attributions[i].inside
    while outer is not None and outer in passed_on:
        outer = attributions[outer].inside
    return outer


def chain(
    i: int,
    attributions: Sequence[Attribution],
    speakers: list[str | None],
    passed_on: dict[int, int],
    who: Who,
) -> list[Link]:
    """Who stands between the speaker and the reader, nearest the reader first."""
    links: list[Link] = []
    outer = outer_of(i, attributions, passed_on)
    if outer is not None:
        links += chain(outer, attributions, speakers, passed_on, who)
        if attributions[outer].source and speakers[outer] != speakers[i]:
            start, end = attributions[outer].source[0]
            links.append(Link(speakers[outer], start, end, "reports the statement"))
    own: list[Link] = []
    for wrapper in range(i + NEAR, i - NEAR, -1):
        if passed_on.get(wrapper) == i:
            own += _passer(attributions[wrapper], who)
            own.append(Link(speakers[wrapper], *attributions[wrapper].source[0], "passes it on"))
    known = {link.actor_id for link in own + links} | {speakers[i]}
    as_phrase = [link for link in _as_phrases(attributions[i], who) if link.actor_id not in known]
    beside_it = [*_outlet(attributions[i], who), *_passer(attributions[i], who)]
    found = [*own, *as_phrase, *links, *beside_it]
    known |= {link.actor_id for link in found}
    beside = (_seen_by(attributions[i], who), _quoter(attributions[i], who))
    found += [link for link in beside if link is not None and link.actor_id not in known]
    # nobody passes his own words on, and the outlet that the reader reads is no relay
    return [
        link
        for link in found
        if link.actor_id is None
        or (link.actor_id != speakers[i] and not who.is_own_outlet(link.actor_id))
    ]


def _as_phrases(attribution: Attribution, who: Who) -> list[Link]:
    """Those named in "as reported by the Herald" behind the statement."""
    if attribution.cue_token is None or not AS.search(who.sentence(attribution.cue_token)):
        return []
    sentence = who.words[slice(*who.words.sentence(attribution.cue_token))]
    found = []
    for token in sentence:
        if token.tag_ != "VBN" or not _is_as_phrase(token):
            continue
        link = _agent(token, who, "as reported by")
        if link is not None:
            found.append(link)
    return found


def _passer(attribution: Attribution, who: Who) -> list[Link]:
    """Who cites the source: "the Herald reported, citing two officials"."""
    return [Link(who.of([span]), *span, "cites the speaker") for span in attribution.passer[:1]]


def _seen_by(attribution: Attribution, who: Who) -> Link | None:
    """ "A report by the institute, seen by the Herald": who passes the document on."""
    source = attribution.source
    if not source or " by " not in who.sentence(who.words.touching(*source[0])[0]):
        return None
    for token in who.words.at(*source[0]).subtree:
        if token.tag_ == "VBN" and token.dep_ == "acl" and token.lemma_ in relay_lemmas() | SEEN:
            link = _agent(token, who, "cites it")
            if link is not None:
                return link
    return None


def _quoter(attribution: Attribution, who: Who) -> Link | None:
    """ "The Herald quoted her as saying", "was quoted by the Herald as saying"."""
    cue = None if attribution.cue_token is None else who.words[attribution.cue_token]
    if cue is None or cue.dep_ != "pcomp" or cue.head.lower_ != "as":
        return None
    verb = cue.head.head
    if any(c.dep_ == "nsubjpass" for c in verb.children):
        return _agent(verb, who, "quotes the speaker")
    for noun in (c for c in verb.children if c.dep_ == "nsubj"):
        start, end = noun.left_edge.idx, noun.idx + len(noun)
        return Link(who.at(noun.idx), start, end, "quotes the speaker")
    return None


def _agent(verb: Word, who: Who, rule: str) -> Link | None:
    """The actor behind "by"."""
    for noun in (n for by in verb.children if by.dep_ == "agent" for n in by.children):
        actor = who.at(noun.idx)
        if actor:
            return Link(actor, noun.left_edge.idx, noun.idx + len(noun), rule)
    return None


def _outlet(attribution: Attribution, who: Who) -> list[Link]:
    """ "Told the Herald": another outlet that was told is how the words got here."""
    cue = None if attribution.cue_token is None else who.words[attribution.cue_token]
    told = None if cue is None else outlet_told(cue, who)
    return [] if told is None else [Link(*told, "was told it")]
