"""Corrections: every form, what follows from each, and what does not fit."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import storyanalysis as sa
from storyanalysis.cli import main
from storyanalysis.errors import CorrectionError
from storyanalysis.inquire.corrections import read_corrections, sidecar_of
from storyanalysis.inquire.corrections.forms import FIELDS, NARROW
from storyanalysis.inquire.corrections.point import places, same_name
from storyanalysis.story import Story
from storyanalysis.tables import PLOVER_EVENTS, TABLES
from tests.made_story import frames_of, made_story

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "corrections.md").read_text(encoding="utf-8")
(TEXT,) = re.findall(r"```text\n(.*?)\n```", PAGE, re.DOTALL)
(EXAMPLES,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
WHY = "because"


def span(words, near=None):
    start = TEXT.index(words, TEXT.index(near) if near else 0)
    return {"start": start, "end": start + len(words), "text": words}


def sentences():
    rows, at = [], 0
    for sentence in re.findall(r"\S.*?(?<!Councillor)\.(?=\s|$)", TEXT):
        start = TEXT.index(sentence, at)
        at = start + len(sentence)
        place = {"start": start, "end": at, "text": sentence}
        rows.append({"sentence_id": f"n{start}", "section_id": "x0", "paragraph": 0} | place)
    return rows


def sentence_of(place):
    return max(r["sentence_id"] for r in sentences() if r["start"] <= place["start"] < r["end"])


def mention(words, actor, near=None, kind="name"):
    place = span(words, near)
    return place | {
        "mention_id": f"m{place['start']}_{place['end']}", "actor_id": actor, "kind": kind,
        "sentence_id": sentence_of(place), "rule": "made",
        "status": "linked" if actor else "ambiguous",
    }  # fmt: skip


def statement(key, speaker, words, **columns):
    place = span(words)
    content = place.pop("text")
    return place | {
        "statement_id": key, "speaker_id": speaker, "form": "indirect", "content": content,
        "section_id": "x0", "sentence_id": sentence_of(place), "hops": 0, "rule": "made",
        "status": "attributed" if speaker else "unattributed", "confidence": 0.5,
    } | columns  # fmt: skip


def relation(key, source, target, event, words, **columns):
    place, quad = span(words), PLOVER_EVENTS[event]
    return place | {
        "relation_id": key, "source_id": source, "target_id": target, "event": event,
        "quad": quad, "sign": 1 if "cooperation" in quad else -1, "status": "asserted",
        "cue": event.lower(), "reciprocal": False, "sentence_id": sentence_of(place),
        "confidence": 0.5, "rule": "made",
    } | columns  # fmt: skip


def people():
    plain = {"n_statements": 0, "rule": "made", "kind": "person"}
    return [
        plain | {"actor_id": "ruiz", "name": "Ana Ruiz", "country": "XXA", "n_mentions": 4,
                 "n_statements": 2, "start": TEXT.index("Ana Ruiz")},
        plain | {"actor_id": "herald", "name": "Herald", "kind": "media", "n_mentions": 2,
                 "start": TEXT.index("the Herald")},
        plain | {"actor_id": "council", "name": "City Council", "kind": "government",
                 "n_mentions": 1, "start": TEXT.index("The City Council")},
        plain | {"actor_id": "members", "name": "Council members", "kind": "group",
                 "side": "Harbour", "n_mentions": 1, "start": TEXT.index("Council members")},
    ]  # fmt: skip


def rows():
    """Tables of the page's example, with mistakes."""
    return {
        "sections": [{"section_id": "x0", "kind": "body", "start": 0, "end": len(TEXT),
                      "text": TEXT, "rule": "made"}],
        "sentences": sentences(),
        "actors": people(),
        "mentions": [
            mention("Ana Ruiz", "ruiz"), mention("Ruiz", "ruiz", "Ruiz said"),
            mention("Paul Ruiz", "ruiz"), mention("the council", None, "that the council"),
            mention("he", "ruiz", "he told", "pronoun"), mention("the Herald", "herald"),
            mention("the paper", "herald", kind="description"),
            mention("The City Council", "council"), mention("Council members", "members"),
        ],
        "statements": [
            statement("s1", None, "the dockers were paid too much"),
            statement("s2", "ruiz", "the council lied"),
            statement("s3", "ruiz", "“Nobody asked us,”", form="direct", hops=1,
                      addressee_id="herald"),
        ],
        "spans": [{"statement_id": key, "role": role, **span(words, near)} for key, role, words, near in (
            ("s1", "content", "the dockers were paid too much", None),
            ("s2", "source", "Paul Ruiz", None), ("s2", "cue", "replied", None),
            ("s2", "content", "the council lied", None),
            ("s3", "source", "he", "he told"), ("s3", "cue", "told", None),
            ("s3", "content", "“Nobody asked us,”", None))],
        "relays": [{"statement_id": "s3", "hop": 1, "actor_id": "herald", "rule": "made",
                    **span("the paper")}],
        "dates": [span("Tuesday") | {
            "date_id": "d1", "type": "DATE", "precision": "day", "anchor": "none",
            "status": "unresolved", "sentence_id": sentence_of(span("Tuesday")),
            "relation_id": "r3", "statement_id": "s3", "rule": "made"}],
        "relations": [
            relation("r1", "ruiz", "council", "ACCUSE", "Paul Ruiz, who speaks for them, replied",
                     claimed_by="ruiz"),
            relation("r2", None, "members", "SANCTION", "threatened a fine", date_id="d1"),
            relation("r3", "council", "members", "CONSULT", "Council members", statement_id="s2",
                     claimed_by="ruiz", status="reported"),
        ],
    }  # fmt: skip


