"""Proposals as the tables want them: the content without what is around it."""

from __future__ import annotations

import calendar
from dataclasses import replace
from functools import cache

from storyanalysis import lexicons
from storyanalysis.extract.attribution.decode import Proposal
from storyanalysis.extract.attribution.nouns import account_nouns
from storyanalysis.extract.attribution.page import MARKS, Page
from storyanalysis.extract.attribution.policy import page_labels, quotation_states
from storyanalysis.extract.attribution.tree import SUBJECTS, phrase, subtree, trim, unmarked

__all__ = ["narrowed", "quoted_as_saying"]

FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
COMPLEMENTS = frozenset(["dobj", "oprd", "xcomp", "ccomp"])
DAYS = frozenset(calendar.day_name[k].lower() for k in range(7)) | {"today", "yesterday"}
PARTS = ("morning", "afternoon", "evening", "night")
NOMINAL = frozenset(["DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "ADV"])
ASKING = frozenset(["call", "appeal"])  # on, to somebody
TELLING = frozenset(["tell", "order", "urge", "instruct", "advise", "warn", "remind"])
DASHES = frozenset(["-", "–", "—", "--"])
LONGEST_LABEL = 10  # tokens
LONGEST_NAME = 6  # tokens
NAMING = frozenset(["PROPN", "NUM", "NOUN"])
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
    content = _before_main_verb(page, proposal.token, content)
    content = _behind_dateline(page, _behind_day(page, proposal.token, content))
    content = _behind_label(page, content)
    cue = proposal.token
    if cue is not None and page.lemma[cue] == "accuse":
        content = _accusation(page, cue, content) or content
    elif cue is not None:
        content = _what_is_told(page, cue, _what_is_asked(page, cue, content))
        content = _with_its_clause(page, cue, content)
    content = _with_colon(page, cue, content)
    told = cue is not None and _is_told(page, cue)
    source = () if told else _with_name(page, proposal.source)
    return replace(proposal, source=source, content=content)


def _behind_day(page: Page, cue: int | None, content: tuple[int, ...]) -> tuple[int, ...]:
    """ "Said on Friday taxes would rise": the day is that of the telling."""
    if cue is None or page.outer[cue] >= 0 or page.pos[cue] != "VERB" or content[0] < cue:
        return content
    first = content[0] - (page.word[content[0] - 1] == "on")
    if page.word[first - 1] not in ("that", ","):
        day = _day_at(page, first)
        if content[0] <= day < content[-1] and page.pos[day + 1] in NOMINAL:
            return tuple(i for i in content if i > day)
    day = _day_at(page, cue + 1)  # the parser may take "Friday taxes" for one noun
    between = range(day + 1, content[0])
    noun = day > cue and between and all(page.pos[i] in NOMINAL for i in between)
    return (*between, *content) if noun and page.tag[content[0]] in FINITE else content


def _day_at(page: Page, i: int) -> int:
    """The last token of "on Friday evening", if that begins at `i`, else -1."""
    i += page.word[i : i + 1] in (["late"], ["early"])
    i += page.word[i : i + 1] == ["on"]
    if i >= len(page) or page.word[i] not in DAYS:
        return -1
    return i + (page.word[i + 1 : i + 2] in ([part] for part in PARTS))


def _behind_label(page: Page, content: tuple[int, ...]) -> tuple[int, ...]:
    """Without the "UPDATED 5:40 p.m.:" in front."""
    if page.word[content[0]] not in page_labels():
        return content
    for place, i in enumerate(content[:LONGEST_LABEL]):
        if page.word[i] == ":":
            return content[place + 1 :] or content
    return content


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


def _with_its_clause(page: Page, cue: int, content: tuple[int, ...]) -> tuple[int, ...]:
    """ "Denied reports that it would close": the report with what it says."""
    for k in page.kids[cue]:
        if page.dep[k] == "dobj" and content[-1] == k and page.lemma[k] in account_nouns():
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
    asks = page.lemma[cue] in _telling() or page.lemma[cue] in ASKING
    if not asks or content[0] < cue:
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


def _with_colon(page: Page, cue: int | None, content: tuple[int, ...]) -> tuple[int, ...]:
    """ "Said she had misspoken: it served 1,000 meals": the clause behind is said too."""
    if cue is None or page.outer[cue] >= 0 or page.lemma[cue] in page_labels():
        return content
    colon = max(content[-1], cue) + 1
    while colon < len(page) and page.word[colon] in MARKS:
        colon += 1
    end = page.sents[page.sent[cue]][1]
    rest = range(colon + 1, end)
    if colon >= end or page.word[colon] != ":" or any(page.outer[i] >= 0 for i in rest):
        return content
    if not any(page.tag[i] in FINITE for i in rest):
        return content
    return (*content, *range(colon, end - (page.word[end - 1] == ".")))


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


def _before_main_verb(page: Page, cue: int | None, content: tuple[int, ...]) -> tuple[int, ...]:
    """What a word inside a subject reports ends before the verb of that subject.

    "A man accused of theft said he panicked", "the motion demanding that it make way passed".
    """
    if cue is None or page.dep[cue] not in ("acl", "advcl") or content[0] < cue:
        return content
    above = page.head[cue]
    verb = page.head[above] if page.dep[above] in SUBJECTS else _taken_in(page, above, cue)
    if verb is not None and content[0] < verb <= content[-1] and page.tag[verb] in FINITE:
        return tuple(trim(page, [i for i in content if i < verb])) or content
    return content


def _taken_in(page: Page, root: int, cue: int) -> int | None:
    """The main verb that the parser gave to the demand: "demanding that it make its exit was".

    The sentence is left without a finite verb at its root, and a verb in the bare form, as
    demands have it, with a finite clause for its object.
    """
    helped = any(page.tag[k] in FINITE for k in page.kids[root] if page.dep[k] == "aux")
    if page.head[root] != root or page.tag[root] in FINITE or helped:
        return None
    for bare in (k for k in page.kids[cue] if page.dep[k] == "ccomp" and page.tag[k] == "VB"):
        if any(page.dep[k] == "aux" for k in page.kids[bare]):
            return None
        for late in (k for k in page.kids[bare] if page.dep[k] == "ccomp" and k > bare):
            verbs = [late, *(k for k in page.kids[late] if page.dep[k] in ("aux", "auxpass"))]
            return min((k for k in verbs if page.tag[k] in FINITE), default=None)
    return None


def _what_is_told(page: Page, cue: int, content: tuple[int, ...]) -> tuple[int, ...]:
    """ "Drivers were told to wait": what they were told, without those who were."""
    if page.lemma[cue] not in _telling() or content[0] > cue:
        return content
    told = next((k for k in page.kids[cue] if page.dep[k] == "nsubjpass"), None)
    if told is None or page.outer[cue] != page.outer[told]:
        return content
    rest = [i for i in content if i > cue]
    if not any(page.is_word[i] for i in rest) and content[-1] < cue:
        rest = _complement(page, cue)
    return tuple(unmarked(page, trim(page, rest))) or content


def _is_told(page: Page, cue: int) -> bool:
    """ "Parents told to throw them away": a headline's passive has no auxiliary."""
    if page.lemma[cue] not in TELLING or page.tag[cue] not in ("VBD", "VBN"):
        return False
    behind = page.word[cue + 1 : cue + 2] == ["to"] and page.tag[cue + 1] == "TO"
    return behind and not any(page.dep[k] in ("agent", "dobj") for k in page.kids[cue])


def _complement(page: Page, cue: int) -> list[int]:
    """ "Unions were promised a meeting", "she was told of the plan"."""
    for k in page.kids[cue]:
        if k > cue and page.dep[k] in COMPLEMENTS:
            return subtree(page, k)
        if k > cue and page.dep[k] == "prep" and page.word[k] in ("of", "about"):
            return [i for i in subtree(page, k) if i != k]
    return []


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
