"""Work in a process of its own, which can be ended at any time; of a search, what it has met by then is kept.

Native code may be long at one step of `exact.adjacency`, or at a double description, and neither an interrupt nor a
bound on the time would reach it; nor is anything drawn meanwhile. The process of a search sends the orbits of each step
as soon as they are met.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Literal, TypeVar, cast

from exact import arguments
from exact.adjacency import Estimate, Figure, Progress, Search
from exact.cones import Vector
from exact.showing.display import Displayed

End = Literal["complete", "seconds", "limit", "interrupt"]

WHY: dict[End, str] = {
    "complete": "there are no others",
    "seconds": "its time was over",
    "limit": "they were as many as asked for",
    "interrupt": "it was interrupted",
}
"""Why a search has ended."""

LONGEST = 10.0**6
"""The most seconds that are waited for a step, so that any number of seconds may be given."""

Result = TypeVar("Result")


@dataclass(frozen=True)
class Met(Displayed):
    """The orbits that a search has met, and why it ended. All there are, if `end` is "complete"."""

    orbits: tuple[tuple[Vector, ...], ...]
    end: End

    @property
    def members(self) -> list[Vector]:
        """All that were met, sorted."""
        return sorted(vector for orbit in self.orbits for vector in orbit)


def met(
    figure: Figure,
    seconds: float | None = None,
    limit: int | None = None,
    tell: Callable[[Progress, Estimate], None] | None = None,
) -> Met:
    """What is met within so many seconds, or until there are `limit`; both may be left out.

    An interrupt ends the search, too, and is told as its end. `tell` hears of every step. Raises `ValueError` for
    negative seconds and for a limit below 1.
    """
    seconds = arguments.time_limit(seconds)
    if limit is not None:
        arguments.whole(limit, "limit", 1)
    end_at = None if seconds is None else time.monotonic() + seconds
    found: list[tuple[Vector, ...]] = []
    end: End = "seconds"
    try:
        with _process(_search, figure, limit) as receiver:
            while receiver.poll(_left(end_at)):
                orbits, progress, estimate = receiver.recv()
                found += orbits
                if tell is not None:
                    tell(progress, estimate)
                if progress.complete or (limit is not None and progress.met >= limit):
                    end = "complete" if progress.complete else "limit"
                    break
    except KeyboardInterrupt:
        end = "interrupt"
    return Met(tuple(found), end)


def done(work: Callable[..., Result], *given: Any) -> Result:
    """What the work makes of what it is given. What it raises is raised here."""
    with _process(_work, work, given) as receiver:
        return cast("Result", _answer(receiver))


def within(seconds: float, work: Callable[..., Result], *given: Any) -> Result | None:
    """The same, or `None` if it takes longer than so many seconds."""
    with _process(_work, work, given) as receiver:
        return cast("Result", _answer(receiver)) if receiver.poll(_left(time.monotonic() + seconds)) else None


def _answer(receiver: Connection) -> Any:
    result, error = receiver.recv()
    if error is not None:
        raise error
    return result


def _left(end_at: float | None) -> float | None:
    return None if end_at is None else min(max(0.0, end_at - time.monotonic()), LONGEST)


@contextmanager
def _process(work: Callable[..., None], *given: Any) -> Iterator[Connection]:
    """A process that works and sends; it ends with the body."""
    kinds = multiprocessing.get_all_start_methods()
    context: Any = multiprocessing.get_context("fork" if "fork" in kinds else "spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(*given, sender))
    try:
        process.start()
        sender.close()  # so that a process that dies ends the wait
        yield receiver
    except EOFError:
        raise RuntimeError("the process that did the work ended before its time; perhaps memory was short") from None
    finally:
        if process.pid is not None:  # it had begun
            process.kill()
            process.join()
        receiver.close()


def _work(work: Callable[..., Any], given: tuple[Any, ...], sender: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        sender.send((work(*given), None))
    except Exception as error:  # it is raised where the work was asked for
        sender.send((None, error))


def _search(figure: Figure, limit: int | None, sender: Connection) -> None:
    """The work of the process; it leaves interrupts to the other one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    search = Search(figure)
    fresh = search.orbits
    while True:
        progress = search.progress
        sender.send(([orbit.members for orbit in fresh], progress, search.estimate))
        if progress.complete or (limit is not None and progress.met >= limit):
            return
        fresh = search.step(limit)
