"""How long an analysis takes, as ratios measured in one run.

python benchmarks/speed.py
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parent))
from articles import make_article, make_articles, make_live, make_updated

import storyanalysis as sa
from storyanalysis.language import load_model

LENGTHS = (100, 1_000, 10_000, 100_000)
LONG = {
    "a live blog of 200 entries": lambda rng: make_live(rng, 200),
    "a story of 5,000 words under an update of 5,000": lambda rng: make_updated(rng, 5_000),
}


def cpu(work: Callable[[], object], times: int = 3) -> float:
    """Least CPU seconds of `times` runs."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def cold_start(code: str) -> float:
    """Least seconds of three fresh interpreters that run `code`."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    nlp = load_model()
    articles = list(make_articles(20))
    words = sum(len(a.text.split()) for a in articles)
    bare = cpu(lambda: list(nlp.pipe(a.text for a in articles)))
    full = cpu(lambda: [sa.analyze(a) for a in articles])
    table = Table(title="Speed (CPU seconds, one thread; ratios are what counts)")
    for column in ("what", "seconds", "ratio"):
        table.add_column(column, justify="left" if column == "what" else "right")
    table.add_row(f"bare spaCy parse, {words:,} words", f"{bare:.2f}", "1.00")
    table.add_row("sa.analyze, all tables", f"{full:.2f}", f"{full / bare:.2f}")
    empty = cold_start("pass")
    imported = cold_start("import storyanalysis")
    table.add_row("python, nothing imported", f"{empty:.3f}", "")
    table.add_row("import storyanalysis", f"{imported:.3f}", f"+{imported - empty:.3f} s")
    made = {f"one article of {n:,} words": make_article(random.Random(n), n) for n in LENGTHS}
    made |= {name: make(random.Random(1)) for name, make in LONG.items()}
    for name, article in made.items():
        parsed = cpu(lambda a=article: list(nlp.pipe(a.text.splitlines())), times=1)
        seconds = cpu(lambda a=article: sa.analyze(a), times=1)
        each = seconds / len(article.text.split()) * 1e6
        table.add_row(
            f"{name} ({each:,.0f} µs a word)", f"{seconds:.2f}", f"{seconds / parsed:.2f}"
        )
    Console().print(table)


if __name__ == "__main__":
    main()
