"""Fractional assignments: every way to write one is read alike, and what is wrong is told in one sentence."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from proofs.formats.assignments import Assignment, ends_in, load_assignment
from proofs.plain.reading import BadInput

NAMED = {"format": "exact-proofs/assignment/1", "agents": ["ann", "bob"], "objects": ["x", "y"]}
ROWS = [["1/2", "1/2"], ["1/2", "1/2"]]


def read(folder: Path, content: str, **quotas) -> Assignment:
    path = folder / "shares"
    path.write_text(content)
    return load_assignment(path, quotas)


@pytest.mark.parametrize(
    "content",
    [
        ",x,y\nann,1/2,0.5\nbob,.5,5e-1\n",
        "x,y\nann,1/2,1/2\nbob,1/2,1/2\n",
        "# shares\n;x;y\nann;1/2;1/2\n\nbob; 1/2 ;1/2\n",
        "\tx\ty\nann\t1/2\t1/2\nbob\t1/2\t1/2\n",
        'name,"x","y"\n"ann",1/2,1/2\n"bob",1/2,1/2\n',
        "x y\nann 1/2 1/2\nbob 1/2 1/2\n",
        json.dumps({**NAMED, "assignment": ROWS}),
        json.dumps({**NAMED, "assignment": {"bob": {"x": "1/2", "y": "1/2"}, "ann": {"y": "1/2", "x": "1/2"}}}),
    ],
)
def test_the_same_matrix_in_many_ways(content: str, tmp_path: Path) -> None:
    found = read(tmp_path, content)
    assert (found.problem.agents, found.problem.objects) == (("ann", "bob"), ("x", "y"))
    assert found.shares == dict.fromkeys(found.problem.cells, Fraction(1, 2))
    assert [(quota.label, quota.floor, quota.ceiling) for quota in found.problem.constraints] == [
        (name, 1, 1) for name in ("row ann", "row bob", "column x", "column y")
    ]


@pytest.mark.parametrize("content", ["1/2,1/2\n1/2,1/2\n", "1/2 1/2\n1/2 1/2", json.dumps(ROWS)])
def test_without_names_rows_and_columns_are_counted(content: str, tmp_path: Path) -> None:
    found = read(tmp_path, content)
    assert (found.problem.agents, found.problem.objects) == (("r1", "r2"), ("c1", "c2"))


def test_numbers_may_name_columns_under_an_empty_corner(tmp_path: Path) -> None:
    assert read(tmp_path, ",1,2\n7,1,0\n8,0,1\n").problem.objects == ("1", "2")


def test_quotas_of_lines_that_are_the_same_set_are_joined(tmp_path: Path) -> None:
    found = read(tmp_path, "1/2,1/4", rows=(0, 1), columns=(0, 2), entries=(0, 1))
    quotas = {quota.label: (quota.floor, quota.ceiling) for quota in found.problem.constraints}
    assert quotas == {"row r1": (0, 1), "column c1": (0, 1), "column c2": (0, 1)}


@pytest.mark.parametrize(
    ("numeral", "ends"), [("1", (1, 1)), ("0..2", (0, 2)), ("..3", (0, 3)), ("2..", (2, None)), (" 1 .. 1 ", (1, 1))]
)
def test_quotas_are_numbers_or_ranges(numeral: str, ends: tuple[int, int | None]) -> None:
    assert ends_in(numeral, "--rows") == ends


@pytest.mark.parametrize("numeral", ["", "..", "x", "1..0", "-1", "1/2", "1...2", "0.5"])
def test_other_quotas_are_refused(numeral: str) -> None:
    with pytest.raises(
        BadInput, match=r"^--rows .*; write 1, 0\.\.2 or 1\.\.$|: write a number or a range of integers"
    ):
        ends_in(numeral, "--rows")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("1,0,0\n0,1,0\n", "2 rows and 3 columns cannot all sum to 1; give quotas, for example --rows 1"),
        ("1,0\n0\n", "row 2 has 1 entry, and row 1 has 2 entries"),
        ("1,\n0,1\n", "row 1, column 2 is empty; write 0"),
        ("", "the matrix is empty; write a row a line"),
        ("1,0\n0,half\n", 'row 2, column 2: "half" is no number such as 3, 3/7 or 0.125'),
        ("a,b,c\n1,0\n0,1\n", "3 names above 2 columns"),
        ("a,a\n1,0\n0,1\n", 'objects: "a" occurs twice'),
        ('"a,b\n1,0', "this is no CSV: unexpected end of data"),
        ("[]", "the matrix is empty"),
        ("[1, 2]", "row 1: a list was expected, not the number 1"),
        ("[[0.5]]", "row 1[0]: 0.5 is a float"),
        (json.dumps({**NAMED, "assignment": [["1"]]}), "agents: 2 names, and the assignment has 1"),
        (json.dumps({**NAMED, "assignment": {"eve": {}}}), 'assignment: "eve" is not in agents'),
        (json.dumps({**NAMED, "assignment": {"ann": {"z": 1}}}), 'assignment.ann: "z" is not in objects'),
        (json.dumps({**NAMED, "agents": [1], "assignment": {}}), "agents: the number 1 is no name"),
        (json.dumps({**NAMED, "assignment": ROWS, "quotas": []}), 'the key "quotas" is unknown'),
        (json.dumps({**NAMED, "assignment": ROWS, "constraints": []}), "is unbounded; put it in a set with a ceiling"),
        (json.dumps({"format": "exact-proofs/problem/1"}), "this is a problem file; a fractional assignment file was"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(content: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, content)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_with_constraints_takes_no_others(tmp_path: Path) -> None:
    content = json.dumps({**NAMED, "assignment": ROWS, "constraints": [{"each": "pair", "ceiling": 1}]})
    assert len(read(tmp_path, content).problem.constraints) == 4
    with pytest.raises(BadInput, match="constraints: the file has its own; leave out --columns"):
        read(tmp_path, content, columns=(0, 1))
