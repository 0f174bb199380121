"""What holds for every story, whatever its text."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from storyanalysis.story import Story
from storyanalysis.tables import TABLES

# table -> column -> (table, key) of the row that it names
REFERENCES = {
    "sentences": {"section_id": "sections"},
    "mentions": {"actor_id": "actors", "sentence_id": "sentences"},
    "statements": {
        "speaker_id": "actors",
        "addressee_id": "actors",
        "section_id": "sections",
        "sentence_id": "sentences",
        "inside_id": "statements",
    },
    "spans": {"statement_id": "statements"},
    "relays": {"statement_id": "statements", "actor_id": "actors"},
    "dates": {
        "sentence_id": "sentences",
        "relation_id": "relations",
        "statement_id": "statements",
    },
    "relations": {
        "source_id": "actors",
        "target_id": "actors",
        "claimed_by": "actors",
        "statement_id": "statements",
        "date_id": "dates",
        "sentence_id": "sentences",
    },
    "sources": {"actor_id": "actors"},
}
PLACES = {
    "claim": ("claim_start", "claim_end"),
    "by": ("by_start", "by_end"),
    "text": ("start", "end"),
}


def check(story: Story) -> None:
    """Raise if a table of the story breaks what is promised of it."""
    for name, table in TABLES.items():
        table.check(story.table(name))  # columns, types, nulls, words, keys
        _check_places(story, name)
    for name, columns in REFERENCES.items():
        frame = story.table(name)
        for column, other in columns.items():
            known = set(story.table(other)[str(TABLES[other].key)])
            assert set(frame[column].dropna()) <= known, f"{name}.{column} names no row of {other}"
    _check_page(story)
    _check_counts(story)


def _check_places(story: Story, name: str) -> None:
    """Offsets slice: the words of a row stand where it says."""
    text, frame = story.article.text, story.table(name)
    for words, (first, last) in PLACES.items():
        if {words, first, last} <= set(frame.columns):
            for row in frame[[words, first, last]].dropna().itertuples(index=False):
                assert 0 <= row[1] <= row[2] <= len(text), f"{name}: {first} out of the text"
                assert text[row[1] : row[2]] == row[0], f"{name}: {words} is not at {first}"


def _check_page(story: Story) -> None:
    """Sections and sentences lie one behind the other; sections leave out blanks only."""
    for frame in (story.sections, story.sentences):
        places = list(zip(frame["start"], frame["end"], strict=True))
        assert all(a < b for a, b in places)
        assert all(before[1] <= after[0] for before, after in pairwise(places))
    left, done = "", 0
    for row in story.sections.itertuples():
        left, done = left + story.article.text[done : row.start], row.end
    assert not (left + story.article.text[done:]).strip(), "words outside of every section"


def _check_counts(story: Story) -> None:
    spoken = story.statements["speaker_id"].value_counts()
    mentioned = story.mentions["actor_id"].value_counts()
    for row in story.actors.itertuples():
        assert row.n_statements == spoken.get(row.actor_id, 0), f"{row.actor_id}: n_statements"
        assert row.n_mentions == mentioned.get(row.actor_id, 0), f"{row.actor_id}: n_mentions"
    contents = story.spans[story.spans["role"] == "content"]
    assert set(contents["statement_id"]) == set(story.statements["statement_id"])


def check_same(one: Story, other: Story) -> None:
    """Raise if two stories of one article differ in anything."""
    assert one.notes == other.notes
    for name in TABLES:
        pd.testing.assert_frame_equal(one.table(name), other.table(name))


def check_uses(story: Story) -> None:
    """Raise if something that is made of the tables fails on them."""
    from storyanalysis.keep.export import WRITERS
    from storyanalysis.show.report import report_page

    story.chains()
    for by in (None, "side", "country"):
        story.graph(by=by)
    for write in WRITERS.values():
        write(story)
    story.read()
    story.evidence(story.statements)
    story._repr_html_()
    report_page(story)
