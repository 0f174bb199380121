"""brat and doccano: out, changed by an annotator, and back as corrections."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import storyanalysis as sa
from storyanalysis.article import Article
from storyanalysis.errors import CorrectionError
from storyanalysis.keep.annotated.pointers import pointer
from storyanalysis.keep.export.brat import fragments
from storyanalysis.story import Story
from tests.made_story import HOSTILE, PLAIN, Words, empty_story, frames_of, made_story

# a reader of our own: there is no brat for Python to install
TEXT_BOUND = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")


def brat(story, tmp_path):
    folder = story.export(tmp_path / "brat", "brat")
    return folder / "article.ann"


def spans(path):
    """Type, words and the words at the offsets of every T line."""
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("T"):
            _, kind, where, words = TEXT_BOUND.fullmatch(line).groups()
            pieces = [text[slice(*map(int, part.split()))] for part in where.split(";")]
            yield kind, words, pieces


@pytest.mark.parametrize("make", [made_story, lambda: made_story(HOSTILE), empty_story])
def test_every_line_of_brat_points_at_its_words(make, tmp_path):
    story = make()
    path = brat(story, tmp_path)
    assert path.with_suffix(".txt").read_text(encoding="utf-8") == story.article.text
    found = list(spans(path))
    for _, words, pieces in found:
        assert " ".join(pieces) == words
        assert not any("\n" in piece for piece in pieces)
    kinds = [kind for kind, _, _ in found]
    assert kinds.count("Statement") == len(story.statements)
    lines = path.read_text(encoding="utf-8").split("\n")
    names = [line.split("\t")[0] for line in lines if line and line[0] != "*"]
    assert len(set(names)) == len(names)


def test_every_type_that_is_used_stands_in_the_configuration(tmp_path):
    path = brat(made_story(), tmp_path)
    conf = path.with_name("annotation.conf").read_text(encoding="utf-8")
    declared = {line.split("\t")[0] for line in conf.split("\n")}
    used = {kind for kind, _, _ in spans(path)}
    used |= set(re.findall(r"^R\d+\t(\S+)", path.read_text("utf-8"), re.MULTILINE))
    assert used <= declared


def test_marks_do_not_cross_lines():
    assert fragments("one\n two\n\n  \nthree", 0, 18) == [(0, 3), (4, 8), (13, 18)]


@pytest.mark.parametrize("names", [PLAIN, HOSTILE])
@pytest.mark.parametrize("ending", ["ann", "jsonl"])
def test_without_a_change_there_is_no_correction(names, ending, tmp_path):
    story = made_story(names)
    path = brat(story, tmp_path) if ending == "ann" else story.export(tmp_path / "d.jsonl")
    assert sa.read_annotations(story, path) == []


def edited(path, *changes):
    ann = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in ann
        ann = ann.replace(old, new, 1)
    path.write_text(ann, encoding="utf-8")
    return path


def corrected(story, path):
    back = story.correct(sa.read_annotations(story, path))
    assert back.corrections["status"].tolist() == ["applied"] * len(back.corrections), (
        back.corrections["reason"].tolist()
    )
    return back


def row(frame, **where):
    for column, value in where.items():
        frame = frame[frame[column].eq(value).fillna(False)]
    (found,) = frame.to_dict("records")
    return found


def test_kind_name_and_side_of_an_actor_come_back(tmp_path):
    story = made_story()
    path = edited(
        brat(story, tmp_path),
        ("\tmedia 113 123", "\tcompany 113 123"),
        ("name: Ana Ruiz | side: Northland", "name: Ana María Ruiz | side: Southmark"),
    )
    back = corrected(story, path)
    assert row(back.actors, actor_id="radio")["kind"] == "company"
    mayor = row(back.actors, actor_id="mayor")
    assert (mayor["name"], mayor["side"]) == ("Ana María Ruiz", "Southmark")


def test_relations_change_go_and_come(tmp_path):
    story = made_story()
    path = edited(
        brat(story, tmp_path),
        ("R1\tTHREATEN", "R1\tCOERCE"),
        ("R4\tCONSULT Arg1:T1 Arg2:T3\n", "R9\tACCUSE Arg1:T6 Arg2:T3\n"),
        ("R3\tstatus: reported", "R3\tstatus: hypothetical"),
    )
    back = corrected(story, path).relations
    assert row(back, relation_id="r1")["event"] == "COERCE"
    assert row(back, relation_id="r3")["status"] == "hypothetical"
    assert "r5" not in set(back["relation_id"])
    assert row(back, event="ACCUSE")["target_id"] == "north"


def test_dates_and_forms_change_go_and_come(tmp_path):
    story = made_story()
    path = edited(
        brat(story, tmp_path),
        ("value: 2024-05-19", "value: 2024-05-12"),
        ("T18\tTIME 43 49\t3 p.m.\n", ""),
        ("A4\tForm E4 mixed", "A4\tForm E4 indirect"),
        ("E5\tStatement:T16\n", ""),
        ("A5\tForm E5 direct\n", ""),
        ("T16\tStatement 406 422\tNobody asked us.\n", ""),
    )
    back = corrected(story, path)
    assert back.dates["value"].tolist() == ["2024-05-12"]
    assert row(back.statements, statement_id="s4")["form"] == "indirect"
    assert "s5" not in set(back.statements["statement_id"])


def test_new_mentions_actors_and_statements_come_back(tmp_path):
    story = made_story()
    text = story.article.text
    strike, it, asked = (text.index(w) for w in ("a strike", "it had", "Nobody asked"))
    path = brat(story, tmp_path)
    added = [
        f"T90\tgroup {strike} {strike + 8}\ta strike",
        f"T91\tcountry {it} {it + 2}\tit",
        f"T92\tStatement {asked} {asked + 6}\tNobody",
        "E90\tStatement:T92 Source:T6 Cue:T15",
        "A90\tForm E90 direct",
        "*\tEquiv T6 T91",
        "#90\tAnnotatorNotes T90\tname: the strikers | side: Northland",
    ]
    path.write_text(path.read_text("utf-8") + "\n".join(added) + "\n", encoding="utf-8")
    back = corrected(story, path)
    strikers = row(back.actors, name="the strikers")
    assert (strikers["kind"], strikers["side"], strikers["n_mentions"]) == ("group", "Northland", 1)
    assert row(back.mentions, start=it)["actor_id"] == "south"
    assert row(back.statements, content="Nobody")["speaker_id"] == "south"


def test_two_actors_in_one_group_are_merged_and_dropped_mentions_go(tmp_path):
    story = made_story()
    path = edited(brat(story, tmp_path), ("T4\tdocument 238 251\ta leaked memo\n", ""))
    path.write_text(path.read_text("utf-8") + "*\tEquiv T3 T6\n", encoding="utf-8")
    back = corrected(story, path)
    assert "south" not in set(back.actors["actor_id"])
    assert row(back.mentions, text="Southmark")["actor_id"] == "north"
    assert "a leaked memo" not in set(back.mentions["text"])


def test_what_came_back_exports_without_a_change(tmp_path):
    story = made_story()
    path = edited(brat(story, tmp_path), ("R1\tTHREATEN", "R1\tCOERCE"))
    back = corrected(story, path)
    assert sa.read_annotations(back, brat(back, tmp_path / "again")) == []


def test_doccano_brings_kinds_mentions_and_relations_back(tmp_path):
    story = made_story()
    path = story.export(tmp_path / "d.jsonl")
    line = json.loads(path.read_text(encoding="utf-8"))
    for entity in line["entities"]:
        assert 0 <= entity["start_offset"] < entity["end_offset"] <= len(line["text"])
    line["entities"][1]["label"] = "company"
    line["relations"][0]["type"] = "COERCE"
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    back = corrected(story, path)
    assert row(back.actors, actor_id="radio")["kind"] == "company"
    assert row(back.relations, relation_id="r1")["event"] == "COERCE"


def test_doccano_labels_as_a_list_are_read_too(tmp_path):
    text = "Ana Ruiz left."
    path = tmp_path / "d.jsonl"
    path.write_text(json.dumps({"text": text, "label": [[0, 8, "person"]]}), encoding="utf-8")
    story = Story(Article(text), frames_of({}))
    (entry,) = sa.read_annotations(story, path)
    assert entry["add"]["name"] == "Ana Ruiz"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("T99\tperson 0 9999\tx", "characters"),
        ("T99\tperson 5 2\tx", "characters"),
        ("T99\tperson\tx", "line"),
        ("R99\tACCUSE Arg1:T1", "line"),
        ("R99\tACCUSE Arg1:T1 Arg2:T77", "T77"),
        ("*\tEquiv T1 T77", "T77"),
        ("E99\t", "line"),
        ("A99\t", "line"),
    ],
)
def test_a_broken_line_is_an_error_that_names_the_file(line, message, tmp_path):
    path = brat(made_story(), tmp_path)
    path.write_text(path.read_text("utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(CorrectionError, match=rf"article\.ann.*{message}"):
        sa.read_annotations(made_story(), path)


def test_files_of_another_text_or_kind_are_errors(tmp_path):
    story = made_story()
    path = brat(empty_story(), tmp_path)
    with pytest.raises(CorrectionError, match="not the text of this story"):
        sa.read_annotations(story, path)
    path.with_suffix(".txt").unlink()
    with pytest.raises(CorrectionError, match="does not exist"):
        sa.read_annotations(story, path)
    with pytest.raises(CorrectionError, match=r"give the \.ann file"):
        sa.read_annotations(story, tmp_path / "x.xml")
    lines = empty_story().export(tmp_path / "d.jsonl")
    with pytest.raises(CorrectionError, match="no line with the text"):
        sa.read_annotations(story, lines)
    lines.write_bytes(b'{"text": ')
    with pytest.raises(CorrectionError, match="none of doccano"):
        sa.read_annotations(story, lines)
    lines.write_bytes(b"\xff")
    with pytest.raises(CorrectionError, match="not UTF-8"):
        sa.read_annotations(story, lines)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(["he", "said", "the", "Ruiz", "no,"]), min_size=5, max_size=30))
def test_a_pointer_holds_its_words_once_where_it_can(words):
    text = " ".join(words)
    where = Words(text).find(words[2])
    found = pointer(text, where["start"], where["end"])
    assert found["text"] == words[2]
    assert words[2] in found["near"]
    assert found["near"] in text