@pytest.fixture
def story():
    return Story(sa.Article.from_text(TEXT), frames_of(rows()), notes=("first",))


def one(story, **entry):
    """The story with one correction, and the line about it."""
    done = story.correct([{"note": WHY} | entry])
    return done, done.corrections.iloc[-1]


def cell(story, table, key, column):
    frame = story.table(table)
    return frame.set_index(TABLES[table].key)[column][key]


def check(story):
    """Schemas, offsets and references hold."""
    text = story.article.text
    for name, table in TABLES.items():
        frame = table.check(story.table(name))
        if {"start", "end", "text"} <= set(frame):
            cut = [text[a:b] for a, b in zip(frame["start"], frame["end"], strict=True)]
            assert cut == frame["text"].tolist()
    references = {
        "actor_id": ("mentions", "relays", "sources"),
        "speaker_id": ("statements",), "addressee_id": ("statements",),
        "source_id": ("relations",), "target_id": ("relations",), "claimed_by": ("relations",),
        "statement_id": ("spans", "relays", "relations", "dates"), "inside_id": ("statements",),
        "date_id": ("relations",), "relation_id": ("dates",), "section_id": ("sentences",),
        "sentence_id": ("mentions", "statements", "relations", "dates"),
    }  # fmt: skip
    for column, tables in references.items():
        home = next((n for n, t in TABLES.items() if t.key == column and n != "sources"), None)
        home = home or ("statements" if column == "inside_id" else "actors")
        known = set(story.table(home)[TABLES[home].key])
        for table in tables:
            assert set(story.table(table)[column].dropna()) <= known, (table, column)
    counted = story.statements["speaker_id"].value_counts()
    mentioned = story.mentions["actor_id"].value_counts()
    for row in story.actors.itertuples():
        assert row.n_statements == counted.get(row.actor_id, 0)
        assert row.n_mentions == mentioned.get(row.actor_id, 0)
    passed = story.relays["statement_id"].value_counts()
    for row in story.statements.itertuples():
        assert row.hops == passed.get(row.statement_id, 0)


@pytest.fixture
def examples(tmp_path):
    path = tmp_path / "examples.yaml"
    path.write_text(EXAMPLES, encoding="utf-8")
    return path


