"""All rules of revision, each with what a later claim must have for the rule to read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from storyanalysis.inquire.claims import Claim
from storyanalysis.inquire.confirm_rules import agreed, confirmed, realised, stands, upheld
from storyanalysis.inquire.contexts import (
    corrects,
    own_text,
    retracting,
    topics,
    withdrawn_claim,
)
from storyanalysis.inquire.count_rules import (
    adds,
    counted_on,
    number_changed,
)
from storyanalysis.inquire.cues import has_cue
from storyanalysis.inquire.outcome_rules import (
    called_off,
    came_out_otherwise,
    denial_undone,
    lifted,
    turned_out,
    undecided,
)
from storyanalysis.inquire.pairs import Finding, Pair
from storyanalysis.inquire.quantifiers import never_so
from storyanalysis.inquire.revision_rules import (
    claim_withdrawn,
    denied,
    disputed,
    misstated,
    taken_back,
)
from storyanalysis.inquire.slot_rules import (
    replaced,
    replaced_in_place,
    wrong_word_quoted,
)
from storyanalysis.inquire.whole_story import quotes_wrong

__all__ = ["Rule", "rules_for"]


class Rule(NamedTuple):
    """A rule of revision.

    Attributes
    ----------
    judge : callable
        Gives what it finds about a pair of claims.
    reads : callable
        Does it read this later claim at all? Spares the look at every pair.
    described : bool
        Does it read what only describes a speaker, too?
    quoted : bool
        Does it read what tells the wrong version, too?
    """

    judge: Callable[[Pair], Iterator[Finding]]
    reads: Callable[[Claim], object]
    described: bool = False
    quoted: bool = False


def _any(new: Claim) -> bool:
    return True


def _counts(new: Claim) -> bool:
    return any(word.number is not None for word in new.words)


def _cued(kind: str) -> Callable[[Claim], object]:
    return lambda new: has_cue(kind, new.sentence_text)


RULES = (
    Rule(number_changed, _counts, described=True),
    Rule(counted_on, lambda new: adds(own_text(new))),
    Rule(denied, _any),
    Rule(disputed, lambda new: has_cue("disputes", new.text)),
    Rule(taken_back, retracting),
    Rule(misstated, quotes_wrong, described=True, quoted=True),
    Rule(claim_withdrawn, lambda new: withdrawn_claim(new.sentence_text)),
    Rule(confirmed, _any),
    Rule(upheld, agreed),
    Rule(realised, lambda new: has_cue("realised", own_text(new))),
    Rule(stands, _cued("stands")),
    Rule(never_so, _any),
    Rule(denial_undone, _any),
    Rule(came_out_otherwise, topics),
    Rule(turned_out, _cued("turned out")),
    Rule(undecided, _cued("undecided")),
    Rule(called_off, _cued("called off")),
    Rule(lifted, _cued("lifted")),
    Rule(replaced, _cued("replaces"), described=True),
    Rule(replaced_in_place, corrects, described=True),
    Rule(wrong_word_quoted, quotes_wrong, described=True, quoted=True),
)


def rules_for(new: Claim) -> tuple[list[Rule], list[Rule]]:
    """The rules that read a later claim: for every earlier one, and for descriptions."""
    wrong = quotes_wrong(new)
    rules: Iterable[Rule] = (rule for rule in RULES if rule.quoted or not wrong)
    read = [rule for rule in rules if rule.reads(new)]
    told = [rule for rule in read if rule.described]
    return (told if new.described else read), told
