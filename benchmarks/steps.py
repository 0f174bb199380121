"""CPU seconds of every step of an analysis."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

# step -> the functions that make it up, where `analyze` finds them
STEPS = {
    "parse": ["language.parse"],
    "sections and sentences": [
        "extract.layout.find_paragraphs",
        "extract.layout.find_sections",
        "extract.sentences.find_sentences",
    ],
    "attributions": ["extract.attribution.find_attributions"],
    "mentions and actors": ["extract.actors.find_actors", "extract.actors.settle_actors"],
    "statements": ["extract.statements.find_statements"],
    "dates": ["extract.dates.find_dates", "extract.dates.link_dates"],
    "relations": ["extract.relations.find_relations"],
    "revisions": ["inquire.revisions.find_revisions"],
    "sources": ["inquire.sources.judge_sources"],
}


@contextmanager
def clocked() -> Iterator[dict[str, float]]:
    """CPU seconds by step of all analyses made inside."""
    seconds = dict.fromkeys(STEPS, 0.0)
    changed = []
    for step, names in STEPS.items():
        for name in names:
            module_name, function = name.rsplit(".", 1)
            module = importlib.import_module(f"storyanalysis.{module_name}")
            changed.append((module, function, getattr(module, function)))
            setattr(module, function, _timed(changed[-1][2], seconds, step))
    try:
        yield seconds
    finally:
        for module, function, plain in changed:
            setattr(module, function, plain)


def _timed(work: Callable[..., Any], seconds: dict[str, float], step: str) -> Callable[..., Any]:
    @wraps(work)
    def run(*args: Any, **options: Any) -> Any:
        start = time.process_time()
        try:
            return work(*args, **options)
        finally:
            seconds[step] += time.process_time() - start

    return run
