"""The long run: stories mutated at random, every invariant checked, seeds printed.

``python -m tests.fuzz.run --articles 10000``; a failure prints its seed, and
``--only SEED`` shows the smallest text found that fails in the same way.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
import warnings

import storyanalysis as sa
from storyanalysis.errors import LanguageWarning
from tests.fuzz.invariants import check, check_same, check_uses
from tests.fuzz.mutate import corpus, mutant

TWICE, USES = 5, 10  # every fifth article is analysed twice, every tenth written and shown
DAYS = (None, dt.date(2020, 1, 6), dt.date(1, 1, 1), dt.date(9999, 12, 31))
TRIES = 400


def attempt(text: str, number: int) -> str:
    """What goes wrong with a text; empty if nothing does."""
    try:
        article = sa.Article.from_text(text, published=DAYS[number % len(DAYS)], outlet="The Post")
        story = sa.analyze(article, cache=False)
        check(story)
        if number % TWICE == 0:
            check_same(story, sa.analyze(article, cache=False))
        if number % USES == 0:
            check_uses(story)
    except Exception as error:
        trace, frames = error.__traceback__, []
        while trace:
            frames.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}")
            trace = trace.tb_next
        own = [frame for frame in frames if "storyanalysis" in frame]
        message = (str(error).splitlines() or [""])[0][:200]
        return f"{type(error).__name__}: {message} ({own[-1].rpartition('/')[2] if own else ''})"
    return ""


def shrunk(text: str, number: int, fault: str) -> str:
    """A shorter text with the same fault, by leaving out ever smaller pieces."""
    size, left = len(text) // 2, TRIES
    kind = fault.partition(":")[0]
    while size and left:
        at = 0
        while at < len(text) and left:
            shorter = text[:at] + text[at + size :]
            left -= 1
            if shorter.strip() and attempt(shorter, number).startswith(kind):
                text = shorter
            else:
                at += size
        size //= 2
    return text


def main() -> int:
    """Run as the options say; 1 if anything failed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--articles", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--minutes", type=float, default=600.0, help="stop after so much CPU time")
    asked.add_argument("--only", help="a seed that was printed, such as 1:42")
    options = asked.parse_args()
    warnings.simplefilter("error")
    warnings.simplefilter("ignore", LanguageWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    texts = corpus()
    if options.only:
        return _once(options.only, texts)
    return _many(options, texts)


def _once(seed: str, texts: list[str]) -> int:
    number, text = int(seed.partition(":")[2]), mutant(seed, texts)
    fault = attempt(text, number)
    if fault:
        sys.stdout.write(f"{fault}\n{shrunk(text, number, fault)!r}\n")
    return bool(fault)


def _many(options: argparse.Namespace, texts: list[str]) -> int:
    faults: dict[str, list[str]] = {}
    began, done, worst = time.process_time(), 0, (0.0, "")
    for number in range(options.articles):
        before = time.process_time()
        if before - began > options.minutes * 60:
            break
        seed = f"{options.seed}:{number}"
        fault = attempt(mutant(seed, texts), number)
        done += 1
        worst = max(worst, (time.process_time() - before, seed))
        if fault:
            faults.setdefault(fault, []).append(seed)
            if len(faults[fault]) == 1:
                sys.stdout.write(f"seed {seed}: {fault}\n")
                sys.stdout.flush()
    minutes = (time.process_time() - began) / 60
    sys.stdout.write(
        f"{done} articles of {len(texts)} stories (seed {options.seed}), {len(faults)} faults in "
        f"{sum(map(len, faults.values()))} articles, {minutes:.1f} CPU minutes, "
        f"slowest {worst[0]:.1f} s (seed {worst[1]})\n"
    )
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