def test_every_form_of_the_page_is_applied(story, examples):
    done = story.correct(examples)
    assert done.corrections["status"].tolist() == ["applied"] * 13, done.notes
    assert set(done.corrections["action"]) == {"merge", "split", "set", "drop", "add"}
    check(done)
    assert sorted(done.actors["name"]) == [
        "Ana Ruiz",
        "City Council",
        "Herald",
        "Paul Ruiz",
        "dockers",
    ]
    assert done.statements["speaker_id"].tolist() == ["ruiz", "ruiz", "paul-ruiz", "paul-ruiz"]
    assert done.notes == (
        "first",
        "13 corrections by hand are applied: see story.corrections and story.computed",
    )


def test_what_was_computed_stays_recoverable(story, examples):
    done = story.correct(examples)
    for name in TABLES:
        pd.testing.assert_frame_equal(done.computed.table(name), story.table(name))
    assert done.computed.notes == ("first",)
    assert done.computed.corrections.empty
    assert story.computed is story
    assert story.corrections.empty


def test_a_row_that_no_correction_concerns_is_as_computed(story):
    done, _ = one(story, actor="Herald", set={"country": "XXB"})
    for name in TABLES:
        if name not in ("actors", "sources"):
            pd.testing.assert_frame_equal(done.table(name), story.table(name))
    assert done.actors.drop(index=1).equals(story.actors.drop(index=1))


def test_a_corrected_row_says_so_and_what_it_was(story):
    done, line = one(story, actor="the herald", set={"country": "XXB", "role": "paper"})
    rule = cell(done, "actors", "herald", "rule")
    assert rule == "corrected: because (was: country none, role none; made)"
    assert line["row_ids"] == "herald"
    assert line["reason"] == "country none → XXB; role none → paper"


def test_merging_moves_everything_and_keeps_what_is_known(story):
    done, line = one(
        story, merge={"actors": ["Council members", "City Council"], "into": "City Council"}
    )
    check(done)
    assert line["status"] == "applied"
    assert "members" not in set(done.actors["actor_id"])
    assert cell(done, "actors", "council", "side") == "Harbour"
    assert cell(done, "actors", "council", "n_mentions") == 2
    assert "without Council members" in cell(done, "actors", "council", "rule")
    assert cell(done, "relations", "r2", "target_id") == "council"
    assert (
        cell(done, "relations", "r2", "rule") == "corrected: because (was: target_id members; made)"
    )
    assert "r3" not in set(done.relations["relation_id"])  # they consulted each other
    assert pd.isna(cell(done, "dates", "d1", "relation_id"))
    assert "1 relation between them dropped" in line["reason"]


def test_a_merged_speaker_is_no_relay_of_himself(story):
    done, _ = one(story, merge={"actors": ["Ana Ruiz"], "into": "Herald"})
    check(done)
    assert done.relays.empty
    assert cell(done, "statements", "s3", "hops") == 0
    assert pd.isna(cell(done, "statements", "s3", "addressee_id"))


def test_names_of_merged_and_renamed_actors_still_point(story):
    done = story.correct(
        [
            {"merge": {"actors": ["Council members"], "into": "City Council"}, "note": WHY},
            {"actor": "Council members", "set": {"name": "the city"}, "note": WHY},
            {"actor": "City Council", "set": {"country": "XXC"}, "note": WHY},
        ]
    )
    assert done.corrections["status"].tolist() == ["applied"] * 3
    assert cell(done, "actors", "council", "name") == "the city"
    assert cell(done, "actors", "council", "country") == "XXC"


def test_splitting_takes_along_what_rests_on_the_mentions(story):
    done, line = one(
        story,
        split={"actor": "Ana Ruiz", "mentions": ["Paul Ruiz", "he told the Herald"],
               "name": "Paul Ruiz", "role": "docker"},
    )  # fmt: skip
    check(done)
    assert line["reason"] == "2 mentions moved from Ana Ruiz to Paul Ruiz"
    assert done.statements["speaker_id"].tolist()[1:] == ["paul-ruiz"] * 2
    assert cell(done, "relations", "r1", "source_id") == "paul-ruiz"
    assert cell(done, "relations", "r3", "claimed_by") == "paul-ruiz"
    new = done.actors.set_index("actor_id").loc["paul-ruiz"]
    assert (new["kind"], new["role"], new["n_mentions"]) == ("person", "docker", 2)
    assert pd.isna(new["country"])  # what was told of the other is not told of him
    assert new["rule"] == "added: because (split from Ana Ruiz)"
    assert done.actors["start"].is_monotonic_increasing


