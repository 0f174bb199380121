"""Several stories: shared actors and statements, reliance, circular reports."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyanalysis.errors import ArticleError
from storyanalysis.inquire.compare import compare
from storyanalysis.inquire.flow import FLOW_COLUMNS, circular_chains, verdict
from storyanalysis.inquire.outlets import is_outlet, same_name
from storyanalysis.inquire.shared import Said, match_statement
from storyanalysis.inquire.words import read_words
from tests.inquire_tables import Page

PEOPLE = {
    "vera": {"name": "Vera Holt"},
    "echo": {"name": "the Tarn Echo", "kind": "media"},
    "wire": {"name": "the Northern Wire", "kind": "media"},
}


def page(*lines: tuple[str, dict]) -> Page:
    said = [{"cue": "said", **row} for _, row in lines]
    return Page([("body", None, [sentence for sentence, _ in lines])], said, PEOPLE)


def own() -> Page:
    return page(
        (
            "The weir leaks badly, Vera Holt told the Tarn Echo.",
            {"content": "The weir leaks badly", "speaker": "vera", "to": "echo"},
        ),
        (
            "The sluice has rusted through, Vera Holt said.",
            {"content": "The sluice has rusted through", "speaker": "vera"},
        ),
    )


def relaying(outlet: str) -> Page:
    name = PEOPLE[outlet]["name"]
    return page(
        (
            f"The weir leaks badly, Vera Holt told {name}.",
            {"content": "The weir leaks badly", "speaker": "vera", "to": outlet},
        ),
        (
            f"The sluice has rusted, according to {name}.",
            {"content": "The sluice has rusted", "speaker": outlet},
        ),
        (
            f"Boats are banned, Vera Holt said, {name} reported.",
            {"content": "Boats are banned", "speaker": "vera", "via": outlet},
        ),
    )


def test_flow_of_a_chain() -> None:
    stories = [
        own().story("The Tarn Echo"),
        relaying("echo").story("Northern Wire"),
        relaying("wire").story("Morning Ledger"),
    ]
    found = compare(stories)
    flow = found.flow.set_index(["from_outlet", "to_outlet"])["verdict"]
    assert list(found.flow.columns) == list(FLOW_COLUMNS)
    assert flow["The Tarn Echo", "Northern Wire"] == "wholly"
    assert flow["Northern Wire", "Morning Ledger"] == "wholly"
    assert set(
        flow.drop([("The Tarn Echo", "Northern Wire"), ("Northern Wire", "Morning Ledger")])
    ) == {"independent"}
    assert list(found.circular["shape"]) == ["chain"]
    assert "one source" in found.circular["reason"].item()


def test_the_same_words_are_no_reliance() -> None:
    lines = [
        (
            "The weir leaks badly, Vera Holt said.",
            {"content": "The weir leaks badly", "speaker": "vera"},
        ),
        ("Boats are banned, she added.", {"content": "Boats are banned", "speaker": "vera"}),
    ]
    found = compare([page(*lines).story(name) for name in ("Tarn Echo", "Hill Post", "Radio Tarn")])
    assert set(found.flow["verdict"]) == {"independent"}
    assert list(found.statements["match"]) == ["same"] * 6
    assert found.circular.empty


def test_generic_names_stand_for_the_outlet_named_last() -> None:
    story = page(
        (
            "The weir leaks badly, the Tarn Echo reported.",
            {"content": "The weir leaks badly", "speaker": "echo"},
        ),
        (
            "The sluice has rusted, said the newspaper.",
            {"content": "The sluice has rusted", "source": "the newspaper"},
        ),
        (
            '"It may go any day," she was quoted as saying.',
            {"content": '"It may go any day,"', "form": "direct"},
        ),
    ).story("Hill Post")
    flow = compare([own().story("Tarn Echo"), story]).flow
    assert flow.query("to_outlet == 'Hill Post'")["n_statements"].item() == 3


def test_actors_and_names() -> None:
    found = compare([own().story("A"), own().story(None), own().story("A")])
    assert found.outlets == ("A (1)", "story 2", "A (2)")
    row = found.actors.set_index("name").loc["Vera Holt"]
    assert row["n_outlets"] == 3
    assert found.actors["A (1)"].dtype.name == "bool"
    assert set(found.statements["match"]) == {"same"}


def test_fewer_than_two_stories() -> None:
    with pytest.raises(ArticleError, match="at least two"):
        compare([own().story("A")])


def test_stories_without_statements() -> None:
    empty = Page([("body", None, ["Rain fell."])])
    found = compare([empty.story("A"), empty.story("B")])
    assert found.statements.empty
    assert list(found.flow["share"]) == [0.0, 0.0]
    assert found.circular.empty


SHARES = {"wholly": 1.0, "mainly": 0.6, "partly": 0.3, "independent": 0.0}


def links(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "from_outlet": a,
                "to_outlet": b,
                "n_statements": 1,
                "share": SHARES[word],
                "verdict": word,
            }
            for a, b, word in rows
        ],
        columns=list(FLOW_COLUMNS),
    ).astype(FLOW_COLUMNS)


@pytest.mark.parametrize(
    ("rows", "shapes"),
    [
        ([("A", "B", "wholly")], []),
        ([("A", "B", "wholly"), ("B", "C", "mainly")], ["chain"]),
        ([("A", "B", "wholly"), ("B", "C", "partly")], []),
        ([("A", "B", "wholly"), ("A", "C", "mainly")], ["star"]),
        ([("A", "B", "wholly"), ("B", "A", "partly")], ["loop"]),
        ([("A", "B", "partly"), ("B", "A", "partly")], []),
        ([("A", "B", "wholly"), ("B", "C", "wholly"), ("C", "A", "partly")], ["loop"]),
        ([("A", "B", "independent"), ("B", "C", "independent")], []),
        ([], []),
    ],
)
def test_circular_shapes(rows: list, shapes: list[str]) -> None:
    assert list(circular_chains(links(*rows))["shape"]) == shapes


def test_verdicts() -> None:
    told = [verdict(n, of) for n, of in ((0, 4), (1, 4), (2, 4), (3, 4), (4, 4), (0, 0))]
    assert told == ["independent", "partly", "partly", "mainly", "wholly", "independent"]


@pytest.mark.parametrize(
    ("name", "outlet", "same"),
    [
        ("the Fenwick Herald", "The Fenwick Herald", True),
        ("the Herald", "Fenwick Herald", True),
        ("Echo", "Tarn Valley Echo", True),
        ("TVE", "Tarn Valley Echo", True),
        ("Northern Wire news agency", "Northern Wire", True),
        ("the herald", "Fenwick Herald", False),
        ("the Daily Quay", "Kestrel Daily", False),
        ("Harbour Post", "Morning Post", False),
        ("", "Herald", False),
    ],
)
def test_outlet_names(name: str, outlet: str, same: bool) -> None:
    assert is_outlet(name, outlet) is same


def test_people_by_last_name() -> None:
    assert same_name("Vera Holt", "Holt", short=True)
    assert not same_name("Vera Holt", "Ida Holt", short=True)
    assert not same_name("Vera Holt", "Holt")


def said(content: str, form: str = "indirect", speaker: str | None = None) -> Said:
    return Said("s", content, speaker, form, read_words(content))


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (said("“It leaks badly,”", "direct"), said('"it leaks badly."', "direct"), "same"),
        (said("“It leaks very badly now”", "direct"), said("“very badly”", "direct"), "cut"),
        (said("the weir leaks and will burst"), said("the weir leaks"), "cut"),
        (
            said("the weir leaks, and boats are banned"),
            said("Boats are banned as the weir leaks"),
            "reworded",
        ),
        (said("he resigned over the leak"), said("the leak made him step down"), "reworded"),
        (said("the weir leaks at three places"), said("the weir leaks at five places"), None),
        (said("the weir leaks badly"), said("the weir never leaks badly"), None),
        (said("the weir leaks"), said("bread is dear"), None),
        (said(""), said(""), None),
    ],
)
def test_matches(first: Said, second: Said, kind: str | None) -> None:
    for one, other in ((first, second), (second, first)):
        match = match_statement(one, other)
        assert (match.kind if match else None) == kind


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words_can_be_matched(first: str, second: str) -> None:
    match_statement(said(first, "direct"), said(second))
    is_outlet(first, second)
