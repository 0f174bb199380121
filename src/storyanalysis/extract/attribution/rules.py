"""Source and content of one cue by the dependency tree and the quotation marks.

The rules stand alone where there are no weights; with weights, their answer is a
feature of the tagger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from storyanalysis.extract.attribution.page import Page

__all__ = ["Spans", "same_turn", "spans_of", "subject_of", "trim", "unmarked"]

SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj"])
CLAUSES = frozenset(["ccomp", "xcomp", "oprd", "pcomp"])
CLIMB = frozenset(["conj", "xcomp", "advcl", "ccomp", "pcomp", "dep", "parataxis"])
NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM"])
FAR = 25  # words between a verb and the quotation it introduces
NEAR = 14  # words between a quotation and the verb after it
OBJECT_PREPOSITIONS = frozenset(["for", "on", "of", "about", "against", "to", "at", "with", "over"])


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


def subtree(page: Page, top: int, without: Iterable[int] = ()) -> list[int]:
    """Tokens under `top`, less those under each of `without`."""
    tokens = range(page.left[top], page.right[top] + 1)
    holes = [(page.left[i], page.right[i]) for i in without]
    return [i for i in tokens if not any(a <= i <= b for a, b in holes)]


def subject_of(page: Page, verb: int) -> int | None:
    """Head of the verb's subject, its own or the one it shares with its governor."""
    for _ in range(5):
        own = [k for k in page.kids[verb] if page.dep[k] in SUBJECTS]
        if own:
            return own[-1] if page.dep[own[-1]] != "csubj" else None
        if page.dep[verb] in ("acl", "relcl"):
            return page.head[verb] if page.pos[page.head[verb]] in NOMINAL else None
        if page.dep[verb] not in CLIMB or page.head[verb] == verb:
            return None
        verb = page.head[verb]
    return None


def _inverted(page: Page, verb: int) -> int | None:
    """ "says General": a noun right behind the cue, taken for an object by the parser."""
    for k in page.kids[verb]:
        near = verb < page.left[k] <= verb + 2
        if near and page.pos[k] in NOMINAL and page.dep[k] in ("dobj", "attr", "npadvmod", "dep"):
            return k
    return None


def _source_tokens(page: Page, top: int) -> list[int]:
    """A noun phrase without its loose ends (a clause after a comma, marks)."""
    holes = [k for k in page.kids[top] if k > top and page.dep[k] in ("punct", "relcl", "cc")]
    conjuncts = any(page.dep[k] == "conj" for k in page.kids[top])
    holes = [k for k in holes if page.dep[k] != "cc" or not conjuncts]
    inner = [k for k in holes if page.dep[k] == "relcl" and page.head[k] == top]
    after = [k for k in inner if page.left[k] > 0 and page.word[page.left[k] - 1] == ","]
    holes = [k for k in holes if page.dep[k] != "relcl" or k in after]
    return trim(page, subtree(page, top, holes))


def trim(page: Page, tokens: list[int]) -> list[int]:
    """Without punctuation at the ends; quotation marks stay."""
    kept = [i for i in tokens if page.text[page.start[i] : page.end[i]].strip()]
    while kept and _loose(page, kept[0]):
        kept = kept[1:]
    while kept and _loose(page, kept[-1]):
        kept = kept[:-1]
    return kept


def _loose(page: Page, token: int) -> bool:
    return page.pos[token] == "PUNCT" and page.word[token] in (",", ":", ";", "-", "–", "—", "--")


