"""Measuring: CPU seconds, fresh interpreters, and the machine in general terms."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable

Work = Callable[[], object]


def cpu(work: Work, times: int = 3) -> float:
    """Least CPU seconds of `times` runs."""
    return cpu_of([work], times)[0]


def cpu_of(works: list[Work], times: int = 3) -> list[float]:
    """Least CPU seconds of each, taken in turns: what slows the machine down slows all."""
    best = [float("inf")] * len(works)
    for _ in range(times):
        for i, work in enumerate(works):
            start = time.process_time()
            work()
            best[i] = min(best[i], time.process_time() - start)
    return best


def cold(code: str, times: int = 3) -> float:
    """Least seconds by the clock of fresh interpreters that run `code`."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        best = min(best, time.perf_counter() - start)
    return best


def machine() -> str:
    """What it was measured on, so that figures can be judged and nobody's name is in them."""
    versions = ", ".join(
        f"{part} {importlib.metadata.version(part)}" for part in ("spacy", "pandas")
    )
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}, "
        f"Python {platform.python_version()}, {versions}"
    )
