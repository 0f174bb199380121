"""A batch is in as a whole or not at all, wherever writing breaks off."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyanalysis.archive import seen as seen_module
from storyanalysis.archive.collect import Collector
from storyanalysis.archive.commit import begin, commit, end, is_committed, parts, publish, void
from storyanalysis.archive.items import Unread
from storyanalysis.archive.lock import locked
from storyanalysis.archive.schemas import ARCHIVE_TABLES
from storyanalysis.archive.seen import Seen
from storyanalysis.errors import ArchiveError

NAMES = sorted(ARCHIVE_TABLES)


class Killed(BaseException):
    """As sudden as SIGKILL: nothing that follows is run."""


def tables(number):
    collector = Collector()
    for n in range(number):
        collector.fail(Unread(f"{n:032x}", "here", "ArticleError", "bad", "why"))
    return collector.tables()


def published(root):
    return {
        name: [path for path in parts(root, name) if path.parent.name == name] for name in NAMES
    }


def test_a_batch_goes_to_its_tables(tmp_path):
    run, first = begin(tmp_path)
    assert first == 0
    assert commit(tmp_path, run, "00000000", tables(2), {"errors": 2})
    assert all(len(files) == 1 for files in published(tmp_path).values())
    assert not commit(tmp_path, run, "00000000", tables(1), {}), "a batch is committed once"
    end(tmp_path, run)
    assert begin(tmp_path)[1] == 1


def breaking_at(monkeypatch, moment):
    """From the given step on, counted over all that touches the disk, nothing is done any more."""
    steps = iter(range(10_000))

    def wrap(owner, name):
        real = getattr(owner, name)

        def step(*args, **kwargs):
            if next(steps) >= moment:
                raise Killed
            return real(*args, **kwargs)

        monkeypatch.setattr(owner, name, step)

    for owner, name in ((Path, "mkdir"), (Path, "rename"), (Path, "replace"), (Path, "open"),
                        (os, "fsync")):  # fmt: skip
        wrap(owner, name)
    monkeypatch.setattr("shutil.rmtree", lambda *args, **kwargs: None)


def test_wherever_it_breaks_off_all_is_in_or_nothing(tmp_path, monkeypatch):
    outcomes = []
    for moment in range(100):
        root = tmp_path / str(moment)
        run, _ = begin(root)
        with monkeypatch.context() as patched:
            breaking_at(patched, moment)
            try:
                commit(root, run, "00000000", tables(1), {})
            except Killed:
                whole = False
            else:
                whole = True
        was_in = is_committed(root, "00000000")
        # a reader sees all tables of it or none, even before anything is put right
        assert {len(list(parts(root, name))) for name in NAMES} == {int(was_in)}
        begin(root)
        assert {len(files) for files in published(root).values()} == {int(was_in)}
        assert len(list((root / "_staging").iterdir())) == 1
        outcomes.append((was_in, whole))
        if whole:
            break
    assert outcomes == sorted(outcomes)
    assert {(False, False), (True, False), (True, True)} == set(outcomes)


def test_a_run_that_was_left_behind_commits_nothing(tmp_path, monkeypatch):
    old, _ = begin(tmp_path)
    real = Path.rename

    def rename(path, target):
        if not taken:  # the new run begins just before the old one's commit
            taken.append(True)
            begin(tmp_path)
        return real(path, target)

    taken: list[bool] = []
    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(FileNotFoundError):
        commit(tmp_path, old, "00000000", tables(1), {})
    with pytest.raises(FileNotFoundError):
        commit(tmp_path, old, "00000001", tables(1), {})
    assert not is_committed(tmp_path, "00000000")
    assert list(parts(tmp_path, "errors")) == []


def test_of_two_that_write_a_batch_one_wins(tmp_path):
    run, _ = begin(tmp_path)
    results = []
    several = [
        threading.Thread(
            target=lambda: results.append(commit(tmp_path, run, "00000000", tables(1), {}))
        )
        for _ in range(6)
    ]
    for thread in several:
        thread.start()
    for thread in several:
        thread.join()
    assert sorted(results) == [False] * 5 + [True]
    assert all(len(files) == 1 for files in published(tmp_path).values())


def test_a_void_batch_stays_out(tmp_path):
    run, _ = begin(tmp_path)
    assert void(tmp_path, run, "00000000")
    assert not commit(tmp_path, run, "00000000", tables(1), {})
    assert list(parts(tmp_path, "errors")) == []
    commit(tmp_path, run, "00000001", tables(1), {})
    assert not void(tmp_path, run, "00000001")
    assert len(list(parts(tmp_path, "errors"))) == 1
    publish(tmp_path, "00000001")
    assert len(list(parts(tmp_path, "errors"))) == 1


def test_a_failed_write_leaves_nothing(tmp_path, monkeypatch):
    run, _ = begin(tmp_path)
    monkeypatch.setattr(os, "fsync", lambda number: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        commit(tmp_path, run, "00000000", tables(1), {})
    assert list((tmp_path / "_staging" / run).iterdir()) == []
    assert not is_committed(tmp_path, "00000000")


def test_one_run_at_a_time(tmp_path):
    with (
        locked(tmp_path),
        pytest.raises(ArchiveError, match="written by another run"),
        locked(tmp_path),
    ):
        pass
    with locked(tmp_path):
        pass


@given(
    st.lists(st.binary(min_size=16, max_size=16) | st.sampled_from([b"\0" * 16, b"a" + b"\0" * 15]))
)
def test_seen_is_a_set(keys):
    kept, model = Seen(), set()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(seen_module, "BUFFER", 3)
        for key in keys:
            assert kept.add(key.hex()) == (key not in model)
            model.add(key)
    assert len(kept) == len(model)
