"""The hunt for a counterexample, and its shrinking.

A hunt tries the instances of a reading's families in their order, small ones first: families that end to their end,
and of each endless one as many instances as the reading's budget says. A budget of the hunt's own is the number of
instances for the whole reading. The instances are tried in chunks that any `concurrent.futures.Executor` may work on,
several readings at once. The result does not depend on the executor: chunks are taken in order, and the first
counterexample in the stream counts, however late others finish. It is then shrunk: while some smaller instance is a
counterexample too, that one is taken; smaller instances are tried in chunks as well.

Where a reading has a score, an endless family's stream is made of fresh tries and of climbing (`proofs.hunt.climbing`).

Every finished chunk is appended to a journal at once, so that a hunt that was interrupted goes on where it stopped.

No counterexample is journaled or reported before the independent checker has accepted its certificate.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Literal

from exact.showing.display import Displayed, counted
from proofs.certificates import Certificate, NotAccepted, require_accepted
from proofs.claims import registry
from proofs.claims.claim import Claim, Outcome, Reading, Trial
from proofs.claims.fingerprints import fingerprint
from proofs.claims.refuting import refutation
from proofs.claims.varying import Varying
from proofs.hunt.chunks import Chunk, ClaimFaultError, Journal, Tally, chunk_sizes, faults_told
from proofs.hunt.patience import within
from proofs.hunt.streams import NONE, Stream, reached

SLICE = 0.2
"""Seconds after which a worker hands back what it was given: it finishes its chunk and returns the others."""

AHEAD = 100
"""Chunks of one reading that may be given out or finished beyond the first that is not."""

SHRINKING = 400
"""Smaller instances tried while shrinking before it stops; the result then says so."""

PATIENCE = 60.0
"""The seconds that one instance of a user's claim may take."""

Ending = Literal["refuted", "survived", "vacuous", "undecided"]


@dataclass(frozen=True)
class Counterexample(Displayed):
    """A counterexample after shrinking, with the trial it rests on."""

    instance: Any
    trial: Trial
    words: str
    because: str
    smallest: bool
    """Whether shrinking ended because nothing smaller proposed was a counterexample."""
    certificate: Certificate


@dataclass(frozen=True)
class Result(Displayed):
    """What a hunt ended with. `exhausted` lists the families that were tried to the end, `left` those that were not."""

    claim: str
    reading: str
    ending: Ending
    instances: int
    held: int
    undecided: int
    exhausted: tuple[str, ...]
    left: tuple[str, ...]
    counterexample: Counterexample | None
    reason: str
    seconds: float


def work(chunk: Chunk) -> Tally:
    """Try the instances of a chunk, in order, up to the first counterexample.

    Raises `NotAccepted` if the checker does not accept what shows that it is one, and `ClaimFaultError`.
    """
    reading = registry.claims(chunk.modules)[chunk.claim].reading(chunk.reading)
    family = reading.families[chunk.family]
    fault = partial(faults_told, chunk.claim, chunk.reading, family=family, shrinking=bool(chunk.path))
    with fault(chunk.start):
        stream = Stream.at(chunk, reading)
    held = undecided = tried = 0
    patience = PATIENCE if any(map(registry.is_file, chunk.modules)) else None
    while chunk.start + tried < chunk.stop:
        with fault(chunk.start + tried), within(patience):
            instance = next(stream, NONE)
            if instance is NONE:
                break
            trial = reading.trial(instance)
        outcome = trial.outcome
        tried += 1
        held += outcome in (Outcome.CONFIRMS, Outcome.REFUTES)
        undecided += outcome is Outcome.UNDECIDED
        if outcome is Outcome.REFUTES:
            if not chunk.path:
                with fault(chunk.start + tried - 1):
                    written = refutation(chunk.claim, reading, reading.shown(instance), trial)
                require_accepted(written)
            return Tally(tried, held, undecided, chunk.start + tried - 1, False)
    with fault(chunk.start + tried):
        return Tally(tried, held, undecided, None, stream.ended())


Finished = Tally | NotAccepted | ClaimFaultError


def work_on(chunks: Sequence[Chunk]) -> tuple[list[Finished], float]:
    """What came of consecutive chunks, as far as the slice of time goes and nothing ends them; and the seconds."""
    begun = time.monotonic()
    finished: list[Finished] = []
    for chunk in chunks:
        try:
            finished.append(work(chunk))
        except (NotAccepted, ClaimFaultError) as error:
            Stream.forget()
            finished.append(error)
        last = finished[-1]
        if not isinstance(last, Tally) or last.hit is not None or last.ended or time.monotonic() - begun > SLICE:
            break
    return finished, time.monotonic() - begun


