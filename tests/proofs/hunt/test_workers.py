"""Several readings at once on several workers: results, their order, faults and the journal as with one."""

from __future__ import annotations

import itertools
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Any, ClassVar

import pytest

from proofs.claims import registry
from proofs.claims.claim import Claim, Family, Outcome, Reading
from proofs.claims.comparison import compare
from proofs.hunt import search
from proofs.hunt.chunks import Chunk, ClaimFaultError, Journal, chunk_sizes
from proofs.hunt.executors import InProcess
from proofs.hunt.hunting import Options, hunt_all
from proofs.hunt.search import Hunt
from tests.proofs.hunt.test_search import CLAIMS, MODULES, without_time

READINGS = [(claim, reading) for claim in CLAIMS.values() for reading in claim.readings]


class Waiting(Executor):
    """Works only when waited for, the last of all that were given out first."""

    given: ClassVar[list[tuple[Future[Any], Any, Any]]] = []

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        self.given.append((future, fn, args))
        return future


def last_first(pending, timeout=None, return_when=None):
    """In the place of `concurrent.futures.wait`: only what was given out last is done."""
    future, fn, args = Waiting.given.pop()
    if not future.cancelled():
        future.set_result(fn(*args))
    return type("Done", (), {"done": {future}})


def told(hunt):
    return [(each.claim.id, each.reading.name, without_time(each.result)) for each in hunt.run_all(READINGS)]


def test_results_and_their_order_are_those_of_one_worker(monkeypatch):
    alone = told(Hunt(InProcess(), MODULES, budget=300, ahead=0))
    assert [name for name, _, _ in alone] == list(CLAIMS)
    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as two, ThreadPoolExecutor(1) as three:
        assert told(Hunt([one, two, three], MODULES, budget=300)) == alone
    monkeypatch.setattr(search, "wait", last_first)
    assert told(Hunt([Waiting(), Waiting(), Waiting()], MODULES, budget=300)) == alone


def test_processes_give_the_same_rows(tmp_path):
    def rows(name, workers):
        found = hunt_all(list(CLAIMS.values()), Options(tmp_path / name, budget=300, workers=workers), MODULES)
        return [{k: v for k, v in row.items() if k not in ("seconds", "certificate")} for row in found]

    assert rows("two", 2) == rows("none", 0)


def test_with_one_worker_a_reading_is_ended_before_the_next_is_begun(monkeypatch):
    worked = []
    original = search.work
    monkeypatch.setattr(search, "work", lambda chunk: worked.append(chunk.claim) or original(chunk))
    list(itertools.islice(Hunt(InProcess(), MODULES, budget=300, ahead=0).run_all(READINGS), 2))
    assert set(worked) == {"arithmetic/true", "arithmetic/false-from-100"}


def test_every_chunk_is_given_out_once_and_journaled_once(tmp_path, monkeypatch):
    worked = []
    original = search.work
    monkeypatch.setattr(search, "work", lambda chunk: worked.append(chunk.key + str(chunk.path)) or original(chunk))
    claim = CLAIMS["arithmetic/true"]
    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as two:
        result = Hunt([one, two], MODULES, journal=Journal(tmp_path / "j"), budget=399).run(claim, claim.readings[0])
    assert result.instances == 399
    lines = (tmp_path / "j").read_text().splitlines()
    assert len(worked) == len(set(worked)) == len(lines)


def test_the_chunks_of_a_worker_are_handed_back_when_its_slice_of_time_is_over(monkeypatch):
    chunks = [Chunk(MODULES, "arithmetic/true", "literal", 0, k, k + 5, 0) for k in range(0, 50, 5)]
    monkeypatch.setattr(search, "SLICE", -1.0)
    finished, seconds = search.work_on(chunks)
    assert (len(finished), finished[0].tried) == (1, 5)
    assert seconds > 0
    claim = CLAIMS["arithmetic/true"]
    assert Hunt(InProcess(), MODULES, budget=300, ahead=0).run(claim, claim.readings[0]).instances == 300


def refuted_from(first, smaller):
    def conclusion(number):
        yield compare(("the number", max(number - first, -1)), "<=", ("the most", -1))

    family = Family("numbers", lambda seed: iter(range(500)))
    return Reading(wording="w", conclusion=conclusion, families=(family,), because=str, smaller=smaller)


