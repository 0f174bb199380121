"""Measure relations on gold sentences with PLOVER events.

    python benchmarks/relations.py GOLD.jsonl SCORER.py [--out PRED.jsonl] [-- SCORER OPTIONS]

GOLD holds one sentence a line, ``{id, text, date, relations}``; SCORER is run as
``SCORER GOLD PRED``. Each sentence is analysed as an article of its own;
codes come from the actors table.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType

import pandas as pd

import storyanalysis as sa
from storyanalysis.extract.actors.gazetteer import longest_entry

BODIES = {
    "United Nations", "European Union", "NATO", "African Union", "Arab League", "OSCE",
    "Organization for Security and Co-operation in Europe", "Organization of American States",
    "World Bank", "International Monetary Fund", "World Health Organization",
    "World Trade Organization", "European Commission", "European Parliament", "ASEAN", "OPEC",
    "Red Cross", "International Committee of the Red Cross", "International Criminal Court",
    "International Atomic Energy Agency", "World Food Programme", "World Food Program",
    "International Labor Office", "International Labour Organization", "Security Council",
    "UN Security Council", "European Central Bank", "Commonwealth", "G7", "G20", "ECOWAS",
    "UNICEF", "UNESCO", "UNHCR", "Interpol", "Gulf Cooperation Council", "IMF", "WTO", "OECD",
    "Organization of African Unity", "Commonwealth of Independent States", "Warsaw Pact", "APEC",
    "Organization of Islamic Cooperation", "Southern African Development Community", "Mercosur",
    "Council of Europe", "Non-Aligned Movement", "Asian Development Bank", "AMISOM", "IGAD",
    "African Development Bank", "Contadora Group", "Caribbean Community", "ECOMOG", "SAARC",
}  # fmt: skip
MILITANTS = {"al-Qaeda", "Islamic State", "al-Qaeda in the Islamic Maghreb", "Jemaah Islamiyah"}
CIVIL = {"amnesty", "rights", "watch", "charity", "group", "foundation", "association", "committee",
         "society", "union", "relief", "greenpeace", "oxfam", "trust", "federation", "fifa", "uefa",
         "médecins"}  # fmt: skip
SECTORS = {
    "government": "GOV", "military": "MIL", "legislature": "LEG", "court": "JUD",
    "company": "BUS", "media": "JRN", "armed-group": "REB",
}  # fmt: skip


def code(actor: dict[str, object], home: str | None) -> str | None:
    """Country, IGO or NGO of an actor; one of no country told belongs to the story's only one."""
    if isinstance(actor["country"], str):
        return actor["country"]
    if actor["side"] in BODIES or actor["name"] in BODIES:
        return "IGO"
    if actor["side"] in MILITANTS:
        return "IMG"  # of no one country, as PLOVER codes them
    words = str(actor["name"]).replace("-", " - ").split()
    for i, _ in enumerate(words):  # "Demonstrators in Baghdad"
        hit = longest_entry(words[i:])
        if hit and hit[1].country:
            return hit[1].country
        if hit and hit[1].name in BODIES:
            return "IGO"
        if hit and hit[1].kind == "armed-group" and hit[1].side in MILITANTS:
            return "IMG"
    if actor["kind"] == "organization" and {word.lower() for word in words} & CIVIL:
        return "NGO"
    return home


def home_of(actors: list[dict[str, object]]) -> str | None:
    """The one country the actors belong to, if there is only one."""
    countries = {row["country"] for row in actors if isinstance(row["country"], str)}
    return str(countries.pop()) if len(countries) == 1 else None


def predict(item: dict[str, str]) -> list[dict[str, object]]:
    """Relations of one sentence, with codes for actors."""
    article = sa.Article.from_text(item["text"], published=item.get("date"))
    return coded(*tables_of(sa.analyze(article)))


def tables_of(story: sa.Story) -> tuple[pd.DataFrame, pd.DataFrame]:
    return story.actors, story.relations


def coded(actors: pd.DataFrame, relations: pd.DataFrame) -> list[dict[str, object]]:
    """Relations as the scorer reads them, the surest first."""
    rows = actors.astype(object).to_dict("records")
    home = home_of(rows)
    by_id = {row["actor_id"]: row for row in rows}
    found = []
    ordered = relations.sort_values("confidence", ascending=False, kind="stable")
    for row in ordered.astype(object).to_dict("records"):
        ends = {}
        for end in ("source", "target"):
            actor = by_id.get(row[f"{end}_id"])
            ends[f"{end}_code"] = code(actor, home) if actor else None
            ends[f"{end}_sector"] = SECTORS.get(str(actor["kind"])) if actor else None
        if row["event"] == "PROTEST" and actor is None:  # PLOVER takes the own authorities
            ends["target_code"] = ends["source_code"]
        more = {key: row[key] for key in ("event", "reciprocal", "status", "rule")}
        found.append({**ends, **more})
    return found


def load_scorer(path: Path) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_relations", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(path: Path) -> list[dict[str, object]]:
    """Gold sentences of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def figures(items: list[dict[str, object]], scorer: ModuleType) -> dict[str, float]:
    """F1 of event, pair and triple, as the scorer counts them."""
    sums = {name: [0, 0, 0] for name in ("event", "pair", "triple")}
    for item in items:
        gold, found = scorer.norm(item["relations"]), scorer.norm(predict(item))
        for name, total in sums.items():
            for i, n in enumerate(scorer.counts(gold, found, name, False)):
                total[i] += n
    return {name: scorer.prf(*total)[2] for name, total in sums.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--out", type=Path)
    arguments, options = parser.parse_known_args()
    items = load(arguments.gold)
    out = arguments.out or Path(tempfile.mkdtemp()) / "predictions.jsonl"
    with out.open("w", encoding="utf-8") as stream:
        for item in items:
            record = {"id": item["id"], "relations": predict(item)}
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    options = [option for option in options if option != "--"]
    command = [sys.executable, str(arguments.scorer), str(arguments.gold), str(out), *options]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
