"""The command line: help, a whole run, and errors in one line."""

import json
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

import storyanalysis as sa
from storyanalysis.cli import main
from tests.made_story import made_story

STORY = (
    "Bridge closes\n\n“The bridge is safe,” Mayor Ana Ruiz said on Monday, according to the "
    "Harbour Post. France accused Germany of lying about it.\n"
)


@pytest.fixture
def story_file(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_a_run_prints_and_writes_everything(story_file, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["analyze", str(story_file), "--published", "2024-05-08", "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "Ana Ruiz" in printed
    assert "2024-05-06" in printed
    for name in sa.TABLES:
        assert (out / f"{name}.csv").is_file()
        assert len(pd.read_parquet(out / f"{name}.parquet").columns)
    graph = nx.read_graphml(out / "graph.graphml")
    assert "France" in {data["label"] for _, data in graph.nodes(data=True)}
    assert {p.suffix for p in (out / "figures").iterdir()} == {".png", ".svg"}
    assert json.loads((out / "story.json").read_text())["article"]["published"] == "2024-05-08"
    assert "Ana Ruiz" in (out / "reader.html").read_text(encoding="utf-8")
    pd.testing.assert_frame_equal(
        sa.load_story(out).statements,
        sa.analyze(sa.read_article(story_file, published="2024-05-08")).statements,
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["analyze", "nowhere.txt"], "nowhere.txt does not exist"),
        (["analyze", "."], "is a folder"),
        (["analyze", "STORY", "--published", "Monday"], "write the day as YYYY-MM-DD"),
        (["analyze", "STORY", "--model", "en_none"], "cannot be loaded"),
        (["archive", "STORY", "--out", "x", "--column", "date"], "date: write FIELD=NAME"),
    ],
)
def test_errors_are_one_line_and_exit_code_2(arguments, message, story_file, capsys):
    given = [str(story_file) if a == "STORY" else a for a in arguments]
    assert main(given) == 2
    shown = capsys.readouterr()
    assert message in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""


@pytest.fixture
def saved(tmp_path):
    return str(made_story().save(tmp_path / "saved"))


def test_every_command_opens_a_saved_story(saved, tmp_path, capsys):
    assert main(["analyze", saved]) == 0
    assert "Ana Ruiz" in capsys.readouterr().out
    assert main(["lesson", saved, "--out", str(tmp_path / "lesson")]) == 0
    assert (tmp_path / "lesson" / "answers.yaml").is_file()


@pytest.mark.parametrize(
    "options", [["--outlet", "Post"], ["--corrections", "x.yaml"], ["--no-corrections"]]
)
def test_options_for_an_article_do_not_go_with_a_saved_story(options, saved, capsys):
    assert main(["report", saved, *options, "--out", "x"]) == 2
    assert f"a saved story, which {options[0]} cannot change" in capsys.readouterr().err


def test_names_with_half_characters_are_written(story_file, tmp_path):
    out = tmp_path / "out"
    assert main(["analyze", str(story_file), "--title", "a\udcff", "--out", str(out)]) == 0
    assert sa.load_story(out).article.title == "a\ufffd"


def test_an_output_folder_that_is_a_file_is_named(story_file, tmp_path, capsys):
    blocked = tmp_path / "blocked"
    blocked.write_text("here")
    assert main(["analyze", str(story_file), "--out", str(blocked)]) == 2
    assert "blocked cannot be written" in capsys.readouterr().err


def test_another_language_is_warned_of_and_read_all_the_same(tmp_path, capsys):
    path = tmp_path / "german.txt"
    path.write_text("Der Bürgermeister sagte am Montag, dass die Brücke gesperrt wird. " * 6)
    assert main(["analyze", str(path)]) == 0
    assert "does not look like English" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["analyze", "--help"], ["--version"]])
def test_help_explains_itself(arguments):
    done = subprocess.run(
        [sys.executable, "-m", "storyanalysis", *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "storyanalysis" in done.stdout


def test_every_command_stands_in_the_readme():
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    assert "storyanalysis analyze" in readme
