"""Exports: every format is read back by a reader of its own, and the offsets point where they did."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import duckdb
import jsonschema
import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld
from spacy.training.converters import conllu_to_docs

import storyanalysis as sa
from storyanalysis.article import Article
from storyanalysis.cli import main
from storyanalysis.errors import StoredError, StoryError
from storyanalysis.keep.export import WRITERS
from storyanalysis.keep.export.document import json_schema
from storyanalysis.keep.formats import FORMATS
from storyanalysis.keep.sheets import csv_bytes, guarded, read_csv, unguarded
from storyanalysis.keep.xmltext import xml_safe
from storyanalysis.story import Story
from storyanalysis.tables import TABLES
from tests.made_story import PLAIN, STORIES, frames_of, made_story


@pytest.fixture(params=STORIES)
def story(request):
    return STORIES[request.param]()


@pytest.fixture(scope="module")
def read_story(nlp):
    """A story analysed from a text."""
    text = (
        "Bridge closes\n\n“The bridge is safe,” Mayor Ana Ruiz said on Monday, according "
        "to the Harbour Post. France accused Germany of lying about it last year.\n"
    )
    article = Article.from_text(text, published="2024-05-08", outlet="Post", url="https://a.b/c?d")
    return sa.analyze(article, model=nlp)


def test_every_format_has_a_writer_and_every_writer_is_listed():
    assert list(FORMATS) == list(WRITERS)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_story_gives_the_same_bytes_and_stays_as_it_is(name, story, tmp_path):
    before = {table: frame.copy() for table, frame in story.frames.items()}
    written = [story.export(tmp_path / run, name) for run in ("a", "b")]
    first, second = (sorted(path.rglob("*")) if path.is_dir() else [path] for path in written)
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]
    assert all(before[table].equals(frame) for table, frame in story.frames.items())


# ---- tables


def test_csv_files_come_back_whole(story, tmp_path):
    folder = story.export(tmp_path / "csv", "csv")
    for name, table in TABLES.items():
        pd.testing.assert_frame_equal(
            read_csv(folder / f"{name}.csv", table), story.table(name), check_exact=True
        )
        n_rows = duckdb.sql(f"select count(*) from read_csv('{folder}/{name}.csv')").fetchall()
        assert n_rows == [(len(story.table(name)),)]


def test_parquet_files_come_back_whole_in_pandas_and_duckdb(story, tmp_path):
    folder = story.export(tmp_path / "parquet", "parquet")
    for name, table in TABLES.items():
        back = pd.read_parquet(folder / f"{name}.parquet")
        back = back.astype({column.name: column.dtype for column in table.columns})
        pd.testing.assert_frame_equal(back, story.table(name), check_exact=True)
    texts = duckdb.sql(f"select text from '{folder}/mentions.parquet' order by start").fetchall()
    assert [text for (text,) in texts] == story.mentions.sort_values("start")["text"].tolist()


@given(st.text())
def test_guarding_a_cell_can_be_undone_and_leaves_no_formula(text):
    cell = guarded(text)
    assert unguarded(cell) == text
    assert not re.match(r"[\t\r\n]|\s*[=+\-@＝＋－＠]", cell)
    assert cell in (text, "'" + text)


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx", " =1", "'=1", "＝1"])
def test_what_a_spreadsheet_would_run_is_quoted(cell):
    assert guarded(cell) == "'" + cell


def test_a_csv_file_of_another_table_is_an_error_that_names_it(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(csv_bytes(made_story().dates))
    with pytest.raises(StoredError, match=r"x\.csv is no table 'actors'"):
        read_csv(path, TABLES["actors"])
    with pytest.raises(StoredError, match=r"none\.csv does not exist"):
        read_csv(tmp_path / "none.csv", TABLES["actors"])


# ---- JSON


def test_the_document_follows_its_schema_and_holds_every_table(story, tmp_path):
    document = json.loads(story.export(tmp_path / "s.json").read_text(encoding="utf-8"))
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    assert document["article"]["text"] == story.article.text
    for name, table in TABLES.items():
        pd.testing.assert_frame_equal(table.frame(document["tables"][name]), story.table(name))


def test_the_schema_refuses_what_the_tables_refuse(tmp_path):
    document = json.loads(made_story().export(tmp_path / "s.json").read_text(encoding="utf-8"))
    document["tables"]["actors"][0]["kind"] = "robot"
    with pytest.raises(jsonschema.ValidationError, match="robot"):
        jsonschema.validate(document, json_schema())


# ---- Web Annotation

# the terms that the exports use, as the W3C's context (Web Annotation Vocabulary, appendix A)
# defines them: the test has no network
OA, AS, DC = (
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/ns/activitystreams#",
    ("http://purl.org/dc/elements/1.1/"),
)
NUMBER = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
TERMS = {
    "id": "@id",
    "type": "@type",
    "Text": "http://purl.org/dc/dcmitype/Text",
    "AnnotationPage": AS + "OrderedCollectionPage",
    "items": {"@id": AS + "items", "@type": "@id", "@container": "@list"},
    "startIndex": {"@id": AS + "startIndex", "@type": NUMBER},
    "motivation": {"@id": OA + "motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": OA + "hasPurpose", "@type": "@vocab"},
    "format": DC + "format",
    "language": DC + "language",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "start": {"@id": OA + "start", "@type": NUMBER},
    "end": {"@id": OA + "end", "@type": NUMBER},
    **{name: {"@id": OA + iri, "@type": "@id"} for name, iri in {
        "body": "hasBody", "target": "hasTarget", "source": "hasSource",
        "selector": "hasSelector", "via": "via"}.items()},
    **{name: OA + name for name in (
        "Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector",
        "TextPositionSelector", "identifying", "describing", "classifying", "tagging",
        "exact", "prefix", "suffix")},
}  # fmt: skip


def offline(url, options):
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": TERMS}}


def annotations(story, path):
    page = json.loads(story.export(path).read_text(encoding="utf-8"))
    (expanded,) = jsonld.expand(page, {"documentLoader": offline})
    assert expanded["@type"] == [AS + "OrderedCollectionPage"]
    triples = jsonld.to_rdf(page, {"documentLoader": offline})["@default"]
    annotated = [
        t["subject"]["value"] for t in triples if t["object"]["value"] == OA + "Annotation"
    ]
    assert sorted(annotated) == sorted(item["id"] for item in page["items"])
    return page, expanded[AS + "items"][0]["@list"]


def test_annotations_are_read_as_linked_data_and_point_at_their_words(story, tmp_path):
    page, items = annotations(story, tmp_path / "a.jsonld")
    tables = (story.mentions, story.statements, story.dates, story.relations)
    assert len(items) == sum(map(len, tables))
    assert len({item["@id"] for item in items}) == len(items)
    text, known = story.article.text, {OA + name for name in TERMS}
    for item in items:
        assert item["@type"] == [OA + "Annotation"]
        assert {value["@id"] for value in item[OA + "motivatedBy"]} <= known
        for target in item[OA + "hasTarget"]:
            places = {s["@type"][0]: s for s in target[OA + "hasSelector"]}
            position = places[OA + "TextPositionSelector"]
            start, end = (position[OA + edge][0]["@value"] for edge in ("start", "end"))
            quote = {k: places[OA + "TextQuoteSelector"][OA + k][0]["@value"]
                     for k in ("exact", "prefix", "suffix")}  # fmt: skip
            assert text[start:end] == quote["exact"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert text[start - len(quote["prefix"]) :].startswith(around)
    assert [item["row"]["text"] for item in page["items"][: len(story.mentions)]] == (
        story.mentions["text"].tolist()
    )


def test_a_statement_in_pieces_has_a_target_for_each(tmp_path):
    page, _ = annotations(made_story(), tmp_path / "a.jsonld")
    pieces = next(item for item in page["items"] if item["id"].endswith("#s2"))["target"]
    assert [piece["selector"][1]["exact"] for piece in pieces] == ["The ferry", "stays open"]


def test_only_web_addresses_become_links(read_story, tmp_path):
    page, _ = annotations(read_story, tmp_path / "a.jsonld")
    assert page["items"][0]["target"][0]["source"]["via"] == "https://a.b/c?d"
    article = Article("Text.", url="javascript:alert(1)")
    frames = frames_of({"mentions": [
        {"mention_id": "m", "kind": "name", "start": 0, "end": 4, "text": "Text",
         "sentence_id": "n", "status": "unlinked", "rule": "made"}]})  # fmt: skip
    page, _ = annotations(Story(article, frames), tmp_path / "b.jsonld")
    assert "via" not in page["items"][0]["target"][0]["source"]


# ---- TimeML


def timex(story, path):
    root = ElementTree.parse(story.export(path)).getroot()
    assert root.tag == "TimeML"
    return root, root.find("TEXT")


def offsets(element):
    """Tags in an element with the place where they stand in its text."""
    at = len(element.text or "")
    for child in element:
        words = "".join(child.itertext())
        yield child, at, words
        at += len(words) + len(child.tail or "")


def test_timeml_is_the_text_with_its_dates_where_they_stood(story, tmp_path):
    root, text = timex(story, tmp_path / "t.tml")
    assert "".join(text.itertext()) == xml_safe(story.article.text)
    found = {(at, at + len(words)): tag.attrib for tag, at, words in offsets(text)}
    dates = story.dates.set_index(["start", "end"])
    assert set(found) == set(dates.index)
    for place, attributes in found.items():
        value = dates.loc[place, "value"]
        assert attributes["value"] == value if pd.notna(value) else "X" in attributes["value"]
        assert attributes["type"] == dates.loc[place, "type"]
    created = root.find("DCT/TIMEX3").attrib
    assert created["functionInDocument"] == "CREATION_TIME"
    day = story.article.published
    assert created["value"] == (day.isoformat() if day else "XXXX-XX-XX")


def test_timeml_says_what_a_value_was_worked_out_from(tmp_path):
    _, text = timex(made_story(), tmp_path / "t.tml")
    anchors = {tag.text: tag.get("anchorTimeID") for tag in text}
    assert anchors == {"3 p.m.": None, "Sunday": "t0"}


def test_a_date_within_a_date_is_an_empty_tag_behind_it(tmp_path):
    plain = {"type": "DATE", "precision": "day", "anchor": "none", "status": "vague",
             "sentence_id": "n", "rule": "made"}  # fmt: skip
    text = "Late on Sunday."
    rows = [
        plain | {"date_id": f"d{n}", "start": a, "end": b, "text": text[a:b]}
        for n, (a, b) in enumerate([(8, 14), (0, 14)])
    ]
    story = Story(Article(text), frames_of({"dates": rows}))
    _, element = timex(story, tmp_path / "t.tml")
    assert [tag.text for tag in element] == ["Late on Sunday", None]
    assert "".join(element.itertext()) == text


@settings(deadline=None, max_examples=30)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_is_sound_xml(tmp_path_factory, words):
    article = Article.from_text(f"A{words}", title=words)
    story = Story(article, frames_of({}))
    _, text = timex(story, tmp_path_factory.mktemp("x") / "t.tml")
    assert "".join(text.itertext()) == xml_safe(article.text)


# ---- CoNLL-U


def conllu_rows(path):
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            columns = line.split("\t")
            assert len(columns) == 10
            misc = dict(part.split("=", 1) for part in columns[9].split("|"))
            yield columns, misc


def test_conllu_is_read_by_spacy_and_its_tokens_stand_where_they_say(story, tmp_path):
    path = story.export(tmp_path / "s.conllu")
    rows = list(conllu_rows(path))
    for columns, misc in rows:
        start, end = map(int, misc["TokenRange"].split(":"))
        assert story.article.text[start:end] == columns[1]
    if rows:
        docs = list(conllu_to_docs(path.read_text(encoding="utf-8"), no_print=True))
        assert [t.text for doc in docs for t in doc] == [columns[1] for columns, _ in rows]


def test_conllu_marks_what_was_found(read_story, tmp_path):
    path = read_story.export(tmp_path / "s.conllu")
    marked = {}
    for columns, misc in conllu_rows(path):
        for layer in ("Actor", "Content", "Cue", "Source", "Date"):
            if layer in misc:
                edge, key = misc[layer].split("-", 1)
                if edge == "B":
                    marked.setdefault((layer, key), []).append([])
                marked[layer, key][-1].append(columns[1])
    statement = read_story.statements.iloc[0]
    words = [word for part in marked["Content", statement.statement_id] for word in part]
    assert {"bridge", "safe"} <= set(words)
    assert marked["Cue", statement.statement_id] == [["said"]]
    assert marked["Date", read_story.dates["date_id"].iloc[0]] == [["Monday"]]
    # no annotation ends within a token
    text = read_story.article.text
    for _, misc in conllu_rows(path):
        start, end = map(int, misc["TokenRange"].split(":"))
        for date in read_story.dates.itertuples():
            assert not start < date.start < end, text[start:end]


def test_conllu_gives_the_text_of_a_sentence_back(read_story, tmp_path):
    path = read_story.export(tmp_path / "s.conllu")
    tokens = [(columns[1], misc) for columns, misc in conllu_rows(path)]
    said = "".join(word + ("" if misc.get("SpaceAfter") else " ") for word, misc in tokens)
    assert " ".join(said.split()).startswith("Bridge closes “The bridge is safe,” Mayor")


# ---- graphs


def test_graphs_are_read_by_networkx(story, tmp_path):
    graph = story.graph()
    back = [
        nx.read_graphml(story.export(tmp_path / "g.graphml"), force_multigraph=True),
        nx.read_gexf(story.export(tmp_path / "g.gexf")),
        nx.cytoscape_graph(json.loads(story.export(tmp_path / "g.cyjs").read_text("utf-8"))),
    ]
    for found in back:
        assert len(found) == len(graph)
        assert found.number_of_edges() == graph.number_of_edges()


# ---- choosing, errors, the command line


def test_of_two_formats_the_ending_or_the_name_decides(tmp_path):
    story = made_story()
    assert json.loads(story.export(tmp_path / "x.json").read_text())["format"].startswith("story")
    assert json.loads(story.export(tmp_path / "y.json", "cytoscape").read_text())["elements"]
    with pytest.raises(StoryError, match="its ending names no format"):
        story.export(tmp_path / "x.docx")
    with pytest.raises(StoryError, match="no format 'word'"):
        story.export(tmp_path / "x", "word")


def test_a_file_in_the_way_is_named(tmp_path):
    (tmp_path / "blocked").write_text("x")
    with pytest.raises(StoryError, match="blocked"):
        made_story().export(tmp_path / "blocked", "csv")
    with pytest.raises(StoryError, match="cannot be written"):
        made_story().export(tmp_path, "json")


def test_no_name_of_a_file_comes_from_the_article(tmp_path):
    names = PLAIN | {"union": "../../../etc/passwd", "mayor": "CON", "north": "a/b\\c:d"}
    for name in FORMATS:
        made_story(names).export(tmp_path / name, name)
    made_story(names).save(tmp_path / "saved")
    found = {path.name for path in tmp_path.rglob("*")}
    assert all(re.fullmatch(r"[a-z]+(\.[a-z]+)?", name) for name in found), found


def test_the_command_line_exports_a_saved_story(tmp_path, capsys):
    story = made_story()
    saved, out = str(story.save(tmp_path / "saved")), tmp_path / "out.json"
    assert main(["export", saved, "--out", str(out)]) == 0
    assert str(out) in capsys.readouterr().err
    assert json.loads(out.read_text(encoding="utf-8"))["model"] == story.model
    assert main(["export", saved, "--to", "csv", "--out", str(tmp_path / "csv")]) == 0
    assert (tmp_path / "csv" / "actors.csv").is_file()
    assert main(["export", saved, "--published", "2024-01-01", "--out", str(out)]) == 2
    assert "is a saved story" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["export", saved, "--to", "word", "--out", str(out)])
