"""LY, section 3.3 (after Che, Kim & Mierendorff): Condition (B) promises 147/8 where 18 is the most there is."""

from __future__ import annotations

import itertools
from fractions import Fraction
from pathlib import Path

from exact import polyhedra
from exact.linear import LinearSystem, Optimal, optimum
from proofs import checker
from proofs.certificates import certificate
from proofs.formats.problems import load_problem
from proofs.reduced_form.problem.outcomes import OutcomeSets

PATH = Path(__file__).parents[4] / "examples" / "problems" / "section_3_3_three_agents.json"
PROBLEM, _ = load_problem(PATH)
CHANCE = Fraction(1, 8)
OBJECTIVE = {c: Fraction({"t1": 1, "t2": 2}[c[1]]) for c in PROBLEM.coordinates}


def capacity(profile, cells):
    """beta(U, 0) of LY, Definition 1."""
    weights = tuple(Fraction(int(cell in cells)) for cell in PROBLEM.cells)
    return OutcomeSets(PROBLEM).at(profile).maximum(weights).value


def floor(profile, cells):
    """beta(0, V)."""
    weights = tuple(-Fraction(int(cell in cells)) for cell in PROBLEM.cells)
    return OutcomeSets(PROBLEM).at(profile).maximum(weights).value


def condition_b():
    """Both sides of Condition (B) for every S, in the variables Q; half the weight of each type is 1/2."""
    rows = []
    for size in range(len(PROBLEM.coordinates) + 1):
        for chosen in itertools.combinations(PROBLEM.coordinates, size):
            row = {c: Fraction(1, 2) for c in chosen}
            above = below = Fraction(0)
            for profile in PROBLEM.profiles():
                cells = {
                    (agent,) for agent, kind in zip(PROBLEM.agents, profile, strict=True) if (agent, kind) in chosen
                }
                above += CHANCE * capacity(profile, cells)
                below += CHANCE * floor(profile, cells)
            rows += [(row, above), ({c: -w for c, w in row.items()}, below)]
    return LinearSystem.make(PROBLEM.coordinates, at_most=rows)


def implementation():
    """LY (7) and (1): ex post quantities p(i, t) within the quotas, and Q their conditional expectation."""
    profiles = list(PROBLEM.profiles())
    variables = [*PROBLEM.coordinates, *((cell, t) for t in profiles for cell in PROBLEM.cells)]
    equal, at_most = [], []
    for coordinate in PROBLEM.coordinates:
        agent, kind = PROBLEM.agents.index(coordinate[0]), coordinate[1]
        row = {((coordinate[0],), t): Fraction(1, 4) for t in profiles if t[agent] == kind}
        equal.append(({**row, coordinate: -1}, 0))
    for t in profiles:
        at_most += [({(cell, t): 1 for cell in quota.cells}, quota.ceiling) for quota in PROBLEM.quotas(t)]
    return LinearSystem.make(variables, at_most=at_most, equal=equal, lower=0)


def test_condition_b_promises_147_eighths():
    verdict = optimum(condition_b(), OBJECTIVE)
    assert isinstance(verdict.statement, Optimal)
    assert verdict.statement.value == Fraction(147, 8)
    assert checker.verify(certificate(verdict))


def test_no_implementable_rule_exceeds_18():
    verdict = optimum(implementation(), OBJECTIVE)
    assert isinstance(verdict.statement, Optimal)
    assert verdict.statement.value == 18
    assert checker.verify(certificate(verdict))


def test_the_polytope_has_14_integral_vertices():
    """LY, footnote 8."""
    rows = [[int(cell in quota.cells) for cell in PROBLEM.cells] for quota in PROBLEM.constraints]
    unit = [[-int(j == k) for k in range(3)] for j in range(3)]
    bounds = [quota.ceiling for quota in PROBLEM.constraints]
    points = polyhedra.hull(polyhedra.Polyhedron.of([*rows, *unit], [*bounds, 0, 0, 0]), engine="both").points
    bases = [(0, 0, 0), (2, 2, 2), (3, 1, 0), (3, 0, 0), (3, 1, 1)]  # the footnote names all but the last
    listed = {point for base in bases for point in itertools.permutations(base)}
    assert len(points) == 14
    assert {tuple(map(int, point)) for point in points} == listed
    assert all(x.denominator == 1 for point in points for x in point)
