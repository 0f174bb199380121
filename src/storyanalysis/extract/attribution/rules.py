"""Source and content of one cue by the dependency tree and the quotation marks.

The rules stand alone where there are no weights; with weights, their answer is a
feature of the tagger.
"""

from __future__ import annotations

from dataclasses import dataclass

from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.quoted import quoted_content
from storyanalysis.extract.attribution.speakers import speaker_beside
from storyanalysis.extract.attribution.tree import (
    OBJECT_PREPOSITIONS,
    SUBJECTS,
    all_quoted,
    complement,
    inverted_subject,
    is_inserted,
    phrase,
    subject_of,
    subtree,
    trim,
    unmarked,
)

__all__ = ["Spans", "spans_of"]

CLAUSES = frozenset(["ccomp", "xcomp", "oprd", "pcomp"])
COMPLEMENTS = (("xcomp", "x"), ("oprd", "o"), ("dobj", "o"), ("acomp", "j"), ("prep", "p"))
MEASURING = frozenset(["put", "estimate", "value", "peg"])
NEVER_INVERTED = frozenset(["tell", "assure", "inform", "notify", "remind"])  # "told reporters"
PRO_CLAUSES = frozenset(["otherwise"])  # "the council says otherwise"


@dataclass(frozen=True)
class Spans:
    """Tokens of the three roles, ascending, and the rule that found the content."""

    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    rule: str


def spans_of(page: Page, cue: int, frames: str) -> Spans:
    """What the rules say about the cue at token `cue`; the content may be empty."""
    if page.pos[cue] in ("NOUN", "PROPN") and "n" in frames:
        return _nominal(page, cue)
    if page.pos[cue] == "ADV":
        return _adverb(page, cue)
    if page.lemma[cue] == "accord" or page.word[cue] in ("according", "per"):
        return _according(page, cue)
    if page.pos[cue] == "ADJ":
        return _adjective(page, cue)
    return _verb(page, cue, frames)


def _verb(page: Page, verb: int, frames: str) -> Spans:
    passive = any(page.dep[k] == "nsubjpass" for k in page.kids[verb])
    content, rule = _verb_content(page, verb, frames, passive)
    taken = set(content)
    top = _agent(page, verb) if passive else subject_of(page, verb)
    if top is not None and (top in taken or top == verb):
        top = None
    if top is None and not passive and page.lemma[verb] not in NEVER_INVERTED:
        top = inverted_subject(page, verb)
    source = [] if top is None else [i for i in phrase(page, top) if i != verb]
    if top is None and rule == "quotation beside a verb" and not passive:
        source = speaker_beside(page, content, verb)
    if verb in range(source[0], source[-1] + 1) if source else False:
        source = [i for i in source if (i < verb) == (top is not None and top < verb)]
        source = trim(page, source)
    if rule == "quotation beside a verb" and top is not None:
        source = _unquoted(page, source, top, taken)
    taken = set(source) | {verb}
    content = [i for i in content if i not in taken]
    return Spans(_cue_tokens(page, verb), tuple(source), tuple(content), rule)


def _unquoted(page: Page, source: list[int], top: int, content: set[int]) -> list[int]:
    """The run around `top` that is no part of the quotation, where the parser mixed them."""
    place = source.index(top) if top in source else 0
    first = next((k for k in range(place, -1, -1) if source[k] in content), -1) + 1
    last = next((k for k in range(place, len(source)) if source[k] in content), len(source))
    return trim(page, source[first:last])


def _cue_tokens(page: Page, verb: int) -> tuple[int, ...]:
    particles = [k for k in page.kids[verb] if page.dep[k] == "prt" and abs(k - verb) <= 2]
    return tuple(sorted([verb, *particles]))


def _agent(page: Page, verb: int) -> int | None:
    for k in page.kids[verb]:
        if page.dep[k] == "agent":
            return next((j for j in page.kids[k] if page.dep[j] == "pobj"), None)
    return None


def _verb_content(page: Page, verb: int, frames: str, passive: bool) -> tuple[list[int], str]:
    clause = next(
        (k for k in reversed(page.kids[verb]) if page.dep[k] == "ccomp" and _apart(page, k)), None
    )
    own = clause is not None and clause > verb and not all_quoted(page, clause)
    quoted = quoted_content(page, verb, only_after=own)
    if quoted:
        return quoted, "quotation beside a verb"
    if clause is not None:
        return _clause(page, clause, verb), "verb and clause"
    if page.dep[verb] in ("parataxis", "ccomp", "advcl") and is_inserted(page, verb):
        host = page.head[verb]
        tokens = trim(page, subtree(page, host, [verb]))
        return tokens, "verb in parenthesis"
    if passive:
        top = next(k for k in page.kids[verb] if page.dep[k] == "nsubjpass")
        more = [k for k in page.kids[verb] if page.dep[k] in ("xcomp", "oprd", "ccomp")]
        tokens = sorted({i for k in [top, *more] for i in subtree(page, k)})
        return trim(page, tokens), "passive"
    if figure := _figure(page, verb):
        return figure, "figure"
    for dep, letter in COMPLEMENTS:
        if letter in frames and (tokens := complement(page, verb, dep)):
            return tokens, f"verb and {dep}"
    bare = [k for k in page.kids[verb] if page.word[k] in PRO_CLAUSES and k > verb]
    return bare, "verb and adverb" if bare else "verb"


