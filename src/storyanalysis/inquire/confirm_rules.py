"""What a later claim bears out: said again, come true, let stand."""

from __future__ import annotations

from collections.abc import Iterator

from storyanalysis.inquire.accounts import account_of
from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.contexts import PROSPECTS, own_text, prospect, retracting, stands_by
from storyanalysis.inquire.cues import cues, has_cue
from storyanalysis.inquire.outcomes import clashing_outcomes
from storyanalysis.inquire.pairs import Finding, Pair, core, finding, tell, words_of
from storyanalysis.inquire.similarity import likeness
from storyanalysis.inquire.words import read_words, stem, telling

__all__ = ["agreed", "confirmed", "realised", "stands", "upheld"]

MOST_OF_IT = 0.75  # of what somebody confirms stands in the claim
ALL_OF_IT = 0.9  # the same, of what he insists on
SAME_NUMBER = 0.4  # the same, where it gives the same number
PREDICATE = 2  # telling words behind "will" that say what is to come
ABOUT = 0.25  # of what is said to stand stands in the claim


def confirmed(pair: Pair) -> Iterator[Finding]:
    """Said again, or come true."""
    alike = pair.alike
    if min(alike.old, alike.new) < 0.2 or len(alike.shared) < 2 or not _open(pair):
        return
    cue = has_cue("confirms", pair.new.sentence_text)
    if cue and alike.score >= 0.55:
        why = f"said again ({cue!r})"
    elif _come_true(pair):
        why = "what was to come has come"
    elif alike.score >= 0.85 and pair.old.speaker != pair.new.speaker:
        why = "said again"  # what the same one tells twice is background
    else:
        return
    reason = f"{why}, shared words: {tell(alike.shared)}"
    yield finding(pair, ("confirmed", alike.score, "confirmed", reason), words_of(alike))


def _open(pair: Pair) -> bool:
    """Is there nothing that speaks against the later claim bearing the earlier one out?"""
    old, new = pair.old, pair.new
    doubt = new.stance == "doubt" and not agreed(new)
    if old.standing or old.stance == "denial" or pair.changed or pair.clash:
        return False
    if new.stance == "denial" or doubt or retracting(new):
        return False
    return clashing_outcomes(own_text(old), own_text(new)) is None


def _come_true(pair: Pair) -> bool:
    """A prospect, and a later claim that tells most of it as done."""
    if not prospect(pair.old) or prospect(pair.new) or not _does_it(pair):
        return False
    shared, told = len(pair.alike.shared), len(core(pair.alike))
    if pair.alike.old >= 0.5:
        return told > 0
    return pair.alike.new >= 0.5 and shared > 2 and told > 1


def _does_it(pair: Pair) -> bool:
    """Do both tell what was to be done, not only of whom: "the levee will hold"?"""
    marks = [word.end for word in pair.old.words if word.text.casefold() in PROSPECTS]
    if not marks:
        return True
    behind = [word for word in telling(pair.old.words) if word.start > marks[0]]
    coming = [word for word in behind if word.text[0].islower()][:PREDICATE]
    return not coming or any(word in coming for word, _ in pair.alike.shared)


def agreed(new: Claim) -> str | None:
    """The words by which somebody agrees, insists, or says that a thing did happen."""
    if not new.said:
        return _emphatic(new)
    still = f"still {new.cue}"
    told = still if still in new.sentence_text else new.cue
    return has_cue("agrees", told) or has_cue("insists", told) or _emphatic(new)


def _emphatic(new: Claim) -> str | None:
    """ "An engine did burn": a form of do before a verb of the claim."""
    for pattern in cues("emphatic"):
        for found in pattern.finditer(own_text(new)):
            if any(word.stem == stem(found["verb"]) for word in new.words):
                return found.group()
    return None


def upheld(pair: Pair) -> Iterator[Finding]:
    """Somebody agrees that it is so, in fewer words: "confirmed the departure"."""
    cue, alike, new = agreed(pair.new), pair.alike, pair.new
    if not cue or not core(alike) or not _open(pair) or _wished(pair.old):
        return
    insists = bool(has_cue("insists", cue)) and new.said
    number = insists and any(word.number is not None for word, _ in alike.shared)
    most = SAME_NUMBER if number else ALL_OF_IT if insists else MOST_OF_IT
    if alike.new < most or len(alike.shared) + insists < 2:
        return
    reason = f"somebody says so again ({cue!r}), shared words: {tell(alike.shared)}"
    judged = ("confirmed", 0.3 + alike.score / 2, "upheld", reason)
    yield finding(pair, judged, words_of(alike))


def _wished(claim: Claim) -> bool:
    return claim.stance in ("demand", "emotion")


def realised(pair: Pair) -> Iterator[Finding]:
    """What somebody announced, he now says is under way: "the truck has been ordered"."""
    cue, alike = has_cue("realised", own_text(pair.new)), pair.alike
    if not cue or not pair.same_voice or not prospect(pair.old) or prospect(pair.new):
        return
    if not core(alike) or alike.new < 0.3 or not _open(pair):
        return
    reason = f"what was announced is under way ({cue!r}), shared words: {tell(alike.shared)}"
    judged = ("confirmed", 0.2 + alike.new / 2, "under way", reason)
    yield finding(pair, judged, words_of(alike))


def stands(pair: Pair) -> Iterator[Finding]:
    """The text says that the claim still holds."""
    new = pair.new
    cue = has_cue("stands", new.sentence_text)
    if not cue or pair.old.standing or has_cue("whole story", new.sentence_text):
        return
    if has_cue("what was said", new.sentence_text) and not pair.old.said:
        return
    if has_cue("no longer", new.sentence_text):
        return
    before, _, after = new.sentence_text.partition(cue)
    account = account_of(new.sentence_text, cue)
    about = after if stands_by(new) else account.topic if account else before
    alike = likeness(pair.old.words, read_words(about), pair.weights)
    if stands_by(new) and pair.old.speaker in new.voices and not _names_it(after):
        reason = f"whoever said it stands by it ({cue!r})"
        yield finding(pair, ("unchanged", 0.2 + alike.new, "stands", reason), words_of(alike))
        return
    told = bool(has_cue("what was said", new.sentence_text)) and pair.old.speaker in new.voices
    if not core(alike) or alike.new < (ABOUT / 2 if told else ABOUT):
        return
    reason = f"the text lets it stand ({cue!r}), shared words: {tell(alike.shared)}"
    # the very words count for more than others of one sense
    score = alike.new + any(a.stem == b.stem for a, b in core(alike)) / 2
    yield finding(pair, ("unchanged", score, "stands", reason), words_of(alike))


def _names_it(after: str) -> bool:
    """Does it say what somebody stands by: "the $80 million", not "her statement"?"""
    return any(word.number is not None for word in read_words(after))
