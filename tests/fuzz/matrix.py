"""The same tables on every interpreter and with twenty orders of hashes.

``python -m tests.fuzz.matrix [--stories N] [PYTHON ...]``: digests of the stories of ``data/`` from
each of the interpreters (this one, if none is named), in which the locked dependencies are installed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SEEDS = 20


def digests(python: str, seed: int, files: list[str]) -> str:
    """What :mod:`tests.fuzz.digest` prints; the package is that of this checkout."""
    env = os.environ | {"PYTHONHASHSEED": str(seed)}
    env["PYTHONPATH"] = os.environ.get("PYTHONPATH") or str(ROOT / "src")
    command = [python, "-W", "ignore", "-m", "tests.fuzz.digest", *files]
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=True
    ).stdout


def main() -> int:
    """1 if any digest differs from the first; seeds are dealt out to the interpreters in turn."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--stories", type=int, help="so many only")
    asked.add_argument("pythons", nargs="*", default=[sys.executable])
    options = asked.parse_args()
    files = [str(path) for path in sorted((ROOT / "data").rglob("*.txt"))][: options.stories]
    pythons = options.pythons
    first, different = digests(pythons[0], 0, files), 0
    for seed in range(SEEDS):
        python = pythons[seed % len(pythons)]
        same = digests(python, seed, files) == first
        different += not same
        sys.stdout.write(f"seed {seed:2} {python}: {'same' if same else 'DIFFERENT'}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{len(first.splitlines())} stories, {SEEDS} seeds, {different} differ\n")
    return bool(different)


if __name__ == "__main__":
    sys.exit(main())
