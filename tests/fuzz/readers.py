"""The long run for the readers: sample files damaged at random, seeds printed.

``python -m tests.fuzz.readers --files 5000``
"""

from __future__ import annotations

import argparse
import random
import sys
import time

from tests.readers_help import PAGES
from tests.test_readers_hostile import NAMES, SCRAPS, check

SAMPLES = sorted(PAGES.iterdir())


def damaged(seed: str) -> tuple[bytes, str]:
    """The bytes of a seed, and the name of the file they come in.

    >>> damaged("1:1") == damaged("1:1")
    True
    """
    rng = random.Random(seed)
    path = rng.choice(SAMPLES)
    data = bytearray(path.read_bytes())
    for _ in range(rng.randint(1, 12)):
        _damage(data, rng)
    return bytes(data), path.name if rng.random() < 0.8 else rng.choice(NAMES)


def _damage(data: bytearray, rng: random.Random) -> None:
    at, kind = rng.randint(0, len(data)), rng.randint(0, 4)
    if kind == 0:
        data[at : at + rng.randint(0, 200)] = rng.choice(SCRAPS)
    elif kind == 1 and len(data) > 1:
        data[at % len(data)] = rng.randint(0, 255)
    elif kind == 2:
        other = rng.randint(0, len(data))
        data[at:at] = data[other : other + rng.randint(0, 300)]
    elif kind == 3:
        data[at:at] = rng.choice(SCRAPS) * rng.randint(1, 50)
    else:
        del data[at : at + rng.randint(0, 100)]


def main() -> int:
    """Run as the options say; 1 if anything failed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--files", type=int, default=5000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--minutes", type=float, default=600.0, help="stop after so much CPU time")
    options = asked.parse_args()
    began, failed, done, worst = time.process_time(), 0, 0, (0.0, "")
    for number in range(options.files):
        before = time.process_time()
        if before - began > options.minutes * 60:
            break
        seed = f"{options.seed}:{number}"
        data, name = damaged(seed)
        done += 1
        try:
            check(data, name)
        except Exception as error:
            failed += 1
            sys.stdout.write(f"seed {seed} as {name}: {type(error).__name__}: {error}\n")
        worst = max(worst, (time.process_time() - before, f"{seed} as {name}"))
    minutes = (time.process_time() - began) / 60
    sys.stdout.write(
        f"{done} files from {len(SAMPLES)} samples (seed {options.seed}), {failed} faults, "
        f"{minutes:.1f} CPU minutes, slowest {worst[0]:.1f} s (seed {worst[1]})\n"
    )
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
