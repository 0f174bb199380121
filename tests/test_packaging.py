"""The package as its users get it: a wheel, installed, used from outside the repository."""

from __future__ import annotations

import importlib.metadata
import json
import re
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

import storyanalysis as sa

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
VERSION = re.compile(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A wheel and a source distribution, made by the build backend without a network."""
    out = tmp_path_factory.mktemp("dist")
    script = (
        "import sys; from hatchling import build; "
        "print(build.build_wheel(sys.argv[1])); print(build.build_sdist(sys.argv[1]))"
    )
    command = [sys.executable, "-W", "ignore", "-c", script, str(out)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    wheel, sdist = (out / name for name in run.stdout.split()[-2:])
    return wheel, sdist


@pytest.fixture(scope="module")
def installed(built, tmp_path_factory):
    """The interpreter of a clean environment with the wheel, beside the locked dependencies."""
    folder = tmp_path_factory.mktemp("env")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    where = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    site = Path(subprocess.check_output([python, "-c", where], text=True).strip())
    with zipfile.ZipFile(built[0]) as wheel:
        wheel.extractall(site)
    # dependencies come from this environment, in which the package itself is not looked for
    here = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    (site / "dependencies.pth").write_text("\n".join(here), encoding="utf-8")
    return python, site


def run_outside(python: Path, code: str, folder: Path) -> str:
    # isolated: a PYTHONPATH of whoever runs the tests may lead back into the repository
    command = [str(python), "-I", "-W", "ignore", "-c", code]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    return run.stdout


USE = """
import json, sys
from pathlib import Path
import storyanalysis as sa
from storyanalysis import lexicons
from importlib.resources import files
story = sa.analyze(sa.Article.from_text(
    "“The bridge is safe,” Mayor Ana Ruiz said on Monday. Iraq condemned the U.S. strike.",
    published="2020-01-06"), cache=False)
story.save("saved")
story.report("report.html")
again = sa.load_story("saved")
live = files("storyanalysis.show.live")
print(json.dumps({
    "where": sa.__file__,
    "version": sa.__version__,
    "actors": again.actors["name"].tolist(),
    "lexicons": lexicons.names(),
    "live": sorted(p.name for p in live.iterdir() if p.name.endswith((".js", ".css"))),
    "read": len(live.joinpath("widget.js").read_text(encoding="utf-8")),
}))
"""


def test_the_wheel_works_from_outside_the_repository(installed, tmp_path):
    python, site = installed
    told = json.loads(run_outside(python, USE, tmp_path))
    assert told["where"].startswith(str(site))
    assert told["version"] == sa.__version__
    assert "Ana Ruiz" in told["actors"]
    assert told["lexicons"] == sorted(
        p.stem for p in (ROOT / "src/storyanalysis/lexicons").glob("*.csv")
    )
    assert told["live"] == ["widget.css", "widget.js"]
    assert told["read"] > 0


def test_the_wheel_holds_every_file_of_the_package_and_no_other(built):
    source = ROOT / "src"
    wanted = {
        path.relative_to(source).as_posix()
        for path in (source / "storyanalysis").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(built[0]) as wheel:
        names = set(wheel.namelist())
    about = {
        name for name in names if name.startswith(f"storyanalysis-{sa.__version__}.dist-info/")
    }
    assert names - about == wanted
    assert "storyanalysis/py.typed" in names
    assert "storyanalysis/models/attribution.npz" in names
    assert f"storyanalysis-{sa.__version__}.dist-info/licenses/LICENSE" in about
    assert f"storyanalysis-{sa.__version__}.dist-info/entry_points.txt" in about


def test_the_source_distribution_can_be_built_and_read(built):
    with tarfile.open(built[1]) as bundle:
        names = {name.partition("/")[2] for name in bundle.getnames()}
        assert all(member.isfile() or member.isdir() for member in bundle.getmembers())
    assert {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "src/storyanalysis/__init__.py",
    } <= names
    unwanted = {
        ".venv",
        "out",
        ".git",
        "__pycache__",
        ".hypothesis",
        ".mypy_cache",
        "dist",
        "build",
    }
    assert [
        name for name in names if unwanted & set(name.split("/")) or name.endswith(".pyc")
    ] == []


def test_the_metadata_of_the_wheel(built):
    with zipfile.ZipFile(built[0]) as wheel:
        about = f"storyanalysis-{sa.__version__}.dist-info/"
        text = wheel.read(about + "METADATA").decode("utf-8")
        entries = wheel.read(about + "entry_points.txt").decode("utf-8")
    assert f"\nVersion: {sa.__version__}\n" in text
    assert "\nLicense-Expression: MIT\n" in text
    assert "\nRequires-Python: <3.14,>=3.11\n" in text
    assert "storyanalysis = storyanalysis.cli:main" in entries
    assert {line.partition(": ")[2] for line in text.splitlines() if line.startswith("Provides-Extra")} >= {
        "archive", "notebooks", "pdf", "web",
    }  # fmt: skip


def test_the_version_stands_in_one_place():
    assert VERSION.fullmatch(sa.__version__)
    assert PROJECT["dynamic"] == ["version"]
    assert "version" not in PROJECT
    pattern = re.compile(
        rf"^\s*(?:__version__|version)\s*[=:]\s*[\"']?{re.escape(sa.__version__)}", re.M
    )
    files = [
        *(ROOT / "src").rglob("*.py"),
        ROOT / "pyproject.toml",
        ROOT / "environment.yml",
        *(ROOT / "docs").glob("*.yml"),
    ]
    stated = [path.name for path in files if pattern.search(path.read_text(encoding="utf-8"))]
    assert stated == ["__init__.py"]


def test_what_is_installed_fits_together():
    """What ``pip check`` says."""
    run = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "check"],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout


def test_the_installed_version_is_that_of_the_sources():
    assert importlib.metadata.version("storyanalysis") == sa.__version__


# ---- licences and the bill of materials


def test_no_dependency_has_a_licence_that_forbids_ours():
    from tools.licences import locked, refused

    packages = locked(ROOT / "requirements.lock")
    assert len(packages) > 100
    assert [package for package in packages if refused(package)] == []


def test_the_page_of_licences_is_up_to_date():
    from tools.licences import page

    stated = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    names = re.findall(r"^\| ([\w.-]+) \|", page(ROOT / "requirements.lock"), re.MULTILINE)
    assert re.findall(r"^\| ([\w.-]+) \|", stated, re.MULTILINE) == names


@pytest.mark.parametrize(
    ("licence", "wrong"),
    [
        ("MIT", False), ("BSD-3-Clause AND Apache-2.0", False), ("GPL-3.0-or-later", True), ("AGPL-3.0", True),
        ("GNU General Public License v3 (GPLv3)", True), ("GPL-2.0-only OR MIT", False), ("LGPL-2.1", False),
        ("MIT AND GPL-3.0-only", True), ("GPL-3.0-only WITH GCC-exception-3.1 AND BSD-3-Clause", False), ("", True),
        ("Proprietary", True),
    ],
)  # fmt: skip
def test_licences_are_told_apart(licence, wrong):
    from tools.licences import forbids

    assert forbids(licence) is wrong
