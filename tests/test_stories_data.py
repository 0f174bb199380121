"""The stories to teach with are complete, and their gold fits their texts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import storyanalysis as sa
from storyanalysis.tables import PLOVER_EVENTS, SECTION_KINDS

STORIES = Path(__file__).parents[1] / "data" / "stories"
NAMES = sorted(file.stem for file in STORIES.glob("*.txt"))
ENDINGS = (".txt", ".meta.yaml", ".gold.json", ".md")


def text_of(name: str) -> str:
    return (STORIES / f"{name}.txt").read_bytes().decode("utf-8")


def gold_of(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((STORIES / f"{name}.gold.json").read_text("utf-8"))
    return loaded


def gold_spans(gold: dict[str, Any]) -> list[list[int]]:
    """Every stretch of text that the gold points at, of all tables."""
    spans = [[row["start"], row["end"]] for row in gold["sections"]]
    for row in gold["statements"]:
        spans += [*row["source"], *row["cue"], *row["content"]]
    spans += [row["span"] for row in gold["dates"]]
    spans += [row["evidence"] for row in gold["relations"]]
    for row in gold["revisions"]:
        spans += [row["claim"], *([row["by"]] if row["by"] else [])]
    return spans


def test_there_are_at_least_eight_and_every_story_has_its_four_files() -> None:
    assert len(NAMES) >= 8
    wanted = {f"{name}{ending}" for name in NAMES for ending in ENDINGS} | {"README.md"}
    assert {file.name for file in STORIES.iterdir()} == wanted


@pytest.mark.parametrize("name", NAMES)
def test_metadata_read_and_agree_with_page_and_gold(name: str) -> None:
    article, gold = sa.read_article(STORIES / f"{name}.txt"), gold_of(name)
    assert article.text == text_of(name)
    assert article.title == gold["title"] == article.text.split("\n")[0]
    assert article.outlet == gold["outlet"]
    assert str(article.published)[:10] == gold["published"]
    assert gold["id"] == name


@pytest.mark.parametrize("name", NAMES)
def test_every_gold_span_is_a_clean_stretch_of_the_text(name: str) -> None:
    text = text_of(name)
    for start, end in gold_spans(gold_of(name)):
        assert 0 <= start < end <= len(text)
        words = text[start:end]
        assert words == words.strip()
        # no span begins or ends inside a word
        assert not re.match(r"\w\w", text[max(start - 1, 0) : start + 1]) or start == 0
        assert not re.match(r"\w\w", text[end - 1 : end + 1])


@pytest.mark.parametrize("name", NAMES)
def test_sections_cover_the_page_in_order_without_overlap(name: str) -> None:
    text, sections = text_of(name), gold_of(name)["sections"]
    assert {row["kind"] for row in sections} <= set(SECTION_KINDS)
    assert sections[0]["kind"] == "headline"
    ends = [0, *(row["end"] for row in sections)]
    starts = [*(row["start"] for row in sections), len(text)]
    for end, start in zip(ends, starts, strict=True):
        assert end <= start
        assert not text[end:start].strip(), f"in no section: {text[end:start]!r}"


@pytest.mark.parametrize("name", NAMES)
def test_every_name_that_the_gold_refers_to_exists(name: str) -> None:
    text, gold = text_of(name), gold_of(name)
    actors = [row["name"] for row in gold["actors"]]
    assert len(set(actors)) == len(actors)
    for row in gold["actors"]:
        assert row["aliases"]
        assert all(alias in text for alias in row["aliases"])
    for row in gold["statements"]:
        assert {row["speaker"], *row["via"]} <= {*actors, None}
        assert row["content"]
        (section,) = [
            part["kind"]
            for part in gold["sections"]
            if part["start"] <= row["content"][0][0] < part["end"]
        ]
        assert row["section"] == section
    for row in gold["relations"]:
        assert {row["source"], row["target"]} <= set(actors)
        assert row["event"] in PLOVER_EVENTS


@pytest.mark.parametrize("name", NAMES)
def test_only_what_was_published_can_be_revised(name: str) -> None:
    """A claim never lies in the note or entry that revises it."""
    gold = gold_of(name)

    def section_at(offset: int) -> int:
        rows = enumerate(gold["sections"])
        return next(i for i, row in rows if row["start"] <= offset < row["end"])

    for row in gold["revisions"]:
        assert row["status"] in {"retracted", "contradicted", "confirmed", "unchanged"}
        assert section_at(row["claim"][0]) != section_at(row["by"][0])


def test_the_table_names_every_story_and_its_true_length() -> None:
    sheet = (STORIES / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| \[`([\w-]+)`\]\(([\w-]+)\.md\) \|[^|]+\| (\d+) \|", sheet, re.M)
    assert sorted(name for name, _, _ in rows) == NAMES
    for name, link, words in rows:
        assert link == name
        assert int(words) == len(text_of(name).split())
        datasheet = (STORIES / f"{name}.md").read_text("utf-8")
        assert datasheet.startswith(f"# Datasheet: `{name}`\n")
        assert f"; {words} words |" in datasheet


def test_the_datasheet_counts_the_gold_rows() -> None:
    sheet = (STORIES / "README.md").read_text("utf-8")
    tables = ("actors", "statements", "dates", "relations", "revisions")
    golds = [gold_of(name) for name in NAMES]
    counts = [f"{sum(len(gold[table]) for gold in golds)} {table}" for table in tables]
    assert f"In all: {', '.join(counts)}." in sheet
