"""Many articles into one dataset, and back out of it."""

from __future__ import annotations

import errno
import json
import logging
import subprocess
import sys

import dask.dataframe as dd
import duckdb
import pandas as pd
import pyarrow.dataset as pds
import pyarrow.parquet as pq
import pytest

import storyanalysis as sa
from storyanalysis import many
from storyanalysis.archive import builder, work
from storyanalysis.archive.cluster import SETTINGS
from storyanalysis.archive.progress import Pace
from storyanalysis.archive.schemas import ARCHIVE_TABLES, arrow_schema
from storyanalysis.cli import main
from tests.archive_help import in_process, tiny_articles, write_jsonl

ROWS = tiny_articles(7)
BAD = [{"text": "  "}, {"text": "Rain fell.", "published": "Monday"}]


@pytest.fixture(scope="module")
def client():
    with in_process() as client:
        yield client


@pytest.fixture(scope="module")
def built(client, tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    source = write_jsonl(folder / "in.jsonl", [*ROWS, *BAD, *ROWS[:2]])
    return sa.archive.build(source, folder / "out", scheduler=client, batch=3)


def test_counts(built):
    pace = built.pace
    assert (pace.added, pace.failed, pace.known) == (len(ROWS), len(BAD), 2)
    assert pace.done == pace.total
    assert pace.left == 0
    assert set(sa.TABLES) < set(ARCHIVE_TABLES)


def test_every_file_of_a_table_has_the_declared_schema(built):
    for name in ARCHIVE_TABLES:
        files = built.files(name)
        assert len(files) == 3
        for path in files:
            schema = pq.read_schema(path)
            assert schema.equals(arrow_schema(name), check_metadata=True), path
            assert schema.names[0] == "article_id"
        assert sum(pq.read_metadata(path).num_rows for path in files) == len(built.table(name))


def test_tables_are_those_of_the_stories(built):
    for row in ROWS[:3]:
        story = sa.analyze(sa.Article.from_text(**row), corrections=False)
        about = built.articles.set_index("title").loc[row["title"]]
        again = built.story(about["article_id"])
        assert again.notes == story.notes
        assert again.model == story.model
        for name in sa.TABLES:
            assert about[f"n_{name}"] == len(story.table(name))
            pd.testing.assert_frame_equal(
                again.table(name), story.table(name), check_dtype="date" not in name
            )
    with pytest.raises(sa.ArchiveError, match="has no article 'x'"):
        built.story("x")


def test_pandas_dask_and_duckdb_open_the_folders(built):
    for name in ARCHIVE_TABLES:
        folder, expected = built.path / name, built.table(name)
        frame = pd.read_parquet(folder)
        assert list(frame.columns) == list(expected.columns)
        assert frame["article_id"].sort_values().tolist() == sorted(expected["article_id"])
        assert len(dd.read_parquet(folder)) == len(expected)
        count = duckdb.sql(f"SELECT count(*) FROM '{folder}/*.parquet'").fetchall()
        assert count == [(len(expected),)]
    speakers = pd.read_parquet(built.path / "statements")["speaker_id"]
    assert speakers.dtype == "string"
    assert pd.read_parquet(built.path / "revisions")["by_start"].dtype == "Int64"


def test_questions(built):
    found = built.sql(
        "SELECT a.outlet, count(*) AS n FROM statements s JOIN articles a USING (article_id) "
        "GROUP BY a.outlet ORDER BY a.outlet"
    )
    assert found["outlet"].tolist() == sorted({row["outlet"] for row in ROWS})
    assert found["n"].sum() == len(built.table("statements"))
    assert len(built.dask("actors")) == len(built.table("actors"))
    one = built.articles["article_id"][0]
    some = built.table("actors", columns=["name"], filters=pds.field("article_id") == one)
    assert list(some.columns) == ["name"]
    assert 0 < len(some) < len(built.table("actors"))
    with pytest.raises(sa.ArchiveError, match="no table 'quotes'; tables: articles"):
        built.table("quotes")


def test_errors_say_what_where_and_why(built):
    errors = built.errors
    assert errors["error"].tolist() == ["ArticleError"] * 2
    assert errors["source"].str.contains(r"in\.jsonl:[89]$").all()
    assert "YYYY-MM-DD" in errors["message"].str.cat()
    assert set(errors["reason"]) == {"it could not be read as an article"}


def test_a_rerun_adds_only_what_is_new(client, tmp_path):
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    write_jsonl(source, [*ROWS[:3], *BAD])
    sa.archive.build(source, out, scheduler=client)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}
    again = sa.archive.build(source, out, scheduler=client)
    assert (again.pace.added, again.pace.failed, again.pace.known) == (0, 0, 5)
    write_jsonl(source, [*BAD, *ROWS[:5]])
    more = sa.archive.build(source, out, scheduler=client)
    assert (more.pace.added, more.pace.failed, more.pace.known) == (2, 0, 5)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert more.articles["title"].tolist() == [row["title"] for row in ROWS[:5]]
    assert sa.archive.open(out).errors["article_id"].is_unique


