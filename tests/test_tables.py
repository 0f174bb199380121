"""The data dictionary checks what it declares."""

import pandas as pd
import pytest

from storyanalysis.errors import TableError
from storyanalysis.tables import PLOVER_EVENTS, RELAYS, SECTIONS, TABLES

SECTION = {
    "section_id": "c0_4",
    "kind": "body",
    "start": 0,
    "end": 4,
    "text": "Rain",
    "rule": "rest of the page",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_empty_frames_keep_their_dtypes(table):
    frame = table.frame([])
    assert [str(d) for d in frame.dtypes] == [c.dtype for c in table.columns]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_column_has_a_meaning(table):
    assert all(column.meaning for column in table.columns)
    assert len(table.dictionary()) == len(table.columns)


def test_nullable_columns_may_be_left_out():
    assert SECTIONS.frame([SECTION])["label"].isna().all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "headlin"}, "'headlin' is not one of"),
        ({"text": None}, "sections.text: null in row 0"),
        ({"colour": "red"}, r"no column \['colour'\]"),
        ({"start": 5}, "ends before it starts"),
        ({"start": "five"}, "sections.start"),
    ],
)
def test_a_bad_row_is_named(change, message):
    with pytest.raises(TableError, match=message):
        SECTIONS.frame([SECTION | change])


def test_a_doubled_key_is_named():
    with pytest.raises(TableError, match="'c0_4' twice"):
        SECTIONS.frame([SECTION, SECTION])


def test_columns_in_another_order_are_refused():
    frame = SECTIONS.frame([SECTION])
    with pytest.raises(TableError, match="columns"):
        SECTIONS.check(frame[frame.columns[::-1]])


def test_tables_without_a_key_may_repeat():
    row = {"statement_id": "s1_2", "hop": 1, "start": 0, "end": 1, "text": "A", "rule": "r"}
    assert len(RELAYS.frame([row, row])) == 2


def test_plover_has_sixteen_events():
    assert len(PLOVER_EVENTS) == 16
    assert pd.Series(PLOVER_EVENTS).value_counts().to_dict() == {
        "verbal cooperation": 4,
        "material cooperation": 3,
        "verbal conflict": 4,
        "material conflict": 5,
    }
