"""Agreement: the figures are those of a scorer by another hand, and every miss says why."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import storyanalysis as sa
from storyanalysis.cli import main
from storyanalysis.errors import StoredError, StoryError
from storyanalysis.inquire.agreement import pooled, view_of_gold, view_of_story
from storyanalysis.inquire.agreement.match import Tokens, pairs
from tests.made_story import HOSTILE, PLAIN, empty_story, made_story

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold" / "stories" / "dev"
SCORER = ROOT.parent / "shared" / "tools" / "score_stories.py"
TABLES = ("sections", "actors", "statements", "dates", "relations", "revisions")
# what the scorer calls the figures of one table
NAMES = {"kind": "kind", "side": "side", "form": "form", "speaker": "speaker", "via": "via",
         "speaker_linked": "speaker_linked", "source_overlap": "source", "cue_overlap": "cue",
         "value": "value", "type": "type", "status": "status"}  # fmt: skip


def figures(found):
    """Our table as the scorer nests its figures."""
    rows = {row["table"]: row for row in found.table.to_dict("records")}
    rows = {name: {k: None if pd.isna(v) else v for k, v in row.items()}
            for name, row in rows.items()}  # fmt: skip
    told = {"sections": {"char_accuracy": rows["sections"]["recall"]}}
    for name in TABLES[1:]:
        told[name] = {"p": rows[name]["precision"], "r": rows[name]["recall"],
                      "f1": rows[name]["f1"]}  # fmt: skip
        told[name] |= {theirs: rows[name].get(ours) for theirs, ours in NAMES.items()}
    told["dates"]["value_f1"] = rows["dates"]["value_f1"]
    told["relations"]["pair"] = rows["relations"]["pair_f1"]
    return told


def theirs(scored):
    told = {"sections": {"char_accuracy": scored["sections"]["char_accuracy"]}}
    for name in TABLES[1:]:
        known = scored[name]
        told[name] = {key: known[key] for key in ("p", "r", "f1")}
        told[name] |= {key: known[key]["acc"] if key in known else None for key in NAMES}
    told["dates"]["value_f1"] = scored["dates"]["value_f1"]
    told["relations"]["pair"] = scored["relations"]["pair"]["f1"]
    return told


def prediction(view):
    """A view in the shape that the scorer reads."""
    return {
        "sections": [s._asdict() for s in view.sections],
        "actors": [a._asdict() for a in view.actors],
        "statements": [s._asdict() for s in view.statements],
        "dates": [d._asdict() | {"span": d.places} for d in view.dates],
        "relations": [r._asdict() | {"evidence": r.places} for r in view.relations],
        "revisions": [r._asdict() | {"claim": r.places} for r in view.revisions],
    }


@pytest.mark.skipif(not SCORER.exists(), reason="the other scorer is not beside the repository")
def test_the_figures_are_those_of_the_other_scorer(nlp):
    spec = importlib.util.spec_from_file_location("score_stories", SCORER)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    total, all_found = {}, []
    for path in sorted(GOLD.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        article = sa.read_article(
            path.with_name(path.name.replace(".gold.json", ".txt")),
            published=gold["published"], outlet=gold["outlet"],
        )  # fmt: skip
        story = sa.analyze(article, model=nlp)
        found = story.agreement(path)
        counts = scorer.score_story(
            article.text, gold, prediction(view_of_story(article.text, story.frames))
        )
        # two pairings of one weight may differ in a value: not so here
        want, have = theirs(scorer.figures(counts)), figures(found)
        for name in TABLES:
            assert have[name] == pytest.approx(want[name]), (path.name, name)
        all_found.append(found)
        for key, n in counts.items():
            total[key] = total.get(key, 0) + n
    want, have = theirs(scorer.figures(total)), figures(pooled(all_found))
    for name in TABLES:
        assert have[name] == pytest.approx(want[name]), name


@pytest.mark.parametrize("names", [PLAIN, HOSTILE])
def test_a_story_agrees_with_itself(names, tmp_path):
    story = made_story(names)
    for gold in (story, story.save(tmp_path)):
        found = story.agreement(gold)
        assert found.misses.empty
        rates = found.table.drop(columns=["table", "n_gold", "n_found", "n_matched"])
        assert rates.fillna(1).eq(1).all(axis=None)
        assert found.table["table"].tolist() == [*TABLES, "mentions"]


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.gold.json")), ids=lambda p: p.stem)
def test_a_gold_agrees_with_itself_and_nothing_agrees_with_it(path):
    text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
    view = view_of_gold(text, json.loads(path.read_text(encoding="utf-8")), "x")
    from storyanalysis.inquire.agreement import agreement

    whole = agreement(view, view)
    assert whole.misses.empty
    nothing = empty_story(text).agreement(path)
    scored = nothing.table[nothing.table["n_gold"] > 0]
    assert scored["f1"].eq(0).all()
    missed = nothing.misses.groupby("table").size()
    assert missed["statements"] == len(view.statements)
    for row in nothing.misses.dropna(subset=["start"]).itertuples():
        words = " ".join(text[row.start : row.end].split())
        assert row.text.endswith("…") or " … " in row.text or row.text == words
    assert nothing.misses["reason"].str.len().gt(0).all()


def test_two_annotators_may_change_places():
    first = made_story()
    second = first.correct(
        [
            {"drop": {"table": "statements", "text": "Nobody asked us."}, "note": "-"},
            {"actor": "Southmark", "set": {"kind": "organization"}, "note": "-"},
            {"relation": "will close", "set": {"event": "AID"}, "note": "-"},
        ]
    )
    there, back = first.agreement(second).table, second.agreement(first).table
    assert there["precision"].tolist() == back["recall"].tolist()
    assert there["f1"].tolist() == back["f1"].tolist()
    assert there["kind"].dropna().tolist() == back["kind"].dropna().tolist()


def misses(agreed, **where):
    frame = agreed.misses
    for column, value in where.items():
        frame = frame[frame[column].eq(value).fillna(False)]
    return frame


TOLD = [
    ({"table": "actors", "gold": "country"}, "reason",
     "the kind of Southmark is organization instead of country"),
    ({"table": "statements", "gold": "direct"}, "reason", "the form is mixed instead of direct"),
    ({"gold": "Ana Ruiz", "found": "Radio Vale"}, "reason",
     "the speaker is Radio Vale instead of Ana Ruiz"),
    ({"table": "statements", "gold": "Radio Vale"}, "found", "nobody in between"),
    ({"table": "dates", "kind": "missed"}, "text", "3 p.m."),
    ({"table": "dates", "kind": "different"}, "reason",
     "the value is 2024-05-12 instead of 2024-05-19"),
    ({"table": "mentions", "kind": "missed"}, "text", "a leaked memo"),
    ({"table": "relations", "kind": "missed"}, "reason", "found as ACCUSE"),
    ({"table": "relations", "kind": "extra"}, "reason", "the gold has it as REQUEST"),
    ({"table": "relations", "kind": "different"}, "reason",
     "the status is reported instead of asserted"),
]  # fmt: skip


def test_every_kind_of_miss_is_told_in_words():
    gold = made_story()
    found = gold.correct(
        [
            {"actor": "Southmark", "set": {"kind": "organization", "side": ""}, "note": "-"},
            {"statement": "The notice was a mistake", "set": {"form": "mixed"}, "note": "-"},
            {"statement": "The ferry", "set": {"speaker": "Radio Vale"}, "note": "-"},
            {"drop": {"table": "relays", "text": "Radio Vale"}, "note": "-"},
            {"drop": {"table": "dates", "text": "3 p.m."}, "note": "-"},
            {"date": "Sunday", "set": {"value": "2024-05-12"}, "note": "-"},
            {"drop": {"table": "mentions", "text": "a leaked memo"}, "note": "-"},
            {"relation": "it had asked for the closure", "set": {"event": "ACCUSE"}, "note": "-"},
            {"relation": {"text": "said"}, "set": {"status": "reported"}, "note": "-"},
        ]
    ).agreement(gold)
    assert set(found.misses["kind"]) == {"missed", "extra", "different"}
    for where, column, told in TOLD:
        assert misses(found, **where)[column].tolist() == [told]


def test_it_shows_itself_escaped():
    found = made_story(HOSTILE).correct(
        [{"drop": {"table": "dates", "text": "Sunday"}, "note": "-"}]
    ).agreement(made_story(HOSTILE))  # fmt: skip
    html = found._repr_html_()
    assert "<script" not in html
    assert "no time expression was found" in html
    assert "statements F1 1.00" in repr(found).replace("  ", " ")
    assert "nothing to score" in repr(empty_story().agreement(empty_story()))


def test_another_text_is_an_error(tmp_path):
    with pytest.raises(StoryError, match="different texts"):
        made_story().agreement(empty_story())
    (tmp_path / "a.txt").write_text("Other words.", encoding="utf-8")
    (tmp_path / "a.gold.json").write_text("{}", encoding="utf-8")
    with pytest.raises(StoryError, match=r"a\.gold\.json was made for the text in a\.txt"):
        made_story().agreement(tmp_path / "a.gold.json")


@pytest.mark.parametrize(
    ("gold", "message"),
    [
        ("{", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("[]", "holds no tables"),
        ('{"actors": {"a": 1}}', "actors must be a list"),
        ('{"actors": [{}]}', "actors, entry 1: it has no 'name'"),
        ('{"actors": [3]}', "actors, entry 1"),
        ('{"dates": [{"span": [0, 99999]}]}', "no stretch of the text"),
        ('{"dates": [{"span": ["a", "b"]}]}', "dates, entry 1"),
        ('{"statements": [{"content": 5}]}', "statements, entry 1"),
    ],
)
def test_a_broken_gold_is_an_error_that_names_file_and_entry(gold, message, tmp_path):
    path = tmp_path / "g.json"
    path.write_text(gold, encoding="utf-8")
    with pytest.raises(StoryError, match=message) as error:
        made_story().agreement(path)
    assert "g.json" in str(error.value)


def test_a_gold_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(StoredError, match=r"none\.json does not exist"):
        made_story().agreement(tmp_path / "none.json")


def test_rows_may_be_given_as_they_are():
    text = made_story().article.text
    start = text.index("Sunday")
    found = made_story().agreement({"dates": [{"span": [start, start + 6], "value": "2024-05-19"}]})
    assert found.table["table"].tolist() == ["dates"]  # what the gold leaves out is not scored
    row = found.table.set_index("table").loc["dates"]
    assert (row["n_matched"], row["recall"], row["precision"], row["value"]) == (1, 1, 0.5, 1)


@given(st.text(), st.data())
def test_words_inside_are_those_that_touch(text, data):
    size = len(text)
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    import re

    words = [m.span() for m in re.finditer(r"\w+", text)]
    slow = {n for n, (a, b) in enumerate(words) if a < end and b > start}
    if start < end:
        assert Tokens(text).inside(((start, end),)) == slow


@settings(deadline=None)
@given(st.lists(st.lists(st.floats(-1, 1), min_size=3, max_size=3), max_size=5))
def test_pairs_are_one_to_one_and_have_weight(weights):
    found = pairs(weights, [0, 1, 2], lambda i, j: weights[i][j])
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
    assert all(weights[i][j] > 0 for i, j in found)


def test_the_command_line_prints_figures_and_writes_misses(tmp_path, capsys):
    gold = made_story(HOSTILE)
    found = gold.correct([{"drop": {"table": "dates", "text": "Sunday"}, "note": "-"}])
    saved = [str(story.save(tmp_path / name)) for story, name in ((found, "a"), (gold, "b"))]
    out = tmp_path / "misses.csv"
    assert main(["score", *saved, "--misses", str(out)]) == 0
    assert "recall 0.50" in " ".join(capsys.readouterr().out.split())
    assert pd.read_csv(out)["text"].tolist()[0] == "Sunday"
    assert main(["score", saved[0], str(tmp_path / "none")]) == 2
    assert "none does not exist" in capsys.readouterr().err


def test_day_and_outlet_of_the_gold_are_used_for_an_article(tmp_path, capsys):
    path = tmp_path / "s.txt"
    path.write_text("The mayor spoke on Sunday.\n", encoding="utf-8")
    gold = {"published": "2024-05-08", "outlet": "Post", "dates": [
        {"span": [19, 25], "type": "DATE", "value": "2024-05-05"}]}  # fmt: skip
    (tmp_path / "s.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    assert main(["score", str(path), str(tmp_path / "s.gold.json")]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "value 1.00" in printed


def test_day_of_a_saved_story_is_used_for_an_article(tmp_path, capsys):
    path = tmp_path / "s.txt"
    path.write_text("The mayor spoke on Sunday.\n", encoding="utf-8")
    gold = sa.analyze(sa.read_article(path, published="2024-05-08")).save(tmp_path / "gold")
    assert main(["score", str(path), str(gold)]) == 0
    assert "value 1.00" in " ".join(capsys.readouterr().out.split())
