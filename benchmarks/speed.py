"""How long an analysis takes, as ratios measured in one run.

    python benchmarks/speed.py [--texts FOLDER] [--quick]

The bare parse is spaCy's default pipeline as spaCy loads and runs it. Tables and a plot go
to ``benchmarks/results``. Articles are made up (``articles.py``); ``--texts`` takes the
``.txt`` files of a folder for the ratios of ordinary articles.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

import spacy

sys.path.insert(0, str(Path(__file__).parent))
from articles import make_article, make_articles, make_live, make_updated
from peers import against_peers
from report import Report
from steps import clocked
from timing import cold, cpu, cpu_of, machine

import storyanalysis as sa
from storyanalysis.language import find_model

ROOT = Path(__file__).parent.parent
FOUNDING = ROOT / "data" / "iraq-letter.txt"
LENGTHS = (100, 300, 1_000, 3_000, 10_000, 30_000, 100_000)
LONG = {
    "a live blog of 200 entries": lambda rng: make_live(rng, 200),
    "a story of 5,000 words under an update of 5,000": lambda rng: make_updated(rng, 5_000),
}


def words(articles):
    return sum(len(article.text.split()) for article in articles)


def analysis(articles, nlp, report):
    """All tables against the bare parse, and each step."""
    bare, alone, many = cpu_of(
        [
            lambda: list(nlp.pipe(a.text for a in articles)),
            lambda: [sa.analyze(a, cache=False) for a in articles],
            lambda: list(sa.analyze_many(articles, cache=False, progress=False)),
        ],
        times=4,
    )
    about = f"{len(articles)} articles, {words(articles):,} words"
    rows = [
        (f"bare spaCy parse ({about})", bare, 1.0),
        ("sa.analyze, one by one", alone, alone / bare),
        ("sa.analyze_many", many, many / bare),
    ]
    report.table("All tables against the bare parse", ("what", "CPU seconds", "ratio"), rows)
    with clocked() as seconds:
        whole = cpu(lambda: [sa.analyze(a, cache=False) for a in articles], times=1)
    rows = [(step, taken, taken / bare) for step, taken in seconds.items()]
    rows.append(("the rest", whole - sum(seconds.values()), (whole - sum(seconds.values())) / bare))
    report.table("Steps (share of the bare parse)", ("step", "CPU seconds", "ratio"), rows)


def growth(nlp, lengths, report):
    """One article of more and more words."""
    made = {f"{n:,} words": make_article(random.Random(n), n) for n in lengths}
    made |= {name: make(random.Random(1)) for name, make in LONG.items()}
    rows = []
    for name, article in made.items():
        n = words([article])
        times = 3 if n < 10_000 else 1
        parsed, seconds = cpu_of(
            [
                lambda a=article: list(nlp.pipe(a.text.splitlines())),
                lambda a=article: sa.analyze(a, cache=False),
            ],
            times,
        )
        rows.append((name, n, seconds, seconds / n * 1e6, seconds / parsed))
    columns = ("one article", "words", "CPU seconds", "µs a word", "ratio")
    report.table("How time grows with length", columns, rows)
    report.plot_growth([(n, seconds) for name, n, seconds, *_ in rows if name not in LONG])


def starting(report):
    """Fresh interpreters, by the clock."""
    with tempfile.TemporaryDirectory() as folder:
        analyse = f"import storyanalysis as sa; sa.analyze({str(FOUNDING)!r}, cache="
        cold(f"{analyse}{folder!r})", times=1)
        rows = [
            ("python", cold("pass")),
            ("import storyanalysis", cold("import storyanalysis")),
            ("import pandas, pyarrow", cold("import pandas, pyarrow")),
            ("import spacy", cold("import spacy")),
            ("first story, computed", cold(f"{analyse}False)")),
            ("first story, kept", cold(f"{analyse}{folder!r})")),
        ]
    rows = [(name, seconds, seconds - rows[0][1]) for name, seconds in rows]
    report.table("Cold start", ("fresh interpreter", "seconds", "more than bare Python"), rows)


def keeping(report):
    """The founding article, computed and kept, in a running interpreter."""
    with tempfile.TemporaryDirectory() as folder:
        article = sa.read_article(FOUNDING)
        sa.analyze(article, cache=folder)

        def kept():
            return sa.analyze(article, cache=folder)

        fresh, opened, read = cpu_of(
            [lambda: sa.analyze(article, cache=False), kept, lambda: dict(kept().frames)], times=9
        )
    rows = [
        ("computed", fresh, 1.0),
        ("kept: the story", opened, fresh / opened),
        ("kept: the story and all its tables", read, fresh / read),
    ]
    report.table("The founding article from the cache", ("what", "CPU seconds", "faster"), rows)


def peers(articles, nlp, report):
    """Parts of the work that other packages do."""
    docs = list(nlp.pipe(a.text for a in articles))
    rows = [
        (p.task, p.package, p.note, p.theirs or "", p.ours or "",
         p.theirs / p.ours if p.theirs else "")
        for p in against_peers(docs)
    ]  # fmt: skip
    columns = ("task", "peer", "rows", "peer's CPU seconds", "ours", "peer's / ours")
    report.table("Beside other packages (parse not counted)", columns, rows)


def main():
    reader = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    reader.add_argument("--texts", type=Path, help="a folder of .txt files")
    reader.add_argument("--quick", action="store_true", help="shorter lengths, fewer articles")
    reader.add_argument("--out", type=Path, default=ROOT / "benchmarks" / "results")
    options = reader.parse_args()
    nlp = spacy.load(find_model())
    articles = list(make_articles(5 if options.quick else 20))
    if options.texts:
        articles = [sa.read_article(path) for path in sorted(options.texts.glob("*.txt"))]
    sa.analyze(articles[0], cache=False)
    report = Report(options.out, machine())
    analysis(articles, nlp, report)
    growth(nlp, LENGTHS[:4] if options.quick else LENGTHS, report)
    starting(report)
    keeping(report)
    peers(articles[:10], nlp, report)
    report.write("speed.md")


if __name__ == "__main__":
    main()
