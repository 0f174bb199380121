"""Which body "the bureau", "the company" or "the government" points at."""

from __future__ import annotations

import math

from storyanalysis.extract.actors.candidates import Candidate
from storyanalysis.extract.actors.context import Context
from storyanalysis.extract.actors.evidence import Proof, Use
from storyanalysis.extract.actors.gazetteer import longest_entry, word_set
from storyanalysis.extract.actors.kinds import ORG_KINDS
from storyanalysis.extract.actors.referents import Referent, Roster

__all__ = ["body_meant", "forces_meant", "government_meant", "is_top", "latest"]

# nouns that may point at any body of these kinds
GENERIC = {
    "company": {"company", "organization"},
    "organization": {"organization", "media", "company"},
    "government": {"government", "organization"},
    "military": {"military"},
    "legislature": {"legislature"},
    "court": {"court"},
    "media": {"media"},
    "armed-group": {"armed-group"},
    "group": {"organization", "armed-group", "group"},
}


def is_top(candidate: Candidate, context: Context) -> bool:
    """Headline and deck come last: they speak of what the story then names."""
    return context.section[candidate.start] in ("headline", "deck")


def body_meant(candidate: Candidate, roster: Roster, context: Context) -> int | None:
    """The body that "the bureau" or "the company" points at."""
    top = is_top(candidate, context)
    same_noun = roster.of_nouns({candidate.noun}, lambda r: r.label in ORG_KINDS and bool(r.names))
    same_noun = [i for i in same_noun if not _is_elsewhere(roster.all[i], candidate)]
    found = latest(same_noun, roster, candidate, top)
    if found is None and len(same_noun) == 1:
        found = same_noun[0]  # named further down
    bare = candidate.head - candidate.start <= 1  # "the union", not "the drivers' union"
    if found is not None or not bare or candidate.noun not in word_set("vague noun for a body"):
        return found
    kinds = GENERIC.get(candidate.label, {candidate.label})
    fitting = roster.of_labels(
        kinds,
        lambda r: (
            bool(r.names)
            and (r.label == candidate.label or _is_subject(r, context))
            and not _is_of_other_trade(r, candidate)
        ),
    )
    found = _most_salient(fitting, roster, candidate, context)
    if found is None and candidate.label in kinds:
        untold = roster.of_labels(kinds, lambda r: bool(r.names) and _is_untold(r))
        found = _most_salient(untold, roster, candidate, context)
    return found


def _is_elsewhere(body: Referent, candidate: Candidate) -> bool:
    """ "Latvia's central bank" is no bank that is not Latvia's."""
    if not candidate.country:
        return False
    told = {m.country for m in body.mentions}
    hits = (longest_entry([word]) for name in body.names for word in name.split())
    return candidate.country not in told | {hit[1].country for hit in hits if hit}


def _is_of_other_trade(body: Referent, candidate: Candidate) -> bool:
    """ "The brokerage" is not what the story calls a carmaker."""
    trades = word_set("what a body is")
    return candidate.noun in trades and bool(body.nouns & trades - {candidate.noun})


def _is_untold(referent: Referent) -> bool:
    """Does nothing but its use tell what the name is of?"""
    named = (m for m in referent.mentions if m.kind == "name")
    return all(m.is_weak and not m.descriptors for m in named)


def _is_subject(referent: Referent, context: Context) -> bool:
    """A name that does not tell what it is, and that the headline is about."""
    first = min(referent.mentions, key=lambda m: m.start)
    told = first.proof is not Proof.CAPITALS
    return not told and context.section[first.start] in ("headline", "deck")


def latest(numbers: list[int], roster: Roster, candidate: Candidate, top: bool) -> int | None:
    """The one mentioned last before the candidate (at the top: the first below it)."""
    if top and numbers:
        return min(numbers, key=lambda i: (roster.all[i].mentions[0].start, i))
    before = [(roster.all[i].last_before(candidate.start), i) for i in numbers]
    before = [pair for pair in before if pair[0] >= 0]
    return max(before)[1] if before else None


def _most_salient(
    numbers: list[int], roster: Roster, candidate: Candidate, context: Context
) -> int | None:
    """Recent, often named, and acting or speaking: what "the company" points at."""
    # "the company" is what the story is about, "the supplier" who came up last
    weight = 8.0 if candidate.noun in word_set("most general noun for a body") else 2.0
    place = math.inf if is_top(candidate, context) else candidate.start
    best: tuple[float, int] | None = None
    for i in numbers:
        before, last = roster.all[i].before(place)
        if last is None:
            continue
        acts = context.doc[last.head].dep_ in ("nsubj", "agent") or _is_agent(last, context)
        away = 0.0 if place == math.inf else (candidate.start - last.start) / 4
        score = weight * before + 6.0 * acts - away
        if best is None or score > best[0]:
            best = (score, i)
    return best[1] if best else None


def _is_agent(mention: Candidate, context: Context) -> bool:
    head = context.doc[mention.head]
    return head.dep_ == "pobj" and head.head.dep_ == "agent"


def government_meant(candidate: Candidate, roster: Roster) -> int | None:
    """ "The government": the one spoken of by name, else of the only or last named country."""
    if candidate.owner is not None and not candidate.country:
        return None
    named = roster.of_nouns({"government"}, lambda r: r.label == "government" and bool(r.names))
    found = latest(named, roster, candidate, top=False)
    if found is None:
        countries = roster.of_labels(("country",), _is_more_than_place)
        found = latest(countries, roster, candidate, top=False)
        found = countries[0] if found is None and len(countries) == 1 else found
    return found


def _is_more_than_place(referent: Referent) -> bool:
    return any(mention.use is not Use.PLACE for mention in referent.mentions)


def forces_meant(candidate: Candidate, roster: Roster) -> int | None:
    """ "The troops": the forces spoken of last."""
    forces = roster.of_tail("forces", lambda r: r.key.endswith(":forces"))
    return latest(forces, roster, candidate, top=False) if candidate.owner is None else None
