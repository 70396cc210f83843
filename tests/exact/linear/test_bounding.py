"""Bounds of linear programs by rounded multipliers, against the exact optimum."""

import random
from fractions import Fraction

import pytest

from exact.linear import LinearSystem, Row, optimum
from exact.linear.bounding import rounded_bound


def program(seed: int) -> tuple[LinearSystem, tuple[tuple[int, Fraction], ...]]:
    draw = random.Random(seed)
    width = draw.randint(1, 6)
    rows = []
    for _ in range(draw.randint(0, 6)):
        entries = [(k, Fraction(draw.randint(-3, 3), draw.randint(1, 3))) for k in range(width)]
        rows.append(Row(tuple(entry for entry in entries if entry[1]), draw.choice(("<=", "=")), Fraction(0)))
    upper = tuple(Fraction(draw.randint(0, 4)) for _ in range(width))
    system = LinearSystem(tuple(range(width)), tuple(rows), (Fraction(0),) * width, upper)
    return system, tuple((k, Fraction(draw.randint(1, 5))) for k in range(width))


@pytest.mark.parametrize("seed", range(60))
def test_the_bound_is_right_and_close(seed: int) -> None:
    system, objective = program(seed)
    values = optimum(system, dict(objective), "max").evidence.values
    best = sum(weight * values[k] for k, weight in objective)
    bound, multipliers = rounded_bound(system, objective, 5)
    assert best <= bound <= best + Fraction(1, 10**4)
    assert bound == system.proved_bound(objective, multipliers)


def test_a_variable_without_a_bound_is_refused() -> None:
    system = LinearSystem(("x",), (), (Fraction(0),), (None,))
    with pytest.raises(ValueError, match="a variable lacks a bound"):
        rounded_bound(system, ((0, Fraction(1)),), 5)


def test_a_number_beyond_all_floats_is_told() -> None:
    system = LinearSystem((0,), (), (Fraction(0),), (Fraction(10**400),))
    with pytest.raises(ValueError, match="too large for a float solver"):
        rounded_bound(system, ((0, Fraction(1)),), 5)
