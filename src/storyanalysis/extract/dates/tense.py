"""Which way the text looks at a place: back or ahead.

Cues are read first ("until", "due", "scheduled"), then the tense of the verb
that governs the words, from the parse.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from storyanalysis import lexicons
from storyanalysis.extract.dates.reader import Reader

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Directions"]

FINITE_PAST = frozenset(("VBD",))
STEPS = 12  # heads to climb at most; a broken parse must not lead far
WIDE = 60  # children to look at, for the same reason


class Directions:
    """Tells where the words from `start` to `end` look.

    "over" (surely past: "since May"), "past", "future", or "" where nothing tells.
    """

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.cues = {
            kind: frozenset(
                row["word"] for row in lexicons.rows("date_cues") if row["kind"] == kind
            )
            for kind in (
                "before",
                "verb",
                "forecast",
                "fixed",
                "auxiliary",
                "past",
                "present",
                "ahead",
                "shift",
            )
        }

    def __call__(self, start: int, end: int) -> str:
        token = self.reader.token(start)
        if token is None:
            return ""
        before = [other.lower_ for other in token.doc[max(token.i - 2, 0) : token.i]]
        if any(word in self.cues["past"] for word in before) or before == ["as", "of"]:
            return "over"
        if before and before[-1] in self.cues["before"]:
            return "past" if self._was_over(token) else "future"
        if before[-1:] == ["on"] and before[0] in self.cues["before"]:
            return "" if self._copula_is_past(token) else "future"  # "due on Monday"
        if before and before[-1] in ("to", "until", "till") and self._shifted(token):
            return "future"
        if self._owns(end):  # "Tuesday's vote", "ahead of Sunday's vote"
            return "future" if set(before) & self.cues["ahead"] else "past"
        if verb := self._verb_before(token):
            return self._read(verb) or "past"
        return self._tense(token)

    def _owns(self, end: int) -> bool:
        after = self.reader.token(end)
        return after is not None and after.idx == end and after.tag_ == "POS"

    def _verb_before(self, token: Token) -> Token | None:
        """ "Announced Friday", "met on Friday": the verb right before it, parsed so or not."""
        at = token.i - (2 if token.i > 1 and token.doc[token.i - 1].lower_ == "on" else 1)
        verb = token.doc[max(at, 0)]
        return verb if verb.tag_ in ("VBD", "VBN") else None

    def _was_over(self, token: Token) -> bool:
        """ "Had filed by Wednesday", "Until Thursday, ...": the deadline has passed."""
        first = token.i - 1
        if token.doc[first].is_sent_start or token.doc[max(first - 1, 0)].lower_ == "up":
            return True
        for _ in range(STEPS):
            if token.tag_ == "VBN":
                return any(child.lower_ == "had" for child in islice(token.lefts, WIDE))
            if token.head.i == token.i or token.pos_ == "VERB":
                return False
            token = token.head
        return False

    def _copula_is_past(self, token: Token) -> bool:
        """ "Was due on Monday"."""
        return any(other.tag_ == "VBD" for other in token.doc[max(token.i - 4, 0) : token.i])

    def _shifted(self, token: Token) -> bool:
        """ "Postponed to March", "put the vote off until Friday"."""
        preposition = token.nbor(-1)
        verb = preposition.head
        return verb.i < preposition.i and verb.lemma_ in self.cues["shift"]

    def _tense(self, token: Token) -> str:
        """Climb to the verb and read its auxiliaries."""
        meant = token.i > 0 and token.doc[token.i - 1].lower_ == "for"
        inside = False  # of a noun, as in "has warned of rain on Wednesday"
        for _ in range(STEPS):
            inside = inside or token.pos_ == "NOUN"
            if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound"):
                found = self._read(token)
                if (inside and token.lemma_ in self.cues["forecast"]) or (
                    meant and token.lemma_ in self.cues["fixed"]
                ):
                    found = "future"
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
        helpers = [
            child for child in islice(verb.children, WIDE) if child.dep_ in ("aux", "auxpass")
        ]
        words = {child.lower_ for child in helpers}
        if "have" in words and any(child.tag_ == "MD" for child in helpers):
            return "over"  # "should have acted in June"
        if words & self.cues["auxiliary"]:
            return "future"
        if verb.tag_ in ("VBN", "VBG") and any(child.tag_ == "VBD" for child in helpers):
            return "past"
        if verb.lemma_ in self.cues["forecast"] and words & {"has", "have"}:
            return "future"  # "has warned of rain on Wednesday": the perfect takes no date
        if verb.tag_ == "VBN" and words & {"has", "have", "had", "'s", "’s"}:
            return "past"
        if verb.tag_ in ("VBZ", "VBP") and verb.lemma_ not in self.cues["present"] and not words:
            return "future"  # "the rights expire Nov. 21"
        if verb.tag_ == "VB" and "to" in words:
            return "future" if verb.dep_ == "ROOT" or verb.head.lemma_ in ("be", "set") else ""
        if verb.tag_ == "VBN" and verb.dep_ == "acl" and not words:
            return "past"
        return ""
