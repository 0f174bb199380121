"""Reading articles: encodings, metadata, and errors that name the file and the fix."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyanalysis.analysis import analyze
from storyanalysis.article import Article, read_article
from storyanalysis.errors import ArticleError

TEXT = "Café owners said “no” on Sunday.\nThe mayor agreed.\n"


@pytest.fixture
def story_file(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_encodings_are_read_right(tmp_path, encoding):
    path = tmp_path / "story.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read_article(path).text == TEXT


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_newlines_become_one_kind_and_nothing_else_changes(tmp_path, newline):
    path = tmp_path / "story.txt"
    path.write_bytes(f"One\u2028two\u00a0three{newline}{newline}four ".encode())
    path.write_bytes(("One\u2028two\u00a0three" + newline * 2 + "four ").encode())
    assert read_article(path).text == "One\u2028two\u00a0three\n\nfour "


def test_metadata_come_from_the_sidecar(story_file):
    story_file.with_name("story.meta.yaml").write_text("published: 2020-01-06\noutlet: The Daily")
    article = read_article(story_file)
    assert (article.published, article.outlet) == (dt.date(2020, 1, 6), "The Daily")


def test_arguments_win_over_the_sidecar(story_file):
    story_file.with_name("story.meta.yaml").write_text("published: 2020-01-06")
    assert read_article(story_file, published="2021-02-03").published == dt.date(2021, 2, 3)


def test_front_matter_is_cut_off(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("---\ntitle: Rain\npublished: 2020-01-06\n---\nRain fell.\n")
    article = read_article(path)
    assert (article.text, article.title) == ("Rain fell.\n", "Rain")


def test_a_rule_of_dashes_is_no_front_matter(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("---\nRain fell.\n---\nSnow fell.\n")
    assert read_article(path).text == "---\nRain fell.\n---\nSnow fell.\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"  \n \t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(32)) * 20, "not a text file"),
        (b"caf\x81 \x8d news, and more of it", "neither UTF-8, UTF-16 nor Windows-1252"),
    ],
)
def test_bad_content_names_file_and_fix(tmp_path, content, message):
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    with pytest.raises(ArticleError, match=message) as caught:
        read_article(path)
    assert "bad.txt" in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ArticleError, match=r"nowhere\.txt does not exist"):
        read_article(tmp_path / "nowhere.txt")


def test_a_folder_is_no_article(tmp_path):
    with pytest.raises(ArticleError, match="is a folder"):
        read_article(tmp_path)


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        (
            "publisher: X",
            "unknown key 'publisher'; known keys: title, published, outlet, url, author",
        ),
        ("published: last Monday", "write the day as YYYY-MM-DD"),
        ("published: 2020-02-30", "write the day as YYYY-MM-DD"),
        ("just words", "holds no 'key: value' lines"),
        ("title: [a, b]", "title must be one line"),
        ("a: b: c", "is not YAML"),
    ],
)
def test_bad_metadata_are_named(story_file, metadata, message):
    story_file.with_name("story.meta.yaml").write_text(metadata)
    with pytest.raises(ArticleError, match=message) as caught:
        read_article(story_file)
    assert "story.meta.yaml" in str(caught.value)


def test_an_article_cannot_be_changed():
    article = Article.from_text("Rain fell.")
    with pytest.raises(AttributeError):
        article.text = "Snow fell."


def test_text_must_be_text():
    with pytest.raises(ArticleError, match="not bytes"):
        Article.from_text(b"Rain fell.")


@pytest.mark.parametrize("nothing", [None, 7, ["a.txt"]])
def test_what_is_no_path_is_told(nothing):
    with pytest.raises(ArticleError, match="path or a web address, not"):
        analyze(nothing)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    from storyanalysis.article import decode

    try:
        assert isinstance(decode(data, "file"), str)
    except ArticleError as error:
        assert "file" in str(error)
