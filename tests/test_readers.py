"""Every format in: text, metadata, the way back to the file, and what was left out."""

import datetime as dt
import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import storyanalysis as sa
from storyanalysis.errors import ArticleError
from tests.readers_help import PAGES, assert_leads_back, read, sections, source_of

# plain text


def test_a_map_of_plain_text_leads_past_the_front_matter(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"---\r\ntitle: Rain\r\n---\r\nRain fell.\r\nSnow fell.\r\n")
    article = sa.read_article(path)
    whole = path.read_bytes().decode().replace("\r\n", "\n")
    first, last = article.in_source(11, 15)
    assert whole[first:last] == "Snow"
    assert article.notes == ()


def test_an_author_is_metadata_too(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("---\nauthor: Lena Ortiz\n---\nRain fell.")
    assert sa.read_article(path).author == "Lena Ortiz"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_plain_text_comes_back_as_it_was(text):
    try:
        reading = read(text, "a.txt")
    except ArticleError:
        return  # nearly nothing but control characters, or blank
    if not text.startswith(("\ufeff", "---")):
        assert reading.text == text.replace("\r\n", "\n").replace("\r", "\n")


# Markdown


def test_markdown_loses_its_marks_and_keeps_its_words():
    article = sa.read_article(PAGES / "ferry.md")
    assert article.text == (
        "Ferry line to close\n\nThe last boat leaves on Friday.\n\n"
        "The Old Port ferry line will close on Friday, its owner Harbor Lines said in a letter to "
        "the town & its council.\n\nWhat happens next\n\n"
        "We tried for two years to keep it, and we failed.\n\n"
        "Buses will run every ten minutes.\n\nTickets stay valid until the end of October.\n\n"
        "Update: The council will meet on Monday, it said.\n\n"
        "Year Riders\n\n2019 41,000\n\n2020 12,500"
    )
    assert (article.title, article.published) == ("Ferry line to close", dt.date(2021, 9, 30))
    assert article.author == "Mia Lund"
    assert article.notes == (
        "left out of the text: 1 image, the address of 1 link, front matter (layout, tags)",
    )


def test_a_map_of_markdown_leads_to_the_same_words():
    article = sa.read_article(PAGES / "ferry.md")
    source = source_of("ferry.md")
    assert_leads_back(article, source)
    for words in ("Harbor Lines", "a letter to the town", "its council", "it said", "2020"):
        start = article.text.index(words)
        first, last = article.in_source(start, start + len(words))
        assert source[first:last].split() == words.split()
    assert article.in_source(*[article.text.index("October") + n for n in (0, 7)]) is None


def test_the_first_heading_of_markdown_is_its_title():
    reading = read("# The *river*\n\nIt rose on Monday.", "a.md")
    assert (reading.metadata, reading.text) == (
        {"title": "The river"},
        "The river\n\nIt rose on Monday.",
    )


def test_tags_in_markdown_are_text_or_nothing_but_never_tags():
    reading = read("Rain <script>alert(1)</script> fell.\n\n<script>x()</script>\n\n1 < 2", "a.md")
    assert reading.text == "Rain alert(1) fell.\n\n1 < 2"


# JSON


def test_a_schema_org_article_is_read():
    article = sa.read_article(PAGES / "news.jsonld")
    assert article.text == (
        "Library reopens after flood\nHalf of the books were saved.\n\n"
        "The town library opened again on Saturday, eight months after the flood.\n\n"
        "Half of the books were saved, head librarian Otto Lang said.\n\n"
        '"The rest is pulp," he added.\n\n'
        "Correction: An earlier version of this story gave a wrong day for the flood."
    )
    assert (article.published, article.outlet) == (dt.date(2018, 10, 6), "Hill Post")
    assert (article.author, article.url) == (
        "Eva Roth, Jim Poe",
        "https://hillpost.example/library",
    )
    assert article.notes == ("left out of the text: image",)
    assert [kind for kind, _ in sections(article)] == ["headline", "deck", "original", "correction"]


def test_the_entries_of_a_live_page_in_json_are_read():
    data = {
        "@type": "LiveBlogPosting",
        "headline": "Storm",
        "liveBlogUpdate": [
            {"@type": "BlogPosting", "headline": "14:20", "articleBody": "Ferries stay in port."},
            {
                "@type": "BlogPosting",
                "headline": "12:05",
                "articleBody": "<p>Roads &amp; rails.</p>",
            },
        ],
    }
    text = read(json.dumps(data), "a.json").text
    assert text == "Storm\n\n14:20\n\nFerries stay in port.\n\n12:05\n\nRoads & rails."


def test_both_shapes_of_ninjs_are_read():
    old, new = (sa.read_article(PAGES / f"wire{n}.json") for n in (1, 3))
    assert old.text == (
        "Plane lands on frozen lake\nNobody was hurt.\n\n"
        "A small plane landed on a frozen lake on Thursday, police said.\n\n"
        "The pilot, Lee Cho, told police that the engine had stopped & that he saw no other way."
    )
    assert (old.title, old.published, old.outlet, old.author, old.url) == (
        "Plane lands on frozen lake",
        dt.date(2017, 2, 2),
        "Wire One",
        "Kay Orr",
        "https://wire.example/items/77",
    )
    assert old.notes == (
        "left out of the text: associations",
        "the item's note to editors: CORRECTS the name of the pilot in the second paragraph",
    )
    assert new.text == (
        "Mountain pass closed by snow\n\n"
        "The pass was closed on Friday, the road office said.\n\nIt will stay closed."
    )
    assert (new.outlet, new.published) == ("Wire One", dt.date(2024, 1, 5))
    assert new.notes == ("the item's publishing status is 'canceled'",)


# e-mail


def test_a_newsletter_is_read_from_its_html_if_the_text_is_a_stub():
    article = sa.read_article(PAGES / "letter.eml")
    assert article.text == (
        "Water prices to rise in June — and why\n\nWater prices\n\n"
        "The water board will raise its prices in June, its head, Renée Falk, said on Wednesday.\n\n"
        "“We have not raised them for nine years,” she told the Ledger.\n\n"
        "The tenants’ union calls the step unfair.\n\nUnsubscribe"
    )
    assert (article.title, article.published, article.outlet, article.url) == (
        "Water prices to rise in June — and why",
        dt.date(2019, 4, 3),
        "The Morning Ledger",
        "https://ledger.example/letters/2019-04-03",
    )
    assert article.notes == (
        "left out of the text: 1 image, the address of 1 link, 1 hidden line, "
        "the text version of the message, 1 attachment",
    )


def test_a_plain_message_keeps_its_lines_and_flowed_ones_are_joined():
    head = "From: a@b.example\nSubject: Weather\nContent-Type: text/plain{}\n\n"
    plain = read(head.format("") + "Rain \nfell.\n", "a.eml")
    flowed = read(head.format("; format=flowed") + "Rain \nfell.\n-- \nMe\n", "a.eml")
    assert plain.text == "Weather\n\nRain \nfell.\n"
    assert flowed.text == "Weather\n\nRain fell.\n--\nMe\n"


def test_the_text_version_wins_if_it_is_whole():
    message = (
        "Subject: Rain\nContent-Type: multipart/alternative; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nRain fell on the town.\n"
        "--b\nContent-Type: text/html\n\n<p>Rain fell on the town.</p>\n--b--\n"
    )
    reading = read(message, "a.eml")
    assert reading.text.strip() == "Rain\n\nRain fell on the town."
    assert reading.notes == ("left out of the text: the HTML version of the message",)


def test_a_page_saved_as_one_file_is_read():
    page = (PAGES / "boxes.html").read_bytes()
    head = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://valley.example/mill\r\n"
        b"Subject: Mill fire\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        b'\ttype="text/html";\r\n\tboundary="xx"\r\n\r\n--xx\r\nContent-Type: text/html\r\n\r\n'
    )
    data = head + page + b"\r\n--xx\r\nContent-Type: image/png\r\n\r\nabc\r\n--xx--\r\n"
    for name in ("mill.mhtml", "mill"):
        reading = read(data, name)
        assert reading.text == sa.read_article(PAGES / "boxes.html").text
        assert reading.metadata["url"] == "https://valley.example/mill"


