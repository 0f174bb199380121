"""The round trip through nbgrader itself: a slow test, since it starts kernels."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import storyanalysis as sa
from tests.lesson_help import HOSTILE

# both steps in one process; nbgrader's own logging goes to stderr
ROUND_TRIP = """
import json, os, shutil, sys
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from traitlets.config import PyFileConfigLoader

name = sys.argv[1]
api = NbGraderAPI(config=PyFileConfigLoader("nbgrader_config.py", path=".").load_config())
made = api.generate_assignment(name, force=True)
assert made["success"], made["log"]
shutil.copytree(f"teacher/{name}", f"submitted/key/{name}")
shutil.copytree(f"student/{name}", f"submitted/blank/{name}")
scores = {}
with Gradebook("sqlite:///gradebook.db") as book:
    for student in ("key", "blank"):
        done = api.autograde(name, student)
        assert done["success"], done["log"]
        sent = book.find_submission(name, student)
        scores[student] = {grade.name: grade.auto_score for grade in sent.notebooks[0].grades}
print(json.dumps(scores))
"""


@pytest.fixture(scope="module")
def course(nlp, tmp_path_factory):
    """A lesson on a hostile text, saved; what we wrote for students, set aside."""
    story = sa.analyze(sa.Article.from_text(HOSTILE, published="2024-03-05"), model=nlp)
    lesson = sa.make_lesson(story)
    folder = lesson.save(tmp_path_factory.mktemp("course"))
    shutil.copytree(folder / "student", folder / "ours")
    return lesson, folder


@pytest.fixture(scope="module")
def scores(course):
    lesson, folder = course
    # nbgrader calls alembic by its name
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    own = {name: str(folder) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")}
    done = subprocess.run(
        [sys.executable, "-c", ROUND_TRIP, lesson.name],
        cwd=folder,
        env=os.environ | own | {"PATH": path, "JUPYTER_RUNTIME_DIR": str(folder / "run")},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_nbgrader_makes_the_same_student_notebook(course, scores):
    lesson, folder = course
    file = f"{lesson.name}/{lesson.name}.ipynb"
    ours = (folder / "ours" / file).read_bytes()
    assert (folder / "student" / file).read_bytes() == ours


def test_the_key_gets_full_marks_and_the_blank_none(course, scores):
    lesson, _ = course
    checks = {f"q{n:02}-check": q.points for n, q in enumerate(lesson.items, 1) if q.kind != "open"}
    written = {f"q{n:02}" for n, q in enumerate(lesson.items, 1) if q.kind == "open"}
    assert checks
    assert written
    assert {k: v for k, v in scores["key"].items() if k in checks} == checks
    assert {scores["key"][k] for k in written} == {None}  # for the teacher to grade
    assert scores["blank"] == dict.fromkeys([*checks, *written], 0.0)