@dataclass(frozen=True)
class Ended(Displayed):
    """A reading with what its hunt ended with: a result, or a fault that is to be told."""

    claim: Claim
    reading: Reading
    result: Result | NotAccepted | ClaimFaultError
    seconds: float


@dataclass
class Hunt:
    """How to hunt: the budget is a number of instances for each reading.

    `None`: families that end are tried to their end, and of each endless one as many as the reading's budget says.
    """

    executor: Executor | Sequence[Executor]
    """Where the work is done: one executor, or several that have one worker each. Of several each goes on with what it
    has begun as long as it can, so that its worker need not make a stream of instances anew."""
    modules: tuple[str, ...] = field(default_factory=lambda: registry.MODULES)
    budget: int | None = None
    seed: int = 0
    journal: Journal = field(default_factory=Journal)
    deadline: float | None = None
    """A `time.monotonic` after which no further chunk is begun. When a reading is begun, it is given its share of the
    time that is left, as many readings as are not ended sharing it; what it does not use is left to the others."""
    ahead: int = 8
    """Pieces of work given out to a single executor beyond the first."""
    progress: Callable[[int], None] = lambda count: None
    _searches: list[_Search] = field(default_factory=list, init=False, repr=False)

    def run(self, claim: Claim, reading: Reading) -> Result:
        """Hunt for a counterexample to one reading of a claim.

        A fault of the claim's code while a counterexample is shrunk is told as the result's reason. Raises
        `NotAccepted` if the checker does not accept the certificate of one, and `ClaimFaultError` for other faults.
        """
        (ended,) = self.run_all([(claim, reading)])
        if isinstance(ended.result, Exception):
            raise ended.result
        return ended.result

    def run_all(self, readings: Sequence[tuple[Claim, Reading]]) -> Iterator[Ended]:
        """Hunt through many readings, as many at once as there are workers; what they end with, in their order.

        An interruption is raised after those that have ended.
        """
        several = not isinstance(self.executor, Executor)
        executors = list(self.executor) if not isinstance(self.executor, Executor) else [self.executor]
        lanes = [_Lane(one) for one in executors * (1 if several else self.ahead + 1)]
        searches = self._searches = [_Search(self, claim, reading) for claim, reading in readings]
        delivered = 0
        try:
            while delivered < len(searches):
                if searches[delivered].result is not None:
                    yield searches[delivered].told()
                    delivered += 1
                    continue
                self._step(lanes, searches)
        except KeyboardInterrupt:
            yield from (search.told() for search in searches[delivered:] if search.result is not None)
            raise
        finally:
            for lane in lanes:
                if lane.pending is not None:
                    lane.pending.cancel()

    def share(self) -> float | None:
        """Until when a reading that is begun now may be hunted."""
        if self.deadline is None:
            return None
        at_once = 1 if isinstance(self.executor, Executor) else len(self.executor)
        left = max(sum(1 for search in self._searches if search.result is None), 1)
        now = time.monotonic()
        return now + (self.deadline - now) * min(at_once, left) / left

    def _step(self, lanes: list[_Lane], searches: list[_Search]) -> None:
        """Give work to those who have none, and take what is done."""
        if self.deadline is not None and time.monotonic() > self.deadline:
            for search in searches:
                search.stop()
        for search in searches:
            if search.until is not None and time.monotonic() > search.until:
                search.stop("its share of the time ran out")
        for lane in lanes:
            if lane.pending is None:
                lane.give(searches)
        pending = [lane.pending for lane in lanes if lane.pending is not None]
        ends = [search.until for search in searches if search.result is None and search.until is not None]
        ends += [] if self.deadline is None else [self.deadline]
        rest = max(min(ends) - time.monotonic(), 0.01) + 0.001 if ends else None
        done = wait(pending, rest, FIRST_COMPLETED).done if pending else set()
        for lane in lanes:
            if lane.pending is not None and lane.pending in done:
                lane.take(lane.pending)


def vacuous_so_far(tried: int, all_of_them: bool) -> str:
    """That no instance had the hypothesis, with the count: nothing was asked of the conclusion."""
    there = f"{counted(tried, 'instance')} {'of the families' if all_of_them else 'tried'}"
    return f"vacuous so far: none of the {there} satisfies the hypothesis"


