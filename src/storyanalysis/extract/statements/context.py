"""Speakers that only the statements around them tell: "we", "he added", "his firm"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storyanalysis.extract.statements.who import Who

if TYPE_CHECKING:
    from storyanalysis.extract.attribution import Attribution

__all__ = ["with_context"]

WE = frozenset(["we", "us"])
GOES_ON = frozenset(["add", "continue"])
NO_PERSONS = frozenset(["country", "document", "court", "military"])
BODIES = frozenset(["company", "organization", "media", "group", "government", "legislature"])


def with_context(
    attributions: Sequence[Attribution], speakers: Sequence[str | None], who: Who
) -> list[str | None]:
    """The speakers, with pronouns read by who speaks before and around them.

    "We" in somebody's words is the body he speaks for; "he" in somebody's words is another
    person; "he added" is whoever spoke last.
    """
    found = list(speakers)
    spoken: list[int] = []  # outermost statements with a source, in reading order
    for i in sorted(range(len(attributions)), key=lambda k: attributions[k].source[:1]):
        row = attributions[i]
        if len(row.source) != 1:
            continue
        word = who.text[slice(*row.source[0])].lower()
        if word in WE and row.inside is not None and found[i] is None:
            found[i] = who.body_of(found[row.inside], BODIES)
        elif word in ("he", "she"):
            found[i] = _third(word, i, attributions, found, spoken, who) or found[i]
        if row.inside is None and row.act == "speech":
            spoken.append(i)
    return found


def _third(
    word: str,
    i: int,
    attributions: Sequence[Attribution],
    found: Sequence[str | None],
    spoken: Sequence[int],
    who: Who,
) -> str | None:
    """Another reading of "he" or "she", where the one given cannot be."""
    row, here = attributions[i], attributions[i].source[0][0]
    if found[i] is not None and who.kind.get(found[i] or "") in BODIES | NO_PERSONS:
        return who.person_before(here, word, but=found[i] or "")
    if row.inside is not None:
        outer = found[row.inside]
        start = attributions[row.inside].content[0][0]
        if outer is not None and outer == found[i] and start < here:
            return who.person_before(min(start, here), word, but=outer)
    elif row.cue_lemma in GOES_ON and spoken:
        last = spoken[-1]
        beside = who.paragraph(attributions[last].source[0][0]) == who.paragraph(here)
        return found[last] if beside and who.may_be(found[last], word) else None
    return None