def test_a_new_speaker_claims_what_the_statement_says(story):
    done, _ = one(story, statement="the council lied", set={"speaker": "Herald"})
    check(done)
    assert cell(done, "relations", "r3", "claimed_by") == "herald"
    assert cell(done, "relations", "r1", "claimed_by") == "ruiz"  # stands elsewhere
    assert cell(done, "actors", "herald", "n_statements") == 1
    assert "herald" in set(done.sources["actor_id"])


def test_a_speaker_can_be_taken_away_and_given(story):
    done, _ = one(story, statement="the council lied", set={"speaker": ""})
    assert cell(done, "statements", "s2", "status") == "unattributed"
    done, _ = one(done, statement="the council lied", set={"speaker": "Ana Ruiz"})
    assert cell(done, "statements", "s2", "status") == "attributed"
    assert done.corrections["entry"].tolist() == [1, 2]
    assert pd.isna(cell(story, "relations", "r2", "claimed_by"))


@pytest.mark.parametrize(
    ("point", "gone"),
    [
        ({"table": "statements", "text": "the council lied"}, "s2"),
        ({"table": "relations", "text": "threatened a fine"}, "r2"),
        ({"table": "relations", "text": "Council members", "event": "CONSULT"}, "r3"),
        ({"table": "dates", "text": "Tuesday"}, "d1"),
        ({"table": "actors", "name": "Ana Ruiz"}, "ruiz"),
        ({"table": "mentions", "text": "Ruiz", "near": "Ruiz said"}, "m46_50"),
        ({"table": "sentences", "text": "The City Council threatened a fine."}, None),
        ({"table": "sections", "text": "the harbour closed"}, "x0"),
        ({"table": "spans", "text": "replied", "role": "cue"}, "s2"),
        ({"table": "relays", "text": "the paper", "actor": "Herald"}, "s3"),
    ],
)
def test_rows_of_every_table_can_be_dropped(story, point, gone):
    done, line = one(story, drop=point)
    assert (line["status"], line["reason"]) == ("applied", f"dropped from {point['table']}")
    check(done)
    table = point["table"]
    assert len(done.table(table)) < len(story.table(table))
    assert gone is None or gone in line["row_ids"].split()


def test_what_stood_in_a_dropped_statement_is_the_papers_own_word(story):
    done, _ = one(story, drop={"table": "statements", "text": "the council lied"})
    row = done.relations.set_index("relation_id").loc["r3"]
    assert pd.isna(row["statement_id"])
    assert pd.isna(row["claimed_by"])
    assert row["status"] == "asserted"


def test_sources_and_revisions_are_dropped_from_what_is_worked_out_anew():
    story = made_story()
    entries = [
        {"drop": {"table": "sources", "name": "Ana Ruiz"}, "note": WHY},
        {"actor": "Ana Ruiz", "set": {"role": "mayor"}, "note": WHY},
    ]
    done = story.correct(entries)
    assert done.corrections["status"].tolist() == ["applied", "applied"]
    assert set(done.sources["actor_id"]) >= {"memo", "south"}
    assert "mayor" not in set(done.sources["actor_id"])
    only, _ = one(
        story, drop={"table": "revisions", "text": "will close the ferry", "status": "unchanged"}
    )
    assert only.revisions["revision_id"].tolist() == ["v1"]
    assert only.statements.equals(story.statements)