class _Lane:
    """A worker, and what it was given: consecutive chunks of one stream."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor
        self.pending: Future[tuple[list[Finished], float]] | None = None
        self.search: _Search | None = None
        self.stream = 0
        self.chunks: list[Chunk] = []
        self.rest: list[Chunk] = []

    def give(self, searches: Sequence[_Search]) -> None:
        """Give it what it did not finish, more of its reading, a new reading, or a share of one that is hunted."""
        if self.search is not None and self.rest and self.search.goes_on(self.stream):
            self.chunks, self.rest = self.rest, []
        else:
            own = [] if self.search is None else [self.search]
            new = (search for search in searches if not search.begun)
            begun = (search for search in searches if search.begun)
            for search in itertools.chain(own, new, begun):
                self.chunks = search.take()
                if self.chunks:
                    self.search, self.stream = search, search.stream
                    break
            else:
                return
        try:
            self.pending = self.executor.submit(work_on, self.chunks)
        except BrokenExecutor as error:
            self.pending = Future()
            self.pending.set_exception(error)

    def take(self, pending: Future[tuple[list[Finished], float]]) -> None:
        """Take what is done; it is worked out here if the executor broke down under it."""
        self.pending = None
        assert self.search is not None
        try:
            finished, seconds = pending.result()
        except BrokenExecutor:
            finished, seconds = work_on(self.chunks)
        self.search.seconds += seconds
        self.rest = self.chunks[len(finished) :]
        if len(self.rest) > 0 or seconds > SLICE / 2:
            self.search.size = max(1, len(finished))
        else:
            self.search.size = min(2 * len(self.chunks), AHEAD)
        for chunk, came in zip(self.chunks, finished, strict=False):
            if not self.search.goes_on(self.stream):
                break
            self.search.finished(chunk, came)


class _Search:
    """The hunt through one reading: what is given out of its streams, what came of it, and the result.

    Its streams are those of its families, one after the other, and then, for each smaller counterexample found, the
    instances smaller than that.
    """

    def __init__(self, hunt: Hunt, claim: Claim, reading: Reading) -> None:
        self.hunt, self.claim, self.reading = hunt, claim, reading
        self.begun = False
        self.until: float | None = None  # when its share of the time is over
        self.result: Result | NotAccepted | ClaimFaultError | None = None
        self.seconds = 0.0
        self.total = Tally(0, 0, 0, None, False)
        self.exhausted: list[str] = []
        self.left: list[str] = []
        self.family = -1
        self.remaining = hunt.budget
        self.path: tuple[int, ...] = ()
        self.shrunk = 0  # smaller instances tried on the way to the path's end
        self.stream = 0  # counts the streams
        self.size = 1  # chunks to give at once
        self.state = ""
        self.modules = hunt.modules
        self._open(0)

    def told(self) -> Ended:
        assert self.result is not None
        return Ended(self.claim, self.reading, self.result, self.seconds)

    def goes_on(self, stream: int) -> bool:
        """Whether what comes of this stream is still waited for."""
        return self.result is None and self.stream == stream

    def take(self) -> list[Chunk]:
        """Consecutive chunks to work on, or none now. What the journal knows is not given out."""
        if not self.begun:
            self._begin()
        chunks: list[Chunk] = []
        while self.result is None and not self.closed and len(chunks) < self.size and len(self.done) < AHEAD:
            if self.most is not None and self.given >= self.most and self.given > 0:
                break
            chunk = self._chunk(self.given)
            known = None if self.path else self.hunt.journal.known.get(chunk.key)
            if known is None:
                chunks.append(chunk)
                self._give_out(chunk)
            elif chunks:
                break
            else:
                self._give_out(chunk)
                self._came(chunk, known)
        return chunks

    def finished(self, chunk: Chunk, came: Finished) -> None:
        """What came of a chunk: written down, and counted when its turn comes."""
        if isinstance(came, Tally) and not chunk.path:
            self.hunt.journal.add(chunk, came)
        self._came(chunk, came)

    def stop(self, why: str = "the time ran out") -> None:
        """Begin nothing further, as the time ran out; a counterexample is shrunk all the same."""
        if not self.begun:
            self._begin()
        if self.result is None and not self.path:
            self.left += [family.words for family in self.reading.families[self.family :]]
            self._end(why)

    def _begin(self) -> None:
        self.begun, self.until = True, self.hunt.share()
        if self.reading.vacuous is not None:
            words = self.reading.vacuous
            self.result = Result(self.claim.id, self.reading.name, "vacuous", 0, 0, 0, (), (), None, words, 0.0)
            return
        self.state = "-".join(fingerprint(self.claim).values())
        # a worker reads no more claims than it needs
        own = ((name,) for name in self.modules if self.claim.id in registry.claims((name,)))
        self.modules = next(own, self.modules)
        self._next_family()

    def _next_family(self) -> None:
        while self.result is None:
            self.family += 1
            if self.family == len(self.reading.families):
                self._end("")
                return
            family = self.reading.families[self.family]
            most = self.remaining if self.remaining is not None else self.reading.budget if family.endless else None
            if most != 0:
                self._open(most)
                return
            self.left.append(family.words)

    def _open(self, most: int | None) -> None:
        """Begin a stream, of which at most so many instances are tried."""
        self.most = most
        self.stream += 1
        self.given = self.counted = 0
        self.closed = False
        self.done: dict[int, tuple[Chunk, Finished]] = {}

    def _chunk(self, start: int) -> Chunk:
        # what is smaller is tried one by one: the first may be a counterexample
        stop = start + (1 if self.path else chunk_sizes(start))
        stop = stop if self.most is None else min(stop, self.most)
        places = self.family, start, stop, self.hunt.seed
        return Chunk(self.modules, self.claim.id, self.reading.name, *places, self.state, self.path)

    def _give_out(self, chunk: Chunk) -> None:
        self.given = chunk.stop
        self.closed = chunk.start == chunk.stop

    def _came(self, chunk: Chunk, came: Finished) -> None:
        self.done[chunk.start] = chunk, came
        if not isinstance(came, Tally) or came.hit is not None or came.ended:
            self.closed = True
        while self.result is None and self.counted in self.done:
            chunk, came = self.done.pop(self.counted)
            if not isinstance(came, Tally):
                self._fault(came)
                return
            self.counted = chunk.stop
            if not self.path:
                self._count(came)
            if came.hit is not None:
                self._hit(came.hit)
                return
            if came.ended or chunk.stop == self.most:
                self._stream_ended(came.ended)
                return

    def _count(self, tally: Tally) -> None:
        total = self.total
        self.hunt.progress(tally.tried)
        self.remaining = None if self.remaining is None else self.remaining - tally.tried
        sums = total.tried + tally.tried, total.held + tally.held, total.undecided + tally.undecided
        self.total = Tally(*sums, tally.hit, False)

    def _hit(self, position: int) -> None:
        """A counterexample: look for a smaller one."""
        self.shrunk += position + 1 if self.path else 0
        self.path = (*self.path, position)
        self.size = 1
        self._open(max(SHRINKING - self.shrunk, 0))

    def _stream_ended(self, ended: bool) -> None:
        if self.path:
            self._refuted(ended, "")
            return
        family = self.reading.families[self.family]
        (self.exhausted if ended and not family.endless else self.left).append(family.words)
        self._next_family()

    def _fault(self, error: NotAccepted | ClaimFaultError) -> None:
        if self.path and isinstance(error, ClaimFaultError):
            self._refuted(False, f"not shrunk further: {error}")
        else:
            self.result = error

    def _refuted(self, smallest: bool, fault: str) -> None:
        begun = time.monotonic()
        reading, family = self.reading, self.reading.families[self.family]
        try:
            with faults_told(self.claim.id, reading.name, self.path[0], family):
                instance = reached(self._chunk(0), reading)
                trial = reading.trial(instance)
                if trial.outcome is not Outcome.REFUTES:
                    raise ClaimFaultError(
                        f"{self.claim.id}, reading {reading.name}: its answer changes from run to run: an instance "
                        f"that refuted it before does not now: {reading.describe(instance)}"
                    )
                written = refutation(self.claim.id, reading, instance, trial)
                told = reading.describe(instance) + self._of_parameter()
                words = told, reading.because(instance)
            require_accepted(written)
        except (NotAccepted, ClaimFaultError) as error:
            self.result = error
            return
        self.seconds += time.monotonic() - begun
        self._end(fault, Counterexample(instance, trial, *words, smallest, written))

    def _of_parameter(self) -> str:
        """Of a member of a family with a parameter, for which values the claim fails."""
        first, *others = self.path
        family = reached(replace(self._chunk(0), path=(first,)), self.reading)
        if not isinstance(family, Varying):
            return ""
        return f" ({self.reading.members(family)[others[0]]})"

    def _end(self, reason: str, found: Counterexample | None = None) -> None:
        total = self.total
        ending: Ending = "survived" if total.held and not total.undecided and not reason else "undecided"
        if found is not None:
            ending = "refuted"
        elif not total.tried and not reason:
            reason = "there is no instance to try"
        elif total.tried and not total.held and not total.undecided:
            reason = "; ".join(filter(None, (vacuous_so_far(total.tried, not self.left), reason)))
        elif not reason and total.undecided:
            reason = f"{total.undecided} of {total.tried} instances could not be decided"
        counts = total.tried, total.held, total.undecided, tuple(self.exhausted), tuple(self.left)
        self.result = Result(self.claim.id, self.reading.name, ending, *counts, found, reason, self.seconds)
