"""LY, appendix A.3, proof of Theorem 2(2)(a): two nonzeros a column: totally unimodular iff balanced."""

from __future__ import annotations

from proofs.claims.families.entry_sums import characterization, lines_of


def two_in_each(square: list[list[int]]) -> bool:
    """Whether every row and every column has exactly two nonzero entries."""
    return all(sum(map(bool, line)) == 2 for line in lines_of(square))


CAMION = characterization(
    "appendix.camion",
    "appendix A.3, proof of Theorem 2(2)(a)",
    "two nonzeros a column: totally unimodular iff balanced",
    "A matrix with entries -1, 0, 1 and at most two nonzero entries in each column is totally unimodular if and only "
    "if it is balanced: in every square submatrix with exactly two nonzero entries per row and per column the sum of "
    "the entries is a multiple of four.",
    two_in_each,
    "two nonzero entries in each row and column",
    2,
)


CLAIMS = [CAMION]
