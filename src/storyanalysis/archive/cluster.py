"""Dask workers: our own on this machine, or those of a scheduler elsewhere."""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from storyanalysis.errors import ArchiveError

if TYPE_CHECKING:
    from distributed import Client, Future, LocalCluster

__all__ = ["check_may_start", "connected", "n_threads", "wait_for_any"]

GUARD = 'in a script, call it under the line: if __name__ == "__main__":'
AGAIN = "run the same again; what is done is kept"
LOOK = 5  # seconds between looks at who is there
WAIT = 60  # seconds for a scheduler to answer, and for its first worker
# Ctrl-C goes to all processes of a terminal; the client closes its workers itself
DEAF = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
SETTINGS = {
    # workers that a batch may take with it before it is looked into
    "distributed.scheduler.allowed-failures": 2,
    # a worker that has died and is being started anew is not given up
    "distributed.deploy.lost-worker-timeout": "1 hour",
    # it would keep the call stacks of an hour, some hundred megabytes
    "distributed.worker.profile.enabled": False,
}


def check_may_start() -> None:
    """Refuse in a process that is just starting, as a worker of a script that has no guard.

    A worker imports the script it was started from, and would call it anew.

    Raises
    ------
    ArchiveError
        With the line that the script lacks.
    """
    # multiprocessing knows it, and raises by it, but has no public name for it
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise ArchiveError(f"an archive cannot be built while a process starts: {GUARD}")


@contextmanager
def connected(scheduler: str | Client | None, workers: int | None) -> Iterator[Client]:
    """A client of a scheduler; of a cluster of our own if none is given.

    Raises
    ------
    ArchiveError
        If Dask is not installed, the scheduler or its workers do not answer, or our
        own do not start.
    """
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        raise ArchiveError('an archive needs Dask: pip install "storyanalysis[archive]"') from error
    if isinstance(scheduler, Client):
        yield scheduler
        return
    if scheduler is not None:
        with _client(scheduler) as client:
            yield client
        return
    with (
        dask.config.set(SETTINGS),
        _cluster(workers or os.cpu_count()) as cluster,
        Client(cluster) as client,  # type: ignore[no-untyped-call]
    ):
        yield client


def _cluster(workers: int | None) -> LocalCluster:
    from distributed import LocalCluster

    try:
        return LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
            preload=[DEAF],
        )
    except RuntimeError as error:
        raise ArchiveError(f"the workers do not start ({error}): {GUARD}") from error


def _client(address: str) -> Client:
    from distributed import Client

    try:
        client = Client(address, timeout=WAIT)  # type: ignore[no-untyped-call]
        client.wait_for_workers(1, timeout=WAIT)
    except (OSError, TimeoutError, ValueError) as error:
        raise ArchiveError(
            f"no scheduler with a worker answers at {address} ({error}): start one with "
            "'dask scheduler' and workers with 'dask worker', or leave the address out"
        ) from error
    return client


def wait_for_any(client: Client, futures: list[Future[Any]]) -> list[Future[Any]]:
    """Those of the batches in work that are done, as soon as there is one.

    Raises
    ------
    ArchiveError
        If the scheduler, or every worker, is gone for good.
    """
    from concurrent.futures import CancelledError

    from distributed import CancelledError as Cancelled
    from distributed import wait
    from distributed.comm.core import CommClosedError

    missing = 0
    try:
        while missing < WAIT:
            try:
                with client.as_current():
                    done = wait(  # type: ignore[no-untyped-call]
                        futures, timeout=LOOK, return_when="FIRST_COMPLETED"
                    ).done
                return [future for future in futures if future in done]
            except TimeoutError:
                missing = 0 if client.nthreads() else missing + LOOK  # type: ignore[no-untyped-call]
    except (CancelledError, Cancelled, CommClosedError) as error:
        raise ArchiveError(f"the scheduler is gone: {AGAIN}") from error
    raise ArchiveError(f"no worker has been there for {WAIT} seconds: {AGAIN}")


def n_threads(client: Client) -> int:
    """Batches that can be worked on at a time; one even while all workers are started anew."""
    return max(1, sum(client.nthreads().values()))  # type: ignore[no-untyped-call]
