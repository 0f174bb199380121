"""Names that the acronym in brackets behind them spells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyanalysis.extract.actors.gazetteer import name_word_kind
from storyanalysis.extract.actors.shape import kind_before_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from storyanalysis.extract.actors.candidates import Candidate

__all__ = ["join_spelled_out"]

BETWEEN = frozenset(("of", "for", "the", "and", "in", "on", "to", "&", "de", "la"))


def join_spelled_out(doc: Doc, names: list[Candidate]) -> list[Candidate]:
    """Make one name of what the acronym in brackets behind it spells.

    "Front for Renewal in the North (FRN)", "Department of Trade and Industry (DTI)".
    """
    joined: list[Candidate] = []
    for name in names:
        joined.append(name)
        after = [t.text for t in doc[name.end : name.end + 3]]
        if len(after) == 3 and after[0] == "(" and after[2] == ")" and after[1].isupper():
            _take_in(doc, joined, after[1])
    return joined


def _take_in(doc: Doc, joined: list[Candidate], acronym: str) -> None:
    """Lengthen the last name to the left until its capitals spell the acronym."""
    name = joined[-1]
    start, letters = name.end, ""
    while letters != acronym and start > 0 and not doc[start].is_sent_start:
        start -= 1
        text = doc[start].text
        if text[0].isupper():
            letters = text[0] + letters
        elif text.lower() not in BETWEEN:
            return
        if not acronym.endswith(letters):
            return
    if letters != acronym or start >= name.start:
        return
    while joined and joined[-1].start >= start:
        first = joined.pop()
    span = doc[start : name.end]
    kind = name_word_kind(span[-1].text) or kind_before_of(span)
    first.start, first.end, first.head = start, name.end, span.root.i
    first.name, first.label = span.text, kind or "organization"
    joined.append(first)
