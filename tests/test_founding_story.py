"""The founding article, read as a careful reader would."""

import datetime as dt
from pathlib import Path

import pytest

import storyanalysis as sa

FILE = Path(__file__).parents[1] / "data" / "iraq-letter.txt"


@pytest.fixture(scope="module")
def story():
    return sa.analyze(FILE, corrections=False)  # what is computed, not what was put right


def statement(story, words):
    rows = story.statements[story.statements["content"].str.contains(words, regex=False)]
    assert len(rows) == 1, rows["content"].tolist()
    return rows.iloc[0]


def relay_names(story, statement_id):
    names = story.actors.set_index("actor_id")["name"]
    rows = story.relays[story.relays["statement_id"] == statement_id].sort_values("hop")
    return rows["actor_id"].map(names).tolist()


def name_of(story, actor_id):
    return story.actors.set_index("actor_id")["name"][actor_id]


def test_metadata_come_from_the_sidecar(story):
    assert story.article.published == dt.date(2020, 1, 6)
    assert story.article.outlet == "U.S. & Global News"


def test_the_update_stands_above_the_original(story):
    assert story.sections["kind"].tolist()[:4] == ["headline", "deck", "update", "original"]


def test_milleys_quotation_came_by_jake_tapper(story):
    row = statement(story, "it was a mistake, it was unsigned")
    assert name_of(story, row["speaker_id"]) == "Mark A. Milley"
    assert relay_names(story, row["statement_id"]) == ["Jake Tapper"]
    assert row["form"] == "direct"


def test_the_coalitions_words_came_by_haaretz(story):
    row = statement(story, "it will pull out of the country")
    assert "coalition" in name_of(story, row["speaker_id"])
    assert relay_names(story, row["statement_id"]) == ["Haaretz"]


def test_both_parts_of_the_letters_quotation_are_one_statement(story):
    row = statement(story, "CJTF-OIR will be repositioning forces")
    spans = story.spans[
        (story.spans["statement_id"] == row["statement_id"]) & (story.spans["role"] == "content")
    ]
    assert len(spans) == 2
    assert "respect your sovereign decision" in spans["text"].iloc[1]
    assert story.actors.set_index("actor_id")["kind"][row["speaker_id"]] == "document"


def test_he_said_is_trump(story):
    row = statement(story, "we will charge them sanctions")
    assert name_of(story, row["speaker_id"]) == "Donald Trump"


def test_the_general_in_the_headline_is_milley(story):
    headline = story.sections.iloc[0]
    rows = story.statements[story.statements["section_id"] == headline["section_id"]]
    assert [name_of(story, actor) for actor in rows["speaker_id"]] == ["Mark A. Milley"]


def test_sundays_are_the_day_before(story):
    sundays = story.dates[story.dates["text"] == "Sunday"]
    assert sundays["value"].tolist() == ["2020-01-05"] * 2


def test_without_a_publication_date_sundays_have_no_value():
    article = sa.Article.from_text(FILE.read_text(encoding="utf-8"))
    story = sa.analyze(article)
    sundays = story.dates[story.dates["text"] == "Sunday"]
    assert len(sundays) == 2
    assert sundays["value"].isna().all()
    assert "no publication date" in story.notes[0]


def edges(story):
    names = story.actors.set_index("actor_id")["name"]
    frame = story.relations.dropna(subset=["source_id", "target_id"])
    return set(
        zip(
            frame["source_id"].map(names),
            frame["event"],
            frame["target_id"].map(names),
            strict=True,
        )
    )


def test_parliament_against_the_united_states(story):
    assert {
        event
        for source, event, target in edges(story)
        if source == "Iraqi parliament" and target in ("United States", "American armed forces")
    } & {"REQUEST", "REJECT", "COERCE"}


def test_the_coalition_pulls_out_of_iraq(story):
    assert any(
        "coalition" in source and event == "RETREAT" and target == "Iraq"
        for source, event, target in edges(story)
    )


def test_trump_threatens_iraq(story):
    assert ("Donald Trump", "THREATEN", "Iraq") in edges(story)


def test_the_update_contradicts_the_letter(story):
    revised = story.revisions
    claims = revised["claim"][revised["status"].isin(["contradicted", "retracted"])]
    assert claims.str.contains("pull out of the country").any()
    assert claims.str.contains("repositioning forces").any()
    assert revised["by"].str.contains("mistake").any()


def test_sides_of_the_founding_conflict(story):
    nodes = set(story.graph(by="side").nodes)
    assert {"United States", "Iraq", "Iran", "coalition"} <= nodes


def test_a_country_that_backs_somebody_is_an_actor(story):
    assert {"United States", "Iraq", "Iran"} <= set(story.actors["name"])
