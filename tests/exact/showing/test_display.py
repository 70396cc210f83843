"""Values show themselves: every public value, in a line, as a picture or table, and where it has one as a formula."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from fractions import Fraction

import exact
import proofs
from exact import total_unimodularity
from exact.cones import Cone, Generators
from exact.linear import LinearSystem, feasibility, optimum
from exact.matrices import Matrix
from exact.polyhedra import Hull, Polyhedron
from exact.set_systems import bihierarchy
from exact.showing.display import ITEMS, ROOM, Displayed, brief, counted
from exact.showing.drawing import Frame, Html, Picture
from tests.showing import NASTY, parsed, said, sets

NO_VALUES = {
    "exact.linear.bases",
    "exact.linear.ordered_fields",
    "exact.linear.programs",
    "exact.linear.solving",
    "proofs.cli.answers",
    "proofs.cli.app",
    "exact.unimodular.deciding",
    "exact.unimodular.graphic",
    "exact.unimodular.linking",
    "exact.unimodular.sums",
}
NO_VALUES |= {"exact.unimodular.table", "proofs.checker", "proofs.hunt.hunting"}
NO_VALUES |= {"proofs.coq.written.terms", "proofs.coq.written.unimodular"}
NO_VALUES |= {
    "proofs.cli.cones",
    "proofs.cli.self_test",
    "proofs.cli.describing",
    "proofs.cli.for_all_values",
    "proofs.cli.main",
    "proofs.cli.unimodularity",
}
"""Modules whose dataclasses are steps of a computation, or that are to run without ours."""
WORKING = {"proofs.hunt.chunks.Chunk", "proofs.hunt.chunks.Tally", "proofs.hunt.search.Hunt"}


def public_values():
    """Every public dataclass of both packages."""
    for package in (exact, proofs):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name in NO_VALUES or module.name.startswith("proofs.report"):
                continue
            for name, kind in vars(importlib.import_module(module.name)).items():
                ours = isinstance(kind, type) and kind.__module__ == module.name and not name.startswith("_")
                if ours and dataclasses.is_dataclass(kind) and f"{module.name}.{name}" not in WORKING:
                    yield kind


def test_every_public_value_shows_itself():
    missing = [kind for kind in public_values() if not issubclass(kind, Displayed | Picture | Html | Frame)]
    assert not missing
    by_dataclass = [kind for kind in public_values() if hasattr(kind.__repr__, "__wrapped__")]
    assert by_dataclass == [Frame]


def test_a_repr_is_one_short_line():
    system = LinearSystem.make(50, at_most=[([Fraction(1, 3)] * 50, k) for k in range(50)], lower=0)
    assert len(repr(system)) < 600
    assert "\n" not in repr(system)
    assert brief(tuple(range(100))) == "(" + ", ".join(map(str, range(ITEMS))) + ", ... 100 in all)"
    assert brief({"a": Fraction(1, 2)}) == "{a: 1/2}"
    assert brief(frozenset("ba")) == "{a, b}"
    assert (
        repr(feasibility(LinearSystem.make(1, at_most=[([1], 0)], lower=1)).evidence)
        == "FarkasVector(multipliers=(1,))"
    )


def test_a_value_without_a_drawing_is_a_table_of_its_parts():
    evidence = optimum(LinearSystem.make([NASTY], lower=0, upper="1/2"), [1]).evidence
    assert "1/2" in said(evidence.show())
    long = dataclasses.make_dataclass("Long", [("it", str)], bases=(Displayed,), frozen=True)("x" * 5_000)
    assert len(said(long.show())) < ROOM + 100
    assert said(long.show()).endswith(" ...")


def test_notebooks_get_the_same():
    verdict = bihierarchy(sets("ab", "bc", "ac"))
    assert verdict._repr_svg_() == verdict.show().svg
    assert "To check it:" in said(verdict._repr_html_())
    assert "<svg" in verdict._repr_html_()
    assert verdict._repr_latex_() is None
    assert Matrix.dense([[1]])._repr_svg_() is None
    assert Matrix.dense([[1, -2]])._repr_latex_() == r"$\displaystyle \left[\begin{array}{rr}1 & -2\end{array}\right]$"


def test_a_total_unimodularity_verdict_shows_the_matrix_with_its_names_and_the_cycle():
    matrix = Matrix.dense([[1, 1, 0], [0, 1, 1], [1, 0, 1]], rows=["one", "two", NASTY])
    card = total_unimodularity(matrix)._repr_html_()
    assert card.count("<svg") == 1
    assert NASTY in said(card)
    assert "marked: a submatrix with determinant 2" in said(card)
    assert "<svg" not in total_unimodularity(matrix.submatrix(["one", "two"], [0, 1]))._repr_html_()


def test_formulas():
    plane = Cone.of([[1, -2]], [[0, 1]], coordinates=["x", "a_b"])
    assert plane.latex() == (
        r"\left\{ \left(x, x_{\text{a\_b}}\right) : \begin{array}{l}x-2x_{\text{a\_b}} \ge 0 \\ x_{\text{a\_b}} = 0"
        r"\end{array} \right\}"
    )
    assert Generators.of([[1, 0]], [[0, 1]]).latex().count("operatorname") == 2
    assert Generators.of(dimension=2).latex() == r"\{0\}"
    assert r"\frac{1}{3}" in Hull.of([("1/3", 0)]).latex()
    assert Hull(("x",)).latex() == r"\emptyset"
    assert Cone.of(dimension=3).latex() == r"\mathbb{R}^{3}"
    assert r"2x_{0} \le 1" in Polyhedron.of([[2]], [1]).latex()
    system = LinearSystem.make(["x", "y"], at_most=[({"x": "1/2"}, 1)], equal=[({"y": -1}, 0)], lower=0, upper={"x": 3})
    for part in (r"\frac{1}{2}x \le 1", "-y = 0", r"x \ge 0", r"x \le 3"):
        assert part in system.latex()
    many = LinearSystem.make(1, at_most=[([1], k) for k in range(100)])
    assert "(100 in all)" in many.latex()
    assert "at most 100 of each are shown" not in said(many.show())


def test_systems_are_told_row_by_row():
    system = LinearSystem.make(["x", "y"], at_most=[({"x": 1, "y": "-1/2"}, 1)], lower={"x": 0}, upper={"x": 3})
    assert "x - 1/2 y <= 1" in said(system.show())
    assert "0 <= x <= 3" in said(system.show())
    assert "A linear system: 1 row, 2 variables" in said(system.show())
    parsed(LinearSystem.make(0).show())


def test_things_are_counted_in_english():
    assert counted(1, "row") == "1 row"
    assert counted(0, "row") == "0 rows"
    assert counted(2, "vertex", "vertices") == "2 vertices"
