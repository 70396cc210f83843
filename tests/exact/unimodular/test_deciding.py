"""The decision against brute force, on families of any size, and on every kind of input."""

from __future__ import annotations

from random import Random

import numpy
import pytest
import scipy.sparse
from flint import fmpz_mat
from hypothesis import given, settings
from hypothesis import strategies as st

from exact import total_unimodularity
from exact.matrices import Matrix
from exact.unimodular import Exceptional, Submatrix
from tests.exact.unimodular import families
from tests.exact.unimodular.brute_force import binary_matrices, unimodular_by_colourings, unimodular_by_minors

SIZES = (20, 60, 200, 600, 2000)

POSITIVE = {
    "two laminar families": lambda size, rng: families.two_laminar(size, size, rng),
    "intervals": lambda size, rng: families.interval(size, min(size, 400), rng),
    "bipartite incidence": lambda size, rng: families.bipartite_incidence(size, size, rng),
    "network": lambda size, rng: families.network(size, size, rng),
    "transposed network": lambda size, rng: families.transposed(families.network(size, size, rng)),
}

SHAPES = ("random", "path", "star", "caterpillar", "spider")

ternary = st.sampled_from((-1, 0, 1))


@st.composite
def small_matrices(draw, most=6):
    height, width = draw(st.integers(1, most)), draw(st.integers(1, most))
    return draw(st.lists(st.lists(ternary, min_size=width, max_size=width), min_size=height, max_size=height))


def sparsely(entries):
    """The matrix without a look at each of its zeros."""
    rows = tuple(tuple((c, entry) for c, entry in enumerate(row) if entry) for row in entries)
    return Matrix(tuple(range(len(entries))), tuple(range(len(entries[0]))), rows)


def random_ternary(rng, most):
    """A matrix of random density; some 0/1, some with small flaws in a totally unimodular one."""
    height, width = rng.randint(1, most), rng.randint(1, most)
    if rng.random() < 0.4 and min(height, width) > 1:
        entries = families.pivoted_at_random(families.network(height, width, rng), rng.randint(0, 3), rng)
        for _ in range(rng.randint(0, 2)):
            entries[rng.randrange(height)][rng.randrange(width)] = rng.choice((-1, 0, 1))
        return entries
    density, signed = rng.choice((0.2, 0.3, 0.4, 0.6)), rng.random() < 0.6
    values = (1, -1) if signed else (1,)
    return [[rng.choice(values) if rng.random() < density else 0 for _ in range(width)] for _ in range(height)]


def test_the_example_of_the_design():
    verdict = total_unimodularity([[1, 1, 0], [0, 1, 1], [1, 0, 1]])
    assert verdict.holds is False
    assert repr(verdict.evidence) == "Submatrix(rows=(0, 1, 2), columns=(0, 1, 2), determinant=2)"


@pytest.mark.parametrize("height", range(1, 5))
@pytest.mark.parametrize("width", range(1, 5))
def test_every_binary_matrix_up_to_4_by_4_agrees_with_its_minors(height, width):
    count = 0
    for entries in binary_matrices(height, width):
        verdict = total_unimodularity(entries)
        assert verdict.holds is unimodular_by_minors(entries)
        assert verdict.verify()
        count += 1
    assert count == BINARY_CLASSES[height, width]


# OEIS A002724 and its rectangular companions (A028657): binary matrices up to permutations of rows and columns
BINARY_CLASSES = {
    (h, w): ((2, 3, 4, 5), (3, 7, 13, 22), (4, 13, 36, 87), (5, 22, 87, 317))[h - 1][w - 1]
    for h in range(1, 5)
    for w in range(1, 5)
}


def test_five_thousand_random_matrices_up_to_8_by_8_agree_with_colourings():
    rng = Random(3)
    answers = []
    for _ in range(5000):
        entries = random_ternary(rng, 8)
        verdict = total_unimodularity(entries)
        assert verdict.holds is unimodular_by_colourings(entries)
        assert verdict.verify()
        answers.append(verdict.holds)
    assert min(answers.count(True), answers.count(False)) > 1000


def test_sums_of_networks_and_their_transposes_up_to_12_by_12_agree_with_colourings():
    rng = Random(5)
    answers = []
    for _ in range(150):
        parts = [rng.choice((families.triangle, families.triad))(4, rng.randint(4, 6), rng) for _ in range(2)]
        entries = families.shuffled(families.three_sum(*parts), rng)
        entries = families.pivoted_at_random(entries, rng.randint(0, 4), rng)
        if rng.random() < 0.5:
            entries[rng.randrange(len(entries))][rng.randrange(len(entries[0]))] = rng.choice((-1, 0, 1))
        if min(len(entries), len(entries[0])) > 9:
            continue
        verdict = total_unimodularity(entries)
        assert verdict.holds is unimodular_by_colourings(entries)
        assert verdict.verify()
        answers.append(verdict.holds)
    assert min(answers.count(True), answers.count(False)) > 10


@pytest.mark.parametrize("seed", range(20))
def test_nothing_up_to_12_by_12_is_left_undecided(seed):
    rng = Random(seed)
    for _ in range(20):
        assert total_unimodularity(random_ternary(rng, 12)).holds is not None


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("family", POSITIVE)
def test_positive_families_are_certified_at_every_size(family, size):
    verdict = total_unimodularity(sparsely(POSITIVE[family](size, Random(size))))
    assert verdict.holds is True
    assert verdict.verify()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", [20, 60, 200, 600])
def test_networks_on_trees_of_every_shape_are_certified(shape, size):
    entries = families.network(size, size, Random(size), shape)
    for matrix in (entries, families.transposed(entries)):
        verdict = total_unimodularity(matrix)
        assert verdict.holds is True
        assert verdict.verify()


