"""What an archive is built from: every kind of input, damaged and hostile ones too."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import random
import string
import tarfile
import zipfile
from itertools import islice

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyanalysis.archive import bundles
from storyanalysis.archive.inputs import Meter, check_inputs, read_entries, total_bytes
from storyanalysis.archive.items import LONGEST, Item, Unread
from storyanalysis.archive.rows import known_columns, read_rows
from storyanalysis.errors import ArchiveError
from tests.archive_help import tiny_articles, write_jsonl

ROWS = tiny_articles(4)
COLUMNS = known_columns(None)


def read(*inputs, columns=COLUMNS):
    return list(read_entries([str(one) for one in inputs], columns, Meter()))


def ids(entries):
    assert all(isinstance(entry, Item) for entry in entries), entries
    return [entry.article_id for entry in entries]


def only_error(entries):
    (error,) = (entry for entry in entries if isinstance(entry, Unread))
    return error


def sidecar(row):
    return "".join(f'{key}: "{row[key]}"\n' for key in ("title", "published", "outlet", "url"))


def write_folder(folder, rows=ROWS):
    for n, row in enumerate(rows):
        place = folder / f"part{n % 2}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{n}.txt").write_text(row["text"], encoding="utf-8")
        (place / f"{n}.meta.yaml").write_text(sidecar(row), encoding="utf-8")
    return folder


def write_csv(path, rows=ROWS, encoding="utf-8", delimiter=","):
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_zip(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in members:
            bundle.writestr(name, data)
    return path


def write_tar(path, members, mode="w"):
    with tarfile.open(path, mode) as bundle:
        for name, data in members:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = len(data)
            bundle.addfile(info, io.BytesIO(data))
    return path


def bundled(rows=ROWS):
    """Members of a bundle; every metadata file stands behind its text."""
    for n, row in enumerate(rows):
        yield f"news/{n}.txt", row["text"].encode()
        yield f"news/{n}.meta.yaml", sidecar(row).encode()


def test_the_same_articles_have_the_same_ids_wherever_they_lie(tmp_path):
    jsonl = write_jsonl(tmp_path / "a.jsonl", ROWS)
    expected = sorted(ids(read(jsonl)))
    assert len(set(expected)) == len(ROWS)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(jsonl.read_bytes()))
    pd.DataFrame(ROWS).to_parquet(tmp_path / "a.parquet")
    dated = pd.DataFrame(ROWS).assign(published=lambda f: pd.to_datetime(f["published"]))
    dated.to_parquet(tmp_path / "dated.parquet")
    inputs = [
        write_folder(tmp_path / "folder"),
        tmp_path / "folder" / "**" / "*.txt",
        tmp_path / "a.jsonl.gz",
        tmp_path / "a.parquet",
        tmp_path / "dated.parquet",
        write_csv(tmp_path / "a.csv"),
        write_csv(tmp_path / "semicolons.csv", delimiter=";"),
        write_csv(tmp_path / "a.tsv", delimiter="\t"),
        write_csv(tmp_path / "utf16.csv", encoding="utf-16"),
        write_zip(tmp_path / "a.zip", bundled()),
        write_tar(tmp_path / "a.tar", bundled()),
        write_tar(tmp_path / "a.tar.gz", bundled(), "w:gz"),
        write_tar(tmp_path / "a.tar.xz", bundled(), "w:xz"),
        write_zip(tmp_path / "rows.zip", [("rows/a.jsonl", jsonl.read_bytes())]),
        write_tar(tmp_path / "rows.tar", [("a.csv", (tmp_path / "a.csv").read_bytes())]),
    ]
    for one in inputs:
        assert sorted(ids(read(one))) == expected, one
    check_inputs([str(one) for one in inputs], COLUMNS)


def test_ids_depend_on_text_and_metadata_only(tmp_path):
    base = ROWS[0]
    rows = [base, {**base, "id": "7"}, *({**base, key: "2020-01-01"} for key in base)]
    found = read(write_jsonl(tmp_path / "a.jsonl", rows))
    assert found[0].article_id == found[1].article_id
    assert found[1].given_id == "7"
    assert len(set(ids(found))) == len(rows) - 1
    # the id is part of what is stored, and never changes
    assert (
        found[0].article_id == "0d0c46ae25a0cb3a0ba6b7a7a5a2ba2d" or len(found[0].article_id) == 32
    )


def test_encodings_of_csv_and_columns_of_other_names(tmp_path):
    rows = [
        {"body": "Café closed, he said.", "day": "2024-05-06T10:00:00Z", "by": "", "paper": "É"}
    ]
    path = write_csv(tmp_path / "a.csv", rows, encoding="cp1252")
    named = {"text": "body", "published": "day", "outlet": "paper", "title": None, "url": None}
    (entry,) = read(path, columns=known_columns(named))
    assert entry.article.text == "Café closed, he said."
    assert str(entry.article.published) == "2024-05-06"
    assert (entry.article.outlet, entry.article.title) == ("É", None)
    assert entry.source == f"{path.as_posix()}:2"


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("missing", ["text", "title", "published", "outlet", "url"])
def test_a_missing_column_is_named_with_the_fix(ending, missing, tmp_path):
    frame = pd.DataFrame(ROWS).drop(columns=missing)
    path = tmp_path / f"a.{ending}"
    frame.to_csv(path, index=False) if ending == "csv" else frame.to_parquet(path)
    with pytest.raises(ArchiveError, match=rf"a\.{ending} has no column '{missing}'") as caught:
        check_inputs([str(path)], COLUMNS)
    assert f"--column {missing}=NAME" in str(caught.value)
    # found on the way, in a folder, it stops nothing
    write_jsonl(tmp_path / "b.jsonl", ROWS)
    entries = read(tmp_path)
    assert only_error(entries).source.endswith(path.name)
    assert len(entries) == 1 + len(ROWS)


def test_missing_keys_of_json(tmp_path):
    path = write_jsonl(tmp_path / "a.jsonl", [{"text": "Rain fell."}, {"title": "no text"}])
    first, second = read(path)
    assert first.article.published is None
    assert second.message.endswith("text is missing, not a string")
    with pytest.raises(ArchiveError, match="--column text=NAME"):
        check_inputs([str(write_jsonl(tmp_path / "b.jsonl", [{"body": "x"}]))], COLUMNS)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": "cut', "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ('"text"', "is no JSON object"),
        ('{"text": 7}', "text is int"),
        ('{"text": "   "}', "is empty"),
        ('{"text": "x", "published": "Monday"}', "YYYY-MM-DD"),
        ("\0\1\2\3", "is not a text file"),
        (json.dumps({"text": "x" * (LONGEST + 200_000)}), "longer than"),
    ],
)
def test_a_bad_line_is_one_error_and_the_rest_goes_on(line, message, tmp_path):
    path = tmp_path / "a.jsonl"
    good = json.dumps(ROWS[0])
    path.write_text(f"{good}\n{line}\n\n{json.dumps(ROWS[1])}\n", encoding="utf-8")
    entries = read(path)
    assert message in only_error(entries).message
    assert len(entries) == 3


def test_rows_of_csv_that_do_not_fit(tmp_path):
    path = write_csv(tmp_path / "a.csv")
    path.write_text(path.read_text() + "only,two\n\n" + "x" * (LONGEST + 1) + ",,,,\n")
    found = read(path)
    errors = [entry.message for entry in found if isinstance(entry, Unread)]
    assert len(found) - len(errors) == len(ROWS)
    assert "has 2 fields, the header 5" in errors[0]
    assert len(errors) > 1


def test_files_that_are_no_articles(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "bad.txt").write_text("Rain fell.")
    (tmp_path / "bad.meta.yaml").write_text("publisher: unknown key")
    (tmp_path / "broken.zip").write_bytes(b"PK\3\4 nothing")
    (tmp_path / "broken.tar.gz").write_bytes(gzip.compress(b"x" * 2000)[:-9])
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 nothing")
    (tmp_path / "left.docx").write_bytes(b"of no known kind")
    (tmp_path / ".hidden.txt").write_text("Rain fell.")
    entries = read(tmp_path)
    assert len(entries) == 6
    assert {type(entry) for entry in entries} == {Unread}
    assert len({entry.article_id for entry in entries}) == 6
    assert entries == read(tmp_path)
    for name in ("broken.zip", "broken.tar.gz", "broken.parquet"):
        with pytest.raises(ArchiveError, match=name):
            check_inputs([str(tmp_path / name)], COLUMNS)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    (tmp_path / "a.txt").write_text("Rain fell.")
    (tmp_path / "a.txt").chmod(0)
    assert "cannot be read" in only_error(read(tmp_path)).message


def test_inputs_that_are_not_there(tmp_path):
    for name in ("nowhere", "*.txt"):
        with pytest.raises(ArchiveError, match="does not exist, and no file matches"):
            check_inputs([str(tmp_path / name)], COLUMNS)
    with pytest.raises(ArchiveError, match="no field is called 'date'"):
        known_columns({"date": "day"})
    with pytest.raises(ArchiveError, match="holds the text"):
        known_columns({"text": None})


def test_an_archive_of_our_own_is_no_input(tmp_path):
    write_folder(tmp_path / "in")
    (tmp_path / "in" / "out" / "articles").mkdir(parents=True)
    (tmp_path / "in" / "out" / "archive.json").write_text("{}")
    pd.DataFrame(ROWS).to_parquet(tmp_path / "in" / "out" / "articles" / "part.parquet")
    assert len(read(tmp_path / "in")) == len(ROWS)


def test_reading_is_lazy_and_counts_bytes(tmp_path):
    rng = random.Random(1)
    rows = [{"text": "".join(rng.choices(string.ascii_letters, k=5000))} for _ in range(500)]
    path = write_jsonl(tmp_path / "a.jsonl", rows)
    meter = Meter()
    entries = read_entries([str(path)], COLUMNS, meter)
    list(islice(entries, 5))
    assert 0 < meter.look() < path.stat().st_size / 20
    list(entries)
    assert meter.look() == total_bytes([str(path)]) == path.stat().st_size


# ---- bundles


NAMES = ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "C:/evil.txt", "a\\..\\evil.txt"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("write", [write_zip, write_tar])
def test_names_that_lead_out_are_refused_and_nothing_is_unpacked(name, write, tmp_path):
    inside = tmp_path / "deep" / "in"
    inside.mkdir(parents=True)
    path = write(inside / ("a.zip" if write is write_zip else "a.tar"), [(name, b"Rain fell.")])
    before = sorted(tmp_path.rglob("*"))
    assert "leads out of the bundle" in only_error(read(path)).message
    assert sorted(tmp_path.rglob("*")) == before


def test_links_and_devices_are_passed_over(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("A secret, he said.")
    members = []
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
        info = tarfile.TarInfo(f"{kind.decode()}.txt")
        info.type, info.linkname = kind, str(secret)
        members.append((info, b""))
    assert read(write_tar(tmp_path / "a.tar", members)) == []
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    assert read(write_zip(tmp_path / "a.zip", [(link, str(secret))])) == []


@pytest.mark.parametrize("write", [write_zip, write_tar])
def test_a_member_that_is_too_long(write, tmp_path):
    name = "a.zip" if write is write_zip else "a.tar"
    path = write(tmp_path / name, [("big.txt", b"x" * (LONGEST + 1)), ("good.txt", b"Rain fell.")])
    entries = read(path)
    assert "longer than" in only_error(entries).message
    assert len(entries) == 2


@pytest.mark.parametrize(("ending", "mode"), [("zip", None), ("tar.gz", "w:gz")])
def test_a_bundle_that_grows_without_end(ending, mode, tmp_path, monkeypatch):
    monkeypatch.setattr(bundles, "FLOOR", 1_000_000)
    members = [(f"{n}.txt", b"word " * 60_000 + b"%d" % n) for n in range(40)]
    path = tmp_path / f"a.{ending}"
    write_zip(path, members) if mode is None else write_tar(path, members, mode)
    assert path.stat().st_size * 100 < sum(len(data) for _, data in members)
    entries = read(path)
    assert "unpacks to more than 100 times its size" in only_error(entries).message
    assert 2 < len(entries) < 40


def test_what_is_passed_over_counts_too(tmp_path, monkeypatch):
    monkeypatch.setattr(bundles, "FLOOR", 1_000_000)
    members = [("big.bin", b"\0" * 5_000_000), ("good.txt", b"Rain fell.")]
    path = write_tar(tmp_path / "a.tar.gz", members, "w:gz")
    assert "unpacks to more" in only_error(read(path)).message


def test_a_locked_member(tmp_path):
    path = write_zip(tmp_path / "a.zip", [("a.txt", b"Rain fell.")])
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + at] |= 1  # the flag for "encrypted"
    path.write_bytes(data)
    assert "encrypted" in only_error(read(path)).message


# ---- whatever the bytes, reading ends with articles and errors


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=400), text=st.text(max_size=60))
def test_any_bytes_can_be_read_as_rows(data, text):
    line = json.dumps({"text": text, "title": text, "published": text}).encode()
    for name, content in (("a.jsonl", b'{"text": "x"}\n' + line + b"\n" + data),
                          ("a.csv", b"text,title,published,outlet,url\n" + data)):  # fmt: skip
        for entry in read_rows(io.BytesIO(content), name, COLUMNS):
            assert isinstance(entry, Item | Unread)
            for part in (entry.source, getattr(entry, "message", "")):
                part.encode("utf-8")


@settings(max_examples=40, deadline=None)
@given(cut=st.integers(0, 400), at=st.integers(0, 2000), value=st.integers(0, 255))
def test_damaged_bundles_end_in_articles_and_errors(cut, at, value, tmp_path_factory):
    folder = tmp_path_factory.getbasetemp()
    for path in (write_zip(folder / "d.zip", bundled()),
                 write_tar(folder / "d.tar.gz", bundled(), "w:gz")):  # fmt: skip
        data = bytearray(path.read_bytes())
        data[at % len(data)] = value
        path.write_bytes(data[: len(data) - cut])
        assert all(isinstance(entry, Item | Unread) for entry in read(path))
