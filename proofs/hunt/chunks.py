"""Pieces of work of a hunt: chunks of instances, what came of them, and the journal of those that are finished."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from exact.names import one_line
from proofs.claims.claim import Family
from proofs.claims.own_files import place


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
    path: tuple[int, ...] = ()
    """While shrinking: the position of the counterexample in the family, and of each smaller one among those proposed.

    The instances are then the smaller ones that are proposed for the last of these.
    """

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


def chunk_sizes(start: int) -> int:
    """How many instances the chunk that begins at a position has: few among the first, which may be all there are."""
    return 5 if start < 100 else 20 if start < 1000 else 100


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

    def states(self, claim: str) -> set[str]:
        """The states, of the claim and the software, in which the journal knows a claim."""
        return {key.rpartition("|")[2] for key in self.known if key.startswith(f"{claim}|")}

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
def faults_told(claim: str, reading: str, position: int, family: Family, shrinking: bool = False) -> Iterator[None]:
    """Turn what the claim's own code raises into a `ClaimFaultError`: the instance, unless it shrinks, and the line."""
    try:
        yield
    except ClaimFaultError:
        raise
    except Exception as error:
        line = f" ({place(error)})" if place(error) else ""
        said = f"the claim's code raised {type(error).__name__}: {one_line(str(error))}{line}"
        if shrinking:
            raise ClaimFaultError(said) from error
        where = f"{claim}, reading {reading}, instance {position} of: {family}"
        raise ClaimFaultError(" ".join(f"{where}: {said}".split())) from error
