"""A lesson's notebooks, and what nbgrader does to make the student's of the teacher's."""

from __future__ import annotations

import copy
import hashlib
import json
from typing import Any

from storyanalysis.teach.cells import Cell

__all__ = ["CODE_STUB", "TEXT_STUB", "as_notebook", "nbgrader_config", "student_cells"]

CODE_STUB = "# Write between the quotation marks above, and run this cell."
TEXT_STUB = "Write your answer here, in place of this line."
# what stands between these lines is not for students; a cell has one such region at most
SOLUTION = ("### BEGIN SOLUTION\n", "### END SOLUTION")
HIDDEN = ("\n### BEGIN HIDDEN TESTS\n", "### END HIDDEN TESTS")
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def student_cells(cells: list[Cell]) -> list[Cell]:
    """The cells as ``nbgrader generate_assignment`` gives them to students.

    Notes
    -----
    nbgrader 0.9: LockCells, ClearSolutions, ClearHiddenTests and ComputeChecksums of
    ``nbgrader.preprocessors``, with the stubs of :func:`nbgrader_config`. A test
    compares the two byte for byte.
    """
    return [_for_student(copy.deepcopy(cell)) for cell in cells]


def _for_student(cell: Cell) -> Cell:
    known = cell["metadata"].get("nbgrader")
    if known is None:
        return cell
    cell["metadata"]["deletable"] = False
    if known["solution"] and known["grade"]:
        cell["source"] = TEXT_STUB
    elif known["solution"]:
        cell["source"] = _replaced(cell["source"], SOLUTION, CODE_STUB)
    else:
        cell["metadata"]["editable"] = False
        cell["source"] = _replaced(cell["source"], HIDDEN, "")
    known |= {"cell_type": cell["cell_type"], "checksum": _checksum(cell, known)}
    return cell


def _replaced(source: str, region: tuple[str, str], stub: str) -> str:
    before, _, rest = source.partition(region[0])
    _, ended, after = rest.partition(region[1])
    return f"{before}{stub}{after}" if ended else source


def _checksum(cell: Cell, known: dict[str, Any]) -> str:
    """The sum that nbgrader makes: by it an answer that was not touched gets no points."""
    told = [cell["source"], cell["cell_type"], known["grade"], known["solution"], known["locked"]]
    told += [known["grade_id"], *([float(known["points"])] if known["grade"] else [])]
    return hashlib.md5("".join(map(str, told)).encode(), usedforsecurity=False).hexdigest()


def as_notebook(cells: list[Cell]) -> str:
    """The notebook file, written as nbformat writes it."""
    written = [cell | {"source": cell["source"].splitlines(keepends=True)} for cell in cells]
    notebook = {"cells": written, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def nbgrader_config(name: str) -> str:
    """Settings with which a folder of ours is a course of nbgrader's."""
    return f"""\
# Run nbgrader in this folder:
#     nbgrader generate_assignment {name} --force    writes student/{name} anew
#     nbgrader autograde {name}                      grades submitted/STUDENT/{name}
c = get_config()
c.CourseDirectory.source_directory = "teacher"
c.CourseDirectory.release_directory = "student"
c.ClearSolutions.code_stub = {{"python": {CODE_STUB!r}}}
c.ClearSolutions.text_stub = {TEXT_STUB!r}
"""
