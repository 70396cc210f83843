"""Systems of inequalities over profiles of chains (LY, section 4 and appendix A.7): Lemmas 6 and 13 and a proof."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any

from exact.linear import Coefficients, LinearSystem, feasibility
from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.claims.cone_facts import some
from proofs.claims.families import paramodular as paramodular_module
from proofs.claims.families import problems as ly
from proofs.claims.families import rules
from proofs.claims.families.paramodular_pairs import Sides, all_chain_pairs, less, prefixes
from proofs.reduced_form.problem.problems import Cell, Problem, Profile
from proofs.reduced_form.problem.structures import ImplementationStructure


@dataclass(frozen=True)
class SystemCase(Displayed):
    """Quotas (b, c) on all sets of cells of a structure without listed sets, and a vector y."""

    structure: ImplementationStructure
    floors: tuple[int, ...]
    ceilings: tuple[int, ...]
    point: tuple[Fraction, ...]

    @property
    def problem(self) -> Problem:
        return paramodular_module.quotas_on_all_sets(self.structure, self.floors, self.ceilings)

    @property
    def coordinates(self) -> list[tuple[Cell, str]]:
        return [(cell, own) for cell in self.structure.cells for own in self.structure.types_of(cell)]

    def words(self) -> str:
        problem = ly.described_problem(self.problem)
        values = zip(self.coordinates, self.point, strict=True)
        return f"{problem}; y = " + ", ".join(f"{''.join(cell)} {own}: {v}" for (cell, own), v in values)


Supports = dict[Profile, Sides]


def violation(case: SystemCase, supports: Supports, weights: Mapping[Profile, Fraction], signs: int = 0) -> Verdict:
    """Whether some (f, g, h) of W with the given supports has f y - g c + h b = 1 (f of one sign if so wished)."""
    given = case.structure
    cells = given.cells
    f = case.coordinates
    names: list[Any] = [("f", *name) for name in f]
    cost: dict[Any, Fraction] = {("f", *name): y for name, y in zip(f, case.point, strict=True)}
    rows: list[tuple[Coefficients, int]] = []
    for t in given.profiles:
        upper, lower = supports[t]
        names += [("g", t, m) for m in upper] + [("h", t, m) for m in lower]
        cost |= {("g", t, m): -weights[t] * case.ceilings[m] for m in upper}
        cost |= {("h", t, m): weights[t] * case.floors[m] for m in lower}
        for k, cell in enumerate(cells):
            row: dict[Any, int] = {("f", cell, t[given.agents.index(cell[0])]): -1}
            row |= {("g", t, m): 1 for m in upper if m >> k & 1}
            row |= {("h", t, m): -1 for m in lower if m >> k & 1}
            rows.append((row, 0))
    low = {name: 0 for name in names if name[0] != "f" or signs > 0}
    high = {name: 0 for name in names if name[0] == "f" and signs < 0}
    return feasibility(LinearSystem.make(names, equal=[*rows, (cost, 1)], lower=low, upper=high))


def all_supports(case: SystemCase, upper: bool, lower: bool) -> Supports:
    every = tuple(range(1, 1 << len(case.structure.cells)))
    return dict.fromkeys(case.structure.profiles, (every if upper else (), every if lower else ()))


def supports_by_order(case: SystemCase, verdict: Verdict, sides: tuple[bool, bool]) -> Supports:
    """The chains that the order of the violating f suggests at each profile."""
    statement: Any = verdict.statement
    values: tuple[Fraction, ...] = verdict.evidence.values  # type: ignore[attr-defined]
    at = dict(zip(statement.system.variables, values, strict=True))
    found: Supports = {}
    for t in case.structure.profiles:
        own = dict(zip(case.structure.agents, t, strict=True))
        f = [at["f", cell, own[cell[0]]] for cell in case.structure.cells]
        positive = sorted((k for k, v in enumerate(f) if v > 0), key=lambda k: -f[k])
        negative = sorted((k for k, v in enumerate(f) if v < 0), key=lambda k: f[k])
        found[t] = (prefixes(positive) if sides[0] else (), prefixes(negative) if sides[1] else ())
    return found


def chain_violations(
    case: SystemCase, weights: Mapping[Profile, Fraction], sides: tuple[bool, bool], signs: int
) -> Iterator[Verdict]:
    """The verdicts on chains of these sides; the ones suggested by the violated inequality first."""
    whole = violation(case, all_supports(case, *sides), weights, signs)
    if not whole.holds:
        yield whole
        return
    yield violation(case, supports_by_order(case, whole, sides), weights, signs)
    cells = len(case.structure.cells)
    pairs = [pair for pair in all_chain_pairs(cells) if (sides[0] or not pair[0]) and (sides[1] or not pair[1])]
    for chosen in itertools.product(pairs, repeat=len(case.structure.profiles)):
        yield violation(case, dict(zip(case.structure.profiles, chosen, strict=True)), weights, signs)


def system_cases(seed: int) -> Iterator[SystemCase]:
    """Paramodular quotas on 1 or 2 cells with few types, and vectors y inside and outside; without end."""
    draw = random.Random(seed)
    sizes = ((1, 1, (1,)), (1, 1, (2,)), (2, 1, (1, 1)), (1, 2, (1,)), (2, 1, (2, 1)), (1, 2, (2,)), (2, 1, (2, 2)))
    for number in itertools.count():
        n, m, counts = sizes[number // 6] if number < 6 * len(sizes) else draw.choice(sizes[1:])
        given = ly.build(n, m, (), counts)
        b, c = paramodular_module.random_pair(draw, n * m)
        problem = paramodular_module.quotas_on_all_sets(given, b, c)
        rule = next(itertools.islice(rules.rules(problem, draw.randrange(1000), 4), draw.randrange(4), None))
        yield SystemCase(given, b, c, tuple(weighted_point(problem, rule.values, given)))


def weighted_point(problem: Problem, values: tuple[Fraction, ...], given: ImplementationStructure) -> list[Fraction]:
    """y(cell, type) = lambda_i(t_i) Q_i(t_i, j)."""
    at = dict(zip(problem.coordinates, values, strict=True))
    return [
        problem.marginals[cell[0], own] * at[(cell[0], own, *cell[1:])]
        for cell in given.cells
        for own in given.types_of(cell)
    ]


@cache
def lemma_6_verdicts(case: SystemCase, by_prior: bool) -> tuple[tuple[Verdict, ...], bool]:
    """The verdicts on violations of (19) and (20), and whether none is violated."""
    problem = case.problem
    weights = {t: problem.probability(t) if by_prior else Fraction(1) for t in case.structure.profiles}
    shown: list[Verdict] = []
    for sides, sign in (((True, False), 1), ((False, True), -1)):
        before, last = some(chain_violations(case, weights, sides, sign))
        shown += [*before, last]
        if last.holds:
            return (last,), False
    return tuple(shown), True


def smaller_systems(case: SystemCase) -> Iterator[SystemCase]:
    """With simpler numbers in y, or smaller quotas."""
    for k, value in enumerate(case.point):
        for simpler in (Fraction(0), Fraction(1, 2), Fraction(1)):
            if value.denominator > simpler.denominator or (value > simpler and value.denominator == 1):
                yield replace(case, point=(*case.point[:k], simpler, *case.point[k + 1 :]))
    for mask in range(1, len(case.floors)):
        if case.floors[mask]:
            yield replace(case, floors=less(case.floors, mask))
        if case.ceilings[mask] > case.floors[mask]:
            yield replace(case, ceilings=less(case.ceilings, mask))