def _verb(page: Page, verb: int, frames: str) -> Spans:
    passive = any(page.dep[k] == "nsubjpass" for k in page.kids[verb])
    content, rule = _verb_content(page, verb, frames, passive)
    taken = set(content)
    top = _agent(page, verb) if passive else subject_of(page, verb)
    if top is not None and (top in taken or top == verb):
        top = None
    if top is None and not passive:
        top = _inverted(page, verb)
    source = [] if top is None else [i for i in _source_tokens(page, top) if i != verb]
    if verb in range(source[0], source[-1] + 1) if source else False:
        source = [i for i in source if (i < verb) == (top is not None and top < verb)]
    taken = set(source) | {verb}
    content = [i for i in content if i not in taken]
    return Spans(_cue_tokens(page, verb), tuple(source), tuple(content), rule)


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
    own = clause is not None and clause > verb and not _all_quoted(page, clause)
    quoted = quoted_content(page, verb, only_after=own)
    if quoted:
        return quoted, "quotation beside a verb"
    if clause is not None:
        return _clause(page, clause, verb), "verb and clause"
    if page.dep[verb] in ("parataxis", "ccomp", "advcl") and _inserted(page, verb):
        host = page.head[verb]
        tokens = trim(page, subtree(page, host, [verb]))
        return tokens, "verb in parenthesis"
    if passive:
        top = next(k for k in page.kids[verb] if page.dep[k] == "nsubjpass")
        more = [k for k in page.kids[verb] if page.dep[k] in ("xcomp", "oprd", "ccomp")]
        tokens = sorted({i for k in [top, *more] for i in subtree(page, k)})
        return trim(page, tokens), "passive"
    for dep, letter in (("xcomp", "x"), ("oprd", "o"), ("dobj", "o"), ("prep", "p")):
        if letter in frames and (tokens := _complement(page, verb, dep)):
            return tokens, f"verb and {dep}"
    return [], "verb"


def _apart(page: Page, clause: int) -> bool:
    return page.right[clause] > page.left[clause] or page.is_word[clause]


def _all_quoted(page: Page, clause: int) -> bool:
    return all(page.outer[i] >= 0 for i in subtree(page, clause) if page.is_word[i])


def _inserted(page: Page, verb: int) -> bool:
    """ ", he said," inside or behind the clause it reports."""
    left = page.left[verb] - 1
    comma = left >= 0 and page.word[left] in (",", "—", "–", "--", "(")
    return comma or page.word[page.left[verb]] in (",", "—", "–", "--", "(")


def _clause(page: Page, clause: int, verb: int) -> list[int]:
    tokens = [i for i in subtree(page, clause) if i != verb]
    if page.left[clause] < verb < page.right[clause]:
        own = {verb, *(i for k in page.kids[verb] if k != clause for i in subtree(page, k))}
        tokens = [i for i in tokens if i not in own]
    return unmarked(page, trim(page, tokens))


def unmarked(page: Page, tokens: list[int]) -> list[int]:
    """Without the "that" or "to" in front."""
    if len(tokens) > 1 and page.word[tokens[0]] in ("that", "to") and page.pos[tokens[0]] != "PRON":
        return tokens[1:]
    return tokens


def _complement(page: Page, verb: int, dep: str) -> list[int]:
    tops = [k for k in page.kids[verb] if page.dep[k] == dep and k > verb]
    if dep == "prep":
        tops = [
            j
            for k in tops
            if page.word[k] in OBJECT_PREPOSITIONS
            for j in page.kids[k]
            if page.dep[j] in ("pobj", "pcomp")
        ]
    if dep in ("xcomp", "oprd"):
        tops += [k for k in page.kids[verb] if page.dep[k] == "dobj" and k > verb and dep == "oprd"]
    tokens = sorted({i for k in tops[:2] for i in subtree(page, k)})
    return unmarked(page, trim(page, tokens))


def quoted_content(page: Page, verb: int, *, only_after: bool = False) -> list[int]:
    """The quotations that a verb introduces, interrupts, or follows."""
    before = None if only_after else _quote_before(page, verb)
    after = _quote_after(page, verb, resumed=before is not None)
    if before is None and after is None:
        return []
    if after is not None and before is None:
        mixed = _mixed_clause(page, verb, after)
        if mixed:
            return mixed
    first = before if before is not None else after
    last = after if after is not None else before
    assert first is not None
    assert last is not None
    return _run(page, verb, first, last)


