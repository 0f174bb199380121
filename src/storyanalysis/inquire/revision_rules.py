"""What a later claim does to an earlier one: one rule a function, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from storyanalysis import lexicons
from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.contexts import retracting, right_figures, stands_by, topic
from storyanalysis.inquire.pairs import (
    Finding,
    Pair,
    core,
    cues,
    finding,
    has_cue,
    status_of,
    tell,
    words_of,
)
from storyanalysis.inquire.polarity import denied_words, polarity_clash
from storyanalysis.inquire.similarity import changed_numbers, is_year, likeness
from storyanalysis.inquire.strength import strength
from storyanalysis.inquire.words import plain_words, read_words, stem

__all__ = ["COUNTED", "ENOUGH", "OF_CLAIMS", "RULES", "TALLY", "misstated"]

PROSPECTS = frozenset(("will", "shall", "going", "plans", "plan", "expects", "expected", "due"))
NO_CLAIM = ("demand", "emotion")  # what is wished is not said to be so
UNSURE = ("condition", "hedge")
FEW = 4  # telling words of a claim that says one thing
# (least, most) parts that the two claims of a pair share, without which no rule takes it;
# what only narrows it down further stands in the rules
ENOUGH = ((0.2, 0.5), (0.12, 0.9), (0.45, 0.45))
COUNTED = ((0.176, 0.3),)  # the same, where numbers differ: a likeness of 0.3
TALLY = frozenset(("death", "hurt", "number", "disappear", "dark", "arrest", "power"))


def number_changed(pair: Pair) -> Iterator[Finding]:
    """The same thing counted, another number."""
    if not pair.changed or pair.old.stance in NO_CLAIM:
        return
    alike = pair.alike
    near = {sense for a, b in alike.shared for sense in a.senses & b.senses}
    tally = bool(near & TALLY)
    short = max(_telling(pair.old), _telling(pair.new)) <= FEW
    enough = len(core(alike)) >= (1 if pair.same_voice or short else 2) and alike.score >= 0.3
    if not (tally or enough or pair.new.kind == "correction"):
        return
    rivals = pair.old.speaker and pair.new.speaker
    newer = tally or (pair.new.kind in ("update", "entry") and not rivals)
    status, who = status_of(pair, newer=newer)
    told = ", ".join(f"{a.text} -> {b.text}" for a, b in pair.changed)
    reason = f"number changed: {told} ({tell(alike.shared)}); {who}"
    words = [old for old, _ in (*core(alike), *pair.changed)]
    judged = (status, 0.6 + alike.score, "number changed", reason)
    yield finding(pair, judged, words, close=True)


def _telling(claim: Claim) -> int:
    return sum(word.kind in ("content", "number") for word in claim.words)


def figure_corrected(pair: Pair) -> Iterator[Finding]:
    """A correction says "it was 1902", and the sentence before it says of what."""
    old, new = pair.old, pair.new
    right = right_figures(new)
    if not right:
        return
    before = read_words(new.before)
    quoted = {word.number for word in before if word.number is not None}
    alike = likeness(old.words, before, pair.weights)
    wrong = [
        word
        for word in old.words
        if word.number is not None
        and is_year(word) == is_year(right[0])
        and (not quoted or word.number in quoted)
    ]
    if not wrong or not core(alike) or any(w.number == right[0].number for w in old.words):
        return
    reason = f"figure corrected: {wrong[0].text} -> {right[0].text} ({tell(alike.shared)})"
    words = [*(a for a, _ in core(alike)), wrong[0]]
    judged = ("retracted", 0.5 + alike.new, "figure corrected", reason)
    yield finding(pair, judged, words, close=True)


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
    part = most >= 0.55 and least >= 0.2 and len(alike.shared) >= 2
    whole = most >= 0.9 and least >= 0.12 and len(alike.shared) >= 3
    if not (part or whole or least >= 0.45):
        return
    status, who = status_of(pair)
    why = f"denied ({new.cue})" if denial else str(pair.clash)
    reason = f"{why}, about the same thing ({tell(alike.shared)}); {who}"
    yield finding(pair, (status, 0.5 + most, "denied", reason), words_of(alike))


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
    status, who = status_of(pair)
    reason = f"disputed ({cue!r}), about the same thing ({tell(alike.shared)}); {who}"
    yield finding(pair, (status, 0.5 + most, "disputed", reason), words_of(alike))


def taken_back(pair: Pair) -> Iterator[Finding]:
    """Whoever said it takes it back, or says it was a mistake."""
    old, new = pair.old, pair.new
    cue = retracting(new)
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
    status, who = status_of(pair)
    about = f"{document}; " if document else ""
    reason = f"taken back ({cue!r}), {about}shared words: {tell(alike.shared)}; {who}"
    yield finding(pair, (status, 0.4 + alike.old, "taken back", reason), words_of(alike))


def _document(pair: Pair) -> str | None:
    """The document that the later claim speaks of and the earlier one comes from."""
    named = {w.stem: w.text for w in pair.new.words if w.stem in _document_nouns()}
    name = pair.documents.get(pair.old.speaker or "")
    rests = plain_words(name or f"{pair.old.sentence_text} {pair.old.after}")
    for word in rests:
        if stem(word) in named:
            return f"it speaks of the {named[stem(word)].casefold()} that says so"
    return None


@cache
def _document_nouns() -> frozenset[str]:
    rows = lexicons.rows("verification")
    return frozenset(stem(row["word"]) for row in rows if row["kind"] in ("document", "paper"))


def replaced(pair: Pair) -> Iterator[Finding]:
    """A correction says "X, not Y", and the claim says Y."""
    sentence = pair.new.sentence_text
    for pattern in cues("replaces"):
        for found in pattern.finditer(sentence):
            wrong = re.split(r"[.,;:()]", sentence[found.end() :])[0]
            gone = [w for w in read_words(wrong) if w.kind in ("content", "number")][:2]
            rest = likeness(pair.old.words, read_words(sentence[: found.start()]), pair.weights)
            mine = [w for w in pair.old.words if any(w.stem == g.stem for g in gone)]
            if not mine or not rest.shared:
                continue
            status, _ = ("retracted", "") if pair.new.speaker is None else status_of(pair)
            told = f"{found.group().strip(' ,')} {wrong.strip()}"
            reason = f"corrected: {told!r} ({tell(rest.shared)})"
            words = [*mine, *(a for a, _ in core(rest) or rest.shared)]
            judged = (status, 1.0 + rest.score, "corrected", reason)
            yield finding(pair, judged, words, close=True)


def misstated(pair: Pair) -> Iterator[Finding]:
    """A correction quotes the wrong claim, and the text still makes it."""
    cue = has_cue("quotes wrong", pair.new.sentence_text)
    if not cue or pair.new.speaker in pair.old.voices or pair.old.described:
        return
    wrong = read_words(pair.new.sentence_text.partition(cue)[2])
    alike = likeness(topic(pair.old), wrong, pair.weights)
    # where the numbers differ, the text already has the right one
    if len(alike.shared) < 2 or alike.new < 0.4 or changed_numbers(pair.old.words, wrong):
        return
    if polarity_clash(pair.old.words, wrong):
        return
    reason = f"the outlet corrects it ({cue!r}), shared words: {tell(alike.shared)}"
    judged = ("retracted", 0.5 + alike.new, "misstated", reason)
    yield finding(pair, judged, [w for w in words_of(alike) if w in pair.old.words])


def confirmed(pair: Pair) -> Iterator[Finding]:
    """Said again, or come true."""
    alike = pair.alike
    if min(alike.old, alike.new) < 0.2 or len(alike.shared) < 2 or pair.old.standing:
        return
    if pair.changed or pair.clash or pair.new.stance in ("denial", "doubt"):
        return
    if retracting(pair.new):
        return
    cue = has_cue("confirms", pair.new.sentence_text)
    if cue and alike.score >= 0.55:
        why = f"said again ({cue!r})"
    elif _come_true(pair):
        why = "what was to come has come"
    elif alike.score >= 0.85:
        why = "said again"
    else:
        return
    reason = f"{why}, shared words: {tell(alike.shared)}"
    yield finding(pair, ("confirmed", alike.score, "confirmed", reason), words_of(alike))


def _come_true(pair: Pair) -> bool:
    """A prospect, and a later claim that tells most of it as done."""
    if not _prospect(pair.old) or _prospect(pair.new):
        return False
    shared, told = len(pair.alike.shared), len(core(pair.alike))
    if pair.alike.old >= 0.5:
        return told > 0
    return pair.alike.new >= 0.5 and shared > 2 and told > 1


def _prospect(claim: Claim) -> bool:
    words = set(plain_words(claim.text)) | set(plain_words(claim.cue))
    return bool(words & PROSPECTS) or any(kind == "prospect" for kind, _ in strength(claim.text))


def stands(pair: Pair) -> Iterator[Finding]:
    """The text says that the claim still holds."""
    cue = has_cue("stands", pair.new.sentence_text)
    if not cue or pair.old.standing or has_cue("whole story", pair.new.sentence_text):
        return
    about = pair.new.sentence_text.partition(cue)[0]
    alike = likeness(pair.old.words, read_words(about), pair.weights)
    if stands_by(pair.new) and pair.old.speaker in pair.new.voices:
        reason = f"whoever said it stands by it ({cue!r})"
        yield finding(pair, ("unchanged", 0.2 + alike.new, "stands", reason), words_of(alike))
        return
    if not core(alike) or alike.new < 0.25:
        return
    reason = f"the text lets it stand ({cue!r}), shared words: {tell(alike.shared)}"
    yield finding(pair, ("unchanged", alike.new, "stands", reason), words_of(alike))


OF_CLAIMS = (denied, disputed, taken_back, confirmed, stands)
RULES = (
    number_changed,
    figure_corrected,
    denied,
    disputed,
    taken_back,
    replaced,
    misstated,
    confirmed,
    stands,
)
