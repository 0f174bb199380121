"""What a later claim does to an earlier one: one rule a function, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from storyanalysis import lexicons
from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.contexts import own_text, retracting, stands_by, topic, wrong_report
from storyanalysis.inquire.outcomes import clashing_outcomes
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
from storyanalysis.inquire.similarity import changed_numbers, likeness
from storyanalysis.inquire.strength import strength
from storyanalysis.inquire.words import Word, plain_words, read_words, stem

__all__ = ["COUNTED", "ENOUGH", "OF_CLAIMS", "RULES", "TALLY", "misstated"]

PROSPECTS = frozenset(
    "will shall going plans plan expects expected expect due predict predicts predicted forecast "
    "forecasts".split()
)
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
    enough = enough or (pair.same_voice and _same_thing(pair))
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


def _same_thing(pair: Pair) -> bool:
    """Does the same word follow both numbers: "12,000 homes", "25,000 homes"?"""
    pairs = [(_next(a, pair.old.words), _next(b, pair.new.words)) for a, b in pair.changed]
    return any(a is not None and b is not None and a.stem == b.stem for a, b in pairs)


def _next(number: Word, words: Sequence[Word]) -> Word | None:
    at = words.index(number) + 1
    return words[at] if at < len(words) and words[at].kind == "content" else None


def _telling(claim: Claim) -> int:
    return sum(word.kind in ("content", "number") for word in claim.words)


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
    alike = likeness(old.words, read_words(_taken_out(context)), pair.weights)
    about_words = has_cue("account", new.sentence_text)
    needed = 0.06 if document and _prospect(old) else 0.15 if about_words else 0.25
    if not (pair.same_voice or document) or alike.old < needed or not core(alike):
        return
    status, who = status_of(pair)
    about = f"{document}; " if document else ""
    reason = f"taken back ({cue!r}), {about}shared words: {tell(alike.shared)}; {who}"
    yield finding(pair, (status, 0.4 + alike.old, "taken back", reason), words_of(alike))


@lru_cache(maxsize=4_096)
def _taken_out(text: str) -> str:
    """Without the verbs of taking back: they are no part of what is taken back."""
    for pattern in cues("retracts"):
        text = pattern.sub(" ", text)
    return text


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


def misstated(pair: Pair) -> Iterator[Finding]:
    """A correction quotes the wrong claim, and the text still makes it."""
    cue = has_cue("quotes wrong", pair.new.sentence_text)
    if not cue or pair.new.speaker in pair.old.voices or pair.old.described:
        return
    wrong = read_words(pair.new.sentence_text.partition(cue)[2].partition(";")[0])
    alike = likeness(topic(pair.old), wrong, pair.weights)
    # where the numbers differ, the text already has the right one
    if len(alike.shared) < 2 or alike.new < 0.4 or changed_numbers(pair.old.words, wrong):
        return
    if polarity_clash(pair.old.words, wrong) or _mended(pair.old.words, wrong):
        return
    reason = f"the outlet corrects it ({cue!r}), shared words: {tell(alike.shared)}"
    judged = ("retracted", 0.5 + alike.new, "misstated", reason)
    yield finding(pair, judged, [w for w in words_of(alike) if w in pair.old.words])


def reported_wrong(pair: Pair) -> Iterator[Finding]:
    """ "An earlier report that the man had died was wrong", whoever finds it so."""
    told = wrong_report(pair.new.sentence_text)
    if not told or pair.old.stance in NO_CLAIM:
        return
    cue, wrong = told
    alike = likeness(pair.old.words, read_words(wrong), pair.weights)
    if not core(alike) or max(alike.old, alike.new) < 0.45 or alike.new < 0.3:
        return
    if _mended(pair.old.words, read_words(wrong)):
        return
    status, who = status_of(pair)
    reason = f"a report is called wrong ({cue!r}), shared words: {tell(alike.shared)}; {who}"
    judged = (status, 0.6 + alike.new, "report called wrong", reason)
    yield finding(pair, judged, words_of(alike))


def _mended(words: Sequence[Word], wrong: Sequence[Word]) -> bool:
    """Has each side a number that the other has not? Then the text gives the right one."""
    mine, theirs = ({w.number for w in side if w.number is not None} for side in (words, wrong))
    return bool(mine - theirs and theirs - mine)


def confirmed(pair: Pair) -> Iterator[Finding]:
    """Said again, or come true."""
    alike = pair.alike
    if min(alike.old, alike.new) < 0.2 or len(alike.shared) < 2 or pair.old.standing:
        return
    if pair.changed or pair.clash or pair.new.stance in ("denial", "doubt"):
        return
    if retracting(pair.new) or clashing_outcomes(own_text(pair.old), own_text(pair.new)):
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
    before, _, after = pair.new.sentence_text.partition(cue)
    about = after if stands_by(pair.new) else before
    alike = likeness(pair.old.words, read_words(about), pair.weights)
    if stands_by(pair.new) and pair.old.speaker in pair.new.voices and not _names_it(after):
        reason = f"whoever said it stands by it ({cue!r})"
        yield finding(pair, ("unchanged", 0.2 + alike.new, "stands", reason), words_of(alike))
        return
    if not core(alike) or alike.new < 0.25:
        return
    reason = f"the text lets it stand ({cue!r}), shared words: {tell(alike.shared)}"
    # the very words count for more than others of one sense
    score = alike.new + any(a.stem == b.stem for a, b in core(alike)) / 2
    yield finding(pair, ("unchanged", score, "stands", reason), words_of(alike))


def _names_it(after: str) -> bool:
    """Does it say what somebody stands by: "the $80 million", not "her statement"?"""
    said = [word for word in read_words(after) if word.kind in ("content", "number")]
    return any(word.number is not None for word in said)


OF_CLAIMS = (denied, disputed, taken_back, reported_wrong, confirmed, stands)
RULES = (
    number_changed,
    denied,
    disputed,
    taken_back,
    misstated,
    reported_wrong,
    confirmed,
    stands,
)
