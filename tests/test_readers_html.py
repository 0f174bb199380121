"""Pages: the parts that a reader of news needs are there, and every word leads back."""

import datetime as dt

import pytest

import storyanalysis as sa
from storyanalysis.errors import ArticleError
from storyanalysis.readers.blocks import find_blocks
from storyanalysis.readers.fragment import read_fragment
from tests.readers_help import PAGES, assert_leads_back, read, sections, source_of


def test_a_page_with_an_update_and_corrections():
    article = sa.read_article(PAGES / "bridge.html")
    found = sections(article)
    assert [kind for kind, _ in found] == [
        "headline", "deck", "update", "original", "boilerplate", "correction", "correction",
    ]  # fmt: skip
    assert (article.published, article.outlet) == (dt.date(2024, 5, 7), "The Port Courier")
    assert article.author == "Lena Ortiz, Sam Cho"
    assert article.url == "https://portcourier.example/2024/05/harbor-bridge"
    assert "2023 1" in article.text.split("\n\n")
    assert "First!" not in article.text
    assert article.notes[0].startswith(
        "left out of the text: captions (1 line), comments (2 lines)"
    )


def test_boxes_beside_the_story_that_tell_of_a_change_are_put_back():
    article = sa.read_article(PAGES / "boxes.html")
    assert [kind for kind, _ in sections(article)] == [
        "headline", "deck", "update", "original", "correction",
    ]  # fmt: skip
    assert "The county has since put the number at two." in article.text
    assert "misspelled the name of the county inspector" in article.text
    assert "Bridge tolls" not in article.text
    assert "2 notes of an update or correction put back" in article.notes
    assert article.published == dt.date(2023, 11, 14)


def test_a_live_page_keeps_its_times_and_its_order():
    article = sa.read_article(PAGES / "live.html")
    kinds = [kind for kind, _ in sections(article)]
    assert kinds == ["headline", "body", "entry", "entry", "entry"]
    assert article.outlet == "Coast News"


def test_a_page_of_tables_in_an_old_encoding():
    article = sa.read_article(PAGES / "old.html")
    assert article.text.startswith("Council sells old school\n\nBy John Park\n\nThe town council")
    assert "“It is a good price,” Dale told the meeting." in article.text
    assert "café owner" in article.text
    assert "Sport" not in article.text


@pytest.mark.parametrize("name", ["bridge.html", "boxes.html", "live.html", "old.html"])
def test_every_word_of_a_page_leads_back_to_it(name):
    article, source = sa.read_article(PAGES / name), source_of(name)
    assert_leads_back(article, source)
    placed = {n for start, end, _, _ in article.source_map for n in range(start, end)}
    assert all(n in placed for n, char in enumerate(article.text) if not char.isspace())


def test_a_place_in_the_source_spans_what_lies_between():
    article, source = sa.read_article(PAGES / "bridge.html"), source_of("bridge.html")
    start = article.text.index("reporters at City Hall")
    first, last = article.in_source(start, start + 22)
    assert source[first:last] == 'reporters at <a href="/city-hall">City Hall'


def test_a_title_that_the_page_does_not_show_has_no_place():
    page = "<title>Rain in the valley</title><body><p>Rain fell on the valley on Sunday.</p></body>"
    reading = read(f"<html>{page}</html>", "a.html")
    assert reading.text == "Rain in the valley\n\nRain fell on the valley on Sunday."
    assert all(start >= 20 for start, _, _, _ in reading.source_map)


def test_dates_of_pages_are_read_and_never_guessed():
    page = "<html><head>{}</head><body><p>It rained on May 3, 2011, they said.</p></body></html>"
    meta = '<meta name="article:published_time" content="{}">'
    good = read(page.format(meta.format("2019-02-03T23:50:00-08:00")), "a.html")
    assert good.metadata["published"] == dt.date(2019, 2, 3)
    for bad in ("", "soon", "2019-02-31"):
        assert "published" not in read(page.format(meta.format(bad)), "a.html").metadata


def test_the_only_time_on_a_page_is_its_day_and_of_several_the_one_that_says_so():
    page = "<body>{}<p>Rain fell on the town, they said.</p></body>"
    one, other = ("<time{} datetime='2020-01-0{}T10:00Z'>x</time>".format("{}", n) for n in (6, 7))
    days = [
        read(page.format(times), "a.html").metadata.get("published")
        for times in (one.format(""), one.format("") + other.format(""),
                      one.format("") + other.format(" class='date-published'"))
    ]  # fmt: skip
    assert days == [dt.date(2020, 1, 6), None, dt.date(2020, 1, 7)]


@pytest.mark.parametrize(
    ("source", "paragraphs"),
    [
        ("<p>A &amp; B<p>C&nbsp;D", ["A & B", "C D"]),
        ("Up<b>date</b>s<br>x", ["Updates", "x"]),
        ("a<script>var b='<p>c</p>'</script>d", ["ad"]),
        ("a <!-- <p>b</p> --> c", ["a c"]),
        ("a < b and c > d", ["a < b and c > d"]),
        ('<a title="x > y">z</a>', ["z"]),
        ("foot&shy;ball", ["football"]),
        ("<table><tr><td>2020</td><td>7</td></tr></table>", ["2020 7"]),
        ("<ul><li>one<li>two</ul>", ["one", "two"]),
        ("<p>a</p", ["a"]),
        ("&bogus; &#x110000; &", ["&bogus; \ufffd &"]),
        ('<p style="display: none">a</p><p hidden>b</p><p class="hidden-xs">c', ["c"]),
    ],
)
def test_markup_becomes_paragraphs(source, paragraphs):
    assert [passage.text for passage in read_fragment(source).passages] == paragraphs


def test_entities_of_a_document_type_are_not_read():
    page = (
        '<!DOCTYPE html [<!ENTITY a "boom"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
        "<html><body><p>Rain &a; fell &b; on Sunday.</p></body></html>"
    )
    assert read(page, "a.html").text == "Rain &a; fell &b; on Sunday."
    xml = '<?xml version="1.0"?>' + page
    assert read(xml, "a.xhtml").text == "Rain &a; fell &b; on Sunday."


def test_encodings_that_pages_declare():
    page = "<html><head><meta charset='{}'></head><body><p>Café “no”.</p></body></html>"
    for charset, codec in [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("gb2312", "gb18030"),
        ("unicode_escape", "utf-8"),  # no encoding of the web: not believed
    ]:
        assert read(page.format(charset).encode(codec), "a.html").text == "Café “no”."


def test_a_byte_that_cannot_be_read_is_told_and_many_are_refused():
    page = b"<meta charset=utf-8><body><p>" + b"Rain fell on the town today. " * 9 + b"caf\xe9</p>"
    assert "1 character could not be decoded" in read(page, "a.html").notes
    with pytest.raises(ArticleError, match="is not in utf-8, as it says"):
        read(page.replace(b" t", b"\xe9"), "a.html")


@pytest.mark.parametrize("data", ["<html><body></body></html>", "<script>x</script>", "<!-- a"])
def test_a_page_without_text_says_what_to_do(data):
    with pytest.raises(ArticleError, match=r"^a\.html has no text: .* saved from the browser"):
        read(data, "a.html")


@pytest.mark.parametrize(
    "unit",
    ["<a ", '<a x="', "<!--", "<![CDATA[", "</", "&", "<", "<script>", "<div>", "<p>x", "'"],
)
def test_the_time_for_a_hostile_page_grows_with_its_length_only(unit):
    # the standard library's parser needs hours for some of these; here a second is ample
    source = unit * (100_000 // len(unit))
    assert find_blocks(source).tags <= len(source)