@pytest.mark.parametrize("size", [20, 60, 200, 600])
def test_one_wrong_sign_in_a_network_is_found(size):
    rng = Random(size)
    entries = families.network(size, size, rng, "caterpillar")
    row, column = next((r, c) for c in range(size) for r in range(size) if entries[r][c] and _on_a_cycle(entries, r, c))
    entries[row][column] *= -1
    verdict = total_unimodularity(entries)
    assert verdict.holds is False
    assert verdict.verify()
    assert abs(verdict.evidence.determinant) == 2


def _on_a_cycle(entries, row, column):
    """Whether a square of four nonzero entries contains this one, so that its sign matters."""
    rows = [r for r in range(len(entries)) if r != row and entries[r][column]]
    columns = [c for c in range(len(entries[0])) if c != column and entries[row][c]]
    return any(entries[r][c] for r in rows for c in columns)


@pytest.mark.parametrize("size", [4, 6, 9, 14, 20])
def test_sums_are_taken_apart_at_growing_sizes(size):
    rng = Random(size)
    for _ in range(5):
        parts = families.triangle(size, 4 * size, rng), families.triad(4 * size, size, rng)
        entries = families.pivoted_at_random(families.shuffled(families.three_sum(*parts), rng), rng.randint(0, 3), rng)
        verdict = total_unimodularity(entries)
        assert verdict.holds is True
        assert verdict.verify()


def test_the_exceptional_matrices_are_recognised_up_to_pivots_signs_and_order():
    rng = Random(1)
    for _ in range(50):
        entries = families.shuffled(families.pivoted_at_random(families.EXCEPTIONAL, rng.randint(0, 5), rng), rng)
        flip = [rng.choice((1, -1)) for _ in range(10)]
        entries = [[flip[r] * flip[5 + c] * entries[r][c] for c in range(5)] for r in range(5)]
        verdict = total_unimodularity(entries)
        assert verdict.holds is True
        assert verdict.verify()
        assert isinstance(getattr(verdict.evidence, "rest", verdict.evidence), Exceptional)


def test_a_two_sum_with_an_exceptional_part_is_certified():
    entries = families.two_sum(families.EXCEPTIONAL, families.EXCEPTIONAL)
    verdict = total_unimodularity(entries)
    assert verdict.holds is True
    assert verdict.verify()


def test_a_long_chain_of_two_sums_comes_apart_in_few_levels():
    entries = families.EXCEPTIONAL
    for _ in range(11):
        entries = families.two_sum(entries, families.EXCEPTIONAL)
    verdict = total_unimodularity(families.shuffled(entries, Random(2)))
    assert verdict.holds is True
    assert verdict.verify()

    def levels(evidence):
        inner = [getattr(evidence, part) for part in ("of", "rest", "first", "second") if hasattr(evidence, part)]
        return 1 + max(map(levels, inner), default=0)

    assert levels(verdict.evidence) <= 10


@given(small_matrices(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_answer_survives_transposition_order_and_signs(entries, rng):
    answer = total_unimodularity(entries).holds
    assert answer is total_unimodularity(families.transposed(entries)).holds
    assert answer is total_unimodularity(families.shuffled(entries, rng)).holds
    row = rng.randrange(len(entries))
    negated = [[-entry for entry in line] if r == row else line for r, line in enumerate(entries)]
    assert answer is total_unimodularity(negated).holds


@given(small_matrices(most=5), st.integers(0, 100))
@settings(max_examples=100, deadline=None)
def test_a_violator_has_no_violating_minor_with_one_line_less(entries, seed):
    verdict = total_unimodularity(entries, seed=seed)
    if verdict.holds:
        return
    chosen = [[entries[r][c] for c in verdict.evidence.columns] for r in verdict.evidence.rows]
    for r in range(len(chosen)):
        for c in range(len(chosen)):
            minor = [row[:c] + row[c + 1 :] for k, row in enumerate(chosen) if k != r]
            assert not minor or unimodular_by_minors(minor)


def test_the_same_seed_gives_the_same_verdict():
    rng = Random(9)
    for _ in range(30):
        entries = random_ternary(rng, 12)
        assert total_unimodularity(entries, seed=4) == total_unimodularity(entries, seed=4)


def test_an_entry_beyond_one_violates_by_itself():
    verdict = total_unimodularity([[0, 1], [-3, 1]])
    assert verdict.evidence == Submatrix((1,), (0,), -3)
    assert verdict.verify()


def test_every_carrier_of_a_matrix_gives_the_same_verdict():
    entries = [[1, 1, 0], [0, 1, 1], [1, 0, 1]]
    carriers = (
        entries,
        numpy.array(entries),
        scipy.sparse.csr_array(numpy.array(entries)),
        fmpz_mat(entries),
        Matrix.dense(entries),
    )
    assert {repr(total_unimodularity(carrier)) for carrier in carriers} == {repr(total_unimodularity(entries))}


def test_evidence_speaks_in_the_names_given():
    named = Matrix.dense([[1, 1, 0], [0, 1, 1], [1, 0, 1]], ["a", "b", "c"], [("x", 1), ("x", 2), ("x", 3)])
    verdict = total_unimodularity(named)
    assert verdict.evidence == Submatrix(("a", "b", "c"), (("x", 1), ("x", 2), ("x", 3)), 2)


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_empty_matrices_are_totally_unimodular(shape):
    height, width = shape
    verdict = total_unimodularity(
        Matrix.dense([[] for _ in range(height)] if not width else [], range(height), range(width))
    )
    assert verdict.holds is True
    assert verdict.verify()
