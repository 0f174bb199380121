"""How an archive scales: two workers against one, and memory as it grows.

python benchmarks/archive.py [--articles 160] [--many 10000]
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import sys
import tempfile
import time
from pathlib import Path

import dask
from distributed import Client, LocalCluster
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parent))
from articles import make_article

import storyanalysis as sa
from storyanalysis.archive.cluster import SETTINGS

SYLLABLES = "ba de fi go hu ka le mi no pu ra se ti vo zu shan dre kel mor vint".split()


def write_input(path: Path, first: int, number: int, words: int) -> Path:
    """Articles of about `words` words, each with names that no other has."""
    with path.open("w", encoding="utf-8") as file:
        for n in range(first, first + number):
            rng = random.Random(n)
            article = make_article(rng, words)
            name = " ".join("".join(rng.choices(SYLLABLES, k=4)).capitalize() for _ in range(3))
            row = {
                "text": f"{article.text}\n{name} Street was closed, {name} said on Monday.\n",
                "published": str(article.published),
                "outlet": article.outlet,
            }
            file.write(json.dumps(row) + "\n")
    return path


def peak() -> float:
    """Most memory of this process, in MB."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def cluster(workers: int) -> LocalCluster:
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        dashboard_address="127.0.0.1:0",
        silence_logs=logging.CRITICAL,
    )


def rate(folder: Path, workers: int, number: int, batch: int) -> tuple[float, float]:
    """Articles a second, and CPU seconds an article; every worker has loaded its model before."""
    warm = write_input(folder / "warm.jsonl", 1_000_000, 4 * workers, 100)
    source = write_input(folder / "in.jsonl", 0, number, 600)
    with cluster(workers) as here, Client(here) as client:
        sa.archive.build(warm, folder / f"warm{workers}", scheduler=client, batch=1)
        before = sum(client.run(time.process_time).values())
        built = sa.archive.build(source, folder / f"out{workers}", scheduler=client, batch=batch)
        used = sum(client.run(time.process_time).values()) - before
    return built.pace.rate, used / number


def memory(folder: Path, number: int) -> list[tuple[int, float, float]]:
    """Articles, most memory of a worker, and of the client: at a tenth of `number` and at it."""
    rows = []
    out = folder / "memory"
    with cluster(2) as here, Client(here) as client:
        for first, last in ((0, number // 10), (number // 10, number)):
            source = write_input(folder / f"m{last}.jsonl", first, last - first, 20)
            built = sa.archive.build(source, out, scheduler=client, batch=100)
            rows.append((len(built.articles), max(client.run(peak).values()), peak()))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=160, help="for speed, of 600 words")
    parser.add_argument("--many", type=int, default=10_000, help="for memory, of 60 words; 0: none")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    table = Table(title=f"Archive ({os.cpu_count()} cores, load {load:.1f} before the run)")
    for column in ("what", "value"):
        table.add_column(column, justify="left" if column == "what" else "right")
    with tempfile.TemporaryDirectory() as name, dask.config.set(SETTINGS):
        folder = Path(name)
        one, cpu_one = rate(folder, 1, options.articles, 8)
        two, cpu_two = rate(folder, 2, options.articles, 8)
        table.add_row("1 worker, articles of 600 words a second", f"{one:.2f}")
        table.add_row("2 workers", f"{two:.2f}")
        table.add_row("2 workers / 1 worker", f"{two / one:.2f}")
        table.add_row("CPU seconds an article, 1 and 2 workers", f"{cpu_one:.3f}, {cpu_two:.3f}")
        size = sum(path.stat().st_size for path in (folder / "out2").rglob("*.parquet"))
        table.add_row("KB of Parquet an article", f"{size / options.articles / 1024:.1f}")
        if options.many:
            (n, worker, client), (many, worker_many, client_many) = memory(folder, options.many)
            table.add_row(f"MB a worker at most, {n:,} articles", f"{worker:.0f}")
            table.add_row(f"MB a worker at most, {many:,} articles", f"{worker_many:.0f}")
            table.add_row("ratio", f"{worker_many / worker:.3f}")
            table.add_row(
                f"MB the client at most, {n:,} and {many:,}", f"{client:.0f}, {client_many:.0f}"
            )
    Console().print(table)


if __name__ == "__main__":
    main()
