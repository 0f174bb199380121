"""Sentences with counts; article words never become Markdown, HTML or maths."""

from __future__ import annotations

import io
import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from storyanalysis.show import narrate
from storyanalysis.show.narrate import escape_markdown
from storyanalysis.show.summary import print_summary, summary_frames
from storyanalysis.show.words import clip, count, first_few, listed, wrap
from storyanalysis.story import Story
from storyanalysis.tables import ACTORS
from tests.made_story import HOSTILE, PLAIN, actor, empty_story, made_story

TELLERS = [getattr(narrate, name) for name in narrate.__all__ if name.startswith("tell_")]


def test_numbers_are_those_of_the_tables():
    story = made_story()
    told = {teller.__name__: teller(story) for teller in TELLERS}
    assert told["tell_voices"] == (
        "The story holds **5 statements** (2 direct quotations, 1 partly quoted and "
        "2 in the reporter's words) by **3 speakers**. "
        "Most heard: Ana Ruiz (2), a leaked memo (1) and Southmark (1). "
        "4 are attributed, 1 unattributed."
    )
    assert told["tell_dates"] == (
        "**2 time expressions**, 1 of them with a day, from 2024-05-19 to 2024-05-19. "
        "Without a day: “3 p.m.”."
    )
    assert told["tell_relations"].startswith(
        "**5 relations**: 2 cooperation, 2 conflict and 1 said not to be."
    )
    assert "1 relation without a named source or target." in told["tell_relations"]
    assert told["tell_relations"].endswith("2 of 5 are what somebody in the story claims.")
    assert told["tell_chains"].startswith("**1 of 5 statements** came through")
    assert (
        "- “will close the ferry on Sunday” is **retracted** by “stays open”"
        in (told["tell_revisions"])
    )
    assert told["tell_sources"].startswith("**1 source**: none independent")


@pytest.mark.parametrize("teller", TELLERS)
def test_an_empty_story_gets_a_sentence(teller):
    assert re.fullmatch(r"(No|This story) .*\.", teller(empty_story()))


@pytest.mark.parametrize("teller", TELLERS)
def test_hostile_words_stay_words(teller):
    told = teller(made_story(HOSTILE))
    ours = re.sub(r'</?span( class="[\w ]+")?>', "", told)
    assert "<" not in ours
    assert "$" not in ours
    assert not re.search(r"(?<!\\)[\[\]`]", ours)


def test_where_all_are_attributed_it_says_so():
    story = made_story()
    named = story.statements.dropna(subset=["speaker_id"])
    told = narrate.tell_voices(Story(story.article, {**story.frames, "statements": named}))
    assert told.endswith(" All of them are attributed.")


def many_actors(n):
    story = made_story()
    rows = [actor(f"a{k}", name=f"Speaker {k} of the Chamber of Commerce", n_mentions=k)
            for k in range(n)]  # fmt: skip
    return Story(story.article, {**story.frames, "actors": ACTORS.frame(rows)})


def on_terminal(story, width):
    console = Console(width=width, file=io.StringIO(), color_system=None)
    print_summary(story, console)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120, 160])
@pytest.mark.parametrize("names", [PLAIN, HOSTILE], ids=["plain", "hostile"])
def test_the_summary_fits_the_terminal(width, names):
    lines = on_terminal(made_story(names), width).splitlines()
    assert all(cell_len(line) <= width for line in lines)
    heads = [line.split(" (")[0] for line in lines if line.startswith(("Who", "When", "What"))]
    assert heads == list(summary_frames(made_story()))


def test_no_word_of_a_head_is_folded_in_80_columns():
    told = on_terminal(made_story(), 80)
    for frame in summary_frames(made_story()).values():
        for name in set(frame) - {"words"}:
            assert f"{name}" in told
    assert re.search(r"Ana Ruiz → Radio Vale +The notice was a mistake,", told)
    assert re.search(r"Southmark +request +Northland +not so, says Southmark", told)


def test_article_words_do_not_steer_the_terminal():
    told = on_terminal(made_story(PLAIN | {"south": "\x1b[31mSouth\u202e\x07mark[bold]"}), 80)
    assert "[31mSouthmark[bold]" in told
    assert all(letter.isprintable() for letter in told.replace("\n", ""))


def test_a_long_table_is_cut_and_says_so():
    told = on_terminal(many_actors(30), 80)
    assert "Who appears (30)" in told
    assert told.count("of the Chamber") == 12
    assert "... and 18 more (in the files" in told
    assert "Speaker 29" in told  # most often mentioned
    assert "Speaker 17 " not in told


def test_an_empty_story_has_a_summary():
    assert "Who appears: none found" in on_terminal(empty_story(), 80)


def test_it_is_a_string_that_notebooks_format():
    told = narrate.tell_voices(made_story())
    assert isinstance(told, str)
    assert told._repr_markdown_() == str(told)


@given(st.text(max_size=60))
def test_escaping_keeps_the_words(text):
    escaped = escape_markdown(text)
    shown = re.sub(r"</?span[^>]*>", "", escaped)
    shown = unescape(re.sub(r"\\([\\`*_\[\]{}|~^#!@.:\-+=])", r"\1", shown))
    assert shown == unescape(" ".join(text.split())) or shown == " ".join(text.split())
    assert "$" not in escaped


def test_small_words():
    assert count(2, "country", "countries") == "2 countries"
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert first_few(["a", "b"], 2) == "a and b"
    assert clip("a\n b", 5) == "a b"
    assert len(clip("x" * 50, 10)) == 10
    assert wrap("one two three four", 8, 2) == "one two\nthree …"
    assert wrap("", 8, 2) == ""