def test_added_rows_stand_where_their_words_do(story):
    words = "Council members will meet the dockers"
    done, line = one(
        story,
        add={"table": "relations", "source": "City Council", "event": "CONSULT", "text": words},
    )
    check(done)
    row = done.relations.iloc[-1]
    assert row["text"] == words
    assert (row["quad"], row["sign"], row["status"]) == ("verbal cooperation", 1, "asserted")
    assert row["rule"] == "added: because"
    assert line["row_ids"] == row["relation_id"] == f"r{row['start']}_{row['end']}"


def test_an_added_relation_inside_a_statement_is_its_speakers_claim(story):
    done, _ = one(
        story,
        add={"table": "relations", "target": "City Council", "event": "ACCUSE", "text": "lied"},
    )
    row = done.relations.set_index("text").loc["lied"]
    assert (row["statement_id"], row["claimed_by"], row["status"]) == ("s2", "ruiz", "reported")


def test_an_added_statement_has_its_spans(story):
    done, _ = one(
        story,
        add={
            "table": "statements",
            "speaker": "Ana Ruiz",
            "cue": "wants",
            "text": "the harbour closed",
        },
    )
    check(done)
    first = done.statements.iloc[0]
    assert (first["content"], first["speaker_id"], first["form"]) == (
        "the harbour closed",
        "ruiz",
        "indirect",
    )
    assert done.spans.iloc[:2][["role", "text"]].to_numpy().tolist() == [
        ["content", "the harbour closed"],
        ["cue", "wants"],
    ]


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2024", ("2024-01-01", "2024-12-31", "year")),
        ("2024-02", ("2024-02-01", "2024-02-29", "month")),
        ("2024-05-07", ("2024-05-07", "2024-05-07", "day")),
        ("2024-W19", (None, None, "none")),
        ("2024-13", (None, None, "none")),
    ],
)
def test_days_follow_from_a_date(story, value, days):
    done, _ = one(story, date="Tuesday", set={"value": value})
    row = done.dates.iloc[0]
    told = tuple(None if pd.isna(row[c]) else str(row[c].date()) for c in ("first", "last"))
    assert (*told, row["precision"]) == days
    assert row["status"] == "resolved"


