"""The shipped data are what their datasheet says."""

import hashlib
import re
from pathlib import Path

import storyanalysis as sa

DATA = Path(__file__).parents[1] / "data"


def test_the_founding_article_is_unchanged():
    sheet = (DATA / "README.md").read_text(encoding="utf-8")
    (stated,) = re.findall(r"`([0-9a-f]{64})`", sheet)
    assert hashlib.sha256((DATA / "iraq-letter.txt").read_bytes()).hexdigest() == stated


def test_every_shipped_story_reads_with_its_metadata():
    files = sorted(DATA.rglob("*.txt"))
    assert files
    for file in files:
        article = sa.read_article(file)
        assert article.published
        assert article.outlet


def test_the_word_count_is_right():
    words = len(sa.read_article(DATA / "iraq-letter.txt").text.split())
    assert f"of {words} words" in (DATA / "README.md").read_text(encoding="utf-8")
