"""The live view by mouse, by keyboard and from Python, in a real JupyterLab."""

from __future__ import annotations

import ast
from contextlib import contextmanager

import pytest

from tests.browser.lab import Notebook, troubles, watched_page
from tests.browser.sight import CONTRAST
from tests.browser.stories import START, write_notebook

ASK = "print((live.actor, live.speaker, live.row, live.selected))"


@pytest.fixture(scope="module")
def opened(browser, lab):
    """A notebook with the live view of the plain story, all cells run."""
    cells = [
        "\n".join([*START, "story = sa.load_story('plain')"]),
        "live = story.explore()\nlive",
        ASK,
    ]
    write_notebook(lab.root / "widget.ipynb", cells)
    with watched_page(browser) as (page, watch):
        notebook = Notebook.open(page, lab.address, "widget.ipynb")
        notebook.run_all()
        page.locator(".sa-live").wait_for()
        assert troubles(notebook.code_cells()) == []
        yield notebook
        assert watch.foreign == []
        assert troubles(notebook.code_cells()) == []
        notebook.close()


@pytest.fixture
def live(opened):
    """The live view with nothing chosen."""
    root = opened.page.locator(".sa-live")
    root.get_by_role("button", name="Show everything").click()
    told(root, "Nothing is chosen")
    return root


def told(root, words):
    """Wait until the live view says so."""
    root.get_by_role("status").filter(has_text=words).wait_for()


def asked(notebook):
    """What is chosen, as Python has it."""
    return ast.literal_eval(notebook.run_last())


def lit(root):
    """The words that light up, as they stand in the text."""
    return [piece.inner_text() for piece in root.locator(".sa-text span.sa-lit").all()]


def test_click_an_actor_and_it_comes_back_to_python(opened, live):
    live.get_by_role("button", name="4. Southmark").click()
    told(live, "1 mention, 1 statement, 0 dates and 1 relation.")
    assert asked(opened) == ("south", "", "", ["south", "m3", "s4", "r2"])
    assert lit(live) == ["Southmark", "denied", "it had asked for the closure"]
    live.get_by_role("button", name="4. Southmark").click()
    told(live, "Nothing is chosen")
    assert asked(opened) == ("", "", "", [])
    assert lit(live) == []


def test_click_a_name_in_the_text(opened, live):
    live.locator(".sa-text").get_by_role("button", name="Ana Ruiz. Actor 1").click()
    told(live, "Ana Ruiz (person, Northland): 1 mention, 2 statements")
    pressed = live.locator(".sa-actors [aria-pressed=true]")
    assert pressed.inner_text() == "1. Ana Ruiz (person, Northland)"
    assert asked(opened)[0] == "mayor"


def test_click_the_words_of_a_statement_a_date_and_a_relation(opened, live):
    live.get_by_text("The notice was a mistake,").click()
    told(live, "Statement 1, direct: Ana Ruiz → Radio Vale → reader")
    assert asked(opened)[2] == "s1"
    live.get_by_role("button", name="Sunday. Date").click()
    told(live, "Date: 2024-05-19")
    assert asked(opened)[2] == "d1"
    live.get_by_role("button", name="REQUEST").click()
    told(live, "Relation: Southmark → REQUEST → Northland, negated")
    assert asked(opened)[2:] == ("r2", ["r2"])


def test_menus_and_days_hold_at_once(opened, live):
    live.get_by_label("Speaker").select_option(label="Ana Ruiz (2 statements)")
    told(live, "said by Ana Ruiz: 1 mention, 2 statements, 0 dates and 1 relation.")
    live.get_by_label("Part").select_option("original")
    told(live, "said by Ana Ruiz; in original: 0 mentions")
    live.get_by_role("button", name="Show everything").click()
    live.get_by_label("Dated from").fill("2024-05-19")
    told(live, "dated from 2024-05-19")
    assert {"d1", "r1"} <= set(asked(opened)[3])
    assert live.get_by_label("Speaker").input_value() == ""


def test_pointing_at_a_mark_tells_what_was_found(live):
    live.get_by_text("The notice was a mistake,").hover()
    live.locator(".sa-about").filter(has_text="Ana Ruiz → Radio Vale → reader").wait_for()


def test_the_keyboard_alone_will_do(opened, live):
    page, cells = opened.page, len(opened.cells())
    live.get_by_label("Speaker").focus()
    stops = []
    for _ in range(16):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(
            "() => document.activeElement.closest('.sa-text, .sa-actors, .sa-relations')?.className"
        ))  # fmt: skip
        if stops[-1] == "sa-text":
            break
    assert stops[-1] == "sa-text", "the tab key reaches the text"
    page.keyboard.press("Home")
    names = [name_of_focus(page)]
    for _ in range(40):
        page.keyboard.press("ArrowRight")
        if name_of_focus(page) == names[-1]:
            break
        names.append(name_of_focus(page))
    assert len(names) == 13, "six names, five statements, two dates"
    page.keyboard.press("Home")
    while "Radio Vale. Actor" not in name_of_focus(page):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    told(live, "Radio Vale (media): 1 mention, 1 statement")
    for key in ("x", "d", "d", "b"):  # cut a cell, delete it, add one: not from in here
        page.keyboard.press(key)
    assert len(opened.cells()) == cells
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    assert name_of_focus(page).startswith("1. Ana Ruiz")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.press("Space")
    told(live, "a leaked memo")
    assert asked(opened)[0] == "memo"
    live.locator(".sa-actors button").first.focus()
    page.keyboard.press("Escape")
    told(live, "Nothing is chosen")


def name_of_focus(page):
    return page.evaluate(
        "() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText"
    )


@contextmanager
def last_cell(notebook, source):
    """The last cell with another source, for a while."""
    write = (
        "(source) => { const c = window.jupyterapp.shell.currentWidget.content;"
        " c.widgets.at(-1).model.sharedModel.setSource(source); }"
    )
    notebook.page.evaluate(write, source)
    yield
    notebook.page.evaluate(write, ASK)


def test_python_can_choose_too(opened, live):
    with last_cell(opened, "live.row = 's4'"):
        opened.run_last()
    told(live, "Statement 4, mixed")
    assert lit(live) == ["denied", "it had asked for the closure"]
    with last_cell(opened, "live.speaker = 'union'"):
        opened.run_last()
        assert "this story has no speaker 'union'" in str(opened.cells()[-1]["outputs"])
    assert asked(opened)[2] == "s4"


def test_everything_has_a_name_for_who_cannot_see_it(live):
    nameless = live.locator("button, select, input, [role=button], [role=group]").evaluate_all(
        "nodes => nodes.filter(n => !(n.getAttribute('aria-label') || n.innerText.trim()"
        " || n.labels?.length)).map(n => n.outerHTML)"
    )
    assert nameless == []
    assert live.locator(".sa-text [role=button]:not([aria-pressed])").count() == 0


@pytest.mark.parametrize("theme", ["Dark", "Light"])
def test_the_words_stand_out_in_both_themes(opened, live, theme):
    opened.command("apputils:change-theme", theme=f"JupyterLab {theme}")
    opened.page.wait_for_function(
        "light => document.body.dataset.jpThemeLight === light", arg=str(theme == "Light").lower()
    )
    opened.page.wait_for_timeout(500)
    assert live.evaluate(CONTRAST) == []
    live.locator(".sa-actors button").first.click()
    told(live, "Ana Ruiz")
    assert live.evaluate(CONTRAST) == []
