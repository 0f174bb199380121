"""Days of telling and of happening, stamps of live pages, what is due."""

import pytest

import storyanalysis as sa


def dates(text):
    article = sa.Article.from_text(text, published="2024-11-07")  # a Thursday
    table = sa.analyze(article).dates
    return [
        (text, None if value is None or value != value else value)
        for text, value in zip(table["text"], table["value"], strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Update, 14.30: The road is open.", ("14.30", "2024-11-07T14:30")),
        ("[0620] A boat has left the port.", ("0620", "2024-11-07T06:20")),
        ("The results are due on Monday.", ("Monday", "2024-11-11")),
        ("The agency has warned of rain on Saturday.", ("Saturday", "2024-11-09")),
        ("The bank has invited them to a meeting on Friday.", ("Friday", "2024-11-08")),
        ("They test it every second Friday.", ("every second Friday", "XXXX-WXX-5")),
    ],
)
def test_value(text, found):
    assert dates(text) == [found]


@pytest.mark.parametrize("text", ["14.30 per cent of them voted.", "Room 0620 is shut."])
def test_a_number_is_no_stamp(text):
    assert dates(text) == []


def test_days_count_from_what_happened_not_from_the_telling():
    text = (
        "The ferry sank on Monday. As of Thursday, 40 were missing. Two days earlier it was full."
    )
    assert dates(text)[-1] == ("Two days earlier", "2024-11-02")
