"""Paragraphs and sections of made-up pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyanalysis.extract.layout import find_paragraphs, find_sections

STORY = (
    "The ferry line said on Monday that it would stop night crossings in May.\n\n"
    "Passengers wrote to the council. “We work nights,” their letter said.\n\n"
    "The council will meet on Thursday to hear both sides, a clerk said.\n"
)


def kinds(text, **metadata):
    table = find_sections(text, find_paragraphs(text), **metadata)
    return list(zip(table["kind"], table["text"].str[:20], strict=True))


def just_kinds(text, **metadata):
    return [kind for kind, _ in kinds(text, **metadata)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ferry line ends night crossings\n\n" + STORY, ["headline", "body"]),
        (
            "Ferry line ends night crossings\nCouncil to meet\n\n" + STORY,
            ["headline", "deck", "body"],
        ),
        (
            "Ferry line ends night crossings\n\nBy Ana Ruiz\n\n" + STORY,
            ["headline", "boilerplate", "body"],
        ),
        (
            "Ferry line ends crossings\n\nUpdate, 3 p.m.: The line takes it back.\n\n" + STORY,
            ["headline", "update", "original"],
        ),
        (
            "Ferry line ends crossings\n\nUpdate to story below:\n\nThe line takes it back.\n\n"
            "It said so at noon.\n\nOriginal story follows.\n\n" + STORY,
            ["headline", "update", "original"],
        ),
        (
            "Ferry line ends crossings\n\n" + STORY + "\nCorrection: The line is not a firm.\n",
            ["headline", "original", "correction"],
        ),
        (
            "Ferry line ends crossings\n\n" + STORY + "\nUPDATE: The line has taken it back.\n\n"
            "A spokesman said so.\n",
            ["headline", "original", "update"],
        ),
        (
            "Ferry dispute: live\n\n10:40 a.m. The council meets.\n\nMore soon.\n\n"
            "9:15 a.m. Doors open.\n",
            ["headline", "entry", "entry"],
        ),
        (
            "Ferry line ends crossings\n\n" + STORY + "\nRead more\n\n© 2024 The Harbour Post",
            ["headline", "body", "boilerplate", "boilerplate"],
        ),
        (
            "Ferry line ends crossings\n\n" + STORY + "\nAdvertisement\n\n" + STORY,
            ["headline", "body", "boilerplate", "body"],
        ),
        (STORY, ["body"]),
        ("One line only", ["body"]),
    ],
)
def test_sections_of_a_page(text, expected):
    assert just_kinds(text) == expected


def test_the_outlets_name_at_the_end_is_no_story():
    text = "Ferry line ends crossings\n\n" + STORY + "\nThe Harbour Post"
    assert just_kinds(text, outlet="The Harbour Post")[-1] == "boilerplate"
    assert just_kinds(text)[-1] == "body"


def test_an_entry_carries_its_time():
    text = "Live\n\n10:40 a.m. The council meets.\n\n9:15 a.m. Doors open.\n"
    table = find_sections(text, find_paragraphs(text))
    assert table["label"].tolist()[1:] == ["10:40 a.m.", "9:15 a.m."]


def test_wrapped_lines_are_one_paragraph():
    wrapped = (
        "The ferry line said on Monday that it\nwould stop night crossings in May, and\n"
        "passengers wrote to the council about\nit at once.\n\nThe council will meet on Thursday to\n"
        "hear both sides.\n"
    )
    assert len(find_paragraphs(wrapped)) == 2
    assert len(find_paragraphs("First line.\nSecond line.\nThird line.\nFourth line.\n")) == 4


@given(st.text(alphabet=st.sampled_from('Aa b.\n:“”’"-1UPDATE©'), max_size=300))
def test_sections_cover_every_letter_in_order(text):
    paragraphs = find_paragraphs(text)
    table = find_sections(text, paragraphs)
    covered = [False] * len(text)
    end = 0
    for row in table.itertuples():
        assert row.start >= end
        assert text[row.start : row.end] == row.text
        covered[row.start : row.end] = [True] * (row.end - row.start)
        end = row.end
    assert all(c or ch.isspace() for c, ch in zip(covered, text, strict=True))
