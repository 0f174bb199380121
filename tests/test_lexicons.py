"""Every lexicon loads, names its sources, and says nothing twice."""

import pytest

from storyanalysis import lexicons
from storyanalysis.errors import LexiconError


@pytest.mark.parametrize("name", lexicons.names())
def test_every_row_names_its_source(name):
    rows = lexicons.rows(name)
    assert rows
    assert all(row["source"].strip() for row in rows)
    assert len(lexicons.load(name)) == len(rows)


@pytest.mark.parametrize("name", lexicons.names())
def test_no_row_stands_twice(name):
    rows = [tuple(v for k, v in row.items() if k != "source") for row in lexicons.rows(name)]
    assert [row for row in set(rows) if rows.count(row) > 1] == []


@pytest.mark.parametrize("name", lexicons.names())
def test_rows_are_as_long_as_the_header(name):
    for row in lexicons.rows(name):
        assert None not in row
        assert None not in row.values()


def test_a_missing_lexicon_is_named():
    with pytest.raises(LexiconError, match="no lexicon 'nowhere'; there are actor_nouns"):
        lexicons.rows("nowhere")


def test_places_have_codes():
    assert all(len(row["country"]) == 3 for row in lexicons.rows("places"))
