"""The hunt for a counterexample, and its shrinking.

A hunt tries the instances of a reading's families in their order, small ones first: families that end to their end,
and of each endless one as many instances as the reading's budget says. A budget of the hunt's own is the number of
instances for the whole reading. The instances are tried in chunks that any `concurrent.futures.Executor` may work on.
The result does not depend on the executor: chunks are taken in order, and the first counterexample in the stream
counts, however late others finish. It is then shrunk: while some smaller instance is a counterexample too, that one is
taken.

Every finished chunk is appended to a journal at once, so that a hunt that was interrupted goes on where it stopped.

No counterexample is journaled or reported before the independent checker has accepted its certificate.
"""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from exact.names import one_line
from exact.showing.display import Displayed
from proofs.certificates import Certificate, require_accepted
from proofs.claims import registry
from proofs.claims.claim import Claim, Family, Outcome, Reading, Trial
from proofs.claims.fingerprints import fingerprint
from proofs.claims.refuting import refutation
from proofs.hunt.patience import within

CHUNK = 20
"""Instances in a chunk."""

SHRINKING = 400
"""Smaller instances tried while shrinking before it stops; the result then says so."""

PATIENCE = 60.0
"""The seconds that one instance of a user's claim may take."""

Ending = Literal["refuted", "survived", "vacuous", "undecided"]


@dataclass(frozen=True)
class Chunk:
    """A piece of work: the instances `start` to `stop` (exclusive) of one family of one reading.

    It travels to workers instead of the instances: each worker makes the stream anew.
    """

    modules: tuple[str, ...]
    claim: str
    reading: str
    family: int
    start: int
    stop: int
    seed: int
    state: str = ""
    """The fingerprints of the claim and the software: what a journal says of another state is not gone on with."""

    @property
    def key(self) -> str:
        return f"{self.claim}|{self.reading}|{self.family}|{self.start}|{self.stop}|{self.seed}|{self.state}"


@dataclass(frozen=True)
class Tally:
    """What came of a chunk: how many instances it had, in how many the hypothesis held, how many stayed undecided.

    `hit` is the position of the first counterexample, after which the chunk was left; `ended` says that the stream did.
    """

    tried: int
    held: int
    undecided: int
    hit: int | None
    ended: bool


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


class Journal:
    """Finished chunks, one JSON line each, appended as they finish; a torn last line is ignored when reading."""

    def __init__(self, path: Path | None = None, resume: bool = False) -> None:
        self.path = path
        self.known: dict[str, Tally] = {}
        if path is None:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        if resume and path.exists():
            self.known = dict(_journal_lines(path.read_text(encoding="utf-8")))
            # A torn line would swallow the next one: start on a fresh line.
            with path.open("a", encoding="utf-8") as stream:
                stream.write("\n")
        else:
            path.write_text("", encoding="utf-8")

    def add(self, chunk: Chunk, tally: Tally) -> None:
        self.known[chunk.key] = tally
        if self.path is not None:
            with self.path.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps({"chunk": chunk.key, **asdict(tally)}) + "\n")


def _journal_lines(text: str) -> Iterator[tuple[str, Tally]]:
    for line in text.splitlines():
        try:
            entry = json.loads(line)
            yield entry.pop("chunk"), Tally(**entry)
        except (ValueError, TypeError, KeyError, AttributeError):
            continue


class ClaimFaultError(RuntimeError):
    """The code of a claim raised an exception: which claim, on which instance, and what was raised."""


@contextmanager
def _faults_told(claim: str, reading: str, position: int, family: Family) -> Iterator[None]:
    """Turn whatever the claim's own code raises inside into a `ClaimFaultError` with the place."""
    try:
        yield
    except Exception as error:
        place = f"{claim}, reading {reading}, instance {position} of: {family}"
        said = f"the claim's code raised {type(error).__name__}: {error}"
        raise ClaimFaultError(" ".join(f"{place}: {said}".split())) from error


