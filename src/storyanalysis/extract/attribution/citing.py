"""Whom a report cites: "the Herald reported, citing two officials".

The one cited speaks; the one who cites passes it on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from storyanalysis.extract.attribution.decode import Proposal
from storyanalysis.extract.attribution.nouns import kind_of
from storyanalysis.extract.attribution.page import Page
from storyanalysis.extract.attribution.tree import phrase, subject_of, trim

__all__ = ["CITING", "with_cited"]

CITING = frozenset(["cite", "quote"])
NAMED = frozenset(["PERSON", "ORG", "GPE", "NORP"])
FINITE = frozenset(["VBD", "VBZ", "VBP"])
BEFORE = frozenset([",", "(", "—", "–", "--"])
SAME = frozenset(["it", "they", "he", "she"])
WHO_REPORTS = frozenset(["media", "document"])  # kinds of nouns: "the newspaper cited ..."


def with_cited(page: Page, chosen: Sequence[Proposal]) -> list[Proposal]:
    """The proposals, with those who are cited as their sources."""
    found = list(chosen)
    beside_it: dict[int, list[int]] = {}  # reports by the sentence of their cue
    for k, report in enumerate(found):
        if report.token is not None and report.source:
            beside_it.setdefault(page.sent[report.token], []).append(k)
    for verb, noun in _citations(page):
        beside = page.tag[verb] == "VBG" or page.dep[verb] == "relcl"
        reports = _reports_beside if beside else _reports_before
        for k in reports(page, verb, found, beside_it):
            found[k] = _passed_on(page, found[k], verb, noun)
    return found


def _passed_on(page: Page, report: Proposal, verb: int, noun: int) -> Proposal:
    """The report with the one cited as its source, if that leaves a source and a content."""
    cited = tuple(phrase(page, noun))
    gone = range(verb, cited[-1] + 1)
    passer = tuple(trim(page, [i for i in report.source if i not in gone]))
    content = tuple(trim(page, [i for i in report.content if i not in gone]))
    if not passer or not any(page.is_word[i] for i in content) or set(cited) & set(passer):
        return report
    cue = tuple(sorted({*report.cue, verb}))
    return replace(report, cue=cue, source=cited, content=content, passer=passer)


def _citations(page: Page) -> Iterator[tuple[int, int]]:
    """Verbs of citing, each with the head of whom it cites."""
    for verb, lemma in enumerate(page.lemma):
        if lemma not in CITING or page.outer[verb] >= 0 or page.tag[verb] not in FINITE | {"VBG"}:
            continue
        if any(page.word[k] == "as" for k in page.kids[verb]):
            continue  # "quoted her as saying" has a cue of its own
        noun = next((k for k in page.kids[verb] if page.dep[k] == "dobj" and k > verb), None)
        if noun is not None and _can_speak(page, verb, noun):
            yield verb, noun


def _can_speak(page: Page, verb: int, noun: int) -> bool:
    """Someone or a document, no reason: "citing security concerns"."""
    if page.ent[noun] in NAMED or page.pos[noun] == "PROPN" or page.lemma[verb] == "quote":
        return True
    return kind_of(page, noun) is not None


def _reports_beside(
    page: Page, verb: int, found: Sequence[Proposal], by_sentence: dict[int, list[int]]
) -> list[int]:
    """The report in the same sentence that stands nearest."""
    here = by_sentence.get(page.sent[verb], [])
    first, _ = page.sents[page.sent[verb]]
    if page.tag[verb] == "VBG" and verb > first and page.word[verb - 1] not in BEFORE:
        return []
    if page.tag[verb] != "VBG":
        return [k for k in here if page.head[verb] in found[k].source]
    near = ((min(abs(i - verb) for i in found[k].cue), k) for k in here)
    return [k for _, k in sorted(near)[:1]]


def _reports_before(
    page: Page, verb: int, found: Sequence[Proposal], by_sentence: dict[int, list[int]]
) -> list[int]:
    """What "It cited a diplomat" is about: the reports of the sentence before by the same."""
    subject = subject_of(page, verb)
    if subject is None or page.dep[verb] not in ("ROOT", "conj", "ccomp"):
        return []
    words = {page.word[i] for i in phrase(page, subject) if page.pos[i] == "PROPN"}
    again = page.word[subject] in SAME or kind_of(page, subject) in WHO_REPORTS
    return [
        k
        for k in by_sentence.get(page.sent[verb] - 1, [])
        if page.para[found[k].cue[0]] == page.para[verb]
        and page.outer[found[k].cue[0]] < 0
        and (again or words & {page.word[i] for i in found[k].source})
    ]
