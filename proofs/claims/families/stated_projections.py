"""What the stated claims of LY share about the projection cone P of (15): P = {(f, g) : f A1 + g A2 = 0, g >= 0}.

See `proofs.claims.stating` for the language. `A1` and `A2` are lists of rows, one for each multiplier in f and in g.
An extreme ray of a pointed P is told by the support of its g, which is as small as it can be: two vectors of P with the
same such support are multiples of each other, else some difference of multiples has a smaller one, or is a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from proofs.claims.families.matrices import ProjectionCase
from proofs.claims.stating import (
    Formula,
    Plain,
    Stated,
    Term,
    choose,
    defined,
    dot,
    each,
    equal_row,
    every,
    feasible,
    given,
    operation,
    size,
    some,
    statement,
    system,
    those,
)

FREE, ROWS, EQUATIONS = given("A1"), given("rows"), given("equations")

PLACES = operation("positions", ROWS)


def stated_projection(hypothesis: Sequence[Formula], conclusion: Sequence[Formula]) -> Stated:
    def instances(case: ProjectionCase) -> dict[str, Plain]:
        rows = [list(row) for row in case.rows]
        return {"A1": rows[: case.free], "A2": rows[case.free :]}

    return Stated(
        sorts={"A1": "vectors", "A2": "vectors"},
        instances=instances,
        hypothesis=hypothesis,
        conclusion=conclusion,
        where=[("rows", operation("joined", FREE, given("A2"))), ("equations", operation("transposed", ROWS))],
    )


def is_free(k: Term) -> Formula:
    """The multiplier is one of f."""
    return k < size(FREE)


def signed_places() -> Term:
    """The multipliers in g."""
    return those("k", PLACES, lambda k: size(FREE) <= k)


@defined("the constraint matrix of P")
def constraint_matrix() -> Term:
    """A row for each equation, and a unit row for each multiplier in g."""
    units = each("k", signed_places(), lambda k: each("m", PLACES, lambda m: choose(m.equals(k), 1, 0)))
    entries = operation("joined", EQUATIONS, units)
    return operation("matrix", operation("positions", entries), PLACES, entries)


def is_unimodular() -> Formula:
    return statement("totally unimodular", matrix=constraint_matrix())


def vectors_of_p(lower: Any, upper: Any) -> Term:
    return system(PLACES, each("row", EQUATIONS, lambda row: equal_row(row, 0)), lower, upper)


@defined("P is pointed")
def is_pointed() -> Formula:
    """No vector of P with g = 0 has an f other than 0."""

    def line(k: Term) -> Formula:
        fixed = each("m", PLACES, lambda m: choose(m.equals(k), 1, choose(is_free(m), None, 0)))
        return feasible(vectors_of_p(fixed, fixed))

    return every("k", those("k", PLACES, is_free), lambda k: ~line(k))


@defined("some vector of P has g other than 0")
def is_not_zero() -> Formula:
    """A pointed P is then not {0}, and only then."""

    def reaches(k: Term) -> Formula:
        low = each("m", PLACES, lambda m: choose(is_free(m), None, choose(m.equals(k), 1, 0)))
        return feasible(vectors_of_p(low, None))

    return some("k", signed_places(), reaches)


@defined("some vector of P has g > 0 on {0} and g = 0 elsewhere")
def is_support(places: Term) -> Formula:
    low = each("m", PLACES, lambda m: choose(is_free(m), None, choose(m.among(places), 1, 0)))
    high = each("m", PLACES, lambda m: choose(is_free(m) | m.among(places), None, 0))
    return feasible(vectors_of_p(low, high))


@defined("an extreme ray of P has g > 0 exactly on {0}")
def is_ray_support(places: Term) -> Formula:
    """The support of some vector of P, and none of its nonempty parts is."""
    parts = operation("without", operation("subsets", places), [[]])
    return (
        (size(places) > 0) & is_support(places) & every("R", parts, lambda part: part.same(places) | ~is_support(part))
    )


@defined("some vector of P with entries -1, 0, 1 has g = 1 on {0} and g = 0 elsewhere")
def has_sign_vector(places: Term) -> Formula:
    entries = each("k", PLACES, lambda k: choose(is_free(k), [-1, 0, 1], choose(k.among(places), [1], [0])))
    return some(
        "v", operation("choices", entries), lambda v: every("row", EQUATIONS, lambda row: dot(row, v).equals(0))
    )


def some_other_ray() -> Formula:
    """P is pointed, else it has no extreme ray, and one of them has no positive multiple with entries -1, 0, 1."""
    return is_pointed() & some(
        "S", operation("subsets", signed_places()), lambda places: is_ray_support(places) & ~has_sign_vector(places)
    )
