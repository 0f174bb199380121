"""Analyse a story and make everything of it, while the interpreter tells what it does.

``python -m tests.fuzz.watched FILE FOLDER`` prints, as JSON, every event of Python's audit
hooks that opens a connection, starts a process or builds objects from a pickle, and every
file outside of FOLDER that is opened to be written.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

# not ``socket.bind``: urllib3, which spaCy imports, asks the own machine for IPv6 that way
NETWORK = (
    "socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.getnameinfo", "socket.send",
    "http.client", "urllib.", "ftplib.", "smtplib.", "ssl.", "webbrowser.",
)  # fmt: skip
STARTING = (
    "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.startfile", "pty.", "pickle.",
)  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def main(source: str, folder: str) -> None:
    """Do all that is done without an address, and tell what was seen."""
    seen: list[str] = []
    sys.addaudithook(lambda event, given: _note_network(seen, event))
    _prepare(source)
    sys.addaudithook(lambda event, given: _note(seen, event, given, folder))
    _work(source, Path(folder))
    told = list(seen)
    sys.stdout.write(json.dumps(told))


def _prepare(source: str) -> None:
    """Load libraries: modules come from compiled files, and libraries look at their machine."""
    import matplotlib.pyplot  # noqa: F401

    import storyanalysis as sa
    from storyanalysis.keep.export import WRITERS  # noqa: F401
    from storyanalysis.show.report import report_page

    report_page(sa.analyze(source, cache=False))


def _note_network(seen: list[str], event: str) -> None:
    if event.startswith(NETWORK):
        seen.append(f"{event} {_where()}")


def _note(seen: list[str], event: str, given: tuple[Any, ...], folder: str) -> None:
    if event.startswith(STARTING):
        seen.append(f"{event} {_where()}")
    elif event == "open" and isinstance(given[0], (str, bytes, Path)):
        path, flags = os.path.abspath(os.fsdecode(given[0])), given[2]  # noqa: PTH100
        if flags & WRITING and not path.startswith((folder, "/dev/null")):
            seen.append(f"writes {path} {_where()}")


def _where() -> str:
    frames = [frame for frame in traceback.extract_stack() if frame.filename != __file__]
    return f"({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""


def _work(source: str, folder: Path) -> None:
    import storyanalysis as sa
    from storyanalysis.keep.export import WRITERS
    from storyanalysis.show.report import report_page

    story = sa.analyze(source, cache=folder / "cache")
    story = sa.analyze(source, cache=folder / "cache")  # from the cache
    story = sa.load_story(story.save(folder / "saved"))
    for name in WRITERS:
        story.export(folder / "exports" / name, format=name)
    (folder / "report.html").write_text(report_page(story), encoding="utf-8")
    story.read()
    story.evidence(story.statements)
    sa.save_all(story, folder / "all")
    sa.compare([story, story])
    sa.make_lesson(story)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
