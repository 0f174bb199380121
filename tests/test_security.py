"""The threat model of docs/security.md, where no other test covers it."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import storyanalysis as sa
from storyanalysis.archive.inputs import SETTINGS
from storyanalysis.errors import StoryError

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "storyanalysis"
MODEL = ROOT / "docs" / "security.md"


# ---- the page itself


def test_every_test_that_the_threat_model_names_exists():
    named = set(re.findall(r"`(test_\w+)`", MODEL.read_text(encoding="utf-8")))
    there = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        there |= set(re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert len(named) > 40
    assert named - there == set()


def test_every_line_of_the_threat_model_has_a_test():
    rows = [line for line in MODEL.read_text(encoding="utf-8").splitlines() if line[:2] == "| "]
    rows = [row for row in rows if not row.startswith("| asset")]
    assert len(rows) > 20
    assert [row for row in rows if "`test_" not in row] == []


# ---- nothing in the sources runs what it reads

OBJECTS = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal", "jsonpickle"}
XML = {"xml.etree", "xml.dom", "xml.sax", "xml.parsers", "lxml"}
NETWORK = {"socket", "ssl", "http", "urllib.request", "urllib3", "requests", "httpx", "ftplib"}
# the reader of addresses is the one door to the network
DOORS = {"readers/web.py", "readers/address.py"}
BUILTINS = {"eval", "exec", "compile", "__import__", "breakpoint", "input"}
METHODS = {
    "system", "popen", "read_pickle", "to_pickle", "extract", "extractall", "unpack_archive", "mktemp",
    "unsafe_load", "full_load", "spawn", "startfile",
}  # fmt: skip


def faults(source: str, name: str) -> list[str]:
    """What a module does that none of ours may do."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [f"imports {a.name}" for a in node.names if _forbidden(a.name, name)]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
            found += [f"imports {each}" for each in names if _forbidden(each, name)]
        elif isinstance(node, ast.Call):
            found += _calls(node)
    return found


def _forbidden(module: str, name: str) -> bool:
    banned = OBJECTS | XML | {"subprocess", "pty", "ctypes"} | (set() if name in DOORS else NETWORK)
    if module.startswith("xml.sax.saxutils"):  # escapes, and reads nothing
        return False
    return any(module == each or module.startswith(each + ".") for each in banned)


def _calls(node: ast.Call) -> list[str]:
    call, given = node.func, {k.arg: ast.unparse(k.value) for k in node.keywords}
    if isinstance(call, ast.Name):
        return [f"calls {call.id}"] if call.id in BUILTINS else []
    if not isinstance(call, ast.Attribute):
        return []
    whole = ast.unparse(call)
    told = [f"calls {whole}"] if call.attr in METHODS else []
    if whole in ("np.load", "numpy.load") and given.get("allow_pickle") != "False":
        told.append("loads arrays that may hold objects")
    loader = given.get("Loader") or (ast.unparse(node.args[1]) if len(node.args) > 1 else "")
    if whole.startswith("yaml.") and call.attr in ("load", "load_all", "parse", "compose"):
        told += [] if loader in ("yaml.BaseLoader", "yaml.SafeLoader") else ["loads YAML objects"]
    return told + (["allows pickles"] if given.get("allow_pickle") == "True" else [])


def test_no_source_runs_what_it_reads():
    told = {}
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if found := faults(path.read_text(encoding="utf-8"), name):
            told[name] = found
    assert told == {}


@pytest.mark.parametrize(
    "line",
    [
        "import pickle", "from pickle import loads", "import xml.etree.ElementTree as ET", "from xml.dom import minidom",
        "import requests", "from urllib.request import urlopen", "from urllib import request", "import subprocess",
        "eval(text)", "exec(text)", "os.system(text)", "np.load(path)", "np.load(path, allow_pickle=True)",
        "yaml.load(text, Loader=yaml.Loader)", "yaml.load(text)", "yaml.unsafe_load(text)", "pd.read_pickle(path)",
        "tar.extractall(folder)", "shutil.unpack_archive(path)",
    ],
)  # fmt: skip
def test_what_no_source_may_do_is_seen(line):
    assert faults(line, "a.py") != []


def test_no_file_of_the_package_is_a_pickle():
    import numpy as np

    kinds = {path.suffix for path in SOURCE.rglob("*") if path.is_file()} - {".pyc"}
    assert kinds <= {".py", ".csv", ".npz", ".js", ".css", ".json", ".typed", ".md"}
    for path in SOURCE.rglob("*.npz"):
        with np.load(path, allow_pickle=False) as data:  # an array of objects raises
            assert all(data[name].dtype != object for name in data.files)


