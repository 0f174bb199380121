"""Counts: every statement is counted once, also where nobody speaks."""

from __future__ import annotations

import pandas as pd
import pytest

from storyanalysis.inquire.measures import (
    attribution_summary,
    count_words,
    coverage,
    forms_by_speaker,
    share_of_voice,
)
from tests.made_story import empty_story, made_story


def test_share_of_voice_keeps_those_whom_nobody_names():
    story = made_story()
    voices = share_of_voice(story.statements, story.actors)
    assert voices["speaker"].fillna("-").tolist() == ["Ana Ruiz", "a leaked memo", "Southmark", "-"]
    assert voices["n_statements"].sum() == len(story.statements)
    assert voices["share"].sum() == pytest.approx(1)
    assert voices["n_words"].tolist()[-1] == 3


def test_forms_add_up_for_everyone():
    story = made_story()
    forms = forms_by_speaker(story.statements, story.actors)
    assert (
        forms[["direct", "mixed", "indirect"]].sum(axis="columns") == forms["n_statements"]
    ).all()
    nobody = forms[forms["speaker_id"].isna()].iloc[0]
    assert nobody["direct"] == 1


def test_attribution_summary_names_every_status():
    story = made_story()
    summary = attribution_summary(story.statements).set_index("status")["n_statements"]
    assert summary.to_dict() == {
        "attributed": 4,
        "anonymous": 0,
        "unattributed": 1,
        "unclosed": 0,
    }


def test_coverage_counts_a_character_once():
    story = made_story()
    found = coverage(story.sections, story.statements, story.spans).set_index("section_id")
    assert found.loc["x0", ["n_statements", "share_said"]].tolist() == [0, 0]
    update = story.sections.set_index("section_id").loc["x1"]
    direct = len("The notice was a mistake,")
    assert found.loc["x1", "share_direct"] == pytest.approx(direct / (update.end - update.start))
    doubled = pd.concat([story.spans, story.spans], ignore_index=True)
    assert coverage(story.sections, story.statements, doubled).equals(found.reset_index())


def test_empty_tables_give_empty_answers():
    story = empty_story()
    assert share_of_voice(story.statements, story.actors).empty
    assert forms_by_speaker(story.statements, story.actors).empty
    assert attribution_summary(story.statements)["n_statements"].sum() == 0
    assert coverage(story.sections, story.statements, story.spans).empty


def test_the_join_between_two_parts_is_no_word():
    assert count_words("one two … three") == 3
