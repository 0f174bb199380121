"""Every lexicon loads, names its sources, and says nothing twice."""

from collections import Counter

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
    assert [row for row, times in Counter(rows).items() if times > 1] == []


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


def test_public_figures_bear_one_name_and_are_no_place():
    figures = lexicons.rows("public_figures")
    forms = [form for row in figures for form in row["forms"].split("|") if form]
    assert [form for form, times in Counter(forms).items() if times > 1] == []
    others = {row["form"] for name in ("places", "known_actors") for row in lexicons.rows(name)}
    assert sorted(set(forms) & others) == []


def test_a_title_of_a_figure_has_a_surname_beside_it():
    for row in lexicons.rows("public_figures"):
        assert bool(row["titles"]) == bool(row["surnames"])
        assert row["forms"] or row["surnames"]
        assert row["side"]


def test_regions_are_no_countries():
    forms = [row["form"] for row in lexicons.rows("regions")]
    assert [form for form, times in Counter(forms).items() if times > 1] == []
