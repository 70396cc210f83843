"""Matrices, systems, cones and polyhedra as formulas of LaTeX."""

from __future__ import annotations

from fractions import Fraction

from exact.cones import Cone, Generators
from exact.linear import LinearSystem, SparseVector
from exact.matrices import MOST_CELLS, Matrix
from exact.pictures import latex
from exact.polyhedra import Hull, Polyhedron


def matrix(given: Matrix) -> str:
    """The entries between brackets; beyond `MOST_CELLS`, the size alone."""
    if len(given.rows) * len(given.columns) > MOST_CELLS:
        return latex.named(repr(given))
    lines = latex.lines([" & ".join(map(latex.number, row)) for row in given.to_lists()])
    return rf"\left[\begin{{array}}{{{'r' * len(given.columns) or 'r'}}}{lines}\end{{array}}\right]"


def linear_system(system: LinearSystem) -> str:
    """The set of all solutions."""
    signs = {"<=": r"\le", "=": "="}
    size = len(system.variables)
    rows = [(_dense(row.coefficients, size), signs[row.sense], row.bound) for row in system.rows]
    unit = [[Fraction(k == j) for j in range(size)] for k in range(size)]
    rows += [(one, r"\ge", low) for one, low in zip(unit, system.lower, strict=True) if low is not None]
    rows += [(one, r"\le", high) for one, high in zip(unit, system.upper, strict=True) if high is not None]
    return latex.system(system.variables, rows)


def cone(given: Cone) -> str:
    """The cone as the set of points with its inequalities and equations."""
    rows = [(row, r"\ge", 0) for row in given.inequalities] + [(row, "=", 0) for row in given.equations]
    return latex.system(given.coordinates, rows)


def generators(given: Generators) -> str:
    """The cone of the rays, and the span of the lines."""
    parts = [latex.combinations(word, of) for word, of in (("cone", given.rays), ("span", given.lines)) if of]
    return " + ".join(parts) or r"\{0\}"


def polyhedron(given: Polyhedron) -> str:
    """The polyhedron as the set of points with its inequalities and equations."""
    rows = [(row, r"\le", bound) for row, bound in given.inequalities]
    return latex.system(given.coordinates, rows + [(row, "=", bound) for row, bound in given.equations])


def hull(given: Hull) -> str:
    """The convex hull of the points, the cone of the rays, and the span of the lines."""
    kinds = (("conv", given.points), ("cone", given.rays), ("span", given.lines))
    parts = [latex.combinations(word, of) for word, of in kinds if of]
    return " + ".join(parts) or r"\emptyset"


def _dense(row: SparseVector, size: int) -> list[Fraction]:
    entries = dict(row)
    return [entries.get(column, Fraction(0)) for column in range(size)]
