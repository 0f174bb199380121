"""The lesson on paper: a worksheet to print, and the same with the answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from storyanalysis.markup import tag
from storyanalysis.teach.guide import KIND_TEXTS, ON_PAPER, heading, points_word
from storyanalysis.teach.schema import Part, Question
from storyanalysis.teach.seen import Seen
from storyanalysis.teach.words import html_text, paragraphs_html, words_html

__all__ = ["sheet"]

STYLE = """
@page { size: A4; margin: 16mm 18mm 18mm }
* { box-sizing: border-box }
body { font: 11.5pt/1.5 Georgia, "DejaVu Serif", serif; color: #111; background: #fff;
  max-width: 44em; margin: 1.5em auto; padding: 0 1em }
h1 { font-size: 1.45em; line-height: 1.25; margin: 0 0 .3em; unicode-bidi: isolate }
h2 { font-size: 1.15em; margin: 1.4em 0 .2em; border-bottom: 1px solid #777 }
h2, h2 + p { break-after: avoid }
.about { color: #444; margin: 0 0 .6em }
.who { display: flex; gap: 2em; margin: .4em 0 1em }
.who span { flex: 1; border-bottom: 1px solid #555; padding-bottom: .2em }
.article { counter-reset: p; border: 1px solid #999; padding: .4em 1.2em .4em 2.6em }
.article p { position: relative; margin: .6em 0; overflow-wrap: anywhere; unicode-bidi: isolate }
.article b { position: absolute; left: -1.9em; color: #444; font: bold .8em/1.9 sans-serif }
section { break-inside: avoid; margin: 1em 0 1.3em }
section > p { margin: .2em 0 }
blockquote { margin: .4em 0; padding: .1em 0 .1em .9em; border-left: 3px solid #999;
  overflow-wrap: anywhere; unicode-bidi: isolate }
u { text-decoration-thickness: 1.5px; text-underline-offset: 3px }
ul { margin: .3em 0; padding-left: 1.4em }
ul.letters { list-style: none; padding-left: .2em }
ul.letters li { padding-left: 1.6em; text-indent: -1.6em; margin: .2em 0 }
ul.letters .box { margin-left: 0; margin-right: .65em }
.line { display: flex; align-items: end; gap: .6em; min-height: 2.1em }
.line i { flex: 1; border-bottom: 1px solid #555; height: 1.6em }
.write { height: 2em; border-bottom: 1px solid #555 }
.box { display: inline-block; width: .95em; height: .95em; border: 1.5px solid #333;
  margin: 0 .35em 0 .9em; vertical-align: -.1em }
.key { border: 2px solid #005a8c; padding: .3em .7em; margin: .4em 0 }
.key p { margin: .15em 0; overflow-wrap: anywhere }
.why { color: #444; font-size: .92em }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 10pt; line-height: 1.4 }
  u.words { background: none !important } .article p { break-inside: avoid } }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
LINES = 7  # to write an open answer on


def sheet(seen: Seen, questions: Sequence[Question], notes: Sequence[str], *, key: bool) -> str:
    """The worksheet, or with `key` the answers in their places: one HTML page, offline."""
    title = html_text(" ".join(heading(seen.story.article).split()))
    body = _head(seen, title, sum(q.points for q in questions), key)
    if key and notes:
        body += "<h2>About this lesson</h2>" + _items(notes)
    body += "<h2>The article</h2>" + _article(seen)
    numbered = enumerate(questions, start=1)
    for kind, group in groupby(numbered, lambda item: item[1].kind):
        name, _, about = KIND_TEXTS[kind].removeprefix("## ").partition("\n\n")
        body += tag("h2", name) + tag("p", about.replace("*", ""), class_="about")
        body += "".join(_question(seen, number, question, key) for number, question in group)
    label = "Key" if key else "Worksheet"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{label}: {title}</title>{tag('style', STYLE)}</head>\n"
        f"<body>\n{body}</body></html>\n"
    )


def _head(seen: Seen, title: str, points: int, key: bool) -> str:
    article = seen.story.article
    day = f"published {article.published}" if article.published else None
    told = ", ".join(html_text(part) for part in (article.outlet, day) if part)
    about = tag("p", told, class_="about") if told else ""
    if key:
        return f"<h1>Key: {title}</h1>{about}<p>{points_word(points)} in all.</p>"
    who = tag("div", "<span>Name:</span><span>Date:</span>", class_="who")
    return f"{who}<h1>{title}</h1>{about}<p>{ON_PAPER} There are {points_word(points)} in all.</p>"


def _article(seen: Seen) -> str:
    rows = [f"<p><b>{n}</b>{inner}</p>" for n, inner in enumerate(paragraphs_html(seen), start=1)]
    return tag("div", "\n".join(rows), class_="article")


def _items(texts: Sequence[str]) -> str:
    return tag("ul", "".join(tag("li", html_text(text)) for text in texts))


def _question(seen: Seen, number: int, question: Question, key: bool) -> str:
    ask = f"<b>{number}.</b> {html_text(question.ask)} ({points_word(question.points)})"
    inner = tag("p", ask)
    if question.windows:
        inner += tag("blockquote", words_html(seen, question))
    inner += _key(question) if key else "".join(_to_fill(question))
    return tag("section", inner) + "\n"


def _to_fill(question: Question) -> Iterator[str]:
    """Lines to write on, and boxes to tick."""
    if question.kind == "open":
        yield '<div class="write"></div>' * LINES
        return
    for part in question.parts:
        if part.options and all(len(meaning) < 4 for _, meaning in part.options):
            boxes = "".join(f'<span class="box"></span>{word}' for _, word in part.options)
            yield tag("p", html_text(part.ask) + boxes)
        elif part.options:
            yield _letters(part, box=True)
        else:
            yield tag("div", f"<span>{html_text(part.ask)}:</span><i></i>", class_="line")


def _letters(part: Part, *, box: bool) -> str:
    rows = "".join(
        tag("li", ('<span class="box"></span>' if box else "") + html_text(meaning))
        for _, meaning in part.options
    )
    return tag("ul", rows, class_="letters")


def _key(question: Question) -> str:
    if question.kind == "open":
        rubric = _items([f"{p.ask} ({points_word(p.points)})" for p in question.parts])
        inner = tag("p", f"<b>Model answer.</b> {html_text(question.model)}") + rubric
    else:
        inner = "".join(_answer(part, len(question.parts) > 1) for part in question.parts)
    why = tag("p", f"Why: {html_text(question.why)}", class_="why")
    return tag("div", inner + why, class_="key")


def _answer(part: Part, several: bool) -> str:
    meaning = dict(part.options).get(part.answer, part.answer)
    line = f"<b>{html_text(meaning)}</b>"
    if several:
        line = f"{html_text(part.ask)} {line}"
    if part.accept and part.match == "name":
        line += f" (also: {html_text('; '.join(part.accept))})"
    return tag("p", line)
