"""Two versions of a story: alignment of sentences and the kind of every change."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyanalysis.inquire.facts import judge_change, quoted, word_changes
from storyanalysis.inquire.similarity import changed_numbers, likeness
from storyanalysis.inquire.strength import strength
from storyanalysis.inquire.versions import CHANGE_KINDS, VersionDiff, diff_versions
from storyanalysis.inquire.words import read_words, stem
from storyanalysis.tables import SENTENCES


def sentences(parts: list[str]) -> tuple[str, pd.DataFrame]:
    text, rows = " ".join(parts), []
    at = 0
    for part in parts:
        rows.append(
            {
                "sentence_id": f"n{at}_{at + len(part)}",
                "section_id": "c",
                "paragraph": 0,
                "start": at,
                "end": at + len(part),
                "text": part,
            }
        )
        at += len(part) + 1
    return text, SENTENCES.frame(rows)


def diff(old: list[str], new: list[str]) -> VersionDiff:
    return diff_versions(*sentences(old), *sentences(new))


def kinds(old: list[str], new: list[str]) -> list[str]:
    return list(diff(old, new).changes["kind"])


OLD = [
    "Snow closed the pass on Monday.",
    "Two lorries were stuck near the tunnel.",
    "Ploughs came from Arl.",
    "A hotel took in the drivers.",
]


def test_identical_versions_are_unchanged() -> None:
    assert kinds(OLD, OLD) == ["unchanged"] * 4
    assert diff(OLD, OLD).counts["unchanged"] == 4


def test_versions_with_nothing_in_common() -> None:
    new = ["Bakers met in Lisbon.", "Flour is dear."]
    assert sorted(kinds(OLD, new)) == ["added"] * 2 + ["removed"] * 4


def test_case_and_marks_change_nothing() -> None:
    row = diff(["He said: “Go!”"], ['he said "go"']).changes.iloc[0]
    assert row["kind"] == "unchanged"
    assert "marks or case" in row["reason"]


def test_the_sentence_that_jumps_has_moved_not_those_it_passes() -> None:
    assert kinds(OLD, [OLD[3], *OLD[:3]]) == ["moved", "unchanged", "unchanged", "unchanged"]


def test_removed_sentences_stand_where_they_stood() -> None:
    assert kinds(OLD, [OLD[0], OLD[2], OLD[3]]) == [
        "unchanged",
        "removed",
        "unchanged",
        "unchanged",
    ]
    assert kinds(OLD, OLD[1:]) == ["removed", "unchanged", "unchanged", "unchanged"]


def test_repeated_sentences_pair_one_to_one() -> None:
    assert kinds(["Rain fell."] * 2, ["Rain fell."] * 3) == ["unchanged", "unchanged", "added"]


def test_a_changed_sentence_is_paired_with_its_old_wording() -> None:
    row = diff(OLD, [*OLD[:2], "Five ploughs came from Arl.", OLD[3]]).changes.iloc[2]
    assert (row["old"], row["kind"]) == (OLD[2], "reworded")


def test_empty_versions() -> None:
    assert kinds([], []) == []
    assert kinds([], ["Rain fell."]) == ["added"]
    assert diff([], []).changes.dtypes["old_start"] == "Int64"


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("reworded", "The mayor resigned on Monday.", "The mayor stepped down on Monday."),
        ("reworded", "The blaze hit a big warehouse.", "The fire hit a large warehouse."),
        ("reworded", "Two hundred people came.", "There came 200 people."),
        ("reworded", "The World Health Organization agreed.", "The WHO agreed."),
        ("reworded", "It was the gravest loss.", "There was no graver loss."),
        ("reworded", "He said he would resign.", "He said he will resign."),
        ("softened", "The mayor took bribes.", "The mayor is accused of taking bribes."),
        ("softened", "The mayor took bribes.", "The mayor took bribes, prosecutors say."),
        ("softened", "The bank will close branches.", "The bank could close branches."),
        ("softened", "The bank will close branches.", "The bank plans to close branches."),
        ("softened", "The barn will be sold.", "The barn will be sold if the heirs agree."),
        ("hardened", "Police think the driver slept.", "The driver slept."),
        ("hardened", "The firm allegedly hid the memo.", "The firm hid the memo."),
        ("hardened", "The law may be repealed.", "The law will be repealed."),
        ("corrected", "It carried 80 passengers.", "It carried 88 passengers."),
        ("corrected", "It lasted two hours.", "It lasted two minutes."),
        ("corrected", "The firm earned $2 million.", "The firm earned $2 billion."),
        ("corrected", "The flight left on Tuesday.", "The flight left on Wednesday."),
        ("corrected", "The suspect, John Kerr, fled.", "The suspect, John Carr, fled."),
        ("corrected", "The water was safe.", "The water was not safe."),
        ("corrected", "The price rose by a tenth.", "The price fell by a tenth."),
        ("corrected", "Lisa Moor, a lawyer, wrote it.", "Lisa Moor, a surgeon, wrote it."),
        ("corrected", "“We never pay,” he said.", "“We seldom pay,” he said."),
        ("corrected", "He may have taken 3 coats.", "He took 4 coats."),
    ],
)
def test_kinds_of_change(kind: str, old: str, new: str) -> None:
    found, reason = judge_change(old, new)
    assert found == kind
    assert reason


def test_the_month_of_may_is_no_hedge() -> None:
    assert not strength("The fair opens in May.")
    assert strength("The fair may open.")


def test_a_cut_quotation_is_still_right() -> None:
    assert judge_change("“We never pay, not once,” he said.", "“We never pay,” he said.")[0] == (
        "reworded"
    )


def test_quotations_are_told_word_by_word() -> None:
    assert word_changes("we crossed the river", "we forded the river") == "crossed -> forded"
    assert quoted('“one” and ‘it’s two’ and "three"') == ["one", "it’s two", "three"]
    assert quoted("the dogs' bowls, it's") == []


def test_stems() -> None:
    for word, other in (("resigned", "resigns"), ("carries", "carried"), ("left", "leaves")):
        assert stem(word) == stem(other)
    assert stem("police") != stem("policy")


def test_numbers_in_words() -> None:
    values = {w.number for w in read_words("twenty-two, 2.1 billion, $3m, nine") if w.number}
    assert values == {22, 2.1e9, 3e6, 9}
    assert not [w for w in read_words("Not one child") if w.number]


def test_changed_numbers_count_the_same_thing() -> None:
    changed = changed_numbers(read_words("26,000 homes are dark"), read_words("41,000 homes"))
    assert [(a.number, b.number) for a, b in changed] == [(26000, 41000)]
    assert not changed_numbers(read_words("26,000 homes"), read_words("41 soldiers"))


def test_likeness_is_symmetric_and_bounded() -> None:
    first, second = read_words("a fire in a mill"), read_words("the blaze destroyed mills")
    there, back = likeness(first, second), likeness(second, first)
    assert there.score == pytest.approx(back.score)
    assert 0 < there.score < 1
    assert likeness(first, first).score == 1
    assert likeness(first, ()).score == 0


TEXT = st.lists(
    st.text(alphabet="ab “”'\".,;0129 nNoOtT’\u0301é", min_size=1, max_size=30), max_size=5
)


@settings(max_examples=80, deadline=None)
@given(TEXT, TEXT)
def test_every_sentence_is_in_one_row(old: list[str], new: list[str]) -> None:
    (old_text, before), (new_text, after) = sentences(old), sentences(new)
    found = diff_versions(old_text, before, new_text, after).changes
    assert set(found["kind"]) <= set(CHANGE_KINDS)
    assert sorted(found["old_start"].dropna()) == sorted(before["start"])
    assert sorted(found["new_start"].dropna()) == sorted(after["start"])
    assert list(found["new_start"].dropna()) == sorted(found["new_start"].dropna())
    for row in found.itertuples():
        if not pd.isna(row.old):
            assert old_text[row.old_start : row.old_end] == row.old
        if not pd.isna(row.new):
            assert new_text[row.new_start : row.new_end] == row.new