def _figure(page: Page, verb: int) -> list[int]:
    """ "Police put the crowd at 5,000"."""
    if page.lemma[verb] not in MEASURING:
        return []
    things = [k for k in page.kids[verb] if page.dep[k] == "dobj" and k > verb]
    at = [k for k in page.kids[verb] if page.word[k] == "at" and things and k > things[0]]
    numbers = [i for k in at[:1] for i in subtree(page, k) if page.pos[i] == "NUM"]
    if not numbers:
        return []
    return trim(page, subtree(page, things[0]) + subtree(page, at[0]))


def _apart(page: Page, clause: int) -> bool:
    return page.right[clause] > page.left[clause] or page.is_word[clause]


def _clause(page: Page, clause: int, verb: int) -> list[int]:
    tokens = [i for i in subtree(page, clause) if i != verb]
    if page.left[clause] < verb < page.right[clause]:
        own = {verb, *(i for k in page.kids[verb] if k != clause for i in subtree(page, k))}
        tokens = [i for i in tokens if i not in own]
    return unmarked(page, trim(page, tokens))


def _according(page: Page, cue: int) -> Spans:
    """ "according to X": the sentence around is what X says."""
    top, words = None, [cue]
    for k in page.kids[cue]:
        if page.word[k] == "to" and page.dep[k] == "prep":
            words.append(k)
            top = next((j for j in page.kids[k] if page.dep[j] == "pobj"), None)
        elif page.dep[k] == "pobj":
            top = k
    if top is None and page.word[page.head[cue]] == "to":
        top = next((j for j in page.kids[page.head[cue]] if page.dep[j] == "pobj"), None)
    source = [] if top is None else phrase(page, top)
    a, b = page.sents[page.sent[cue]]
    taken = {*source, *words, *subtree(page, cue)}
    content = [i for i in range(a, b) if i not in taken]
    while content and page.word[content[-1]] in (".", ","):
        content = content[:-1]
    return Spans(tuple(sorted(words)), tuple(source), tuple(trim(page, content)), "according to")


def _adverb(page: Page, cue: int) -> Spans:
    """ "allegedly": its clause, no source."""
    host = page.head[cue]
    subject = [k for k in page.kids[host] if page.dep[k] in SUBJECTS]
    holes = [cue, *(k for k in page.kids[host] if page.dep[k] in ("advcl", "parataxis"))]
    content = subtree(page, host, holes)
    if not subject and page.dep[host] == "conj":
        content = [i for i in content if i >= cue]
    return Spans((cue,), (), tuple(i for i in trim(page, content) if page.word[i] != "."), "adverb")


def _adjective(page: Page, cue: int) -> Spans:
    """ "critical of X", "confident that ...": the subject of the copula."""
    clauses = [k for k in page.kids[cue] if page.dep[k] in CLAUSES and k > cue]
    tokens = [i for k in clauses[:1] for i in subtree(page, k)]
    if not tokens:
        preps = [k for k in page.kids[cue] if page.dep[k] == "prep" and k > cue]
        tokens = [i for k in preps[:1] for i in subtree(page, k) if i != k]
    top = subject_of(page, page.head[cue]) if page.dep[cue] == "acomp" else None
    source = [] if top is None else phrase(page, top)
    return Spans((cue,), tuple(source), tuple(unmarked(page, trim(page, tokens))), "adjective")


def _nominal(page: Page, cue: int) -> Spans:
    """ "his insistence that", "Strand's threat to", "a company claim that"."""
    own = [k for k in page.kids[cue] if page.dep[k] == "poss"]
    source = subtree(page, own[0]) if own else []
    if not source:
        source = _by_phrase(page, cue)
    clauses = [k for k in page.kids[cue] if page.dep[k] in ("acl", "ccomp", "relcl") and k > cue]
    clauses = [k for k in clauses if page.word[page.left[k]] in ("that", "to")]
    preps = [k for k in page.kids[cue] if page.dep[k] == "prep" and k > cue]
    preps = [k for k in preps if page.word[k] in OBJECT_PREPOSITIONS]
    tokens = [i for k in clauses[:1] for i in subtree(page, k)]
    rule = "noun and clause"
    if not tokens:
        tokens = [i for k in preps[:1] for i in subtree(page, k) if i != k]
        rule = "noun and preposition"
    content = unmarked(page, trim(page, tokens))
    return Spans((cue,), tuple(source), tuple(content), rule)


def _by_phrase(page: Page, cue: int) -> list[int]:
    for k in page.kids[cue]:
        if page.dep[k] == "prep" and page.word[k] in ("by", "from", "of") and k == cue + 1:
            top = next((j for j in page.kids[k] if page.dep[j] == "pobj"), None)
            if top is not None and page.word[k] != "of":
                return phrase(page, top)
    maker = [k for k in page.kids[cue] if page.dep[k] == "compound" and k < cue]
    return maker[:1]
