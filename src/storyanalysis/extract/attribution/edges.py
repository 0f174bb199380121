"""Where the words of a statement begin and end: not with a label, a day, another verb."""

from __future__ import annotations

from storyanalysis.extract.attribution.page import MARKS, Page
from storyanalysis.extract.attribution.policy import page_labels
from storyanalysis.extract.attribution.tree import FINITE, SUBJECTS, trim

__all__ = [
    "before_main_verb",
    "behind_dateline",
    "behind_day",
    "behind_label",
    "own_sentence",
    "with_colon",
]

DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())
PARTS = ("morning", "afternoon", "evening", "night")
NOMINAL = frozenset(["DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "ADV"])
DASHES = frozenset(["-", "–", "—", "--"])
LONGEST_LABEL = 10  # tokens
LONGEST_DATELINE = 16  # tokens


def behind_label(page: Page, content: tuple[int, ...]) -> tuple[int, ...]:
    """Without the "UPDATED 5:40 p.m.:" in front."""
    if page.word[content[0]] not in page_labels():
        return content
    for place, i in enumerate(content[:LONGEST_LABEL]):
        if page.word[i] == ":":
            return content[place + 1 :] or content
    return content


def behind_dateline(page: Page, content: tuple[int, ...]) -> tuple[int, ...]:
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


def behind_day(page: Page, cue: int | None, content: tuple[int, ...]) -> tuple[int, ...]:
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


def with_colon(page: Page, cue: int | None, content: tuple[int, ...]) -> tuple[int, ...]:
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


def own_sentence(page: Page, cue: int | None, content: tuple[int, ...]) -> tuple[int, ...]:
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


def before_main_verb(page: Page, cue: int | None, content: tuple[int, ...]) -> tuple[int, ...]:
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
