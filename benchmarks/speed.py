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
from articles import make_article, make_articles

import storyanalysis as sa
from storyanalysis.language import load_model

LENGTHS = (100, 1_000, 10_000)


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
    previous = None
    for length in LENGTHS:
        article = make_article(random.Random(length), length)
        seconds = cpu(lambda a=article: sa.analyze(a), times=1)
        ratio = "" if previous is None else f"{seconds / previous:.1f} for 10 times the text"
        table.add_row(f"one article of {length:,} words", f"{seconds:.2f}", ratio)
        previous = seconds
    Console().print(table)


if __name__ == "__main__":
    main()
