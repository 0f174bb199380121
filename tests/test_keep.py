"""Saving: what is read back is what was saved; other folders get a clear error."""

from __future__ import annotations

import csv
import dataclasses
import json
import shutil
import zipfile
from pathlib import Path

import matplotlib as mpl
import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyanalysis.article import Article
from storyanalysis.errors import StoredError, StoryError
from storyanalysis.inquire.graph import relation_graph
from storyanalysis.keep import contents
from storyanalysis.keep.exports import save_figure, write_graph
from storyanalysis.keep.folder import load_parts, save_story
from storyanalysis.keep.sheets import csv_bytes
from storyanalysis.show.plot_voices import plot_voices
from storyanalysis.story import Story
from storyanalysis.tables import TABLES
from tests.made_story import HOSTILE, PLAIN, STORIES, empty_story, made_story

mpl.use("Agg")


@pytest.fixture(params=STORIES)
def story(request):
    return STORIES[request.param]()


def loaded(folder):
    return Story(*load_parts(folder))


def test_what_comes_back_is_what_was_saved(story, tmp_path):
    back = loaded(save_story(story, tmp_path / "new" / "story"))
    assert back.article == story.article
    assert (back.model, back.notes) == (story.model, story.notes)
    for name in TABLES:
        pd.testing.assert_frame_equal(back.table(name), story.table(name), check_exact=True)


def test_saving_twice_gives_the_same_bytes_and_changes_nothing(story, tmp_path):
    before = {name: frame.copy() for name, frame in story.frames.items()}
    for name in ("a", "b"):
        save_story(story, tmp_path / name)
    save_story(story, tmp_path / "b")  # over itself
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert len(files) == 2 + 2 * len(TABLES)
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert all(before[name].equals(frame) for name, frame in story.frames.items())


def test_the_spreadsheet_files_hold_no_formula(tmp_path):
    hostile = made_story(HOSTILE)
    save_story(hostile, tmp_path)
    for name in TABLES:
        with (tmp_path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        assert len(rows) == len(hostile.frames[name])
        schema = {column.name: column.kind for column in TABLES[name].columns}
        texts = [v for row in rows for c, v in row.items() if schema[c] == "str"]
        assert not [value for value in texts if value.startswith(("=", "+", "-", "@", "\t"))]
    actors = pd.read_csv(tmp_path / "actors.csv", encoding="utf-8-sig")
    assert "'=cmd|'/c calc'!A0" in set(actors["name"])


def test_numbers_in_the_spreadsheet_files_stay_numbers():
    frame = pd.DataFrame({"sign": [-1], "text": pd.array(["-1"], dtype="string")})
    assert csv_bytes(frame).decode("utf-8-sig") == "sign,text\n-1,'-1\n"


def spoil(name, words):
    def spoiled(folder):
        (folder / name).write_bytes(words)

    return spoiled


def edit(**changes):
    def edited(folder):
        path = folder / "story.json"
        known = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(known | changes), encoding="utf-8")

    return edited


def remove(name):
    return lambda folder: (folder / name).unlink()


def other_schema(folder):
    pd.DataFrame({"actor_id": ["a"]}).to_parquet(folder / "actors.parquet")


def of_another_story(folder):
    save_story(empty_story(), folder.parent / "other")
    shutil.copy(folder.parent / "other" / "dates.parquet", folder / "dates.parquet")


def values(hint):
    """Strategies for what a field of an article can hold, by its type."""
    words = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
    if hint == "source_map":
        whole = st.integers(0, 10**12)
        return st.none() | st.lists(st.tuples(whole, whole, whole, whole)).map(tuple)
    if hint == "notes":
        return st.lists(words).map(tuple)
    return st.none() | (st.dates() if hint == "published" else words)


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_every_field_of_an_article_comes_back(tmp_path_factory, data):
    names = [field.name for field in dataclasses.fields(Article) if field.name != "text"]
    known = {name: data.draw(values(name), name) for name in names}
    story = Story(Article("Some text.", **known), empty_story().frames)
    back = loaded(save_story(story, tmp_path_factory.mktemp("fields")))
    assert back.article == story.article


