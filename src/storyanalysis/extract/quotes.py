"""Quotations by their marks alone: no parse, one pass over the text.

Handles straight, curly, doubled (``'' ``) and angle marks, single marks as inner
or (British) outer ones, marks that point the wrong way, marks that are missing,
and quotations that run over paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from storyanalysis import lexicons

__all__ = ["Quote", "find_quotes"]

MARK = re.compile(r"''|``|[\"“”„‟«»″＂'‘’‚‹›`]")
SINGLE = frozenset("'‘’‚‹›`")
OPENERS = frozenset(["“", "„", "‟", "``", "‘", "‚", "‹"])
CLOSERS = frozenset(["”", "’", "›"])
BEFORE_OPENER = frozenset("([{—–―-/:…|")
AFTER_CLOSER = frozenset(".,;:!?…)]}—–―-/|")
STRONG_END = frozenset(".,!?…—")
DEEPEST = 2


@dataclass(frozen=True)
class Quote:
    """A quotation; half-open offsets into the text.

    ``start:end`` holds the marks, ``inner_start:inner_end`` does not. `closed` is
    false where a closing (or opening) mark is missing and the next paragraph does
    not carry the quotation on; `continues` is true where it carries on one that
    the paragraph before left open. `level` is 0 for an outer quotation, 1 for one
    inside another.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    continues: bool
    level: int


@dataclass(frozen=True)
class Mark:
    """A quotation mark, with what stands on both sides of it."""

    start: int
    end: int
    sign: str
    single: bool
    free_left: bool  # nothing, a blank, a bracket or a dash before it
    free_right: bool
    strong: bool  # a single mark that can hardly be an apostrophe: ".' "

    @property
    def looks_open(self) -> bool:
        return self.free_left and not self.free_right

    @property
    def looks_closed(self) -> bool:
        return not self.free_left and self.free_right


def find_quotes(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quote]:
    """Quotations of a text, outer and nested ones, by start.

    Parameters
    ----------
    text : str
        The article's text.
    paragraphs : sequence of (start, end)
        From :func:`storyanalysis.extract.layout.find_paragraphs`.

    Returns
    -------
    list of Quote
        A quotation never crosses a paragraph; one that runs over several is one
        row a paragraph, with `continues` set.
    """
    found: list[list[Quote]] = []
    for k, (start, end) in enumerate(paragraphs):
        running = k > 0 and _runs_on(found[-1], paragraphs[k - 1][1])
        below = text[paragraphs[k + 1][0]] if k + 1 < len(paragraphs) else ""
        found.append(_in_paragraph(text, (start, end), running=running, below=below))
    return _chain(found, paragraphs)


def _runs_on(quotes: list[Quote], end: int) -> bool:
    outer = [quote for quote in quotes if not quote.level]
    return bool(outer) and not outer[-1].closed and outer[-1].end == end


def _chain(found: list[list[Quote]], paragraphs: Sequence[tuple[int, int]]) -> list[Quote]:
    """Mark what goes on from paragraph to paragraph; an open end that goes on is closed."""
    carried = False  # does the paragraph below carry on, and end closed?
    for i in range(len(found) - 1, -1, -1):
        quotes = found[i]
        if carried and _runs_on(quotes, paragraphs[i][1]):
            last = max(k for k, quote in enumerate(quotes) if not quote.level)
            quotes[last] = replace(quotes[last], closed=True)
        before = i > 0 and _runs_on(found[i - 1], paragraphs[i - 1][1])
        first = quotes[0] if quotes else None
        carried = bool(before and first and first.start == paragraphs[i][0])
        if carried and first:
            quotes[0] = replace(first, continues=True)
            carried = first.closed or len(quotes) > 1 or quotes[0].closed
    return [quote for quotes in found for quote in quotes]


def _in_paragraph(
    text: str, paragraph: tuple[int, int], *, running: bool, below: str
) -> list[Quote]:
    """Quotations of one paragraph, levels set; `below` is how the next one begins."""
    start, end = paragraph
    marks = _read_marks(text, start, end)
    raw = _pair(marks, text, paragraph, running=running, below=below)
    raw.sort(key=lambda span: (span[0].start, -span[1]))
    quotes: list[Quote] = []
    outer_end = start
    for opener, stop, width in raw:
        level = int(opener.start < outer_end)
        if not level:
            outer_end = stop
        quotes.append(Quote(opener.start, stop, opener.end, stop - width, width > 0, False, level))
    return [q for q in quotes if q.inner_start < q.inner_end]


def _read_marks(text: str, start: int, end: int) -> list[Mark]:
    marks: list[Mark] = []
    for match in MARK.finditer(text, start, end):
        left, right = match.span()
        before = text[left - 1] if left > start else " "
        after = text[right] if right < end else " "
        sign = match.group()
        single = sign in SINGLE
        if single and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        touching = bool(marks) and marks[-1].end == left
        free_left = before.isspace() or before in BEFORE_OPENER
        free_left = (touching and marks[-1].looks_open) or (free_left and not touching)
        free_right = after.isspace() or after in AFTER_CLOSER or MARK.match(after) is not None
        if single and free_left and _elides(text, right, end):
            continue
        if free_left and not after.isspace() and not _closes_next(after):
            free_right = False
        strong = single and before in STRONG_END and free_right
        marks.append(Mark(left, right, sign, single, free_left, free_right, strong))
    return marks