def down(number):
    """In disorder, so that the first refuting one is not the first."""
    return (each for each in (number - 90, number - 40, number - 7, number - 1) if each >= 0)


def one_by_one(reading, number):
    """Shrinking as it is defined."""
    while (
        less := next((n for n in reading.smaller(number) if reading.trial(n).outcome is Outcome.REFUTES), None)
    ) is not None:
        number = less
    return number


@pytest.mark.parametrize("ahead", [0, 5])
def test_shrinking_takes_the_first_smaller_counterexample_whoever_finds_it(monkeypatch, ahead):
    reading = replace(refuted_from(37, down), families=(Family("numbers", lambda seed: iter((250, 251))),))
    claim = Claim("arithmetic/shrunk", "nowhere", (reading,))
    monkeypatch.setattr(registry, "claims", lambda modules=None: {claim.id: claim})
    with ThreadPoolExecutor(3) as threads:
        found = Hunt(threads, MODULES, ahead=ahead).run(claim, reading).counterexample
    assert (found.instance, found.smallest) == (one_by_one(reading, 250), True) == (37, True)


@pytest.mark.parametrize(("most", "smallest"), [(5, False), (6, False), (400, True)])
def test_shrinking_that_stops_says_so(monkeypatch, most, smallest):
    monkeypatch.setattr(search, "SHRINKING", most)
    reading = refuted_from(100, lambda number: iter((0, number - 1)))
    reading = replace(reading, families=(Family("one number", lambda seed: iter((110,))),))
    claim = Claim("arithmetic/shrunk", "nowhere", (reading,))
    monkeypatch.setattr(registry, "claims", lambda modules=None: {claim.id: claim})
    found = Hunt(InProcess(), MODULES, ahead=0).run(claim, reading).counterexample
    assert (found.instance, found.smallest) == (100 if smallest else 110 - most // 2, smallest)


def test_a_fault_counts_only_when_its_turn_comes(monkeypatch):
    """A fault beyond the first counterexample is none; one in a later reading comes after the results before."""
    early = refuted_from(10, lambda number: iter(()))
    faulty = replace(early, conclusion=lambda number: 1 / 0)
    both = replace(early, families=(Family("numbers", numbers_that_break),))
    made = [Claim(f"arithmetic/{k}", "nowhere", (one,)) for k, one in enumerate((both, faulty, early))]
    monkeypatch.setattr(registry, "claims", lambda modules=None: {each.id: each for each in made})
    with ThreadPoolExecutor(4) as threads:
        ended = list(Hunt(threads, MODULES).run_all([(each, each.readings[0]) for each in made]))
    assert [type(each.result).__name__ for each in ended] == ["Result", "ClaimFaultError", "Result"]
    assert ended[0].result.counterexample.instance == 10
    with ThreadPoolExecutor(2) as threads, pytest.raises(ClaimFaultError, match="arithmetic/1"):
        Hunt(threads, MODULES).run(made[1], faulty)


def numbers_that_break(seed):
    yield from range(12)
    raise KeyError("no further")


def test_an_interruption_loses_no_reading_that_has_ended(monkeypatch):
    first = len(READINGS)

    def interrupted(*given):
        nonlocal first
        first -= 1
        if first < 0:
            raise KeyboardInterrupt
        return search.wait.__wrapped__(*given)

    original = search.wait
    interrupted.__wrapped__ = original
    monkeypatch.setattr(search, "wait", interrupted)
    ended, hunt = [], Hunt(InProcess(), MODULES, budget=300, ahead=0)
    with pytest.raises(KeyboardInterrupt):
        ended.extend(each.claim.id for each in collected(hunt.run_all(READINGS), ended))
    assert ended == list(CLAIMS)[: len(ended)]


def collected(stream, into):
    for each in stream:
        into.append(each.claim.id)
    return ()


def test_when_the_time_runs_out_all_readings_say_so():
    hunt = Hunt(InProcess(), MODULES, deadline=time.monotonic() - 1, ahead=0)
    endings = {each.result.reason for each in hunt.run_all(READINGS)}
    assert endings == {"the time ran out", "there is no such number"}


def test_chunks_are_small_where_they_may_be_all_there_is():
    assert [chunk_sizes(start) for start in (0, 95, 100, 980, 1000)] == [5, 5, 20, 20, 100]
