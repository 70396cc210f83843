"""Points of integral polytopes are lotteries over integer points."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from exact import lotteries
from exact.linear import LinearSystem


def assignment(size):
    cells = [(i, j) for i in range(size) for j in range(size)]
    rows = [({(i, j): 1 for j in range(size)}, 1) for i in range(size)]
    columns = [({(i, j): 1 for i in range(size)}, 1) for j in range(size)]
    return LinearSystem.make(cells, equal=rows + columns, lower=0)


@settings(deadline=None, max_examples=100)
@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.permutations(range(n)), min_size=1, max_size=6)))
def test_doubly_stochastic_matrices_are_lotteries_over_permutations(permutations):
    """Birkhoff's theorem, with Carathéodory's bound on the number of permutations."""
    size = len(permutations[0])
    point = [
        Fraction(sum(p[i] == j for p in permutations), len(permutations)) for i in range(size) for j in range(size)
    ]
    lottery = lotteries.walk(assignment(size), point)
    assert lottery is not None
    assert lottery.mean() == tuple(point)
    assert sum(share for share, _ in lottery.entries) == 1
    assert all(share > 0 for share, _ in lottery.entries)
    assert all(assignment(size).contains([Fraction(x) for x in pure]) for _, pure in lottery.entries)
    assert len(lottery.entries) <= (size - 1) ** 2 + 1


def test_a_fractional_vertex_is_no_lottery():
    odd_cycle = [([1, 1, 0], 1), ([0, 1, 1], 1), ([1, 0, 1], 1)]
    system = LinearSystem.make(3, at_most=odd_cycle, lower=0)
    assert lotteries.walk(system, [Fraction(1, 2)] * 3) is None
    assert lotteries.walk(system, [Fraction(0)] * 3).entries == ((Fraction(1), (0, 0, 0)),)


def test_a_polytope_of_one_point_is_a_certain_lottery():
    system = LinearSystem.make(2, equal=[([1, 1], 2), ([1, -1], 0)])
    assert lotteries.walk(system, [Fraction(1), Fraction(1)]).entries == ((Fraction(1), (1, 1)),)
