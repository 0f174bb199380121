"""Who says what: attributions of parsed text."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storyanalysis.extract.attribution import Attribution, find_attributions
from storyanalysis.extract.layout import find_paragraphs
from storyanalysis.language import parse

if TYPE_CHECKING:
    from spacy.language import Language

Found = tuple[str, str, str]


def rows_of(text: str, nlp: Language, **options: object) -> list[Attribution]:
    paragraphs = find_paragraphs(text)
    return find_attributions(parse(text, paragraphs, nlp), paragraphs, **options)


def shown(text: str, row: Attribution) -> Found:
    parts = (row.source, row.cue, row.content)
    source, cue, content = (" // ".join(text[a:b] for a, b in spans) for spans in parts)
    return source, cue, content


CASES = [
    ("“We tried,” the mayor said.", ("the mayor", "said", "“We tried,”"), "direct"),
    ("“We tried,” said the mayor.", ("the mayor", "said", "“We tried,”"), "direct"),
    (
        "The mayor said the pool would close in June.",
        ("The mayor", "said", "the pool would close in June"),
        "indirect",
    ),
    (
        "“We tried,” the mayor said on Monday. “We failed.”",
        ("the mayor", "said", "“We tried,” // “We failed.”"),
        "direct",
    ),
    (
        "The pool will close in June, according to the county.",
        ("the county", "according to", "The pool will close in June"),
        "indirect",
    ),
    (
        "The mayor said the plan was “a complete disaster” for the town.",
        ("The mayor", "said", "the plan was “a complete disaster” for the town"),
        "mixed",
    ),
]


@pytest.mark.parametrize(("text", "expected", "form"), CASES)
@pytest.mark.parametrize("weights", ["packaged", None])
def test_simple_reports(
    text: str, expected: Found, form: str, weights: str | None, nlp: Language
) -> None:
    rows = rows_of(text, nlp, weights=weights)
    assert [shown(text, row) for row in rows] == [expected]
    assert rows[0].form == form


def test_a_transcript_needs_no_verb(nlp: Language) -> None:
    text = "WALLACE: Thank you.\n\nPENCE: Good morning.\n\nIt is good to be here.\n\nWALLACE: Yes."
    rows = rows_of(text, nlp)
    assert [shown(text, row)[0] for row in rows] == ["WALLACE", "PENCE", "WALLACE"]
    assert shown(text, rows[1])[2] == "Good morning. // It is good to be here."


def test_a_name_below_a_quotation(nlp: Language) -> None:
    text = "“I cannot go there any more.” ― Ann Lee, teacher\n\nRain fell."
    (row,) = rows_of(text, nlp)
    assert shown(text, row) == ("Ann Lee", "―", "“I cannot go there any more.”")


def test_a_transcript_in_quotation_marks_with_asides(nlp: Language) -> None:
    text = (
        'The transcript follows.\n\n"WALLACE: Will it rain?\n\n"PENCE: It will rain, and —.\n\n'
        '"(CROSSTALK.)\n\n"WALLACE: Thank you."'
    )
    rows = rows_of(text, nlp)
    assert [shown(text, row)[0] for row in rows] == ["WALLACE", "PENCE", "WALLACE"]
    assert "CROSSTALK" not in "".join(shown(text, row)[2] for row in rows)


def test_signed_quotations_on_lines_that_end_in_blanks(nlp: Language) -> None:
    text = "“I cannot go there.” ― Ann Lee\u00a0\n“Nor can I go back home.”― Bo Li\n\nRain fell."
    rows = rows_of(text, nlp)
    assert [shown(text, row)[0] for row in rows] == ["Ann Lee", "Bo Li"]


@pytest.mark.parametrize("head", ["Poll: Wealthy Voters Abandon Party", "Poll: Party loses voters"])
def test_a_headline_label_before_a_clause(head: str, nlp: Language) -> None:
    text = head + "\n\nRain fell."
    rows = rows_of(text, nlp)
    assert ("Poll", ":", head.split(": ")[1]) in [shown(text, row) for row in rows]


def test_a_topic_before_a_colon_speaks_not(nlp: Language) -> None:
    text = "Football: Harriers win the cup\n\nRain fell."
    assert rows_of(text, nlp) == []


def test_words_are_told_from_thoughts(nlp: Language) -> None:
    text = "The mayor said the pool would close. The mayor hopes that the pool will open again."
    rows = rows_of(text, nlp)
    assert [(row.cue_lemma, row.act) for row in rows] == [("say", "speech"), ("hope", "thought")]


def test_an_apposition_is_one_source(nlp: Language) -> None:
    text = "“A letter is no check,” its president, Marcus Dole, said on Monday."
    (row,) = rows_of(text, nlp)
    assert len(row.source) == 1
    assert shown(text, row)[0].endswith("Marcus Dole")


def test_headline_labels(nlp: Language) -> None:
    text = "Mayor: 'We tried and failed'\n\nRain fell."
    (row,) = rows_of(text, nlp)
    assert shown(text, row) == ("Mayor", ":", "'We tried and failed'")


def test_a_quotation_without_a_cue_is_kept_and_has_no_source(nlp: Language) -> None:
    text = "The vote was fueled by “anger over the strike that killed two people last week.”"
    rows = [row for row in rows_of(text, nlp) if row.cue_token is None]
    assert [(row.source, row.cue) for row in rows] == [((), ())]


@pytest.mark.parametrize(
    "text",
    [
        "The company declined to comment.",
        "The spokesman would not say when the plant will open.",
        "A trumpet player worked through “Moon River” until noon.",
        "Rain fell on the town for three days.",
    ],
)
def test_what_is_no_statement(text: str, nlp: Language) -> None:
    assert rows_of(text, nlp) == []


def test_a_report_within_a_report_names_its_holder(nlp: Language) -> None:
    text = "The mayor said the governor told her that the bridge would be repaired."
    rows = rows_of(text, nlp)
    inner = next(row for row in rows if shown(text, row)[1] == "told")
    assert inner.inside is not None
    assert shown(text, rows[inner.inside])[0] == "The mayor"


def test_an_unclosed_quotation_is_told(nlp: Language) -> None:
    text = "The mayor said: “We tried and we failed.\n\nRain fell on the town."
    (row,) = rows_of(text, nlp)
    assert not row.closed


def test_a_higher_threshold_gives_fewer_rows(nlp: Language) -> None:
    text = " ".join(case[0] for case in CASES)
    assert len(rows_of(text, nlp, threshold=0.999)) < len(rows_of(text, nlp, threshold=0.25))
    assert all(row.confidence >= 0.3 for row in rows_of(text, nlp))


HARD = {
    "no quotation": "Rain fell.\n\nIt was cold.",
    "only quotations": "“One.”\n\n“Two of us came here.”\n\n“Three.”",
    "unbalanced": "“ a said ' b ” " * 1000,
    "straight and doubled": "'' he said \" it rained `` no ' and \" she said '' " * 100,
    "long sentence": "He said " + "that it rained and " * 60 + "stopped.",
    "cue beside cue": "said that " * 400,
    "all capitals": "THE MAYOR SAID THE POOL WOULD CLOSE.\n\n“WE TRIED,” SAID THE MAYOR.",
    "bullets": "• The mayor said no.\n• He said yes.\n- “Maybe,” she said.",
    "transcript": "WALLACE: I said no.\n\nPENCE:\n\n(LAUGHTER)\n\nWALLACE: “Yes.",
    "labels only": "A:\n\nB:\n\nA:\n\nB:",
    "marks only": "“”\n\n\"\n\n'' ''",
    "blanks": "\u00a0\n\n\t \n\n\u200b",
}


@pytest.mark.parametrize("name", sorted(HARD))
@pytest.mark.parametrize("weights", ["packaged", None])
def test_hard_text_does_not_raise(name: str, weights: str | None, nlp: Language) -> None:
    text = HARD[name]
    check(text, rows_of(text, nlp, weights=weights))


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("THE MAYOR SAID THE POOL WOULD CLOSE.\n\n“WE TRIED,” SAID THE MAYOR.", ["THE MAYOR"]),
        ("• The mayor said it rained.\n• “Maybe,” she said.", ["The mayor", "she"]),
    ],
)
def test_hard_text_gives_sensible_rows(text: str, sources: list[str], nlp: Language) -> None:
    assert set(sources) <= {shown(text, row)[0] for row in rows_of(text, nlp)}


@pytest.mark.parametrize("name", ["unbalanced", "long sentence", "cue beside cue", "bullets"])
def test_time_grows_with_the_length_only(name: str, nlp: Language) -> None:
    """Four times the text takes about four times as long, not sixteen."""
    unit = HARD[name] + " "
    unit = (unit * (1 + 3000 // len(unit)))[:3000]
    spent = []
    for text in (unit, unit * 4):
        paragraphs = find_paragraphs(text)
        doc = parse(text, paragraphs, nlp)
        find_attributions(doc, paragraphs)
        started = time.process_time()
        find_attributions(doc, paragraphs)
        spent.append(time.process_time() - started)
    assert spent[1] < 10 * spent[0] + 0.3


def check(text: str, rows: list[Attribution]) -> None:
    starts = [row.content[0][0] for row in rows]
    assert starts == sorted(starts)
    for k, row in enumerate(rows):
        for spans in (row.source, row.cue, row.content):
            assert all(0 <= a < b <= len(text) for a, b in spans)
            assert list(spans) == sorted(spans)
        assert row.form in ("direct", "mixed", "indirect")
        assert 0 <= row.confidence <= 1
        assert row.inside is None or 0 <= row.inside < len(rows)
        assert row.inside != k


@given(
    st.lists(
        st.sampled_from(
            ["The mayor", "said", "that", "it", "rained", "“", "”", '"', "'", ",", ".", "\n\n", ":"]
        ),
        max_size=25,
    )
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_gives_sound_rows(nlp: Language, words: list[str]) -> None:
    text = " ".join(["Rain", *words])
    rows = rows_of(text, nlp)
    check(text, rows)
    assert rows == rows_of(text, nlp)
