"""The cells of a lesson's notebooks, with the metadata that nbgrader reads."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any, TypeAlias

from storyanalysis.markup import NO_MATHS, tag
from storyanalysis.teach.guide import HOW_TO, KIND_TEXTS, heading, points_word
from storyanalysis.teach.schema import Part, Question
from storyanalysis.teach.seen import Seen
from storyanalysis.teach.words import code_text, comment, html_text, paragraphs_html, words_html

__all__ = ["Cell", "teacher_cells"]

Cell: TypeAlias = dict[str, Any]
INLINE = {ord(sign): f"&#{ord(sign)};" for sign in "*_[]|~"}
SCHEMA = 3  # of nbgrader's metadata


def teacher_cells(seen: Seen, questions: tuple[Question, ...]) -> list[Cell]:
    """All cells, with the answers in the regions that nbgrader takes out for students."""
    cells = [
        _text("title", f"# {_safe_line(heading(seen.story.article))}\n\n{HOW_TO}"),
        _text("article", _article(seen), grade_id="article"),
        _code("checker", _checker(), grade_id="checker"),
    ]
    kind = ""
    for number, question in enumerate(questions, start=1):
        if question.kind != kind:
            kind = question.kind
            cells.append(_text(f"about-{kind}", KIND_TEXTS[kind]))
        cells += _question(seen, number, question)
    return cells


def _question(seen: Seen, number: int, question: Question) -> Iterator[Cell]:
    name = f"q{number:02}"
    title = f"### Question {number} ({points_word(question.points)})"
    yield _text(f"{name}-ask", f"{title}\n\n{_ask(seen, question)}", grade_id=f"{name}-ask")
    if question.kind == "open":
        yield _text(name, _model(question), grade_id=name, points=question.points, solution=True)
        return
    yield _code(name, _answer(number, question), grade_id=name, solution=True)
    check = _check(number, question)
    yield _code(f"{name}-check", check, grade_id=f"{name}-check", points=question.points)


def _ask(seen: Seen, question: Question) -> str:
    """The question as HTML of one line, which Markdown leaves alone."""
    inner = tag("p", html_text(question.ask))
    if question.windows:
        inner += tag("blockquote", words_html(seen, question))
    rows = [
        tag("li", f"<b>{html_text(letter)}</b>: {html_text(meaning)}")
        for letter, meaning in _letters(question)
    ]
    return tag("div", inner + (tag("ul", "".join(rows)) if rows else ""), class_=NO_MATHS)


def _letters(question: Question) -> list[tuple[str, str]]:
    """The options of all parts, each once."""
    return list(dict.fromkeys(option for part in question.parts for option in part.options))


def variable(number: int, question: Question, part: Part) -> str:
    """The name of the variable that holds an answer."""
    alone = len(question.parts) == 1
    return f"answer_{number}" if alone else f"answer_{number}_{part.name}"


def _answer(number: int, question: Question) -> str:
    names = [(variable(number, question, part), part) for part in question.parts]
    blank = [f'{name} = ""  # {comment(part.ask)}' for name, part in names]
    key = [f"{name} = {code_text(part.answer)}" for name, part in names]
    why = f"# Why: {comment(question.why)}"
    return "\n".join([*blank, "### BEGIN SOLUTION", *key, why, "### END SOLUTION"])


def _check(number: int, question: Question) -> str:
    names = [(variable(number, question, part), part) for part in question.parts]
    noted = ", ".join(f"({name}, {_form(part)!r})" for name, part in names)
    rows = [
        f"    ({name}, {part.match!r}, [{', '.join(map(code_text, part.right))}], {part.points}),"
        for name, part in names
    ]
    hidden = ["### BEGIN HIDDEN TESTS", "score(", *rows, ")", "### END HIDDEN TESTS"]
    return "\n".join([f"print(noted({number}, {noted}))", *hidden])


def _form(part: Part) -> str:
    return ", ".join(letter for letter, _ in part.options) if part.options else part.match


def _model(question: Question) -> str:
    rows = "".join(
        tag("li", f"{html_text(part.ask)} ({points_word(part.points)})") for part in question.parts
    )
    answer = tag("p", f"<b>Model answer.</b> {html_text(question.model)}")
    return tag("div", f"{answer}<p><b>Rubric</b></p>{tag('ul', rows)}", class_=NO_MATHS)


def _article(seen: Seen) -> str:
    rows = [
        tag("p", f"<b>{number}</b>&nbsp; {inner}")
        for number, inner in enumerate(paragraphs_html(seen), start=1)
    ]
    return f"## The article\n\n{tag('div', ''.join(rows), class_=NO_MATHS)}"


def _checker() -> str:
    source = files("storyanalysis.teach").joinpath("checker.py").read_text(encoding="utf-8")
    head = "# Run this cell first. It reads what you write; there is nothing to change in it."
    _, _, shared = source.partition("# --- notebook ---\n")
    return f"{head}\n{shared.rstrip()}"


def _safe_line(text: str) -> str:
    """A heading's text as HTML, without the signs that Markdown reads inside of a line."""
    html = html_text(" ".join(text.split())).translate(INLINE)
    return tag("span", html, class_=NO_MATHS)


def _text(name: str, source: str, **graded: Any) -> Cell:
    return {
        "cell_type": "markdown",
        "id": name,
        "metadata": _metadata(**graded),
        "source": source,
    }


def _code(name: str, source: str, **graded: Any) -> Cell:
    cell = _text(name, source, **graded)
    if name == "checker":
        cell["metadata"]["jupyter"] = {"source_hidden": True}  # it can be opened, and need not
    return cell | {"cell_type": "code", "execution_count": None, "outputs": []}


def _metadata(
    grade_id: str | None = None, points: int | None = None, solution: bool = False
) -> dict[str, Any]:
    """Nbgrader's words: an answer is a solution, a check is graded, the rest is locked."""
    if grade_id is None:
        return {}
    graded = points is not None
    known: dict[str, Any] = {
        "schema_version": SCHEMA,
        "grade_id": grade_id,
        "grade": graded,
        "solution": solution,
        "locked": not solution,
        "task": False,
    }
    return {"nbgrader": known | ({"points": points} if graded else {})}
