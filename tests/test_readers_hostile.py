"""Any bytes in any format: an article, or one error that names the file."""

import json
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storyanalysis.article import Article
from storyanalysis.errors import ArticleError
from storyanalysis.readers import metadata
from tests.readers_help import PAGES, read

NAMES = ["a.txt", "a.md", "a.html", "a.json", "a.eml", "a.mhtml", "a.pdf", "a"]
SAMPLES = sorted(path for path in PAGES.iterdir())
SCRAPS = [
    b"<p>", b"</p>", b"<!--", b"<script>", b"&#xD800;", b"&amp", b"---\n", b"title: ", b"\n\n",
    b"Content-Type: ", b"multipart/mixed; boundary=b\n", b"--b\n", b"{", b"[", b'"', b"\\ud800",
    b'"@type":"Article"', b'"articleBody":', b"%PDF-1.7", b"\xff\xfe", b"\0", b"\xe9", b"# ", b"](",
    b"stream\n", b"<td>", b"\r", b"Subject: =?utf-8?q?=E9?=\n", b"\xf0\x9f", b"Rain fell. ",
]  # fmt: skip
soup = st.lists(st.sampled_from(SCRAPS) | st.binary(max_size=6), max_size=40).map(b"".join)


def check(data, name):
    try:
        reading = read(data, name)
    except ArticleError as error:
        message = str(error)
        assert name in message
        assert "\n" not in message
        return
    reading.text.encode("utf-8")
    assert "\r" not in reading.text
    for value in (*reading.metadata.values(), *reading.notes):
        str(value).encode("utf-8")
    for start, end, first, last in reading.source_map or ():
        assert 0 <= start <= end <= len(reading.text)
        assert 0 <= first <= last


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=200) | soup)
@example(data=b"")
@example(data=b"\xff\xfe\0")
def test_any_bytes_are_read_or_refused(name, data):
    check(data, name)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_files_are_read_or_refused(path, data):
    whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole)))
        scrap = data.draw(st.sampled_from(SCRAPS) | st.binary(max_size=6))
        whole[at : at + data.draw(st.integers(0, 30))] = scrap
    check(bytes(whole[: data.draw(st.integers(0, len(whole)))] or whole), path.name)
    check(bytes(whole), path.name)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = (
    "@type @graph headline articleBody datePublished author publisher url mainEntityOfPage correction "
    "liveBlogUpdate description bodies body_html headlines versioncreated infosources ednote pubstatus "
    "byline descriptions uri"
).split()


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), json_values | st.just("NewsArticle")))
def test_any_json_is_read_or_refused(data):
    check(json.dumps(data).encode(), "a.json")


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        ("{", "a.json", "is not JSON .*: give the whole file"),
        ("[1, 2]", "a.json", "is JSON, but not a schema.org article"),
        ('{"@type": "Recipe"}', "a.json", "is JSON, but not a schema.org article"),
        ('{"@type": "NewsArticle", "headline": "Rain"}', "a.json", "has no text"),
        ("[" * 100_000, "a.json", "nested too deeply"),
        ('{"a":' * 100_000, "a.json", "nested too deeply"),
        ("", "a.html", "is empty"),
        ("Rain fell.", "a.eml", "has no mail headers: save the message whole"),
        ("Subject: Rain\n\n", "a.eml", "has no text"),
        ("Subject: x\n\nRain fell.", "a.mhtml", "has no page in it"),
        ("---\ntitle: x\n---\n", "a.md", "has no text"),
    ],
)
def test_bad_input_names_file_and_fix(data, name, message):
    with pytest.raises(ArticleError, match=rf"^{name} .*{message}"):
        read(data, name)


def bombs():
    inner = "".join(
        f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n" for n in range(3000)
    )
    yield "a.eml", "Content-Type: multipart/mixed; boundary=b0\n\n" + inner
    yield "a.eml", "Content-Type: multipart/mixed; boundary=b\n\n" + inner.replace("b1", "b")
    yield "a.eml", "From: " + '"' * 300_000 + "\n\nRain fell."
    yield "a.eml", "From: " + "a@b," * 80_000 + "\n\nRain fell."
    yield "a.eml", "Content-Type: text/plain; " + "a*0=x; " * 40_000 + "\n\nRain fell."
    yield "a.md", "*a " * 100_000
    yield "a.md", "[" * 300_000
    yield "a.md", "_a" * 150_000
    yield "a.txt", "---\ntitle: x\nurl: " + "[" * 90_000 + "\n---\nRain"
    laughs = "\n".join(f"k{n}: &a{n} [*a{n - 1},*a{n - 1}]" for n in range(1, 40))
    yield "a.md", f"---\ntitle: x\nk0: &a0 [x]\n{laughs}\n---\nRain fell."
    yield "a", "From: x\n" + " x\n" * 100_000
    yield "a", "<!--" * 100_000


@pytest.mark.parametrize(("name", "data"), list(bombs()), ids=lambda value: str(value)[:12])
def test_bombs_do_not_go_off(name, data):
    began = time.process_time()
    check(data.encode(), name)
    assert time.process_time() - began < 15


def test_half_characters_never_reach_an_article():
    reading = read(
        '{"@type": "Article", "headline": "a\\ud800", "articleBody": "b\\udfff"}', "a.json"
    )
    assert (reading.text, reading.metadata["title"]) == ("a\ufffd\n\nb\ufffd", "a\ufffd")
    assert Article.from_text("a\ud800\r\nb").text == "a\ufffd\nb"


def test_a_file_too_large_is_refused(tmp_path, monkeypatch):
    from storyanalysis import readers

    monkeypatch.setattr(readers, "LARGEST", 1_000_000)
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 1_000_001)
    with pytest.raises(ArticleError, match=r"a\.txt is larger than 1 MB: save the article alone"):
        readers.read_file(path)


def test_metadata_too_large_or_nested_are_refused():
    with pytest.raises(ArticleError, match=r"^m is larger than 100,000 characters"):
        metadata.read_metadata("title: " + "x" * 100_001, "m")
    with pytest.raises(ArticleError, match=r"^m is nested too deeply"):
        metadata.read_metadata("title: " + "[" * 50_000, "m")
    with pytest.raises(ArticleError, match=r"^m is not YAML"):
        metadata.read_metadata('title: "\\UFFFFFFFF"', "m")
    with pytest.raises(ArticleError, match=r"^m: title must be one line"):
        metadata.read_metadata("title: !!python/object/apply:os.system [ls]", "m")
