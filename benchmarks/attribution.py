"""Attribution: predictions for the scorer, time beside the bare parse, time by length.

    python benchmarks/attribution.py predict GOLD.jsonl OUT.jsonl [--threshold 0.5]
    python benchmarks/attribution.py time TEXTS.jsonl [--docs 40]
    python benchmarks/attribution.py curve TEXTS.jsonl

``predict`` writes ``{doc_id, attributions}`` lines; nested reports are left out, since
the corpus marks the outermost only. ``time`` takes parse and attribution in one run.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from storyanalysis.extract.attribution import find_attributions
from storyanalysis.extract.layout import find_paragraphs
from storyanalysis.language import load_model, parse


def read(path, limit=None):
    with Path(path).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()][:limit]


def predict(gold, out, threshold):
    nlp = load_model()
    with Path(out).open("w", encoding="utf-8") as stream:
        for line in read(gold):
            stream.write(json.dumps(predict_one(line, nlp, threshold)) + "\n")


def predict_one(line, nlp, threshold):
    paragraphs = find_paragraphs(line["text"])
    doc = parse(line["text"], paragraphs, nlp)
    found = find_attributions(doc, paragraphs, threshold=threshold, broad=True)
    rows = [
        {"source": row.source, "cue": row.cue, "content": row.content}
        for row in found
        if row.inside is None
    ]
    return {"doc_id": line["doc_id"], "attributions": rows}


def measure(texts, nlp):
    """Seconds of CPU for the parse and for the attributions."""
    parsing = finding = 0.0
    for text in texts:
        paragraphs = find_paragraphs(text)
        started = time.process_time()
        doc = parse(text, paragraphs, nlp)
        between = time.process_time()
        find_attributions(doc, paragraphs)
        parsing += between - started
        finding += time.process_time() - between
    return parsing, finding


def show_time(path, docs):
    nlp = load_model()
    texts = [line["text"] for line in read(path, docs)]
    measure(texts[:2], nlp)
    parsing, finding = measure(texts, nlp)
    words = sum(len(text.split()) for text in texts)
    print(f"{words:,} words: parse {parsing:.2f} s, attribution {finding:.2f} s")
    print(f"attribution adds {finding / parsing:.1%} to the bare parse")


def show_curve(path):
    nlp = load_model()
    pool = "\n\n".join(line["text"] for line in read(path)).split(" ")
    pool *= 1 + 100_000 // len(pool)
    print("words    parse s  attribution s  s per 1,000 words")
    for words in (1_000, 3_000, 10_000, 30_000, 100_000):
        parsing, finding = measure([" ".join(pool[:words])], nlp)
        print(f"{words:7,} {parsing:8.2f} {finding:14.2f} {1000 * finding / words:18.4f}")


def main():
    reader = argparse.ArgumentParser(description=__doc__)
    tasks = reader.add_subparsers(dest="task", required=True)
    task = tasks.add_parser("predict")
    task.add_argument("gold")
    task.add_argument("out")
    task.add_argument("--threshold", type=float, default=0.5)
    task = tasks.add_parser("time")
    task.add_argument("texts")
    task.add_argument("--docs", type=int, default=40)
    task = tasks.add_parser("curve")
    task.add_argument("texts")
    given = reader.parse_args()
    if given.task == "predict":
        predict(given.gold, given.out, given.threshold)
    elif given.task == "time":
        show_time(given.texts, given.docs)
    else:
        show_curve(given.texts)


if __name__ == "__main__":
    main()
