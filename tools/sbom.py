"""The bill of materials, of what is installed beside this Python: ``python tools/sbom.py``.

It is CycloneDX in ``out/sbom.json``. The tool that writes it runs in an environment of its
own, which uv keeps; nothing is installed beside this Python.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BILL = ROOT / "out" / "sbom.json"
TOOL = "cyclonedx-bom==7.5.0"


def main() -> int:
    """Write the bill; the tool's exit code."""
    BILL.parent.mkdir(exist_ok=True)
    command = [
        *(sys.executable, "-m", "uv", "tool", "run", "-q", "--from", TOOL),
        *("cyclonedx-py", "environment", sys.executable, "--pyproject", "pyproject.toml"),
        *("--mc-type", "library", "--output-reproducible", "--of", "JSON", "-o", str(BILL)),
    ]
    # certificates of the machine, as pip takes them
    told = os.environ | {"UV_SYSTEM_CERTS": "1"}
    return subprocess.run(command, cwd=ROOT, env=told, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