def test_a_field_that_articles_get_later_is_saved_by_itself(monkeypatch, tmp_path):
    @dataclasses.dataclass(frozen=True)
    class Later(Article):
        pages: tuple[int, ...] = ()

    monkeypatch.setattr(contents, "Article", Later)
    article = Later("Some text.", title="T", pages=(1, 2))
    folder = save_story(Story(article, empty_story().frames), tmp_path)
    assert load_parts(folder).article == article


@pytest.fixture
def older(tmp_path):
    """Stories saved in format 1, the first one; the file is never made anew."""
    with zipfile.ZipFile(Path(__file__).parent / "saved" / "story-v1.zip") as archive:
        archive.extractall(tmp_path)
    return tmp_path


def test_stories_of_older_versions_open(older):
    assert json.loads((older / "plain" / "story.json").read_text("utf-8"))["version"] == 1
    story, plain = made_story(), loaded(older / "plain")
    assert plain.article == story.article
    assert (plain.model, plain.notes) == (story.model, story.notes)
    for name, table in TABLES.items():
        since = [c.name for c in table.columns if plain.table(name)[c.name].isna().all()]
        pd.testing.assert_frame_equal(
            plain.table(name).drop(columns=since), story.table(name).drop(columns=since)
        )
    corrected = loaded(older / "corrected")
    assert corrected.corrections["status"].tolist() == ["applied", "applied"]
    assert "r4" not in set(corrected.relations["relation_id"])
    assert "r4" in set(corrected.computed.relations["relation_id"])


def test_an_older_story_is_saved_in_the_format_of_today(older, tmp_path):
    folder = save_story(loaded(older / "corrected"), tmp_path / "new")
    assert json.loads((folder / "story.json").read_text("utf-8"))["version"] == contents.VERSION
    assert loaded(folder).notes == loaded(older / "corrected").notes


def test_every_older_version_has_a_way_to_the_next():
    assert list(contents.UPGRADES) == list(range(1, contents.VERSION))


def test_a_column_that_a_table_got_since_is_null(tmp_path):
    folder = save_story(made_story(), tmp_path)
    path = folder / "dates.parquet"
    pd.read_parquet(path).drop(columns=["mod", "event"]).to_parquet(path)
    back = loaded(folder).dates
    assert back[["mod", "event"]].isna().all(axis=None)
    assert back["text"].tolist() == made_story().dates["text"].tolist()


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (shutil.rmtree, "story.json does not exist"),
        (remove("story.json"), "story.json does not exist"),
        (remove("spans.parquet"), "spans.parquet does not exist"),
        (remove("article.txt"), "article.txt does not exist"),
        (spoil("story.json", b"{"), "story.json is damaged"),
        (spoil("story.json", b"[1]"), "story.json is no story"),
        (spoil("story.json", b'{"format": "storyanalysis story", "version": 1}'), "lacks some"),
        (spoil("story.json", b"\xff\xfe\x00"), "story.json is damaged"),
        (edit(format="other"), "story.json is no story"),
        (edit(version=99), "update storyanalysis"),
        (edit(version=0), "format version 0"),
        (edit(version=True), "format version True"),
        (edit(version="2"), "format version '2'"),
        (edit(notes="none"), "lacks some"),
        (edit(rows={}), "lacks some"),
        (edit(corrected={}), "lacks some"),
        (edit(article={"title": "A", "colour": "red"}), "'colour', which is unknown"),
        (edit(article={"source_map": [[1, 2]]}), "lacks a sound entry 'article'"),
        (edit(article={"notes": None}), "lacks a sound entry 'article'"),
        (spoil("story.json", b"[" * 100_000), "story.json is damaged"),
        (edit(article=None), "lacks some"),
        (edit(article={"published": "May", "title": 1, "outlet": 1, "url": 1, "path": 1}), "lacks"),
        (spoil("article.txt", b"Other text."), "article.txt was changed"),
        (spoil("article.txt", b"\xff"), "article.txt is not UTF-8"),
        (spoil("dates.parquet", b"PAR1"), "dates.parquet is damaged"),
        (spoil("dates.parquet", b""), "dates.parquet is damaged"),
        (other_schema, "actors.parquet is damaged"),
        (of_another_story, "dates.parquet has 0 rows and not 2"),
    ],
)
def test_a_folder_that_cannot_be_opened_says_which_file_and_why(damage, named, tmp_path):
    folder = save_story(made_story(), tmp_path / "story")
    damage(folder)
    with pytest.raises(StoredError, match=named):
        load_parts(folder)


