"""How far a run is, how fast, and how long it will take: on stderr, for who looks on."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

__all__ = ["Pace", "shown"]


@dataclass
class Pace:
    """Counts of a run.

    Parameters
    ----------
    total : int
        Bytes of input.
    done : int
        Bytes of input that are dealt with.
    analysed : int
        Of these, bytes of batches that were analysed in this run.
    added, failed, known : int
        Articles written, rows of `errors` written, and articles passed over
        because the archive has them.
    seconds : float
        Since the first batch was handed out.
    """

    total: int = 0
    done: int = 0
    analysed: int = 0
    added: int = 0
    failed: int = 0
    known: int = 0
    seconds: float = 0.0
    _start: float = field(default_factory=time.monotonic, repr=False)

    def start(self) -> None:
        """Start the clock."""
        self._start = time.monotonic()

    def tick(self) -> None:
        """Look at the clock."""
        self.seconds = time.monotonic() - self._start

    @property
    def rate(self) -> float:
        """Articles a second."""
        return (self.added + self.failed) / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds left at the pace until now; None while nothing was analysed."""
        if not self.analysed:
            return None
        return max(self.total - self.done, 0) * self.seconds / self.analysed

    def line(self) -> str:
        """The counts in words."""
        left = "" if self.left is None else f", {_time(self.left)} left"
        failed = f", {self.failed:,} failed" if self.failed else ""
        return f"{self.added:,} articles{failed}, {self.rate:.1f} a second{left}"


def _time(seconds: float) -> str:
    """Hours and minutes, or minutes and seconds.

    >>> _time(7260), _time(61)
    ('2 h 01 min', '1 min 01 s')
    """
    whole = round(seconds)
    if whole >= 3600:
        return f"{whole // 3600} h {whole % 3600 // 60:02d} min"
    return f"{whole // 60} min {whole % 60:02d} s"


class Bar:
    """A bar on stderr that shows a pace; nothing where nobody looks on."""

    def __init__(self, show: bool) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        self.progress = Progress(
            BarColumn(bar_width=30),
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.description}"),
            console=Console(file=sys.stderr),
            disable=not show,
        )
        self._task = self.progress.add_task("starting", total=1.0)

    def show(self, pace: Pace) -> None:
        """Draw it anew."""
        part = pace.done / pace.total if pace.total else 0.0
        self.progress.update(self._task, completed=min(part, 1.0), description=pace.line())


@contextmanager
def shown(progress: bool | None) -> Iterator[Bar]:
    """A bar; without a choice, where stderr is a terminal."""
    bar = Bar(sys.stderr.isatty() if progress is None else progress)
    with bar.progress:
        yield bar
