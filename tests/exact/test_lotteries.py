"""Points of integral polytopes are lotteries over integer points."""

from __future__ import annotations

from fractions import Fraction

import pytest
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


def test_a_point_outside_is_refused_with_the_row_or_bound_it_breaks():
    pair = LinearSystem.make(2, lower=0, equal=[([1, 1], 1)])
    with pytest.raises(ValueError, match=r"row 0: x0 \+ x1 is 2, and must be 1"):
        lotteries.walk(pair, [1, 1])
    with pytest.raises(ValueError, match="x0 is 3/2, above its upper bound 1"):
        lotteries.walk(LinearSystem.make(1, lower=0, upper=1), ["3/2"])


@settings(deadline=None, max_examples=100)
@given(st.integers(1, 6).flatmap(lambda n: st.lists(st.permutations(range(n)), min_size=1, max_size=7)))
def test_birkhoff_gives_the_matrix_back(permutations):
    size = len(permutations[0])
    matrix = [
        [Fraction(sum(p[r] == c for p in permutations), len(permutations)) for c in range(size)] for r in range(size)
    ]
    lottery = lotteries.birkhoff(matrix)
    assert lottery.mean() == tuple(map(tuple, matrix))
    assert all(share > 0 and sorted(each) == list(range(size)) for share, each in lottery.entries)
    assert sum(share for share, _ in lottery.entries) == 1
    assert len(lottery.entries) <= (size - 1) ** 2 + 1


@pytest.mark.parametrize(
    ("matrix", "said"),
    [
        ([["1/2", "1/2"], ["1/2", "2/5"]], "row 1 sums to 9/10, not 1"),
        ([["1/2", "1/2"], ["1/3", "2/3"]], "column 0 sums to 5/6, not 1"),
        ([["3/2", "-1/2"], ["-1/2", "3/2"]], "the entry in row 0, column 1 is -1/2, below 0"),
        ([[1, 0, 0], [0, 1, 0]], "2 rows and 3 columns; a square one has a lottery"),
        ([], "0 rows and 0 columns; a square one"),
    ],
)
def test_birkhoff_says_which_line_is_wrong(matrix, said):
    with pytest.raises(ValueError, match=said):
        lotteries.birkhoff(matrix)
