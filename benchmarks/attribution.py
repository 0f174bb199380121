"""Attribution: predictions for the scorer, time beside the bare parse, time by length.

    python benchmarks/attribution.py predict GOLD.jsonl OUT.jsonl [--threshold 0.45] [--speech]
    python benchmarks/attribution.py time TEXTS.jsonl [--docs 40]
    python benchmarks/attribution.py curve TEXTS.jsonl
    python benchmarks/attribution.py hard [--most 100000]

``predict`` writes ``{doc_id, attributions}`` lines; nested reports are left out, since
the corpus marks the outermost only. With ``--speech`` only what is said, written or shown
is predicted, no attitudes: the measure for gold in which attitudes are neutral. ``time``
takes the parse and all work on statements (attributions, speakers, relays) in one run;
``curve`` and ``hard`` show the time of attributions from 1,000 to 100,000 words, of news
and of made-up text that is hard.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from storyanalysis.extract.actors import find_actors
from storyanalysis.extract.attribution import find_attributions
from storyanalysis.extract.layout import find_paragraphs, find_sections
from storyanalysis.extract.sentences import find_sentences
from storyanalysis.extract.statements import find_statements
from storyanalysis.language import load_model, parse

LENGTHS = (1_000, 3_000, 10_000, 30_000, 100_000)
HARD = {
    "no quotation": "The rain fell on the town and the river rose. ",
    "only quotations": "“We came here in May and we will stay.”\n\n",
    "unbalanced marks": "“ the mayor said ' it ” rained \" and he said '' no ",
    "long sentences": "He said " + "that it rained and that she knew " * 30 + "it. ",
    "all capitals": "THE MAYOR SAID THE POOL WOULD CLOSE. “WE TRIED,” SAID THE MAYOR.\n\n",
    "bullets": "• The mayor said no.\n• “Maybe,” she said.\n- He warned them.\n",
    "transcript": "WALLACE: Do you agree that it rained?\n\nPENCE: I said that it did.\n\n",
    "cues only": "said that ",
}


def read(path, limit=None):
    with Path(path).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()][:limit]


def predict(gold, out, threshold, speech):
    nlp = load_model()
    with Path(out).open("w", encoding="utf-8") as stream:
        for line in read(gold):
            stream.write(json.dumps(predict_one(line, nlp, threshold, speech)) + "\n")


def predict_one(line, nlp, threshold, speech):
    paragraphs = find_paragraphs(line["text"])
    doc = parse(line["text"], paragraphs, nlp)
    found = find_attributions(doc, paragraphs, threshold=threshold, broad=True)
    rows = [
        {"source": row.source, "cue": row.cue, "content": row.content}
        for row in found
        if row.inside is None and (row.act == "speech" or not speech)
    ]
    return {"doc_id": line["doc_id"], "attributions": rows}


def measure(texts, nlp, *, whole=False):
    """Seconds of CPU for the parse, the attributions and, if `whole`, the statements."""
    spent = [0.0, 0.0, 0.0]
    for text in texts:
        paragraphs = find_paragraphs(text)
        started = time.process_time()
        doc = parse(text, paragraphs, nlp)
        spent[0] += time.process_time() - started
        started = time.process_time()
        found = find_attributions(doc, paragraphs)
        spent[1] += time.process_time() - started
        if whole:
            spent[2] += measure_statements(text, doc, paragraphs, found)
    return spent


def measure_statements(text, doc, paragraphs, found):
    """Seconds for speakers, addressees and relays, the actors being known."""
    sections = find_sections(text, paragraphs)
    sentences = find_sentences(doc, paragraphs, sections)
    mentions, actors, _ = find_actors(doc, sections, sentences, found)
    started = time.process_time()
    find_statements(doc, sections, sentences, found, mentions, actors)
    return time.process_time() - started


def show_time(path, docs):
    nlp = load_model()
    texts = [line["text"] for line in read(path, docs)]
    measure(texts[:2], nlp, whole=True)
    parsing, finding, telling = measure(texts, nlp, whole=True)
    words = sum(len(text.split()) for text in texts)
    print(f"{words:,} words: parse {parsing:.2f} s")
    print(f"attributions {finding:.2f} s, {finding / parsing:.1%} of the bare parse")
    print(f"statements {telling:.2f} s, {telling / parsing:.1%}")
    print(f"all statement work adds {(finding + telling) / parsing:.1%} to the bare parse")


def show_curve(name, words, lengths):
    """Time by length of a text made of `words` over and over."""
    nlp = load_model()
    print(f"{name}\n  words    parse s  attribution s  s per 1,000 words")
    for length in lengths:
        text = "".join((words * (1 + length // len(words)))[:length])
        parsing, finding, _ = measure([text], nlp)
        per = 1000 * finding / length
        print(f"{length:7,} {parsing:10.2f} {finding:14.2f} {per:18.4f}", flush=True)


def spaced(text):
    """Words with the blanks behind them."""
    return [word + " " for word in text.split(" ") if word]


def main():
    reader = argparse.ArgumentParser(description=__doc__)
    tasks = reader.add_subparsers(dest="task", required=True)
    task = tasks.add_parser("predict")
    task.add_argument("gold")
    task.add_argument("out")
    task.add_argument("--threshold", type=float, default=0.45)
    task.add_argument("--speech", action="store_true")
    task = tasks.add_parser("time")
    task.add_argument("texts")
    task.add_argument("--docs", type=int, default=40)
    task = tasks.add_parser("curve")
    task.add_argument("texts")
    task = tasks.add_parser("hard")
    task.add_argument("--most", type=int, default=LENGTHS[-1])
    given = reader.parse_args()
    if given.task == "predict":
        predict(given.gold, given.out, given.threshold, given.speech)
    elif given.task == "time":
        show_time(given.texts, given.docs)
    elif given.task == "curve":
        pool = "\n\n".join(line["text"] for line in read(given.texts))
        show_curve("news", spaced(pool), LENGTHS)
    else:
        for name, text in HARD.items():
            show_curve(name, spaced(text), [n for n in LENGTHS if n <= given.most])


if __name__ == "__main__":
    main()