@pytest.mark.parametrize(
    ("entry", "status", "reason"),
    [
        ({"actor": "Ann Ruiz", "set": {"role": "x"}}, "stale", "nearest name is 'Ana Ruiz'"),
        ({"statement": "the council cheated", "set": {"speaker": "Herald"}}, "stale", "no row"),
        ({"statement": "the council lied", "set": {"speaker": "Ana Ruiz"}}, "stale", "already"),
        ({"merge": {"actors": ["Herald"], "into": "the paper"}}, "stale", "one actor already"),
        ({"add": {"table": "dates", "text": "in June"}}, "stale", "the article has no words"),
        ({"add": {"table": "mentions", "actor": "Herald", "text": "the paper"}}, "stale", "already"),
        ({"add": {"table": "actors", "name": "Herald", "kind": "media"}}, "stale", "already"),
        ({"split": {"actor": "Ana Ruiz", "mentions": ["Bob"], "name": "Bob"}}, "stale", "no words"),
        ({"split": {"actor": "Ana Ruiz", "mentions": ["the Herald"], "name": "B"}}, "stale", "no mention"),
        ({"drop": {"table": "relations", "text": "a fine", "event": "AID"}}, "stale", "no row"),
        ({"drop": {"table": "sources", "name": "City Council"}}, "stale", "no row"),
        ({"add": {"table": "dates", "text": "the dockers"}}, "refused", "2 times"),
        ({"statement": "the", "set": {"speaker": "Herald"}}, "refused", "2 rows of statements"),
        ({"split": {"actor": "Herald", "mentions": ["the paper", "the Herald"], "name": "B"}}, "refused", "all mentions"),
        ({"split": {"actor": "Ana Ruiz", "mentions": ["Ruiz"], "name": "Herald"}}, "refused", "already"),
        ({"add": {"table": "mentions", "actor": "Ana Ruiz", "text": "the paper"}}, "refused", "a mention already"),
        ({"add": {"table": "actors", "name": "Paper", "kind": "media", "text": "the paper"}}, "refused", "split"),
        ({"date": "Tuesday", "set": {"first": "2024-05-07", "last": "2024-05-01"}}, "refused", "before"),
        ({"relation": "a fine", "set": {"target": ""}}, "refused", "neither source nor target"),
        ({"drop": {"table": "spans", "text": "the council lied"}}, "refused", "content of a statement"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_reported_and_changes_nothing(story, entry, status, reason):
    done, line = one(story, **entry)
    assert line["status"] == status, line["reason"]
    assert reason in line["reason"]
    assert line["row_ids"] == ""
    for name in TABLES:
        pd.testing.assert_frame_equal(done.table(name), story.table(name))
    assert done.notes[0] == "first"
    assert f"correction 1 ({line['words']}) is {status}: " in done.notes[1]


def test_two_actors_of_one_name_are_told_apart_by_words_around_them(story):
    both = {
        "split": {"actor": "Ana Ruiz", "mentions": ["Paul Ruiz", "he"], "name": "Ruiz"},
        "note": WHY,
    }
    named = {"actor": "Ana Ruiz", "set": {"name": "Ruiz"}, "note": WHY}
    split = story.correct([both, named])
    done, line = one(split, actor="Ruiz", set={"role": "x"})
    assert line["status"] == "refused"
    done, line = one(split, actor={"name": "Ruiz", "near": "Paul Ruiz, who"}, set={"role": "x"})
    assert line["row_ids"] == "ruiz-2"
    assert cell(done, "actors", "ruiz-2", "role") == "x"


def test_an_entry_is_applied_as_a_whole_or_not_at_all(story):
    entry = {"merge": {"actors": ["Council members", "nobody known"], "into": "City Council"}}
    done, line = one(story, **entry)
    assert line["status"] == "stale"
    assert done.actors.equals(story.actors)


@pytest.mark.parametrize(
    ("yaml", "said"),
    [
        ("a: 1", "corrections are a list"),
        ("- [", "is not YAML"),
        ("- 1", "must hold 'key: value' pairs"),
        ("- note: x", "it names none of"),
        ("- actor: A\n  set: {side: B}", "it has no note"),
        ("- actor: A\n  set: {side: B}\n  note: ", "it has no note"),
        ("- actor: A\n  drop: {table: dates, text: B}\n  note: x", "'actor' and 'drop'"),
        ("- drop: {table: dates, text: A}\n  drop: {table: dates, text: B}\n  note: x", "twice"),
        ("- actor: A\n  note: x", "'set' is missing"),
        ("- actor: A\n  set: {}\n  note: x", "'set' is empty"),
        ("- actor: A\n  set: {colour: red}\n  note: x", "unknown key 'colour'"),
        ("- actor: A\n  set: {kind: hero}\n  note: x", "'hero' is not one of person"),
        ("- actor: A\n  set: {kind: }\n  note: x", "kind cannot be empty"),
        ("- actor: A\n  set: {country: Iraq}\n  note: x", "three letters"),
        ("- actor: A\n  set: {side: [B]}\n  note: x", "side must be one text"),
        ("- actor: ''\n  set: {side: B}\n  note: x", "must be words"),
        ("- actor: {text: A}\n  set: {side: B}\n  note: x", "unknown key 'text'"),
        ("- date: A\n  set: {first: May}\n  note: x", "YYYY-MM-DD"),
        ("- merge: {actors: A, into: B}\n  note: x", "must be a list"),
        ("- merge: {actors: [A]}\n  note: x", "'into' is missing"),
        ("- split: {actor: A, mentions: [B]}\n  note: x", "'name' is missing"),
        ("- drop: {table: people, text: A}\n  note: x", "no table 'people'"),
        ("- add: {table: sources, text: A}\n  note: x", "no table 'sources'"),
        ("- add: {table: relations, text: A, source: B}\n  note: x", "'event' is missing"),
        ("- add: {table: relations, text: A, event: AID}\n  note: x", "needs a source or a target"),
        (
            "- add: {table: relations, text: A, event: HUG, source: B}\n  note: x",
            "'HUG' is not one",
        ),
        ("- add: {table: dates}\n  note: x", "text must be words"),
        ("- &a [*a]\n", "has an alias"),
    ],
)
def test_a_malformed_file_says_where_and_how_to_mend_it(tmp_path, story, yaml, said):
    path = tmp_path / "bad.yaml"
    path.write_text(f"# a comment\n{yaml}\n", encoding="utf-8")
    with pytest.raises(CorrectionError, match=re.escape(said)) as error:
        story.correct(path)
    assert str(path) in str(error.value)
    if not any(word in said for word in ("corrections are a list", "YAML", "alias")):
        assert "entry 1 (line 2)" in str(error.value)


def test_files_that_cannot_be_read(tmp_path, story):
    for path, said in ((tmp_path / "none.yaml", "does not exist"), (tmp_path, "cannot be read")):
        with pytest.raises(CorrectionError, match=said):
            story.correct(path)
    (tmp_path / "x.yaml").write_bytes(b"\0\1\2" * 30)
    with pytest.raises(CorrectionError, match="not a text file"):
        story.correct(tmp_path / "x.yaml")
    with pytest.raises(CorrectionError, match="a file or a list"):
        story.correct(7)
    (tmp_path / "empty.yaml").write_text("# nothing yet\n")
    assert story.correct(tmp_path / "empty.yaml") is story


def test_saving_keeps_the_corrections_and_what_was_computed(story, examples, tmp_path):
    done = story.correct(examples)
    back = sa.load_story(done.save(tmp_path / "kept"))
    pd.testing.assert_frame_equal(back.corrections, done.corrections)
    for name in TABLES:
        pd.testing.assert_frame_equal(back.table(name), done.table(name))
        pd.testing.assert_frame_equal(back.computed.table(name), story.table(name))
    assert (back.notes, back.computed.notes) == (done.notes, story.notes)
    plain = sa.load_story(story.save(tmp_path / "kept"))  # over it
    assert plain.corrections.empty
    assert not (tmp_path / "kept" / "computed").exists()
    assert not list((tmp_path / "kept").glob("corrections.*"))


def test_a_file_beside_the_article_is_used_by_itself(tmp_path, nlp):
    path = tmp_path / "a.story.txt"
    path.write_text("Mayor Ana Ruiz said the bridge is safe.", encoding="utf-8")
    beside = tmp_path / "a.story.corrections.yaml"
    beside.write_text("- actor: Ana Ruiz\n  set: {country: NOR}\n  note: the Norwegian one\n")
    assert sidecar_of(str(path)) == beside
    story = sa.analyze(path, model=nlp)
    assert story.actors["country"].tolist() == ["NOR"]
    assert sa.analyze(path, model=nlp, corrections=False).corrections.empty
    other = [{"actor": "Ana Ruiz", "set": {"country": "SWE"}, "note": WHY}]
    assert sa.analyze(path, model=nlp, corrections=other).actors["country"].tolist() == ["SWE"]
    text = path.read_text()
    assert sa.analyze(sa.Article.from_text(text), model=nlp).corrections.empty


def test_the_command_line_takes_corrections(tmp_path, capsys):
    path = tmp_path / "story.txt"
    path.write_text("Mayor Ana Ruiz said the bridge is safe.", encoding="utf-8")
    mine = tmp_path / "mine.yaml"
    mine.write_text("- actor: Bob\n  set: {role: x}\n  note: y\n", encoding="utf-8")
    assert main(["analyze", str(path), "--corrections", str(mine)]) == 0
    assert "correction 1 (Bob) is stale" in " ".join(capsys.readouterr().out.split())
    mine.write_text("- actor: Bob\n", encoding="utf-8")
    assert main(["analyze", str(path), "--corrections", str(mine)]) == 2
    assert "entry 1 (line 1): it has no note" in capsys.readouterr().err
    (tmp_path / "story.corrections.yaml").write_text("- x", encoding="utf-8")
    assert main(["analyze", str(path)]) == 2
    assert main(["analyze", str(path), "--no-corrections"]) == 0


def test_the_shipped_corrections_are_up_to_date():
    story = sa.analyze(ROOT / "data" / "iraq-letter.txt")
    assert set(story.corrections["status"]) == {"applied"}, story.notes


WORDS = st.sampled_from(
    ["Ana Ruiz", "Paul Ruiz", "Ruiz", "he", "Herald", "City Council", "Council members", "the",
     "the council lied", "Tuesday", "the paper", "threatened a fine", "the dockers", "nobody", TEXT]
)  # fmt: skip
NAMES = WORDS | st.just("")


def settings_of(table):
    known = {c.name: c for c in TABLES[table].columns}
    fields = {}
    for name, column in FIELDS[table].items():
        words = known[column].words
        value = st.sampled_from(words) if words else NAMES
        if name in ("country", "first", "last"):
            value = st.just("XXA" if name == "country" else "2024-05-01")
        elif not known[column].null and not words:
            value = WORDS
        fields[name] = value
    return fields


@st.composite
def entries(draw):
    kind = draw(st.sampled_from(["merge", "split", "set", "drop", "add"]))
    if kind == "merge":
        body = {"actors": draw(st.lists(WORDS, min_size=1, max_size=3)), "into": draw(WORDS)}
    elif kind == "split":
        mentions = draw(st.lists(WORDS, min_size=1, max_size=2))
        body = {"actor": draw(WORDS), "mentions": mentions, "name": draw(WORDS)}
    elif kind == "drop":
        table = draw(st.sampled_from(sorted(NARROW)))
        body = {"table": table, "name" if table in ("actors", "sources") else "text": draw(WORDS)}
    else:
        table = draw(st.sampled_from(sorted(FIELDS)))
        fields = settings_of(table)
        if kind == "set":
            chosen = draw(st.sampled_from(sorted(fields)))
            values = {chosen: draw(fields[chosen])}
            return {table.removesuffix("s"): draw(WORDS), "set": values, "note": WHY}
        needed = {
            "actors": ["name", "kind"],
            "mentions": ["actor"],
            "relations": ["event", "source"],
        }
        body = {"table": table, "text": draw(WORDS)}
        body |= {name: draw(fields[name]) or "Herald" for name in needed.get(table, [])}
    return {kind: body, "note": WHY}


@settings(deadline=None, max_examples=40)
@given(st.lists(entries(), min_size=1, max_size=6))
def test_any_corrections_leave_tables_that_hold(given_entries):
    story = Story(sa.Article.from_text(TEXT), frames_of(rows()))
    done = story.correct(given_entries)
    check(done)
    assert len(done.corrections) == len(given_entries)
    again = story.correct(given_entries)
    for name in TABLES:
        pd.testing.assert_frame_equal(done.table(name), again.table(name))
        pd.testing.assert_frame_equal(done.computed.table(name), story.table(name))


def test_lists_and_files_say_the_same(examples):
    import yaml

    plain = yaml.safe_load(EXAMPLES)  # days come as dates
    assert read_corrections(plain) == read_corrections(examples)


def test_names_match_but_for_trifles():
    assert same_name("the  Council’s", "Council")
    assert not same_name("Council", "City Council")


def test_words_match_but_for_marks_and_blanks():
    for words in ('"Nobody asked us,"', "Nobody  asked\nus", "“Nobody asked us,” he"):
        assert len(places(TEXT, words)) == 1
    assert places(TEXT, "obody asked") == []
    assert places("so … no", "so ... no") == [(0, 7)]
    assert places("a.b (c)", "a.b (c)") == [(0, 7)]
    assert places("aXb", "a.b") == []


def test_a_date_is_told_apart_by_its_days(story):
    done, _ = one(story, date="Tuesday", set={"value": "2024-05-07"})
    done, line = one(done, drop={"table": "dates", "text": "Tuesday", "first": "2024-05-07"})
    assert line["status"] == "applied"
    assert done.dates.empty
