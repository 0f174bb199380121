"""The page before its words are parsed: paragraphs and sections.

Sections are told by marks that newsrooms put on a page ("Update:", "Original
story follows", "Correction:", "Read more"), listed in
``lexicons/layout_markers.csv``, and by place: a headline stands first, a deck
below it, sign-offs last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import pandas as pd

from storyanalysis import lexicons
from storyanalysis.tables import SECTIONS

__all__ = ["find_paragraphs", "find_sections"]

LINE = re.compile(r"[^\n]*\S[^\n]*")
SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
HEADLINE_WORDS = 30
DECK_WORDS = 45
LABEL_WORDS = 8
EARLIER_WORDS = 40  # of what was printed earlier, that make it a story
BARE = 3  # words of a mark that stands alone
WRAPPED_LINE = 110  # no mailer or typist breaks lines later than this
DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’ -]{2,}(?:, [A-Z][\w. ]{1,25}){0,2}"
    r"|[A-Z][\w.'’ ]{2,25}(?:, [A-Z][\w. ]{1,25})?)"
    r"(?: ?\([A-Za-z ,/]{2,30}\))?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r" ?(?:—|–|--| - | _ )"
)


ORNAMENT = re.compile(r"[\s*†‡•>#_\[({«–—-]{0,6}")  # stands before a mark: an asterisk, a bracket
DIVIDER = re.compile(r"[\W_]{2,}$")  # a rule of dashes, three asterisks
FOOTNOTE_SIGNS = "*†‡"
PLAIN_WORD = re.compile(r"\b[a-z]{3,}\b")
TOLD_WORDS = 3  # plain words that make more than a time line
HISTORY = ("update", "original", "correction")


@dataclass(frozen=True)
class Marker:
    """One row of the marker lexicon, compiled."""

    kind: str
    label: str
    place: str
    pattern: re.Pattern[str]

    def match(self, text: str) -> re.Match[str] | None:
        """The mark at the head of a paragraph, behind its ornaments."""
        found = self.pattern.match(text)
        if found or self.kind not in HISTORY:
            return found
        ornament = ORNAMENT.match(text)
        return self.pattern.match(text, ornament.end()) if ornament else None


@dataclass
class Part:
    """A paragraph on its way to a section."""

    start: int
    end: int
    text: str
    kind: str = ""
    label: str | None = None
    rule: str = ""
    opens: bool = field(default=False)  # begins a section of its own

    def become(self, kind: str, rule: str, label: str | None = None) -> None:
        self.kind, self.rule, self.label = kind, rule, label

    @property
    def n_words(self) -> int:
        return len(self.text.split())

    @property
    def is_closed(self) -> bool:
        """Does it end like a sentence?"""
        return bool(SENTENCE_END.search(self.text))


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Paragraphs as (start, end) offsets, without the blanks around them.

    A line is a paragraph, unless the text is hard-wrapped (lines broken in
    mid-sentence); then a block between blank lines is.
    """
    lines = [_trim(text, match.start(), match.end()) for match in LINE.finditer(text)]
    if not _is_wrapped(text, lines):
        return lines
    blocks: list[tuple[int, int]] = []
    for start, end in lines:
        if blocks and text.count("\n", blocks[-1][1], start) == 1:
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return blocks


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return end - len(piece.lstrip()), start + len(piece.rstrip())


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Most line breaks inside blocks stand in mid-sentence."""
    inner = [
        (text[a:b], text[c]) for (a, b), (c, _) in pairwise(lines) if text.count("\n", b, c) == 1
    ]
    if len(inner) < 3 or max(end - start for start, end in lines) > WRAPPED_LINE:
        return False
    broken = sum(first.islower() and not SENTENCE_END.search(line) for line, first in inner)
    return broken >= len(inner) * 0.35


@cache
def _markers() -> tuple[Marker, ...]:
    return tuple(
        Marker(row["kind"], row["label"], row["place"], re.compile(row["pattern"], re.IGNORECASE))
        for row in lexicons.rows("layout_markers")
    )


def find_sections(
    text: str,
    paragraphs: list[tuple[int, int]],
    *,
    title: str | None = None,
    outlet: str | None = None,
) -> pd.DataFrame:
    """The parts of the page.

    Parameters
    ----------
    text : str
        The article's text.
    paragraphs : list of (start, end)
        From :func:`find_paragraphs`.
    title, outlet : str, optional
        The article's metadata, which help to tell a headline and a sign-off.

    Returns
    -------
    DataFrame
        Table ``sections``; together they cover every character that is not blank.
    """
    parts = [Part(start, end, text[start:end]) for start, end in paragraphs]
    _mark_end(parts, outlet)
    body = _mark_top(parts, text, title)
    _mark_entries(parts[body:])
    _mark_history(parts)
    _mark_footnotes(parts)
    _mark_furniture(parts[body:])
    changed = any(part.kind in HISTORY for part in parts)
    for part in parts:
        if not part.kind:
            part.become("original" if changed else "body", "rest of the page")
    return SECTIONS.frame(_merge(parts, text))


def _match(part: Part, kinds: set[str], places: set[str]) -> Marker | None:
    for marker in _markers():
        if marker.kind in kinds and marker.place in places and marker.match(part.text):
            return marker
    return None


def _mark_end(parts: list[Part], outlet: str | None) -> None:
    """Sign-offs: walk up from the last paragraph while it is page furniture."""
    floor = 1  # a headline is never a sign-off
    pending: list[Part] = []
    for part in reversed(parts[floor:]):
        marker = _match(part, {"boilerplate"}, {"end", "any"})
        if marker and part.n_words <= 60:
            part.become("boilerplate", f"sign-off: {marker.label}", marker.label)
            for label in pending:
                label.become("boilerplate", "label below a sign-off", "label")
            pending = []
        elif outlet and part.text.strip(" .—–-|").casefold() == outlet.casefold():
            part.become("boilerplate", "outlet's name below the story", "outlet")
        elif part.n_words <= LABEL_WORDS and not part.is_closed and part.text[0] not in "\"“'‘•-":
            pending.append(part)
        else:
            return


def _mark_top(parts: list[Part], text: str, title: str | None) -> int:
    """Headline, byline, deck; returns the index of the first body paragraph."""
    first = _notes_above(parts)
    body = 0
    if _is_headline(parts[first:], title):
        rule = "first line below the notes" if first else "short first line"
        parts[first].become("headline", "first line, title" if title else rule)
        body = first + 1
    gap = _usual_gap(parts, text)
    decks = 0
    while body < len(parts) - 1 and not parts[body].kind:
        part = parts[body]
        # a line of names is a byline, unless headlines here are capitalised throughout
        places = {"top", "any"} if _is_titled(parts[first].text) else {"top", "any", "names"}
        marker = _match(part, {"boilerplate"}, places) if body and not _tells(part) else None
        if marker and part.n_words <= 30:
            part.become("boilerplate", f"top of the page: {marker.label}", marker.label)
        elif body and decks < 2 and (rule := _deck_rule(parts, body, text, gap)):
            part.become("deck", rule)
            decks += 1
        else:
            break
        body += 1
    return body


def _notes_above(parts: list[Part]) -> int:
    """How many corrections and updates stand above the headline, each a note of whole sentences."""
    above = 0
    while above < len(parts) and parts[above].is_closed:
        if not _match(parts[above], {"update", "correction"}, {"start"}):
            break
        above += 1
    # without a headline below them they are the page's own first paragraphs
    titled = above < len(parts) and not parts[above].is_closed
    return above if titled and not _match(parts[above], set(HISTORY), {"start"}) else 0


def _tells(part: Part) -> bool:
    """Does an update follow its time: "UPDATED 5:40pm: The line takes it back."?"""
    marker = _match(part, {"update"}, {"start"})
    found = marker.match(part.text) if marker and part.is_closed else None
    return found is not None and len(PLAIN_WORD.findall(part.text, found.end())) >= TOLD_WORDS


def _is_titled(text: str) -> bool:
    """Are most of its longer words capitalised?"""
    words: list[str] = re.findall(r"[^\W\d_]{4,}", text)
    return sum(word[0].isupper() for word in words) > len(words) * 7 // 10


def _is_headline(parts: list[Part], title: str | None) -> bool:
    if len(parts) < 2:
        return False
    first = parts[0]
    if title and " ".join(first.text.split()).casefold() == " ".join(title.split()).casefold():
        return True
    if first.n_words > HEADLINE_WORDS or _match(first, {"boilerplate"}, {"top"}):
        return False
    dateline = first.is_closed and DATELINE.match(first.text)
    if first.text.endswith(".") or dateline or _is_entry(first):
        return False
    return first.n_words <= HEADLINE_WORDS and first.text[0] not in "•-*"


def _usual_gap(parts: list[Part], text: str) -> int:
    """Line breaks that usually stand between two paragraphs."""
    gaps = [text.count("\n", a.end, b.start) for a, b in pairwise(parts)]
    return sorted(gaps)[len(gaps) // 2] if gaps else 1


def _deck_rule(parts: list[Part], index: int, text: str, gap: int) -> str | None:
    """Why the paragraph below the headline is a deck, or None if it is the story."""
    part, below = parts[index], parts[index + 1]
    if part.n_words > DECK_WORDS or DATELINE.match(part.text):
        return None
    if _match(part, {"update", "original", "correction", "entry"}, {"start"}):
        return None
    if _is_above_story(parts, index):
        return "between headline and marker"
    if _is_transcript_line(part.text) or part.text[0] in "•*":
        return None
    if not part.is_closed and part.text[-1] not in ":,;—–-":
        return "below the headline, no sentence"
    if part.n_words <= DECK_WORDS and _match(below, {"boilerplate"}, {"top"}):
        return "between headline and byline"
    after = text.count("\n", part.end, below.start)
    before = text.count("\n", parts[index - 1].end, part.start)
    if after > gap or before < gap:
        return "set apart from the story"
    if DATELINE.match(below.text) and part.text.count(". ") == 0:
        return "between headline and dateline"
    return None


def _is_above_story(parts: list[Part], index: int) -> bool:
    """Does a mark follow, and the story below it?"""
    marker = _match(parts[index + 1], {"update", "original"}, {"start"})
    if marker is None:
        return False
    if marker.kind == "original":  # a sentence above it is the news
        return not parts[index].is_closed
    below = (part for part in parts[index + 2 :] if not part.kind)
    return any(not _match(part, set(HISTORY) - {"original"}, {"start"}) for part in below)


def _is_transcript_line(text: str) -> bool:
    return bool(re.match(r"(?:[A-Z][A-Z.'’ -]{1,40}|Q|A):\s", text))


def _is_entry(part: Part) -> bool:
    return _match(part, {"entry"}, {"start"}) is not None


def _mark_entries(parts: list[Part]) -> None:
    """A live page: at least two paragraphs that begin with a clock time."""
    entries = [part for part in parts if not part.kind and _is_entry(part)]
    if len(entries) < 2:
        return
    label = None
    for part in parts:
        if part.kind or _match(part, {"correction"}, {"start"}):
            label = None
            continue
        if part in entries:
            marker = _match(part, {"entry"}, {"start"})
            assert marker is not None
            found = marker.match(part.text)
            assert found is not None
            label = found.group().strip(" :|,—–-[]()\n")
            part.opens = True
        if label is not None:
            part.become("entry", "begins with a clock time", label)


def _mark_history(parts: list[Part]) -> None:
    """Updates, originals and corrections, each to where the next mark stands."""
    kinds = set(HISTORY)
    marks = {i: m for i, p in enumerate(parts) if not p.kind and (m := _match(p, kinds, {"start"}))}
    originals = [i for i, marker in marks.items() if marker.kind == "original"]
    for i, marker in marks.items():
        part = parts[i]
        bare = i - 1 in marks and parts[i - 1].n_words <= BARE and not parts[i - 1].is_closed
        # "CORRECTION" over "An earlier version said ..." are one
        part.opens = not (bare and marks[i - 1].kind == marker.kind)
        part.become(marker.kind, f"mark: {marker.label}", marker.label)
        stop = _reach(parts, i, marker, originals, marks)
        for follower in parts[i + 1 : stop]:
            if not follower.kind:
                follower.become(marker.kind, f"below the mark: {marker.label}", marker.label)
    if originals and not any(i < originals[0] for i in marks):
        _mark_implied(parts, originals[0])


def _mark_implied(parts: list[Part], mark: int) -> None:
    """What stands above "Earlier:" and a story below it is news, though nothing says so."""
    alone = parts[mark].n_words <= BARE
    if not alone and sum(part.n_words for part in parts[mark:]) < EARLIER_WORDS:
        return  # a line on what was reported before
    for part in parts[:mark]:
        if not part.kind:
            part.become("update", "above the mark of the original")


def _mark_footnotes(parts: list[Part]) -> None:
    """A paragraph behind an asterisk that stands at a word further up puts that right."""
    above = ""
    for part in parts:
        sign = part.text[0]
        if sign in FOOTNOTE_SIGNS and not part.kind and _refers(sign, above):
            part.become("correction", "footnote to a word above", "footnote")
            part.opens = True
        above += part.text + "\n"


def _refers(sign: str, above: str) -> bool:
    return any(f"{sign}{after}" in above and f"\n{sign}" not in above for after in (" ", "\n"))


def _reach(
    parts: list[Part],
    index: int,
    marker: Marker,
    originals: list[int],
    marks: dict[int, Marker],
) -> int:
    """Index of the first paragraph that no longer belongs to the mark at `index`."""
    ahead = [i for i in marks if i > index]
    nearest = min(ahead, default=len(parts))
    if marker.kind == "original":
        return nearest
    divider = _divider(parts, index, nearest)
    if divider is not None:
        return divider
    if any(i > index for i in originals):  # a mark tells where it ends
        return nearest
    mark = marker.match(parts[index].text)
    assert mark is not None
    alone = len(parts[index].text[mark.end() :].split()) < 4
    if marker.kind == "update" and marker.label == "update" and not _story_below(parts, index):
        return nearest  # an update below the story runs to its end
    return min(nearest, index + 2) if alone else index + 1


def _divider(parts: list[Part], start: int, stop: int) -> int | None:
    """Index of the rule that parts what was added from the story, set off as furniture."""
    for index in range(start + 1, stop):
        if DIVIDER.match(parts[index].text):
            parts[index].become("boilerplate", "rule between the parts", "divider")
            return index
    return None


def _story_below(parts: list[Part], index: int) -> bool:
    """Does more of the page stand below the mark than above it?"""
    above = sum(p.n_words for p in parts[:index] if not p.kind)
    below = sum(p.n_words for p in parts[index + 1 :] if not p.kind)
    return below >= above


def _mark_furniture(parts: list[Part]) -> None:
    """Links and adverts between the paragraphs."""
    for part in parts:
        if part.kind in ("", "entry", "original", "update") and not part.opens:
            marker = _match(part, {"boilerplate"}, {"any"})
            if marker and part.n_words <= 30:
                part.become("boilerplate", f"page furniture: {marker.label}", marker.label)


def _merge(parts: list[Part], text: str) -> Iterator[dict[str, object]]:
    """Neighbours of one kind become one section."""
    runs: list[list[Part]] = []
    for part in parts:
        previous = runs[-1][-1] if runs else None
        joins = previous is not None and previous.kind == part.kind and not part.opens
        if joins and (part.kind != "boilerplate" or previous.label == part.label):  # type: ignore[union-attr]
            runs[-1].append(part)
        else:
            runs.append([part])
    for run in runs:
        start, end = run[0].start, run[-1].end
        yield {
            "section_id": f"c{start}_{end}",
            "kind": run[0].kind,
            "start": start,
            "end": end,
            "text": text[start:end],
            "label": run[0].label,
            "rule": run[0].rule,
        }
