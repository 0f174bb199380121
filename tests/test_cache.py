"""Kept analyses: equal to fresh ones, never stale, never a reason to fail."""

import dataclasses
import os
import subprocess
import sys
import threading
import time

import pandas as pd
import pytest

import storyanalysis as sa
from storyanalysis.cli import main
from storyanalysis.keep import cache as cache_module
from storyanalysis.keep import fingerprint
from storyanalysis.keep.cache import VARIABLE, Cache, default_folder, open_shelf
from storyanalysis.keep.fingerprint import content_mark, made_with

TEXT = """Mayor denies blame for bridge

Mayor Ana Ruiz said on Monday that "the bridge is safe", according to the Harbour Post.
A spokesman for Steel Inc. denied on Tuesday that the company had cut corners.
“We were told nothing,” he said.
"""
CORRECTIONS = "- actor: Ana Ruiz\n  set: {role: head of the town}\n  note: the town's page\n"


@pytest.fixture(scope="module")
def article():
    return sa.Article.from_text(TEXT, published="2024-05-08", outlet="The Daily Example")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def no_parser(monkeypatch):
    """Computing is an error from here on."""

    def refuse(*_):
        raise AssertionError("computed anew")

    def activate():
        monkeypatch.setattr("storyanalysis.analysis.computed", refuse)

    return activate


def assert_same(one, other):
    assert one.article == other.article
    assert (one.model, one.notes) == (other.model, other.notes)
    assert list(one.frames) == list(other.frames)
    for name in sa.TABLES:
        pd.testing.assert_frame_equal(one.table(name), other.table(name), check_index_type=True)
    pd.testing.assert_frame_equal(one.corrections, other.corrections)
    if one.correction_rows is not None:
        assert_same(one.computed, other.computed)


def entries(folder):
    return sorted(folder.rglob("*.story"))


def test_a_kept_story_equals_a_fresh_one(article, folder, no_parser):
    fresh = sa.analyze(article, cache=False)
    first = sa.analyze(article, cache=folder)
    no_parser()
    kept = sa.analyze(article, cache=folder)
    assert_same(first, fresh)
    assert_same(kept, fresh)
    for name, table in sa.TABLES.items():
        table.check(kept.frames[name])
    assert str(kept) == str(fresh)


@pytest.fixture
def corrected_file(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.with_name("story.corrections.yaml").write_text(CORRECTIONS, encoding="utf-8")
    return path


def test_so_does_a_corrected_one(corrected_file, folder, no_parser):
    fresh = sa.analyze(corrected_file, cache=False)
    assert (fresh.corrections["status"] == "applied").all()
    assert_same(sa.analyze(corrected_file, cache=folder), fresh)
    no_parser()
    kept = sa.analyze(corrected_file, cache=folder)
    assert_same(kept, fresh)
    assert not kept.computed.actors.equals(kept.actors)


def test_other_corrections_need_no_other_parse(corrected_file, folder, no_parser):
    sa.analyze(corrected_file, cache=folder)
    no_parser()
    assert sa.analyze(corrected_file, cache=folder, corrections=False).correction_rows is None
    sidecar = corrected_file.with_name("story.corrections.yaml")
    sidecar.write_text(CORRECTIONS.replace("head of the town", "mayor"), encoding="utf-8")
    assert "mayor" in set(sa.analyze(corrected_file, cache=folder).actors["role"].dropna())
    given = [{"actor": "Ana Ruiz", "set": {"role": "head"}, "note": "so she says"}]
    story = sa.analyze(corrected_file, cache=folder, corrections=given)
    assert "head" in set(story.actors["role"].dropna())


def test_bad_corrections_are_an_error_with_a_cache_too(article, folder):
    with pytest.raises(sa.CorrectionError, match="does not exist"):
        sa.analyze(article, corrections="nowhere.yaml", cache=folder)
    with pytest.raises(sa.CorrectionError):
        sa.analyze(article, corrections=[{"nonsense": 1}], cache=folder)


@pytest.mark.parametrize(
    "change",
    [
        {"text": TEXT.replace("Monday", "Friday")},
        {"title": "Another"},
        {"published": None},
        {"outlet": "Reuters"},
        {"author": "A. Writer"},
        {"notes": ("a picture was left out",)},
    ],
)
def test_whatever_tables_depend_on_is_in_the_key(article, change):
    other = dataclasses.replace(article, **change)
    assert content_mark(other, False) != content_mark(article, False)


def test_the_place_of_the_file_is_not_in_the_key(article, folder, no_parser):
    sa.analyze(article, cache=folder)
    no_parser()
    moved = dataclasses.replace(article, path="elsewhere.txt")
    assert sa.analyze(moved, cache=folder).article.path == "elsewhere.txt"


def test_a_changed_rule_or_library_is_in_the_key(monkeypatch):
    marks = {fingerprint._made_with.__wrapped__(None)}
    with monkeypatch.context() as changed:
        changed.setattr(fingerprint, "_stamps", lambda _: iter([("rule.py", 1, 2)]))
        marks.add(fingerprint._made_with.__wrapped__(None))
    with monkeypatch.context() as changed:
        changed.setattr(fingerprint.importlib.metadata, "version", lambda _: "99")
        marks.add(fingerprint._made_with.__wrapped__(None))
    assert len(marks) == 3


def test_pipelines_that_may_change_unseen_are_not_kept(article, folder, nlp, tmp_path):
    assert made_with(nlp) is None
    assert made_with(str(tmp_path)) is None
    sa.analyze(article, model=nlp, cache=folder)
    assert not folder.exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[:500] + b"?" + data[501:],
        lambda data: b"PK" + data,
        lambda data: b"storyanalysis entry 99\n" + data[22:],
    ],
)
def test_damaged_entries_are_written_anew(article, folder, damage):
    fresh = sa.analyze(article, cache=folder)
    (path,) = entries(folder)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    assert open_shelf(folder, None).load(article) is None
    assert_same(sa.analyze(article, cache=folder), fresh)
    assert path.read_bytes() == whole


