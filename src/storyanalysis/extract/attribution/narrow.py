"""Proposals as the tables want them: the content without what is around it."""

from __future__ import annotations

from dataclasses import replace

from storyanalysis.extract.attribution.asked import is_told, what_is_asked, what_is_told
from storyanalysis.extract.attribution.decode import Proposal
from storyanalysis.extract.attribution.edges import (
    before_main_verb,
    behind_dateline,
    behind_day,
    behind_label,
    own_sentence,
    with_colon,
)
from storyanalysis.extract.attribution.nouns import account_nouns
from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.policy import quotation_states
from storyanalysis.extract.attribution.tree import phrase, trim

__all__ = ["narrowed", "quoted_as_saying"]

LONGEST_NAME = 6  # tokens
NAMING = frozenset(["PROPN", "NUM", "NOUN"])


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
    """The content as a statement has it, and its source with the name that it describes.

    Label, dateline and day of the telling go, so do the accused, the asked and the cited; what
    belongs to it behind a colon or a noun comes in. Whoever "is told to" is no source.
    """
    content = own_sentence(page, proposal.token, _behind_citing(page, proposal))
    content = before_main_verb(page, proposal.token, content)
    content = behind_dateline(page, behind_day(page, proposal.token, content))
    content = behind_label(page, content)
    cue = proposal.token
    if cue is not None and page.lemma[cue] == "accuse":
        content = _accusation(page, cue, content) or content
    elif cue is not None:
        content = what_is_told(page, cue, what_is_asked(page, cue, content))
        content = _with_its_clause(page, cue, content)
    content = with_colon(page, cue, content)
    told = cue is not None and is_told(page, cue)
    source = () if told else _with_name(page, proposal.source)
    return replace(proposal, source=source, content=content)


def _with_its_clause(page: Page, cue: int, content: tuple[int, ...]) -> tuple[int, ...]:
    """ "Denied reports that it would close": the report with what it says."""
    for k in page.kids[cue]:
        if page.dep[k] == "dobj" and content[-1] == k and page.lemma[k] in account_nouns():
            clause = (j for j in page.kids[k] if page.dep[j] in ("acl", "ccomp", "relcl"))
            if any(page.word[page.left[j]] == "that" for j in clause):
                return (*content, *trim(page, list(range(k + 1, page.right[k] + 1))))
    return content


def _with_name(page: Page, source: tuple[int, ...]) -> tuple[int, ...]:
    """ "Local 311, the union at the plant, said": the name that the words describe, too."""
    if not source or page.pos[source[0]] != "DET" or source[-1] + 1 >= len(page):
        return source
    first, _ = page.sents[page.sent[source[0]]]
    name = range(first, source[0] - 1)
    if not 0 < len(name) <= LONGEST_NAME or page.word[source[0] - 1] != ",":
        return source
    if page.word[source[-1] + 1] != "," or any(page.pos[i] not in NAMING for i in name):
        return source
    return (*name, name[-1] + 1, *source) if page.pos[name[0]] == "PROPN" else source


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
