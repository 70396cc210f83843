"""LY, appendix A.4, proof of Theorem 3: totally unimodular iff even submatrices have sums divisible by four."""

from __future__ import annotations

from proofs.claims.families.entry_sums import characterization, lines_of


def even_lines(square: list[list[int]]) -> bool:
    """Whether the sums of all rows and columns are even."""
    return all(sum(line) % 2 == 0 for line in lines_of(square))


EVEN_SUMS = characterization(
    "appendix.theorem-3.even-sums",
    "appendix A.4, proof of Theorem 3",
    "totally unimodular iff even submatrices have sums divisible by four",
    "A matrix with entries -1, 0, 1 is totally unimodular if and only if in every square submatrix with even row and "
    "column sums the sum of the entries is divisible by four.",
    even_lines,
    "even row and column sums",
    None,
)


CLAIMS = [EVEN_SUMS]