def test_an_article_that_cannot_be_analysed_is_an_error_and_the_run_goes_on(
    client, tmp_path, monkeypatch
):
    real = many.story_of

    def story_of(article, *given):
        if "Plan 1 " in article.text:
            raise ValueError("a bug\x1b[2J\non this one")
        return real(article, *given)

    monkeypatch.setattr(many, "story_of", story_of)
    source = write_jsonl(tmp_path / "in.jsonl", ROWS[:3])
    built = sa.archive.build(source, tmp_path / "out", scheduler=client)
    (error,) = built.errors.to_dict("records")
    assert len(built.articles) == 2
    assert error["error"] == "ValueError"
    assert error["message"] == "a bug\ufffd[2J on this one"
    assert error["reason"] == "the analysis of this article failed"


def test_a_broken_installation_is_no_error_of_the_articles(client, tmp_path, monkeypatch):
    def story_of(*given):
        raise ImportError("no module")

    source, out = write_jsonl(tmp_path / "in.jsonl", ROWS[:2]), tmp_path / "out"
    with monkeypatch.context() as patched:
        patched.setattr(many, "story_of", story_of)
        with pytest.raises(sa.ArchiveError, match="cannot analyse anything: no module"):
            sa.archive.build(source, out, scheduler=client)
    assert sa.archive.build(source, out, scheduler=client).pace.added == 2


def test_a_text_that_is_not_english_has_a_note(client, tmp_path):
    text = "Der Bürgermeister sagte am Montag, dass die Brücke sicher sei. " * 5
    source = write_jsonl(tmp_path / "in.jsonl", [{"text": text}])
    notes = sa.archive.build(source, tmp_path / "out", scheduler=client).articles["notes"][0]
    assert "does not look like English" in notes
    assert "no publication date" in notes


def test_a_full_disk_stops_the_run_and_the_next_one_goes_on(client, tmp_path, monkeypatch):
    source, out = write_jsonl(tmp_path / "in.jsonl", ROWS), tmp_path / "out"
    real, calls = work.commit, []

    def commit(*args):
        calls.append(args)
        if len(calls) > 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*args)

    with monkeypatch.context() as patched:
        patched.setattr(work, "commit", commit)
        with pytest.raises(sa.ArchiveError, match=r"No space left.*what is done is kept"):
            sa.archive.build(source, out, scheduler=client, batch=2)
    assert len(sa.archive.open(out).articles) >= 4
    built = sa.archive.build(source, out, scheduler=client, batch=2)
    # a batch that was in work when the run stopped may be in
    assert built.pace.added + built.pace.known == len(ROWS)
    assert built.articles["article_id"].is_unique


@pytest.mark.parametrize("key", ["package", "model"])
def test_another_version_or_model_is_refused(key, client, tmp_path):
    source, out = write_jsonl(tmp_path / "in.jsonl", ROWS[:1]), tmp_path / "out"
    sa.archive.build(source, out, scheduler=client)
    settings = json.loads((out / "archive.json").read_text())
    (out / "archive.json").write_text(json.dumps(settings | {key: "0.0.1"}))
    with pytest.raises(sa.ArchiveError, match=r"was made with .* 0\.0\.1, and this is"):
        sa.archive.build(source, out, scheduler=client)


