"""Hand out batches, a bounded number at a time, and keep account of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from storyanalysis.archive.cluster import n_threads, wait_for_any
from storyanalysis.archive.commit import void
from storyanalysis.archive.inputs import Meter
from storyanalysis.archive.items import Entry, Unread
from storyanalysis.archive.progress import Bar, Pace
from storyanalysis.archive.seen import Seen
from storyanalysis.archive.work import Job, Outcome, analyse_batch, write_failed
from storyanalysis.errors import ArchiveError

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["Batch", "Run", "batches"]

CHARACTERS = 20_000  # of an article on average; a batch of longer ones has fewer
AHEAD = 2  # batches a worker: one in work, one waiting
CRASH = "the worker died on this article, also when it ran alone"


@dataclass(frozen=True)
class Batch:
    """Articles that are written together, and the bytes of input they stand for."""

    name: str
    entries: tuple[Entry, ...]
    weight: int = 0


def batches(
    entries: Iterable[Entry],
    seen: Seen,
    numbers: Iterator[int],
    size: int,
    watch: tuple[Meter, Pace],
) -> Iterator[Batch]:
    """Cut what is new into batches of `size` articles."""
    meter, pace = watch
    taken: list[Entry] = []
    characters = begun = 0
    for entry in entries:
        if not seen.add(entry.article_id):
            pace.known += 1
            if not taken:  # passed over without any work
                pace.done += meter.look() - begun
                begun = meter.look()
            continue
        taken.append(entry)
        characters += entry.size
        if len(taken) >= size or characters >= size * CHARACTERS:
            yield Batch(_name(numbers), tuple(taken), meter.look() - begun)
            taken, characters, begun = [], 0, meter.look()
    if taken:
        yield Batch(_name(numbers), tuple(taken), meter.look() - begun)
    else:
        pace.done += meter.look() - begun


def _name(numbers: Iterator[int]) -> str:
    return f"{next(numbers):08d}"


class Run:
    """The batches of one run.

    A batch whose worker dies again and again is tried alone, then in halves, so
    that in the end one article is left, which is recorded in `errors`.
    """

    def __init__(self, client: Client, job: Job, numbers: Iterator[int], pace: Pace) -> None:
        self.client, self.job, self.numbers, self.pace = client, job, numbers, pace
        self._tries = count()
        self._suspects: list[Batch] = []

    def go(self, batches: Iterator[Batch], bar: Bar) -> None:
        """Work through all batches.

        Raises
        ------
        ArchiveError
            If the disk is full, or the workers or the scheduler are gone for good.
        """
        while self._together(batches, bar):
            while self._suspects:
                self._alone(self._suspects.pop())
                bar.show(self.pace)

    def _together(self, batches: Iterator[Batch], bar: Bar) -> bool:
        """Until there are no more, or until one is a suspect; False when there are none."""
        flying: dict[Any, Batch] = {}
        any_left = True
        while any_left or flying:
            while any_left and not self._suspects and len(flying) < AHEAD * n_threads(self.client):
                batch = next(batches, None)
                if batch is None:
                    any_left = False
                    break
                flying[self._submit(batch)] = batch
            if not flying:
                break
            for future in wait_for_any(self.client, list(flying)):
                self._settle(flying.pop(future), future)
            bar.show(self.pace)
        return any_left or bool(self._suspects)

    def _submit(self, batch: Batch) -> Future[Any]:
        key = f"archive-{self.job.run}-{batch.name}-{next(self._tries)}"
        return self.client.submit(
            analyse_batch, self.job, batch.name, batch.entries, key=key, pure=False
        )

    def _settle(self, batch: Batch, future: Future[Any]) -> None:
        if (done := self._outcome(future)) is None:
            self._suspects.append(batch)
        else:
            self._count(batch, done)

    def _count(self, batch: Batch, done: Outcome) -> None:
        self.pace.added += done.articles
        self.pace.failed += done.errors
        self.pace.done += batch.weight
        self.pace.analysed += batch.weight
        self.pace.tick()

    def _outcome(self, future: Future[Any]) -> Outcome | None:
        """What became of a batch; None if its worker died."""
        from distributed import KilledWorker

        error = future.exception()  # type: ignore[no-untyped-call]
        if error is None:
            outcome: Outcome = future.result()
            return outcome
        if isinstance(error, KilledWorker):
            return None
        if isinstance(error, OSError):
            raise ArchiveError(
                f"{self.job.root} cannot be written ({error.strerror or error}): make room or put "
                "it right, and run the same again; what is done is kept"
            ) from error
        raise error

    def _alone(self, batch: Batch) -> None:
        """With no other batch in work, so that no other can be what kills the worker."""
        (future,) = wait_for_any(self.client, [self._submit(batch)])
        done = self._outcome(future)
        if done is not None:
            self._count(batch, done)
        elif not void(self.job.root, self.job.run, batch.name):
            # a worker out of reach has committed it after all; it needs counting only
            self._suspects.append(batch)
        elif len(batch.entries) == 1:
            self._record(batch)
        else:
            self._suspects += self._halves(batch)

    def _halves(self, batch: Batch) -> list[Batch]:
        middle = len(batch.entries) // 2
        cut = batch.entries[middle:], batch.entries[:middle]
        weights = batch.weight - batch.weight // 2, batch.weight // 2
        return [Batch(_name(self.numbers), *half) for half in zip(cut, weights, strict=True)]

    def _record(self, batch: Batch) -> None:
        """Written here and not by a worker, as another one may die."""
        (entry,) = batch.entries
        dead = Unread(entry.article_id, entry.source, "WorkerDied", "the process ended", CRASH)
        self._count(batch, write_failed(self.job, _name(self.numbers), dead))
