"""Named matrices hold what they were given, whichever carrier it came in."""

from __future__ import annotations

import flint
import numpy as np
import pytest
import scipy.sparse
from hypothesis import given
from hypothesis import strategies as st

from exact.matrices import Matrix, matrix, name_from_plain, name_to_plain

tables = st.integers(0, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(-2, 2), min_size=width, max_size=width), min_size=1, max_size=4)
)


@given(tables)
def test_every_carrier_gives_the_same_matrix(entries):
    plain = matrix(entries)
    assert plain.to_lists() == entries
    assert matrix(np.array(entries, dtype=int).reshape(len(entries), len(entries[0]))) == plain
    assert matrix(scipy.sparse.csr_array(np.array(entries, dtype=int).reshape(plain.shape))) == plain
    assert matrix(flint.fmpz_mat(len(entries), len(entries[0]), [x for row in entries for x in row])) == plain
    assert Matrix.from_about(plain.about()) == plain
    assert plain.transpose().transpose() == plain
    assert plain.nonzeros == sum(x != 0 for row in entries for x in row)


def test_names_select_entries_and_submatrices():
    named = Matrix.dense([[1, 0, -1], [0, 1, 1]], rows=["r", "s"], columns=[("a", 1), ("b", 2), ("c", 3)])
    assert named["r", ("c", 3)] == -1
    assert named["s", ("a", 1)] == 0
    assert named.submatrix(["s", "r"], [("c", 3), ("a", 1)]).to_lists() == [[1, 0], [-1, 1]]
    assert named.submatrix(["s", "r"], [("c", 3), ("a", 1)]).determinant() == 1


@pytest.mark.parametrize(
    ("rows", "entries", "message"),
    [
        (None, [[1, 2], [3]], "row 1 has 1 entry, not 2"),
        (["r", "r"], [[1], [2]], "rows: 'r' occurs twice"),
        (None, [["1/2"]], r"entry \(0, 0\): 1/2 is not an integer"),
    ],
)
def test_a_malformed_matrix_is_refused_in_one_sentence(rows, entries, message):
    with pytest.raises(ValueError, match=message):
        Matrix.dense(entries, rows=rows)


def test_float_entries_are_refused():
    with pytest.raises(TypeError, match=r"entry \(0, 0\): 1.0 is a float"):
        matrix(np.eye(2))


def test_names_survive_as_plain_data():
    assert name_from_plain(name_to_plain(("G", ("i1", "o1"), 3))) == ("G", ("i1", "o1"), 3)


def test_a_printed_matrix_has_the_names_of_its_lines():
    assert str(Matrix.dense([[1, -2], [0, 30]])) == " 1 -2\n 0 30"
    named = Matrix.dense([[1, 0]], rows=[("a", "H")], columns=["x", "y"])
    assert str(named).splitlines() == ["        x  y", "(a, H)  1  0"]
    assert str(Matrix.dense([])) == ""
    with pytest.raises(KeyError, match="5 is not the name of a row"):
        _ = named[5, "x"]
