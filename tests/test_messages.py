"""Files that people write by hand, and places to write to: errors name file, place and fix."""

import pytest

from storyanalysis.article import read_article
from storyanalysis.errors import ArticleError, StoredError, StoryError, TableError
from storyanalysis.inquire.corrections import read_corrections
from storyanalysis.keep.files import write_file
from storyanalysis.keep.output import save_all
from storyanalysis.readers.metadata import read_sidecar
from storyanalysis.teach.answers import read_answers
from tests.made_story import made_story

READERS = {"metadata": read_sidecar, "corrections": read_corrections, "answers": read_answers}


def message(name, path):
    with pytest.raises(StoryError) as caught:
        READERS[name](path)
    return str(caught.value)


@pytest.mark.parametrize("name", READERS)
def test_wrong_yaml_is_told_in_one_line_with_its_place(name, tmp_path):
    path = tmp_path / "a.meta.yaml"
    path.write_text("title: x\nurl: [\n", encoding="utf-8")
    told = message(name, path if name != "metadata" else tmp_path / "a.txt")
    assert told.startswith(f"{path} is not YAML: line ")
    assert "\n" not in told


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("metadata", "make it readable, or remove it"),
        ("corrections", "name a YAML file"),
        ("answers", "name an answers.yaml"),
    ],
)
def test_a_file_that_may_not_be_read_is_named_with_the_fix(name, fix, tmp_path, monkeypatch):
    path = tmp_path / "a.meta.yaml"
    path.write_text("title: x", encoding="utf-8")

    def refuse(self):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    told = message(name, path if name != "metadata" else tmp_path / "a.txt")
    assert told == f"{path} cannot be read (Permission denied): {fix}"


@pytest.mark.parametrize("data", [b"", b"\0\1\2" * 30])
def test_answers_that_are_no_text_name_the_fix(data, tmp_path):
    path = tmp_path / "answers.yaml"
    path.write_bytes(data)
    assert message("answers", path).endswith("is empty or not a text file: name an answers.yaml")


@pytest.mark.parametrize("write", [
    lambda folder: write_file(folder / "x.html", "x"),
    lambda folder: made_story().save(folder),
    lambda folder: save_all(made_story(), folder),
    lambda folder: made_story().export(folder / "x.json"),
])  # fmt: skip
def test_a_place_that_cannot_be_written_is_named_with_the_fix(write, tmp_path):
    (tmp_path / "blocked").write_text("a file where a folder should be")
    with pytest.raises(StoredError, match=r"blocked cannot be written .*give another name"):
        write(tmp_path / "blocked")


def test_the_name_of_a_file_with_half_characters_is_kept_in_whole_ones(tmp_path):
    path = tmp_path / "a\udcff.txt"
    path.write_text("Rain fell on Monday.")
    article = read_article(path, outlet="Post\ud800")
    assert article.path.endswith("a\ufffd.txt")
    assert article.outlet == "Post\ufffd"


def test_a_table_that_there_is_not_is_told_with_those_there_are():
    with pytest.raises(TableError, match="no table 'actor': choose one of sections, "):
        made_story().table("actor")


@pytest.mark.parametrize("text", ["Rain fell.\nIt fell on Tuesday.", "Rain fell. " * 60])
def test_a_text_that_is_given_for_a_file_is_not_told_whole(text):
    with pytest.raises(ArticleError, match=r"Article\.from_text") as caught:
        read_article(text)
    assert len(str(caught.value)) < 160
