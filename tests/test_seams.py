"""Ends of sentences that the parser ran over."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storyanalysis.extract.attribution.seams import mended
from storyanalysis.extract.quotes import find_quotes


def columns_of(words, heads, *, tags=(), kinds=()):
    starts, place = [], 0
    for word in words:
        starts.append(place)
        place += len(word) + 1
    n = len(words)
    return {
        "orth": list(words),
        "lower": [word.lower() for word in words],
        "idx": starts,
        "head": list(heads),
        "dep": ["ROOT" if head == i else "dep" for i, head in enumerate(heads)],
        "sent_start": [1] + [0] * (n - 1),
        "tag": list(tags) or ["NN"] * n,
        "ent_type": list(kinds) or [""] * n,
    }


def mend(columns):
    text = " ".join(columns["orth"])
    return mended(columns, find_quotes(text, [(0, len(text))]), text)


def test_a_sentence_begins_behind_the_time_of_day():
    words = ["It", "opened", "at", "2", "a.m.", "Osei", "left", "."]
    found = mend(
        columns_of(
            words,
            [1, 6, 1, 4, 2, 6, 6, 6],
            tags=["PRP", "VBD", "IN", "CD", "NN", "NNP", "VBD", "."],
        )
    )
    assert found["sent_start"][5] == 1
    assert found["head"][1] == 1  # the verb of the first sentence hangs on nothing in the second
    assert found["dep"][1] == "ROOT"


def test_a_day_behind_the_time_goes_on():
    words = ["It", "opened", "at", "2", "a.m.", "Monday", "and", "closed", "."]
    tags = ["PRP", "VBD", "IN", "CD", "NN", "NNP", "CC", "VBD", "."]
    columns = columns_of(words, [1] * 9, tags=tags, kinds=["", "", "", *["TIME"] * 3, "", "", ""])
    assert mend(columns)["sent_start"] == columns["sent_start"]


def test_a_whole_quotation_behind_a_full_stop_begins_a_sentence():
    words = ["It", "opened", "at", "2", "a.m.", "“We", "slept,”", "he", "said", "."]
    assert mend(columns_of(words, [8] * 10))["sent_start"][5] == 1


@given(st.data())
def test_no_arc_crosses_a_beginning_and_nothing_given_is_changed(data):
    word = st.sampled_from(["a.m.", "p.m.", "Osei", "said", "“We", "left.”", "left,”", "it", "."])
    words = data.draw(st.lists(word, min_size=1, max_size=30))
    heads = [data.draw(st.integers(0, len(words) - 1)) for _ in words]
    tags = ["VBD" if word in ("said", "it") else "NN" for word in words]
    columns = columns_of(words, heads, tags=tags)
    before = {name: list(values) for name, values in columns.items()}
    found = mend(columns)
    assert columns == before
    if found["sent_start"] == before["sent_start"]:
        return
    sentence, number = [], 0
    for flag in found["sent_start"]:
        number += flag == 1
        sentence.append(number)
    assert all(sentence[i] == sentence[head] for i, head in enumerate(found["head"]))
