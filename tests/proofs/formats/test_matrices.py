"""Matrices as files: every format, and a clear refusal of everything else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exact.matrices import Matrix
from proofs.formats.matrices import load_matrix, matrix_from_plain, matrix_from_text, matrix_to_plain

ENTRIES = [[1, 0, -1, 0], [0, 1, 1, 0], [0, 0, 0, 1]]
NAMED = Matrix.dense(ENTRIES, ["r1", "r2", "r3"], ["c1", "c2", "c3", "c4"])

DENSE = "3 4\n1 0 -1 0\n0 1 1 0\n0 0 0 1\n"
SPARSE = "3 4 5\n1 1 1\n1 3 -1\n2 2 1\n2 3 1\n3 4 1\n"
PLAIN = "# a comment\n1 0 -1 0\n\n0 1 1 0\n0 0 0 1\n"


@pytest.mark.parametrize(("layout", "source"), [("dense", DENSE), ("sparse", SPARSE), ("plain", PLAIN)])
def test_each_layout_is_read_when_named_and_when_not(layout, source):
    assert matrix_from_text(source, layout) == NAMED
    assert matrix_from_text(source) == NAMED


@pytest.mark.parametrize("source", [DENSE, SPARSE, PLAIN, json.dumps(matrix_to_plain(NAMED))])
def test_a_file_is_read_in_whatever_format_it_is(tmp_path, source):
    path = tmp_path / "matrix"
    path.write_text(source, encoding="utf-8")
    assert load_matrix(path) == NAMED


def test_a_text_with_two_meanings_is_refused_unless_one_is_named():
    source = "1 2\n0 1\n"
    with pytest.raises(ValueError, match="dense and in the plain layout; say which"):
        matrix_from_text(source)
    assert matrix_from_text(source, "dense").to_lists() == [[0, 1]]
    assert matrix_from_text(source, "plain").to_lists() == [[1, 2], [0, 1]]


def test_names_may_be_left_out_in_json():
    plain = {"format": "exact-proofs/matrix/1", "entries": [[1, "2"], [0, -1]]}
    assert matrix_from_plain(plain) == Matrix.dense([[1, 2], [0, -1]], ["r1", "r2"], ["c1", "c2"])


@given(st.lists(st.lists(st.integers(-3, 3), min_size=3, max_size=3), max_size=4))
def test_what_is_written_is_read_back(entries):
    matrix = Matrix.dense(entries, [("row", k) for k in range(len(entries))], ["a", "b", 3])
    assert matrix_from_plain(json.loads(json.dumps(matrix_to_plain(matrix)))) == matrix


FORMAT = {"format": "exact-proofs/matrix/1"}


@pytest.mark.parametrize(
    ("plain", "reason"),
    [
        ([], 'an object with "format": "exact-proofs/matrix/1" was expected, not a list'),
        ({"entries": []}, '"format" is missing; "exact-proofs/matrix/1" was expected'),
        ({**FORMAT, "entries": [], "colums": []}, 'the key "colums" is unknown; did you mean "columns"?'),
        ({**FORMAT, "entries": {}}, "entries: a list of rows was expected, not an object"),
        ({**FORMAT, "entries": [[1, 0], [1]]}, "row 2 has 1 entry, not 2"),
        ({**FORMAT, "entries": [[1.0]]}, "row 1, column 1: 1.0 is a float"),
        ({**FORMAT, "entries": [["1/2"]]}, "1/2 is not an integer"),
        ({**FORMAT, "entries": [[True]]}, "is a truth value"),
        ({**FORMAT, "entries": [[1]], "rows": ["a", "b"]}, "2 names for 1 row"),
        ({**FORMAT, "entries": [[1, 0]], "columns": ["a", "a"]}, "a name occurs twice"),
        ({**FORMAT, "entries": [[1]], "rows": "a"}, "a list of names was expected"),
    ],
)
def test_wrong_json_is_refused_with_a_reason(plain, reason):
    with pytest.raises(ValueError, match=reason):
        matrix_from_plain(plain)


@pytest.mark.parametrize(
    ("source", "layout", "reason"),
    [
        ("3 4\n1 0\n", "dense", "2 entries, not 3 times 4"),
        ("1 0 1\n", "dense", "starts with a line of two numbers"),
        ("1 1 2\n1 1 1\n", "sparse", "2 lines .* must follow"),
        ("1 1 1\n2 1 1\n", "sparse", r"stands at \(2, 1\)"),
        ("1 1 2\n1 1 1\n1 1 1\n", "sparse", "given twice"),
        ("9999999 1 0\n", "sparse", "size outside"),
        ("1 0\n1\n", "plain", "row 2 has 1 entry"),
        ("1 x\n", "plain", "row 1, column 2"),
        ("1 0\n1\n", "auto", "entry, not 1 times 0"),
        ("1 0\n0 a\n", "auto", "row 2, column 2"),
        ("1 0 1\n1 0\n", "auto", r"^row 2 has 2 entries, not 3 \(read in the plain layout"),
        ("2 3\n1 0 1\n", "auto", r"^3 entries, not 2 times 3 \(read in the dense layout"),
        ("1 0\n", "wide", "none of dense, sparse, plain"),
    ],
)
def test_wrong_text_is_refused_with_a_reason(source, layout, reason):
    with pytest.raises(ValueError, match=reason):
        matrix_from_text(source, layout)


@pytest.mark.parametrize("source", ["", "\n\n"])
def test_an_empty_text_is_an_empty_matrix(source):
    assert matrix_from_text(source).shape == (0, 0)


def test_a_bare_list_of_rows_is_a_matrix(tmp_path):
    path = tmp_path / "rows.json"
    path.write_text("[[1, 0], [1, 1]]")
    assert load_matrix(path) == matrix_from_text("1 0\n1 1")
