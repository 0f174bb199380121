"""Whole stories: invariants on texts of every ugliness."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import storyanalysis as sa
from storyanalysis.tables import TABLES

WORDS = st.sampled_from(
    [
        "said", "says", "told", "according to", "The", "the", "mayor", "Mayor", "Ana Ruiz", "Ruiz", "Iraq",
        "Iraqi", "parliament", "U.S.", "troops", "attacked", "accused", "of lying", "a letter", "who", "he",
        "she", "it", "they", "Monday", "in 2019", "March", "3 p.m.", "last week", "denied", "that", "will",
        "not", "leave", "“", "”", '"', "‘", "’", "''", ",", ".", "?", ":", "—", "...", "\n", "\n\n", "UPDATE:",
        "Update, 3 p.m.:", "Correction:", "Original story follows.", "By Ana Ruiz", "Read more", "©", "$5",
        "😀", "é", "\u00a0", "\u2028", "<b>", "&", "12:30", "99/99/9999", "CNN's Jake Tapper", "I", "we", "\t",
    ]
)  # fmt: skip
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join).filter(str.strip)
UGLY = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def check(story):
    """What holds for every story."""
    text = story.article.text
    for name, table in TABLES.items():
        frame = table.check(story.table(name))
        if {"start", "end", "text"} <= set(frame.columns):
            assert [text[a:b] for a, b in zip(frame["start"], frame["end"], strict=True)] == frame[
                "text"
            ].tolist(), name
    actors = set(story.actors["actor_id"])
    for frame, columns in (
        (story.statements, ["speaker_id", "addressee_id"]),
        (story.relations, ["source_id", "target_id", "claimed_by"]),
        (story.mentions, ["actor_id"]),
        (story.relays, ["actor_id"]),
        (story.sources, ["actor_id"]),
    ):
        for column in columns:
            assert set(frame[column].dropna()) <= actors, column
    statements = set(story.statements["statement_id"])
    for frame in (story.spans, story.relays):
        assert set(frame["statement_id"]) <= statements
    for frame in (story.relations, story.dates):
        assert set(frame["statement_id"].dropna()) <= statements
    assert set(story.statements["sentence_id"]) <= set(story.sentences["sentence_id"])
    assert set(story.sentences["section_id"]) <= set(story.sections["section_id"])
    counted = story.statements["speaker_id"].value_counts()
    for row in story.actors.itertuples():
        assert row.n_statements == counted.get(row.actor_id, 0)


@given(TEXTS)
@UGLY
@example("“" * 60)
@example("UPDATE:")
@example("a\u2028b")
def test_any_text_gives_valid_tables(text):
    check(sa.analyze(sa.Article.from_text(text, published="2024-05-08")))


@given(TEXTS)
@settings(UGLY, max_examples=15)
def test_twice_gives_the_same(text):
    article = sa.Article.from_text(text)
    first, second = sa.analyze(article), sa.analyze(article)
    for name in TABLES:
        pd.testing.assert_frame_equal(first.table(name), second.table(name))


@pytest.mark.parametrize(
    "text",
    [
        "“No one” " * 1000,
        "“ " * 1000,
        "He said " * 700 + ".",
        "The mill " + "and the mill " * 200 + "closed, Ana Ruiz said.",
        "THE MAYOR SAID ON MONDAY THAT THE BRIDGE IS SAFE, ANA RUIZ SAID.",
        "- Ana Ruiz said no\n- Paul Osei said yes\n- Nobody said why\n",
        "RUIZ: The bridge is safe.\nOSEI: It is not.\nRUIZ: It is.\n",
        "12.\n34.\n56.\n",
    ],
    ids=["quotes", "unbalanced", "run-on", "long", "capitals", "list", "transcript", "numbers"],
)
@pytest.mark.filterwarnings("ignore::storyanalysis.errors.LanguageWarning")
def test_hard_texts_are_read(text):
    check(sa.analyze(sa.Article.from_text(text, published="2024-05-08")))


def test_a_story_cannot_be_changed():
    story = sa.analyze(sa.Article.from_text("Mayor Ana Ruiz said it was safe."))
    actors = story.actors
    actors.loc[:, "name"] = "changed"
    assert "changed" not in set(story.actors["name"])
    with pytest.raises(AttributeError):
        story.article = None
    with pytest.raises(TypeError):
        story.frames["actors"] = None


def test_a_model_and_a_path_can_be_given(nlp, tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("Mayor Ana Ruiz said it was safe.")
    assert sa.analyze(path, model=nlp).actors["name"].tolist() == ["Ana Ruiz"]
