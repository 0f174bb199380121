"""Whatever the text, the interpreter and the machine: the same tables, or one clear error."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import storyanalysis as sa
from storyanalysis.errors import StoryError
from storyanalysis.keep.export import WRITERS
from storyanalysis.tables import TABLES
from tests.fuzz.invariants import REFERENCES, check, check_same, check_uses
from tests.fuzz.mutate import FOLDERS, corpus, mutant
from tests.fuzz.run import attempt, shrunk

ROOT = Path(__file__).parents[1]
STORY = ROOT / "data" / "same-event" / "courier.txt"
SHORT = "Bridge is “safe” – naïve\n\n“It is safe,” Mayor Zoë Ruiz said on Monday. Iraq condemned the U.S. strike.\n"
TEXTS = corpus()
pytestmark = pytest.mark.filterwarnings("ignore::storyanalysis.errors.LanguageWarning")


# ---- damaged stories (`python -m tests.fuzz.run` does thousands)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**9))
def test_damaged_stories_keep_every_promise(seed):
    article = sa.Article.from_text(mutant(f"suite:{seed}", TEXTS, longest=700))
    story = sa.analyze(article, cache=False)
    check(story)
    if seed % 5 == 0:
        check_same(story, sa.analyze(article, cache=False))
        check_uses(story)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200).filter(str.strip))
@example("a\u2028\u2029\x85\x1cb")
@example("(" * 2000)
@example("a\u0301" * 500)
@example("\U0010ffff\ufdd0 said \ue000.")
def test_any_characters_give_tables(text):
    check(sa.analyze(sa.Article.from_text(text, published="2020-01-06"), cache=False))


def test_what_is_held_back_is_not_read():
    assert [folder for folder in FOLDERS if "held" in folder] == []
    assert len(TEXTS) > 20


def test_a_seed_is_a_story():
    assert mutant("1:7", TEXTS) == mutant("1:7", TEXTS)
    assert len({mutant(f"1:{n}", TEXTS) for n in range(200)}) > 190


def test_broken_promises_are_seen():
    story = sa.analyze(sa.Article.from_text(SHORT, published="2020-01-06"), cache=False)
    check(story)
    for name, columns in REFERENCES.items():
        for column in columns:
            frame = story.table(name)
            if len(frame) and column != TABLES[name].key:
                frame[column] = pd.array(["nobody"] * len(frame), dtype="string")
                with pytest.raises(AssertionError):
                    check(sa.Story(story.article, dict(story.frames) | {name: frame}))
    moved = story.dates.assign(start=0)
    with pytest.raises(AssertionError, match="dates: text is not at start"):
        check(sa.Story(story.article, dict(story.frames) | {"dates": moved}))


def test_a_fault_is_told_and_made_small(monkeypatch):
    def fail(article, **_):
        if "bad" in article.text:
            raise KeyError("bad")
        return real(article, cache=False)

    real = sa.analyze
    monkeypatch.setattr(sa, "analyze", fail)
    text = "Rain fell. " * 20 + "It was bad. " + "Snow fell. " * 20
    assert attempt("Rain fell.", 1) == ""
    assert attempt(text, 1).startswith("KeyError: 'bad'")
    assert shrunk(text, 1, "KeyError: ") == "bad"


# ---- the same tables


def digests(**env: str) -> str:
    command = [sys.executable, "-W", "ignore", "-m", "tests.fuzz.digest", str(STORY)]
    run = subprocess.run(command, cwd=ROOT, env=os.environ | env, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_the_order_of_hashes_changes_nothing():
    """`python -m tests.fuzz.matrix` does so with twenty seeds and every interpreter."""
    assert digests(PYTHONHASHSEED="1") == digests(PYTHONHASHSEED="4242")


def test_threads_get_the_tables_that_they_would_get_alone():
    texts = [mutant(f"thread:{n}", TEXTS, longest=500) for n in range(8)]
    articles = [sa.Article.from_text(text, published="2020-01-06") for text in texts]
    alone = [sa.analyze(article, cache=False) for article in articles]
    start = threading.Barrier(4)

    def work(number: int) -> list[sa.Story]:
        start.wait()
        order = articles[number:] + articles[:number]
        found = [sa.analyze(article, cache=False) for article in order]
        return found[-number:] + found[:-number] if number else found

    with ThreadPoolExecutor(4) as pool:
        for stories in pool.map(work, range(4)):
            for one, other in zip(alone, stories, strict=True):
                check_same(one, other)


# ---- homes, locales and disks


def command(tmp_path: Path, env: dict[str, str], *, clean: bool) -> dict[str, bytes]:
    """What the command writes in a surrounding; without figures, which another test draws."""
    source, out = tmp_path / "story.txt", tmp_path / "out"
    source.write_text(SHORT, encoding="utf-8")
    given = {} if clean else {k: v for k, v in os.environ.items() if k != "STORYANALYSIS_CACHE"}
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "storyanalysis", "export", str(source), "--out", str(out), "--to", "csv"],
        env=given | env, capture_output=True, cwd=tmp_path,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert b"Traceback" not in run.stderr
    return {path.name: path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


NOWHERE = "/proc/nowhere"  # where even the superuser makes no folder
SURROUNDINGS = {
    "read-only home": ({"HOME": "/proc", "XDG_CACHE_HOME": NOWHERE, "XDG_CONFIG_HOME": NOWHERE}, False),
    "no home": ({}, True),
    "no locale": ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "HOME": NOWHERE}, True),
    "latin-1": ({"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0", "HOME": NOWHERE}, False),
    "another clock": ({"TZ": "Pacific/Kiritimati", "HOME": NOWHERE}, False),
}  # fmt: skip


@pytest.mark.skipif(
    not Path("/proc").is_dir(), reason="needs a folder in which nothing can be made"
)
@pytest.mark.parametrize("name", SURROUNDINGS)
def test_homes_and_locales_change_nothing(name, tmp_path):
    env, clean = SURROUNDINGS[name]
    written = command(tmp_path, env, clean=clean)
    story = sa.analyze(tmp_path / "story.txt", cache=False)
    story.export(tmp_path / "here", format="csv")
    assert written == {path.name: path.read_bytes() for path in (tmp_path / "here").iterdir()}


def test_a_terminal_without_curly_quotes_shows_the_tables(tmp_path):
    source = tmp_path / "story.txt"
    source.write_text(SHORT, encoding="utf-8")
    env = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}  # fmt: skip
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "storyanalysis", "analyze", str(source)],
        env=env, capture_output=True,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert b"Ruiz" in run.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_an_output_that_is_full_is_one_clear_line(tmp_path):
    source = tmp_path / "story.txt"
    source.write_text(SHORT, encoding="utf-8")
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "storyanalysis", "analyze", str(source)],
            stdout=full, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    assert run.returncode == 2
    assert "storyanalysis: the output: No space left on device" in run.stderr
    assert "Traceback" not in run.stderr


FULL = """
import resource, sys
import storyanalysis as sa
from storyanalysis.errors import StoryError
from storyanalysis.keep.export import WRITERS
from storyanalysis.show.report import report_page
story = sa.analyze(sys.argv[1], cache=False)
story.report(sys.argv[2] + "/before.html")  # fonts and the like are looked up before
resource.setrlimit(resource.RLIMIT_FSIZE, (64, resource.RLIM_INFINITY))  # no file grows beyond
sa.analyze(sys.argv[1], cache=sys.argv[2] + "/cache")
for name, work in {
    "save": lambda: story.save(sys.argv[2] + "/saved"),
    "report": lambda: story.report(sys.argv[2] + "/report.html"),
    "all": lambda: sa.save_all(story, sys.argv[2] + "/all"),
    **{f: lambda f=f: story.export(sys.argv[2] + "/" + f, format=f) for f in WRITERS},
}.items():
    try:
        work()
        print(name, "wrote")
    except StoryError as error:
        print(name, "told" if sys.argv[2] in str(error) and "File too large" in str(error) else error)
try:
    sa.load_story(sys.argv[2] + "/saved")
    print("half a story was opened")
except StoryError:
    print("load told")
"""


def test_a_disk_that_is_full_is_an_error_that_names_the_file(tmp_path):
    pytest.importorskip("resource")
    source = tmp_path / "story.txt"
    source.write_text(SHORT, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FULL, str(source), str(tmp_path)],
        capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    expected = [f"{name} told" for name in ("save", "report", "all", *WRITERS, "load")]
    assert run.stdout.splitlines() == expected


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    story = sa.analyze(sa.Article.from_text(SHORT), cache=False)
    (tmp_path / "file").write_text("in the way")
    for work in (story.save, story.report, story.export, lambda p: sa.save_all(story, p)):
        with pytest.raises(StoryError, match="file"):
            work(tmp_path / "file" / "x.json")
