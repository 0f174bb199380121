"""What a later claim does to an earlier one: one rule a function, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from storyanalysis import lexicons
from storyanalysis.inquire.claims import Claim, narrow, tight
from storyanalysis.inquire.facts import denied_words, polarity_clash, strength
from storyanalysis.inquire.similarity import (
    Likeness,
    Word,
    changed_numbers,
    likeness,
    plain_words,
    read_words,
    stem,
)

__all__ = ["RULES", "Finding", "Pair", "core", "has_cue"]

PROSPECTS = frozenset(("will", "shall", "going", "plans", "plan", "expects", "expected", "due"))
NO_CLAIM = ("demand", "emotion")  # what is wished is not said to be so
UNSURE = ("condition", "hedge")
TALLY = frozenset(("death", "hurt", "number", "disappear", "dark", "arrest", "power"))


@dataclass(frozen=True)
class Pair:
    """An earlier claim, a later one, and how alike they are."""

    old: Claim
    new: Claim
    weights: Mapping[str, float]
    documents: Mapping[str, str]  # actors that are documents, with their names

    @cached_property
    def alike(self) -> Likeness:
        return likeness(self.old.words, self.new.words, self.weights)

    @cached_property
    def changed(self) -> list[tuple[Word, Word]]:
        return changed_numbers(self.old.words, self.new.words)

    @cached_property
    def clash(self) -> str | None:
        return polarity_clash(self.old.words, self.new.words)

    @property
    def same_voice(self) -> bool:
        """Both by one speaker, both by someone unnamed, or both by the outlet."""
        if self.old.anonymous and self.new.anonymous:
            return True
        if self.old.speaker is None:
            return self.new.speaker is None and not self.new.said
        return self.old.speaker in self.new.voices


@dataclass(frozen=True)
class Finding:
    """What became of a claim; `start` and `end` are the part it bears on."""

    old: Claim
    new: Claim
    status: str
    score: float
    rule: str
    reason: str
    start: int
    end: int


@cache
def _cues(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(row["pattern"], re.IGNORECASE)
        for row in lexicons.rows("revision_cues")
        if row["kind"] == kind
    )


def has_cue(kind: str, text: str) -> str | None:
    """The words of the first cue of a kind in a text."""
    for pattern in _cues(kind):
        if found := pattern.search(text):
            return found.group().strip(" ,")
    return None


def _told(shared: Sequence[tuple[Word, Word]]) -> str:
    return ", ".join(
        old.text if old.stem == new.stem else f"{old.text} / {new.text}" for old, new in shared
    )


def _olds(alike: Likeness) -> list[Word]:
    return [old for old, _ in alike.shared]


def core(alike: Likeness) -> list[tuple[Word, Word]]:
    """Shared words that are no names: what is said, not of whom."""
    return [(a, b) for a, b in alike.shared if not (a.text[0].isupper() and b.text[0].isupper())]


def _status(pair: Pair, *, newer: bool = False) -> tuple[str, str]:
    """Retracted by its own voice, contradicted by another."""
    old, new = pair.old, pair.new
    if pair.same_voice:
        who = "the same speaker" if old.speaker or old.anonymous else "the outlet itself"
        return "retracted", f"{who} says otherwise"
    if newer:
        return "retracted", "a newer count replaces it"
    if new.speaker is None and new.kind == "correction":
        return "retracted", "the outlet corrects it"
    return "contradicted", "someone else says otherwise"


def _finding(
    pair: Pair, judged: tuple[str, float, str, str], words: Sequence[Word], *, close: bool = False
) -> Finding:
    cut = tight if close else narrow
    return Finding(pair.old, pair.new, *judged, *cut(pair.old, words))


def number_changed(pair: Pair) -> Iterator[Finding]:
    """The same thing counted, another number."""
    if not pair.changed or pair.old.stance in NO_CLAIM:
        return
    alike = pair.alike
    near = {sense for a, b in alike.shared for sense in a.senses & b.senses}
    tally = bool(near & TALLY)
    enough = len(core(alike)) >= (1 if pair.same_voice else 2) and alike.score >= 0.3
    if not (tally or enough or pair.new.kind == "correction"):
        return
    newer = tally or pair.new.kind in ("update", "entry")
    status, who = _status(pair, newer=newer)
    told = ", ".join(f"{a.text} -> {b.text}" for a, b in pair.changed)
    reason = f"number changed: {told} ({_told(alike.shared)}); {who}"
    words = [old for old, _ in (*core(alike), *pair.changed)]
    judged = (status, 0.6 + alike.score, "number changed", reason)
    yield _finding(pair, judged, words, close=True)


def denied(pair: Pair) -> Iterator[Finding]:
    """One says it is so, the other that it is not."""
    old, new, alike = pair.old, pair.new, pair.alike
    denial = new.stance == "denial"
    if old.stance in (*NO_CLAIM, "denial") or bool(pair.clash) == denial or not core(alike):
        return
    if has_cue("replaces", new.sentence_text) or has_cue("retracts", new.cue) or _unsure(old):
        return
    scope = {id(word) for side in (old.words, new.words) for word in denied_words(side)}
    hit = sum(id(a) in scope or id(b) in scope for a, b in alike.shared)
    if scope and not denial and hit * 2 <= min(len(scope), 3):
        return
    most, least = max(alike.old, alike.new), min(alike.old, alike.new)
    if not ((most >= 0.55 and least >= 0.2 and len(alike.shared) >= 2) or least >= 0.45):
        return
    status, who = _status(pair)
    why = f"denied ({new.cue})" if denial else str(pair.clash)
    reason = f"{why}, about the same thing ({_told(alike.shared)}); {who}"
    yield _finding(pair, (status, 0.5 + most, "denied", reason), _olds(alike))


def _unsure(claim: Claim) -> bool:
    """A claim that says only what may be cannot be denied."""
    return any(kind in UNSURE for kind, _ in strength(claim.text))


def disputed(pair: Pair) -> Iterator[Finding]:
    """The later sentence says that a claim is false or finds no support."""
    cue = has_cue("disputes", pair.new.text)
    alike = pair.alike
    most = max(alike.old, alike.new)
    if not cue or pair.old.stance in NO_CLAIM or most < 0.45 or len(core(alike)) < 2:
        return
    status, who = _status(pair)
    reason = f"disputed ({cue!r}), about the same thing ({_told(alike.shared)}); {who}"
    yield _finding(pair, (status, 0.5 + most, "disputed", reason), _olds(alike))


def taken_back(pair: Pair) -> Iterator[Finding]:
    """Whoever said it takes it back, or says it was a mistake."""
    old, new = pair.old, pair.new
    cue = has_cue("retracts", f"{new.cue} {new.text}" if new.said else new.sentence_text)
    if not cue or old.stance in NO_CLAIM or (old.speaker is None and not old.anonymous):
        return
    if _unsure(new) or any(kind == "condition" for kind, _ in strength(old.text)):
        return
    document = None if pair.same_voice else _document(pair)
    context = new.around if pair.same_voice else new.sentence_text
    alike = likeness(old.words, read_words(context), pair.weights)
    about_words = has_cue("account", new.sentence_text)
    needed = 0.06 if document and _prospect(old) else 0.15 if about_words else 0.25
    if not (pair.same_voice or document) or alike.old < needed or not core(alike):
        return
    status, who = _status(pair)
    about = f"{document}; " if document else ""
    reason = f"taken back ({cue!r}), {about}shared words: {_told(alike.shared)}; {who}"
    yield _finding(pair, (status, 0.4 + alike.old, "taken back", reason), _olds(alike))


def _document(pair: Pair) -> str | None:
    """The document that the later claim speaks of and the earlier one comes from."""
    named = {w.stem: w.text for w in pair.new.words if w.stem in _document_nouns()}
    if pair.old.speaker in pair.documents:
        rests = plain_words(pair.documents[pair.old.speaker])
    else:
        rests = plain_words(f"{pair.old.sentence_text} {pair.old.after}")
    for word in rests:
        if stem(word) in named:
            return f"it speaks of the {named[stem(word)].casefold()} that says so"
    return None


@cache
def _document_nouns() -> frozenset[str]:
    rows = lexicons.rows("verification")
    return frozenset(stem(row["word"]) for row in rows if row["kind"] in ("document", "paper"))


def replaced(pair: Pair) -> Iterator[Finding]:
    """ "X, not Y": the claim says Y."""
    sentence = pair.new.sentence_text
    for pattern in _cues("replaces"):
        for found in pattern.finditer(sentence):
            wrong = re.split(r"[.,;:()]", sentence[found.end() :])[0]
            gone = [w for w in read_words(wrong) if w.kind in ("content", "number")][:2]
            rest = likeness(pair.old.words, read_words(sentence[: found.start()]), pair.weights)
            mine = [w for w in pair.old.words if any(w.stem == g.stem for g in gone)]
            if not mine or not rest.shared:
                continue
            status, _ = ("retracted", "") if pair.new.speaker is None else _status(pair)
            told = f"{found.group().strip(' ,')} {wrong.strip()}"
            reason = f"corrected: {told!r} ({_told(rest.shared)})"
            words = [*mine, *(a for a, _ in core(rest) or rest.shared)]
            judged = (status, 1.0 + rest.score, "corrected", reason)
            yield _finding(pair, judged, words, close=True)


def misstated(pair: Pair) -> Iterator[Finding]:
    """A correction that quotes the wrong claim."""
    cue = has_cue("misstated", pair.new.sentence_text)
    alike = pair.alike
    if not cue or pair.new.speaker is not None or len(core(alike)) < 2:
        return
    # where the numbers differ, the text already has the right one
    if max(alike.old, alike.new) < 0.4 or pair.changed:
        return
    reason = f"the outlet corrects it ({cue!r}), shared words: {_told(alike.shared)}"
    yield _finding(pair, ("retracted", 0.5 + alike.score, "corrected", reason), _olds(alike))


def confirmed(pair: Pair) -> Iterator[Finding]:
    """Said again, or come true."""
    alike = pair.alike
    if min(alike.old, alike.new) < 0.25 or len(alike.shared) < 2 or pair.old.standing:
        return
    if pair.changed or pair.clash or pair.new.stance in ("denial", "doubt"):
        return
    cue = has_cue("confirms", pair.new.sentence_text)
    if cue and alike.score >= 0.55:
        why = f"said again ({cue!r})"
    elif _prospect(pair.old) and not _prospect(pair.new) and alike.old >= 0.6 and core(alike):
        why = "what was to come has come"
    elif alike.score >= 0.85:
        why = "said again"
    else:
        return
    reason = f"{why}, shared words: {_told(alike.shared)}"
    yield _finding(pair, ("confirmed", alike.score, "confirmed", reason), _olds(alike))


def _prospect(claim: Claim) -> bool:
    words = set(plain_words(claim.text)) | set(plain_words(claim.cue))
    return bool(words & PROSPECTS) or any(kind == "prospect" for kind, _ in strength(claim.text))


def stands(pair: Pair) -> Iterator[Finding]:
    """The text says that the claim still holds."""
    cue = has_cue("stands", pair.new.sentence_text)
    if not cue or pair.old.standing:
        return
    about = pair.new.sentence_text.partition(cue)[0]
    alike = likeness(pair.old.words, read_words(about), pair.weights)
    if not core(alike) or alike.new < 0.25:
        return
    reason = f"the text lets it stand ({cue!r}), shared words: {_told(alike.shared)}"
    yield _finding(pair, ("unchanged", alike.new, "stands", reason), _olds(alike))


OF_CLAIMS = (denied, disputed, taken_back, confirmed, stands)
RULES = (number_changed, denied, disputed, taken_back, replaced, misstated, confirmed, stands)
