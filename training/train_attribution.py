"""Train the attribution weights on PolNeAR.

    python training/train_attribution.py TRAIN.jsonl OUT.npz [--cache FOLDER] [--docs N]

TRAIN.jsonl holds a document a line: ``{doc_id, text, attributions: [{source, cue,
content}]}``, each role a list of [start, end) character spans. Same input, same output.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
from collections import Counter
from pathlib import Path

import numpy as np
from attribution_gold import Gold, read_gold
from crf_fit import fit
from scipy.sparse import csr_matrix, lil_matrix
from sklearn.linear_model import LogisticRegression

from storyanalysis.extract.attribution.cues import (
    CUE_POS,
    configuration,
    is_candidate,
)
from storyanalysis.extract.attribution.decode import propose
from storyanalysis.extract.attribution.grid import Grid
from storyanalysis.extract.attribution.keys import Vocabulary, keys_of
from storyanalysis.extract.attribution.page import Page, read_page
from storyanalysis.extract.attribution.rules import spans_of
from storyanalysis.extract.attribution.signs import cue_features
from storyanalysis.extract.attribution.tagger import LIKELY, frames_of, likely_cues, tag
from storyanalysis.extract.attribution.weights import Weights, save_weights
from storyanalysis.extract.attribution.windows import Cue, windows_of
from storyanalysis.extract.layout import find_paragraphs
from storyanalysis.language import load_model, parse

FOLDS = 4
CUE_C = 0.1
CONFIDENCE_C = 0.1
CONFIDENCE_LEAST = 5
KEYS = 160_000
CLOSED_POS = ("ADP", "SCONJ", "CCONJ", "PRON", "DET", "PUNCT", "PART", "AUX", "ADV")


def read_pages(path: Path, cache: Path | None) -> list[tuple[Page, list[Gold]]]:
    """Parsed documents with their gold; parses are kept in `cache` between runs."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    mark = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    stored = cache / f"pages-{mark}.pickle" if cache else None
    if stored and stored.is_file():
        pages = pickle.loads(stored.read_bytes())
    else:
        nlp = load_model()
        pages = []
        for line in lines:
            paragraphs = find_paragraphs(line["text"])
            pages.append(read_page(parse(line["text"], paragraphs, nlp), paragraphs))
        if stored:
            stored.write_bytes(pickle.dumps(pages))
    return [
        (page, read_gold(page, line["attributions"]))
        for page, line in zip(pages, lines, strict=True)
    ]


def candidate_table(documents: list[tuple[Page, list[Gold]]]) -> dict[str, float]:
    """ "lemma POS" of words that were a cue's head twice or more, with their rate."""
    cues: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for page, golds in documents:
        seen.update(f"{lemma} {pos}" for lemma, pos in zip(page.lemma, page.pos, strict=True))
        heads = {gold.head for gold in golds if gold.head is not None}
        cues.update(f"{page.lemma[i]} {page.pos[i]}" for i in heads)
    return {
        word: n / seen[word]
        for word, n in sorted(cues.items())
        if n >= 2 and word.split()[-1] in CUE_POS - {"PUNCT"} and n / seen[word] >= 0.01
    }


def cue_rows(page: Page, golds: list[Gold], candidates: dict[str, float], *, training: bool):
    """(token, is it a cue?) of each candidate.

    Words inside another attribution's content are left out of the training: the
    annotators marked the outermost report only, so they are not known to be no cue.
    """
    heads = {gold.head for gold in golds}
    quiet = {i for gold in golds for i in gold.content} if training else set()
    for i in range(len(page)):
        if is_candidate(page, i, candidates) and (i in heads or i not in quiet):
            yield i, i in heads


def cue_table(documents, candidates: dict[str, float]) -> list[list[tuple[list[str], bool]]]:
    """For each document its candidates: features, and whether they are cues."""
    return [
        [
            (sorted(set(cue_features(page, i))), good)
            for i, good in cue_rows(page, golds, candidates, training=True)
        ]
        for page, golds in documents
    ]


def fit_cues(table: list[list[tuple[list[str], bool]]]) -> dict[str, float]:
    rows = [row for document in table for row in document]
    counts = Counter(feature for features, _ in rows for feature in features)
    names = sorted(feature for feature, n in counts.items() if n >= 3)
    number = {name: k for k, name in enumerate(names)}
    columns = [[number[f] for f in features if f in number] for features, _ in rows]
    pointers = np.concatenate([[0], np.cumsum([len(row) for row in columns])])
    flat = np.array([k for row in columns for k in row])
    matrix = csr_matrix((np.ones(len(flat)), flat, pointers), shape=(len(rows), len(names)))
    model = LogisticRegression(C=CUE_C, solver="liblinear", random_state=0)
    model.fit(matrix, np.array([good for _, good in rows]))
    table_ = zip(names, model.coef_[0], strict=True)
    kept = {name: float(weight) for name, weight in table_ if abs(weight) > 0.03}
    return kept | {"": float(model.intercept_[0])}