# PDF


def test_a_pdf_of_a_browser_is_read():
    article = sa.read_article(PAGES / "hail.pdf")
    paragraphs = article.text.split("\n\n")
    assert paragraphs[0] == "Vineyards ask for help after the hail"
    assert [p.split()[0] for p in paragraphs[1:]] == [
        "Growers", "A", "“We", "The", "Not", "His", "The",
    ]  # fmt: skip
    assert "count the damage field by field" in article.text
    assert "had given up his insurance last year because" in article.text
    assert (article.published, article.title, article.source_map) == (None, None, None)


def pdf_of(*pages):
    """A PDF with lines of 12 points set at (x, y); a line may have a size of its own."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(400, 600)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F"): font})}
        )
        drawn = [f"BT /F {s} Tf 1 0 0 1 {x} {y} Tm ({t}) Tj ET" for x, y, t, s in lines]
        stream = DecodedStreamObject()
        stream.set_data("\n".join(drawn).encode("cp1252"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return writer, out.getvalue()


def lines(*texts, y=500, x=50, size=12, step=14):
    return [(x, y - n * step, text, size) for n, text in enumerate(texts)]


def test_words_broken_at_the_end_of_a_line_are_made_whole():
    page = lines(
        "The engi-", "neers of the Anglo-", "American company closed the bridge be-", "fore noon."
    )
    text = read(pdf_of(page)[1], "a.pdf").text
    assert text == "The engineers of the Anglo-American company closed the bridge before noon."


def test_paragraphs_of_a_pdf_go_on_over_pages_and_heads_and_feet_go():
    first = [
        *lines("The Daily Post 3", y=580),
        *lines("The council met on Monday and it", "spoke for hours about the"),
        *lines("3", y=20),
    ]
    second = [
        *lines("The Daily Post 4", y=580),
        *lines("bridge over the river, a clerk said", "in the evening."),
        *lines("It will meet again.", y=440),
        *lines("4", y=20),
    ]
    reading = read(pdf_of(first, second)[1], "a.pdf")
    assert reading.text == (
        "The council met on Monday and it spoke for hours about the bridge over the river, "
        "a clerk said in the evening.\n\nIt will meet again."
    )
    assert reading.notes == ("left out of the text: 4 lines at the head or foot of pages",)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: pdf_of([])[1], "no text layer"),
        (lambda: pdf_of(lines("Rain fell."))[1][:200], "is damaged or no PDF"),
        (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 9, "is damaged or no PDF"),
        (lambda: b"Rain fell.", "is damaged or no PDF"),
    ],
)
def test_a_pdf_without_text_says_what_to_do(make, message):
    with pytest.raises(ArticleError, match=rf"^a\.pdf .*{message}"):
        read(make(), "a.pdf")


def test_a_protected_pdf_says_so():
    writer, _ = pdf_of(lines("Rain fell."))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(ArticleError, match="protected by a password: save it without one"):
        read(out.getvalue(), "a.pdf")


# which reader


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bridge.html", "The city closed the Harbor bridge"),
        ("wire1.json", "A small plane landed"),
        ("news.jsonld", "The town library opened"),
        ("letter.eml", "The water board will raise"),
        ("hail.pdf", "A storm of hail destroyed"),
    ],
)
def test_content_tells_the_format_where_the_name_does_not(tmp_path, name, words):
    path = tmp_path / "saved"
    path.write_bytes((PAGES / name).read_bytes())
    assert words in sa.read_article(path).text
    assert sa.read_article(path).text == sa.read_article(PAGES / name).text


def test_the_name_wins_over_the_content():
    assert read("<p>Rain</p>", "a.txt").text == "<p>Rain</p>"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04\x14\0", "packed file"),
        (b"\xd0\xcf\x11\xe0\xa1", "old Word file"),
        (rb"{\rtf1 Rain}", "RTF file"),
        (b'<?xml version="1.0"?><nitf/>', "XML file that is no page"),
    ],
)
def test_other_formats_are_named(data, what):
    with pytest.raises(
        ArticleError, match=rf"story is an? (?:\w+ )?.*{what}.*: save the article as"
    ):
        read(data, "story")


@pytest.mark.parametrize(
    ("module", "name", "extra"),
    [("trafilatura", "bridge.html", "web"), ("pypdf", "hail.pdf", "pdf")],
)
def test_a_missing_extra_is_named_with_its_command(monkeypatch, module, name, extra):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ArticleError, match=rf'pip install "storyanalysis\[{extra}\]"'):
        sa.read_article(PAGES / name)


def test_a_sidecar_and_arguments_win_over_a_page(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes((PAGES / "bridge.html").read_bytes())
    path.with_name("a.meta.yaml").write_text("outlet: The Port\ntitle: Bridge")
    article = sa.read_article(path, title="Given")
    assert (article.outlet, article.title) == ("The Port", "Given")
    assert article.published == dt.date(2024, 5, 7)


def test_notes_of_the_reader_reach_the_story():
    story = sa.analyze(sa.read_article(PAGES / "wire1.json"))
    assert "left out of the text: associations" in story.notes
