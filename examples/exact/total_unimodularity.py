"""Total unimodularity (LY, section 3.1): every square submatrix has determinant -1, 0 or 1; both answers certified."""

from exact import total_unimodularity
from exact.matrices import Matrix, matrix
from exact.verdicts import ANSWER
from proofs.report.matrices import explain_unimodularity, unimodularity_in_short

triangle = Matrix.dense([[1, 1, 0], [0, 1, 1], [1, 0, 1]], rows=["12", "23", "13"], columns=["i1", "i2", "i3"])
verdict = total_unimodularity(triangle)
print(explain_unimodularity(verdict))
print("verified:", ANSWER[verdict.verify()])

print("\nA hierarchy of sets, as rows:")
print(explain_unimodularity(total_unimodularity([[1, 1, 1, 1], [1, 1, 0, 0], [0, 0, 1, 1], [0, 1, 0, 0]])))

print("\nPaths in a tree with directions:")
paths = matrix([[1, -1, 0, 1], [1, 0, -1, 0], [0, 1, -1, -1]])
print(explain_unimodularity(total_unimodularity(paths)))

print("\nThe matrix that is neither a network nor made of networks (Bixby):")
bixby = [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0], [1, 0, 1, 1, 0], [1, 0, 0, 1, 1], [1, 1, 0, 0, 1]]
print(unimodularity_in_short(total_unimodularity(bixby)))
print("its determinant:", Matrix.dense(bixby).determinant())

print("\nNeither a network matrix nor a transposed one, but the sum of two (Seymour's R12), and with one sign changed:")
seymour = [
    [1, 1, 1, 0, 0, 0],
    [1, 1, 0, 1, 0, 0],
    [1, 0, 0, 0, 1, 0],
    [0, 1, 0, 0, 0, 1],
    [0, 0, 1, 0, -1, -1],
    [0, 0, 0, 1, -1, -1],
]
print(explain_unimodularity(total_unimodularity(seymour)))
seymour[5][5] = 1
print(unimodularity_in_short(total_unimodularity(seymour)))