def _states(page: Page, verb: int) -> list[int]:
    """Quotations that count for a cue: inner ones, if it is itself quoted."""
    return page.inner if page.outer[verb] >= 0 else page.outer


def _quote_before(page: Page, verb: int) -> int | None:
    states, home = _states(page, verb), page.outer[verb]
    words = 0
    for i in range(verb - 1, page.paras[page.para[verb]][0] - 1, -1):
        if states[i] >= 0:
            return states[i] if _ends_like_speech(page, states[i]) else None
        if page.outer[i] != home or page.word[i] in (".", ";", ":", "that"):
            return None
        words += page.is_word[i]
        if words > NEAR or (page.pos[i] in ("VERB", "AUX") and page.dep[i] not in ("aux", "relcl")):
            return None
    return None


def _ends_like_speech(page: Page, quote: int) -> bool:
    """A whole quotation ends with a mark of its own, or a comma follows it."""
    found = page.quotes[quote]
    last = page.text[found.inner_end - 1]
    behind = page.text[found.end : found.end + 1]
    return last in ",.?!…—–-" or behind in (",", "—", "–")


def _quote_after(page: Page, verb: int, *, resumed: bool) -> int | None:
    """The next quotation; one of a new sentence counts if the verb interrupts a turn."""
    states, home = _states(page, verb), page.outer[verb]
    words = 0
    for i in range(verb + 1, page.paras[page.para[verb]][1]):
        if states[i] >= 0:
            return states[i]
        if page.outer[i] != home or _stops(page, states, i, resumed):
            return None
        words += page.is_word[i]
        if words > FAR:
            return None
    return None


def _stops(page: Page, states: list[int], i: int, resumed: bool) -> bool:
    resumes = resumed and i + 1 < len(page) and states[i + 1] >= 0
    return page.word[i] in (".", ";") and not resumes


def _mixed_clause(page: Page, verb: int, quote: int) -> list[int]:
    """The complement that begins outside the quotation and runs into it."""
    a, b = page.spans[quote]
    tops = [k for k in page.kids[verb] if page.dep[k] in CLAUSES | {"dobj"} and k > verb]
    tops = [k for k in tops if page.left[k] < a and page.right[k] >= a - 1]
    tops = [k for k in tops if page.dep[k] != "dobj" or page.right[k] >= a]
    if not tops:
        return []
    left = min(page.left[k] for k in tops)
    right = max(b - 1, *(page.right[k] for k in tops))
    return unmarked(page, trim(page, list(range(max(left, verb + 1), right + 1))))


def _run(page: Page, verb: int, first: int, last: int) -> list[int]:
    """All the quotations from `first` on that belong to the same turn."""
    states, tokens = _states(page, verb), set()
    chosen = {first, last}
    if page.outer[verb] < 0:
        chosen |= set(same_turn(page, first, last))
    for quote in chosen:
        a, b = page.spans[quote]
        tokens |= {i for i in range(a, b) if states[i] == quote}
    return sorted(tokens)


def same_turn(page: Page, first: int, last: int) -> Iterator[int]:
    """Whole quoted sentences before and after, and paragraphs that carry on."""
    for step, quote in ((-1, first), (1, last)):
        here = quote
        while (there := _next_outer(page, here, step)) is not None:
            a, b = sorted((here, there))
            gap = range(page.spans[a][1], page.spans[b][0])
            carries = page.quotes[b].continues
            same = page.para[page.spans[a][0]] == page.para[page.spans[b][0]]
            if any(page.is_word[i] for i in gap) or not (carries or same):
                break
            yield there
            here = there


def _next_outer(page: Page, quote: int, step: int) -> int | None:
    quote += step
    while 0 <= quote < len(page.quotes):
        if not page.quotes[quote].level:
            return quote
        quote += step
    return None


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
    source = [] if top is None else _source_tokens(page, top)
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
    source = [] if top is None else _source_tokens(page, top)
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
                return _source_tokens(page, top)
    maker = [k for k in page.kids[cue] if page.dep[k] == "compound" and k < cue]
    return maker[:1]
