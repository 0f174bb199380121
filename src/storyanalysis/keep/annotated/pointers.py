"""Words that point at one place of an article, as entries of corrections have them."""

from __future__ import annotations

import re

from storyanalysis.inquire.corrections.point import places

__all__ = ["pointer"]

WORD = re.compile(r"\S+")
MOST = 40  # words around a place that are tried


def pointer(text: str, start: int, end: int) -> dict[str, str]:
    """The words from `start` to `end`, and `near` with words around them.

    `near` is the shortest stretch of whole words, as much before as after, that
    stands once in the article and holds the words once. In a text that repeats
    itself there may be none: then the entry points at several rows, and says so
    when it is applied.

    Examples
    --------
    >>> pointer("The mayor spoke. Then the mayor left.", 22, 31)
    {'text': 'the mayor', 'near': 'Then the mayor'}
    """
    words = " ".join(text[start:end].split())
    befores = [m.start() for m in WORD.finditer(text, max(0, start - 2000), start)][::-1]
    afters = [m.end() for m in WORD.finditer(text, end, end + 2000)]
    near = words
    for n in range(1, 2 * MOST):
        left, right = (n + 1) // 2, n // 2
        first = ([start, *befores][: left + 1] or [start])[-1]
        last = ([end, *afters][: right + 1] or [end])[-1]
        near = " ".join(text[first:last].split())
        if len(places(text, near)) == 1 and len(places(near, words)) == 1:
            return {"text": words, "near": near}
    return {"text": words, "near": near}
