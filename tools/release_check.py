"""The checklist before a release; every step runs, and what fails is told at the end.

``python tools/release_check.py`` does all; ``--quick`` leaves out lint and the test suite.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import storyanalysis

ROOT = Path(__file__).parents[1]
OUT = ROOT / "out" / "release"
BILL = ROOT / "out" / "sbom.json"
VERSION = storyanalysis.__version__


def ran(*command: str) -> str:
    """The end of what a command says if it fails; else nothing."""
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    told = (run.stdout + run.stderr).strip().splitlines()
    return "" if run.returncode == 0 else "\n".join(told[-15:]) or f"{command[0]} failed"


def clean_tree() -> str:
    """Nothing is left uncommitted."""
    told = subprocess.run(
        ["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return told.stdout[:500] or ("" if told.returncode == 0 else "no git repository here")


def changelog() -> str:
    """The version is a release, and has an entry with a day."""
    if not re.fullmatch(r"\d+\.\d+\.\d+((a|b|rc)\d+)?", VERSION):
        return f"{VERSION} in src/storyanalysis/__init__.py is no version of a release"
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    if not re.search(rf"^## \[?{re.escape(VERSION)}\]? [-–—] \d{{4}}-\d\d-\d\d$", text, re.M):
        return f"CHANGELOG.md has no heading '## {VERSION} - YYYY-MM-DD'"
    return ""


def not_yet_tagged() -> str:
    """The tag of the version is still free."""
    return "" if ran("git", "rev-parse", "-q", "--verify", f"v{VERSION}") else f"v{VERSION} exists"


def wheel() -> str:
    """A wheel and a source distribution are built, under their names."""
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("storyanalysis-*"):
        old.unlink()
    build = (
        "import sys; from hatchling import build; "
        "build.build_wheel(sys.argv[1]); build.build_sdist(sys.argv[1])"
    )
    if told := ran(sys.executable, "-c", build, str(OUT)):
        return told
    made = OUT / f"storyanalysis-{VERSION}-py3-none-any.whl"
    if not made.is_file() or not (OUT / f"storyanalysis-{VERSION}.tar.gz").is_file():
        return f"{OUT} has no wheel and source distribution of {VERSION}"
    return zipfile.ZipFile(made).testzip() or ""


def packaging_tests() -> str:
    """The wheel works from outside the repository."""
    return ran(sys.executable, "-m", "pytest", "-q", "tests/test_packaging.py")


def dependencies() -> str:
    """What is installed fits together (``pip check``)."""
    return ran(sys.executable, "-m", "pip", "check")


def licences() -> str:
    """Licences go with ours, and their page is of today."""
    return ran(sys.executable, "tools/licences.py", "--check")


def bill_of_materials() -> str:
    """A CycloneDX bill of materials is written, with everything that is needed to run."""
    if told := ran(sys.executable, "tools/sbom.py"):
        return told
    listed = {plain(part["name"]) for part in json.loads(BILL.read_bytes())["components"]}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {plain(re.split(r"[<>=\[ ]", line)[0]) for line in project["dependencies"]}
    missing = sorted(needed - listed)
    return f"out/sbom.json lacks {', '.join(missing)}" if missing else ""


def plain(name: str) -> str:
    """A package's name as indexes compare it: ``en_core_web_sm`` is ``en-core-web-sm``."""
    return re.sub(r"[-_.]+", "-", name).lower()


def lint() -> str:
    """Style and types."""
    return made("lint")


def tests() -> str:
    """Every test, notebooks included."""
    return made("test")


def made(target: str) -> str:
    """As :func:`ran`, of a target of the Makefile; what is installed stays as it is."""
    return ran("make", "--silent", "--old-file=.venv/.installed", target)


QUICK: tuple[Callable[[], str], ...] = (
    clean_tree, changelog, not_yet_tagged, wheel, packaging_tests, dependencies, licences,
    bill_of_materials,
)  # fmt: skip
LONG: tuple[Callable[[], str], ...] = (lint, tests)


def main() -> int:
    """Run the steps; 1 if one of them fails."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--quick", action="store_true", help="leave out lint and tests")
    steps = QUICK if asked.parse_args().quick else QUICK + LONG
    failed = 0
    for step in steps:
        told = step()
        failed += bool(told)
        sys.stdout.write(f"{'FAILED' if told else 'ok':8}{(step.__doc__ or '').strip()}\n")
        sys.stdout.write("".join(f"        {line}\n" for line in told.splitlines()))
        sys.stdout.flush()
    sys.stdout.write(f"{VERSION}: {len(steps) - failed} of {len(steps)} steps passed\n")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
