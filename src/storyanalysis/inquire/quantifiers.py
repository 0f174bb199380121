"""What a claim says never, nowhere and of nobody: one instance is enough to undo it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.contexts import NO_CLAIM, OPEN, own_text, prospect
from storyanalysis.inquire.count_rules import OTHER
from storyanalysis.inquire.pairs import Finding, Pair, finding, status_of, tell
from storyanalysis.inquire.people import of_two
from storyanalysis.inquire.similarity import likeness
from storyanalysis.inquire.strength import strength
from storyanalysis.inquire.words import Word, read_words, stem

__all__ = ["Never", "never_so", "nevers", "undone_by"]

OF_NONE = frozenset(map(stem, "no none nobody nothing never without nowhere".split()))
NOT_ANY = frozenset("any anybody anyone anything ever single".split())
MORE = frozenset("further more other new additional else".split())
EMPTY = frozenset(
    stem(word)
    for word in "time kind sort sign trace evidence doubt moment point stage report reason way "
    "place case whatsoever whatever immediate longer".split()
)
STOPS = frozenset(
    "when while because although though if that which who whose but and or as after before since "
    "unless so than until for".split()
)
MOST = 3  # telling words that a quantifier bears on
PRONOUNS = frozenset("he she it they".split())


@dataclass(frozen=True)
class Never:
    """What is said not to be so of anything: "no fire", "never owned shares"."""

    quantifier: Word
    scope: tuple[Word, ...]


@lru_cache(maxsize=4_096)
def nevers(text: str) -> tuple[Never, ...]:
    """The quantifiers of a text that leave nothing out, and what each bears on.

    Examples
    --------
    >>> [[word.text for word in never.scope] for never in nevers("There was no fire, nobody ran.")]
    [['fire'], ['ran']]
    """
    words = read_words(text)
    found = []
    for at, word in enumerate(words):
        if not _leaves_nothing(words, at):
            continue
        scope, again = _scope(words[at + 1 :], word, text)
        if scope and not again:
            found.append(Never(word, tuple(scope)))
    return tuple(found)


def _leaves_nothing(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if word.kind != "negation":
        return False
    if word.text.casefold() == "no" and at + 1 < len(words) and words[at + 1].text == "longer":
        return False
    following = {other.text.casefold() for other in words[at + 1 : at + 4]}
    if following & MORE:  # "no further problems" tells of some before
        return False
    return word.stem in OF_NONE or (word.stem == "not" and bool(following & NOT_ANY))


def _scope(words: Sequence[Word], first: Word, text: str) -> tuple[list[Word], bool]:
    """The telling words that follow in the same clause; is there a second negation?"""
    scope: list[Word] = []
    end = first.end
    for word in words:
        between = text[end : word.start]
        if any(mark in between for mark in ",;:.—–(") or word.text.casefold() in STOPS:
            break
        if word.kind == "negation":
            return scope, True
        if (
            word.kind in ("content", "number")
            and word.stem not in EMPTY
            and word.text.casefold() not in NOT_ANY
        ):
            scope.append(word)
        if len(scope) == MOST:
            break
        end = word.end
    return scope, False


def never_so(pair: Pair) -> Iterator[Finding]:
    """Nobody is hurt, one side says; the other tells of somebody with a broken leg."""
    old, new = pair.old, pair.new
    if {old.stance, new.stance} & {*NO_CLAIM, "denial"}:
        return
    if nevers(own_text(old)):
        shared = undone_by(old, new, pair)
    else:
        shared = [(mine, theirs) for theirs, mine in undone_by(new, old, pair)]
    if not shared or of_two(old, shared[0][0].start, new, shared[0][1].start):
        return
    status, who = status_of(pair)
    told = tell(shared)
    reason = f"one says that there was none, the other tells of it ({told}); {who}"
    score = 0.6 + max(pair.alike.old, pair.alike.new) / 2
    yield finding(pair, (status, score, "never so", reason), [mine for mine, _ in shared])


def undone_by(none: Claim, told: Claim, pair: Pair) -> list[tuple[Word, Word]]:
    """The words in which a claim tells of what the other says there was none of."""
    nothing = nevers(own_text(none))
    if not nothing or not _asserts(told):
        return []
    for never in nothing:
        found = likeness(never.scope, told.words).shared
        about = len(pair.alike.shared)
        if found and found[0][0] is never.scope[0] and _fits(never, found, about, told):
            return list(found)
    return []


def _asserts(claim: Claim) -> bool:
    """Does it say plainly that something is so?"""
    if any(word.kind == "negation" for word in claim.words) or claim.stance == "doubt":
        return False
    if prospect(claim) or OTHER.search(claim.text):
        return False
    return not any(kind in OPEN for kind, _ in strength(claim.text))


def _fits(never: Never, found: Sequence[tuple[Word, Word]], about: int, told: Claim) -> bool:
    """Is all that is denied told, or most of it, or an act of the same one?"""
    if any(_describes(b, told.words, own_text(told)) for _, b in found):
        return False
    if any(word.number is not None for word, _ in found):
        return False
    if len(found) == len(never.scope) or (len(found) > 1 and about > len(found)):
        return True
    # "without dropping a plate", "it dropped a tray": the act, of the one that was spoken of
    first = told.words[0].text.casefold() if told.words else ""
    acts = (
        never.quantifier.text.casefold() in ("never", "without")
        and found[0][0].stem == found[0][1].stem
    )
    return acts and len(never.scope) == 2 and first in PRONOUNS


def _describes(word: Word, words: Sequence[Word], text: str) -> bool:
    """Does it only describe the noun behind it: "fire brigade"?"""
    at = words.index(word) + 1
    if at == len(words) or text[word.end : words[at].start].strip():
        return False
    behind = words[at]
    verb = behind.text.endswith(("ed", "ing")) or not behind.text.casefold().startswith(behind.stem)
    return behind.kind == "content" and not verb and not word.text.endswith(("ed", "ing"))
