"""Is the determinant of a matrix of zeros and ones less than its order?

The greatest determinants of order 2, 3 and 4 are 1, 2 and 3, and one is tempted to go on. Of order 5 it is 5: only
7,200 of the 33,554,432 matrices have it, with either sign, about one in 4,660, so that trying random ones takes long.
The score, less the determinant in absolute value, tells the hunt how near a matrix is to failing, and it changes entry
after entry. Of eight seeds the slowest then had a counterexample after 1,026 matrices drawn or met; without the score
two had none after 20,000.
"""

from exact.matrices import Matrix
from proofs.hunt import absolute, assume, claim, determinant, families, reading, rows_of, size


def is_square(rows):
    return len(rows) == len(rows[0]) > 1


def less_determinant(rows):
    return -abs(Matrix.dense(rows).determinant())


SMALL = families.matrices(4, 4, entries=(0, 1)).where(is_square, "square ones")
DRAWN = families.matrices(5, 5, entries=(0, 1)).after[0].where(is_square, "square ones")


@claim("determinants", where="a guess from small cases", tries=[SMALL, DRAWN], score=less_determinant, budget=2000)
def determinants(matrix):
    """The determinant of a square matrix of zeros and ones of order 2 or more is less than its order."""
    assume(size(matrix["columns"]).equals(size(rows_of(matrix))))
    assume(size(rows_of(matrix)) > 1)
    yield absolute(determinant(rows_of(matrix))) < size(rows_of(matrix))


@reading(determinants, "at most order 4", tries=SMALL)
def determinants(matrix):
    """The same for order 2, 3 and 4."""
    assume(size(matrix["columns"]).equals(size(rows_of(matrix))))
    assume(size(rows_of(matrix)) > 1)
    assume(size(rows_of(matrix)) <= 4)
    yield absolute(determinant(rows_of(matrix))) < size(rows_of(matrix))
