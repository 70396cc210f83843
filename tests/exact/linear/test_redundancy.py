"""Implied rows and implicit equations, beside double description and brute force."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from exact import polyhedra
from exact.linear import LinearSystem, Optimal, Point, feasibility
from exact.linear.redundancy import redundancy, without_bounds
from exact.polyhedra import Polyhedron
from proofs import checker
from proofs.certificates import certificate


def random_system(seed: int) -> LinearSystem:
    chance = random.Random(seed)
    size = chance.randint(1, 3)

    def rows(most: int) -> list[tuple[list[int], int]]:
        return [([chance.randint(-2, 2) for _ in range(size)], chance.randint(-1, 4)) for _ in range(most)]

    at_most = rows(chance.randint(0, 6))
    equal = rows(1) * chance.randint(1, 2) if chance.random() < 0.3 else []
    if at_most and chance.random() < 0.4:
        row, bound = at_most[0]
        at_most.append(([-entry for entry in row], -bound))
    return LinearSystem.make(size, at_most=at_most, equal=equal, lower=chance.choice([None, 0]))


def polyhedron(system: LinearSystem, numbers: list[int]) -> Polyhedron:
    """The rows with these numbers as a polyhedron."""
    tables: dict[str, tuple[list[list[Fraction]], list[Fraction]]] = {"<=": ([], []), "=": ([], [])}
    for number in numbers:
        row = system.rows[number]
        dense = dict(row.coefficients)
        tables[row.sense][0].append([dense.get(j, Fraction(0)) for j in range(len(system.variables))])
        tables[row.sense][1].append(row.bound)
    return Polyhedron.of(*tables["<="], *tables["="], dimension=len(system.variables))


@pytest.mark.parametrize("part", range(4))
def test_what_is_kept_describes_the_same_set_and_nothing_of_it_can_be_spared(part: int) -> None:
    equations_seen = 0
    for seed in range(part, 240, 4):
        system = random_system(seed)
        found = redundancy(system)
        if found is None:
            assert not feasibility(system)
            continue
        bare = found.system
        assert sorted([*found.kept, *found.implied]) == list(range(len(bare.rows)))
        kept = list(found.kept)
        whole = polyhedra.hull(polyhedron(bare, list(range(len(bare.rows)))))
        assert polyhedra.hull(polyhedron(bare, kept)) == whole
        for number in kept:
            rest = polyhedron(bare, [each for each in kept if each != number])
            assert polyhedra.hull(rest) != whole
        for number, row in enumerate(bare.rows):
            if row.sense == "<=":
                dense = dict(row.coefficients)
                values = [sum(dense.get(j, 0) * x for j, x in enumerate(point)) for point in whole.points]
                moving = any(sum(dense.get(j, 0) * x for j, x in enumerate(ray)) for ray in (*whole.rays, *whole.lines))
                always = not moving and all(value == row.bound for value in values)
                assert (number in found.equations) == always
        equations_seen += len(found.equations)
        assert all(verdict.verify() for verdict in found.verdicts)
        checker.verify(certificate(found.verdicts))
    assert equations_seen


def test_multipliers_add_up_to_the_implied_row() -> None:
    for seed in range(60):
        found = redundancy(random_system(seed))
        for number in () if found is None else found.implied:
            assert found is not None
            left: dict[int, Fraction] = {}
            right = Fraction(0)
            for each, factor in found.multipliers(number).items():
                row = found.system.rows[each]
                assert factor > 0 or row.sense == "="
                right += factor * row.bound
                for column, entry in row.coefficients:
                    left[column] = left.get(column, Fraction(0)) + factor * entry
            implied = found.system.rows[number]
            assert {column: entry for column, entry in left.items() if entry} == dict(implied.coefficients)
            assert right <= implied.bound


def test_a_small_system_by_hand() -> None:
    """x + y <= 2 follows from x <= 1 and y <= 1, of two equal rows one stays, and z is 0."""
    system = LinearSystem.make(
        ["x", "y", "z"],
        at_most=[({"x": 1, "y": 1}, 2), ({"x": 1}, 1), ({"x": 2}, 2), ({"y": 1}, 1), ({"z": 1}, 0)],
        lower={"z": 0},
    )
    found = redundancy(system)
    assert found is not None
    assert {number: found.multipliers(number) for number in found.implied} == {0: {1: 1, 3: 1}, 2: {1: 2}}
    assert sorted(found.kept) == [1, 3, 4, 5]
    assert sorted(found.equations) == [4, 5]
    (verdict,) = found.implied[0]
    assert isinstance(verdict.statement, Optimal)
    assert isinstance(found.solution.evidence, Point)


def test_bounds_are_rows_after_the_others() -> None:
    bare = without_bounds(LinearSystem.make(["x", "y"], at_most=[({"x": 1}, 4)], lower=[0, None], upper=[3, 5]))
    assert [(dict(row.coefficients), row.bound) for row in bare.rows] == [
        ({0: 1}, 4),
        ({0: -1}, 0),
        ({0: 1}, 3),
        ({1: 1}, 5),
    ]


def test_a_system_without_a_solution_has_no_answer() -> None:
    assert redundancy(LinearSystem.make(["x"], at_most=[({"x": 1}, -1)], lower=0)) is None
