"""Searches in a process of their own: whole, and ended early."""

from __future__ import annotations

import itertools
import os
import random
import signal
import threading
import time

import pytest

from exact import minkowski
from exact.aside import done, met, within
from exact.cones import Cone, generators
from exact.figures import ConeRays, SumFacets

CUBE = [[(0,) * 6, tuple(int(j == k) for j in range(6))] for k in range(6)]
CROSS = [[tuple(sign * int(j == k) for j in range(6)) for k in range(6) for sign in (1, -1)]]


def scattered():
    """Points without symmetry, in a sphere, and hundreds of facets."""
    draw = random.Random(0)
    return [[tuple(draw.randint(-9, 9) for _ in range(5)) for _ in range(30)]]


def test_all_is_met_and_told():
    told = []
    found = met(SumFacets(CUBE), tell=lambda progress, estimate: told.append((progress, estimate)))
    assert found.end == "complete"
    assert found.members == [each.normal for each in minkowski.facets_by_rays(CUBE).facets]
    assert sorted(map(len, found.orbits)) == [6, 6]
    assert told[-1][0].complete
    assert told[0][1].members <= 12
    rays = met(ConeRays(Cone.of([(1, 1, 0), (1, -1, 0), (0, 1, 1), (0, 1, -1)])))
    assert tuple(rays.members) == generators(Cone.of([(1, 1, 0), (1, -1, 0), (0, 1, 1), (0, 1, -1)])).rays


def test_a_limit_leaves_what_was_found():
    everything = {each.normal for each in minkowski.facets_by_rays(scattered()).facets}
    found = met(SumFacets(scattered()), limit=1)
    assert found.end == "limit"
    assert set(found.members) < everything
    few = met(SumFacets(scattered()), limit=60)
    assert (few.end, len(few.members)) == ("limit", 60)
    assert set(few.members) < everything
    whole = met(SumFacets(scattered()), limit=10**6)
    assert whole.end == "complete"
    assert set(whole.members) == everything


class Slow:
    """A figure whose first step does not end."""

    def __init__(self, figure):
        self.figure = figure

    def __getattr__(self, name):
        return getattr(self.figure, name)

    def neighbours(self, vector):
        time.sleep(1_000)


def test_seconds_end_a_step_that_would_not():
    start = time.monotonic()
    found = met(Slow(SumFacets(CROSS)), seconds=1)
    assert found.end == "seconds"
    assert time.monotonic() - start < 20
    assert set(found.members) < set(itertools.product((1, -1), repeat=6))
    assert found.members


def test_an_interrupt_leaves_what_was_found():
    threading.Timer(1, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    found = met(Slow(SumFacets(CROSS)))
    assert found.end == "interrupt"
    assert found.members


def test_bounds_may_be_anything_that_is_not_negative():
    for wrong in (-1, float("nan")):
        with pytest.raises(ValueError, match="seconds: a number from 0 on"):
            met(SumFacets(CUBE), seconds=wrong)
    assert met(SumFacets(CUBE), seconds=0).end == "seconds"
    assert met(SumFacets(CUBE), seconds=float("inf")).end == "complete"
    with pytest.raises(ValueError, match="limit"):
        met(SumFacets(CUBE), limit=0)


class Failing(Slow):
    def neighbours(self, vector):
        os._exit(1)


def test_a_process_that_dies_is_told():
    with pytest.raises(RuntimeError, match="ended before its time"):
        met(Failing(SumFacets(CROSS)))


def test_other_work_is_done_or_ended():
    assert done(generators, Cone.of([(1, 0), (0, 1)])) == generators(Cone.of([(1, 0), (0, 1)]))
    assert within(60, sum, [1, 2]) == 3
    assert within(0.5, time.sleep, 1_000) is None
    with pytest.raises(ValueError, match='no engine "guess"'):
        done(generators, Cone.of([(1, 0)]), "guess")
    with pytest.raises(RuntimeError, match="ended before its time"):
        done(os._exit, 1)
