"""The top of a page: notes above the headline, headline, byline, deck."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from storyanalysis.extract.layout.parts import HISTORY, Part, is_entry, match_mark

__all__ = ["DATELINE", "mark_top"]

HEADLINE_WORDS = 30
DECK_WORDS = 45
DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’ -]{2,}(?:, [A-Z][\w. ]{1,25}){0,2}"
    r"|[A-Z][\w.'’ ]{2,25}(?:, [A-Z][\w. ]{1,25})?)"
    r"(?: ?\([A-Za-z ,/]{2,30}\))?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r" ?(?:—|–|--| - | _ )"
)
PLAIN_WORD = re.compile(r"\b[a-z]{3,}\b")
TOLD_WORDS = 3  # plain words that make more than a time line


def mark_top(parts: list[Part], text: str, title: str | None) -> int:
    """Headline, byline, deck; returns the index of the first body paragraph."""
    first = _notes_above(parts)
    body = 0
    if _is_headline(parts[first:], title):
        place = "first line below the notes" if first else "short first line"
        parts[first].become("headline", "first line, title" if title else place)
        body = first + 1
    gap = _usual_gap(parts, text)
    decks = 0
    times = Counter(shape for part in parts if (shape := _time_shape(part)))
    while body < len(parts) - 1 and not parts[body].kind:
        part = parts[body]
        if times.get(_time_shape(part), 0) > 1 and not is_entry(parts[body + 1]):
            break  # "Posted 4:52 p.m." above the newest entry
        # a line of names is a byline, unless headlines here are capitalised throughout
        places = {"top", "any"} if _is_titled(parts[first].text) else {"top", "any", "names"}
        marker = match_mark(part, {"boilerplate"}, places) if body and not _tells(part) else None
        if marker and part.n_words <= 30:
            part.become("boilerplate", f"top of the page: {marker.label}", marker.label)
        elif body and decks < 2 and (rule := _deck_rule(parts, body, text, gap)):
            part.become("deck", rule)
            decks += 1
        else:
            break
        body += 1
    return body


def _time_shape(part: Part) -> str:
    """How the time at the head of a live entry is written: "Posted 0:0 p.m."; empty if none."""
    marker = match_mark(part, {"entry"}, {"start"})
    found = marker.match(part.text) if marker else None
    return re.sub(r"\d+", "0", re.sub(r"[^\W\d_]+", "x", found.group())) if found else ""


def _notes_above(parts: list[Part]) -> int:
    """How many corrections and updates stand above the headline, each a note of whole sentences."""
    above = 0
    while above < len(parts) and parts[above].is_closed:
        if not match_mark(parts[above], {"update", "correction"}, {"start"}):
            break
        above += 1
    # without a headline below them they are the page's own first paragraphs
    titled = above < len(parts) and not parts[above].is_closed
    return above if titled and not match_mark(parts[above], set(HISTORY), {"start"}) else 0


def _tells(part: Part) -> bool:
    """Does an update follow its time: "UPDATED 5:40pm: The line takes it back."?"""
    marker = match_mark(part, {"update"}, {"start"})
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
    if first.n_words > HEADLINE_WORDS or match_mark(first, {"boilerplate"}, {"top"}):
        return False
    dateline = first.is_closed and DATELINE.match(first.text)
    if first.text.endswith(".") or dateline or is_entry(first):
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
    if match_mark(part, {"update", "original", "correction", "entry"}, {"start"}):
        return None
    if _is_above_story(parts, index):
        return "between headline and marker"
    if _is_transcript_line(part.text) or part.text[0] in "•*":
        return None
    if not part.is_closed and part.text[-1] not in ":,;—–-":
        return "below the headline, no sentence"
    if part.n_words <= DECK_WORDS and match_mark(below, {"boilerplate"}, {"top"}):
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
    marker = match_mark(parts[index + 1], {"update", "original"}, {"start"})
    if marker is None:
        return False
    if marker.kind == "original":  # a sentence above it is the news
        return not parts[index].is_closed
    below = (part for part in parts[index + 2 :] if not part.kind)
    return any(not match_mark(part, set(HISTORY) - {"original"}, {"start"}) for part in below)


def _is_transcript_line(text: str) -> bool:
    return bool(re.match(r"(?:[A-Z][A-Z.'’ -]{1,40}|Q|A):\s", text))
