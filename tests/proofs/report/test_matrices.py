"""Total unimodularity in words."""

from __future__ import annotations

import re
from random import Random

import networkx
import pytest

from exact import total_unimodularity
from exact.matrices import Matrix
from exact.pictures.matrices import odd_cycle
from proofs.reduced_form.problem.structures import line_name, preserves_total_unimodularity
from proofs.report.matrices import draw, explain_unimodularity
from tests.exact.unimodular import families
from tests.proofs.reduced_form.problem.test_structures import adjacency, canonical


def test_a_violator_is_drawn_with_its_names_and_its_odd_cycle():
    named = Matrix.dense([[1, 1, 0], [0, 1, 1], [1, 0, 1]], ["a", "b", "c"], ["x", "y", "z"])
    assert explain_unimodularity(total_unimodularity(named)) == "\n".join(
        [
            "The 3 by 3 matrix is totally unimodular: no.",
            "",
            "The 3 by 3 submatrix has determinant 2:",
            "",
            "  [1] [2] [3]",
            "a   1   .   1",
            "c   1   1   .",
            "b   .   1   1",
            "[1] x",
            "[2] z",
            "[3] y",
            "",
            "Its rows and columns make a cycle of 3 rows, whose entries sum to 6: 2 modulo 4.",
            *(f"  {line}" for line in ("row a", "column x", "row c", "column z", "row b", "column y", "row a")),
        ]
    )


def test_a_violator_that_is_no_cycle_is_drawn_without_one():
    entries = [[1, 1, 1, 0], [1, 1, 0, 1], [1, 0, 1, 1], [0, 1, 1, 1]]
    assert odd_cycle(Matrix.dense(entries)) is None
    shown = explain_unimodularity(total_unimodularity([[2, 0], [0, 1]]))
    assert "determinant 2" in shown
    assert "cycle" not in shown


def test_a_structure_speaks_in_the_terms_of_the_paper():
    shown = explain_unimodularity(preserves_total_unimodularity(adjacency(networkx.path_graph(3))))
    assert re.search(r"B: i\d at t\d\b", shown)
    assert re.search(r"C: {i\d, i\d} at \(t\d, t\d, t\d\)", shown)
    assert "2 modulo 4" in shown
    assert "whether M(W) is totally unimodular" in shown
    assert "No: Condition A may fail to suffice" in shown
    assert "A column is a cell at a type profile" in shown
    assert "-1" not in shown  # B and C have no negative entries


def test_names_are_spoken_as_written_by_hand():
    assert line_name(("f", ("i1", "o1"), "t1")) == "B: (i1, o1) at t1"
    assert line_name(("g", (("i1", "o1"), ("i2", "o1")), ("t1", "t2"))) == "C: {(i1, o1), (i2, o1)} at (t1, t2)"
    assert line_name(("x", ("i1",), ("t1", "t2"))) == "x i1 at (t1, t2)"
    assert line_name(("a", 1)) == "(a, 1)"
    assert line_name(7) == "7"


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([[1, 1], [0, 1]], "two laminar families"),
        (families.EXCEPTIONAL, "exceptional 5 by 5 matrix number"),
        (families.two_sum(families.EXCEPTIONAL, families.EXCEPTIONAL), "2-sum of two parts"),
        ([[1, -1], [-1, 1], [1, 0]], "After dropping"),
        ([[0] * 3] * 2, "two laminar families"),
        (families.network(8, 40, Random(1)), "A network matrix: a tree of"),
        (families.transposed(families.network(8, 40, Random(1))), "The transpose:"),
    ],
)
def test_each_kind_of_structure_has_words(entries, words):
    assert words in explain_unimodularity(total_unimodularity(entries))


def test_a_structure_that_preserves_total_unimodularity_names_its_families():
    shown = explain_unimodularity(preserves_total_unimodularity(canonical(2, 2, 2)))
    assert shown.startswith("The implementation structure with 4 cells, 4 sets and 2 x 2 types preserves")
    assert "two laminar families" in shown


def test_a_drawing_aligns_its_columns():
    assert draw(Matrix.dense([[1, -1]], ["row"], ["a", "b"])) == "    [1] [2]\nrow   1  -1\n[1] a\n[2] b"
