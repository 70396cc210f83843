"""LY, section 5.2: capacity = greatest weight in a random assignment."""

from __future__ import annotations

from exact.linear import Coefficients, LinearSystem, optimum
from proofs.claims.claim import Part
from proofs.claims.families.lang_yang import equal, value_of
from proofs.claims.families.market_capacities import MarketSet, market_claim
from proofs.reduced_form.conditions.market import representations


def random_assignments(case: MarketSet) -> Part:
    """The greatest weight of U over x >= 0 with all row and column sums at most 1, and the capacity."""
    problem, members = case.problem, case.members
    rows: list[tuple[Coefficients, int]] = [(dict.fromkeys(quota.cells, 1), 1) for quota in problem.constraints]
    best = optimum(LinearSystem.make(problem.cells, at_most=rows, lower=0), dict.fromkeys(members, 1))
    own = representations(problem, members).capacity
    yield own
    yield best
    yield equal([(value_of(own), value_of(best))], "the capacity", "the greatest weight of U in a random assignment")


SUPPORT = market_claim(
    "section-5.2.support",
    "capacity = greatest weight in a random assignment",
    "In the classical market with unit quotas beta(U, {}) is the greatest weight of U over x >= 0 with all row and "
    "column sums at most 1.",
    random_assignments,
)


CLAIMS = [SUPPORT]
