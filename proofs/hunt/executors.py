"""Where pieces of work are done: in this process, in others, or on a Dask cluster."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

from proofs.plain.reading import BadInput


class InProcess(Executor):
    """An executor that works in this process, when asked."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def executor(workers: int | None, scheduler: str | None) -> Iterator[Executor | list[Executor]]:
    """The executors that are asked for, one for each worker.

    They are those of a Dask cluster, processes (`None`: one for each core), or this process alone (0). Raises
    `BadInput` for a scheduler without Dask or that is not there, and for more processes than there can be.
    """
    if scheduler is not None:
        try:
            from distributed import Client
        except ImportError as error:
            raise BadInput("--scheduler needs Dask; install the extra [cluster]") from error
        try:
            client = Client(scheduler)
        except (OSError, ValueError) as error:
            raise BadInput(f"--scheduler {scheduler}: {error}; name one that runs, as tcp://host:port") from error
        with client:
            yield cluster_executors(client)
        return
    count = os.cpu_count() or 1 if workers is None else workers
    if count == 0:
        yield InProcess()
        return
    # Fresh processes: forking a process that already runs threads may deadlock.
    context = multiprocessing.get_context("spawn")
    try:
        pools: list[Executor] = [
            ProcessPoolExecutor(1, mp_context=context, initializer=_leave_interrupts_to_the_parent)
            for _ in range(count)
        ]
    except OSError as error:
        raise BadInput(f"--workers {count}: {error.strerror}; ask for fewer") from None
    try:
        yield pools
    finally:
        for pool in pools:
            pool.shutdown(wait=False, cancel_futures=True)


def cluster_executors(client: Any) -> Executor | list[Executor]:
    """An executor for each thread of a Dask cluster's workers; one for all while there are no workers yet."""
    threads = client.nthreads()
    return [
        client.get_executor(workers=[address], allow_other_workers=True)
        for address, count in threads.items()
        for _ in range(count)
    ] or client.get_executor()


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
