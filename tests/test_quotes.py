"""Quotations by their marks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyanalysis.extract.layout import find_paragraphs
from storyanalysis.extract.quotes import Quote, find_quotes


def quotes_of(text: str) -> list[Quote]:
    return find_quotes(text, find_paragraphs(text))


def outer(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in quotes_of(text) if not q.level]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" twice.', ["no"]),
        ("He said “no” twice.", ["no"]),
        ("''We tried,'' he said.", ["We tried,"]),
        ("``We tried,'' he said.", ["We tried,"]),
        ("«No», he said.", ["No"]),
        ("‘We tried,’ he said. ‘It’s done.’", ["We tried,", "It’s done."]),
        ("'We tried,' he said. 'It's done.'", ["We tried,", "It's done."]),
        ("'We are the workers' party,' he said.", ["We are the workers' party,"]),
        ("”We tried,“ he said.", ["We tried,"]),
        ("We tried,” he said.", ["We tried,"]),
        ("“We tried, he said at a rally. “We failed.”", ["We tried,", "We failed."]),
        ("the workers' rights and the bosses' fears of '68", []),
        ("rock ’n’ roll in the ’60s", []),
        ("A 5\" pipe and a 6' board", []),
    ],
)
def test_outer_quotations(text: str, expected: list[str]) -> None:
    assert outer(text) == expected


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("\"She told me, 'Go,' and I went.\"", "Go,"),
        ("“She told me, ‘Go,’ and I went.”", "Go,"),
        ("‘She told me, “Go,” and I went.’", "Go,"),
        ("“He calls it “hell” and stays.”", "hell"),
        ('"He calls it “hell” and stays."', "hell"),
    ],
)
def test_nested_quotations(text: str, inner: str) -> None:
    found = [text[q.inner_start : q.inner_end] for q in quotes_of(text) if q.level]
    assert found == [inner]
    assert sum(not q.level for q in quotes_of(text)) == 1


def test_a_quotation_runs_over_paragraphs() -> None:
    quotes = quotes_of("“One.\n\n“Two.\n\n“Three,” she said.")
    assert [q.continues for q in quotes] == [False, True, True]
    assert all(q.closed for q in quotes)


def test_an_open_end_that_nothing_carries_on_is_not_closed() -> None:
    quotes = quotes_of("“One.\n\nTwo, she said.")
    assert [(q.closed, q.continues) for q in quotes] == [(False, False)]


def test_offsets_hold_the_marks() -> None:
    text = 'He said "no".'
    (quote,) = quotes_of(text)
    assert text[quote.start : quote.end] == '"no"'


@given(st.text(alphabet="ab .,\n'\"“”‘’«»`—", max_size=80))
@settings(max_examples=300)
def test_any_text_gives_sound_quotations(text: str) -> None:
    paragraphs = find_paragraphs(text)
    quotes = find_quotes(text, paragraphs)
    assert quotes == find_quotes(text, paragraphs)
    reach = 0
    for quote in quotes:
        assert quote.start <= quote.inner_start < quote.inner_end <= quote.end
        assert any(a <= quote.start and quote.end <= b for a, b in paragraphs)
        assert quote.level in (0, 1)
        if not quote.level:
            assert quote.start >= reach
            reach = quote.end
        else:
            assert quote.start < reach


@pytest.mark.parametrize("unit", ["“ a ", "' a ", "\" “ a ' b” ‘ ", 'a" '])
def test_unbalanced_marks_take_linear_time(unit: str) -> None:
    def seconds(n: int) -> float:
        text = unit * n
        started = time.process_time()
        find_quotes(text, [(0, len(text))])
        return time.process_time() - started

    # the least of three runs, since machines are noisy; quadratic time would be 100-fold
    short = min(seconds(2_000) for _ in range(3))
    assert min(seconds(20_000) for _ in range(3)) < 40 * max(short, 0.01)
