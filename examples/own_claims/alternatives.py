"""A theorem of the alternative as one misremembers it: is it y > 0, or y >= 0 and not 0?

Gordan: either some x has A x < 0, or some y >= 0 other than 0 has y A = 0, and not both. Stiemke: either some x has
A x <= 0 other than 0, or some y > 0 has y A = 0. Take the strict signs of both and neither alternative need hold.

Solutions can be scaled, so that weak signs do for strict ones: A x <= -1, y >= 1, and y >= 0 with the sum 1.
"""

from proofs.hunt import (
    Formula,
    Term,
    at_most,
    claim,
    defined,
    each,
    equal_row,
    equal_to,
    families,
    feasible,
    operation,
    positions,
    reading,
    rows_of,
    system,
    transposed,
)

SMALL = families.matrices(3, 2)


@defined("some x has {0} x < 0")
def below_zero(matrix: Term) -> Formula:
    rows = rows_of(matrix)
    return at_most(rows, each("row", rows, lambda row: -1))


@defined("some y > 0 has y {0} = 0")
def positive_multipliers(matrix: Term) -> Formula:
    columns = transposed(rows_of(matrix))
    return equal_to(columns, each("column", columns, lambda column: 0), lower=1)


@defined("some y >= 0 other than 0 has y {0} = 0")
def some_multipliers(matrix: Term) -> Formula:
    rows = rows_of(matrix)
    balanced = each("column", transposed(rows), lambda column: equal_row(column, 0))
    scaled = operation("list", equal_row(each("row", rows, lambda row: 1), 1))
    return feasible(system(positions(rows), operation("joined", balanced, scaled), 0))


@claim("strict-signs", where="from memory", tries=SMALL)
def alternatives(matrix):
    """Either some x has A x < 0, or some y > 0 has y A = 0, and not both."""
    yield below_zero(matrix).iff(~positive_multipliers(matrix))


@reading(alternatives, "Gordan")
def alternatives(matrix):
    """Either some x has A x < 0, or some y >= 0 other than 0 has y A = 0, and not both."""
    yield below_zero(matrix).iff(~some_multipliers(matrix))
