"""Measure relations on gold sentences with PLOVER events.

    python benchmarks/relations.py GOLD.jsonl SCORER.py [--out PRED.jsonl] [-- SCORER OPTIONS]

GOLD holds one sentence a line, ``{id, text, date, relations}``; SCORER is run as
``SCORER GOLD PRED``. Each sentence is analysed as an article of its own;
codes come from the actors table.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import storyanalysis as sa

BODIES = {
    "United Nations", "European Union", "NATO", "African Union", "Arab League", "OSCE",
    "Organization for Security and Co-operation in Europe", "Organization of American States",
    "World Bank", "International Monetary Fund", "World Health Organization",
    "World Trade Organization", "European Commission", "European Parliament", "ASEAN", "OPEC",
    "Red Cross", "International Committee of the Red Cross", "International Criminal Court",
    "International Atomic Energy Agency", "World Food Programme", "World Food Program",
    "International Labor Office", "International Labour Organization", "Security Council",
    "UN Security Council", "European Central Bank", "Commonwealth", "G7", "G20", "ECOWAS",
    "UNICEF", "UNESCO", "UNHCR", "Interpol", "Gulf Cooperation Council",
}  # fmt: skip
SECTORS = {
    "government": "GOV", "military": "MIL", "legislature": "LEG", "court": "JUD",
    "company": "BUS", "media": "JRN", "armed-group": "REB",
}  # fmt: skip


def code(actor: dict[str, object]) -> str | None:
    """Country, IGO or NGO of an actor."""
    if isinstance(actor["country"], str):
        return actor["country"]
    if actor["side"] in BODIES or actor["name"] in BODIES:
        return "IGO"
    return "NGO" if actor["kind"] == "organization" else None


def predict(item: dict[str, str]) -> list[dict[str, object]]:
    """Relations of one sentence, with codes for actors."""
    article = sa.Article.from_text(item["text"], published=item.get("date"))
    story = sa.analyze(article)
    actors = {row["actor_id"]: row for row in story.actors.astype(object).to_dict("records")}
    found = []
    ordered = story.relations.sort_values("confidence", ascending=False, kind="stable")
    for row in ordered.astype(object).to_dict("records"):
        ends = {}
        for end in ("source", "target"):
            actor = actors.get(row[f"{end}_id"])
            ends[f"{end}_code"] = code(actor) if actor else None
            ends[f"{end}_sector"] = SECTORS.get(str(actor["kind"])) if actor else None
        more = {key: row[key] for key in ("event", "reciprocal", "status", "rule")}
        found.append({**ends, **more})
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--out", type=Path)
    arguments, options = parser.parse_known_args()
    lines = arguments.gold.read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) for line in lines if line.strip()]
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
