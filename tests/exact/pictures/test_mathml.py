# ruff: noqa: RUF001
"""Formulas as MathML: all that our values write, well-formed, with every number and name; the rest is refused."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from fractions import Fraction

import pytest

from exact import LinearSystem, cone, generators, matrix
from exact.pictures import latex
from exact.pictures.mathml import NotRead, mathml
from exact.polyhedra import Hull
from proofs import facets, problem_of

NAMES = ["a_b 50% of_it \\x{y} & <z>", "é ñ ü ß αβ Λλ", "--,,''", "中文 ≤ A × B …“q”", '~^ "|#$`t`', "a\xa0b ő ǐ"]


def flat(formula):
    """The text of a formula, which must be well-formed."""
    return "".join(ElementTree.fromstring(mathml(formula, block=True)).itertext()).replace("\N{MINUS SIGN}", "-")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_read_back_as_it_was_before_it_was_written_for_latex(name):
    assert latex.unescaped(latex.escape(name)) == name
    assert flat(rf"x_{{{latex.named(name)}}} + 1") == f"x{name}+1"


def test_systems_cones_and_hulls_keep_their_numbers_and_names():
    system = LinearSystem.make(["x", NAMES[0]], at_most=[({"x": -1, NAMES[0]: "-2/3"}, "-12/7")], lower="1/3")
    told = flat(system.latex())
    assert f"-x-23x{NAMES[0]}≤-127" in told
    assert told.count("≥13") == 2
    rays = cone([[1, 2], [0, 1]])
    assert "x0+2x1≥0" in flat(rays.latex())
    assert "cone{(" in flat(generators(rays).latex())
    corners = Hull(("x", "y"), ((Fraction(0), Fraction(1, 2)), (Fraction(1), Fraction(-3))))
    assert flat(corners.latex()) == "conv{(0,12),(1,-3)}"
    assert flat(matrix([[1, 0], [-1, 2]]).latex()) == "[10-12]"


def test_facets_in_symbols_have_a_row_for_each():
    problem = problem_of(agents=["a", "b"], types=["L", "H"], constraints=[{"set": ["a", "b"], "ceiling": 1}])
    found = facets(problem)
    root = ElementTree.fromstring(mathml(found.latex()))
    rows = [element for element in root.iter() if element.tag.endswith("mtr")]
    assert len(rows) == len(found.facets) == 13
    assert "Q1,1+Q1,2+Q2,1+Q2,2≤1" in flat(found.latex())


def test_cases_roots_and_signs():
    cases = r"\begin{cases} p^{2} & \text{if } p \le \frac{1}{4} + \frac{\sqrt{13}}{4} \\ - p & \text{else} \end{cases}"
    assert flat(cases) == "{p2if\xa0p≤14+134-pelse"
    assert "<msqrt><mn>13</mn></msqrt>" in mathml(cases)
    assert '<mo form="prefix">\N{MINUS SIGN}</mo>' in mathml("x = -1")
    assert 'form="prefix"' not in mathml("x - 1")
    assert flat(r"\sqrt[3]{2} x_{1}^{2} \in \mathbb{R}^{4}") == "23x12∈ℝ4"


@pytest.mark.parametrize(
    "wrong", [r"\frac{1}", r"\href{a}{b}", "{x", "x}", r"\begin{tabular}{l}x\end{tabular}", r"\left("]
)
def test_what_is_not_read_is_refused(wrong):
    with pytest.raises(NotRead):
        mathml(wrong)


def test_a_name_cannot_become_markup():
    assert "<script" not in mathml(latex.named("<script>alert(1)</script>"))
    assert re.fullmatch(r"<math[^<>]*><mtext>[^<>]*</mtext></math>", mathml(latex.named("</mtext>")))
