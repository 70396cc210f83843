"""Irreducible conflicts: no solution together, one as soon as any member is left out."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from exact.cones import rank
from exact.linear import FarkasVector, Feasible, LinearSystem, bases, feasibility
from exact.linear.conflicts import conflict, irreducible, restricted, used
from exact.rationals import primitive
from proofs import checker
from proofs.certificates import certificate


def random_system(seed: int) -> LinearSystem:
    """Random rows and bounds on few variables, so that many systems have no solution, and often for several reasons."""
    chance = random.Random(seed)
    size = chance.randint(1, 5)

    def rows(most: int) -> list[tuple[list[int], Fraction]]:
        return [
            ([chance.choice([-3, -2, -1, 0, 0, 1, 1, 2]) for _ in range(size)], Fraction(chance.randint(-6, 4), 2))
            for _ in range(chance.randint(0, most))
        ]

    lower = [chance.choice([None, 0, 0, 1]) for _ in range(size)]
    upper = [chance.choice([None, None, 2, 3]) for _ in range(size)]
    return LinearSystem.make(size, at_most=rows(9), equal=rows(3), lower=lower, upper=upper)


def infeasible_systems(count: int) -> list[LinearSystem]:
    found: list[LinearSystem] = []
    seed = 0
    while len(found) < count:
        system = random_system(seed)
        seed += 1
        if not feasibility(system):
            found.append(system)
    return found


def left_side(system: LinearSystem, kind: str, place: int) -> list[Fraction]:
    values = [Fraction(0)] * len(system.variables)
    if kind == "row":
        for column, entry in system.rows[place].coefficients:
            values[column] = entry
    else:
        values[place] = Fraction(1)
    return values


@pytest.mark.parametrize("part", range(4))
def test_the_conflicts_of_two_hundred_random_systems_are_irreducible(part: int) -> None:
    for system in infeasible_systems(200)[part::4]:
        found = conflict(system)
        assert found is not None
        evidence = found.verdict.evidence
        assert isinstance(evidence, FarkasVector)
        assert found.verdict.verify()
        assert used(system, evidence.multipliers) == found.members
        assert not feasibility(restricted(system, found.members))
        for member in found.members:
            assert feasibility(restricted(system, [each for each in found.members if each != member]))
        # Gleeson & Ryan (1990): irreducible exactly if the multipliers are unique but for a factor.
        sides = [primitive(left_side(system, *member)) for member in found.members]
        assert rank(sides, len(system.variables)) == len(sides) - 1
        assert len(found.others) == len(found.members)
        checker.verify(certificate([found.verdict, *found.others]))


def test_a_system_with_a_solution_has_no_conflict() -> None:
    assert conflict(LinearSystem.make(["x"], lower=0)) is None


def test_what_other_reasons_there_are_is_left_out() -> None:
    """Two conflicts at once, with a Farkas vector that uses both: one of the two remains."""
    both = LinearSystem.make(
        ["x", "y"], at_most=[({"x": 1}, -1), ({"y": 1}, -1), ({"x": 1, "y": 1}, 7)], lower=0, upper={"x": 9}
    )
    found = irreducible(both, FarkasVector((Fraction(1), Fraction(1), Fraction(0))))
    assert found.members == (("row", 1), ("lower", 1))


def test_a_row_without_variables_can_be_the_whole_conflict() -> None:
    found = conflict(LinearSystem.make(["x"], at_most=[({}, -1), ({"x": 1}, 1)]))
    assert found is not None
    assert found.members == (("row", 0),)


def test_multipliers_that_prove_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="these multipliers do not show that the system has no solution"):
        irreducible(LinearSystem.make(["x"], lower=0), FarkasVector(()))


def test_a_long_chain_of_implications_is_one_conflict_without_points_of_its_parts() -> None:
    """x0 >= 1, x1 >= x0, ..., x150 <= 0, and every row once more, weaker: 152 members, more than have witnesses."""
    chain = [({k: 1, k + 1: -1}, slack) for k in range(150) for slack in (0, "1/2")]
    system = LinearSystem.make(151, at_most=chain, lower={0: 1}, upper={150: 0})
    found = conflict(system)
    assert found is not None
    assert len(found.members) == 152
    assert found.verdict.verify()
    assert found.others == ()


def test_equations_that_depend_on_each_other_are_reduced() -> None:
    """x = 1 three times and x = 2: with a Farkas vector that uses all four, two equations remain."""
    system = LinearSystem.make(["x"], equal=[({"x": 1}, 1), ({"x": 1}, 1), ({"x": 1}, 1), ({"x": 1}, 2)])
    found = irreducible(system, FarkasVector((Fraction(1), Fraction(1), Fraction(1), Fraction(-3))))
    assert len(found.members) == 2
    assert ("row", 3) in found.members
    assert found.verdict.verify()


def test_the_least_sum_of_violations_decides_and_is_right() -> None:
    decided = set()
    for seed in range(150):
        system = random_system(seed)
        settled = bases._by_least_violation(system)
        assert settled is not None
        point, multipliers = settled
        if point is not None:
            assert system.contains(point)
        else:
            assert multipliers is not None
            assert FarkasVector(multipliers).supports(Feasible(system), False)
        decided.add(point is not None)
    assert decided == {True, False}
