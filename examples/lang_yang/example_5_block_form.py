"""LY, Example 5: the matrices B, C and M(W) of the buyer-seller problem of Example 1 with two types each."""

from exact.showing.display import brief
from proofs.reduced_form.design.applications import assignment_market
from proofs.reduced_form.problem.projection import block_form, incidence_b, incidence_c, projection_matrix
from proofs.reduced_form.problem.structures import (
    stacked_incidence,
    structure_incidence_b,
    structure_incidence_c,
    structure_of,
    structure_projection_matrix,
)

types = {"i1": ["t1", "t2"], "i2": ["t1", "t2"]}
problem = assignment_market(["i1", "i2"], ["j1", "j2"], types)
print(block_form(problem))

b, c, m = incidence_b(problem), incidence_c(problem), projection_matrix(problem)
print("\nshapes of B, C and M(W):", b.shape, c.shape, m.shape)
row = b.rows[0]
ones = [brief(column) for column in b.columns if b[row, column]]
print("the ones in the first row of B, of", brief(row), "stand at", *ones)

given = structure_of(problem)
print("without single cells, [B; C] has shape", stacked_incidence(given).shape)
print("the same matrices, ordered profile by profile:")
for matrix in (structure_incidence_b(given), structure_incidence_c(given), structure_projection_matrix(given)):
    print("  shape", matrix.shape, "with", matrix.nonzeros, "nonzero entries")
