"""Proposals as the tables want them: the content without what is around it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from storyanalysis import lexicons
from storyanalysis.extract.attribution.decode import Proposal
from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.policy import page_labels, quotation_states
from storyanalysis.extract.attribution.tree import phrase, trim

__all__ = ["narrowed", "quoted_as_saying"]

FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
DASHES = frozenset(["-", "–", "—", "--"])
LONGEST_DATELINE = 16  # tokens
LONGEST_ADDRESSEE = 15  # tokens between "asked" and "to"


def quoted_as_saying(page: Page, proposal: Proposal) -> Proposal:
    """ "“...,” the order quotes him as saying": he says it, whichever verb was taken."""
    cue = proposal.token
    if cue is None or page.lemma[cue] != "quote":
        return proposal
    through = [k for k in page.kids[cue] if page.word[k] == "as"]
    saying = next((j for k in through for j in page.kids[k] if page.tag[j] == "VBG"), None)
    person = next((k for k in page.kids[cue] if page.dep[k] in ("dobj", "nsubjpass")), None)
    if saying is None or person is None:
        return proposal
    source = tuple(phrase(page, person))
    gone = {*source, *proposal.source, *through, cue, saying}
    content = tuple(trim(page, [i for i in proposal.content if i not in gone]))
    if not any(page.is_word[i] for i in content):
        return proposal
    return replace(
        proposal,
        token=saying,
        cue=(cue, saying),
        source=source,
        content=content,
        by_rules=source,
    )


def narrowed(page: Page, proposal: Proposal) -> Proposal:
    """Without a page label ("UPDATE:") before the content, without the accused or the cited."""
    content = _own_sentence(page, proposal.token, _behind_citing(page, proposal))
    content = _behind_dateline(page, content)
    if len(content) > 2 and page.word[content[1]] == ":" and page.word[content[0]] in page_labels():
        content = content[2:]
    cue = proposal.token
    if cue is not None and page.lemma[cue] == "accuse":
        content = _accusation(page, cue, content) or content
    elif cue is not None:
        content = _with_its_clause(page, cue, _what_is_asked(page, cue, content))
    return replace(proposal, content=content)


def _behind_dateline(page: Page, content: tuple[int, ...]) -> tuple[int, ...]:
    """Without the "HOLM, May 8 - " at the head of a paragraph."""
    first, _ = page.paras[page.para[content[0]]]
    if content[0] != first or not page.shape[first].isupper() or len(page.shape[first]) < 3:
        return content
    for place, i in enumerate(content[:LONGEST_DATELINE]):
        if page.pos[i] in ("VERB", "AUX"):
            break
        if page.word[i] in DASHES and content[place + 1 :]:
            return content[place + 1 :]
    return content


@cache
def _accounts() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicons.rows("nouns_of_account"))


def _with_its_clause(page: Page, cue: int, content: tuple[int, ...]) -> tuple[int, ...]:
    """ "Denied reports that it would close": the report with what it says."""
    for k in page.kids[cue]:
        if page.dep[k] == "dobj" and content[-1] == k and page.lemma[k] in _accounts():
            clause = (j for j in page.kids[k] if page.dep[j] in ("acl", "ccomp", "relcl"))
            if any(page.word[page.left[j]] == "that" for j in clause):
                return (*content, *trim(page, list(range(k + 1, page.right[k] + 1))))
    return content


def _own_sentence(page: Page, cue: int | None, content: tuple[int, ...]) -> tuple[int, ...]:
    """Without the quotation of the sentence before: "“...” The union will strike, he said"."""
    if cue is None or page.outer[cue] >= 0 or content[0] >= cue:
        return content
    first, _ = page.sents[page.sent[cue]]
    before = [i for i in content if i < first and page.is_word[i]]
    own = [i for i in content if i >= first]
    words = [i for i in own if page.is_word[i]]
    if not before or not words or words[-1] > cue:
        return content
    if all(page.outer[i] >= 0 for i in before) and all(page.outer[i] < 0 for i in words):
        return tuple(own)
    return content


@cache
def _telling() -> frozenset[str]:
    return frozenset(row["lemma"] for row in lexicons.rows("telling_verbs"))


def _what_is_asked(page: Page, cue: int, content: tuple[int, ...]) -> tuple[int, ...]:
    """ "Asked the residents to leave": what they are to do, without those who are asked."""
    if page.lemma[cue] not in _telling() or content[0] < cue:
        return content
    for place, i in enumerate(content[:LONGEST_ADDRESSEE]):
        if page.tag[i] == "TO" and place:
            verb = page.head[i]
            if page.head[verb] == cue and page.dep[verb] in ("xcomp", "ccomp", "advcl"):
                negated = page.dep[content[place - 1]] == "neg"
                return content[place - 1 :] if negated else content[place + 1 :] or content
        if page.tag[i] in FINITE or page.pos[i] == "SCONJ":
            break
    return content


def _accusation(page: Page, cue: int, content: tuple[int, ...]) -> tuple[int, ...]:
    """What stands behind "of"; only the quotation, where it follows at once."""
    hosts = {cue, *(k for k in page.kids[cue] if page.dep[k] == "dobj")}
    behind = (i for i in content if page.word[i] == "of" and page.head[i] in hosts)
    of = next(behind, content[0] - 1)
    states = quotation_states(page, cue)
    quote = states[of + 1]
    if quote >= 0 and of + 1 == page.spans[quote][0]:
        return tuple(i for i in content if states[i] == quote)
    return tuple(i for i in content if i > of)


def _behind_citing(page: Page, proposal: Proposal) -> tuple[int, ...]:
    """ "Reported, citing two officials, that ...": what comes after "that"."""
    cue, content = proposal.token, proposal.content
    if cue is None:
        return content
    citing = (k for k in page.kids[cue] if page.lemma[k] in ("cite", "quote") and k > cue)
    verb = next(citing, None)
    if verb is None or not verb < content[0] <= page.right[verb]:
        return content
    that = (k for k, i in enumerate(content) if page.word[i] == "that" and page.dep[i] == "mark")
    return content[next(that, -1) + 1 :]
