"""A sign of life on standard error for whatever takes longer than a second, when standard error is a terminal."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 1.0
"""Seconds before anything is shown."""

OFTEN = 0.2
"""Seconds between two looks at what is told."""

_told: list[str] = []
"""The last that was told of the work under way."""


def tell(words: str) -> None:
    """Say how far the work has come; it is shown beside its name while that is shown."""
    _told[:] = [words]


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show a moving bar with the elapsed time while the body runs, once it has run for a second."""
    if not sys.stderr.isatty():
        yield
        return
    _told.clear()
    done = threading.Event()
    thread = threading.Thread(target=_show, args=(what, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _show(what: str, done: threading.Event) -> None:
    if done.wait(PATIENCE):
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        while not done.wait(OFTEN):
            progress.update(task, description=": ".join([what, *_told]))
