"""Lemma 10 of LY as data: what a generator of the cone of bilateral trade is, and forms (1) to (3) modulo lines."""

from __future__ import annotations

from proofs.claims.families.stated_trade import (
    COLUMNS,
    ROWS,
    graph_problem,
    in_w,
    is_connected,
    is_of_form,
    stated_trade,
)
from proofs.claims.stating import (
    Formula,
    Stated,
    Term,
    absolute,
    defined,
    dot,
    each,
    every,
    given,
    greatest,
    operation,
    those,
)
from proofs.claims.stating import some as some_of

Z = given("z")


@defined("{0} is a generator of W")
def is_generator_of_w(z: Term) -> Formula:
    """A line, or an extreme ray modulo the lineality space: all rows bind, or all but one as far as independent."""
    binding = those("row", ROWS, lambda row: dot(row, z).equals(0))
    slack = operation("rank", ROWS) - operation("rank", binding)
    return in_w(z) & (greatest(each("e", z, absolute)) > 0) & (slack <= 1)


@defined("{0} or its sum with (1, ..., 1) or (-1, ..., -1) is a multiple of a vector of form (1), (2) or (3)")
def is_of_form_modulo_lines(z: Term) -> Formula:
    """The multiple is by the greatest absolute value of an entry, which is 1 in each of the forms; 0 is one too."""
    shifted = each("c", [0, 1, -1], lambda c: operation("plus", z, each("name", COLUMNS, lambda name: c)))
    return some_of("v", shifted, lambda v: is_of_form(v, greatest(each("e", v, absolute))))


@defined("{0} is of form (1), (2) or (3)")
def is_listed(z: Term) -> Formula:
    return is_of_form(z)


def stated_lemma_10(connected: bool, modulo_lines: bool) -> Stated:
    signs = every("e", Z, lambda e: e.equals(0) | absolute(e).equals(1))
    return stated_trade(
        [*([is_connected()] if connected else []), is_generator_of_w(Z), signs],
        [is_of_form_modulo_lines(Z) if modulo_lines else is_listed(Z)],
        sorts={"z": "vector"},
        instances=lambda case: {"problem": graph_problem(case.trade), "z": list(case.vector)},
    )
