"""Keep notebooks small in a diff: drop what differs from run to run and from machine to machine.

python tests/tidy_notebooks.py notebooks/*.ipynb
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
# without the version of Python; whoever opens the notebook knows their own
LANGUAGE = {"name": "python"}


def tidy(text: str) -> str:
    """A notebook's JSON with its sources and outputs as they are, and nothing of the run.

    Times of execution, the versions of kernel and language, and what an editor
    remembers (scrolled, collapsed) are gone; tags stay.
    """
    notebook = json.loads(text)
    notebook["metadata"] = {"kernelspec": KERNEL, "language_info": LANGUAGE}
    for cell in notebook["cells"]:
        tags = cell["metadata"].get("tags")
        cell["metadata"] = {"tags": tags} if tags else {}
        for output in cell.get("outputs", []):
            _tidy_output(output)
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _tidy_output(output: dict[str, Any]) -> None:
    if "metadata" in output:
        output["metadata"] = {}
    output.pop("transient", None)


def main(paths: list[str]) -> None:
    """Rewrite the notebooks that are not tidy."""
    for path in map(Path, paths):
        text = path.read_text(encoding="utf-8")
        if (tidied := tidy(text)) != text:
            path.write_text(tidied, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