def vocabulary_of(documents) -> Vocabulary:
    """Words that features may name: closed classes, cue lemmas, no names."""
    counts: dict[str, Counter[str]] = {
        k: Counter() for k in ("dep", "tag", "ent", "word", "config", "lemma")
    }
    for page, golds in documents:
        counts["dep"].update(page.dep)
        counts["tag"].update(page.tag)
        counts["ent"].update(ent for ent in page.ent if ent)
        counts["word"].update(
            word
            for word, pos, ent in zip(page.word, page.pos, page.ent, strict=True)
            if pos in CLOSED_POS and not ent and "\n" not in word
        )
        heads = [gold.head for gold in golds if gold.head is not None]
        counts["config"].update(configuration(page, i) for i in heads)
        counts["lemma"].update(page.lemma[i] for i in heads)
    limits = {"dep": (60, 1), "tag": (60, 1), "ent": (30, 1)}
    limits |= {"word": (400, 20), "config": (500, 3), "lemma": (1000, 5)}
    words = {}
    for name, (most, least) in limits.items():
        ranked = sorted(counts[name].items(), key=lambda item: (-item[1], item[0]))
        words[name] = [word for word, n in ranked if n >= least and word][:most]
    return Vocabulary(words)


def tagger_data(documents, scores, vocabulary):
    """Keys, labels and sizes of the windows around the gold cues."""
    keys, labels, sizes = [], [], []
    for (page, golds), score in zip(documents, scores, strict=True):
        likely = sorted(i for i, p in score.items() if p >= LIKELY)
        first = {gold.head: gold for gold in reversed(golds) if gold.head is not None}
        chosen = [gold for gold in golds if gold is first.get(gold.head)]
        if not chosen:
            continue
        heads = [gold.head for gold in chosen]
        cues = [Cue(i, 1.0, spans_of(page, i, frames_of(page, i))) for i in heads]
        windows = windows_of(page, Grid(page, vocabulary), cues, likely, vocabulary)
        keys.append(keys_of(windows.values, windows.first))
        sizes.append(windows.end - windows.start)
        for gold, start, end in zip(chosen, windows.start, windows.end, strict=True):
            labels += [
                1 if i in gold.source else 2 if i in gold.content else 0 for i in range(start, end)
            ]
    return np.concatenate(keys), np.array(labels), np.concatenate(sizes)


def dice(a: set[int], b: set[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def is_right(page: Page, proposal, golds: list[Gold]) -> bool:
    content = {i for i in proposal.content if page.is_word[i]}
    source = {i for i in proposal.source if page.is_word[i]}
    for gold in golds:
        if dice(content, {i for i in gold.content if page.is_word[i]}) >= 0.5:
            wanted = {i for i in gold.source if page.is_word[i]}
            if bool(source) == bool(wanted) and dice(source, wanted) >= 0.5:
                return True
    return False


def fit_confidence(rows) -> dict[str, float]:
    """Logistic regression over the features of cross-fitted proposals."""
    counts = Counter(name for features, _ in rows for name, _ in features)
    names = sorted(name for name, n in counts.items() if n >= CONFIDENCE_LEAST)
    number = {name: k for k, name in enumerate(names)}
    matrix = lil_matrix((len(rows), len(names)))
    for k, (features, _) in enumerate(rows):
        for name, value in features:
            if name in number:
                matrix[k, number[name]] = value
    model = LogisticRegression(C=CONFIDENCE_C, solver="liblinear", random_state=0)
    model.fit(csr_matrix(matrix), np.array([good for _, good in rows]))
    return dict(zip(names, map(float, model.coef_[0]), strict=True)) | {
        "": float(model.intercept_[0])
    }


def train(documents) -> Weights:
    """Cross-fit cues and tagger to learn the confidence, then fit both on everything."""
    candidates = candidate_table(documents)
    vocabulary = vocabulary_of(documents)
    folds = [list(range(k, len(documents), FOLDS)) for k in range(FOLDS)]
    none = np.zeros(0, dtype=np.int64)
    scores: list[dict[int, float]] = [{} for _ in documents]
    table = cue_table(documents, candidates)
    for fold in folds:
        cue = fit_cues([rows for k, rows in enumerate(table) if k not in set(fold)])
        part = Weights(
            candidates, cue, vocabulary, none, np.zeros((0, 3), np.float32), np.zeros((3, 3)), {}
        )
        for k in fold:
            scores[k] = likely_cues(documents[k][0], part)
    print("cues cross-fitted", flush=True)
    keys, labels, sizes = tagger_data(documents, scores, vocabulary)
    owner = np.repeat(
        np.arange(len(documents)),
        [len({g.head for g in golds if g.head is not None}) for _, golds in documents],
    )
    rows = []
    for number, fold in enumerate(folds):
        inside = np.isin(owner, fold)
        token_in = np.repeat(inside, sizes)
        kept, weights, moves = fit(keys[~token_in], labels[~token_in], sizes[~inside])
        part = Weights(candidates, {}, vocabulary, kept, weights.astype(np.float32), moves, {})
        for k in fold:
            page, golds = documents[k]
            quiet = {i for gold in golds for i in gold.content}
            for item in tag(page, scores[k], part):
                if item.cue.token not in quiet:
                    rows += [(p.features, is_right(page, p, golds)) for p in propose(page, item)]
        print(f"tagger cross-fitted {number + 1}/{FOLDS}", flush=True)
    confidence = fit_confidence(rows)
    kept, weights, moves = fit(keys, labels, sizes, keep=KEYS)
    print(f"{len(kept)} keys, {len(rows)} rows for the confidence", flush=True)
    return Weights(
        candidates,
        fit_cues(table),
        vocabulary,
        kept,
        weights.astype(np.float32),
        moves,
        confidence,
    )


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("train", type=Path)
    reader.add_argument("out", type=Path)
    reader.add_argument("--cache", type=Path)
    reader.add_argument("--docs", type=int, help="use only the first N documents")
    given = reader.parse_args()
    documents = read_pages(given.train, given.cache)[: given.docs]
    save_weights(given.out, train(documents))
    print(f"{given.out}: {given.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
