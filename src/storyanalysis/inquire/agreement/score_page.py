"""Sections, dates and mentions: what is matched by its place in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from storyanalysis.inquire.agreement.count import Miss, Scored, different, extra, missed, quoted
from storyanalysis.inquire.agreement.match import Names, characters, dice, overlap, pairs
from storyanalysis.inquire.agreement.views import Date, Mention, Part, View

__all__ = ["score_dates", "score_mentions", "score_sections"]

DECADE = re.compile(r"\d{3}X?")


def score_sections(gold: View, found: View) -> Scored:
    """Characters, without blanks, that both put into the same kind of section."""
    text, scored = gold.text, Scored()
    theirs, ours = (_kinds(view.sections, len(text)) for view in (gold, found))
    inked = [at for at, character in enumerate(text) if not character.isspace()]
    scored.n_gold = sum(theirs[at] is not None for at in inked)
    # what the gold leaves open is not scored
    scored.n_found = sum(theirs[at] is not None and ours[at] is not None for at in inked)
    scored.n_matched = sum(theirs[at] is not None and theirs[at] == ours[at] for at in inked)
    wrong = [at for at in inked if theirs[at] is not None and theirs[at] != ours[at]]
    for (want, have), run in groupby(wrong, key=lambda at: (theirs[at], ours[at])):
        places = list(run)
        place = quoted(text, ((places[0], places[-1] + 1),))
        reason = f"{len(places)} characters are {have or 'in no section'} instead of {want}"
        scored.misses.append(different("sections", place, (want, have), reason))
    return scored


def _kinds(parts: Sequence[Part], length: int) -> list[str | None]:
    kinds: list[str | None] = [None] * length
    for part in parts:
        kinds[part.start : part.end] = [part.kind] * (part.end - part.start)
    return kinds


def normal_value(value: str | None) -> str:
    """A TIMEX3 value without what means the same: decades with X, full hours.

    >>> normal_value("199X"), normal_value("2024-05-01T08"), normal_value("T08:30:00")
    ('199', '2024-05-01T08:00', 'T08:30')
    """
    plain = str(value or "").strip().upper()
    if DECADE.fullmatch(plain):
        plain = plain[:3]
    plain = re.sub(r"(T\d\d:\d\d):00$", r"\1", plain)
    return re.sub(r"^(.*T\d\d)$", r"\1:00", plain)


def score_dates(gold: View, found: View) -> Scored:
    """Dates are the same where they overlap; then type and value are compared."""
    theirs, ours = gold.dates, found.dates
    scored = Scored(len(theirs), len(ours))
    scored.expect("value", "type")

    def weight(i: int, j: int) -> float:
        if not overlap(theirs[i].places, ours[j].places):
            return 0.0
        return 1 + dice(characters(theirs[i].places), characters(ours[j].places)) / 10

    matched = pairs(theirs, ours, weight)
    scored.n_matched, right = len(matched), 0
    for i, j in matched:
        want, have = theirs[i], ours[j]
        same = scored.tell("value", normal_value(want.value) == normal_value(have.value))
        right += same
        if not same:
            _differs(scored, gold.text, want, have, "value")
        if not scored.tell("type", want.type == have.type):
            _differs(scored, gold.text, want, have, "type")
    scored.matched_by["value"] = (len(theirs), len(ours), right)
    _unmatched_dates(scored, gold, found, matched)
    return scored


def _differs(scored: Scored, text: str, want: Date, have: Date, name: str) -> None:
    first, second = getattr(want, name), getattr(have, name)
    reason = f"the {name} is {second or 'none'} instead of {first or 'none'}"
    place = quoted(text, want.places)
    scored.misses.append(different("dates", place, (first, second), reason))


def _unmatched_dates(
    scored: Scored, gold: View, found: View, matched: list[tuple[int, int]]
) -> None:
    lost = [d for i, d in enumerate(gold.dates) if i not in {i for i, _ in matched}]
    more = [d for j, d in enumerate(found.dates) if j not in {j for _, j in matched}]
    for make, dates, reason in (
        (missed, lost, "no time expression was found in these words"),
        (extra, more, "the gold has no time expression in these words"),
    ):
        for date in dates:
            told = f"{date.type} {date.value or 'without value'}"
            scored.misses.append(make("dates", quoted(gold.text, date.places), told, reason))


def score_mentions(gold: View, found: View, linked: dict[str, set[str]]) -> Scored:
    """Mentions with the same first and last character; then who is meant."""
    names = Names(gold.actors)
    theirs, ours = ({(m.start, m.end): m for m in view.mentions} for view in (gold, found))
    both = sorted(theirs.keys() & ours.keys())
    scored = Scored(len(theirs), len(ours), len(both))
    scored.expect("actor")
    for place in both:
        want, have = theirs[place].actor, ours[place].actor
        same = names.same(have, want) or bool(have and want in linked.get(have, ()))
        if not scored.tell("actor", same):
            reason = f"it means {have or 'nobody known'} instead of {want or 'nobody known'}"
            words = quoted(gold.text, (place,))
            scored.misses.append(different("mentions", words, (want, have), reason))
    for place in sorted(theirs.keys() ^ ours.keys()):
        scored.misses.append(_one_sided(gold.text, place, theirs, ours))
    return scored


def _one_sided(
    text: str,
    place: tuple[int, int],
    theirs: dict[tuple[int, int], Mention],
    ours: dict[tuple[int, int], Mention],
) -> Miss:
    make, here, there, whose = (
        (missed, theirs, ours, "what was found")
        if place in theirs
        else (extra, ours, theirs, "the gold")
    )
    near = next((other for other in there if other[0] < place[1] and other[1] > place[0]), None)
    reason = f"{whose} has no mention in these words"
    if near:
        reason = f"{whose} has other ends: {' '.join(text[slice(*near)].split())!r}"
    who = here[place].actor or "nobody known"
    return make("mentions", quoted(text, (place,)), who, reason)
