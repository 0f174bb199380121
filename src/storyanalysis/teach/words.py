"""Article text on pages and in notebooks: shown as it is, whatever it holds."""

from __future__ import annotations

import re
from html import escape

from storyanalysis.markup import tag
from storyanalysis.teach.schema import Question
from storyanalysis.teach.seen import Seen

__all__ = ["code_text", "comment", "html_text", "paragraphs_html", "words_html"]

# nbgrader reads these words in any cell; and signs that Markdown or MathJax may read first
ORDERS = re.compile(r"(BEGIN|END|AUTO|HASH)(?= ?[A-Z])")
SIGNS = str.maketrans({"$": "&#36;", "\\": "&#92;", "`": "&#96;", "\n": "<br>", "\r": "<br>"})
BREAKS = dict.fromkeys(map(ord, "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), " ")
# inside the text, since notebooks have no style sheet; the line also shows in print
LOOK = "background-color:#fff2a8;color:#111"


def html_text(text: str) -> str:
    """Any text as HTML of one line, in which Markdown, formulas and nbgrader find no orders.

    >>> html_text("<b>$5</b>")
    '&lt;b&gt;&#36;5&lt;/b&gt;'
    """
    whole = text.encode("utf-8", "replace").decode("utf-8").translate(BREAKS)
    html = escape(whole, quote=False).translate(SIGNS)
    return ORDERS.sub(lambda found: f"{found[0][:-1]}&#{ord(found[0][-1])};", html)


def words_html(seen: Seen, question: Question) -> str:
    """The words a question is about in their sentences, marked; HTML of one line."""
    shown = [_marked(seen.text, window, question.marks) for window in question.windows]
    return " … ".join(shown)


def _marked(text: str, window: tuple[int, int], marks: tuple[tuple[int, int], ...]) -> str:
    """A stretch with the marks in it; where two overlap, the later one goes on."""
    reached, pieces = window[0], ""
    for start, end in sorted(marks):
        start, end = max(start, reached), min(end, window[1])
        if start < end:
            inner = tag("u", html_text(text[start:end]), class_="words", style=LOOK)
            pieces += html_text(text[reached:start]) + inner
            reached = end
    return pieces + html_text(text[reached : window[1]])


def paragraphs_html(seen: Seen) -> list[str]:
    """Every paragraph of the article as HTML of one line."""
    return [html_text(seen.text[start:end].strip()) for start, end in seen.paragraphs]


def code_text(text: str) -> str:
    r"""A Python literal of any text, in which nbgrader finds no orders.

    >>> print(code_text('say "BEGIN SOLUTION"'))
    'say "BEGI\x4e SOLUTION"'
    """
    return ORDERS.sub(lambda found: f"{found[0][:-1]}\\x{ord(found[0][-1]):02x}", repr(text))


def comment(text: str) -> str:
    """A text as the rest of a comment line."""
    line = "".join(letter if letter.isprintable() else " " for letter in text)
    return ORDERS.sub(lambda found: f"{found[0]}-", " ".join(line.split()))
