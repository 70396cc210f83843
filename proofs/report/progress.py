"""A sign of life on standard error for whatever takes longer than a second, when standard error is a terminal."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

PATIENCE = 1.0
"""Seconds before anything is shown."""

EVERY = 0.2
"""Seconds between two looks at how far it is."""


@dataclass
class Working:
    """What is shown: what is done, and how far it is, which whoever does it may tell."""

    what: str
    how_far: str = ""

    def tell(self, how_far: str) -> None:
        """Show this behind what is done."""
        self.how_far = how_far

    def __str__(self) -> str:
        return f"{self.what}: {self.how_far}" if self.how_far else self.what


_under_way: list[Working] = []
"""What is shown now, the innermost last."""


_stopped: list[str] = []
"""What was under way when somebody interrupted, the innermost first."""


def stopped() -> str:
    """What was under way when somebody interrupted, with how far it was; empty if nothing was."""
    return _stopped[0] if _stopped else ""


def tell(how_far: str) -> None:
    """Show this behind what is done, if anything is shown."""
    for shown in _under_way[-1:]:
        shown.tell(how_far)


@contextmanager
def working(what: str) -> Iterator[Working]:
    """Show a moving bar with the elapsed time while the body runs, once it has run for a second."""
    shown = Working(what)
    if not _under_way:
        _stopped.clear()
    _under_way.append(shown)
    try:
        with _shown(shown):
            yield shown
    except KeyboardInterrupt:
        _stopped.append(str(shown))
        raise
    finally:
        _under_way.remove(shown)


@contextmanager
def _shown(what: Working) -> Iterator[None]:
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    thread = threading.Thread(target=_show, args=(what, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _show(shown: Working, done: threading.Event) -> None:
    if done.wait(PATIENCE):
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(str(shown), total=None)
        while not done.wait(EVERY):
            progress.update(task, description=str(shown))
