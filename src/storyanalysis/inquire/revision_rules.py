"""What a later claim does to an earlier one: one rule a function, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from storyanalysis import lexicons
from storyanalysis.inquire.accounts import Account, account_of, topic_fits
from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.contexts import (
    ADMITS_NOT,
    NO_CLAIM,
    highest,
    prospect,
    retracting,
    topic,
    unsure,
    withdrawn_claim,
)
from storyanalysis.inquire.cues import cues, has_cue
from storyanalysis.inquire.pairs import Finding, Pair, core, finding, status_of, tell, words_of
from storyanalysis.inquire.people import of_two
from storyanalysis.inquire.polarity import denied_words, polarity_clash
from storyanalysis.inquire.similarity import Likeness, changed_numbers, likeness
from storyanalysis.inquire.strength import strength
from storyanalysis.inquire.words import Word, plain_words, read_words, stem, telling

__all__ = [
    "ENOUGH",
    "claim_withdrawn",
    "denied",
    "disputed",
    "misstated",
    "taken_back",
]

ALIKE = 0.5  # of both claims is shared: a negation bears on it wherever it stands
PRONOUNS = ("he", "she", "they", "it")
DENIED = 0.3  # of both claims is shared, where somebody says that he denies it
# (least, most) parts that the two claims of a pair share, without which no rule takes it;
# what only narrows it down further stands in the rules
ENOUGH = ((0.2, 0.5), (0.12, 0.9), (DENIED, DENIED))


def denied(pair: Pair) -> Iterator[Finding]:
    """One says it is so, the other that it is not."""
    old, new, alike = pair.old, pair.new, pair.alike
    denial = new.stance == "denial"
    if old.stance in (*NO_CLAIM, "denial") or bool(pair.clash) == denial or not core(alike):
        return
    if has_cue("replaces", new.sentence_text) or has_cue("retracts", new.cue) or unsure(old):
        return
    best = None if denial or highest(old) != highest(new) else highest(new)
    if not (denial or best or _bears_on(pair)) or not _enough(pair, denial, best):
        return
    mine, theirs = core(alike)[0]
    if of_two(old, mine.start, new, theirs.start):
        return
    status, who = status_of(pair)
    why = f"denied ({new.cue})" if denial else str(pair.clash)
    reason = f"{why}, about the same thing ({tell(alike.shared)}); {who}"
    score = 0.5 + max(alike.old, alike.new)
    yield finding(pair, (status, score, "denied", reason), words_of(alike))


def _bears_on(pair: Pair) -> bool:
    """Does a negation bear on what both claims share?"""
    old, new, alike = pair.old, pair.new, pair.alike
    scope = {id(word) for side in (old.words, new.words) for word in denied_words(side)}
    hit = sum(id(a) in scope or id(b) in scope for a, b in alike.shared)
    near = hit and min(alike.old, alike.new) >= ALIKE and len(core(alike)) >= 2
    return not scope or bool(near) or hit * 2 > min(len(scope), 3)


def _enough(pair: Pair, denial: bool, best: str | None) -> bool:
    """Do both claims share enough to be about the same?"""
    alike = pair.alike
    most, least = max(alike.old, alike.new), min(alike.old, alike.new)
    part = most >= 0.55 and least >= 0.2 and len(alike.shared) >= 2
    whole = most >= 0.9 and least >= 0.12 and len(alike.shared) >= 3
    best_of = best is not None and len(alike.shared) >= 2
    enough = least >= (DENIED if denial else 0.45)
    return part or whole or best_of or enough or _briefly(pair)


def _briefly(pair: Pair) -> bool:
    """ "She has not resigned": nothing but the verb, of somebody whom both sentences name."""
    old, new = pair.old, pair.new
    said = telling(new.words), telling(old.words)
    brief, long = (new, old) if len(said[0]) <= len(said[1]) else (old, new)
    whole = len(said[0]) == 1 or (len(said[1]) == 1 and min(pair.alike.old, pair.alike.new) >= 0.12)
    whole = whole and max(pair.alike.old, pair.alike.new) > 0.99
    if not whole or not brief.words or brief.words[0].text.casefold() not in PRONOUNS:
        return False
    leads = bool(long.words) and long.words[0].text.casefold() in PRONOUNS
    return leads or not _named(brief).isdisjoint(_named(long))


def _named(claim: Claim) -> set[str]:
    """The names in a sentence and in the one before."""
    words = read_words(f"{claim.before} {claim.sentence_text}")
    return {w.stem for w in words if w.kind == "content" and w.text[0].isupper() and w.start}


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
    if ADMITS_NOT.match(cue) and not pair.clash:
        return  # "acknowledged visits that never took place" takes nothing back
    if unsure(new) or any(kind == "condition" for kind, _ in strength(old.text)):
        return
    document = None if pair.same_voice else _document(pair)
    account = _account(new, cue) if pair.same_voice else None
    named = account is not None and bool(telling(read_words(account.topic)))
    if account and named and not topic_fits(old, account, pair.weights):
        return
    context = new.around if pair.same_voice else new.sentence_text
    alike = likeness(old.words, read_words(_taken_out(context)), pair.weights)
    about_words = has_cue("account", new.sentence_text)
    needed = 0.15 if about_words or prospect(old) else 0.25
    needed = 0.06 if document and prospect(old) else needed
    if not (pair.same_voice or document) or alike.old < needed or not core(alike):
        return
    status, who = status_of(pair)
    about = f"{document}; " if document else ""
    reason = f"taken back ({cue!r}), {about}shared words: {tell(alike.shared)}; {who}"
    yield finding(pair, (status, 0.4 + alike.old, "taken back", reason), words_of(alike))


def _account(new: Claim, cue: str) -> Account | None:
    """What is withdrawn, by its sentence or by the one before: "he withdrew ... I was wrong"."""
    before = has_cue("retracts", new.before)
    return account_of(new.sentence_text, cue) or (
        account_of(new.before, before) if before else None
    )


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


def claim_withdrawn(pair: Pair) -> Iterator[Finding]:
    """ "It withdrew its claim that the dam had burst": nobody else can withdraw it."""
    told = withdrawn_claim(pair.new.sentence_text)
    alike = _shares(pair, told[1]) if told and pair.old.stance != "denial" else None
    if told and alike and not polarity_clash(pair.old.words, read_words(told[1])):
        reason = f"the claim is withdrawn ({told[0]!r}), {_shared(alike)}"
        judged = ("retracted", 0.7 + alike.new, "claim withdrawn", reason)
        yield finding(pair, judged, words_of(alike))


def _shared(alike: Likeness) -> str:
    return f"shared words: {tell(alike.shared)}"


def _shares(pair: Pair, what: str) -> Likeness | None:
    """What a claim shares with what a report is said to have said; None if it is another."""
    wrong = read_words(what)
    alike = likeness(pair.old.words, wrong, pair.weights)
    if not core(alike) or max(alike.old, alike.new) < 0.45 or alike.new < 0.3:
        return None
    return None if _mended(pair.old.words, wrong) else alike


def _mended(words: Sequence[Word], wrong: Sequence[Word]) -> bool:
    """Has each side a number that the other has not? Then the text gives the right one."""
    mine, theirs = ({w.number for w in side if w.number is not None} for side in (words, wrong))
    return bool(mine - theirs and theirs - mine)
