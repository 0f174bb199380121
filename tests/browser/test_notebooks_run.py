"""Every notebook in a real JupyterLab: all cells run, and what they show can be seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.lab import Notebook, troubles, watched_page

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(path.name for path in FOLDER.glob("*.ipynb"))
# pictures that are not there, are not seen, or say nothing to who cannot see them
BAD = """images => images.filter(image => !image.complete || !image.naturalWidth
  || !image.getBoundingClientRect().width || image.alt.length < 20).map(image => image.outerHTML.slice(-300))"""


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_run_all(browser, lab, name):
    with watched_page(browser) as (page, watch):
        notebook = Notebook.open(page, lab.address, f"notebooks/{name}")
        notebook.run_all()
        cells = notebook.code_cells()
        assert cells
        assert troubles(cells) == []
        shown = sum("<img" in "".join(output.get("data", {}).get("text/html", ""))
                    for cell in cells for output in cell["outputs"])  # fmt: skip
        images = notebook.body.locator(".jp-OutputArea-output img")
        assert images.count() >= shown
        assert images.evaluate_all(BAD) == []
        assert notebook.body.locator(".jp-OutputArea-output .MathJax").count() == 0
        assert watch.foreign == []
        notebook.close()
