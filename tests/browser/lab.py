"""A real JupyterLab on this machine, and a page of a real browser to work in it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page, Request

START = 90  # seconds
RUN = 240_000  # milliseconds for all cells of a notebook
# written to the user's settings, so that every cell is on the page and nothing asks for news
SETTINGS = {
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    "@jupyterlab/apputils-extension/notification": {
        "checkForUpdates": False, "doNotDisturbMode": True, "fetchNews": "false"
    },
}  # fmt: skip
OPTIONS = (
    "--no-browser", "--ip=127.0.0.1", "--ServerApp.port_retries=0", "--IdentityProvider.token=",
    "--ServerApp.disable_check_xsrf=True", "--allow-root", "--expose-app-in-browser",
    "--LabApp.extension_manager=readonly",
)  # fmt: skip


@contextmanager
def lab_server(root: Path, state: Path) -> Iterator[str]:
    """JupyterLab on the files in `root`, with nothing of the user's settings; gives its address.

    Its own files and its log, ``lab.log``, are in `state`.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        f"JUPYTER_{name}_DIR": str(state / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")
    }
    environment |= {
        "JUPYTERLAB_SETTINGS_DIR": _settings(state), "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTERLAB_WORKSPACES_DIR": str(state / "workspaces"), "IPYTHONDIR": str(state / "ipython"),
    }  # fmt: skip
    command = [sys.executable, "-m", "jupyterlab", *OPTIONS, f"--port={port}",
               f"--ServerApp.root_dir={root}"]  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    with (state / "lab.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_for(address, server, state / "lab.log")
            yield address
        finally:
            server.terminate()
            server.wait(20)


def _settings(state: Path) -> str:
    folder = state / "settings"
    for name, values in SETTINGS.items():
        file = folder / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values), encoding="utf-8")
    return str(folder)


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(START * 4):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/api/status", timeout=5):
                return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(errors='replace')[-3000:]}")


@dataclass
class Watch:
    """What a page asked for outside of this machine, and what it said went wrong."""

    foreign: list[str] = field(default_factory=list)

    def request(self, request: Request) -> None:
        """Note an address that is not on this machine."""
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self.foreign.append(request.url)


@contextmanager
def watched_page(browser: Browser, **options: Any) -> Iterator[tuple[Page, Watch]]:
    """A fresh page and the record of what it asks for; nothing but this machine answers it."""
    watch = Watch()
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, **options)
    try:
        context.on("request", watch.request)
        context.route(
            lambda url: (
                urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname != "127.0.0.1"
            ),
            lambda route: route.abort(),
        )
        yield context.new_page(), watch
    finally:
        context.close()


# JupyterLab calls a notebook idle before its kernel is there
READY = """async (run) => {
  const app = window.jupyterapp;
  await app.restored;
  const until = async (test) => {
    for (let n = 0; n < 600 && !test(); n += 1) { await new Promise((r) => setTimeout(r, 100)); }
  };
  await until(() => app.shell.currentWidget?.context);
  const panel = app.shell.currentWidget;
  await panel.context.ready;
  await panel.revealed;
  if (!run) { return; }
  await panel.sessionContext.ready;
  await until(() => panel.sessionContext.session?.kernel);
  await panel.sessionContext.session.kernel.info;
}"""
CELLS = "() => window.jupyterapp.shell.currentWidget.content.model.toJSON().cells"


@dataclass
class Notebook:
    """A notebook that is open in JupyterLab."""

    page: Page

    @classmethod
    def open(cls, page: Page, address: str, path: str, *, kernel: bool = True) -> Notebook:
        """Open a file; with `kernel`, wait until its kernel answers."""
        page.set_default_timeout(60_000)
        page.goto(f"{address}/lab/workspaces/{time.monotonic_ns()}/tree/{path}?reset")
        page.wait_for_function("() => window.jupyterapp !== undefined")
        page.evaluate(READY, kernel)
        return cls(page)

    def command(self, name: str, **arguments: Any) -> Any:
        """Execute a command of JupyterLab and wait for its end."""
        code = "async ([name, given]) => { await window.jupyterapp.commands.execute(name, given) }"
        return self.page.evaluate(code, [name, arguments])

    def run_all(self) -> None:
        """Run all cells, from top to bottom, and wait until the kernel has nothing to do."""
        self.page.set_default_timeout(RUN)
        self.command("notebook:run-all-cells")
        self.page.wait_for_function(
            "() => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status"
            " === 'idle'"
        )
        self.page.set_default_timeout(60_000)

    def run_last(self) -> str:
        """Run the last cell alone; the plain text of what it gave."""
        self.page.evaluate(
            "() => { const c = window.jupyterapp.shell.currentWidget.content;"
            " c.activeCellIndex = c.widgets.length - 1; }"
        )
        self.command("notebook:run-cell")
        outputs = self.cells()[-1]["outputs"]
        return "".join("".join(o.get("data", {}).get("text/plain", o.get("text", "")))
                       for o in outputs)  # fmt: skip

    def cells(self) -> list[dict[str, Any]]:
        """The notebook's cells as they would be saved."""
        found: list[dict[str, Any]] = self.page.evaluate(CELLS)
        return found

    def code_cells(self) -> list[dict[str, Any]]:
        """Only those that run."""
        return [cell for cell in self.cells() if cell["cell_type"] == "code"]

    @property
    def body(self) -> Locator:
        """What of the page belongs to the notebook."""
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook")

    def close(self) -> None:
        """End the kernel, so that the next notebook has the machine for itself."""
        self.page.evaluate(
            "async () => { await window.jupyterapp.shell.currentWidget.sessionContext.shutdown(); }"
        )


def troubles(cells: list[dict[str, Any]]) -> list[str]:
    """Errors and messages among the outputs of code cells, and cells that did not run."""
    found = []
    for number, cell in enumerate(cells):
        if cell["source"] and not cell.get("execution_count"):
            found.append(f"cell {number} did not run")
        for output in cell["outputs"]:
            if output["output_type"] == "error":
                found.append(f"cell {number}: {output['ename']}: {output['evalue']}")
            elif output.get("name") == "stderr":
                found.append(f"cell {number}: {''.join(output['text'])}")
    return found
