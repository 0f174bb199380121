"""The live view as Python sees it: what is drawn, what a choice stands for, what comes back."""

from __future__ import annotations

import builtins
import json
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyanalysis.errors import StoryError
from storyanalysis.show.live import explore
from storyanalysis.show.live.links import NOBODY, Choice, Linked, linked_rows
from storyanalysis.show.live.page import page_of, pieces
from storyanalysis.show.live.widget import CHOICES, HERE, KEYS
from storyanalysis.show.marks import Mark
from tests.made_story import HOSTILE, PLAIN, empty_story, made_story
from tests.test_evidence import marks_in_text

both = pytest.mark.parametrize("names", [PLAIN, HOSTILE], ids=["plain", "hostile"])


@pytest.fixture
def live():
    return made_story().explore()


def keys(live):
    """Keys of the chosen rows, table by table; only of tables with any."""
    found = {name: table[KEYS[name]].tolist() for name, table in live.selection().items()}
    return {name: rows for name, rows in found.items() if rows}


@both
def test_the_page_is_the_article_word_for_word_and_plain_data(names):
    story = made_story(names)
    page = page_of(story)
    assert "".join(words for part in page["parts"] for words, _ in part["pieces"]) == (
        story.article.text
    )
    assert json.loads(json.dumps(page)) == json.loads(json.dumps(page_of(made_story(names))))
    assert page["days"] == ["2024-05-19", "2024-05-19"]


@both
def test_every_mark_covers_the_words_of_its_row(names):
    story = made_story(names)
    page = page_of(story)
    drawn = [piece for part in page["parts"] for piece in part["pieces"]]
    words = {
        n: "".join(text for text, around in drawn if n in around) for n in range(len(page["marks"]))
    }
    told = {row.relation_id: row.text for row in story.relations.itertuples()}
    told |= {row.mention_id: row.text for row in story.mentions.itertuples()}
    told |= {row.date_id: row.text for row in story.dates.itertuples()}
    checked = 0
    for n, mark in enumerate(page["marks"]):
        if mark["row"] in told:
            assert words[n] == told[mark["row"]]
            checked += 1
    assert checked == len(told)


@given(marks_in_text(), st.integers(0, 15))
def test_pieces_keep_the_text_and_every_mark_its_words(case, start):
    text, marks = case
    start = min(start, len(text))
    found = pieces(text, start, len(text), marks)
    assert "".join(words for words, _ in found) == text[start:]
    for n, mark in enumerate(marks):
        covered = "".join(words for words, around in found if n in around)
        assert covered == text[max(mark.start, start) : max(mark.end, start)]


def test_nothing_chosen_is_nothing_selected(live):
    assert live.selected == []
    assert keys(live) == {}
    assert live.told.startswith("Nothing is chosen")


def test_an_actor_brings_mentions_statements_and_relations(live):
    live.actor = "south"
    assert keys(live) == {
        "actors": ["south"], "mentions": ["m3"], "statements": ["s4"], "relations": ["r2"]
    }  # fmt: skip
    assert live.selected == ["south", "m3", "s4", "r2"]
    assert live.told == (
        "Southmark (country, Southmark): 1 mention, 1 statement, 0 dates and 1 relation."
    )


def test_who_passes_a_statement_on_has_to_do_with_it(live):
    live.actor = "radio"
    assert keys(live)["statements"] == ["s1"]


def test_a_speaker_brings_what_stands_in_his_words(live):
    live.speaker = "mayor"
    assert keys(live) == {
        "actors": ["mayor"], "mentions": ["m0"], "statements": ["s1", "s2"], "relations": ["r3"]
    }  # fmt: skip
    live.speaker = NOBODY
    assert keys(live) == {"statements": ["s5"]}


def test_days_choose_dates_and_what_they_date(live):
    live.first = "2024-05-19"
    chosen = keys(live)
    assert chosen["dates"] == ["d1"]
    assert chosen["relations"] == ["r1"]
    live.first, live.last = "", "2024-05-18"
    assert keys(live) == {}
    assert live.told == "dated to 2024-05-18: 0 mentions, 0 statements, 0 dates and 0 relations."


def test_a_statement_brings_what_stands_in_it(live):
    live.row = "s4"
    assert keys(live) == {"statements": ["s4"], "relations": ["r2"]}


