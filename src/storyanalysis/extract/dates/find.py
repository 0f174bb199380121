"""From text to time expressions: at every token the longest rule that makes sense."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from storyanalysis.extract.dates.anchor import Context, Timex
from storyanalysis.extract.dates.frames import Rulebook
from storyanalysis.extract.dates.make import MAKERS
from storyanalysis.extract.dates.tokens import BREAK, Tokens
from storyanalysis.extract.dates.traps import is_trap

__all__ = ["Found", "find_expressions"]


@dataclass(frozen=True)
class Found:
    """A time expression, where it stands, and the rule that made it."""

    start: int
    end: int
    timex: Timex
    rule: str


def find_expressions(tokens: Tokens, context: Context, rules: Rulebook) -> Iterator[Found]:
    """Time expressions in the order of the text."""
    code, starts, hopeful = tokens.code, rules.starts, rules.hopeful
    index = 0
    while index < len(code):
        first = code[index]
        if first not in starts or (first in hopeful and not hopeful[first].match(code, index)):
            if first == BREAK:
                context.new_paragraph()
            index += 1
            continue
        index, found = _try(tokens, index, context, rules)
        if found is not None:
            telling = context.reader.is_time_of_telling(found.start)
            context.remember(found.timex, telling=telling)
            yield found


def _try(tokens: Tokens, index: int, context: Context, rules: Rulebook) -> tuple[int, Found | None]:
    """Where to go on, and the expression that begins here, if one does."""
    for frame in rules.at(tokens, index):
        if is_trap(frame, context.reader):
            continue
        timex = MAKERS[frame.rule.make](frame, context)
        if timex is not None:
            start, end = frame.offsets
            context.last_token = frame.span[1]
            return frame.span[1], Found(start, end, timex, frame.rule.name)
    return index + 1, None
