"""One line for all tables of a few stories: the same on every interpreter and hash seed.

``python -m tests.fuzz.digest [FILE ...]`` prints it; without a file, for the stories of ``data/``.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import storyanalysis as sa
from storyanalysis.keep.export import WRITERS
from storyanalysis.show.report import report_page
from storyanalysis.story import Story
from storyanalysis.tables import TABLES
from tests.fuzz.invariants import check

ROOT = Path(__file__).parents[2]


def digest(story: Story) -> str:
    """A checksum of every table and note, of the graph and of what is written and shown."""
    check(story)
    sums = hashlib.sha256()
    for name in TABLES:
        sums.update(story.table(name).to_json(orient="split", date_format="iso").encode())
    sums.update("\n".join(story.notes).encode())
    sums.update(story.chains().to_json(orient="split").encode())
    for name in ("json", "jsonld", "conllu", "timeml", "graphml", "csv"):
        written = WRITERS[name](story)
        files = written if isinstance(written, dict) else {"": written}
        for path, data in files.items():
            sums.update(path.encode() + data)
    sums.update(report_text(story))
    return sums.hexdigest()


def report_text(story: Story) -> bytes:
    """The report without its figures, whose drawing is that of the installed library."""
    page = report_page(story)
    page = page if isinstance(page, str) else page.decode("utf-8")
    parts = page.split("<svg")
    kept = [parts[0], *(part.partition("</svg>")[2] for part in parts[1:])]
    return "".join(kept).encode("utf-8")


def main() -> None:
    """Print a line for every file."""
    named = [Path(name) for name in sys.argv[1:]]
    for path in named or sorted((ROOT / "data").rglob("*.txt")):
        story = sa.analyze(path, cache=False)
        sys.stdout.write(f"{digest(story)} {path.name}\n")


if __name__ == "__main__":
    main()