def test_analysis_asks_no_network_starts_nothing_and_writes_where_it_is_told(tmp_path):
    # -B: an interpreter that keeps what it compiled is not what is tested
    command = [sys.executable, "-B", "-W", "ignore", "-m", "tests.fuzz.watched"]
    command += [str(ROOT / "data" / "iraq-letter.txt"), str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == []
    assert (tmp_path / "report.html").is_file()


@pytest.mark.parametrize(
    ("work", "event"),
    [
        ("import socket; socket.create_connection(('127.0.0.1', 9))", "socket.connect"),
        ("import subprocess; subprocess.run(['true'])", "subprocess.Popen"),
        ("import pickle; pickle.loads(pickle.dumps(Path()))", "pickle.find_class"),
        ("open(source + '.new', 'w').close()", "writes"),
    ],
)
def test_the_watch_sees(work, event, tmp_path):
    """The watch is proved with what it is there to see."""
    source, folder = tmp_path / "a.txt", tmp_path / "out"
    script = (
        "import contextlib, sys\nfrom pathlib import Path\nfrom tests.fuzz import watched\n"
        "watched._prepare = lambda source: None\n"
        f"def work(source, folder):\n    with contextlib.suppress(OSError):\n        {work}\n"
        "watched._work = work\nwatched.main(*sys.argv[1:])"
    )
    command = [sys.executable, "-c", script, str(source), str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert any(told.startswith(event) for told in json.loads(run.stdout)), run.stderr


# ---- files that grow or nest without end are an error, and no crash

LAUGHS = "- &a0 [x, x, x, x, x, x, x, x]\n" + "".join(
    f"- &a{n} [{', '.join([f'*a{n - 1}'] * 8)}]\n" for n in range(1, 30)
)
YAML = {
    "laughs": LAUGHS,
    "nested": "- " * 20_000 + "x",
    "brackets": "- merge: " + "[" * 50_000,
    "no-character": '- merge: ["\\UFFFFFFFF"]',
    "object": "- merge: !!python/object/apply:os.system [ls]",
    "binary": "\x00\x01\x02",
}
JSON = {
    "nested": "[" * 200_000,
    "objects": '{"a":' * 200_000,
    "digits": '{"rows": ' + "1" * 10_000 + "}",
    "half": '{"format": "\\ud800"}',
    "none": "\x00",
}


@pytest.fixture(scope="module")
def story():
    return sa.analyze(
        sa.Article.from_text("Mayor Ana Ruiz said on Monday that the bridge is safe.")
    )


@pytest.mark.parametrize("text", YAML.values(), ids=YAML)
def test_hostile_corrections_are_refused(text, story, tmp_path):
    path = tmp_path / "a.corrections.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StoryError, match=r"a\.corrections\.yaml"):
        story.correct(path)


def test_corrections_of_any_size_are_not_read(story, tmp_path):
    path = tmp_path / "a.corrections.yaml"
    path.write_text("- merge: [a, b]\n" * 70_000, encoding="utf-8")
    with pytest.raises(StoryError, match="larger than 1,000,000 characters: split it"):
        story.correct(path)


@pytest.mark.parametrize("text", YAML.values(), ids=YAML)
def test_hostile_answers_are_refused(text, tmp_path):
    from storyanalysis.teach.answers import read_answers

    path = tmp_path / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StoryError, match=r"answers\.yaml"):
        read_answers(path)


@pytest.mark.parametrize("text", JSON.values(), ids=JSON)
def test_hostile_contents_of_a_saved_story_are_refused(text, story, tmp_path):
    folder = story.save(tmp_path / "saved")
    (folder / "story.json").write_text(text, encoding="utf-8")
    with pytest.raises(StoryError, match=r"story\.json"):
        sa.load_story(folder)


@pytest.mark.parametrize("text", [JSON[name] for name in ("nested", "objects", "digits", "none")])
def test_hostile_gold_is_refused(text, story, tmp_path):
    path = tmp_path / "gold.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StoryError, match=r"gold\.json"):
        story.agreement(path)


@pytest.mark.parametrize("text", JSON.values(), ids=JSON)
def test_hostile_annotations_are_refused(text, story, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StoryError, match=r"a\.jsonl"):
        sa.read_annotations(story, path)


@pytest.mark.parametrize("text", JSON.values(), ids=JSON)
def test_hostile_settings_of_an_archive_are_refused(text, tmp_path):
    (tmp_path / SETTINGS).write_text(text, encoding="utf-8")
    with pytest.raises(StoryError, match=SETTINGS):
        sa.archive.open(tmp_path)
