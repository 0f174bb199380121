"""An article that tries everything runs nothing, wherever it is shown."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.browser.lab import Notebook, troubles, watched_page
from tests.browser.stories import BAIT, METADATA, SET, everything, write_notebook

# what the article would bring into a page if any of it were taken as HTML, Markdown or a formula;
# scripts and styles of the page itself hold none of these
BROUGHT_IN = (
    "img[src='x'], img[src='t'], img[src*='example.org'], svg[onload], iframe[srcdoc], "
    "[onerror], [onmouseover], [onfocus], a[href^='javascript:'], mjx-container, .MathJax, "
    ".MathJax_Error, .jp-RenderedMarkdown img"
)


def assert_nothing_ran(page, outputs):
    assert page.evaluate("() => window.ran") is None
    assert outputs.locator(BROUGHT_IN).evaluate_all("ns => ns.map(n => n.outerHTML)") == []
    scripts = outputs.locator("script").evaluate_all("ns => ns.map(n => n.textContent)")
    assert [text for text in scripts if SET in text and not text.startswith("{")] == []


def test_the_bait_bites_where_nothing_is_escaped(browser, lab):
    """Were this to pass quietly, the other tests would prove nothing."""
    cells = [
        "from IPython.display import HTML",
        f"HTML({BAIT['north']!r})",
        "HTML('<p>from $5 million to $6 million</p>')",
    ]
    path = write_notebook(lab.root / "bait.ipynb", cells)
    with watched_page(browser) as (page, _):
        notebook = Notebook.open(page, lab.address, path.name)
        notebook.run_all()
        page.wait_for_function("() => window.ran === true")
        notebook.body.locator("mjx-container, .MathJax").first.wait_for()
        with pytest.raises(AssertionError):
            assert_nothing_ran(page, notebook.body)
        notebook.close()


@pytest.fixture(scope="module")
def notebook_of_everything(lab):
    return write_notebook(lab.root / "hostile.ipynb", everything("hostile"))


def test_in_jupyterlab(browser, lab, notebook_of_everything):
    with watched_page(browser) as (page, watch):
        dialogs = []
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        notebook = Notebook.open(page, lab.address, notebook_of_everything.name)
        notebook.run_all()
        assert troubles(notebook.code_cells()) == []
        page.locator(".sa-live").wait_for()
        outputs = notebook.body.locator(".jp-OutputArea-output")
        page.wait_for_timeout(2000)  # formulas are set and pictures loaded after the cells ran
        assert_nothing_ran(page, outputs)
        text = "\n".join(outputs.all_inner_texts())
        for words in (*BAIT.values(), *METADATA.values()):
            assert " ".join(words.split()) in " ".join(text.split()), words
        # the live view draws more when something is chosen
        for button in page.locator(".sa-live .sa-list button").all():
            button.click()
        for mark in page.locator(".sa-live [data-about]").all():
            mark.dispatch_event("mouseover")
        page.wait_for_timeout(500)
        assert_nothing_ran(page, notebook.body)
        assert dialogs == []
        assert watch.foreign == []
        notebook.close()


@pytest.fixture(scope="module")
def exported(lab, notebook_of_everything):
    """The two stories' notebooks as web pages, made as ``make story`` makes them."""
    plain = write_notebook(lab.root / "plain.ipynb", everything("plain"))
    command = [sys.executable, "-m", "nbconvert", "--log-level=ERROR", "--to", "html", "--execute"]
    subprocess.run([*command, str(plain), str(notebook_of_everything)], check=True)
    return lab.root


def test_exported(browser, exported):
    with watched_page(browser) as (page, _):
        page.goto((exported / "hostile.html").as_uri())
        page.wait_for_timeout(1000)
        outputs = page.locator(".jp-OutputArea-output")
        assert_nothing_ran(page, outputs)
        text = " ".join("\n".join(outputs.all_inner_texts()).split())
        for words in (*BAIT.values(), *METADATA.values()):
            assert " ".join(words.split()) in text, words


def test_the_export_shows_everything_offline(browser, exported):
    with watched_page(browser, offline=True) as (page, _):
        page.goto((exported / "plain.html").as_uri())
        assert page.locator(".sa-card").count() == 2
        readers = page.locator("article.sa-page")
        assert readers.count() == 2, "the reader, and the still form of the live view"
        assert all(reader.is_visible() for reader in readers.all())
        assert page.locator("table.dataframe").count() >= 11
        assert all(table.is_visible() for table in page.locator("table.dataframe").all())
        images = page.locator("figure img")
        assert images.count() == 6
        assert images.evaluate_all("ns => ns.every(n => n.naturalWidth > 0 && n.alt.length > 20)")
        assert "$5 million to $6 million" in page.locator("body").inner_text()
        mark = readers.first.locator("[tabindex]").first
        mark.focus()
        told = mark.evaluate("n => getComputedStyle(n, '::after').content")
        assert mark.get_attribute("title") in told.replace('\\"', '"')


def test_a_notebook_that_is_not_trusted_can_be_read(browser, lab, exported):
    """JupyterLab takes style sheets and attributes away; marks, numbers and lists stay."""
    command = [sys.executable, "-m", "nbconvert", "--log-level=ERROR", "--to", "notebook",
               "--execute", "--output", "stranger.ipynb", str(exported / "hostile.ipynb")]  # fmt: skip
    subprocess.run(command, check=True)
    with watched_page(browser) as (page, watch):
        notebook = Notebook.open(page, lab.address, "stranger.ipynb", kernel=False)
        notebook.body.locator("article.sa-page").first.wait_for()
        page.wait_for_timeout(2000)
        assert_nothing_ran(page, notebook.body.locator(".jp-OutputArea-output"))
        reader = notebook.body.locator("article.sa-page").first
        assert reader.locator(".sa-m[style]").count() > 10
        assert reader.locator("sup").count() > 5
        assert reader.locator("summary").all_inner_texts() == [
            "5 statements",
            "6 actors",
            "2 dates",
        ]
        assert watch.foreign == []
