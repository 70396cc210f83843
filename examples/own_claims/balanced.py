"""Is a matrix of zeros and ones totally unimodular if it has no odd cycle?

For the matrix of vertices and edges of a graph that is the criterion: it is totally unimodular exactly if the graph has
no odd cycle. Matrices of zeros and ones without odd cycles are called balanced, and folklore carries the criterion over
to them. With three columns it holds. The first matrix for which it does not has four rows and four columns: a look at
all 3 x 3 matrices would not find it.
"""

from proofs.hunt import (
    Formula,
    Term,
    assume,
    claim,
    defined,
    every,
    families,
    operation,
    reading,
    rows_of,
    size,
    subsets,
    total,
    totally_unimodular,
    transposed,
)

ZEROS_AND_ONES = families.matrices(4, 4, entries=(0, 1))


@defined("{0} is square of odd order, with two ones in each row and column")
def is_odd_cycle(columns: Term) -> Formula:
    rows = transposed(columns)
    square_and_odd = size(columns).equals(size(rows)) & operation("modulo", size(rows), 2).equals(1)
    two_in_rows = every("row", rows, lambda row: total(row).equals(2))
    return square_and_odd & two_in_rows & every("column", columns, lambda column: total(column).equals(2))


@defined("{0} has no odd cycle")
def is_balanced(matrix: Term) -> Formula:
    def none(rows: Term) -> Formula:
        return every("C", subsets(transposed(rows)), lambda part: ~is_odd_cycle(part))

    return every("R", subsets(rows_of(matrix)), none)


@claim("balanced", where="folklore", tries=ZEROS_AND_ONES)
def balanced(matrix):
    """A matrix of zeros and ones without odd cycle is totally unimodular."""
    assume(is_balanced(matrix))
    yield totally_unimodular(matrix)


@reading(balanced, "three columns")
def balanced(matrix):
    """A matrix of zeros and ones with at most three columns and without odd cycle is totally unimodular."""
    assume(size(matrix["columns"]) <= 3)
    assume(is_balanced(matrix))
    yield totally_unimodular(matrix)
