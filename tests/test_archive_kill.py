"""An archive loses and doubles nothing, whenever it is killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

import storyanalysis as sa
from storyanalysis.archive.schemas import ARCHIVE_TABLES
from tests.archive_help import in_process, tiny_articles, write_jsonl

ARTICLES = 160  # more than ten kills leave time for
TARGETS = ["worker"] * 8 + ["everything"]
PATIENCE = 180  # seconds without a new batch, on a busy machine


def sorted_rows(archive, name):
    """Rows in an order that does not depend on batches."""
    frame = archive.table(name)
    return frame.sort_values(list(frame.columns), ignore_index=True)


def same_rows(left, right):
    for name in ARCHIVE_TABLES:
        pd.testing.assert_frame_equal(sorted_rows(left, name), sorted_rows(right, name))


def start(source, out):
    script = Path(__file__).with_name("archive_run.py")
    return subprocess.Popen(
        [sys.executable, str(script), str(source), str(out)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def n_batches(out):
    folder = out / "_batches"
    return sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0


def workers_of(group):
    """Processes of the group that Dask's nannies started, read from /proc."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            command = (entry / "cmdline").read_bytes()
        except (OSError, IndexError):
            continue
        if int(fields[2]) == group and b"spawn_main" in command:
            found.append(int(entry.name))
    return sorted(found)


def wait_for(run, out, more):
    """Until there are `more` batches than now; False if the run ended before."""
    wanted, deadline = n_batches(out) + more, time.monotonic() + PATIENCE
    while n_batches(out) < wanted:
        if run.poll() is not None:
            return False
        assert time.monotonic() < deadline, "nothing was written"
        time.sleep(0.01)
    return True


def kill(run, target, rng):
    """SIGKILL to one worker, or to the run with all that belongs to it."""
    if target == "worker" and (workers := workers_of(run.pid)):
        os.kill(rng.choice(workers), signal.SIGKILL)
        return
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for workers in /proc")
def test_ten_kills_at_random_moments(tmp_path):
    rng = random.Random(20_240_305)
    source = write_jsonl(tmp_path / "in.jsonl", tiny_articles(ARTICLES))
    out = tmp_path / "killed"
    # everything at last, so that the rest is done by another run
    targets = [*rng.sample(TARGETS, len(TARGETS)), "everything"]
    run = start(source, out)
    try:
        for target in targets:
            run = run if run.poll() is None else start(source, out)
            assert wait_for(run, out, rng.randint(1, 3)), "it ended before it was killed"
            time.sleep(rng.uniform(0, 0.1))
            kill(run, target, rng)
    finally:
        if run.poll() is None:
            kill(run, "everything", rng)
    assert 10 <= n_batches(out) < ARTICLES // 2
    with in_process() as client:
        killed = sa.archive.build(source, out, scheduler=client)
        whole = sa.archive.build(source, tmp_path / "whole", scheduler=client)
    assert whole.pace.added == ARTICLES
    assert 0 < killed.pace.known < ARTICLES
    same_rows(killed, whole)
    assert list((out / "_staging").iterdir()) == []
