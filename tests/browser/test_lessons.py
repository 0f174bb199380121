"""Lessons in a real JupyterLab: both notebooks run, and a student can write answers."""

from __future__ import annotations

import json

import pytest

import storyanalysis as sa
from tests.browser.lab import Notebook, troubles, watched_page
from tests.lesson_help import HOSTILE

TYPED = "somebody of the story"
BLANK = "nothing is written yet"


@pytest.fixture(scope="module", params=["letter", "hostile"])
def lesson(request, nlp, lab):
    """A lesson, saved where JupyterLab finds it, and its folder there."""
    letter = lab.root / "data" / "iraq-letter.txt"
    hostile = sa.Article.from_text(HOSTILE, published="2024-03-05")
    story = sa.analyze(letter if request.param == "letter" else hostile, model=nlp)
    made = sa.make_lesson(story)
    made.save(lab.root / request.param)
    return made, request.param


@pytest.fixture(params=["student", "teacher"])
def opened(request, browser, lab, lesson):
    """One of the notebooks of a lesson, all cells run."""
    made, folder = lesson
    with watched_page(browser) as (page, watch):
        path = f"{folder}/{request.param}/{made.name}/{made.name}.ipynb"
        notebook = Notebook.open(page, lab.address, path)
        notebook.run_all()
        yield made, request.param, notebook
        assert page.evaluate("() => window.ran") is None
        assert notebook.body.locator(".MathJax, mjx-container, [onerror], script").count() == 0
        assert watch.foreign == []
        notebook.close()


def said(cells):
    """Everything that the cells printed, and the points that they gave."""
    outputs = [output for cell in cells for output in cell["outputs"]]
    printed = "".join("".join(o["text"]) for o in outputs if o["output_type"] == "stream")
    points = [o["data"]["text/plain"] for o in outputs if o["output_type"] == "execute_result"]
    return printed, sum(int("".join(each)) for each in points)


def write(notebook, name, words):
    """Type an answer between the quotation marks of its cell, and run it and its check."""
    cell = notebook.body.locator(".jp-CodeCell", has_text=f'{name} = ""').first
    editor = cell.locator(".cm-content")
    editor.click()
    keyboard = notebook.page.keyboard
    keyboard.press("Control+Home")
    for _ in range(len(f'{name} = "')):
        keyboard.press("ArrowRight")
    keyboard.type(words)
    keyboard.press("Shift+Enter")
    keyboard.press("Shift+Enter")


def test_the_notebook_runs_and_answers_can_be_written(opened):
    lesson, who, notebook = opened
    assert troubles(notebook.code_cells()) == []
    printed, points = said(notebook.code_cells())
    asked = [question for question in lesson.items if question.kind != "open"]
    assert printed.count("Question ") >= len(asked)
    if who == "teacher":
        assert BLANK not in printed
        assert points == sum(question.points for question in asked)
        return
    assert printed.count(BLANK) == sum(len(question.parts) for question in asked)
    assert points == 0, "the key is not in a student's notebook"
    number, first = next((n, q) for n, q in enumerate(lesson.items, 1) if len(q.parts) == 1)
    assert first.kind != "open"
    write(notebook, f"answer_{number}", TYPED)
    heard = f"Question {number}: {TYPED!r} is noted."
    notebook.body.get_by_text(heard).wait_for()


def test_questions_stay_and_open_answers_can_be_written(opened):
    lesson, who, notebook = opened
    if who == "teacher":
        return
    locked = [cell for cell in notebook.cells() if cell["metadata"].get("editable") is False]
    assert len(locked) > 2 * sum(question.kind != "open" for question in lesson.items)
    check = notebook.body.locator(".jp-CodeCell", has_text="print(noted(1,")
    before = check.locator(".cm-content").inner_text()
    check.locator(".cm-content").click()
    notebook.page.keyboard.type("x")
    assert check.locator(".cm-content").inner_text() == before
    number = next(n for n, q in enumerate(lesson.items, 1) if q.kind == "open")
    cell = notebook.body.locator(".jp-MarkdownCell", has_text="Write your answer here").first
    cell.locator(".jp-RenderedMarkdown").dblclick()
    cell.locator(".cm-content").click()
    notebook.page.keyboard.press("Control+A")
    notebook.page.keyboard.type("A friend believes *it*.")
    notebook.page.keyboard.press("Shift+Enter")
    notebook.body.locator(".jp-RenderedMarkdown p", has_text="A friend believes it.").wait_for()
    written = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell["source"]
               for cell in notebook.cells()}  # fmt: skip
    assert json.dumps(written[f"q{number:02}"]).count("A friend believes") == 1
