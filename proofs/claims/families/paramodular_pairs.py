"""Pairs (b, c) of bounds on all sets of cells, the dual (18) of their linear program, and chains (LY, section 4).

Shared by Lemma 5 and what stands before and after it; profiles of chains also by Lemmas 6, 7 and 13.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any

from exact.linear import Coefficients, LinearSystem, Optimal, feasibility, optimum
from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.claims.claim import Family, Part
from proofs.claims.cone_facts import some, words
from proofs.claims.families import paramodular as paramodular_module
from proofs.claims.families import problems as ly
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.problem.problems import Problem


def _members(mask: int) -> str:
    return "{" + ", ".join(str(k + 1) for k in range(mask.bit_length()) if mask >> k & 1) + "}"


@dataclass(frozen=True)
class PairCase(Displayed):
    """b and c by mask on a few cells, and an objective f."""

    floors: tuple[int, ...]
    ceilings: tuple[int, ...]
    objective: tuple[int, ...]

    @property
    def cells(self) -> int:
        return len(self.objective)

    def words(self) -> str:
        sets = range(1, 1 << self.cells)
        quotas = ", ".join(f"{self.floors[m]} <= x{_members(m)} <= {self.ceilings[m]}" for m in sets)
        return f"{quotas}; f = {words(self.objective)}"

    @property
    def problem(self) -> Problem:
        """The quotas as a problem with one agent for each cell, one type each."""
        given = ly.build(self.cells, 1, (), [1] * self.cells)
        return paramodular_module.quotas_on_all_sets(given, self.floors, self.ceilings)


Sides = tuple[tuple[int, ...], tuple[int, ...]]


def dual(case: PairCase, sides: Sides | None = None, most: Fraction | None = None) -> LinearSystem:
    """(18): g and h on all nonempty sets, or on the sets of the two sides; at most a cost if one is given."""
    every = tuple(range(1, 1 << case.cells))
    upper, lower = sides if sides is not None else (every, every)
    names = [("g", m) for m in upper] + [("h", m) for m in lower]
    rows = [
        ({**{("g", m): 1 for m in upper if m >> k & 1}, **{("h", m): -1 for m in lower if m >> k & 1}}, value)
        for k, value in enumerate(case.objective)
    ]
    cost: list[tuple[Coefficients, Fraction]] = [] if most is None else [(price(case, (upper, lower)), most)]
    return LinearSystem.make(names, at_most=cost, equal=rows, lower=0)


def price(case: PairCase, sides: Sides | None = None) -> dict[Any, int]:
    every = tuple(range(1, 1 << case.cells))
    upper, lower = sides if sides is not None else (every, every)
    return {**{("g", m): case.ceilings[m] for m in upper}, **{("h", m): -case.floors[m] for m in lower}}


@cache
def least(case: PairCase) -> Verdict:
    """The optimum of (18)."""
    return optimum(dual(case), price(case), "min")


def chains_for(case: PairCase) -> Sides:
    """The chains that the order of f suggests: cells with f > 0, the greatest first; cells with f < 0 likewise."""
    places = range(case.cells)
    positive = sorted((k for k in places if case.objective[k] >= 0), key=lambda k: -case.objective[k])
    negative = sorted((k for k in places if case.objective[k] < 0), key=lambda k: case.objective[k])
    return prefixes(positive), prefixes(negative)


def prefixes(order: Iterable[int]) -> tuple[int, ...]:
    return tuple(itertools.accumulate((1 << k for k in order), lambda one, other: one | other))


def all_chain_pairs(cells: int) -> Iterator[Sides]:
    """All pairs of greatest chains on disjoint ground sets that hold all cells between them."""
    for size in range(cells, -1, -1):
        for ground in itertools.combinations(range(cells), size):
            rest = [k for k in range(cells) if k not in ground]
            for first in itertools.permutations(ground):
                for second in itertools.permutations(rest):
                    yield prefixes(first), prefixes(second)


def attained(case: PairCase, pairs: Iterable[Sides]) -> tuple[list[Verdict], Verdict]:
    """For "some optimum of (18) has its supports in one of the pairs"."""
    statement = least(case).statement
    assert isinstance(statement, Optimal)
    return some(feasibility(dual(case, sides, statement.value)) for sides in dict.fromkeys(pairs))


def chain_pairs(case: PairCase) -> Iterator[Sides]:
    yield chains_for(case)
    yield from all_chain_pairs(case.cells)


def smaller_pairs(case: PairCase) -> Iterator[PairCase]:
    """With a quota or an entry of f nearer to zero."""
    for mask in range(1, len(case.floors)):
        if case.floors[mask]:
            yield replace(case, floors=less(case.floors, mask))
        if case.ceilings[mask] > case.floors[mask]:
            yield replace(case, ceilings=less(case.ceilings, mask))
    for k, value in enumerate(case.objective):
        if value:
            nearer = value - 1 if value > 0 else value + 1
            yield replace(case, objective=(*case.objective[:k], nearer, *case.objective[k + 1 :]))


def less(table: tuple[int, ...], place: int) -> tuple[int, ...]:
    return (*table[:place], table[place] - 1, *table[place + 1 :])


def paramodular_paired(case: PairCase) -> Part:
    yield paramodular(case.problem)
    yield least(case)


def paramodular_pair_cases(seed: int) -> Iterator[PairCase]:
    for cells, most in ((1, 2), (2, 2)):
        for b, c in paramodular_module.paramodular_pairs(cells, most):
            for f in itertools.product(range(-1, 2), repeat=cells):
                yield PairCase(b, c, f)


def random_pairs(seed: int) -> Iterator[PairCase]:
    draw = random.Random(seed)
    while True:
        cells = draw.choice((2, 3, 3, 4))
        b, c = paramodular_module.random_pair(draw, cells)
        yield PairCase(b, c, tuple(draw.randint(-3, 3) for _ in range(cells)))


PARAMODULAR_PAIRS = (
    Family("all paramodular pairs on 1 or 2 cells with c at most 2, f with entries -1, 0, 1", paramodular_pair_cases),
    Family("random paramodular pairs on 2 to 4 cells, f with entries -3 to 3", random_pairs, endless=True),
)
