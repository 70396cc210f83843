"""Vectors below a submodular function: brute force over all sets."""

from __future__ import annotations

import itertools
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from exact import submodular

SIZE = 4
numbers = st.builds(Fraction, st.integers(0, 6), st.integers(1, 3))


@st.composite
def coverage_functions(draw):
    """The weight of what the elements cover: monotone and submodular."""
    weights = draw(st.lists(st.integers(0, 3), min_size=5, max_size=5))
    covers = draw(st.lists(st.frozensets(st.integers(0, 4)), min_size=SIZE, max_size=SIZE))

    def function(members):
        return Fraction(sum(weights[k] for k in frozenset().union(*(covers[e] for e in members))))

    return function


@settings(deadline=None, max_examples=150)
@given(
    coverage_functions(), st.lists(st.builds(Fraction, st.integers(0, 6), st.integers(1, 3)), min_size=4, max_size=4)
)
def test_decisions_agree_with_all_sets_and_carry_their_evidence(function, point):
    every = [s for size in range(SIZE + 1) for s in itertools.combinations(range(SIZE), size)]
    below = all(sum(point[e] for e in members) <= function(members) for members in every)
    answer = submodular.decide(function, point)
    if isinstance(answer, submodular.Combination):
        assert below
        vectors = [(share, submodular.greedy(function, order, SIZE)) for share, order in answer.parts]
        assert sum(share for share, _ in vectors) == 1
        assert all(sum(share * vector[e] for share, vector in vectors) >= point[e] for e in range(SIZE))
    else:
        assert not below
        assert sum(point[e] for e in answer) > function(answer)
