"""Notes about somebody's words as such: "withdrew the accusation", "his figures are accurate"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from storyanalysis.inquire.accounts import Account, account_of, retracts, topic_fits
from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.contexts import ADMITS_NOT, prospect, retracting
from storyanalysis.inquire.cues import has_cue
from storyanalysis.inquire.cuts import narrow
from storyanalysis.inquire.pairs import Finding, core, tell, words_of
from storyanalysis.inquire.similarity import Likeness, likeness
from storyanalysis.inquire.words import read_words, telling

__all__ = ["of_accounts"]

LIKELY = 0.35  # the same, of the likeliest of somebody's claims
SHORT = 4  # telling words of a sentence that says only that something was wrong
LATEST = ("update", "correction", "entry")


class Spoken:
    """What was said, by whom; to be asked for the claims that a note may mean."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.said = [claim for claim in claims if claim.said and not claim.described]
        self._own = [claim for claim in claims if not (claim.said or claim.described)]

    def before(self, new: Claim, account: Account | None = None) -> list[Claim]:
        """Earlier claims of whoever a sentence speaks of, whole statements only."""
        whose = {word.stem for word in telling(read_words(account.whose))} if account else set()
        speakers = {c.speaker for c in self.said if c.speaker and _of(c, new, whose)}
        found = [c for c in self.said if c.speaker in speakers or _of(c, new, whose)]
        if account:
            found += [c for c in self._own if c.voices & new.voices and _tells_of(c, account)]
        earlier = [claim for claim in found if claim.age < new.age and not claim.standing]
        whole = {(c.sentence, c.statement_id): c for c in reversed(earlier)}
        return sorted(whole.values(), key=lambda claim: (claim.start, -claim.end))


def _of(claim: Claim, new: Claim, whose: set[str]) -> bool:
    """Did somebody say it whom a later sentence names, or whose words it speaks of?"""
    if claim.speaker is not None and claim.speaker in (new.voices | {new.body}):
        return True
    return bool(whose) and any(word.stem in whose for word in telling(read_words(claim.source)))


def _kind_fits(old: Claim, account: Account) -> bool:
    """Is a claim such an account: a figure, an accusation, a promise?"""
    if account.kind == "number":
        return any(word.number is not None for word in old.words)
    if account.kind == "accuse":
        senses = {s for word in read_words(f"{old.cue} {old.text}") for s in word.senses}
        return old.stance in ("accusation", "doubt") or "accuse" in senses
    if account.kind == "promise":
        return prospect(old) or old.stance == "intent"
    if account.kind == "prospect":
        return prospect(old) or any(word.number is not None for word in old.words)
    return True


def _tells_of(claim: Claim, account: Account) -> bool:
    """Does the outlet itself tell of such an account: "had been accused by Berg"?"""
    senses = {sense for word in claim.words for sense in word.senses}
    return account.kind in senses and account.kind in ("accuse", "promise")


def of_accounts(claims: Sequence[Claim], weights: Mapping[str, float]) -> list[Finding]:
    """What notes about somebody's words do to his claims.

    Notes
    -----
    Without a topic, or where no claim shares its words, the account must be
    of one speaker who made one such claim, or one first of all.
    """
    spoken = Spoken(claims)
    found: list[Finding] = []
    done: set[str] = set()
    for new in claims:
        if new.age and new.kind in LATEST and new.sentence not in done:
            made = [*_withdrawn(new, spoken, weights), *_upheld(new, spoken, weights)]
            made += _objected(new, spoken)
            made = made or list(_mistaken(new, spoken))
            done.update(finding.new.sentence for finding in made)
            found += made
    return found


def _withdrawn(new: Claim, spoken: Spoken, weights: Mapping[str, float]) -> Iterator[Finding]:
    """ "EgeHava has withdrawn the accusation": of its claims, the one that is meant."""
    cue = retracting(new)
    if not cue and not new.said and not has_cue("stands", new.sentence_text):
        cue = has_cue("disputes", new.sentence_text)
    account = account_of(new.sentence_text, cue) if cue else None
    if not cue or account is None or has_cue("quotes wrong", new.sentence_text):
        return
    if ADMITS_NOT.match(cue):
        return
    for old, alike in _every(new, account, spoken, weights):
        reason = f"the {account.noun} is taken back ({cue!r}){_sharing(alike)}; by who made it"
        yield _finding(old, new, ("retracted", 0.5, "account withdrawn", reason), alike)