def test_all_parts_of_a_choice_hold_at_once(live):
    live.actor, live.section = "mayor", "x1"
    assert keys(live)["statements"] == ["s1", "s2"]
    live.section = "x2"
    assert "statements" not in keys(live)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_wider_choice_has_every_row_of_a_narrower_one(data):
    story = made_story()
    page, links = page_of(story), linked_rows(story)
    rows = [linked for table in links.values() for linked in table]
    options = {
        "actor": [item["id"] for item in page["actors"]],
        "speaker": [item["id"] for item in page["speakers"]],
        "section": [item["id"] for item in page["sections"]],
        "first": ["2024-05-01", "2024-05-19", "2024-06-01"],
        "last": ["2024-05-01", "2024-05-19", "2024-06-01"],
        "row": [linked.key for linked in rows],
    }
    narrow = {name: data.draw(st.sampled_from(["", *some])) for name, some in options.items()}
    dropped = data.draw(st.sampled_from(CHOICES))
    wide = Choice(**narrow | {dropped: ""})
    for linked in rows:
        if Choice(**narrow).fits(linked):
            assert wide.fits(linked)


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [("", "", True), ("2020-01-07", "", True), ("", "2020-01-05", False),
     ("2020-01-09", "", False), ("2020-01-08", "2020-01-09", True)],
)  # fmt: skip
def test_days_overlap(first, last, fits):
    week = Linked("d", 0, 1, days={("2020-01-06", "2020-01-08")})
    assert Choice(first=first, last=last).fits(week) is fits
    assert Choice(first=first, last=last).fits(Linked("d", 0, 1)) is (not first and not last)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [("actor", "nemo", "no actor 'nemo'"), ("section", "c9", "x0, x1 and x2"),
     ("row", "s99", "no row 's99'"), ("first", "Sunday", "YYYY-MM-DD"),
     ("last", "2024-02-30", "YYYY-MM-DD")],
)  # fmt: skip
def test_what_the_story_does_not_have_cannot_be_chosen(live, name, value, told):
    with pytest.raises(StoryError, match=told):
        setattr(live, name, value)


def test_the_rows_that_come_back_are_the_storys_own(live):
    live.actor = "mayor"
    story = made_story()
    for name, rows in live.selection().items():
        assert list(rows) == list(story.table(name))
        if len(rows):
            assert repr(story.evidence(rows))


def test_there_is_html_for_pages_in_which_nothing_is_alive(live):
    bundle, _ = live._repr_mimebundle_()
    assert "sa-text" in bundle["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/plain"] == repr(live)
    assert "0x" not in repr(live), "the same on every run"


def test_in_a_notebook_the_reader_is_an_output_of_its_own(live, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda *what, **how: shown.append((what, how)))
    live._ipython_display_()
    (alive, how), (still, _) = shown
    assert how["raw"] is True
    assert alive[0]["text/html"] == ""
    assert 'class="sa-still"' in still[0]._repr_html_()


def test_the_script_makes_no_html_of_texts_and_asks_for_nothing():
    script = (HERE / "widget.js").read_text(encoding="utf-8")
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(",
                 "http:", "https:", "import ", "fetch("):  # fmt: skip
        assert word not in script, word
    style = (HERE / "widget.css").read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style


def test_without_anywidget_the_error_tells_what_to_install(monkeypatch):
    real = builtins.__import__

    def missing(name, *rest, **more):
        if name == "anywidget":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(StoryError, match=r"pip install 'storyanalysis\[notebooks\]'"):
        explore(made_story())


def test_an_empty_story_can_be_explored():
    live = empty_story().explore()
    assert live.page["days"] == []
    assert keys(live) == {}


def test_rows_that_point_nowhere_do_no_harm():
    story = made_story()
    relations = story.relations.assign(statement_id="gone", date_id="gone", claimed_by="gone")
    relations = relations.astype(story.relations.dtypes)
    live = replace(story, frames={**story.frames, "relations": relations}).explore()
    for name, value in product(("actor",), ("mayor", "north")):
        setattr(live, name, value)
    assert keys(live)["actors"] == ["north"]


def test_marks_without_words_are_not_drawn():
    assert pieces("ab", 0, 2, [Mark(1, 1, "x")]) == [("ab", [])]