def test_a_file_in_the_way_is_an_error_that_names_it(tmp_path):
    (tmp_path / "x").write_text("x")
    with pytest.raises(StoredError, match="x cannot be written"):
        save_story(made_story(), tmp_path / "x")


@settings(deadline=None, max_examples=15)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_any_text_and_any_name_come_back(tmp_path_factory, name):
    names = PLAIN | {"south": f"Q{name.replace(chr(13), '')}Q"}
    story = made_story(names)
    back = loaded(save_story(story, tmp_path_factory.mktemp("any")))
    assert back.article == story.article
    assert back.mentions.equals(story.mentions)


def full_graph(story, by=None):
    return relation_graph(story.actors, story.relations, story.dates, by=by)


@pytest.mark.parametrize("by", [None, "side"])
def test_graphml_and_cytoscape_come_back_whole(by, tmp_path):
    graph = full_graph(made_story(), by)
    graphml = nx.read_graphml(
        write_graph(graph, tmp_path / "new" / "g.graphml"), force_multigraph=True
    )
    elements = json.loads(write_graph(graph, tmp_path / "g.cyjs").read_text(encoding="utf-8"))
    cytoscape = nx.cytoscape_graph(elements)
    assert dict(graphml.nodes(data=True)) == dict(graph.nodes(data=True))
    assert sorted(graphml.edges(keys=True)) == sorted(graph.edges(keys=True))
    for *ends, key in graph.edges(keys=True):
        assert graphml.edges[*ends, key] == graph.edges[*ends, key]
        assert cytoscape.edges[*ends, key].items() >= graph.edges[*ends, key].items()
    assert graphml.graph["left_out"] == graph.graph["left_out"] == cytoscape.graph["left_out"] == 1


@pytest.mark.parametrize("by", [None, "side"])
def test_gexf_comes_back_with_its_edges_and_without_a_date(by, tmp_path):
    graph = full_graph(made_story(), by)
    path = write_graph(graph, tmp_path / "g.gexf")
    assert "lastmodified" not in path.read_text(encoding="utf-8")
    back = nx.read_gexf(path)
    assert set(back) == set(graph)
    assert back.number_of_edges() == graph.number_of_edges()
    texts = sorted(text for *_, text in back.edges(data="text"))
    assert texts == sorted(text for *_, text in graph.edges(data="text"))


@pytest.mark.parametrize("ending", [".graphml", ".gexf", ".json"])
def test_hostile_names_and_empty_graphs_can_be_written(ending, tmp_path):
    for n, story in enumerate((made_story(HOSTILE), empty_story())):
        path = write_graph(full_graph(story), tmp_path / f"g{n}{ending}")
        if ending == ".graphml":
            assert len(nx.read_graphml(path)) == len(story.actors)


def test_other_endings_are_refused(tmp_path):
    with pytest.raises(StoryError, match="graphml"):
        write_graph(full_graph(made_story()), tmp_path / "g.pickle")


def test_figures_are_saved_as_png_and_svg_with_their_words(tmp_path):
    ax = plot_voices(made_story())
    png, svg = save_figure(ax, tmp_path / "new" / "who.v1")
    assert (png.name, svg.name) == ("who.v1.png", "who.v1.svg")
    assert "Bar chart of statements" in svg.read_text(encoding="utf-8")
    assert "<dc:date>" not in svg.read_text(encoding="utf-8")
    first = (png.read_bytes(), svg.read_bytes())
    again = save_figure(plot_voices(made_story()), tmp_path / "who.png")
    assert first == tuple(path.read_bytes() for path in again)
