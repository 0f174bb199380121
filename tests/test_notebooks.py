"""The notebooks as files: run in order, thin, tidy, told for a reader who does not program.

What their cells put out is compared by nbval (``make test``); nbval does not
see cells that were never run, and that is checked here.
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.tidy_notebooks import tidy

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
LESSONS = [path for path in NOTEBOOKS if re.match(r"\d\d_", path.name)]
IMPORTS = {
    ("storyanalysis", "sa"), ("pandas", "pd"), ("matplotlib.pyplot", "plt"), ("tempfile", None),
}  # fmt: skip
FORBIDDEN = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda,
    ast.For, ast.AsyncFor, ast.While, ast.comprehension, ast.ImportFrom,
)  # fmt: skip
MACHINE = re.compile(r"(?<![\w.:/])/(?:home|work|tmp|root|usr|Users|opt|private)/|\b[A-Z]:\\")

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
every_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


def _cells(path: Path, kind: str) -> list[dict[str, Any]]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == kind]


def _source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def _prose(path: Path) -> list[str]:
    return [_source(cell) for cell in _cells(path, "markdown")]


def _outputs(path: Path) -> list[dict[str, Any]]:
    return [output for cell in _cells(path, "code") for output in cell["outputs"]]


def test_the_lessons_are_there():
    numbers = [path.name[:2] for path in LESSONS]
    assert numbers == [f"{n:02d}" for n in range(11)]


@every_notebook
def test_every_cell_was_run_in_order(path):
    counts = [cell["execution_count"] for cell in _cells(path, "code")]
    assert counts == list(range(1, len(counts) + 1))


@every_notebook
def test_cells_are_thin(path):
    cells = [_source(cell) for cell in _cells(path, "code")]
    assert len(cells) <= 25
    for source in cells:
        assert source.strip(), "an empty cell is never run"
        assert len(source.splitlines()) <= 8, source
        found = [type(node).__name__ for node in ast.walk(ast.parse(source))
                 if isinstance(node, FORBIDDEN)]  # fmt: skip
        assert not found, source


@every_notebook
def test_only_the_named_imports(path):
    trees = [ast.parse(_source(cell)) for cell in _cells(path, "code")]
    nodes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Import)]
    imported = {(alias.name, alias.asname) for node in nodes for alias in node.names}
    assert imported <= IMPORTS


@every_notebook
def test_nothing_is_skipped_and_nothing_failed(path):
    tags = [tag for cell in _cells(path, "code") for tag in cell["metadata"].get("tags", [])]
    assert not tags, "a skipped cell proves nothing"
    assert "NBVAL" not in "".join(_source(cell) for cell in _cells(path, "code")).upper()
    kinds = {output["output_type"] for output in _outputs(path)}
    assert kinds <= {"execute_result", "display_data"}, "no streams, no errors"


@every_notebook
def test_outputs_know_no_machine(path):
    for output in _outputs(path):
        for kind, text in output["data"].items():
            shown = re.sub(r"base64,[A-Za-z0-9+/=\n]+", "", "".join(text))
            assert not MACHINE.search(shown), (kind, shown[:200])
            assert not re.search(r"0x[0-9a-f]{6,}", shown), (kind, shown[:200])


@every_notebook
def test_figures_have_a_text_for_who_cannot_see_them(path):
    for output in _outputs(path):
        assert "image/png" not in output["data"], "show figures through sa.show_figure"
        for image in re.findall(r"<img [^>]*>", "".join(output["data"].get("text/html", ""))):
            assert re.search(r'alt="[^"]{20,}"', image), image[-200:]


@every_notebook
def test_file_is_tidy(path):
    text = path.read_text(encoding="utf-8")
    assert tidy(text) == text, "run: make notebooks"
    assert json.loads(text)["metadata"]["kernelspec"]["name"] == "python3"


@every_lesson
def test_title_is_a_question(path):
    title = _prose(path)[0].splitlines()[0]
    assert title.startswith("# ")
    assert title.endswith("?")


@every_lesson
def test_reader_learns_goals_time_and_what_comes_next(path):
    opening, prose = _prose(path)[0], "\n".join(_prose(path))
    for word in ("**Goals**", "**Time**", "**You need**"):
        assert word in opening
    for heading in ("## Exercise", "## Where to go next"):
        assert heading in prose
    assert "<details>" in prose, "an exercise comes with an answer"


@every_lesson
def test_every_section_shows_and_doubts(path):
    prose = "\n".join(_prose(path))
    sections = re.split(r"^## ", prose, flags=re.MULTILINE)[1:]
    told = [text for text in sections if not text.startswith(("Exercise", "Where to go next"))]
    assert len(told) >= 4
    for text in told:
        assert "**What it shows.**" in text, text.splitlines()[0]
        assert "**Doubt.**" in text, text.splitlines()[0]


@every_notebook
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#]+)\)", "\n".join(_prose(path))):
        assert (path.parent / target).exists(), target


def test_tidy_drops_the_run_and_keeps_the_rest():
    cell = {
        "cell_type": "code", "id": "a", "source": ["1"], "execution_count": 1,
        "metadata": {"execution": {"iopub.execute_input": "2020"}, "scrolled": True, "tags": ["x"]},
        "outputs": [{"output_type": "execute_result", "metadata": {"time": 1}, "data": {"a": "é"}}],
    }  # fmt: skip
    made = {"cells": [cell], "metadata": {"language_info": {"version": "3.12"}}, "nbformat": 4}
    text = tidy(json.dumps(made))
    kept = json.loads(text)["cells"][0]
    assert kept["metadata"] == {"tags": ["x"]}
    assert kept["source"] == ["1"]
    assert kept["outputs"] == [
        {"output_type": "execute_result", "metadata": {}, "data": {"a": "é"}}
    ]
    assert "3.12" not in text
    assert "2020" not in text
    assert tidy(text) == text
