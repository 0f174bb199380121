"""The report: one page, complete, escaped, and without anything from elsewhere."""

from __future__ import annotations

import hashlib
import re
from functools import cache

import bs4
import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from storyanalysis import __version__
from storyanalysis.article import Article
from storyanalysis.cli import main
from storyanalysis.errors import StoryError
from storyanalysis.show.report import report_page
from storyanalysis.story import Story
from tests.made_story import STORIES as MADE
from tests.made_story import frames_of, made_story

mpl.use("Agg")
STORIES = MADE | {
    "corrected": lambda: made_story().correct(
        [{"actor": "Ana Ruiz", "set": {"role": "mayor"}, "note": "page <2> says so"}]
    ),
}
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "section", "nav", "article",
    "h1", "h2", "p", "ol", "ul", "li", "a", "bdi", "span", "sup", "pre", "details", "summary",
    "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "img",
    "dl", "dt", "dd", "strong", "em",
}  # fmt: skip


@cache
def written(name):
    """A story and its page, which takes a second to make."""
    story = STORIES[name]()
    return story, report_page(story)


@pytest.fixture(params=STORIES)
def name(request):
    return request.param


def soup(name):
    return bs4.BeautifulSoup(written(name)[1], "html.parser")


def test_the_page_is_made_of_known_elements_and_asks_for_nothing(name):
    page = soup(name)
    assert {element.name for element in page.find_all(True)} <= ELEMENTS
    for element in page.find_all(True):
        assert not [a for a in element.attrs if a.startswith("on")]
        for attribute in ("src", "href", "action", "data", "poster", "srcset"):
            value = element.get(attribute, "#")
            assert value.startswith(("#", "data:image/png;base64,", "https://")), value
    styles = " ".join(style.string for style in page.find_all("style"))
    assert not re.search(r"url\(|@import|expression", styles)
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'")


def test_every_word_of_the_article_stands_there_once_as_text():
    for name in ("plain", "hostile"):
        story = written(name)[0]
        body = soup(name).find("article").find_all("pre")
        for sign in [sign for part in body for sign in part.select("sup.sa-n, .sa-part")]:
            sign.decompose()
        read = "".join(part.get_text() for part in body)
        assert "".join(read.split()) == "".join(story.article.text.split())


def test_every_row_of_the_main_tables_is_there():
    story = written("plain")[0]
    tables = {table.caption.get_text(): table for table in soup("plain").find_all("table")}
    rows = {caption: len(table.tbody.find_all("tr")) for caption, table in tables.items()}
    assert rows == {
        "Parts of the page": len(story.sections),
        "What the later part does to the earlier": len(story.revisions),
        "Who appears; numbers as in the article above": len(story.actors),
        "Who says what; numbers as in the article above": len(story.statements),
        "Statements that came through others": 1,
        "Sources, judged from the text alone (IMVAIN)": len(story.sources),
        "Who does what to whom": len(story.relations),
        "Time expressions": len(story.dates),
    }
    for table in tables.values():
        assert all(cell["scope"] == "col" for cell in table.thead.find_all("th"))
        assert {len(row.find_all("td")) for row in table.tbody.find_all("tr")} == {
            len(table.thead.find_all("th"))
        }
    first = tables["Sources, judged from the text alone (IMVAIN)"].tbody.get_text(" ")
    assert "unclear: made" in first
    assert "no: made" in first


def test_the_numbers_of_the_tables_are_those_of_the_marks():
    page = soup("plain")
    for caption, kind in (("Who says what", "sa-content"), ("Who appears", "sa-actor")):
        table = next(t for t in page.find_all("table") if t.caption.get_text().startswith(caption))
        for row in table.tbody.find_all("tr"):
            number, name = (cell.get_text() for cell in row.find_all("td")[:2])
            titles = [m["title"] for m in page.select(f".sa-m.{kind}[title]")]
            word = "Statement" if kind == "sa-content" else "Actor"
            mine = next(t for t in titles if t.startswith(f"{word} {number}"))
            assert name in mine or name == "nobody named"


def test_figures_have_words_and_empty_ones_are_left_out():
    images = soup("plain").find_all("img")
    assert len(images) == 5
    assert all(len(image["alt"]) > 20 for image in images)
    assert soup("empty").find_all("img") == []
    assert "None was found." in soup("empty").find(id="who-appears").get_text()


def test_it_says_how_it_was_made_and_what_it_cannot(name):
    story, page = written(name)[0], soup(name)
    made = page.find(id="how-it-was-made").get_text(" ")
    assert hashlib.sha256(story.article.text.encode()).hexdigest() in made
    assert f"storyanalysis {__version__}" in made
    assert (story.model or "not known") in made
    limits = page.find(id="limits").get_text(" ")
    assert all(note in limits for note in story.notes)
    assert {a["href"] for a in page.nav.find_all("a")} == {
        f"#{section['id']}" for section in page.main.find_all("section")
    }


def test_corrections_are_told_where_there_are_any():
    told = soup("corrected").find(id="corrections").get_text(" ")
    assert "page <2> says so" in told
    assert soup("plain").find(id="corrections") is None


def test_only_web_addresses_become_links_and_no_folder_is_told():
    for url, linked in (("https://a.b/c", True), ("javascript:alert(1)", False)):
        article = Article("Words.", url=url, path="/home/somebody/secret/words.txt", author="A <b>")
        page = bs4.BeautifulSoup(report_page(Story(article, frames_of({}))), "html.parser")
        assert bool(page.header.find("a", href=url)) == linked
        assert "somebody" not in page.get_text()
        assert "A <b>" in page.header.get_text()


def test_marks_that_turn_the_direction_of_writing_stay_shut_in():
    page = soup("hostile")
    for text in page.find_all(string=re.compile("\u202e")):
        inside = {parent.name for parent in text.parents}
        isolated = "bdi" in inside or any("sa-m" in p.get("class", []) for p in text.parents)
        # items of the lists are shut in by their style
        listed = any("sa-legend" in parent.get("class", []) for parent in text.parents)
        assert isolated or listed or inside & {"title", "pre"}, text
    for paragraph in page.select("section > p"):
        assert "\u202e" not in paragraph.get_text()


def test_the_same_story_gives_the_same_page_and_leaves_no_figure_open():
    before = plt.get_fignums()
    assert report_page(made_story()) == written("plain")[1]
    assert plt.get_fignums() == before


def test_it_is_written_by_the_story_and_by_the_command_line(tmp_path, capsys):
    story = made_story()
    page = story.report(tmp_path / "new" / "report.html")
    assert page.read_text(encoding="utf-8") == written("plain")[1]
    saved = story.save(tmp_path / "saved")
    assert main(["report", str(saved), "--out", str(tmp_path / "r.html")]) == 0
    assert "r.html" in capsys.readouterr().err
    assert (tmp_path / "r.html").read_bytes() == page.read_bytes()
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoryError, match="cannot be written"):
        story.report(tmp_path / "file" / "r.html")
