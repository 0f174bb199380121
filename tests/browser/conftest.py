"""A browser and a JupyterLab for the tests in this folder.

They take minutes, so they run only when asked for: ``pytest tests/browser``,
``pytest -m browser``, or with STORYANALYSIS_BROWSER set. Without Chromium or
playwright they are skipped; with CI or STORYANALYSIS_BROWSER=require set they fail.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from tests.browser.lab import lab_server
from tests.browser.stories import save_stories

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update",
         "--disable-sync"]  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: runs in a real browser; takes minutes")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Stay out of the way of everybody who did not ask for these tests."""
    given = [Path(arg.partition("::")[0]).resolve() for arg in config.invocation_params.args
             if not str(arg).startswith("-")]  # fmt: skip
    asked = (
        any(path == HERE or HERE in path.parents for path in given)
        or "browser" in (config.getoption("markexpr") or "")
        or os.environ.get("STORYANALYSIS_BROWSER")
    )
    return None if asked and collection_path.name != "lab.py" else True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


def missing(what: str) -> NoReturn:
    """Skip for want of something; on CI that would hide what was never tested."""
    if os.environ.get("CI") or os.environ.get("STORYANALYSIS_BROWSER") == "require":
        pytest.fail(f"{what}, and here the browser tests must run", pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, as the system has it."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed (pip install 'storyanalysis[browser]')")
    found = next(filter(None, map(shutil.which, NAMES)), None)
    path = os.environ.get("STORYANALYSIS_CHROMIUM") or found
    if not path:
        missing("Chromium is not installed (apt-get install chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab and the folder it works in."""

    address: str
    root: Path


@pytest.fixture(scope="session")
def lab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """One server for all tests, on a copy of the notebooks, the data, and stories made up."""
    root, state = tmp_path_factory.mktemp("lab"), tmp_path_factory.mktemp("state")
    for folder in ("notebooks", "data"):
        shutil.copytree(ROOT / folder, root / folder)
    save_stories(root)
    with lab_server(root, state) as address:
        yield Lab(address, root)
