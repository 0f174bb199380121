"""Stories and articles on a card: the right numbers, and nothing of the article runs."""

from __future__ import annotations

from dataclasses import replace

import bs4
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyanalysis.article import Article
from storyanalysis.markup import OPENING, article_card, card, palette, tag
from storyanalysis.show.card import REVISIONS, VOICES, story_card
from storyanalysis.tables import TABLES
from tests.made_story import (
    HOSTILE,
    PLAIN,
    actor,
    empty_story,
    frames_of,
    made_story,
    statement,
)

TAGS = {
    "style",
    "div",
    "p",
    "dl",
    "dt",
    "dd",
    "ol",
    "ul",
    "li",
    "span",
    "b",
    "bdi",
    "q",
    "blockquote",
}
ATTRIBUTES = {"class", "role", "aria-label", "aria-hidden", "style"}
EVIL = "<img src=x onerror=alert(1)>"


def soup(html):
    return bs4.BeautifulSoup(html, "html.parser")


def facts(html):
    page = soup(html)
    names = [name.get_text() for name in page.select("dt")]
    return dict(zip(names, [value.get_text(" ") for value in page.select("dd")], strict=True))


@pytest.mark.parametrize("names", [PLAIN, HOSTILE], ids=["plain", "hostile"])
def test_the_cards_hold_static_elements_only(names):
    story = made_story(names)
    story = replace(
        story,
        article=replace(
            story.article, title=EVIL, outlet=EVIL, url=f"javascript:{EVIL}", path=EVIL
        ),
        notes=(EVIL,),
    )
    for html in (story._repr_html_(), story.article._repr_html_()):
        elements = soup(html).find_all(True)
        assert {element.name for element in elements} <= TAGS
        assert {name for element in elements for name in element.attrs} <= ATTRIBUTES
        assert EVIL in soup(html).get_text()
        assert "mathjax_ignore tex2jax_ignore" in html


def test_the_card_counts_what_the_tables_hold():
    story = made_story()
    told = facts(story_card(story))
    assert told["Published"] == f"Made, 2024-05-14, {len(story.article.text.split())} words"
    assert told["Parts"].startswith("headline (6 words), update (")
    assert told["Actors"] == ("6 actors: country 2, document 1, media 1, organization 1, person 1")
    assert told["Statements"] == (
        "5 statements: 2 direct quotations, 1 partly quoted and 2 in the reporter's words; "
        "1 passed on by others; 1 by nobody"
    )
    assert told["Relations"] == (
        "5 relations: 2 cooperation, 2 conflict and 1 said not to be; 2 as somebody's claim"
    )
    assert told["Dates"] == "2 time expressions, from 2024-05-19 to 2024-05-19"
    assert "retracted: will close the ferry on Sunday" in " ".join(told["Taken up later"].split())
    assert told["Notes"] == "a note — with “marks”"


def test_who_is_heard_most_comes_first_and_the_rest_is_counted():
    article = Article.from_text("word " * 40)
    counts = [3, 1, 2, 1, 1, 1, 1]
    where = {"text": "word", "start": 0, "end": 4}
    people = [actor(f"a{n}", name=f"Person {n}") for n in range(len(counts))]
    said = [
        statement(f"s{n}_{k}", f"a{n}", where) for n, many in enumerate(counts) for k in range(many)
    ]
    story = replace(
        empty_story(), article=article, frames=frames_of({"actors": people, "statements": said})
    )
    page = soup(story_card(story))
    heard = page.find("dt", string="Most heard").find_next("dd")
    lines = [item.get_text() for item in heard.select("li")]
    assert lines[:2] == ["3 Person 0 (person)", "2 Person 2 (person)"]
    assert len(lines) == VOICES
    assert heard.p.get_text() == f"and {len(counts) - VOICES} more speakers"
    widths = [float(bar["style"].partition("width:")[2].removesuffix("em"))
              for bar in heard.select(".sa-bar")]  # fmt: skip
    assert widths[0] / widths[1] == pytest.approx(3 / 2)


def test_claims_left_as_they_were_are_not_news():
    story = made_story()
    unchanged = story.revisions[story.revisions["status"].eq("unchanged")]
    told = facts(story_card(replace(story, frames={**story.frames, "revisions": unchanged})))
    assert "Taken up later" not in told
    many = [
        story.revisions.iloc[0].to_dict() | {"revision_id": f"v{n}"} for n in range(REVISIONS + 2)
    ]
    frames = {**story.frames, "revisions": TABLES["revisions"].frame(many)}
    assert "and 2 more claims" in facts(story_card(replace(story, frames=frames)))["Taken up later"]


def test_a_story_without_anything_found_still_has_a_card():
    assert facts(story_card(empty_story())) == {
        "Published": "day not known, 2 words",
        "Actors": "0 actors",
        "Statements": "0 statements",
        "Relations": "0 relations",
    }


def test_an_articles_card_names_the_file_and_no_folder():
    article = Article.from_text("One.\n\nTwo.", path="/somewhere/else/one.txt", outlet="Paper")
    page = article._repr_html_()
    assert facts(page) == {
        "Outlet": "Paper", "File": "one.txt", "Length": "2 words, 10 characters"
    }  # fmt: skip
    assert soup(page).select_one(".sa-title").get_text() == "One."
    assert soup(page).blockquote.get_text() == "Two."


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_has_a_card_of_bounded_length(text):
    page = soup(article_card(text, None, {}))
    quoted = page.blockquote.get_text() if page.blockquote else ""
    assert len(quoted) <= OPENING + 2
    assert {element.name for element in page.find_all(True)} <= TAGS


def test_facts_without_a_value_are_left_out():
    page = soup(card("kind", "title", [("a", ""), ("b", tag("p", "x"))]))
    assert [name.get_text() for name in page.select("dt")] == ["b"]


def test_colours_follow_the_theme_of_the_page():
    css = palette(".x")
    for selector in (".x{", "dark){.x{", 'light="true"] .x{', 'light="false"] .x{'):
        assert selector in css
