"""Best assignments: brute force over all of them, and the prices prove each."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exact import assignments
from exact.assignments import best_assignments, best_of_choices


def best_value(weights, capacities):
    rows, columns = weights.shape
    worth = 0
    for taken in itertools.product(range(columns + 1), repeat=rows):
        if all(taken.count(j) <= capacities[j] for j in range(columns)):
            worth = max(worth, sum(int(weights[i, j]) for i, j in enumerate(taken) if j < columns))
    return worth


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_assignments_are_best_and_prices_prove_it(data):
    count, rows, columns = (data.draw(st.integers(*ends)) for ends in ((1, 4), (1, 4), (0, 3)))
    size = data.draw(st.sampled_from([1, 10**30]))  # beyond 64 bits too
    entries = data.draw(st.lists(st.integers(-3, 6), min_size=count * rows * columns, max_size=count * rows * columns))
    weights = np.array([size * entry for entry in entries], dtype=object).reshape(count, rows, columns)
    capacities = data.draw(st.lists(st.integers(0, 2), min_size=columns, max_size=columns))
    taken, prices = best_assignments(weights, capacities)
    for each, columns_taken, price in zip(weights, taken.tolist(), prices.tolist(), strict=True):
        assert all(columns_taken.count(j) <= capacities[j] for j in range(columns))
        value = sum(each[i, j] for i, j in enumerate(columns_taken) if j < columns)
        gains = (max(0, *(each[i, j] - price[j] for j in range(columns))) if columns else 0 for i in range(rows))
        assert min(price, default=0) >= 0
        assert value == sum(p * c for p, c in zip(price, capacities, strict=True)) + sum(gains)
        assert value == best_value(each, capacities)


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_all_combinations_of_choices_are_best(data):
    rows, columns = data.draw(st.integers(1, 4)), data.draw(st.integers(0, 3))
    size = data.draw(st.sampled_from([1, 10**30]))
    kinds = data.draw(st.lists(st.integers(1, 3), min_size=rows, max_size=rows))
    entries = st.lists(st.integers(-3, 6), min_size=columns, max_size=columns)
    choices = [
        np.array([data.draw(entries) for _ in range(count)], dtype=object).reshape(count, columns) * size
        for count in kinds
    ]
    capacities = data.draw(st.lists(st.integers(0, 2), min_size=columns, max_size=columns))
    taken = best_of_choices(choices, capacities)
    combinations = list(itertools.product(*map(range, kinds)))
    assert taken.shape == (len(combinations), rows)
    for combination, columns_taken in zip(combinations, taken.tolist(), strict=True):
        weights = np.array([own[k] for own, k in zip(choices, combination, strict=True)]).reshape(rows, columns)
        assert all(columns_taken.count(j) <= capacities[j] for j in range(columns))
        value = sum(weights[i, j] for i, j in enumerate(columns_taken) if j < columns)
        assert value == best_value(weights, capacities)


def test_blocks_change_nothing(monkeypatch):
    weights = np.random.default_rng(0).integers(-5, 20, (50, 5, 3))
    whole = best_assignments(weights, [1, 2, 1])
    monkeypatch.setattr(assignments, "BLOCK", 7)
    assert all((one == other).all() for one, other in zip(whole, best_assignments(weights, [1, 2, 1]), strict=True))


def test_blocks_of_choices_change_nothing(monkeypatch):
    choices = list(np.random.default_rng(1).integers(-5, 20, (5, 3, 2)))
    whole = best_of_choices(choices, [1, 2])
    for size in (1, 7):
        monkeypatch.setattr(assignments, "BLOCK", size)
        assert (best_of_choices(choices, [1, 2]) == whole).all()


@pytest.mark.parametrize(
    ("weights", "capacities", "said"),
    [
        ([[[1]]], [1], "an array with three places"),
        (np.ones((1, 2)), [1, 1], "an array with three places"),
        (np.ones((1, 1, 1)), [1], "integers were expected"),
        (np.ones((1, 1, 1), dtype=int), [1, 1], "2 for 1 columns"),
        (np.ones((1, 1, 1), dtype=int), [-1], "capacities"),
    ],
)
def test_bad_input_is_named(weights, capacities, said):
    with pytest.raises(ValueError, match=said):
        best_assignments(weights, capacities)


@pytest.mark.parametrize(
    ("choices", "capacities", "said"),
    [
        ([], [1], "for each row"),
        ([[[1]]], [1], "an array with two places"),
        ([np.ones((1, 2), dtype=int), np.ones((1, 1), dtype=int)], [1, 1], "different numbers of columns"),
        ([np.ones((2, 1))], [1], "integers were expected"),
        ([np.ones((2, 1), dtype=int)], [1, 1], "2 for 1 columns"),
    ],
)
def test_bad_choices_are_named(choices, capacities, said):
    with pytest.raises(ValueError, match=said):
        best_of_choices(choices, capacities)
