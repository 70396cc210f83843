"""What the stated claims of LY share about the projection cone W (9) of a structure, and about cones by their rows.

See `proofs.claims.stating` for the language. A vector of W lists f, g and h in the order of the columns of M(W), which
are named [f, cell, type], [g, set, profile] and [h, set, profile]; W asks that the rows x of M(W) give 0 and g, h >= 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from exact.matrices import Name
from proofs import checker
from proofs.claims.families.lang_yang_stated import PROBLEM, STRUCTURE, ceiling, floor, probability
from proofs.claims.stating import (
    Formula,
    Plain,
    Term,
    absolute,
    at_most_row,
    begin_afresh,
    choose,
    defined,
    dot,
    each,
    equal_row,
    every,
    feasible,
    given,
    greatest,
    operation,
    system,
)
from proofs.reduced_form.problem.problems import name_of

COLUMNS = given("columns")
EQUATIONS = given("equations")

CONE: Sequence[tuple[str, Term]] = (
    ("columns", operation("M(W)", STRUCTURE)["columns"]),
    ("equations", operation("rows named", operation("M(W)", STRUCTURE), "x")),
)
"""Definitions for a claim that speaks of W of `structure`."""


def cone_vector(problem: Plain, vector: Mapping[Name, Any]) -> list[Any]:
    """The entries of a vector of W, by the names of `projection_matrix`, in the order of the columns of M(W)."""
    return cone_vector_of(checker.structure_from(problem), vector)


def cone_vector_of(structure: Plain, vector: Mapping[Name, Any]) -> list[Any]:
    begin_afresh()
    return [vector[_name(*column)] for column in checker.cone_matrix(structure)["columns"]]


def _name(kind: str, where: Any, at: Any) -> Name:
    if kind == "f":
        return "f", where[0], at, *where[1:]
    return kind, name_of([tuple(cell) for cell in where]), tuple(at)


def is_f(name: Term) -> Formula:
    return name[0].same("f")


@defined("{0} is in W")
def in_w(z: Term) -> Formula:
    """A vector of W."""
    places = operation("positions", COLUMNS)
    return every("row", EQUATIONS, lambda row: dot(row, z).equals(0)) & every(
        "k", places, lambda k: is_f(COLUMNS[k]) | (z[k] >= 0)
    )


def vectors_of_w(lower: Any, upper: Any, *rows: Term) -> Term:
    """The system of the vectors of W between bounds that satisfy further rows."""
    equations = each("row", EQUATIONS, lambda row: equal_row(row, 0))
    return system(COLUMNS, operation("joined", equations, list(rows)) if rows else equations, lower, upper)


def nonnegative_but_f() -> Term:
    """The lower bounds of W: none on f, 0 on g and h."""
    return each("name", COLUMNS, lambda name: choose(is_f(name), None, 0))


@defined("the coefficient of {0} in g c - h b - f y")
def excess(name: Term) -> Term:
    """With y(i, t_i, j) = lambda_i(t_i) Q_i(t_i, j), and quotas weighted by the prior."""
    return choose(
        is_f(name),
        -operation("y", PROBLEM, name[1], name[2]),
        choose(
            name[0].same("g"),
            probability(name[2]) * ceiling(name[1]),
            -probability(name[2]) * floor(name[1]),
        ),
    )


@defined("some (f, g, h) in W has f y > g c - h b")
def is_violated() -> Formula:
    """An excess of at least 1 stands for any: W is a cone."""
    return feasible(vectors_of_w(nonnegative_but_f(), None, at_most_row(each("name", COLUMNS, excess), -1)))


@defined("{0} is a multiple of a vector with entries -1, 0, 1")
def is_sign_vector(z: Term) -> Formula:
    return every("e", z, lambda e: e.equals(0) | absolute(e).equals(greatest(each("d", z, absolute))))


@defined("some vector of W with entries from -1 to 1 is 1 at {0} and 0 where g and h of {1} are 0")
def has_vector_at(k: Term, z: Term) -> Formula:
    places = operation("positions", COLUMNS)
    low = each("m", places, lambda m: choose(m.equals(k), 1, choose(is_f(COLUMNS[m]), -1, 0)))
    high = each("m", places, lambda m: choose(is_f(COLUMNS[m]) | (z[m] > 0), 1, 0))
    return feasible(vectors_of_w(low, high))


def sign_vectors_within(z: Term) -> Formula:
    """What follows for z if it is a sum of multiples of {0, +-1} vectors of W: one of them is 1 where z has g > 0.

    It is 0 where g and h of z are, for those of vectors of W are nonnegative. That its entries are -1, 0, 1 is not
    asked, only that they lie between.
    """
    places = operation("positions", COLUMNS)
    return every("k", places, lambda k: (COLUMNS[k][0].same("g") & (z[k] > 0)).implies(has_vector_at(k, z)))
