""" "The dam is safe, its owner, Ana Ruiz, told reporters on Monday": who said it comes last.

Parsers take the speaker behind a long sentence for an apposition and the verb for one of
the sentence's own. The order of the words is plain: a clause, a comma, a name without a
verb, a verb for speaking with nothing of its own to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from storyanalysis.extract.attribution.cues import statement_frames
from storyanalysis.extract.attribution.decode import Proposal
from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.policy import speaks
from storyanalysis.extract.attribution.tree import FINITE, trim, unmarked

__all__ = ["with_tails"]

RULE = "speaker and verb at the end"
CONFIDENCE = 0.6
# the model's reading stands if it has this share of the clause's words
ALIKE = 0.7
SHORTEST = 3  # tokens of a clause
LONGEST = 16  # tokens of one part of a speaker
SPEAKING = frozenset(["VBD", "VBZ", "VBP"])
VERBS = frozenset(["VERB", "AUX"])
NAMES = frozenset(["PROPN", "NOUN", "PRON", "NUM"])
BETWEEN = frozenset(["now", "also", "later", "then", "since", "has", "have", "had", "again"])
BESIDE = frozenset(["ADP", "ADV"])  # what may follow the verb: "said on Monday", "said later"
TIMES = frozenset(["DATE", "TIME"])
WHO_IS_TOLD = frozenset(["DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM"])
TELLING = frozenset(["tell", "inform", "assure", "warn", "remind", "notify"])
ALREADY = frozenset(["as", "so", "otherwise", "likewise"])  # "said so", "said as much"
ACTS = frozenset(["protest", "volunteer", "answer", "respond", "report", "conclude", "repeat"])
NO_START = frozenset(["CCONJ", "SCONJ", "ADP", "VERB", "AUX", "PART"])
OPEN = frozenset(["that", "which", "who", "where", "when", "and", "but", "or", "because", "as"])


def with_tails(page: Page, proposals: Sequence[Proposal], threshold: float) -> list[Proposal]:
    """The proposals, with what the order of the words says where they say otherwise."""
    known = statement_frames()
    tails = [
        found
        for i, lemma in enumerate(page.lemma)
        if "c" in known.get((lemma, "VERB"), "")
        and page.tag[i] in SPEAKING
        and (found := _tail(page, i))
    ]
    if not tails:
        return list(proposals)
    own = {tail.token: tail for tail in tails}
    kept = {
        p.token: p
        for p in proposals
        if p.token in own and p.confidence >= threshold and _alike(page, p, own[p.token])
    }
    others = [p for p in proposals if p.token not in own]
    beside = {page.sent[tail.source[0]]: tail for tail in tails}
    others = [_cut(page, p, beside) for p in others]
    return [*others, *(kept.get(token, tail) for token, tail in own.items())]


def _alike(page: Page, seen: Proposal, tail: Proposal) -> bool:
    a = {i for i in seen.content if page.is_word[i]}
    b = {i for i in tail.content if page.is_word[i]}
    if any(i in tail.source for i in a):
        return False
    return bool(seen.source) and len(a & b) >= ALIKE * len(b)


def _cut(page: Page, proposal: Proposal, beside: dict[int, Proposal]) -> Proposal:
    """Without the speaker at the end of the sentence, and what stands behind him."""
    cue = proposal.token
    tail = None if cue is None else beside.get(page.sent[cue])
    if tail is None or cue not in tail.content or tail.source[0] not in proposal.content:
        return proposal
    kept = trim(page, [i for i in proposal.content if i < tail.source[0]])
    return (
        replace(proposal, content=tuple(kept)) if any(page.is_word[i] for i in kept) else proposal
    )


def _tail(page: Page, verb: int) -> Proposal | None:
    """The clause before the speaker and the verb, if that is how the sentence is built."""
    start, end = page.sents[page.sent[verb]]
    start = max(start, page.paras[page.para[verb]][0])
    if page.outer[verb] >= 0 or page.outer[start] >= 0 or not speaks(page, verb):
        return None
    if page.lemma[verb] in ACTS and page.word[verb + 1 : verb + 2] not in (["."], [","], []):
        return None
    if not _says_no_more(page, verb, end):
        return None
    source = _speaker(page, start, verb)
    if not source:
        return None
    content = unmarked(page, trim(page, list(range(start, source[0]))))
    if len(content) < SHORTEST or not any(page.pos[i] in VERBS for i in content):
        return None
    if page.word[content[0]] in ("according", "per"):
        return None
    return Proposal(verb, (verb,), tuple(source), tuple(content), RULE, CONFIDENCE)


def _says_no_more(page: Page, verb: int, end: int) -> bool:
    """Is there behind the verb only to whom, where and when?"""
    i = verb + 1
    told = i < end and page.pos[i] in WHO_IS_TOLD and page.ent[i] not in TIMES
    if told != (page.lemma[verb] in TELLING) and (told or page.lemma[verb] == "tell"):
        return False
    if i < end and page.is_word[i] and not told:
        beside = page.pos[i] in BESIDE or page.ent[i] in TIMES
        if not beside or page.word[i] in ALREADY:
            return False
    behind = range(i, end)
    if any(page.tag[k] in FINITE or page.tag[k] == "TO" or page.outer[k] >= 0 for k in behind):
        return False
    return not any(page.word[k] in (":", "that") for k in behind)


def _speaker(page: Page, start: int, verb: int) -> list[int]:
    """The words before the verb, back to a comma; a name in apposition takes what it names."""
    stop = verb
    while stop > start and page.word[stop - 1] in BETWEEN:
        stop -= 1
    first = _part(page, start, stop)
    if first == stop:  # "its owner, Ana Ruiz, told"
        second = _part(page, start, stop - 1)
        first = _part(page, start, second - 1)
        if not _names(page, range(second, stop - 1)):
            return []
        return list(range(first, stop - 1)) if _names(page, range(first, second - 1)) else []
    return list(range(first, stop)) if _names(page, range(first, stop)) else []


def _part(page: Page, start: int, stop: int) -> int:
    """Where the part between commas that ends at `stop` begins."""
    i = stop
    while i > start and page.word[i - 1] != ",":
        i -= 1
    return i


def _names(page: Page, tokens: range) -> bool:
    """A noun phrase, with no verb and nothing that ties it to what stands before."""
    if not 0 < len(tokens) <= LONGEST or page.pos[tokens[0]] in NO_START:
        return False
    if page.tag[tokens[0]] in ("WDT", "WP", "WRB"):  # "which the Herald pointed to"
        return False
    if tokens[0] == 0 or page.word[tokens[0] - 1] != "," or page.word[tokens[0] - 2] in OPEN:
        return False
    if any(page.tag[i] in FINITE or page.tag[i] == "TO" or page.outer[i] >= 0 for i in tokens):
        return False
    return any(page.pos[i] in NAMES for i in tokens)