def work(chunk: Chunk) -> Tally:
    """Try the instances of a chunk, in order, up to the first counterexample.

    Raises `NotAccepted` if the checker does not accept what shows that it is one, and `ClaimFaultError`.
    """
    reading = registry.claims(chunk.modules)[chunk.claim].reading(chunk.reading)
    family = reading.families[chunk.family]
    with _faults_told(chunk.claim, chunk.reading, chunk.start, family):
        stream = _Stream.at(chunk, family)
    held = undecided = tried = 0
    patience = PATIENCE if any(map(registry.is_file, chunk.modules)) else None
    while chunk.start + tried < chunk.stop:
        with _faults_told(chunk.claim, chunk.reading, chunk.start + tried, family), within(patience):
            instance = next(stream, _NONE)
            if instance is _NONE:
                break
            trial = reading.trial(instance)
        outcome = trial.outcome
        tried += 1
        held += outcome in (Outcome.CONFIRMS, Outcome.REFUTES)
        undecided += outcome is Outcome.UNDECIDED
        if outcome is Outcome.REFUTES:
            with _faults_told(chunk.claim, chunk.reading, chunk.start + tried - 1, family):
                shown = refutation(chunk.claim, reading, instance, trial)
            require_accepted(shown)
            return Tally(tried, held, undecided, chunk.start + tried - 1, False)
    with _faults_told(chunk.claim, chunk.reading, chunk.start + tried, family):
        return Tally(tried, held, undecided, None, stream.ended())


_NONE = object()
"""What stands for an instance where there is none."""


class _Stream(Iterator[Any]):
    """The instances of a family from some position on."""

    kept = threading.local()
    """The stream of the chunk before: the next chunk of the family goes on with it instead of making it anew."""

    def __init__(self, family: Family, seed: int) -> None:
        self.stream = family.instances(seed)
        self.endless = family.endless
        self.position = 0

    @classmethod
    def at(cls, chunk: Chunk, family: Family) -> _Stream:
        """The stream from the chunk's first instance on."""
        key = (chunk.modules, chunk.claim, chunk.reading, chunk.family, chunk.seed)
        known, stream = getattr(cls.kept, "last", (None, None))
        if known != key or stream is None or stream.position > chunk.start:
            stream = cls(family, chunk.seed)
        cls.kept.last = key, stream
        for _ in itertools.islice(stream, chunk.start - stream.position):
            pass
        return stream

    def __next__(self) -> Any:
        instance = next(self.stream)
        self.position += 1
        return instance

    def ended(self) -> bool:
        """Whether there is no further instance; an endless stream is not asked."""
        if self.endless:
            return False
        following = next(self.stream, _NONE)
        if following is _NONE:
            return True
        self.stream = itertools.chain((following,), self.stream)
        return False