def test_folders_that_are_no_archive(client, tmp_path):
    source = write_jsonl(tmp_path / "in.jsonl", ROWS[:1])
    with pytest.raises(sa.ArchiveError, match="is not empty and no archive"):
        sa.archive.build(source, tmp_path, scheduler=client)
    with pytest.raises(sa.ArchiveError, match="holds no archive"):
        sa.archive.open(tmp_path / "nowhere")
    (tmp_path / "archive.json").write_text("[]")
    with pytest.raises(sa.ArchiveError, match="is of something else"):
        sa.archive.open(tmp_path)
    (tmp_path / "archive.json").write_text('{"format": "storyanalysis archive", "version": 99}')
    with pytest.raises(sa.ArchiveError, match="format version 99"):
        sa.archive.open(tmp_path)
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(sa.ArchiveError, match="no article in"):
        sa.archive.build(empty, tmp_path / "out", scheduler=client)
    for wrong in ({"workers": 0}, {"batch": 0}):
        with pytest.raises(sa.ArchiveError, match="from 1 on"):
            sa.archive.build(source, tmp_path / "out", **wrong)
    with pytest.raises(sa.ArchiveError, match="at least one input"):
        sa.archive.build([], tmp_path / "out")


# run in the worker when it starts, more than once
POISON = """
import os, time
from functools import partial
from storyanalysis.archive import work

def analyse(real, job, entries, collector):
    if any("poison" in entry.article.text for entry in entries):
        time.sleep(1)  # as Dask does not start anew a worker that dies while it starts
        os._exit(9)
    real(job, entries, collector)

if not isinstance(work._analyse, partial):
    work._analyse = partial(analyse, work._analyse)
"""


def test_an_article_that_kills_its_worker_is_tried_alone_and_recorded(tmp_path):
    import dask
    from distributed import Client, LocalCluster

    rows = [ROWS[0], {"text": "poison"}]
    source = write_jsonl(tmp_path / "in.jsonl", rows)
    with (
        dask.config.set(SETTINGS | {"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(
            n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0", preload=[POISON],
            silence_logs=logging.CRITICAL,
        ) as cluster,
        Client(cluster) as client,
    ):  # fmt: skip
        built = sa.archive.build(source, tmp_path / "out", scheduler=client, batch=2)
    (error,) = built.errors.to_dict("records")
    assert error["error"] == "WorkerDied"
    assert error["source"].endswith("in.jsonl:2")
    assert error["reason"] == "the worker died on this article, also when it ran alone"
    assert built.articles["title"].tolist() == [ROWS[0]["title"]]
    assert (built.pace.added, built.pace.failed) == (1, 1)


def test_pace():
    pace = Pace(total=1000, done=500, analysed=250, added=90, failed=10, seconds=50.0)
    assert pace.rate == 2.0
    assert pace.left == 100.0
    assert pace.line() == "90 articles, 10 failed, 2.0 a second, 1 min 40 s left"
    assert Pace().line() == "0 articles, 0.0 a second"


def test_command(client, tmp_path, monkeypatch, capsys):
    path = tmp_path / "in.csv"
    frame = pd.DataFrame([*ROWS[:2], BAD[1]]).rename(columns={"text": "body"})
    frame.to_csv(path, index=False)
    out = tmp_path / "out"
    assert main(["archive", str(path), "--out", str(out)]) == 2
    assert "has no column 'text'" in capsys.readouterr().err
    real = builder.build
    monkeypatch.setattr(sa.archive, "build", lambda *a, **k: real(*a, **k | {"scheduler": client}))
    assert main(["archive", str(path), "--out", str(out), "--column", "text=body", "--quiet"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"2 articles added to {out}")
    assert "1 failed, see table errors; one of them:" in told.err
    assert len(sa.archive.open(out).articles) == 2


def test_importing_the_package_loads_no_dask():
    code = "import sys, storyanalysis.archive; print([m for m in ('dask', 'distributed', 'duckdb', 'spacy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_script_without_its_guard_is_told_the_line(tmp_path):
    (tmp_path / "a.txt").write_text("Rain fell.", encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "import storyanalysis as sa\nsa.archive.build('a.txt', 'out', workers=1)\n", "utf-8"
    )
    done = subprocess.run(
        [sys.executable, script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    told = [line for line in done.stderr.splitlines() if line.startswith("storyanalysis.errors")]
    assert len(told) == 2  # of the worker that would build it anew, and of the script
    assert all(line.endswith('if __name__ == "__main__":') for line in told)
