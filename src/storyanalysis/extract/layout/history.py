"""Updates, originals, corrections and live entries: what of the page is how old."""

from __future__ import annotations

import re
from dataclasses import replace

from storyanalysis.extract.layout.labels import MOST
from storyanalysis.extract.layout.parts import BARE, HISTORY, Marker, Part, is_entry, match_mark

__all__ = ["mark_entries", "mark_footnotes", "mark_history"]

DIVIDER = re.compile(r"[\W_]{2,}$")  # a rule of dashes, three asterisks
FOOTNOTE_SIGNS = "*†‡"
# what an editor's note says that puts an error right (AP Stylebook: corrections and correctives)
CORRECTING = re.compile(
    r"\b(?:(?:earlier|previous|original) version|regrets? (?:the|this|these|our) errors?"
    r"|(?:we|this newspaper) apologi[sz]es?|mis(?:stated|spelled|spelt|identified|quoted|reported)"
    r"|incorrect(?:ly)?|inaccurate(?:ly)?|erroneous(?:ly)?|wrongly|been corrected"
    r"|withdraws?|retracts?)\b",
    re.IGNORECASE,
)
NEAR = 4  # paragraphs below an update's first one that may still belong to it
ALIKE, CLEARLY = 3, 2  # words that headline and lead share; how many more than what stands between
STEM = 5  # letters of a word without its ending, roughly
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
BULLET = re.compile(r"[-•*–]\s")
FOOTER_WORDS = 16
EARLIER_WORDS = 40  # of what was printed earlier, that make it a story


def mark_entries(parts: list[Part]) -> None:
    """A live page: at least two paragraphs that begin with a clock time.

    Above a story that is marked as the earlier one they are its updates.
    """
    entries = [part for part in parts if not part.kind and is_entry(part)]
    if len(entries) < 2:
        return
    starts = {"correction", "original"}
    below = parts[parts.index(entries[-1]) + 1 :]
    earlier = any(match_mark(part, {"original"}, {"start"}) for part in below)
    kind = "update" if earlier else "entry"
    label = None
    for part in parts:
        if part.kind or (part not in entries and match_mark(part, starts, {"start"})):
            label = None
            continue
        if part in entries:
            label = _time_of(part)
            part.opens = True
        if label is not None:
            part.become(kind, "begins with a clock time", label)


def _time_of(part: Part) -> str:
    """The clock time at the head of an entry, as printed."""
    marker = match_mark(part, {"entry"}, {"start"})
    found = marker.match(part.text) if marker else None
    return found.group().strip(" :|,—–-[]()\n") if found else ""


def mark_history(parts: list[Part]) -> None:
    """Updates, originals and corrections, each to where the next mark stands."""
    kinds = set(HISTORY)
    open_parts = ((i, part) for i, part in enumerate(parts) if not part.kind)
    marks = {i: m for i, part in open_parts if (m := match_mark(part, kinds, {"start"}))}
    _drop_footers(parts, marks)
    _head_notes(parts, marks)
    originals = [i for i, marker in marks.items() if marker.kind == "original"]
    for i, marker in marks.items():
        part = parts[i]
        # "CORRECTION" over "An earlier version said ..." are one
        part.opens = not (_is_headed(parts, marks, i) and marks[i - 1].kind == marker.kind)
        if marker.label == "editors note" and CORRECTING.search(part.text):
            marker = replace(marker, kind="correction")
        part.become(marker.kind, f"mark: {marker.label}", marker.label)
        stop = _reach(parts, i, marker, originals, marks)
        for follower in parts[i + 1 : stop]:
            if not follower.kind:
                follower.become(marker.kind, f"below the mark: {marker.label}", marker.label)
    if originals and not any(i < originals[0] for i in marks):
        _mark_implied(parts, originals[0])


def _is_headed(parts: list[Part], marks: dict[int, Marker], i: int) -> bool:
    """Does a mark of its own line stand above a marked paragraph?"""
    return i - 1 in marks and parts[i - 1].n_words <= BARE and not parts[i - 1].is_closed


def _head_notes(parts: list[Part], marks: dict[int, Marker]) -> None:
    """ "Editor's note" on a line of its own is whatever the note below it is."""
    for i in list(marks):
        if _is_headed(parts, marks, i) and marks[i - 1].label == "editors note":
            kind = "correction" if CORRECTING.search(parts[i].text) else marks[i - 1].kind
            marks[i - 1] = replace(marks[i - 1], kind=kind)
            marks[i] = replace(marks[i], kind=kind)


def _drop_footers(parts: list[Part], marks: dict[int, Marker]) -> None:
    """ "First published at noon." below the story begins no older part."""
    open_below = [i for i, part in enumerate(parts) if not part.kind and i not in marks]
    for i in [i for i, marker in marks.items() if marker.kind == "original"]:
        if parts[i].n_words <= FOOTER_WORDS and max(open_below, default=-1) < i:
            parts[i].become("boilerplate", "tells when it was published", "first published")
            del marks[i]


def _mark_implied(parts: list[Part], mark: int) -> None:
    """What stands above "Earlier:" and a story below it is news, though nothing says so."""
    alone = parts[mark].n_words <= BARE
    if not alone and sum(part.n_words for part in parts[mark:]) < EARLIER_WORDS:
        return  # a line on what was reported before
    for part in parts[:mark]:
        if not part.kind:
            part.become("update", "above the mark of the original")


def mark_footnotes(parts: list[Part]) -> None:
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
    said = parts[index].text.endswith(")") and parts[index].n_words > MOST
    alone = len(parts[index].text[mark.end() :].split()) < 4 and not said
    if marker.kind == "update" and marker.label == "update" and not _story_below(parts, index):
        return nearest  # an update below the story runs to its end
    stop = min(nearest, index + 2) if alone else index + 1
    while alone and stop < nearest and BULLET.match(parts[stop].text):
        stop += 1  # a list under its heading
    return _lead(parts, stop, nearest) if marker.kind == "update" else stop


def _lead(parts: list[Part], start: int, stop: int) -> int:
    """Index of the story's own first paragraph: the one nearby that says what the headline says."""
    headline = next((_stems(part.text) for part in parts if part.kind == "headline"), set())
    shared = [len(headline & _stems(part.text)) for part in parts[start : min(start + NEAR, stop)]]
    best = max(shared, default=0)
    clear = bool(shared) and best >= ALIKE and best >= shared[0] + CLEARLY
    return start + shared.index(best) if clear else start


def _stems(text: str) -> set[str]:
    """The longer words of a text without their endings."""
    return {word[:STEM].casefold() for word in LONG_WORD.findall(text)}


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