@dataclass
class Hunt:
    """How to hunt: the budget is a number of instances for each reading.

    `None`: families that end are tried to their end, and of each endless one as many as the reading's budget says.
    """

    executor: Executor
    modules: tuple[str, ...] = field(default_factory=lambda: registry.MODULES)
    budget: int | None = None
    seed: int = 0
    journal: Journal = field(default_factory=Journal)
    deadline: float | None = None
    """A `time.monotonic` after which no further chunk is begun."""
    ahead: int = 8
    """Chunks given out beyond the one that is waited for."""
    progress: Callable[[int], None] = lambda count: None

    def run(self, claim: Claim, reading: Reading) -> Result:
        """Hunt for a counterexample to one reading of a claim.

        A fault of the claim's code while a counterexample is shrunk is told as the result's reason. Raises
        `NotAccepted` if the checker does not accept the certificate of one, and `ClaimFaultError` for other faults.
        """
        begun = time.monotonic()
        if reading.vacuous is not None:
            return Result(claim.id, reading.name, "vacuous", 0, 0, 0, (), (), None, reading.vacuous, 0.0)
        remaining = self.budget
        total = Tally(0, 0, 0, None, False)
        exhausted: list[str] = []
        left: list[str] = []
        stopped = ""
        for number, family in enumerate(reading.families):
            most = remaining if self.budget is not None else reading.budget if family.endless else None
            tally, stopped = self._family(claim, reading, number, most)
            total = Tally(
                total.tried + tally.tried, total.held + tally.held, total.undecided + tally.undecided, tally.hit, False
            )
            remaining = None if remaining is None else remaining - tally.tried
            if tally.hit is not None:
                with _faults_told(claim.id, reading.name, tally.hit, family):
                    found, fault = _shrunk(claim.id, reading, _instance(family, self.seed, tally.hit))
                require_accepted(found.certificate)
                return _result(claim, reading, "refuted", total, exhausted, left, found, fault, begun)
            (exhausted if tally.ended and not family.endless else left).append(family.words)
        reason = stopped or ("" if not left or total.held else "no instance within the budget satisfied the hypothesis")
        ending: Ending = "survived" if total.held and not total.undecided and not stopped else "undecided"
        if total.undecided and not reason:
            reason = f"{total.undecided} of {total.tried} instances could not be decided"
        if not total.held and not left:
            reason = "no instance of the families satisfies the hypothesis"
        return _result(claim, reading, ending, total, exhausted, left, None, reason, begun)

    def _family(self, claim: Claim, reading: Reading, number: int, budget: int | None) -> tuple[Tally, str]:
        """The tally of one family, chunks taken in order; and why it was left early, if it was.

        With no budget the family is tried to its end.
        """
        waiting: list[tuple[Chunk, Future[Tally] | Tally]] = []
        starts: Iterator[int] = itertools.count(0, CHUNK) if budget is None else iter(range(0, budget, CHUNK))
        tried = held = undecided = 0
        ended, state = False, "-".join(fingerprint(claim).values())
        try:
            while True:
                while len(waiting) <= self.ahead and not ended and (start := next(starts, None)) is not None:
                    stop = start + CHUNK if budget is None else min(start + CHUNK, budget)
                    chunk = Chunk(self.modules, claim.id, reading.name, number, start, stop, self.seed, state)
                    known = self.journal.known.get(chunk.key)
                    waiting.append((chunk, known if known is not None else self._submitted(chunk)))
                if not waiting:
                    return Tally(tried, held, undecided, None, ended), ""
                if self.deadline is not None and time.monotonic() > self.deadline:
                    return Tally(tried, held, undecided, None, False), "the time ran out"
                chunk, pending = waiting.pop(0)
                tally = pending if isinstance(pending, Tally) else self._finished(chunk, pending)
                self.progress(tally.tried)
                tried, held, undecided = tried + tally.tried, held + tally.held, undecided + tally.undecided
                ended = ended or tally.ended
                if tally.hit is not None:
                    return Tally(tried, held, undecided, tally.hit, False), ""
        finally:
            for _, pending in waiting:
                if isinstance(pending, Future):
                    pending.cancel()

    def _submitted(self, chunk: Chunk) -> Future[Tally]:
        try:
            return self.executor.submit(work, chunk)
        except BrokenExecutor as error:
            broken: Future[Tally] = Future()
            broken.set_exception(error)
            return broken

    def _finished(self, chunk: Chunk, pending: Future[Tally]) -> Tally:
        """The tally of a chunk, written down; worked out here if the executor broke down under it."""
        try:
            tally = pending.result()
        except BrokenExecutor:
            tally = work(chunk)
        self.journal.add(chunk, tally)
        return tally


def _result(
    claim: Claim,
    reading: Reading,
    ending: Ending,
    total: Tally,
    exhausted: list[str],
    left: list[str],
    found: Counterexample | None,
    reason: str,
    begun: float,
) -> Result:
    return Result(
        claim.id,
        reading.name,
        ending,
        total.tried,
        total.held,
        total.undecided,
        tuple(exhausted),
        tuple(left),
        found,
        reason,
        time.monotonic() - begun,
    )


def _instance(family: Family, seed: int, position: int) -> Any:
    return next(itertools.islice(family.instances(seed), position, None))


def _shrunk(claim: str, reading: Reading, instance: Any) -> tuple[Counterexample, str]:
    """The counterexample that is left when smaller ones are taken while there are any.

    Where the claim's code raises while it shrinks, that is the last one found; the fault is told in words.
    """
    smallest, fault, steps = False, "", _ever_smaller(reading, instance)
    try:
        while (step := next(steps, None)) is not None:
            instance, smallest = step
    except Exception as error:
        smallest = False
        fault = f"not shrunk further: the claim's code raised {type(error).__name__}: {one_line(str(error))}"
    trial = reading.trial(instance)
    if trial.outcome is not Outcome.REFUTES:
        raise ClaimFaultError(
            f"{claim}, reading {reading.name}: its answer changes from run to run: an instance that "
            f"refuted it before does not now: {reading.describe(instance)}"
        )
    written = refutation(claim, reading, instance, trial)
    words = reading.describe(instance), reading.because(instance)
    return Counterexample(instance, trial, *words, smallest, written), fault


def _ever_smaller(reading: Reading, instance: Any) -> Iterator[tuple[Any, bool]]:
    """Ever smaller counterexamples, the last with whether nothing smaller proposed is one."""
    tried = 0
    shrinking = True
    while shrinking:
        shrinking = False
        for candidate in reading.smaller(instance):
            tried += 1
            if tried > SHRINKING:
                return
            if reading.trial(candidate).outcome is Outcome.REFUTES:
                instance, shrinking = candidate, True
                yield instance, False
                break
    yield instance, True