def _closes_next(after: str) -> bool:
    return after in ".,;:!?)]}"


@cache
def _elisions() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicons.rows("elisions"))


def _elides(text: str, start: int, end: int) -> bool:
    """Is what follows a word that begins with an apostrophe ('em, '60s)?"""
    word = re.compile(r"\w+").match(text, start, end)
    if not word:
        return False
    return word.group().lower() in _elisions() or re.fullmatch(r"\d\ds?", word.group()) is not None


Span = tuple[Mark, int, int]  # opening mark, end, width of the closing mark (0: none)


def _pair(
    marks: list[Mark], text: str, paragraph: tuple[int, int], *, running: bool, below: str
) -> list[Span]:
    """Match opening and closing marks with a stack of at most two."""
    start, end = paragraph
    found: list[Span] = []
    stack: list[Mark] = []
    better = _better_ends(marks)
    for i, mark in enumerate(marks):
        inside = any(not opener.single for opener in stack)
        if mark.single:
            _pair_single(mark, stack, found, better[i])
        elif _opens(mark, stack, inside):
            if inside and not _nests(i, marks, stack):
                _drop(stack, found, text, mark.start)
            if len(stack) < DEEPEST:
                stack.append(mark)
        elif inside:
            while stack[-1].single:
                stack.pop()  # it was an apostrophe after all
            found.append((stack.pop(), mark.end, mark.end - mark.start))
        elif mark.looks_closed and not found and not stack:
            found += _headless(mark, text, start, running)
    # a single mark left open is an apostrophe, unless the paragraph begins with it or the
    # next one takes it up
    stack = [m for m in stack if not m.single or m.sign == below or m.start == start]
    stack = [m for m in stack if not m.single or m.sign == "‘" or m.sign == below]
    _drop(stack, found, text, end, at_end=True)
    return found


def _opens(mark: Mark, stack: list[Mark], inside: bool) -> bool:
    """Does a double mark open a quotation here? A mistyped one goes by its place."""
    if mark.sign in OPENERS:
        return not (inside and mark.looks_closed)
    if mark.sign in CLOSERS:
        return not inside and mark.looks_open
    if mark.sign in "«»":
        turned = any(opener.sign == ("»" if mark.sign == "«" else "«") for opener in stack)
        return not turned and (not inside or mark.looks_open)
    if inside:
        return mark.looks_open
    return not mark.looks_closed


def _nests(index: int, marks: list[Mark], stack: list[Mark]) -> bool:
    """Is an opening mark inside a quotation that of an inner one (and no restart)?

    It is, if the marks below close both, or if the outer marks are of another kind.
    """
    if len(stack) >= DEEPEST or marks[index].sign not in OPENERS:
        return False
    if stack[-1].single:
        return all(mark.single for mark in stack)
    below = [mark for mark in marks[index + 1 : index + 9] if not mark.single]
    closing = [mark.sign in CLOSERS for mark in below[:2]]
    other_kind = marks[index].sign != stack[-1].sign
    return closing[:1] == [True] and (other_kind or closing == [True, True])


def _pair_single(mark: Mark, stack: list[Mark], found: list[Span], better: bool) -> None:
    opened = bool(stack) and stack[-1].single
    if opened and mark.looks_closed:
        if mark.strong or not better:
            found.append((stack.pop(), mark.end, mark.end - mark.start))
    elif mark.looks_open and mark.sign != "’" and len(stack) < DEEPEST:
        if opened:
            stack.pop()
        stack.append(mark)


def _better_ends(marks: list[Mark]) -> list[bool]:
    """For each single mark: does a surer closing mark follow before the next opening one?"""
    better, ahead = [False] * len(marks), False
    for i in range(len(marks) - 1, -1, -1):
        mark = marks[i]
        better[i] = ahead
        if mark.single:
            ahead = mark.strong or (ahead and not mark.looks_open)
    return better


@cache
def _interruption() -> re.Pattern[str]:
    """ ", he said" inside a quotation whose closing mark is missing."""
    verbs = "|".join(row["word"] for row in lexicons.rows("said_forms"))
    name = (
        r"(?:[a-z-]{3,20} ){0,3}[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,4}"  # "chief executive Ann Roe"
    )
    subject = rf"(?:he|she|they|it|the [\w’' -]{{2,40}}|{name})"
    return re.compile(rf"[,?!]\s(?={subject} (?:{verbs})\b|(?:{verbs}) {subject})")


def _drop(
    stack: list[Mark], found: list[Span], text: str, end: int, *, at_end: bool = False
) -> None:
    """End what is still open at `end`, or before the words that report it."""
    for mark in stack:
        if mark.single and not at_end:
            continue
        cut = _interruption().search(text, mark.end, end)
        stop = cut.start() + 1 if cut else end
        while stop > mark.end and text[stop - 1].isspace():
            stop -= 1
        found.append((mark, stop, 0))
    stack.clear()


def _headless(mark: Mark, text: str, start: int, running: bool) -> list[Span]:
    """A closing mark without an opening one: the paragraph's beginning is quoted."""
    sure = mark.start > start and text[mark.start - 1] in ".,!?…"
    if not (sure or running) or text.find("\n", start, mark.start) >= 0:
        return []
    opener = replace(mark, start=start, end=start)
    return [(opener, mark.end, mark.end - mark.start)]
