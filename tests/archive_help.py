"""Small archives for tests."""

from __future__ import annotations

import json
import logging
from contextlib import contextmanager

import pytest

OUTLETS = ("Harbour Post", "Lanner Gazette", "Milton Echo")
NAMES = ("Ana Ruiz", "Paul Osei", "Mei Tanaka", "Omar Haddad")


def tiny_articles(number):
    """Articles of two sentences, all of them different."""
    return [
        {
            "text": f"Plan {n} is safe, Mayor {NAMES[n % 4]} said on Monday. France accused Iraq of lie {n}.",
            "title": f"Plan {n}",
            "published": f"2024-0{n % 9 + 1}-11",
            "outlet": OUTLETS[n % 3],
            "url": f"https://example.org/{n}",
        }
        for n in range(number)
    ]


def write_jsonl(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@contextmanager
def in_process():
    """A Dask client whose one worker is a thread of this process, with spaCy loaded already."""
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=False, dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        ) as cluster,
        distributed.Client(cluster) as client,
    ):  # fmt: skip
        yield client
