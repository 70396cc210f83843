"""A bound on the time of one instance: code that never ends is told so, and does not hold up a hunt for ever.

The bound is a signal of the operating system, so it works in the main thread of a process, where the hunt's own workers
do their work; elsewhere, and on systems without such signals, there is none.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def within(seconds: float | None) -> Iterator[None]:
    """Raise `TimeoutError` inside if it takes longer; `None`: no bound."""
    possible = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if seconds is None or not possible:
        yield
        return

    def ring(*_: Any) -> None:
        raise TimeoutError(f"it did not end within {seconds:g} seconds")

    try:
        before = signal.signal(signal.SIGALRM, ring)
    except ValueError:  # in a process that another thread forked, what Python calls its main thread need not be one
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
