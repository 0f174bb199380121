"""Sources judged by IMVAIN: a judgement and a reason each, null where the text cannot tell."""

from __future__ import annotations

from typing import Any

import pandas as pd

from storyanalysis.inquire.sources import judge_sources
from storyanalysis.tables import RELATIONS, SOURCES
from tests.inquire_tables import Page

PEOPLE: dict[str, dict[str, Any]] = {
    "holt": {"name": "Vera Holt", "role": "county engineer", "side": "Tarn"},
    "tarn": {"name": "Tarn County", "kind": "government", "side": "Tarn"},
    "ruiz": {"name": "Leo Ruiz", "side": "Orm"},
    "aide": {"name": "an aide", "kind": "unnamed"},
    "log": {"name": "the weir log", "kind": "document"},
    "echo": {"name": "Tarn Echo", "kind": "media"},
}


def judge(*lines: tuple[str, dict], relations: pd.DataFrame | None = None) -> pd.DataFrame:
    said = [{"cue": "said", **row} for _, row in lines if row]
    page = Page([("body", None, [sentence for sentence, _ in lines])], said, PEOPLE)
    found = judge_sources(
        page.actors(),
        page.statements(),
        page.relays(),
        RELATIONS.frame([]) if relations is None else relations,
        page.sections(),
        page.mentions(),
    )
    SOURCES.check(found)
    reasons = [column for column in found.columns if column.endswith("_reason")]
    assert found[reasons].notna().all().all()
    assert all(text for column in reasons for text in found[column])
    return found.set_index("actor_id")


def test_only_those_who_speak_or_relay_are_sources() -> None:
    found = judge(
        ("It leaks, Vera Holt said.", {"content": "It leaks", "speaker": "holt", "via": "echo"}),
        ("Leo Ruiz slept, the Tarn Echo wrote.", {}),
    )
    assert list(found.index) == ["holt", "echo"]
    assert found.loc["holt", "max_hops"] == 1
    assert found.loc["echo", "n_statements"] == 0
    assert pd.isna(found.loc["echo", "independent"])


def test_a_country_named_as_the_place_is_not_spoken_about() -> None:
    people = {
        "orm": {"name": "Orm", "kind": "country", "side": "Orm"},
        "ruiz": {"name": "Leo Ruiz", "side": "Orm"},
    }
    for content, own in (("Rain fell in Orm", False), ("Rain in Orm helped Orm", True)):
        said = [{"cue": "said", "content": content, "speaker": "ruiz"}]
        page = Page([("body", None, [f"Leo Ruiz said {content}."])], said, people)
        found = judge_sources(
            page.actors(), page.statements(), page.relays(), RELATIONS.frame([]),
            page.sections(), page.mentions(),
        )  # fmt: skip
        assert ("own side" in found.set_index("actor_id").loc["ruiz", "independent_reason"]) is own


def test_independent_of_whom_it_speaks_about() -> None:
    about_own = {"content": "Tarn County is right", "speaker": "holt"}
    about_other = {"content": "Tarn County is wrong", "speaker": "ruiz"}
    found = judge(
        ("Vera Holt said Tarn County is right.", about_own),
        ("Leo Ruiz said Tarn County is wrong.", about_other),
    )
    assert found.loc["holt", "independent"] is False or not found.loc["holt", "independent"]
    assert "own side" in found.loc["holt", "independent_reason"]
    assert found.loc["ruiz", "independent"]
    assert "Tarn County" in found.loc["ruiz", "independent_reason"]


def test_a_conflict_makes_it_interested() -> None:
    text = "Leo Ruiz said Tarn County is wrong."
    fight = {
        "relation_id": "r0_35",
        "source_id": "ruiz",
        "target_id": "tarn",
        "event": "ACCUSE",
        "quad": "verbal conflict",
        "sign": -1,
        "status": "asserted",
        "cue": "said",
        "reciprocal": False,
        "start": 0,
        "end": len(text),
        "text": text,
        "sentence_id": "n0_35",
        "confidence": 1.0,
        "rule": "test",
    }
    line = (text, {"content": "Tarn County is wrong", "speaker": "ruiz"})
    assert judge(line).loc["ruiz", "independent"]
    found = judge(line, relations=RELATIONS.frame([fight])).loc["ruiz"]
    assert not found["independent"]
    assert "conflict" in found["independent_reason"]


def test_corroboration_needs_an_unconnected_source() -> None:
    lines = [
        (
            "Vera Holt said the weir leaks badly.",
            {"content": "the weir leaks badly", "speaker": "holt"},
        ),
        (
            "Leo Ruiz said: the weir leaks badly!",
            {"content": "the weir leaks badly", "speaker": "ruiz", "near": "Leo Ruiz"},
        ),
        (
            "Tarn County said, the weir leaks badly?",
            {"content": "the weir leaks badly", "speaker": "tarn", "near": "Tarn County"},
        ),
    ]
    found = judge(*lines)
    assert found["n_corroborating"].to_dict() == {"holt": 1, "ruiz": 2, "tarn": 1}
    assert "Leo Ruiz" in found.loc["holt", "corroborating_reason"]


def test_verification_by_paper_data_or_eyes() -> None:
    found = judge(
        (
            "Leo Ruiz said: “I saw the weir burst.”",
            {"content": "“I saw the weir burst.”", "speaker": "ruiz", "form": "direct"},
        ),
        ("Vera Holt said receipts prove it.", {"content": "receipts prove it", "speaker": "holt"}),
        ("The weir burst, the weir log says.", {"content": "The weir burst", "speaker": "log"}),
        ("The weir is old, an aide said.", {"content": "The weir is old", "speaker": "aide"}),
    )
    assert found["verifies"].to_dict() == {"ruiz": True, "holt": True, "log": True, "aide": False}
    assert "receipts" in found.loc["holt", "verifies_reason"]


def test_authority_and_names_are_null_or_told() -> None:
    found = judge(
        ("It leaks, Vera Holt said.", {"content": "It leaks", "speaker": "holt"}),
        ("It is old, an aide said.", {"content": "It is old", "speaker": "aide"}),
        ("It is wet, Leo Ruiz said.", {"content": "It is wet", "speaker": "ruiz"}),
        ("It is shut, Tarn County said.", {"content": "It is shut", "speaker": "tarn"}),
    )
    assert found.loc["holt", "authoritative"]
    assert found.loc["tarn", "authoritative"]
    assert pd.isna(found.loc["ruiz", "authoritative"])
    assert found["named"].to_dict() == {"holt": True, "aide": False, "ruiz": True, "tarn": True}
    assert pd.isna(found.loc["aide", "independent"])


def test_no_statements_no_sources() -> None:
    assert judge(("Rain fell.", {})).empty


def test_words_of_page_furniture_are_left_out() -> None:
    page = Page(
        [("boilerplate", "read more", ["It leaks, Vera Holt said."])],
        [{"content": "It leaks", "speaker": "holt"}],
        PEOPLE,
    )
    empty = RELATIONS.frame([])
    tables = (page.statements(), page.relays(), empty, page.sections())
    assert judge_sources(page.actors(), *tables, page.mentions()).empty
