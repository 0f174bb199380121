"""The parse at an offset."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Reader"]

TELLING = frozenset(["say", "tell", "announce", "report", "add", "state", "note", "confirm"])


class Reader:
    """The parse at an offset, found in logarithmic time."""

    def __init__(self, doc: Doc | None) -> None:
        self.doc = doc
        # of the type of an offset: numpy would convert the whole array for each look-up
        self._starts = doc.to_array("IDX").astype("int64") if doc is not None and len(doc) else None

    def token(self, offset: int) -> Token | None:
        """The token that holds the character at `offset`."""
        if self._starts is None or self.doc is None:
            return None
        index = int(self._starts.searchsorted(offset, side="right")) - 1
        return self.doc[index] if index >= 0 else None

    def is_time_of_telling(self, offset: int) -> bool:
        """ "Said on Monday", "as of Thursday": when it was told, not when it happened."""
        token = self.token(offset)
        if token is None or self.doc is None:
            return False
        before = self.doc[max(token.i - 3, 0) : token.i]
        words = [other.lower_ for other in before]
        if words[-2:] == ["as", "of"]:
            return True
        last = next((o for o in reversed(before) if o.lower_ not in ("on", "late", "early")), None)
        return last is not None and last.pos_ == "VERB" and last.lemma_ in TELLING