def test_the_entry_of_another_story_is_no_answer(article, folder):
    sa.analyze(article, cache=folder)
    (path,) = entries(folder)
    other = dataclasses.replace(article, title="Another")
    sa.analyze(other, cache=folder)
    (second,) = set(entries(folder)) - {path}
    second.write_bytes(path.read_bytes())
    assert open_shelf(folder, None).load(other) is None


def test_where_nothing_can_be_written_stories_are_made_all_the_same(article, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    story = sa.analyze(article, cache=blocked)
    assert_same(story, sa.analyze(article, cache=False))
    assert blocked.read_text() == "not a folder"


def test_a_full_disk_leaves_no_half_entry(article, folder, monkeypatch):
    def full(path, data):
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache_module.Path, "write_bytes", full)
    sa.analyze(article, cache=folder)
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_without_a_home_the_cache_is_off(monkeypatch):
    import platformdirs

    def nobody(*_, **__):
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr(platformdirs, "user_cache_path", nobody)
    assert default_folder() is None


def test_the_variable_names_a_folder_or_turns_it_off(article, folder, monkeypatch):
    assert default_folder() is None  # in all tests
    monkeypatch.setenv(VARIABLE, str(folder))
    assert default_folder() == folder
    sa.analyze(article)
    assert len(entries(folder)) == 1
    monkeypatch.setenv(VARIABLE, "OFF")
    assert default_folder() is None


def test_many_writers_and_readers_at_once(article, folder):
    story = sa.analyze(article, cache=False)
    shelf, seen = open_shelf(folder, None), []

    def work():
        for _ in range(15):
            shelf.store(story)
            seen.append(shelf.load(article))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 120
    assert None not in seen
    assert [path.suffix for path in folder.rglob("*") if path.is_file()] == [".story"]


def test_the_least_recently_used_go_first(tmp_path):
    cache = Cache(tmp_path, limit=1000)
    keys = [f"{n:02x}ffffff" for n in range(10)]
    for age, key in enumerate(reversed(keys)):
        path = cache.path(key)
        path.parent.mkdir()
        path.write_bytes(bytes(300))
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    abandoned = cache.path(keys[0]).with_suffix(".1-ab.half")
    abandoned.write_bytes(b"x")
    os.utime(abandoned, (1_000_000, 1_000_000))
    others = tmp_path / "00" / "letter.txt"
    others.write_text("mine")
    cache.prune()
    assert [key for key in keys if cache.path(key).exists()] == keys[-3:]
    assert not abandoned.exists()
    assert others.exists()


def test_storing_keeps_within_the_limit(tmp_path):
    cache = Cache(tmp_path, limit=1000)
    for n in range(50):
        cache.store(f"{n:08x}", bytes(300))
    assert sum(about.st_size for _, about in cache.files()) <= 1000


def test_the_command_tells_and_clears(article, folder, monkeypatch, capsys):
    monkeypatch.setenv(VARIABLE, str(folder))
    sa.analyze(article)
    stranger = folder / "letter.txt"
    stranger.write_text("mine")
    assert main(["cache", "info"]) == 0
    assert f"folder   {folder}\nentries  1\n" in capsys.readouterr().out
    assert main(["cache", "clear"]) == 0
    assert "1 entries removed" in capsys.readouterr().out
    assert entries(folder) == []
    assert stranger.exists()
    monkeypatch.setenv(VARIABLE, "off")
    assert main(["cache", "info"]) == 0
    assert main(["cache", "clear"]) == 0
    assert "the cache is off" in capsys.readouterr().out


def test_a_kept_story_loads_no_spacy(corrected_file, folder, monkeypatch):
    # somebody may be changing a rule while this runs
    monkeypatch.setattr(fingerprint, "_own_files", lambda: "the same")
    fingerprint._made_with.cache_clear()
    sa.analyze(corrected_file, cache=folder)
    fingerprint._made_with.cache_clear()
    code = (
        "import sys, storyanalysis as sa\n"
        "from storyanalysis.keep import fingerprint\n"
        "fingerprint._own_files = lambda: 'the same'\n"
        f"story = sa.analyze({str(corrected_file)!r}, cache={str(folder)!r})\n"
        "assert len(story.actors) and len(story.corrections)\n"
        "assert 'spacy' not in sys.modules and 'thinc' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_kept_story_opens_a_hundred_times_faster(article, folder):
    def seconds(work):
        return min(_timed(work) for _ in range(5))

    sa.analyze(article, cache=folder)
    long = dataclasses.replace(article, text=TEXT * 8)
    sa.analyze(long, cache=folder)
    fresh = seconds(lambda: sa.analyze(long, cache=False))
    assert seconds(lambda: sa.analyze(long, cache=folder)) < fresh / 100


def _timed(work):
    start = time.process_time()
    work()
    return time.process_time() - start
