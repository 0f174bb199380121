"""The words in context: right words, well nested, nothing of the article runs."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise

import bs4
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyanalysis.errors import TableError
from storyanalysis.inquire.chains import chains
from storyanalysis.inquire.measures import share_of_voice
from storyanalysis.markup import tag
from storyanalysis.show.evidence import evidence
from storyanalysis.show.marks import Mark, bracketed, marked
from storyanalysis.show.reader import read
from storyanalysis.story import Story
from storyanalysis.tables import TABLES
from tests.made_story import HOSTILE, PLAIN, empty_story, made_story

VOID = {"img", "br", "meta"}
KNOWN = {
    "article", "ol", "ul", "li", "p", "span", "sup", "style", "blockquote", "div", "pre",
    "details", "summary",
}  # fmt: skip
SIGNS = ("sa-n", "sa-part")  # numbers and names of sections, which are no words of the article


class Page(HTMLParser):
    """Reads HTML strictly: every tag closed in order; collects text and tags."""

    def __init__(self, html, inside=None):
        super().__init__()
        self.open, self.tags, self.text, self.attributes = [], [], "", []
        self.inside = inside
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, name, attrs):
        self.tags.append(name)
        self.attributes += [key for key, _ in attrs]
        if name not in VOID:
            self.open.append((name, dict(attrs).get("class", "")))

    def handle_endtag(self, name):
        assert self.open.pop()[0] == name

    def handle_data(self, data):
        classes = " ".join(classes for _, classes in self.open).split()
        if any(sign in classes for sign in SIGNS):
            return
        if self.inside is None or self.inside in classes:
            self.text += data


@pytest.mark.parametrize("names", [PLAIN, HOSTILE], ids=["plain", "hostile"])
def test_the_reader_shows_the_article_word_for_word(names):
    story = made_story(names)
    shown = read(story)
    page = Page(shown.html, inside="sa-text")
    assert page.text == story.article.text
    assert set(page.tags) <= KNOWN
    assert not [
        name for name in page.attributes if name.startswith("on") or name in ("src", "href")
    ]
    assert repr(shown) == story.article.text


@pytest.mark.parametrize("names", [PLAIN, HOSTILE], ids=["plain", "hostile"])
def test_exported_pages_keep_blank_lines_and_spaces(names):
    """Exports go through BeautifulSoup, which shortens white space outside of `pre`."""
    story = made_story(names)
    for shown, inside in [(read(story), "sa-text"), (evidence(story, story.actors), "sa-quote")]:
        before = Page(shown.html, inside=inside).text
        exported = str(bs4.BeautifulSoup(f"<div>{shown.html}</div>", "html.parser"))
        assert Page(exported, inside=inside).text == before


def with_rows(story, **rows):
    """The story with other rows in some of its tables."""
    frames = {name: TABLES[name].frame(found) for name, found in rows.items()}
    return Story(story.article, {**story.frames, **frames})


def test_the_tab_key_reaches_each_actor_once():
    story = made_story()
    mentions = story.mentions.to_dict("records")
    later = [row | {"mention_id": f"{row['mention_id']}b"} for row in mentions]
    html = read(with_rows(story, mentions=[*mentions, *later])).html
    marks = [mark.partition(">")[0] for mark in html.split("<span ")]
    marks = [mark for mark in marks if 'title="Actor' in mark]
    assert len(marks) >= 2 * len(story.actors)
    assert sum('tabindex="0"' in mark for mark in marks) == len(story.actors)
    assert "first mention of every actor" in html


def test_the_reader_tells_chains_values_and_who():
    html = read(made_story()).html
    assert "Statement 1, direct: Ana Ruiz → Radio Vale → reader" in html
    assert "Date: 2024-05-19" in html
    assert "Actor 1: Ana Ruiz (person, Northland)" in html
    assert 'role="group" aria-label="update"' in html
    assert 'tabindex="0"' in html
    assert "mathjax_ignore" in html


def test_the_reader_marks_both_parts_of_a_statement():
    html = read(made_story()).html
    assert html.count('title="Statement 2, indirect') == 3  # two parts and the cue


def test_an_empty_story_is_still_readable():
    assert Page(read(empty_story()).html, inside="sa-text").text == "Nothing here."


@st.composite
def marks_in_text(draw):
    text = draw(st.text(alphabet="ab <&>\"'\n$é😀", min_size=1, max_size=30))
    places = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(places, places), max_size=8))
    marks = [Mark(min(p), max(p), f"c{n}", "t'\"<", {"data-n": str(n)})
             for n, p in enumerate(pairs)]  # fmt: skip
    return text, marks


@given(marks_in_text())
def test_marks_nest_and_keep_the_text(case):
    text, marks = case
    page = Page(marked(text, 0, len(text), marks))
    assert page.text == text
    assert page.tags.count("span") >= sum(mark.start < mark.end for mark in marks)
    # each mark covers just its own words, also when it had to be cut
    for mark in marks:
        assert (
            Page(marked(text, 0, len(text), marks), inside=mark.classes).text
            == (text[mark.start : mark.end])
        )
    plain = bracketed(text, 0, len(text), marks)
    assert plain.replace("⟦", "").replace("⟧", "") == text


@given(marks_in_text(), st.integers(0, 15), st.integers(15, 30))
def test_a_window_shows_its_own_words_only(case, start, end):
    text, marks = case
    end = min(end, len(text))
    start = min(start, end)
    assert Page(marked(text, start, end, marks)).text == text[start:end]


def marked_words(shown):
    return [part.split("⟧")[0] for part in repr(shown).split("⟦")[1:]]


def test_evidence_for_relations_is_their_words():
    story = made_story()
    shown = evidence(story, story.relations.query("event == 'REQUEST'"))
    assert marked_words(shown) == ["it had asked for the closure"]
    assert "r2 · REQUEST · negated · made" in repr(shown)


def test_evidence_for_dates_has_their_own_key_and_no_clause_twice():
    story = made_story()
    dates = story.dates.assign(relation_id="r1", event="close the ferry on Sunday")
    label = repr(evidence(story, dates.head(1))).split("\n")[0]
    assert label == "d1 · DATE · 2024-05-19 · resolved · made"
    elsewhere = repr(evidence(story, dates.head(1).assign(event="the strike")))
    assert elsewhere.startswith("d1 · the strike · DATE")


def test_dots_stand_only_where_words_are_left_out():
    story = made_story()
    starts = [0, *(story.article.text.index(word) for word in ("Update", "Original", "Nobody"))]
    sentences = [
        {"sentence_id": f"n{n}", "section_id": "x0", "paragraph": n, "start": start,
         "end": start + len(words), "text": words}
        for n, (start, stop) in enumerate(pairwise(starts))
        if (words := story.article.text[start:stop].strip())
    ]  # fmt: skip
    told = []
    for chosen in ([0, 1], [0, 2]):  # the first sentences of neighbours, and of others
        mentions = [
            {"mention_id": f"m{n}", "actor_id": "mayor", "kind": "name", "status": "linked",
             "rule": "made", "sentence_id": f"n{n}", "start": sentences[n]["start"],
             "end": sentences[n]["start"] + 4, "text": sentences[n]["text"][:4]}
            for n in chosen
        ]  # fmt: skip
        changed = with_rows(story, sentences=sentences, mentions=mentions)
        told.append(evidence(changed, story.actors.head(1)))
    assert ["…" in repr(shown) for shown in told] == [False, True]
    assert ["…" in shown.html for shown in told] == [False, True]


def test_evidence_for_statements_shows_source_cue_and_every_part():
    story = made_story()
    assert marked_words(evidence(story, story.statements.iloc[1])) == [
        "The ferry", "added", "stays open"
    ]  # fmt: skip
    ways = chains(story.statements, story.relays, story.actors)
    assert marked_words(evidence(story, ways.iloc[0])) == [
        "The notice was a mistake,", "Ana Ruiz", "said"
    ]  # fmt: skip


def test_evidence_for_revisions_shows_claim_and_correction():
    story = made_story()
    assert marked_words(evidence(story, story.revisions.head(1))) == [
        "stays open", "will close the ferry on Sunday"
    ]  # fmt: skip
    assert marked_words(evidence(story, story.revisions.tail(1))) == [
        "will close the ferry on Sunday"
    ]


def test_evidence_for_actors_and_sources_shows_their_mentions():
    story = made_story()
    for rows in (story.actors.head(1), story.sources):
        assert marked_words(evidence(story, rows)) == ["Ana Ruiz"]


def test_evidence_for_a_correction_shows_the_rows_it_changed():
    entry = {"actor": "Ana Ruiz", "set": {"role": "mayor"}, "note": "she is"}
    story = made_story().correct([entry])
    shown = evidence(story, story.corrections)
    assert marked_words(shown) == ["Ana Ruiz"]
    assert repr(shown).startswith("1 · set · applied")


def test_evidence_for_a_voice_shows_what_was_counted():
    story = made_story()
    voices = share_of_voice(story.statements, story.actors)
    assert marked_words(evidence(story, voices.iloc[[2]])) == [
        "denied",
        "it had asked for the closure",
    ]
    assert marked_words(evidence(story, voices.tail(1))) == ["Nobody asked us."]


@pytest.mark.parametrize("names", [PLAIN, HOSTILE], ids=["plain", "hostile"])
def test_every_table_has_evidence_and_nothing_in_it_runs(names):
    story = made_story(names)
    for name, frame in story.frames.items():
        before = frame.copy()
        page = Page(evidence(story, frame).html)
        assert set(page.tags) <= KNOWN, name
        assert not [a for a in page.attributes if a.startswith("on") or a in ("src", "href")]
        assert frame.equals(before)


def test_no_rows():
    story = made_story()
    assert repr(evidence(story, story.relations.head(0))) == "No rows."


@pytest.mark.parametrize(
    "rows",
    [
        pd.DataFrame({"x": [1]}),
        pd.DataFrame({"start": [0], "end": [4], "text": ["Other"]}),
        pd.DataFrame({"start": [0], "end": [10**6]}),
        "r1",
    ],
    ids=["no place", "other words", "out of range", "no rows"],
)
def test_rows_of_another_story_are_refused(rows):
    with pytest.raises(TableError):
        evidence(made_story(), rows)


def test_attributes_are_escaped():
    assert tag("p", "", title='"><script>') == '<p title="&quot;&gt;&lt;script&gt;"></p>'
