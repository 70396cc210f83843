"""Matrices as tables, violators as cycles of rows and columns."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from exact import total_unimodularity
from exact.matrices import Matrix
from exact.pictures.matrices import PALE, matrix_table
from exact.showing.drawing import MARK, Html, Picture
from tests.showing import NASTY, SVG, assert_no_text_is_cut, captions, parsed, said


def test_a_violator_is_an_odd_cycle_of_squares_and_circles():
    triangle = Matrix.dense([[1, 1, 0], [0, 1, 1], [1, 0, 1]], rows=[NASTY, "s", "t"])
    root = parsed(total_unimodularity(triangle).show())
    assert len(root.findall(f".//{SVG}circle")) == 3
    assert len(root.findall(f".//{SVG}rect")) == 3 + 1
    assert len(root.findall(f".//{SVG}line")) == 6
    assert NASTY in " ".join(root.itertext())
    dashed = total_unimodularity([[1, 1], [1, -1]])
    assert sum("stroke-dasharray" in line.attrib for line in parsed(dashed.show()).iter(f"{SVG}line")) == 1
    assert "dashed: negative entries" in captions(dashed.show())[1]


def test_a_violator_that_is_no_cycle_is_drawn_in_two_rows():
    assert isinstance(total_unimodularity([[2]]).show(), Picture)
    assert "determinant" in said(total_unimodularity([[2]]).show())
    assert isinstance(total_unimodularity([[1]]).show(), Html)


def test_a_matrix_is_a_table_with_its_violator_marked():
    matrix = Matrix.dense([[1, 1, 0], [1, -1, 0], [0, 0, 1]], columns=["x", NASTY, "z"])
    verdict = total_unimodularity(matrix)
    root = parsed(matrix_table(matrix, verdict.evidence))
    assert sum("background" in cell.get("style") for cell in root.iter("td") if cell.get("style")) == 4
    assert NASTY in " ".join(root.itertext())
    assert "nowrap" not in str(matrix_table(matrix, verdict.evidence))
    large = Matrix.dense([[1] * 60])
    assert "a part of 1 by 60" in said(large.show())


def test_zeros_of_a_violator_are_tinted_lightly():
    triangle = Matrix.dense([[1, 1, 0], [0, 1, 1], [1, 0, 1]])
    root = parsed(matrix_table(triangle, total_unimodularity(triangle).evidence))
    styles = [cell.get("style") for cell in root.iter("td") if cell.get("style")]
    assert [sum(f"background:{colour}" in style for style in styles) for colour in (MARK, PALE)] == [6, 3]


def test_the_caption_of_a_cycle_is_seen():
    triangle = Matrix.dense([[1, 1, 0], [0, 1, 1], [1, 0, 1]], rows=["r" * 90, "s", "t"])
    drawn = total_unimodularity(triangle).show()
    assert captions(drawn)[0] == "A cycle of 3 rows whose entries sum to 6; determinant 2"
    assert captions(drawn)[0] in captions(drawn)[1]
    assert_no_text_is_cut(drawn)


def test_matrices_and_verdicts_show_themselves():
    small = Matrix.dense([[1, 0], [0, -1]], rows=["a", ("b", 1)])
    assert eval(repr(small)) == small
    assert repr(Matrix.dense([[1] * 40])) == "<Matrix with 1 row, 40 columns and 40 nonzero entries>"
    assert NASTY in " ".join(ElementTree.fromstring(Matrix.dense([[1]], rows=[NASTY])._repr_html_()).itertext())
    verdict = total_unimodularity(small)
    assert repr(verdict).startswith("<Verdict: the 2 by 2 matrix is totally unimodular: yes; evidence: ")
    ElementTree.fromstring(f"<div>{verdict._repr_html_()}</div>")