def _upheld(new: Claim, spoken: Spoken, weights: Mapping[str, float]) -> Iterator[Finding]:
    """ "The council's figures are accurate": of its claims, the one that is meant."""
    cue = has_cue("stands", new.sentence_text)
    account = account_of(new.sentence_text, cue) if cue else None
    if cue is None or account is None or has_cue("whole story", new.sentence_text):
        return
    if retracts(new.sentence_text):
        return
    if has_cue("what was said", new.sentence_text):
        yield from _quoted_right(new, cue, spoken, weights)
        return
    for old, alike in _every(new, account, spoken, weights):
        reason = f"the {account.noun} is said to stand ({cue!r}){_sharing(alike)}"
        yield _finding(old, new, ("unchanged", 0.6, "account stands", reason), alike)


def _quoted_right(
    new: Claim, cue: str, spoken: Spoken, weights: Mapping[str, float]
) -> Iterator[Finding]:
    """Where "our account of what was said" stands, the first thing said does, or what it names."""
    earlier = [claim for claim in spoken.said if claim.age < new.age and not claim.standing]
    before = read_words(new.sentence_text.partition(cue)[0])
    if any(core(likeness(old.words, before, weights)) for old in earlier):
        return  # that is the rule of shared words
    named = [old for old in earlier if old.speaker in new.voices] or earlier
    first = min(named, key=lambda claim: claim.start, default=None)
    if first is not None:
        reason = f"the text lets what was said stand ({cue!r}); this is the first of it"
        yield _finding(first, new, ("unchanged", 0.3, "account stands", reason), None)


def _every(
    new: Claim, account: Account, spoken: Spoken, weights: Mapping[str, float]
) -> list[tuple[Claim, Likeness | None]]:
    """The claims that an account is: "her remarks" are all that she said."""
    if account.many and account.kind == "any" and not telling(read_words(account.topic)):
        return [(old, None) for old in spoken.before(new, account)]
    old, alike = _meant(new, account, spoken, weights)
    return [] if old is None else [(old, alike)]


def _meant(
    new: Claim,
    account: Account,
    spoken: Spoken,
    weights: Mapping[str, float],
) -> tuple[Claim | None, Likeness | None]:
    """The claim that an account is, and the words by which it is found."""
    own = spoken.before(new, account)
    if not own and not new.said:
        own = _of_its_number(new, account, spoken)
    fitting = [c for c in own if _tells_of(c, account)]
    fitting = fitting or [old for old in own if _kind_fits(old, account)] or own[: len(own) == 1]
    if telling(read_words(account.topic)):
        alikes = [(old, topic_fits(old, account, weights, least=LIKELY)) for old in own]
        likely = [(old, alike) for old, alike in alikes if alike]
        if likely:
            return max(likely, key=lambda pair: (pair[0] in fitting, pair[1].score, -pair[0].start))
        return (fitting[0], None) if len(fitting) == 1 and account.kind != "any" else (None, None)
    return (fitting[0], None) if fitting else (None, None)


def _of_its_number(new: Claim, account: Account, spoken: Spoken) -> list[Claim]:
    """Statements with the number that an account is called by: "the estimate of 300"."""
    numbers = {word.number for word in read_words(account.topic) if word.number is not None}
    earlier = [claim for claim in spoken.said if claim.age < new.age and not claim.standing]
    return [c for c in earlier if any(w.number in numbers for w in c.words if w.number is not None)]


def _objected(new: Claim, spoken: Spoken) -> Iterator[Finding]:
    """Whoever was reported tells the outlet that it is not so: "he called to say that ... no"."""
    cue = has_cue("told outlet", new.sentence_text)
    negated = any(word.kind == "negation" for word in new.words)
    if not cue or not new.said or not negated or new.kind not in ("update", "correction"):
        return
    own = spoken.before(new)
    if len(own) == 1 and not any(word.kind == "negation" for word in own[0].words):
        reason = f"whoever said it tells the outlet otherwise ({cue!r}), and said nothing else"
        yield _finding(own[0], new, ("retracted", 0.3, "objected", reason), None)


def _mistaken(new: Claim, spoken: Spoken) -> Iterator[Finding]:
    """ "It had made a mistake": whoever says so and no more means the one thing that it said."""
    cue = retracting(new)
    if not cue or not new.said or ADMITS_NOT.match(cue) or len(telling(new.words)) > SHORT:
        return
    own = spoken.before(new)
    if len(own) == 1:
        reason = f"whoever said it takes it back ({cue!r}), and said nothing else"
        yield _finding(own[0], new, ("retracted", 0.35, "account withdrawn", reason), None)


def _sharing(alike: Likeness | None) -> str:
    return f", shared words: {tell(alike.shared)}" if alike else ""


def _finding(
    old: Claim, new: Claim, judged: tuple[str, float, str, str], alike: Likeness | None
) -> Finding:
    return Finding(old, new, *judged, *narrow(old, words_of(alike) if alike else ()))
