"""Revisions, versions and comparisons on gold.

    python benchmarks/revisions.py tests/gold [--half dev] [--errors]

Reads ``revisions/HALF`` and ``stories/HALF`` (``NN.txt``, ``NN.gold.json``), ``versions/HALF``
and ``compare/HALF`` (a folder a case). A revision counts as found if its claim shares half of
its words (dice) with the gold's and the status is the same, one-to-one; a version's row if
both sentences and the kind are right; a shared statement if both contents share half of their
words and the match is the same.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from storyanalysis.analysis import analyze
from storyanalysis.article import Article
from storyanalysis.inquire.compare import compare
from storyanalysis.inquire.versions import diff_versions

WORD = re.compile(r"\w+")


def read(path, **metadata):
    with path.open(encoding="utf-8", newline="") as stream:
        return Article.from_text(stream.read(), **metadata)


def dice(left, right):
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 0.0


def span_words(text, start, end):
    return {m.start() for m in WORD.finditer(text) if m.start() < end and m.end() > start}


def words(text):
    return set(WORD.findall(text.casefold()))


def pair_off(gold, found, same):
    """Greedy one-to-one pairing; returns the pairs and what is left on both sides."""
    left, pairs = list(found), []
    missed = []
    for item in gold:
        best = max(left, key=lambda other: same(item, other), default=None)
        if best is not None and same(item, best) >= 0.5:
            pairs.append((item, best))
            left = [other for other in left if other is not best]
        else:
            missed.append(item)
    return pairs, missed, left


def f1(matched, gold, found):
    return 2 * matched / (gold + found) if gold + found else 1.0


def revisions(folder, errors):
    counts = [0, 0, 0]
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        page = path.with_name(path.name.replace(".gold.json", ".txt"))
        story = analyze(read(page, published=gold["published"], outlet=gold["outlet"]))
        text = story.article.text

        def same(row, other, text=text):
            if row["status"] != other.status:
                return 0.0
            claim = span_words(text, other.claim_start, other.claim_end)
            return dice(span_words(text, *row["claim"]), claim)

        found = list(story.revisions.itertuples())
        pairs, missed, extra = pair_off(gold["revisions"], found, same)
        counts = [
            a + b
            for a, b in zip(counts, (len(pairs), len(gold["revisions"]), len(found)), strict=True)
        ]
        if errors:
            for row in missed:
                print(f"  {path.stem} missed {row['status']}: {text[slice(*row['claim'])]!r}")
            for row in extra:
                print(f"  {path.stem} extra {row.status}: {row.claim!r} ({row.reason})")
    print(f"revisions {folder}: F1 {f1(*counts):.3f} (matched, gold, found: {counts})")


def versions(folder, errors):
    right = total = 0
    for case in sorted(path for path in folder.iterdir() if path.is_dir()):
        old, new = (analyze(read(case / f"{side}.txt")) for side in ("old", "new"))
        found = diff_versions(old.article.text, old.sentences, new.article.text, new.sentences)
        rows = found.changes.astype(object).where(found.changes.notna(), None)
        made = {(row.old, row.new): row for row in rows.itertuples()}
        for row in json.loads((case / "gold.json").read_text(encoding="utf-8"))["changes"]:
            got = made.get((row["old"], row["new"]))
            total += 1
            right += got is not None and got.kind == row["kind"]
            if errors and (got is None or got.kind != row["kind"]):
                kind = got.kind if got else "not aligned"
                print(f"  {case.name} {row['kind']} -> {kind}: {row['old']!r} | {row['new']!r}")
    print(f"versions {folder}: {right} of {total} rows right ({right / max(total, 1):.3f})")


def comparisons(folder, errors):
    counts, verdicts, circular = [0, 0, 0], [0, 0], [0, 0]
    for case in sorted(path for path in folder.iterdir() if path.is_dir()):
        gold = json.loads((case / "gold.json").read_text(encoding="utf-8"))
        letters = sorted(gold["outlets"])
        found = compare(
            [
                analyze(
                    read(
                        case / f"{letter}.txt",
                        outlet=gold["outlets"][letter],
                        published=gold["published"][letter],
                    )
                )
                for letter in letters
            ]
        )

        def same(row, other):
            ends = (row["outlet_a"], row["outlet_b"], row["match"])
            if ends != (other.outlet_a, other.outlet_b, other.match):
                return 0.0
            sides = ((row["text_a"], other.text_a), (row["text_b"], other.text_b))
            return min(dice(words(a), words(b)) for a, b in sides)

        rows = list(found.statements.itertuples())
        pairs, missed, extra = pair_off(gold["statements"], rows, same)
        counts = [
            a + b
            for a, b in zip(counts, (len(pairs), len(gold["statements"]), len(rows)), strict=True)
        ]
        wanted = {(row["from_outlet"], row["to_outlet"]): row["verdict"] for row in gold["flow"]}
        for row in found.flow.itertuples():
            expected = wanted.get((row.from_outlet, row.to_outlet), "independent")
            verdicts = [verdicts[0] + (expected == row.verdict), verdicts[1] + 1]
            if errors and expected != row.verdict:
                print(
                    f"  {case.name} {row.from_outlet} -> {row.to_outlet}: "
                    f"{row.verdict}, gold {expected}"
                )
        circular = [circular[0] + (gold["circular"] != found.circular.empty), circular[1] + 1]
        if errors:
            for row in missed:
                print(f"  {case.name} missed {row['match']}: {row['text_a']!r} | {row['text_b']!r}")
            for row in extra:
                print(f"  {case.name} extra {row.match}: {row.text_a!r} | {row.text_b!r}")
    print(
        f"compare {folder}: circular or not right in {circular[0]} of {circular[1]} cases, flow "
        f"verdicts {verdicts[0]} of {verdicts[1]}, shared statements F1 {f1(*counts):.3f} {counts}"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--half", default="dev")
    parser.add_argument("--errors", action="store_true", help="show what went wrong")
    asked = parser.parse_args()
    measures = {
        "revisions": revisions,
        "stories": revisions,
        "versions": versions,
        "compare": comparisons,
    }
    for name, measure in measures.items():
        folder = asked.gold / name / asked.half
        if folder.is_dir():  # not every set has a half of that name
            measure(folder, asked.errors)


if __name__ == "__main__":
    main()
