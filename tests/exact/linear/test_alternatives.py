"""Of the two systems of a theorem of the alternative exactly one has a solution, as the theorem says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exact.linear.alternatives import farkas, farkas_inequalities, farkas_nonnegative, gordan, motzkin, stiemke

small = st.integers(-2, 2)


def tables(height, width):
    return st.lists(st.lists(small, min_size=width, max_size=width), min_size=height, max_size=height)


@st.composite
def tables_with_right_side(draw):
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    return draw(tables(height, width)), draw(st.lists(small, min_size=height, max_size=height))


def product(A, x):
    return [sum(a * v for a, v in zip(row, x, strict=True)) for row in A]


def combination(y, A):
    return [sum(m * row[j] for m, row in zip(y, A, strict=True)) for j in range(len(A[0]))]


def dot(y, b):
    return sum(m * v for m, v in zip(y, b, strict=True))


fast = settings(deadline=None, max_examples=150)


@fast
@given(tables_with_right_side())
def test_farkas(case):
    A, b = case
    verdict = farkas(A, b)
    if verdict:
        x = verdict.evidence.values
        assert product(A, x) == b
        assert min(x) >= 0
    else:
        y = verdict.evidence.multipliers
        assert min(combination(y, A)) >= 0
        assert dot(y, b) < 0


@fast
@given(tables_with_right_side())
def test_farkas_for_inequalities(case):
    A, b = case
    verdict = farkas_inequalities(A, b)
    if verdict:
        assert all(left <= right for left, right in zip(product(A, verdict.evidence.values), b, strict=True))
    else:
        y = verdict.evidence.multipliers
        assert min(y) >= 0
        assert not any(combination(y, A))
        assert dot(y, b) < 0


@fast
@given(tables_with_right_side())
def test_farkas_for_nonnegative_solutions(case):
    A, b = case
    verdict = farkas_nonnegative(A, b)
    if verdict:
        x = verdict.evidence.values
        assert min(x) >= 0
        assert all(left <= right for left, right in zip(product(A, x), b, strict=True))
    else:
        y = verdict.evidence.multipliers
        assert min(y) >= 0
        assert min(combination(y, A)) >= 0
        assert dot(y, b) < 0


@fast
@given(tables_with_right_side())
def test_gordan(case):
    A, _ = case
    verdict = gordan(A)
    if verdict:
        assert min(product(A, verdict.evidence.values)) > 0
    else:
        y = verdict.evidence.multipliers
        assert min(y) >= 0
        assert any(y)
        assert not any(combination(y, A))


@fast
@given(tables_with_right_side())
def test_stiemke(case):
    A, _ = case
    verdict = stiemke(A)
    if verdict:
        x = verdict.evidence.values
        assert not any(product(A, x))
        assert min(x) > 0
    else:
        combined = combination(verdict.evidence.multipliers, A)
        assert min(combined) >= 0
        assert any(combined)


@fast
@given(st.data())
def test_motzkin(data):
    width = data.draw(st.integers(1, 3))
    A, B, C = (data.draw(st.integers(low, 3).flatmap(lambda h: tables(h, width))) for low in (1, 0, 0))
    verdict = motzkin(A, B, C)
    if verdict:
        x = verdict.evidence.values
        assert min(product(A, x)) > 0
        assert min(product(B, x), default=0) >= 0
        assert not any(product(C, x))
    else:
        y = verdict.evidence.multipliers
        u, v, w = y[: len(A)], y[len(A) : len(A) + len(B)], [-m for m in y[len(A) + len(B) :]]
        assert min(u) >= 0
        assert any(u)
        assert min(v, default=0) >= 0
        assert not any(combination([*u, *v, *w], [*A, *B, *C]))


def test_sizes_must_agree():
    with pytest.raises(ValueError, match="2 rows but 1 right side"):
        farkas([[1], [2]], [1])
