"""The decision is never left open: the complete searches alone, what they say of sums, and the sums' parts."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exact import total_unimodularity
from exact.matrices import Matrix
from exact.unimodular import Certifying, Submatrix, deciding, sums
from exact.unimodular.linking import before_pivot, path_through
from exact.unimodular.refuting import shrunk
from exact.unimodular.table import Table, transposed
from tests.exact.unimodular import families
from tests.exact.unimodular.brute_force import determinant, unimodular_by_colourings, unimodular_by_minors
from tests.exact.unimodular.test_deciding import random_ternary

FANO = [[1, 1, 0, 1], [1, 0, 1, 1], [0, 1, 1, 1]]


@pytest.fixture
def luckless(monkeypatch):
    """Nothing is found by chance."""
    monkeypatch.setattr(deciding, "likely_three_sum", lambda *_: None)
    monkeypatch.setattr(deciding, "violator", lambda *_: None)


def sum_or_flaw(rng):
    """A 3-sum or 2-sum of small parts of all kinds, permuted, re-signed, pivoted; and perhaps with flaws."""
    kind = rng.random()
    if kind < 0.6:
        parts = [
            rng.choice((families.triangle, families.triad))(rng.randint(3, 4), rng.randint(3, 5), rng) for _ in range(2)
        ]
        entries = families.three_sum(*parts)
    elif kind < 0.8:
        entries = families.two_sum(*(families.pivoted_at_random(families.EXCEPTIONAL, 2, rng) for _ in range(2)))
    else:
        entries = families.R12
    entries = families.pivoted_at_random(entries, rng.randint(0, 4), rng)
    entries = families.resigned(families.shuffled(entries, rng), rng)
    for _ in range(rng.choice((0, 0, 1, 2))):
        entries[rng.randrange(len(entries))][rng.randrange(len(entries[0]))] = rng.choice((-1, 0, 1))
    return entries


def agrees(entries):
    verdict = total_unimodularity(entries)
    assert verdict.holds is unimodular_by_colourings(entries)
    assert verdict.verify()
    assert verdict.holds or isinstance(verdict.evidence, Submatrix)
    return verdict.holds


def test_the_complete_searches_alone_agree_with_colourings(luckless):
    rng = Random(17)
    answers = []
    for _ in range(500):
        entries = sum_or_flaw(rng) if rng.random() < 0.7 else random_ternary(rng, 8)
        if min(len(entries), len(entries[0])) <= 9:
            answers.append(agrees(entries))
    assert min(answers.count(True), answers.count(False)) > 100


def test_lines_are_dropped_until_a_violator_is_left(luckless):
    rng = Random(3)
    rows, columns = families.network(6, 9, rng), families.network(3, 9, rng)
    entries = [row + [rng.choice((0, 1)) for _ in range(4)] for row in rows + columns]
    entries += [[0] * 9 + row for row in FANO]
    assert agrees(families.shuffled(entries, rng)) is False


@given(st.integers(0, 10**6))
@settings(max_examples=100, deadline=None)
def test_sums_with_and_without_flaws_agree_with_minors(seed):
    entries = sum_or_flaw(Random(seed))
    if len(entries) * len(entries[0]) <= 49:
        assert total_unimodularity(entries).holds is unimodular_by_minors(entries)
    if min(len(entries), len(entries[0])) <= 9:
        agrees(entries)


def forms(evidence):
    inner = [getattr(evidence, part, None) for part in ("of", "rest", "first", "second")]
    return {evidence.form}.union(*(forms(own) for own in inner if isinstance(own, Certifying)))


@pytest.mark.parametrize("lucky", [True, False])
def test_the_twelve_elements_of_seymour_come_apart_after_every_pivot(lucky, request):
    if not lucky:
        request.getfixturevalue("luckless")
    rng = Random(2)
    entries = families.R12
    for _ in range(20):
        entries = families.resigned(families.shuffled(families.pivoted_at_random(entries, 1, rng), rng), rng)
        verdict = total_unimodularity(entries)
        assert verdict.holds is True
        assert verdict.verify()
        assert "3-sum" in forms(verdict.evidence)


@pytest.mark.parametrize("pivots", [0, 4])
def test_many_sums_at_once_come_apart(pivots):
    rng = Random(pivots)
    seen = set()
    for parts in (2, 3, 5, 8):
        entries = families.sum_of_many(3 * parts + 8, 8 * parts + 12, parts, 9, rng)
        entries = families.pivoted_at_random(families.shuffled(entries, rng), pivots, rng)
        verdict = total_unimodularity(families.resigned(entries, rng))
        assert verdict.holds is True
        assert verdict.verify()
        seen |= forms(verdict.evidence)
    assert {"2-sum", "3-sum"} <= seen


@pytest.mark.parametrize("size", [8, 12, 20, 40, 70])
def test_one_wrong_entry_among_sums_is_found_out(size):
    rng = Random(size)
    for _ in range(4):
        entries = families.three_sum(families.triangle(size, size + 3, rng), families.triad(size + 3, size, rng))
        row = rng.randrange(len(entries))
        column = rng.choice([c for c, entry in enumerate(entries[row]) if entry] or [0])
        entries[row][column] -= 2 * entries[row][column]
        verdict = total_unimodularity(entries)
        assert verdict.verify()
        if verdict.holds is False:
            assert abs(verdict.evidence.determinant) == 2


def test_a_separation_of_six_lines_and_six_is_found_whatever_the_order():
    rng = Random(11)
    for _ in range(30):
        table = Table.of(Matrix.dense(families.shuffled(families.pivoted_at_random(families.R12, 1, rng), rng)))
        split = sums.three_sum(table)
        assert isinstance(split, sums.Split)
        assert 4 <= split.side.bit_count() <= 8


def test_an_exceptional_matrix_is_no_sum():
    assert sums.two_sum(Table.of(Matrix.dense(families.EXCEPTIONAL))) is None


@given(st.integers(0, 10**6))
@settings(max_examples=100, deadline=None)
def test_a_path_stands_for_a_sign_in_every_submatrix(seed):
    rng = Random(seed)
    whole = families.three_sum(families.triangle(4, 5, rng), families.triad(5, 4, rng))
    height, width = 3, 5  # of the part A
    table = Table.of(Matrix.dense(whole))
    rows_of_b, columns_of_b = ((1 << len(whole)) - 1) >> height << height, ((1 << len(whole[0])) - 1) >> width << width
    corners = [(r, c) for r in range(height) for c in range(width, len(whole[0])) if whole[r][c]]
    others = [(r, c) for r in range(height, len(whole)) for c in range(width) if whole[r][c]]
    if not corners or not others:
        return
    (r1, c2), (r2, c1) = rng.choice(corners), rng.choice(others)
    path = path_through(table, (rows_of_b, columns_of_b), c1, r1, whole[r1][c2] * whole[r2][c1])
    if path is None:
        return
    for _ in range(10):
        size = rng.randint(0, height)
        rows, columns = rng.sample(range(height), size), rng.sample(range(width), size)
        part = [[*(whole[r][c] for c in columns), whole[r][c2]] for r in rows]
        part.append([*(whole[r2][c] for c in columns), path.sign])
        longer = [[whole[r][c] for c in (*columns, *path.columns)] for r in (*rows, *path.rows)]
        assert abs(determinant(part)) == abs(determinant(longer))


@given(st.integers(0, 10**6))
@settings(max_examples=100, deadline=None)
def test_a_submatrix_after_a_pivot_has_the_determinant_of_one_before(seed):
    rng = Random(seed)
    entries = random_ternary(rng, 6)
    places = [(r, c) for r, row in enumerate(entries) for c, entry in enumerate(row) if entry]
    if not places:
        return
    pivot = rng.choice(places)
    turned = families.pivoted(entries, *pivot)
    size = rng.randint(1, min(len(entries), len(entries[0])))
    found = tuple(rng.sample(range(len(entries)), size)), tuple(rng.sample(range(len(entries[0])), size))
    rows, columns = before_pivot(found, pivot)
    after = determinant([[turned[r][c] for c in found[1]] for r in found[0]])
    assert abs(after) == abs(determinant([[entries[r][c] for c in columns] for r in rows]))


@given(st.integers(0, 10**6))
@settings(max_examples=150, deadline=None)
def test_a_violator_shrinks_to_one_of_which_no_line_can_go(seed):
    rng = Random(seed)
    size = rng.randint(2, 6)
    entries = [[rng.choice((-1, 0, 0, 1)) for _ in range(size)] for _ in range(size)]
    whole = tuple(range(size))
    found = shrunk(Table.of(Matrix.dense(entries)), (whole, whole))
    assert (found is None) is (abs(determinant(entries)) < 2)
    if found is not None:
        chosen = [[entries[r][c] for c in found[1]] for r in found[0]]
        assert abs(determinant(chosen)) >= 2
        for r in range(len(chosen)):
            for c in range(len(chosen)):
                assert abs(determinant([row[:c] + row[c + 1 :] for k, row in enumerate(chosen) if k != r])) < 2


@given(st.integers(0, 70), st.integers(0, 150), st.integers(0, 10**6), st.sampled_from((0.02, 0.2, 0.8)))
@settings(max_examples=100, deadline=None)
def test_bit_matrices_are_transposed_one_by_one_and_in_squares(height, width, seed, density):
    rng = Random(seed)
    entries = [[rng.random() < density for _ in range(width)] for _ in range(height)]
    masks = [sum(1 << c for c in range(width) if row[c]) for row in entries]
    expected = [sum(1 << r for r in range(height) if entries[r][c]) for c in range(width)]
    assert transposed(masks, width) == expected
    assert transposed(expected, height) == masks
