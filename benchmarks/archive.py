"""How an archive scales: two workers against one, and memory as it grows.

python benchmarks/archive.py [--articles 160] [--many 10000]
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import dask
import pyarrow.parquet as pq
from distributed import Client, LocalCluster, get_task_stream
from rich.console import Console

sys.path.insert(0, str(Path(__file__).parent))
from articles import _sentence, make_article
from timing import machine

import storyanalysis as sa
from storyanalysis.archive.cluster import SETTINGS
from storyanalysis.archive.schemas import ARCHIVE_TABLES

SYLLABLES = "ba de fi go hu ka le mi no pu ra se ti vo zu shan dre kel mor vint".split()


def write_input(path: Path, first: int, number: int, words: int) -> Path:
    """Articles of about `words` words (0: two sentences), each with names that no other has."""
    with path.open("w", encoding="utf-8") as file:
        for n in range(first, first + number):
            rng = random.Random(n)
            name = " ".join("".join(rng.choices(SYLLABLES, k=4)).capitalize() for _ in range(3))
            text = make_article(rng, words).text if words else f"{_sentence(rng)}\n\n"
            row = {
                "text": f"{text}{name} Street was closed, {name} said on Monday.\n",
                "published": "2024-05-08",
                "outlet": "The Daily Example",
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


def rate(folder: Path, workers: int, number: int, batch: int) -> tuple[float, float, float]:
    """Articles a second, CPU seconds an article, and the share of the time that workers worked.

    Every worker has loaded its model before.
    """
    warm = write_input(folder / "warm.jsonl", 1_000_000, 4 * workers, 100)
    source = write_input(folder / "in.jsonl", 0, number, 600)
    with cluster(workers) as here, Client(here) as client:
        sa.archive.build(warm, folder / f"warm{workers}", scheduler=client, batch=1)
        before = sum(client.run(time.process_time).values())
        with get_task_stream(client) as stream:
            built = sa.archive.build(
                source, folder / f"out{workers}", scheduler=client, batch=batch
            )
        used = sum(client.run(time.process_time).values()) - before
        steps = [step for task in stream.data for step in task["startstops"]]
    worked = sum(step["stop"] - step["start"] for step in steps if step["action"] == "compute")
    return built.pace.rate, used / number, worked / workers / built.pace.seconds


def memory(folder: Path, number: int) -> list[tuple[int, float, float]]:
    """Articles, most memory of a worker, and of the client: at a tenth of `number` and at it."""
    rows = []
    out = folder / "memory"
    with cluster(2) as here, Client(here) as client:
        for first, last in ((0, number // 10), (number // 10, number)):
            source = write_input(folder / f"m{last}.jsonl", first, last - first, 0)
            built = sa.archive.build(source, out, scheduler=client, batch=100)
            rows.append((len(built.articles), max(client.run(peak).values()), peak()))
    return rows


def packed(dataset: Path) -> int:
    """Bytes of the dataset if it were written as one batch."""
    archive = sa.archive.open(dataset)
    total = 0
    for name in ARCHIVE_TABLES:
        sink = io.BytesIO()
        pq.write_table(archive.dataset(name).to_table(), sink, compression="zstd")
        total += sink.tell()
    return total


def speed_rows(folder: Path, number: int) -> Iterator[tuple[str, str]]:
    one, cpu_one, busy_one = rate(folder, 1, number, 8)
    yield "1 worker, articles of 600 words a second", f"{one:.2f}"
    two, cpu_two, busy_two = rate(folder, 2, number, 8)
    yield "2 workers, articles a second", f"{two:.2f}"
    yield "2 workers / 1 worker, by the clock", f"{two / one:.2f}"
    yield "CPU seconds an article, with 1 and 2 workers", f"{cpu_one:.3f}, {cpu_two:.3f}"
    yield "share of the time at work, with 1 and 2 workers", f"{busy_one:.2f}, {busy_two:.2f}"
    # what others do on the machine takes from the clock and not from these two
    free = 2 * busy_two / busy_one * cpu_one / cpu_two
    yield "2 workers / 1 worker on free cores, reckoned", f"{free:.2f}"
    yield "KB of Parquet an article, as one batch", f"{packed(folder / 'out2') / number / 1024:.1f}"


def memory_rows(folder: Path, number: int) -> Iterator[tuple[str, str]]:
    (n, worker, client), (many, worker_many, client_many) = memory(folder, number)
    yield f"MB a worker at most, {n:,} articles of two sentences", f"{worker:.0f}"
    yield f"MB a worker at most, {many:,} of them", f"{worker_many:.0f}"
    yield "ratio", f"{worker_many / worker:.3f}"
    yield f"MB the client at most, {n:,} and {many:,}", f"{client:.0f}, {client_many:.0f}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=160, help="for speed; 0: not measured")
    parser.add_argument("--many", type=int, default=10_000, help="for memory; 0: not measured")
    options = parser.parse_args()
    console = Console()
    console.print(f"{machine()}, load {os.getloadavg()[0]:.1f} before the run")
    with tempfile.TemporaryDirectory() as name, dask.config.set(SETTINGS):
        folder = Path(name)
        parts = ((options.articles, speed_rows), (options.many, memory_rows))
        for number, measure in parts:
            for what, value in measure(folder, number) if number else ():
                console.print(f"{what:60}{value:>14}")


if __name__ == "__main__":
    main()
