"""Measure dates on TIMEX3 gold, and their cost beside the parse.

    python benchmarks/dates.py GOLD_FOLDER SCORER.py [--stories FOLDER]

GOLD_FOLDER holds ``NAME.jsonl``, one article a line: ``{doc_id, text, dct, timexes}``; SCORER is
a module with ``score(gold, predictions)``. Files other than ``wikiwars`` are pooled. Three
quarters of the pooled articles were read while the rules were made, one quarter was not
(``unseen``). ``--stories`` scores a folder of gold stories (``NN.txt``, ``NN.gold.json``).
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import importlib.util
import json
import time
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from storyanalysis.extract.dates import paragraphs_of, rows, tag
from storyanalysis.extract.layout import find_paragraphs, find_sections
from storyanalysis.extract.sentences import find_sentences
from storyanalysis.language import load_model, parse
from storyanalysis.tables import DATES

NARRATIVE = "wikiwars"
FIGURES = ("strict_F", "relaxed_P", "relaxed_R", "relaxed_F", "type_F", "value_F", "date_F")


class Clock:
    """Processor seconds by task."""

    def __init__(self) -> None:
        self.seconds = {"parse": 0.0, "dates": 0.0, "table": 0.0}

    def run(self, task: str, call: Any) -> Any:
        begun = time.process_time()
        result = call()
        self.seconds[task] += time.process_time() - begun
        return result


def load(path: Path) -> list[dict[str, Any]]:
    """Gold articles of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def load_stories(folder: Path) -> list[dict[str, Any]]:
    """Gold stories in the shape of the other gold."""
    found = []
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        with path.with_name(path.name.replace(".gold.json", ".txt")).open(
            encoding="utf-8", newline=""
        ) as stream:
            text = stream.read()
        timexes = [
            {"s": date["span"][0], "e": date["span"][1]} | {k: date[k] for k in ("type", "value")}
            for date in gold["dates"]
        ]
        found.append(
            {"doc_id": path.name, "dct": gold["published"], "text": text, "timexes": timexes}
        )
    return found


def predict(article: dict[str, Any], clock: Clock | None = None) -> dict[str, Any]:
    """Dates of one article in the gold's shape."""
    clock = clock or Clock()
    nlp, text = load_model(), article["text"]
    paragraphs = find_paragraphs(text)
    doc = clock.run("parse", lambda: parse(text, paragraphs, nlp))
    sections = find_sections(text, paragraphs)
    sentences = find_sentences(doc, paragraphs, sections)
    day = dt.date.fromisoformat(article["dct"])
    found = clock.run("dates", lambda: tag(doc, text, paragraphs_of(sentences), day, None))
    frame = clock.run("table", lambda: DATES.frame(rows(found, text, sentences)))
    values = frame["value"].astype(object).where(frame["value"].notna(), None)
    columns = zip(frame["start"], frame["end"], frame["type"], values, strict=True)
    return {"timexes": [{"s": s, "e": e, "type": t, "value": v} for s, e, t, v in columns]}


def load_scorer(path: Path) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def is_unseen(doc_id: str) -> bool:
    """Whether an article was left unread while the rules were made."""
    return hashlib.md5(doc_id.encode()).digest()[0] % 4 == 3


def figures(
    articles: Iterable[dict[str, Any]], scorer: ModuleType, clock: Clock | None = None
) -> dict[str, float]:
    """Scores over all articles, counts summed before dividing."""
    gold = {article["doc_id"]: article for article in articles}
    predicted = {key: predict(article, clock) for key, article in gold.items()}
    result = scorer.score(gold, predicted)
    return {name: result[name] for name in ("gold", *FIGURES)}


def show(name: str, result: dict[str, float]) -> None:
    """One line of figures."""
    parts = " ".join(f"{figure} {100 * result[figure]:5.1f}" for figure in FIGURES)
    print(f"{name:24} gold {int(result['gold']):5}  {parts}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--stories", type=Path)
    options = parser.parse_args()
    scorer, clock = load_scorer(options.scorer), Clock()
    files = {path.stem: load(path) for path in sorted(options.gold.glob("*.jsonl"))}
    pool = [article for name, found in files.items() if name != NARRATIVE for article in found]
    predict(pool[0])  # loads the model and compiles the rules
    show("pool", figures(pool, scorer, clock))
    for unseen in (False, True):
        part = [article for article in pool if is_unseen(article["doc_id"]) is unseen]
        show("  unseen" if unseen else "  read", figures(part, scorer))
    for name, articles in files.items():
        show(f"  {name}" if name != NARRATIVE else name, figures(articles, scorer))
    if options.stories:
        show("stories", figures(load_stories(options.stories), scorer))
    took = clock.seconds
    print(
        f"CPU of the pool: parse {took['parse']:.1f} s; dates {took['dates'] / took['parse']:.1%} "
        f"of it; the checked table around them {took['table'] / took['parse']:.1%}"
    )


if __name__ == "__main__":
    main()
