"""Which way the text looks at a place: back or ahead.

Cues are read first ("until", "due", "scheduled"), then the tense of the verb
that governs the words, from the parse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyanalysis import lexicons
from storyanalysis.extract.dates.traps import Reader

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Directions"]

FINITE_PAST = frozenset(("VBD",))
STEPS = 12  # heads to climb at most; a broken parse must not lead far


class Directions:
    """Tells for the words from `start` to `end` whether they look "past", "future" or "" (open)."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.cues = {
            kind: frozenset(row["word"] for row in lexicons.rows("date_cues") if row["kind"] == kind)
            for kind in ("before", "verb", "auxiliary", "past")
        }

    def __call__(self, start: int, end: int) -> str:
        token = self.reader.token(start)
        if token is None:
            return ""
        before = [other.lower_ for other in token.doc[max(token.i - 2, 0) : token.i]]
        if any(word in self.cues["past"] for word in before):
            return "past"
        tense = self._tense(token)
        if before and before[-1] in self.cues["before"] and tense != "past":
            return "future"
        return tense

    def _tense(self, token: Token) -> str:
        """Climb to the verb and read its auxiliaries."""
        for _ in range(STEPS):
            if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound"):
                found = self._read(token)
                if found:
                    return found
                if token.tag_ not in ("VB", "VBG", "VBN"):
                    return ""
            if token.head.i == token.i:
                return ""
            token = token.head
        return ""

    def _read(self, verb: Token) -> str:
        plans = verb.lemma_ in self.cues["verb"]
        if verb.tag_ in FINITE_PAST:
            return "future" if plans and verb.lemma_ != "say" else "past"
        if plans:
            return "future"
        helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
        words = {child.lower_ for child in helpers}
        if words & self.cues["auxiliary"]:
            return "past" if "have" in words else "future"
        if verb.tag_ in ("VBN", "VBG") and any(child.tag_ == "VBD" for child in helpers):
            return "past"
        if verb.tag_ == "VBN" and words & {"has", "have", "had", "'s", "’s"}:
            return "past"
        if verb.tag_ == "VB" and "to" in words:
            return "future" if verb.dep_ == "ROOT" else ""
        return ""
