"""The annotated article: every mark has a second sign, also where no style sheet is allowed."""

from __future__ import annotations

import re

import bs4
import pytest

from storyanalysis.show.css import STYLE, inline
from storyanalysis.show.marks import Mark, marked
from storyanalysis.show.reader import read
from storyanalysis.show.story_marks import story_marks
from storyanalysis.show.words import FORM_WORDS
from tests.made_story import HOSTILE, PLAIN, empty_story, made_story

KINDS = (
    *(f"sa-content sa-{form}" for form in FORM_WORDS),
    "sa-cue",
    "sa-source",
    "sa-actor",
    "sa-date",
)
# what a colour-blind reader, or a printer, is left with
SIGN = re.compile(r"border[^;]*(solid|dashed|dotted|double)|font-style:italic|font-weight:600")


def soup(shown):
    return bs4.BeautifulSoup(shown.html, "html.parser")


def test_every_kind_of_mark_has_a_sign_of_its_own_besides_its_colour():
    signs = [SIGN.search(inline(kind)).group() for kind in KINDS]
    assert len(set(signs)) == len(KINDS)


@pytest.mark.parametrize("names", [PLAIN, HOSTILE], ids=["plain", "hostile"])
def test_marks_are_seen_without_the_style_sheet(names):
    page = soup(read(made_story(names)))
    page.style.decompose()
    marks = page.select(".sa-text .sa-m")
    assert marks
    for mark in marks:
        assert mark["style"], mark
        assert mark["title"]
        assert "color:" not in mark["style"].replace("background-color:", ""), "theme's own ink"


def test_what_the_tab_key_reaches_has_a_name_that_is_read_out():
    stops = soup(read(made_story())).select("[tabindex]")
    assert len(stops) > 5
    assert all(stop["role"] == "group" and stop["aria-label"] == stop["title"] for stop in stops)
    assert "tabindex]:focus::after" in STYLE


def test_the_lists_tell_everything_that_pointing_tells():
    story = made_story()
    page = soup(read(story))
    lists = page.select_one(".sa-legend").get_text(" ")
    for mark in page.select(".sa-m[title]"):
        told = mark["title"].split(": ", 1)[1]
        assert told in lists, mark["title"]
    assert [s.get_text() for s in page.select("summary")] == ["5 statements", "6 actors", "2 dates"]


def test_the_numbers_in_the_text_are_those_of_the_lists():
    page = soup(read(made_story()))
    statements, actors, _ = page.select(".sa-legend details")
    for mark in page.select(".sa-content:not(.sa-more)"):
        if number := mark.find("sup", recursive=False):
            entry = statements.select("li")[int(number.get_text()) - 1].get_text()
            assert mark["title"].partition(": ")[2] in entry
    for mark in page.select(".sa-actor"):
        if number := mark.find("sup", recursive=False):
            entry = actors.select("li")[int(number.get_text()) - 1].get_text()
            assert mark["title"].partition(": ")[2] == entry


def test_the_speaker_is_marked_apart_from_others_who_are_named():
    page = soup(read(made_story()))
    assert [mark.get_text() for mark in page.select(".sa-text .sa-source")] == ["Ana Ruiz"]
    assert page.select_one(".sa-source")["title"].startswith("Speaker of statement 1: Ana Ruiz")


def test_signs_stand_at_the_two_ends_of_a_mark_that_was_cut():
    cut = marked("abcdef", 0, 6, [Mark(0, 4, "a", before="1", after="x"), Mark(2, 6, "b")])
    text = re.sub(r"</?span[^>]*>", "", cut)
    assert text == '<sup class="sa-n">1</sup>abcd<sup class="sa-n">x</sup>ef'


def test_blank_lines_between_sections_stay_in_the_text():
    page = soup(read(made_story()))
    gaps = page.select(".sa-between")
    assert gaps
    assert all(not gap.get_text().strip() for gap in gaps)


def test_every_mark_knows_its_row():
    story = made_story()
    keys = {mark.key for mark in story_marks(story, list(story.chains().itertuples()))}
    known = {*story.statements["statement_id"], *story.mentions["mention_id"],
             *story.dates["date_id"]}  # fmt: skip
    assert keys
    assert keys <= known


def test_nothing_found_gives_no_lists():
    assert not soup(read(empty_story())).select("details")
